import { InvariantError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import type { AccountState, Hold } from './account.ts';
import type { CounterLine, Entry } from './entry.ts';
import { applyLotLines } from './lots.ts';
import type { LedgerState } from './state.ts';

/**
 * The state after an entry. Entries of one account must come in the order of its versions.
 *
 * @throws InvariantError `ledger/invariant` when an entry does not follow the account's version, or names an account
 * that the state lacks
 * @example
 * ```ts
 * import { createLedger, emptyAccount, emptyState, evolve } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const { entry } = items[0]!;
 * const account = emptyAccount({ id: entry.versions[0]!.accountId, kind: 'person', unit: 'points' });
 * const state = { ...emptyState({ units: { points: { scale: 0 } } }), accounts: [account] };
 * evolve(state, entry).accounts[0]?.posted; // 300n
 * ```
 */
export function evolve(state: LedgerState, entry: Entry): LedgerState {
  return {
    units: state.units,
    accounts: evolveAccounts(state.accounts, entry),
    closedThroughMs: state.closedThroughMs,
    entries: evolveEntries(state, entry),
    resolvedHolds: evolveHolds(state, entry),
  };
}

/** All accounts after an entry, in the same order; those that it does not touch are the same objects. */
export function evolveAccounts(accounts: readonly AccountState[], entry: Entry): readonly AccountState[] {
  const next = [...accounts];
  for (const { accountId } of entry.versions) {
    let index = 0;
    while (index < next.length && next[index]!.id !== accountId) index += 1;
    if (index === next.length) throw broken(entry, `account ${accountId} is not there`);
    next[index] = evolveAccount(next[index]!, entry);
  }
  return next;
}

/**
 * One account after an entry that touches it.
 *
 * @throws InvariantError `ledger/invariant` when the entry is not the account's next
 * @example
 * ```ts
 * import { createLedger, emptyAccount, evolveAccount } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const { entry } = items[0]!;
 * const account = emptyAccount({ id: entry.versions[0]!.accountId, kind: 'person', unit: 'points' });
 * evolveAccount(account, entry).lots.length; // 1
 * ```
 */
export function evolveAccount(account: AccountState, entry: Entry): AccountState {
  const version = versionIn(entry, account.id);
  if (version !== account.version + 1) {
    throw broken(entry, `it does not follow version ${account.version} of account ${account.id}`);
  }
  const { id } = account;
  let { posted, debt, lotsOpened } = account;
  for (const posting of entry.postings) if (posting.accountId === id) posted += posting.amount;
  for (const line of entry.debts) if (line.accountId === id) debt += line.amount;
  for (const line of entry.lots) if (line.accountId === id && line.opens) lotsOpened = Math.max(lotsOpened, line.lot);
  return Object.freeze({
    id,
    kind: account.kind,
    unit: account.unit,
    version,
    posted,
    debt,
    lotsOpened,
    lots: applyLotLines(account.lots, entry.lots, id),
    holds: entry.holds.length === 0 ? account.holds : applyHoldLines(account.holds, entry, id),
    counters: entry.counters.length === 0 ? account.counters : applyCounters(account.counters, entry.counters, id),
  });
}

/** The version that an entry gives an account; 0 when it does not touch it. */
function versionIn(entry: Entry, accountId: string): number {
  for (const touched of entry.versions) if (touched.accountId === accountId) return touched.version;
  return 0;
}

function broken(entry: Entry, why: string): InvariantError {
  return new InvariantError({ code: 'ledger/invariant', message: `entry ${entry.id}: ${why}` });
}

function applyHoldLines(holds: readonly Hold[], entry: Entry, accountId: string): readonly Hold[] {
  const next = [...holds];
  for (const line of entry.holds) {
    if (line.accountId !== accountId) continue;
    if (line.action === 'place') {
      next.push({ id: line.holdId, parts: line.parts, expiresMs: line.expiresMs });
      continue;
    }
    const index = next.findIndex((hold) => hold.id === line.holdId);
    if (index < 0) throw broken(entry, `hold ${line.holdId} is not open`);
    next.splice(index, 1);
  }
  return deepFreeze(next);
}

function applyCounters(
  counters: Readonly<Record<string, bigint>>,
  lines: readonly CounterLine[],
  accountId: string,
): Readonly<Record<string, bigint>> {
  const next = new Map(Object.entries(counters));
  for (const { accountId: id, counter, amount } of lines) {
    if (id === accountId) next.set(counter, (next.get(counter) ?? 0n) + amount);
  }
  return Object.freeze(Object.fromEntries(next));
}

function evolveEntries(state: LedgerState, entry: Entry): LedgerState['entries'] {
  const reversed = entry.reverses === null ? undefined : state.entries[entry.reverses];
  const own = { [entry.id]: { entry, reversedBy: null } };
  if (reversed === undefined) return { ...state.entries, ...own };
  return { ...state.entries, ...own, [reversed.entry.id]: { ...reversed, reversedBy: entry.id } };
}

function evolveHolds(state: LedgerState, entry: Entry): LedgerState['resolvedHolds'] {
  const resolved = entry.holds.filter((line) => line.action !== 'place');
  if (resolved.length === 0) return state.resolvedHolds;
  return { ...state.resolvedHolds, ...Object.fromEntries(resolved.map((line) => [line.holdId, true as const])) };
}
