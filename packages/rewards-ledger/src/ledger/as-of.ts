import { deepFreeze } from '@meritkit/core/json';
import { type AccountState, emptyAccount, type Hold, type Lot } from './account.ts';
import type { Entry, LotLine } from './entry.ts';
import { compareLots } from './lots.ts';

/**
 * An account as it was at a time: what the entries that count up to then add up to, in whichever order they were
 * recorded. What was booked since with an earlier effective time is in it; what counts later is not, be it a sweep or
 * the end of a hold. `balanceAt` of it, at the same time, is the balance of then.
 *
 * Entries of other accounts add nothing. A lot that was spent as of a time before its own grant is there with less than
 * nothing, so that lots, debt and `posted` agree at any time.
 * @example
 * ```ts
 * import { accountAsOf, createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300', at: '2026-11-22T09:00:00Z' });
 * const entries = (await store.listEntries({}, { cursor: null, limit: 10 })).items.map(({ entry }) => entry);
 * const [account] = (await store.listAccounts({}, { cursor: null, limit: 10 })).items;
 * accountAsOf({ account: account!, entries, atMs: Date.parse('2026-11-22T09:00:00Z') }).posted; // 300n
 * accountAsOf({ account: account!, entries, atMs: Date.parse('2026-11-22T08:59:59Z') }).posted; // 0n
 * ```
 */
export function accountAsOf(options: {
  /** Whose account: of its state, only the identity is used. */
  readonly account: Pick<AccountState, 'id' | 'kind' | 'unit'>;
  readonly entries: Iterable<Entry>;
  readonly atMs: number;
}): AccountState {
  const { account, atMs } = options;
  const sums = emptySums();
  for (const entry of options.entries) if (entry.effectiveMs <= atMs) addEntry(sums, entry, account.id);
  const { version, posted, debt, lotsOpened } = sums;
  const lots = [...sums.lots.values()].filter((lot) => lot.remaining !== 0n).sort(compareLots);
  const holds = [...sums.placed.values()].filter((hold) => !sums.resolved.has(hold.id));
  const counters = Object.fromEntries(sums.counters);
  return deepFreeze({ ...emptyAccount(account), version, posted, debt, lotsOpened, lots, holds, counters });
}

interface Sums {
  version: number;
  posted: bigint;
  debt: bigint;
  lotsOpened: number;
  readonly lots: Map<number, Lot>;
  readonly placed: Map<string, Hold>;
  /** Kept apart: as of an effective time, a hold may be resolved before it was placed. */
  readonly resolved: Set<string>;
  readonly counters: Map<string, bigint>;
}

function emptySums(): Sums {
  const maps = { lots: new Map(), placed: new Map(), resolved: new Set<string>(), counters: new Map() };
  return { version: 0, posted: 0n, debt: 0n, lotsOpened: 0, ...maps };
}

function addEntry(sums: Sums, entry: Entry, accountId: string): void {
  const isOwn = (line: { readonly accountId: string }) => line.accountId === accountId;
  if (entry.versions.some(isOwn)) sums.version += 1;
  for (const posting of entry.postings) if (isOwn(posting)) sums.posted += posting.amount;
  for (const line of entry.debts) if (isOwn(line)) sums.debt += line.amount;
  for (const line of entry.lots) if (isOwn(line)) addLotLine(sums, line);
  for (const line of entry.holds) {
    if (!isOwn(line)) continue;
    const { holdId: id, parts, expiresMs } = line;
    if (line.action === 'place') sums.placed.set(id, { id, parts, expiresMs });
    else sums.resolved.add(id);
  }
  for (const { counter, amount } of entry.counters.filter(isOwn)) {
    sums.counters.set(counter, (sums.counters.get(counter) ?? 0n) + amount);
  }
}

function addLotLine(sums: Sums, { lot, original, amount, expiresMs, opens }: LotLine): void {
  const remaining = (sums.lots.get(lot)?.remaining ?? 0n) + amount;
  sums.lots.set(lot, { lot, original, remaining, expiresMs });
  if (opens) sums.lotsOpened = Math.max(sums.lotsOpened, lot);
}
