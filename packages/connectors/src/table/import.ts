import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { createFact, type Fact, type FactAttributes } from '@meritkit/core/facts';
import { canonicalJson } from '@meritkit/core/json';
import { type Collector, createCollector } from '../shared/collect.ts';
import { readInstant, revisionOf } from '../shared/instant.ts';
import type { ImportResult, RecordRejection } from '../shared/result.ts';
import { readBoolean, readDate, readMoment, readQuantity } from './cells.ts';
import { columnsOf, parseTableMapping, type TableMapping } from './mapping.ts';
import { readTable, type TableInput, type TableRow } from './rows.ts';

/** What an import of a table needs. */
export type TableImportOptions = TableInput & {
  readonly mapping: TableMapping;
  readonly accounts?: readonly AccountLink[];
  /** The people there are; a person's id that is not among them is rejected. */
  readonly personIds?: readonly string[];
};

/** An import that was only tried. */
export interface TablePreview {
  readonly records: number;
  readonly facts: number;
  /** The first facts, to look at. */
  readonly sample: readonly Fact[];
  /** How many records were rejected for each reason, with the first of each. */
  readonly rejections: readonly { readonly code: string; readonly count: number; readonly first: RecordRejection }[];
  /** Columns that the mapping does not use. */
  readonly unusedColumns: readonly string[];
}

/**
 * A table as facts by a declared mapping: patents, talks, documents, optimisations, hiring days, satisfaction, or
 * anything else that has a person, a date and a reference.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` when the mapping does not fit the table
 * @example
 * ```ts
 * import { importTable } from '@meritkit/connectors';
 *
 * importTable({
 *   text: 'no,inventor,granted\nCN118,lin,2026年11月2日\n',
 *   mapping: {
 *     system: 'patents', ref: ['no'], kind: { value: 'patent-granted' }, person: { column: 'inventor' },
 *     at: { column: 'granted', timeZone: 'Asia/Shanghai' }, unit: 'count',
 *   },
 * }).facts[0]?.at; // '2026-11-01T16:00:00Z'
 * ```
 */
export function importTable(options: TableImportOptions): ImportResult {
  return read(options).result;
}

/**
 * A dry run: what an import would do, without handing its facts out.
 *
 * @throws InvalidInputError `connectors/invalid-mapping`
 * @example
 * ```ts
 * import { previewTable } from '@meritkit/connectors';
 *
 * previewTable({
 *   text: 'no,who,day\n1,lin,2026-11-02\n2,lin,someday\n',
 *   mapping: { system: 'talks', ref: ['no'], kind: { value: 'talk' }, person: { column: 'who' }, at: { column: 'day', timeZone: 'UTC' }, unit: 'count' },
 * }).facts; // 1
 * ```
 */
export function previewTable(options: TableImportOptions & { readonly sampleSize?: number }): TablePreview {
  const { result, columns } = read(options);
  const byCode = new Map<string, RecordRejection[]>();
  for (const rejection of result.rejections) {
    byCode.set(rejection.code, [...(byCode.get(rejection.code) ?? []), rejection]);
  }
  const used = new Set(columnsOf(options.mapping).map(({ column }) => column));
  return {
    records: result.records,
    facts: result.facts.length,
    sample: result.facts.slice(0, options.sampleSize ?? 5),
    rejections: [...byCode].map(([code, list]) => ({ code, count: list.length, first: list[0]! })),
    unusedColumns: columns.filter((name) => !used.has(name)),
  };
}

function read(options: TableImportOptions): { readonly result: ImportResult; readonly columns: readonly string[] } {
  const collector = createCollector(lookUpAccounts(options.accounts ?? []));
  const system = String(options.mapping.system);
  const { rows, columns } = readTable({ input: options, system, list: 'rows', collector });
  // Records may leave members out; a text has all its columns in its header.
  const mapping = 'text' in options ? parseTableMapping(options.mapping, columns) : parseTableMapping(options.mapping);
  const people = options.personIds === undefined ? null : new Set(options.personIds);
  const told = new Map<string, { readonly text: string; readonly place: TableRow['place'] }>();
  for (const row of rows) {
    const read = readRow(row, mapping, people, collector);
    const outcome = 'kind' in read ? unlessTold(read, row, told) : read;
    if ('kind' in outcome) collector.fact(outcome);
    else collector.reject(outcome.code, { ...row.place, ...outcome.place }, outcome.detail);
  }
  return { result: collector.finish(), columns };
}

