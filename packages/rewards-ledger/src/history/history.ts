import type { Entry, EntryKind, LotLine } from '../ledger/entry.ts';
import { none } from '../ledger/entry.ts';
import { createColumn, createDictionary } from './columns.ts';
import { createIdColumn } from './ids.ts';

/** A journal in columns: the same entries in a fraction of the memory, with totals by one pass over numbers. */
export interface ColumnarHistory {
  readonly append: (entry: Entry) => void;
  readonly size: () => number;
  /** The entry at an index, as it was appended. */
  readonly entryAt: (index: number) => Entry;
  /** Sum of an account's postings in a unit, of entries effective before a time; minor units. */
  readonly balanceOf: (query: {
    readonly accountId: string;
    readonly unit: string;
    readonly beforeMs?: number;
  }) => bigint;
  /** Sums of all accounts in a unit, in one pass. */
  readonly balances: (query: {
    readonly unit: string;
    readonly kinds?: readonly EntryKind[];
  }) => ReadonlyMap<string, bigint>;
  /** Bytes held by the columns. */
  readonly bytes: () => number;
}

const kinds: readonly EntryKind[] = [
  'earn',
  'transfer',
  'redeem',
  'fund',
  'hold',
  'capture',
  'release',
  'expire',
  'reverse',
  'clawback',
  'post',
];

/** The parts that few entries have; kept as objects. */
type Rare = Pick<Entry, 'debts' | 'holds' | 'counters' | 'reverses' | 'memo'>;

/** Sums beyond this leave the double; no posting exceeds 2^53 - 1, so nothing is rounded on the way. */
const LARGE = 2 ** 51;

