import { type AccountState, isDerivedAccount } from './account.ts';
import { balanceAt } from './balance.ts';
import type { Entry } from './entry.ts';
import { compareLots, heldByLot } from './lots.ts';

/** A law that does not hold, in words for a log. */
export interface BrokenLaw {
  readonly law:
    | 'entry-sums-to-zero'
    | 'lines-explain-postings'
    | 'posted-is-lots-less-debt'
    | 'lot-within-bounds'
    | 'lots-in-order'
    | 'holds-within-lots'
    | 'available-is-posted-less-held'
    | 'versions-contiguous';
  readonly subject: string;
}

/**
 * The laws of one entry: it sums to zero per unit, and its lot and debt lines add up to its postings.
 * @example
 * ```ts
 * import { checkEntry, createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * checkEntry(items[0]!.entry); // []
 * ```
 */
export function checkEntry(entry: Entry): readonly BrokenLaw[] {
  const broken: BrokenLaw[] = [];
  const sums = new Map<string, bigint>();
  const expected = new Map<string, bigint>();
  for (const { unit, amount, accountId } of entry.postings) {
    sums.set(unit, (sums.get(unit) ?? 0n) + amount);
    if (!isDerivedAccount(accountId)) expected.set(accountId, (expected.get(accountId) ?? 0n) + amount);
  }
  for (const [unit, sum] of sums)
    if (sum !== 0n) broken.push({ law: 'entry-sums-to-zero', subject: `${entry.id} ${unit}` });
  for (const { accountId, amount } of entry.lots) expected.set(accountId, (expected.get(accountId) ?? 0n) - amount);
  for (const { accountId, amount } of entry.debts) expected.set(accountId, (expected.get(accountId) ?? 0n) + amount);
  for (const [accountId, rest] of expected) {
    if (rest !== 0n) broken.push({ law: 'lines-explain-postings', subject: `${entry.id} ${accountId}` });
  }
  return broken;
}

/**
 * The laws of one account as of a time.
 * @example
 * ```ts
 * import { checkAccount, emptyAccount } from '@meritkit/rewards-ledger';
 *
 * const lin = emptyAccount({ id: 'a1', kind: 'person', unit: 'points' });
 * checkAccount({ ...lin, posted: 5n }, 0)[0]?.law; // 'posted-is-lots-less-debt'
 * ```
 */
export function checkAccount(account: AccountState, atMs: number): readonly BrokenLaw[] {
  const broken: BrokenLaw[] = [];
  const fail = (law: BrokenLaw['law']) => broken.push({ law, subject: account.id });
  const inLots = account.lots.reduce((sum, lot) => sum + lot.remaining, 0n);
  if (account.posted !== inLots - account.debt) fail('posted-is-lots-less-debt');
  if (account.debt < 0n) fail('lot-within-bounds');
  for (const lot of account.lots) if (lot.remaining <= 0n || lot.remaining > lot.original) fail('lot-within-bounds');
  for (let index = 1; index < account.lots.length; index += 1) {
    if (compareLots(account.lots[index - 1]!, account.lots[index]!) >= 0) fail('lots-in-order');
  }
  for (const [number, held] of heldByLot(account.holds, atMs)) {
    const lot = account.lots.find((candidate) => candidate.lot === number);
    if (lot === undefined || held > lot.remaining) fail('holds-within-lots');
  }
  const { posted, held, available } = balanceAt(account, atMs);
  if (available !== posted - held || available < -account.debt) fail('available-is-posted-less-held');
  return broken;
}

/**
 * The laws of a whole journal, and of the accounts that it leads to; for audits and after a restore.
 * @example
 * ```ts
 * import { checkJournal, createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
 * const accounts = (await store.listAccounts({}, { cursor: null, limit: 10 })).items;
 * checkJournal({ entries: items.map(({ entry }) => entry), accounts, atMs: 0 }); // []
 * ```
 */
export function checkJournal(options: {
  readonly entries: Iterable<Entry>;
  readonly accounts: Iterable<AccountState>;
  readonly atMs: number;
}): readonly BrokenLaw[] {
  const broken: BrokenLaw[] = [];
  const versions = new Map<string, number>();
  const posted = new Map<string, bigint>();
  for (const entry of options.entries) {
    broken.push(...checkEntry(entry));
    for (const { accountId, version } of entry.versions) {
      if (version !== (versions.get(accountId) ?? 0) + 1)
        broken.push({ law: 'versions-contiguous', subject: accountId });
      versions.set(accountId, version);
    }
    for (const { accountId, amount } of entry.postings) posted.set(accountId, (posted.get(accountId) ?? 0n) + amount);
  }
  for (const account of options.accounts) {
    broken.push(...checkAccount(account, options.atMs));
    if (account.version !== (versions.get(account.id) ?? 0))
      broken.push({ law: 'versions-contiguous', subject: account.id });
    if (account.posted !== (posted.get(account.id) ?? 0n)) {
      broken.push({ law: 'posted-is-lots-less-debt', subject: account.id });
    }
  }
  return broken;
}