/** The fact, unless the table says something else under the same reference and revision: no store could keep both. */
function unlessTold(
  fact: Fact,
  row: TableRow,
  told: Map<string, { readonly text: string; readonly place: TableRow['place'] }>,
): RowOutcome {
  const name = `${fact.id} ${fact.revision}`;
  const text = canonicalJson(fact);
  const first = told.get(name);
  if (first === undefined) told.set(name, { text, place: row.place });
  if (first === undefined || first.text === text) return fact;
  const where = first.place.line === undefined ? `record ${first.place.index}` : `line ${first.place.line}`;
  const detail = `${where} says something else under the reference "${fact.source.ref}": add a column to it, or a revision`;
  return { code: 'connectors/duplicate', place: { ref: fact.source.ref }, detail };
}

type RowOutcome = Fact | { readonly code: RecordRejection['code']; readonly place: object; readonly detail: string };

function readRow(
  row: TableRow,
  mapping: TableMapping,
  people: ReadonlySet<string> | null,
  collector: Collector,
): RowOutcome {
  const parts = mapping.ref.map((name) => (row.cells[name] ?? '').trim());
  const ref = parts.join('/');
  const wrong = (code: RecordRejection['code'], name: string, detail: string): RowOutcome => ({
    code,
    place: { ref, path: [name] },
    detail,
  });
  if (parts.includes('')) {
    return wrong('connectors/invalid-record', mapping.ref[0]!, 'the reference is empty');
  }
  const kind = kindOf(row, mapping);
  if (kind === null) return wrong('connectors/no-fact', 'kind', 'the mapping gives this kind no meaning');
  const at = readMoment(row.cells[mapping.at.column] ?? '', mapping.at);
  if (at === null) {
    return wrong('connectors/impossible-date', mapping.at.column, `"${row.cells[mapping.at.column]}" is no date`);
  }
  const quantity = quantityOf(row, mapping);
  if (quantity === null) return wrong('connectors/invalid-record', 'quantity', 'the quantity is no number');
  const revision = revisionIn(row, mapping);
  if (revision === null) return wrong('connectors/invalid-record', 'revision', 'the revision is no number or instant');
  const owner = ownerIn(row, mapping, mapping.person.column, people, collector);
  if ('code' in owner) return wrong(owner.code, mapping.person.column, owner.detail);
  const confirmation = confirmationIn(row, mapping, owner.personId, people, collector);
  if ('code' in confirmation) return wrong(confirmation.code, confirmation.column, confirmation.detail);
  const attributes = attributesOf(row, mapping);
  if (typeof attributes === 'string') {
    return wrong('connectors/invalid-record', attributes, `"${row.cells[attributes]}" has another type`);
  }
  const [projectId, teamId] = [cellOr(row, mapping.projectId), cellOr(row, mapping.teamId)];
  return createFact({
    kind,
    at,
    quantity,
    revision: revision + owner.revision + confirmation.revision,
    personId: owner.personId,
    unit: mapping.unit,
    source: { system: mapping.system, ref },
    // Parts may hold the slash that joins them.
    ...(parts.length === 1 ? {} : { identity: JSON.stringify(parts) }),
    attributes: { ...attributes, ...confirmation.attributes },
    ...(projectId === '' ? {} : { projectId }),
    ...(teamId === '' ? {} : { teamId }),
    ...(mapping.retracted !== undefined && readBoolean(row.cells[mapping.retracted.column] ?? '') === true
      ? { retracted: true }
      : {}),
  });
}

