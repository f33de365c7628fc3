import { issuerAccountId } from '../ledger/account.ts';
import { type AccountState, decide, emptyAccount, emptyState, evolveAccount } from '../ledger/index.ts';
import type { LedgerCommit, LedgerStoreV1, OwnerInUnit } from '../ports.ts';

/** A point in time that the kit's entries count from, in milliseconds. */
export const start = 1_795_000_000_000;

/** A commit that a case changes in one place to see whether the store notices. */
export function grantCommit(options: {
  readonly key: string;
  readonly entryId: string;
  readonly personId: string;
  /** The account as loaded; opened by the commit where there is none. */
  readonly account?: AccountState;
  readonly amount?: bigint;
  readonly expiresMs?: number | null;
}): LedgerCommit {
  const { key, entryId, personId, amount = 100n, expiresMs = null } = options;
  const accountId = options.account?.id ?? `account-of-${personId}`;
  const before = options.account ?? emptyAccount({ id: accountId, kind: 'person', unit: 'points' });
  const empty = emptyState({ units: { points: { scale: 0 } } });
  const decision = decide(
    { ...empty, accounts: [before] },
    {
      type: 'post',
      kind: 'earn',
      entryId,
      effectiveMs: start,
      recordedMs: start,
      subject: 'kit',
      legs: [
        { accountId: issuerAccountId('points'), unit: 'points', amount: -amount },
        { accountId, unit: 'points', amount, expiresMs },
      ],
    },
  );
  if (!decision.ok) throw new Error(`the kit's own grant was refused: ${decision.rejection.code}`);
  const entry = decision.entries[0]!;
  return {
    key,
    fingerprint: `grant ${personId} ${amount}`,
    opened: options.account === undefined ? [{ owner: ownerOf(personId), accountId }] : [],
    accounts: [{ expectedVersion: before.version, state: evolveAccount(before, entry) }],
    entries: [entry],
    details: [{ entryId, fields: { reason: `why ${entryId}` } }],
    documents: [],
    guards: [{ type: 'books', id: 'points', version: 0 }],
    outbox: [],
    answer: null,
  };
}

/** A person's account in the kit's unit. */
export function ownerOf(personId: string): OwnerInUnit {
  return { kind: 'person', id: personId, unit: 'points' };
}

/** The account of a person as the store has it. */
export async function accountIn(store: LedgerStoreV1, personId: string): Promise<AccountState> {
  const loaded = await store.load({ owners: [ownerOf(personId)] });
  const account = loaded.accounts[0];
  if (account === undefined) throw new Error(`the store has no account of "${personId}", which was just written`);
  return account;
}

/** Opens an account with a grant and gives it back as loaded. */
export async function openWithGrant(store: LedgerStoreV1, personId: string, name = personId): Promise<AccountState> {
  await store.append(grantCommit({ key: `open-${name}`, entryId: `entry-open-${name}`, personId }));
  return accountIn(store, personId);
}

/** A value with its bigints as text, for comparing as JSON. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'null');
}

/** Everything a tenant's ledger holds that a failed write could have changed. */
export async function everythingIn(store: LedgerStoreV1, personIds: readonly string[]): Promise<unknown> {
  const page = { cursor: null, limit: 1000 };
  const entries = (await store.listEntries({}, page)).items;
  const parts = [
    entries,
    await store.listAccounts({}, page),
    (await store.load({ owners: personIds.map(ownerOf) })).bindings,
    await store.listDocuments('item', page),
    await store.listDocuments('books', page),
    await store.listHolds({ openAtMs: 0 }, page),
    await store.listRedemptions({}, page),
    await store.readOutbox(1000),
    await store.readDetails(entries.map(({ entry }) => entry.id)),
  ];
  return plain(parts);
}

/** An event for the outbox. */
export function eventOf(id: string): LedgerCommit['outbox'][number] {
  return {
    specversion: '1.0',
    id,
    source: 'kit',
    type: 'meritkit.rewards.points-earned.v1',
    time: '2026-11-22T09:00:00Z',
    subject: 'kit',
    datacontenttype: 'application/json',
    tenantid: 't1',
    schemaversion: 1,
    data: { id },
  };
}
