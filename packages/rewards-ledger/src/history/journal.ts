import type { Entry, EntryKind, LotLine } from '../ledger/entry.ts';
import { entryKinds, none } from '../ledger/entry.ts';
import { createAmountColumn } from './amounts.ts';
import { createColumn, createDictionary } from './columns.ts';
import { createIdColumn } from './ids.ts';

/** Kinds by their number in a column. */
export const kinds: readonly EntryKind[] = entryKinds;

/** The parts that few entries have; kept as objects. */
type Rare = Pick<Entry, 'debts' | 'holds' | 'counters' | 'reverses' | 'memo'>;

/** A journal's columns. Lines of an entry end where its `…End` says, and begin where those of the entry before end. */
export type JournalColumns = ReturnType<typeof createJournalColumns>;

/** Columns without entries. */
export function createJournalColumns() {
  return {
    accounts: createDictionary(),
    units: createDictionary(),
    subjects: createDictionary(),
    ids: createIdColumn(),
    rare: new Map<number, Rare>(),
    kind: createColumn(Uint8Array),
    effective: createColumn(Float64Array),
    recorded: createColumn(Float64Array),
    subject: createColumn(Uint32Array),
    postingEnd: createColumn(Uint32Array),
    lotEnd: createColumn(Uint32Array),
    versionEnd: createColumn(Uint32Array),
    postingAccount: createColumn(Uint32Array),
    postingUnit: createColumn(Uint16Array),
    postingAmount: createAmountColumn(),
    lotAccount: createColumn(Uint32Array),
    lotNumber: createColumn(Uint32Array),
    lotAmount: createAmountColumn(),
    lotOriginal: createAmountColumn(),
    lotExpires: createColumn(Float64Array),
    lotOpens: createColumn(Uint8Array),
    versionAccount: createColumn(Uint32Array),
    version: createColumn(Uint32Array),
  };
}

/** Adds an entry at the end. */
export function appendEntry(columns: JournalColumns, entry: Entry): void {
  const { accounts, units, subjects, rare } = columns;
  const index = columns.kind.length;
  columns.ids.push(entry.id);
  columns.kind.push(kinds.indexOf(entry.kind));
  columns.effective.push(entry.effectiveMs);
  columns.recorded.push(entry.recordedMs);
  columns.subject.push(entry.subject === null ? 0 : subjects.numberOf(entry.subject) + 1);
  for (const posting of entry.postings) {
    columns.postingAccount.push(accounts.numberOf(posting.accountId));
    columns.postingUnit.push(units.numberOf(posting.unit));
    columns.postingAmount.push(posting.amount);
  }
  columns.postingEnd.push(columns.postingAmount.length);
  for (const line of entry.lots) appendLot(columns, line);
  columns.lotEnd.push(columns.lotAmount.length);
  for (const { accountId, version } of entry.versions) {
    columns.versionAccount.push(accounts.numberOf(accountId));
    columns.version.push(version);
  }
  columns.versionEnd.push(columns.version.length);
  const { debts, holds, counters, reverses, memo } = entry;
  if (debts.length + holds.length + counters.length > 0 || reverses !== null || memo !== null) {
    rare.set(index, { debts, holds, counters, reverses, memo });
  }
}

function appendLot(columns: JournalColumns, line: LotLine): void {
  columns.lotAccount.push(columns.accounts.numberOf(line.accountId));
  columns.lotNumber.push(line.lot);
  columns.lotAmount.push(line.amount);
  columns.lotOriginal.push(line.original);
  columns.lotExpires.push(line.expiresMs ?? Number.NaN);
  columns.lotOpens.push(line.opens ? 1 : 0);
}

/** The entry at an index, as it was appended. */
export function readEntry(columns: JournalColumns, index: number): Entry {
  const { accounts, units } = columns;
  const parts = columns.rare.get(index);
  const subject = columns.subject.values[index]!;
  return {
    schemaVersion: 1,
    id: columns.ids.at(index),
    kind: kinds[columns.kind.values[index]!]!,
    effectiveMs: columns.effective.values[index]!,
    recordedMs: columns.recorded.values[index]!,
    postings: linesOf(columns.postingEnd, index, (at) => ({
      accountId: accounts.textOf(columns.postingAccount.values[at]!),
      unit: units.textOf(columns.postingUnit.values[at]!),
      amount: columns.postingAmount.at(at),
    })),
    lots: linesOf(columns.lotEnd, index, (at) => readLot(columns, at)),
    debts: parts?.debts ?? none,
    holds: parts?.holds ?? none,
    counters: parts?.counters ?? none,
    versions: linesOf(columns.versionEnd, index, (at) => ({
      accountId: accounts.textOf(columns.versionAccount.values[at]!),
      version: columns.version.values[at]!,
    })),
    reverses: parts?.reverses ?? null,
    subject: subject === 0 ? null : columns.subjects.textOf(subject - 1),
    memo: parts?.memo ?? null,
  };
}

function readLot(columns: JournalColumns, at: number): LotLine {
  const expires = columns.lotExpires.values[at]!;
  return {
    accountId: columns.accounts.textOf(columns.lotAccount.values[at]!),
    lot: columns.lotNumber.values[at]!,
    amount: columns.lotAmount.at(at),
    original: columns.lotOriginal.at(at),
    expiresMs: Number.isNaN(expires) ? null : expires,
    opens: columns.lotOpens.values[at] === 1,
  };
}

function linesOf<Line>(
  ends: { readonly values: Uint32Array },
  index: number,
  read: (at: number) => Line,
): readonly Line[] {
  const lines: Line[] = [];
  for (let at = index === 0 ? 0 : ends.values[index - 1]!; at < ends.values[index]!; at += 1) lines.push(read(at));
  return lines;
}
