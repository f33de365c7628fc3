import { isDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';

const day = z.string().refine(isDate, 'not a day such as 2026-11-22');

/** A demand as someone would say it: which skills, what experience, how much work, by when. */
export const staffingDemandSchema = z
  .object({
    id: z.string().min(1),
    skills: z
      .array(
        z.object({
          skillId: z.string().min(1),
          atLeast: z.number().min(0),
          weight: z.number().positive(),
          must: z.boolean().optional(),
        }),
      )
      .min(1),
    experience: z
      .array(
        z.object({ tag: z.string().min(1), weight: z.number().positive(), months: z.number().positive().optional() }),
      )
      .optional(),
    /** Hours of work. */
    effortHours: z.number().positive().max(1_000_000),
    /** First day on which work may be done. */
    start: day,
    /** The last day included. */
    deadline: day,
    /** People who are not to be considered. */
    exclusions: z.array(z.string()).optional(),
  })
  .readonly();

/** A demand to staff. */
export type StaffingDemand = z.output<typeof staffingDemandSchema>;

/**
 * Reads a demand from outside.
 *
 * @throws InvalidInputError `workflows/invalid-demand` with every issue's path, `workflows/deadline-before-start`
 */
export function parseStaffingDemand(input: unknown): StaffingDemand {
  const demand = parseWith({ schema: staffingDemandSchema, input, code: 'workflows/invalid-demand' });
  if (demand.deadline < demand.start) {
    throw invalidInput(
      'workflows/deadline-before-start',
      ['deadline'],
      `${demand.deadline} is before the start ${demand.start}`,
    );
  }
  return demand;
}
