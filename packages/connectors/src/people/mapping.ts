import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';

const name = z.string().min(1);

/** Schema of a people table's columns. */
export const peopleMappingSchema = z.object({
  id: name,
  name,
  /** A second name column for another locale, such as `zh-CN`. */
  localNames: z.record(z.string(), name).optional(),
  email: name.optional(),
  /** First day of employment. */
  start: name,
  /** The last day of employment, itself included. */
  lastDay: name.optional(),
  /** The unit's path from the top, such as `研发中心/支付组`. */
  unit: name.optional(),
  unitSeparator: z.string().min(1).optional(),
  /** The manager's id. */
  manager: name.optional(),
  role: name.optional(),
  /** From when a row holds, where a table has several rows per person: the history of units and managers. */
  effective: name.optional(),
  dateOrder: z.enum(['year-month-day', 'day-month-year', 'month-day-year']).optional(),
  attributes: z
    .record(z.string(), z.object({ column: name, type: z.enum(['text', 'number', 'boolean', 'date']) }))
    .optional(),
});

/** Which column holds what of a person. */
export type PeopleMapping = z.output<typeof peopleMappingSchema>;

/**
 * Reads a mapping.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` with each issue's path
 * @example
 * ```ts
 * import { parsePeopleMapping } from '@meritkit/connectors';
 *
 * parsePeopleMapping({ id: '工号', name: '姓名', start: '入职日期' }).id; // '工号'
 * ```
 */
export function parsePeopleMapping(input: unknown): PeopleMapping {
  return parseWith({ schema: peopleMappingSchema, input, code: 'connectors/invalid-mapping' });
}
