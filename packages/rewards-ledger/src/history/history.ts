import type { Entry, EntryKind } from '../ledger/entry.ts';
import { appendEntry, createJournalColumns, type JournalColumns, readEntry } from './journal.ts';
import { sumAll, sumOf } from './sums.ts';

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
  /** Bytes held by the columns; what few entries have (a memo, a hold, a debt) lies beside them. */
  readonly bytes: () => number;
}

/**
 * An empty history.
 * @example
 * ```ts
 * import { createColumnarHistory, createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const history = createColumnarHistory();
 * for (const { entry } of items) history.append(entry);
 * history.balanceOf({ accountId: 'issuer:points', unit: 'points' }); // -300n
 * ```
 */
export function createColumnarHistory(): ColumnarHistory {
  const columns = createJournalColumns();
  return {
    append: (entry) => appendEntry(columns, entry),
    size: () => columns.kind.length,
    entryAt: (index) => readEntry(columns, index),
    balanceOf: (query) => sumOf(columns, query),
    balances: (query) => sumAll(columns, query),
    bytes: () => bytesOf(columns),
  };
}

/** A dictionary's entry takes about 120 bytes: its text, and its place in the map and in the list. */
function bytesOf({ accounts, units, subjects, rare: _, ...columns }: JournalColumns): number {
  const words = (accounts.size() + units.size() + subjects.size()) * 120;
  return Object.values(columns).reduce((sum, column) => sum + column.bytes(), words);
}