/** An empty history. */
export function createColumnarHistory(): ColumnarHistory {
  const accounts = createDictionary();
  const units = createDictionary();
  const subjects = createDictionary();
  const ids = createIdColumn();
  const rare = new Map<number, Rare>();
  const column = {
    kind: createColumn(Uint8Array),
    effective: createColumn(Float64Array),
    recorded: createColumn(Float64Array),
    subject: createColumn(Uint32Array),
    postingEnd: createColumn(Uint32Array),
    lotEnd: createColumn(Uint32Array),
    versionEnd: createColumn(Uint32Array),
    postingAccount: createColumn(Uint32Array),
    postingUnit: createColumn(Uint16Array),
    postingAmount: createColumn(Float64Array),
    lotAccount: createColumn(Uint32Array),
    lotNumber: createColumn(Uint32Array),
    lotAmount: createColumn(Float64Array),
    lotOriginal: createColumn(Float64Array),
    lotExpires: createColumn(Float64Array),
    lotOpens: createColumn(Uint8Array),
    versionAccount: createColumn(Uint32Array),
    version: createColumn(Uint32Array),
  };

  const append = (entry: Entry): void => {
    const index = column.kind.length;
    ids.push(entry.id);
    column.kind.push(kinds.indexOf(entry.kind));
    column.effective.push(entry.effectiveMs);
    column.recorded.push(entry.recordedMs);
    column.subject.push(entry.subject === null ? 0 : subjects.numberOf(entry.subject) + 1);
    for (const posting of entry.postings) {
      column.postingAccount.push(accounts.numberOf(posting.accountId));
      column.postingUnit.push(units.numberOf(posting.unit));
      column.postingAmount.push(Number(posting.amount));
    }
    column.postingEnd.push(column.postingAmount.length);
    for (const line of entry.lots) pushLot(line);
    column.lotEnd.push(column.lotAmount.length);
    for (const { accountId, version } of entry.versions) {
      column.versionAccount.push(accounts.numberOf(accountId));
      column.version.push(version);
    }
    column.versionEnd.push(column.version.length);
    const { debts, holds, counters, reverses, memo } = entry;
    if (debts.length + holds.length + counters.length > 0 || reverses !== null || memo !== null) {
      rare.set(index, { debts, holds, counters, reverses, memo });
    }
  };

  const pushLot = (line: LotLine): void => {
    column.lotAccount.push(accounts.numberOf(line.accountId));
    column.lotNumber.push(line.lot);
    column.lotAmount.push(Number(line.amount));
    column.lotOriginal.push(Number(line.original));
    column.lotExpires.push(line.expiresMs ?? Number.NaN);
    column.lotOpens.push(line.opens ? 1 : 0);
  };

  const slice = <Item>(
    ends: { readonly values: Uint32Array },
    index: number,
    read: (at: number) => Item,
  ): readonly Item[] => {
    const items: Item[] = [];
    for (let at = index === 0 ? 0 : ends.values[index - 1]!; at < ends.values[index]!; at += 1) items.push(read(at));
    return items;
  };

  const entryAt = (index: number): Entry => {
    const parts = rare.get(index);
    const subject = column.subject.values[index]!;
    return {
      schemaVersion: 1,
      id: ids.at(index),
      kind: kinds[column.kind.values[index]!]!,
      effectiveMs: column.effective.values[index]!,
      recordedMs: column.recorded.values[index]!,
      postings: slice(column.postingEnd, index, (at) => ({
        accountId: accounts.textOf(column.postingAccount.values[at]!),
        unit: units.textOf(column.postingUnit.values[at]!),
        amount: BigInt(column.postingAmount.values[at]!),
      })),
      lots: slice(column.lotEnd, index, lotAt),
      debts: parts?.debts ?? none,
      holds: parts?.holds ?? none,
      counters: parts?.counters ?? none,
      versions: slice(column.versionEnd, index, (at) => ({
        accountId: accounts.textOf(column.versionAccount.values[at]!),
        version: column.version.values[at]!,
      })),
      reverses: parts?.reverses ?? null,
      subject: subject === 0 ? null : subjects.textOf(subject - 1),
      memo: parts?.memo ?? null,
    };
  };

  const lotAt = (at: number): LotLine => {
    const expires = column.lotExpires.values[at]!;
    return {
      accountId: accounts.textOf(column.lotAccount.values[at]!),
      lot: column.lotNumber.values[at]!,
      amount: BigInt(column.lotAmount.values[at]!),
      original: BigInt(column.lotOriginal.values[at]!),
      expiresMs: Number.isNaN(expires) ? null : expires,
      opens: column.lotOpens.values[at] === 1,
    };
  };

  const balanceOf: ColumnarHistory['balanceOf'] = ({ accountId, unit, beforeMs }) => {
    const account = accounts.find(accountId);
    const unitNumber = units.find(unit);
    if (account === undefined || unitNumber === undefined) return 0n;
    const [owners, inUnit, amounts] = [
      column.postingAccount.values,
      column.postingUnit.values,
      column.postingAmount.values,
    ];
    let [sum, carried, entry] = [0, 0n, 0];
    for (let at = 0; at < column.postingAmount.length; at += 1) {
      if (owners[at] !== account || inUnit[at] !== unitNumber) continue;
      if (beforeMs !== undefined) {
        while (column.postingEnd.values[entry]! <= at) entry += 1;
        if (column.effective.values[entry]! >= beforeMs) continue;
      }
      const amount = amounts[at]!;
      if (Math.abs(amount) > LARGE || Math.abs(sum) > LARGE) {
        carried += BigInt(sum) + BigInt(amount);
        sum = 0;
      } else sum += amount;
    }
    return carried + BigInt(sum);
  };

  const balances: ColumnarHistory['balances'] = ({ unit, kinds: wanted }) => {
    const unitNumber = units.find(unit);
    const sums = new Float64Array(accounts.size());
    const carried = new Map<number, bigint>();
    const met = new Uint8Array(accounts.size());
    const allowed = new Uint8Array(kinds.length);
    for (const [index, kind] of kinds.entries()) allowed[index] = wanted === undefined || wanted.includes(kind) ? 1 : 0;
    const [owners, inUnit, amounts] = [
      column.postingAccount.values,
      column.postingUnit.values,
      column.postingAmount.values,
    ];
    for (let entry = 0, at = 0; entry < column.kind.length; entry += 1) {
      const end = column.postingEnd.values[entry]!;
      if (allowed[column.kind.values[entry]!] === 0) {
        at = end;
        continue;
      }
      for (; at < end; at += 1) {
        if (inUnit[at] !== unitNumber) continue;
        const account = owners[at]!;
        met[account] = 1;
        const sum = sums[account]!;
        const amount = amounts[at]!;
        if (Math.abs(amount) > LARGE || Math.abs(sum) > LARGE) {
          carried.set(account, (carried.get(account) ?? 0n) + BigInt(sum) + BigInt(amount));
          sums[account] = 0;
        } else sums[account] = sum + amount;
      }
    }
    const result = new Map<string, bigint>();
    for (let account = 0; account < met.length; account += 1) {
      if (met[account] === 1)
        result.set(accounts.textOf(account), (carried.get(account) ?? 0n) + BigInt(sums[account]!));
    }
    return result;
  };

  const bytes = () =>
    Object.values(column).reduce((sum, each) => sum + each.bytes(), 0) + ids.bytes() + accounts.size() * 120;

  return { append, size: () => column.kind.length, entryAt, balanceOf, balances, bytes };
}
