import { z } from 'zod';
import { id, words } from '../inputs.ts';

const level = z.int().min(1).max(20);

/** Everything the skill report says. */
export const skillGapsSchema = z
  .strictObject({
    skills: z.array(z.strictObject({ id, title: words }).readonly()).readonly(),
    /** The scale, from the lowest level; five levels unless told. */
    levels: z
      .array(z.strictObject({ level, title: words }).readonly())
      .min(1)
      .readonly()
      .exactOptional(),
    people: z
      .array(
        z
          .strictObject({
            id,
            name: words,
            /** Level by skill; null or absent is not known, which is not level zero. */
            skills: z.record(z.string(), level.nullable()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    /** How many people are needed at which level at least. */
    demand: z.array(z.strictObject({ skillId: id, atLeast: level, people: z.int().min(0) }).readonly()).readonly(),
  })
  .readonly();

/** Everything the skill report says. */
export type SkillGapsInput = z.output<typeof skillGapsSchema>;
