import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { addDays, parseInstant, startOfDayInstant } from '@meritkit/core/dates';
import { createFact } from '@meritkit/core/facts';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { type Collector, createCollector } from '../shared/collect.ts';
import { minutesBetween, readInstant, revisionOf } from '../shared/instant.ts';
import type { ImportResult } from '../shared/result.ts';
import { type DateOrder, readDate, readMoment } from '../table/cells.ts';
import { checkColumns, readTable, type TableInput, type TableRow } from '../table/rows.ts';

const name = z.string().min(1);

/** Schema of a CRM table's columns. */
export const crmMappingSchema = z.object({
  /** The CRM's name; it stands in every fact. */
  system: name,
  record: z.enum(['demand', 'complaint']),
  id: name,
  raisedAt: name,
  answeredAt: name.optional(),
  /** When a demand was delivered, or a complaint solved. */
  closedAt: name.optional(),
  /** The instant by which it was due, or the last day, itself included. */
  dueAt: name.optional(),
  /** Who raised it: the sales person or support agent. */
  raisedBy: name.optional(),
  /** Who answers for it. */
  owner: name,
  /** The system of the accounts in these columns; where it is missing, they hold people's ids. */
  accountOf: name.optional(),
  customer: name.optional(),
  updatedAt: name.optional(),
  project: name.optional(),
  timeZone: name.optional(),
  order: z.enum(['year-month-day', 'day-month-year', 'month-day-year']).optional(),
});

/** Which column holds what of a demand or complaint. */
export type CrmMapping = z.output<typeof crmMappingSchema>;

const kinds = {
  demand: { raised: 'demand-raised', answered: 'demand-answered', closed: 'demand-delivered' },
  complaint: { raised: 'complaint-raised', answered: 'complaint-answered', closed: 'complaint-solved' },
} as const;

/**
 * Demands and complaints of a CRM as facts: raised, answered, delivered or solved, each with its minutes since it was
 * raised and whether it was in time. What has not happened yet is no fact.
 *
 * @throws InvalidInputError `connectors/invalid-mapping` for a mapping that is none, or whose columns a text has not
 * @example
 * ```ts
 * import { importCrm } from '@meritkit/connectors';
 *
 * const { facts } = importCrm({
 *   records: [{ id: 'D-7', raised: '2026-11-02T09:00:00+08:00', answered: '2026-11-02T15:00:00+08:00', owner: 'lin' }],
 *   mapping: { system: 'crm', record: 'demand', id: 'id', raisedAt: 'raised', answeredAt: 'answered', owner: 'owner' },
 * });
 * facts.map((fact) => [fact.kind, fact.attributes.minutes]); // [['demand-raised', 0], ['demand-answered', 360]]
 * ```
 */
export function importCrm(
  options: TableInput & { readonly mapping: CrmMapping; readonly accounts?: readonly AccountLink[] },
): ImportResult {
  const mapping = parseWith({ schema: crmMappingSchema, input: options.mapping, code: 'connectors/invalid-mapping' });
  const collector = createCollector(lookUpAccounts(options.accounts ?? []));
  const { rows, columns } = readTable({
    input: options,
    system: mapping.system,
    list: `${mapping.record}s`,
    collector,
  });
  // Records may leave members out; a text has all its columns in its header.
  if ('text' in options) checkColumns(columnsOf(mapping), columns);
  for (const row of rows) collectRow(row, mapping, collector);
  return collector.finish();
}

function columnsOf(mapping: CrmMapping) {
  const {
    system: _system,
    record: _record,
    accountOf: _accounts,
    timeZone: _zone,
    order: _order,
    ...columns
  } = mapping;
  return Object.entries(columns).flatMap(([field, column]) =>
    column === undefined ? [] : [{ path: [field], column }],
  );
}

function collectRow(row: TableRow, mapping: CrmMapping, collector: Collector): void {
  const cell = (column: string | undefined) => (column === undefined ? '' : (row.cells[column] ?? '').trim());
  const ref = cell(mapping.id);
  const place = { ...row.place, ref };
  if (ref === '') {
    collector.reject('connectors/invalid-record', { ...place, path: [mapping.id] }, 'the record has no id');
    return;
  }
  const zone: { timeZone?: string | undefined; order?: DateOrder | undefined } = mapping;
  const moment = (column: string | undefined) => (cell(column) === '' ? null : readMoment(cell(column), zone));
  for (const column of [mapping.raisedAt, mapping.answeredAt, mapping.closedAt, mapping.dueAt]) {
    if (cell(column) === '' && column !== mapping.raisedAt) continue;
    if (moment(column) !== null) continue;
    const path = [column ?? ''];
    collector.reject('connectors/impossible-date', { ...place, path }, `"${cell(column)}" is no date or instant`);
    return;
  }
  const raisedAt = moment(mapping.raisedAt)!;
  const dueAt = moment(mapping.dueAt);
  const updated = readInstant(cell(mapping.updatedAt));
  for (const [step, column] of [
    ['raised', mapping.raisedAt],
    ['answered', mapping.answeredAt],
    ['closed', mapping.closedAt],
  ] as const) {
    const at = moment(column);
    if (at === null) continue;
    const minutes = minutesBetween(raisedAt, at);
    if (minutes === null) {
      collector.reject('connectors/impossible-date', { ...place, path: [column!] }, `${at} lies before ${raisedAt}`);
      continue;
    }
    const account = step === 'raised' && cell(mapping.raisedBy) !== '' ? cell(mapping.raisedBy) : cell(mapping.owner);
    const owner = ownerOf(account, mapping, collector, place);
    if (owner === null) continue;
    collector.fact(
      createFact({
        kind: kinds[mapping.record][step],
        at,
        personId: owner.personId,
        revision: (updated === null ? 0 : revisionOf(updated)) + owner.revision,
        quantity: '1',
        unit: 'count',
        source: { system: mapping.system, ref },
        ...(cell(mapping.project) === '' ? {} : { projectId: cell(mapping.project) }),
        attributes: {
          minutes,
          customer: cell(mapping.customer) === '' ? null : cell(mapping.customer),
          dueAt,
          onTime: step === 'closed' && dueAt !== null ? isInTime(at, cell(mapping.dueAt), dueAt, zone) : null,
        },
      }),
    );
  }
}

/** How tables write that something is never due. */
const LAST_DAY = '9999-12-31';

/** Due on a day, it is in time until that day ends. */
function isInTime(
  at: string,
  due: string,
  dueAt: string,
  { timeZone, order }: { timeZone?: string | undefined; order?: DateOrder | undefined },
): boolean {
  const day = readInstant(due) === null ? readDate(due, order) : null;
  if (day === null || timeZone === undefined) return parseInstant(at) <= parseInstant(dueAt);
  if (day === LAST_DAY) return true;
  return parseInstant(at) < parseInstant(startOfDayInstant(addDays(day, 1), timeZone));
}

function ownerOf(account: string, mapping: CrmMapping, collector: Collector, place: TableRow['place']) {
  if (account === '') {
    collector.reject('connectors/missing-context', { ...place, path: [mapping.owner] }, 'the record has no owner');
    return null;
  }
  if (mapping.accountOf === undefined) return { personId: account, revision: 0 };
  const owner = collector.ownerOf({ system: mapping.accountOf, account }, place);
  if (owner.ok) return owner;
  collector.reject(owner.rejection.code, place, owner.rejection.detail);
  return null;
}