function kindOf(row: TableRow, { kind }: TableMapping): string | null {
  if ('value' in kind) return kind.value;
  const word = (row.cells[kind.column] ?? '').trim();
  return Object.hasOwn(kind.values, word) ? kind.values[word]! : null;
}

function quantityOf(row: TableRow, { quantity }: TableMapping): string | null {
  return quantity === undefined ? '1' : readQuantity(cellOr(row, quantity));
}

function revisionIn(row: TableRow, { revision }: TableMapping): number | null {
  if (revision === undefined) return 0;
  const text = (row.cells[revision.column] ?? '').trim();
  const instant = readInstant(text);
  if (instant !== null) return revisionOf(instant);
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}

type RowOwner =
  | { readonly personId: string; readonly revision: number }
  | { readonly code: RecordRejection['code']; readonly detail: string };

function ownerIn(
  row: TableRow,
  mapping: TableMapping,
  column: string,
  people: ReadonlySet<string> | null,
  collector: Collector,
): RowOwner {
  const text = (row.cells[column] ?? '').trim();
  if (text === '') return { code: 'connectors/missing-context', detail: 'the row names nobody' };
  if (mapping.person.accountOf !== undefined) {
    const owner = collector.ownerOf({ system: mapping.person.accountOf, account: text }, row.place);
    return owner.ok ? owner : { code: owner.rejection.code, detail: owner.rejection.detail };
  }
  if (people !== null && !people.has(text)) {
    return { code: 'connectors/unknown-reference', detail: `there is no person "${text}"` };
  }
  return { personId: text, revision: 0 };
}

type RowConfirmation =
  | { readonly attributes: FactAttributes; readonly revision: number }
  | { readonly code: RecordRejection['code']; readonly column: string; readonly detail: string };

/** Who stands for a row: somebody other than the person it is about and than whoever entered it. */
function confirmationIn(
  row: TableRow,
  mapping: TableMapping,
  personId: string,
  people: ReadonlySet<string> | null,
  collector: Collector,
): RowConfirmation {
  if (mapping.confirmation === undefined) return { attributes: {}, revision: 0 };
  const { by, enteredBy } = mapping.confirmation;
  const named = (column: string) =>
    (row.cells[column] ?? '').trim() === '' ? null : ownerIn(row, mapping, column, people, collector);
  const confirmer = named(by);
  const writer = enteredBy === undefined ? null : named(enteredBy);
  const unconfirmed = (detail: string) => ({ code: 'connectors/unconfirmed' as const, column: by, detail });
  if (confirmer === null) return unconfirmed('nobody has confirmed the row yet');
  if ('code' in confirmer) return { column: by, ...confirmer };
  if (writer !== null && 'code' in writer) return { column: enteredBy!, ...writer };
  const { personId: confirmedBy } = confirmer;
  if (confirmedBy === personId) return unconfirmed(`"${confirmedBy}" cannot confirm their own`);
  if (confirmedBy === writer?.personId) return unconfirmed(`"${confirmedBy}" cannot confirm what they entered`);
  return { attributes: { confirmedBy }, revision: confirmer.revision + (writer?.revision ?? 0) };
}

/** The attributes, or the column whose cell has another type. */
function attributesOf(row: TableRow, mapping: TableMapping): FactAttributes | string {
  const attributes: Record<string, string | number | boolean | null> = {};
  for (const [name, { column, type }] of Object.entries(mapping.attributes ?? {})) {
    const text = (row.cells[column] ?? '').trim();
    const value = text === '' ? null : readers[type](text);
    if (text !== '' && value === null) return column;
    attributes[name] = value;
  }
  return attributes;
}

const readers = {
  text: (text: string) => text,
  number: (text: string) => {
    const quantity = readQuantity(text);
    return quantity === null ? null : Number(quantity);
  },
  boolean: readBoolean,
  date: (text: string) => readDate(text),
};

function cellOr(row: TableRow, field: { readonly column: string } | { readonly value: string } | undefined): string {
  if (field === undefined) return '';
  return 'value' in field ? field.value : (row.cells[field.column] ?? '').trim();
}
