import { canonicalJson } from '@meritkit/core/json';
import type { AccountState } from './account.ts';
import { accountAsOf } from './as-of.ts';
import type { Entry } from './entry.ts';

/** A stored account that is not what its entries come to, or that is not there. */
export interface AccountProblem {
  readonly kind: 'account-changed' | 'account-missing';
  readonly accountId: string;
}

/**
 * Compares stored accounts with what their entries add up to: balances are read from the accounts, and no seal covers
 * them. Entries that an account has not seen yet (recorded since it was read) are left out, so accounts are to be read
 * before entries.
 * @example
 * ```ts
 * import { compareAccounts, createLedger } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const store = createMemoryLedgerStore({ tenantId: 'acme' });
 * await createLedger({ store }).earn({ key: 'k1', personId: 'lin', amount: '300' });
 * const accounts = (await store.listAccounts({}, { cursor: null, limit: 10 })).items;
 * const entries = (await store.listEntries({}, { cursor: null, limit: 10 })).items.map(({ entry }) => entry);
 * compareAccounts({ accounts, entries }); // []
 * const richer = accounts.map((account) => ({ ...account, posted: 900n }));
 * compareAccounts({ accounts: richer, entries })[0]?.kind; // 'account-changed'
 * ```
 */
export function compareAccounts(options: {
  readonly accounts: readonly AccountState[];
  readonly entries: Iterable<Entry>;
}): readonly AccountProblem[] {
  const known = new Map(options.accounts.map((account) => [account.id, account]));
  const seen = new Map<string, Entry[]>(options.accounts.map(({ id }) => [id, []]));
  const missing = new Set<string>();
  for (const entry of options.entries) {
    for (const { accountId, version } of entry.versions) {
      const account = known.get(accountId);
      if (account === undefined) missing.add(accountId);
      else if (version <= account.version) seen.get(accountId)!.push(entry);
    }
  }
  const changed = options.accounts.filter((account) => {
    const entries = seen.get(account.id)!;
    return entries.some((entry) => !isInUnit(entry, account)) || textOf(account) !== textOf(replayed(account, entries));
  });
  return [
    ...changed.map(({ id }) => ({ kind: 'account-changed' as const, accountId: id })),
    ...[...missing].map((accountId) => ({ kind: 'account-missing' as const, accountId })),
  ];
}

function replayed(account: AccountState, entries: readonly Entry[]): AccountState {
  return accountAsOf({ account, entries, atMs: Number.POSITIVE_INFINITY });
}

function isInUnit({ postings }: Entry, { id, unit }: AccountState): boolean {
  return postings.every((posting) => posting.accountId !== id || posting.unit === unit);
}

/** A state as text: the same whatever the order in which a store gives its members. */
function textOf({ version, posted, debt, lotsOpened, lots, holds, counters }: AccountState): string {
  const plain = JSON.stringify({ version, posted, debt, lotsOpened, lots, holds, counters }, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return canonicalJson(JSON.parse(plain));
}
