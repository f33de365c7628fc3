import { z } from 'zod';
import { id, words } from '../inputs.ts';

/** A step of the scale. */
const step = z.int().min(0).max(20);

/** Where a person stands: on a step, or between two, as a skill profile gives it. */
const level = z.number().min(0).max(20);

/** Everything the skill report says. */
export const skillGapsSchema = z
  .strictObject({
    skills: z.array(z.strictObject({ id, title: words }).readonly()).readonly(),
    /** The scale, from the lowest level; 1 to 5 unless told, and 0 where somebody stands below 1. */
    levels: z
      .array(z.strictObject({ level: step, title: words }).readonly())
      .min(1)
      .readonly()
      .exactOptional(),
    /**
     * From which step on somebody counts as knowing a skill, in "only one person knows this" and in "the scarcest skill":
     * 3 unless told. A scale without a step 3 has to tell it.
     */
    knownFrom: step.exactOptional(),
    people: z
      .array(
        z
          .strictObject({
            id,
            /** Absent: a finding about this person is told without a name. */
            name: words.exactOptional(),
            /**
             * Level by skill; null or absent is not known, which is not level zero. A level between two steps counts at
             * the lower one.
             */
            skills: z.record(z.string(), level.nullable()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    /** How many people are needed at which level at least. */
    demand: z.array(z.strictObject({ skillId: id, atLeast: step, people: z.int().min(0) }).readonly()).readonly(),
  })
  .readonly();

/** Everything the skill report says. */
export type SkillGapsInput = z.output<typeof skillGapsSchema>;
