import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { checkColumns } from './rows.ts';

const column = z.object({ column: z.string().min(1) });
const columnOrValue = z.union([column, z.object({ value: z.string().min(1) })]);

/** A mapping's schema. */
export const tableMappingSchema = z.object({
  /** The name of the source, such as `patents`; it stands in every fact. */
  system: z.string().min(1),
  /** The columns that name a record for ever. */
  ref: z.array(z.string().min(1)).min(1),
  /** The fact's kind: one for the table, or from a column by a list of its words. */
  kind: z.union([
    z.object({ value: z.string().min(1) }),
    z.object({ column: z.string().min(1), values: z.record(z.string(), z.string().min(1)) }),
  ]),
  /** Whose it is: the person's id, or an account of a tool that the table of accounts maps. */
  person: z.object({ column: z.string().min(1), accountOf: z.string().min(1).optional() }),
  /** When it happened: an instant, or a day in a time zone. */
  at: z.object({
    column: z.string().min(1),
    timeZone: z.string().min(1).optional(),
    order: z.enum(['year-month-day', 'day-month-year', 'month-day-year']).optional(),
  }),
  /** How much; 1 where nothing is said. */
  quantity: columnOrValue.optional(),
  unit: z.string().min(1),
  /** A whole number or an instant that rises with each edit. Without it, no store takes a row that was edited. */
  revision: column.optional(),
  projectId: columnOrValue.optional(),
  teamId: columnOrValue.optional(),
  /** Facts whose cell says so are taken back. */
  retracted: column.optional(),
  /**
   * Rows that people write count once a second person stands for them: the column of who confirms, and of who entered
   * the row, where it says. Named as in `person`.
   */
  confirmation: z.object({ by: z.string().min(1), enteredBy: z.string().min(1).optional() }).optional(),
  attributes: z
    .record(z.string(), z.object({ column: z.string().min(1), type: z.enum(['text', 'number', 'boolean', 'date']) }))
    .optional(),
});

/** How a table's columns become facts. */
export type TableMapping = z.output<typeof tableMappingSchema>;

/**
 * Reads a mapping, and checks that the table has each of its columns, once.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` with each issue's path
 * @example
 * ```ts
 * import { parseTableMapping } from '@meritkit/connectors';
 *
 * parseTableMapping({
 *   system: 'patents', ref: ['no'], kind: { value: 'patent-granted' }, person: { column: 'who' }, at: { column: 'day', timeZone: 'UTC' }, unit: 'count',
 * }).unit; // 'count'
 * ```
 */
export function parseTableMapping(input: unknown, columns?: readonly string[]): TableMapping {
  const mapping = parseWith({ schema: tableMappingSchema, input, code: 'connectors/invalid-mapping' });
  if (columns === undefined) return mapping;
  checkColumns(columnsOf(mapping), columns);
  return mapping;
}

/** Every column a mapping names, with its place in the mapping. */
export function columnsOf(
  mapping: TableMapping,
): readonly { readonly path: readonly (string | number)[]; readonly column: string }[] {
  const of = (path: readonly string[], field: object | undefined) =>
    field !== undefined && 'column' in field ? [{ path: [...path, 'column'], column: String(field.column) }] : [];
  return [
    ...mapping.ref.map((name, index) => ({ path: ['ref', index], column: name })),
    ...(['kind', 'person', 'at', 'quantity', 'revision', 'projectId', 'teamId', 'retracted'] as const).flatMap((name) =>
      of([name], mapping[name]),
    ),
    ...(['by', 'enteredBy'] as const).flatMap((name) => {
      const named = mapping.confirmation?.[name];
      return named === undefined ? [] : [{ path: ['confirmation', name], column: named }];
    }),
    ...Object.entries(mapping.attributes ?? {}).flatMap(([name, field]) => of(['attributes', name], field)),
  ];
}
