import { lookUpAccounts } from '@meritkit/core/accounts';
import { addDays, compareDates } from '@meritkit/core/dates';
import type { Organisation } from '@meritkit/core/organisation';
import { createCollector } from '../shared/collect.ts';
import { readBoolean, readDate, readQuantity } from '../table/cells.ts';
import { checkColumns, readTable, type TableInput, type TableRow } from '../table/rows.ts';
import { buildOrganisation } from './build.ts';
import { type PeopleMapping, parsePeopleMapping } from './mapping.ts';
import type { CleaningNote } from './report.ts';

/** A row of people that can be used. */
export interface PersonRow {
  readonly id: string;
  readonly name: string | Readonly<Record<string, string>>;
  readonly email: string | null;
  readonly start: string;
  readonly end: string | null;
  /** From when unit and manager hold. */
  readonly effective: string;
  readonly unitPath: readonly string[];
  readonly managerId: string | null;
  readonly role: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
  readonly place: TableRow['place'];
}

/** People and structure from a table, with what had to be cleaned. */
export interface PeopleImport {
  readonly organisation: Organisation;
  readonly report: readonly CleaningNote[];
  readonly records: number;
  /** People in the organisation. */
  readonly people: number;
}

/**
 * People, units, memberships and reporting lines from an HR system's table, with a cleaning report: duplicates,
 * impossible dates, unknown managers, circles. What comes out is always a sound organisation; what was left out for it
 * is told line by line.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` when the table lacks a mapped column
 * @example
 * ```ts
 * import { importPeople } from '@meritkit/connectors';
 *
 * const { people, report } = importPeople({
 *   text: '工号,姓名,入职日期,部门,上级\n1,林伟,2020/03/01,研发中心/支付组,2\n2,周敏,2019/01/07,研发中心,9\n1,林伟,2020/03/01,研发中心,2\n',
 *   mapping: { id: '工号', name: '姓名', start: '入职日期', unit: '部门', manager: '上级' },
 * });
 * people; // 2
 * report.map((note) => note.code); // ['connectors/duplicate', 'connectors/unknown-reference']
 * ```
 */
export function importPeople(options: TableInput & { readonly mapping: PeopleMapping }): PeopleImport {
  const collector = createCollector(lookUpAccounts([]));
  const mapping = parsePeopleMapping(options.mapping);
  const { rows, columns } = readTable({ input: options, system: 'hris', list: 'people', collector });
  checkColumns(columnsOf(mapping), columns);
  const notes: CleaningNote[] = [];
  const usable = rows.flatMap((row) => readRow(row, mapping, notes) ?? []);
  const organisation = buildOrganisation({ rows: usable, history: mapping.effective !== undefined, notes });
  const { records, rejections } = collector.finish();
  const unread = rejections.map((one) => ({ ...one, action: 'row-left-out', personIds: [] }) as const);
  return {
    organisation,
    report: [...unread, ...notes],
    records,
    people: new Set(organisation.people.map(({ id }) => id)).size,
  };
}

function columnsOf(mapping: PeopleMapping) {
  const { localNames = {}, attributes = {}, unitSeparator: _separator, dateOrder: _order, ...plain } = mapping;
  return [
    ...Object.entries(plain).flatMap(([field, column]) => (column === undefined ? [] : [{ path: [field], column }])),
    ...Object.entries(localNames).map(([locale, column]) => ({ path: ['localNames', locale], column })),
    ...Object.entries(attributes).map(([field, { column }]) => ({ path: ['attributes', field, 'column'], column })),
  ];
}

function readRow(row: TableRow, mapping: PeopleMapping, notes: CleaningNote[]): PersonRow | null {
  const cell = (column: string | undefined) => (column === undefined ? '' : (row.cells[column] ?? '').trim());
  const id = cell(mapping.id);
  const note = (code: CleaningNote['code'], action: CleaningNote['action'], column: string, detail: string) => {
    notes.push({
      code,
      action,
      place: { ...row.place, ref: id, path: [column] },
      detail,
      personIds: id === '' ? [] : [id],
    });
    return null;
  };
  if (id === '') return note('connectors/invalid-record', 'row-left-out', mapping.id, 'the row has no id');
  if (cell(mapping.name) === '')
    return note('connectors/invalid-record', 'row-left-out', mapping.name, 'the person has no name');
  const date = (column: string) => readDate(cell(column), mapping.dateOrder);
  const start = date(mapping.start);
  if (start === null) {
    return note('connectors/impossible-date', 'row-left-out', mapping.start, `"${cell(mapping.start)}" is no date`);
  }
  const effective = mapping.effective === undefined || cell(mapping.effective) === '' ? start : date(mapping.effective);
  if (effective === null) {
    const column = mapping.effective ?? '';
    return note('connectors/impossible-date', 'row-left-out', column, `"${cell(column)}" is no date`);
  }
  const managerId = cell(mapping.manager);
  return {
    id,
    name: namesOf(mapping, cell),
    email: cell(mapping.email) === '' ? null : cell(mapping.email).toLowerCase(),
    start,
    end: endOf(mapping, cell, start, note),
    effective: compareDates(effective, start) < 0 ? start : effective,
    unitPath: cell(mapping.unit)
      .split(mapping.unitSeparator ?? '/')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
    managerId: managerId === '' ? null : managerId,
    role: cell(mapping.role) === '' ? null : cell(mapping.role),
    attributes: attributesOf(mapping, cell, note),
    place: { ...row.place, ref: id },
  };
}

type Cell = (column: string | undefined) => string;
type Note = (code: CleaningNote['code'], action: CleaningNote['action'], column: string, detail: string) => null;

function namesOf(mapping: PeopleMapping, cell: Cell): PersonRow['name'] {
  const local = Object.entries(mapping.localNames ?? {}).filter(([, column]) => cell(column) !== '');
  if (local.length === 0) return cell(mapping.name);
  return { en: cell(mapping.name), ...Object.fromEntries(local.map(([locale, column]) => [locale, cell(column)])) };
}

/** The day after the last one; an end that cannot be is left out, and the person counts as employed. */
function endOf(mapping: PeopleMapping, cell: Cell, start: string, note: Note): string | null {
  const column = mapping.lastDay;
  if (column === undefined || cell(column) === '') return null;
  const last = readDate(cell(column), mapping.dateOrder);
  if (last === null || last === '9999-12-31') {
    return last === null
      ? note('connectors/impossible-date', 'end-left-out', column, `"${cell(column)}" is no date`)
      : null;
  }
  if (compareDates(last, start) < 0) {
    return note(
      'connectors/impossible-date',
      'end-left-out',
      column,
      `the last day ${last} lies before the first, ${start}`,
    );
  }
  return addDays(last, 1);
}

const readers = {
  text: (text: string) => text,
  number: (text: string) => (readQuantity(text) === null ? null : Number(readQuantity(text))),
  boolean: readBoolean,
  date: (text: string) => readDate(text),
};

function attributesOf(mapping: PeopleMapping, cell: Cell, note: Note): PersonRow['attributes'] {
  const entries = Object.entries(mapping.attributes ?? {}).map(([name, { column, type }]) => {
    const value = cell(column) === '' ? null : readers[type](cell(column));
    if (cell(column) !== '' && value === null) {
      note('connectors/invalid-record', 'attribute-left-out', column, `"${cell(column)}" is no ${type}`);
    }
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}
