import { InvalidInputError } from '@meritkit/core/errors';
import type { Collector } from '../shared/collect.ts';
import type { RecordPlace } from '../shared/result.ts';
import { readCsv } from './csv.ts';

/** A record of a table: its cells by column, as text. */
export interface TableRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly place: RecordPlace;
}

/** A table as text with a header row, or as records. */
export type TableInput =
  | { readonly text: string; readonly delimiter?: string }
  | { readonly records: readonly unknown[] };

/** The rows of a table. What is no row is collected with its place. */
export function readTable(options: {
  readonly input: TableInput;
  readonly system: string;
  readonly list: string;
  readonly collector: Collector;
}): { readonly rows: readonly TableRow[]; readonly columns: readonly string[] } {
  return 'text' in options.input ? readText(options, options.input) : readRecords(options, options.input.records);
}

/**
 * Checks that a table with a header has each column that a mapping names, once.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` with each issue's path
 */
export function checkColumns(
  named: readonly { readonly path: readonly (string | number)[]; readonly column: string }[],
  columns: readonly string[],
): void {
  const code = 'connectors/invalid-mapping';
  const issues = named.flatMap(({ path, column }) => {
    const count = columns.filter((name) => name === column).length;
    if (count === 1) return [];
    const message = `the table has ${count === 0 ? `no column "${column}"` : `column "${column}" ${count} times`}`;
    return [{ path, code, message }];
  });
  if (issues.length > 0) throw new InvalidInputError({ code, issues });
}

interface Context {
  readonly system: string;
  readonly list: string;
  readonly collector: Collector;
}

function readText(context: Context, input: { readonly text: string; readonly delimiter?: string }) {
  const { system, list, collector } = context;
  const {
    rows: [header, ...body],
    problems,
  } = readCsv(input);
  const columns = (header?.cells ?? []).map((name) => name.trim());
  const broken = new Map(problems.map(({ line, detail }) => [line, detail]));
  const ofHeader = header === undefined ? undefined : broken.get(header.line);
  if (ofHeader !== undefined) {
    collector.reject('connectors/unreadable', { system, list, index: -1, line: header!.line }, ofHeader);
  }
  const rows: TableRow[] = [];
  for (const [index, { line, cells }] of body.entries()) {
    collector.record();
    const place = { system, list, index, line };
    const problem = broken.get(line) ?? (cells.some((cell) => cell.includes('\ufffd')) ? WRONG_ENCODING : undefined);
    if (problem !== undefined) collector.reject('connectors/unreadable', place, problem);
    else if (cells.length > columns.length) {
      collector.reject('connectors/invalid-record', place, `${cells.length} cells under ${columns.length} columns`);
    } else rows.push({ place, cells: record(columns.map((name, at) => [name, cells[at] ?? ''])) });
  }
  return { rows, columns };
}

/** What a decoder writes for bytes of another encoding: different names would become the same one. */
const WRONG_ENCODING = 'the text was decoded with another encoding than it has: a cell holds U+FFFD';

function readRecords(context: Context, records: readonly unknown[]) {
  const { system, list, collector } = context;
  const columns = new Set<string>();
  const rows: TableRow[] = [];
  for (const [index, input] of records.entries()) {
    collector.record();
    const place = { system, list, index };
    if (typeof input !== 'object' || input === null || Array.isArray(input)) {
      collector.reject('connectors/invalid-record', place, 'a record is an object');
      continue;
    }
    for (const name of Object.keys(input)) columns.add(name);
    rows.push({ place, cells: record(Object.entries(input).map(([name, value]) => [name, cellText(value)])) });
  }
  return { rows, columns: [...columns] };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Cells under any column name, `__proto__` too. */
function record(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, string>;
}
