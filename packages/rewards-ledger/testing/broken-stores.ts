import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { MemoryTransaction } from '@meritkit/core/memory';
import { createMemoryDatabase } from '@meritkit/core/memory';
import type { StoredEntry } from '../src/ledger/entry.ts';
import { createMemoryLedgerStore } from '../src/memory/index.ts';
import type { LedgerCommit, LedgerStoreV1, TransactionalLedgerStoreV1 } from '../src/ports.ts';
import type { Breaking } from './harness.ts';

type Store = TransactionalLedgerStoreV1<MemoryTransaction>;

/** A way in which adapters go wrong, and the promise that must catch it. */
export interface BrokenStore {
  readonly name: string;
  /** The case of the kit that must fail (others may too). */
  readonly caughtBy: string;
  readonly breaking: Breaking;
}

/** The commit with expected versions that are always right: what an adapter does that never compares them. */
async function withCurrentVersions(store: LedgerStoreV1, commit: LedgerCommit): Promise<LedgerCommit> {
  const { accounts } = await store.load({ accountIds: commit.accounts.map(({ state }) => state.id) });
  const version = (id: string) => accounts.find((account) => account.id === id)?.version ?? 0;
  return {
    ...commit,
    accounts: commit.accounts.map(({ state }) => ({ expectedVersion: version(state.id), state })),
  };
}

const changed = (store: Store, append: LedgerStoreV1['append']): LedgerStoreV1 => ({ ...store, append });

export const brokenStores: readonly BrokenStore[] = [
  {
    name: 'lost update: account versions are not compared',
    caughtBy: 'a commit decided on an old account is refused and writes nothing',
    breaking: (store) => changed(store, async (commit) => store.append(await withCurrentVersions(store, commit))),
  },
  {
    name: 'check, then act: versions are compared a moment before the write',
    caughtBy: 'of twenty commits on one version, one wins',
    breaking: (store) =>
      changed(store, async (commit) => {
        const current = await withCurrentVersions(store, commit);
        for (const [index, { expectedVersion, state }] of commit.accounts.entries()) {
          const actualVersion = current.accounts[index]!.expectedVersion;
          if (actualVersion !== expectedVersion) {
            throw new VersionConflictError({ subject: state.id, expectedVersion, actualVersion });
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 1));
        return store.append(await withCurrentVersions(store, commit));
      }),
  },
  {
    name: 'non-atomic batch: documents and outbox are written although the entries are refused',
    caughtBy: 'a commit with one stale part writes no part',
    breaking: (store) =>
      changed(store, async (commit) => {
        try {
          return await store.append(commit);
        } catch (error) {
          const part = {
            ...commit,
            key: `${commit.key}#part`,
            accounts: [],
            entries: [],
            details: [],
            opened: [],
            guards: [],
          };
          await store.append(part).catch(() => undefined);
          throw error;
        }
      }),
  },
  {
    name: 'stale read: an answer is remembered',
    caughtBy: 'a write is seen by the next read',
    breaking: (store) => {
      const remembered = new Map<string, ReturnType<Store['load']>>();
      return {
        ...store,
        load: (request) => {
          const question = JSON.stringify(request);
          const answer = remembered.get(question) ?? store.load(request);
          remembered.set(question, answer);
          return answer;
        },
      };
    },
  },
  {
    name: 'ignored uniqueness of keys: a replay writes again',
    caughtBy: 'the same key and fingerprint write once and answer the same',
    breaking: (store) => {
      let count = 0;
      return changed(store, async (commit) => {
        count += 1;
        const { record } = await store.load({ key: commit.key });
        const key = record === null ? commit.key : `${commit.key}#${count}`;
        const current = await withCurrentVersions(store, commit);
        return store.append({
          ...(record === null ? commit : current),
          key,
          opened: record === null ? commit.opened : [],
        });
      });
    },
  },
  {
    name: 'another payload under a known key is answered like a replay',
    caughtBy: 'the same key with another fingerprint is refused',
    breaking: (store) =>
      changed(store, async (commit) => {
        try {
          return await store.append(commit);
        } catch (error) {
          const { record } = await store.load({ key: commit.key });
          if (KeyConflictError.isInstance(error) && record !== null) return { repeated: true, record };
          throw error;
        }
      }),
  },
  {
    name: 'versions are checked before the key',
    caughtBy: 'the key is resolved before versions are checked',
    breaking: (store) =>
      changed(store, async (commit) => {
        const current = await withCurrentVersions(store, commit);
        for (const [index, { expectedVersion, state }] of commit.accounts.entries()) {
          const actualVersion = current.accounts[index]!.expectedVersion;
          if (actualVersion !== expectedVersion) {
            throw new VersionConflictError({ subject: state.id, expectedVersion, actualVersion });
          }
        }
        return store.append(commit);
      }),
  },
  {
    name: 'aliasing: what is handed out is the store’s own, and can be changed',
    caughtBy: 'changing what was given or taken changes nothing inside',
    breaking: (store) => {
      const own = new Map<string, StoredEntry>();
      const mine = (stored: StoredEntry) => {
        const known = own.get(stored.entry.id) ?? structuredClone(stored);
        own.set(stored.entry.id, known);
        return known;
      };
      return {
        ...store,
        listEntries: async (filter, page) => {
          const listed = await store.listEntries(filter, page);
          return { ...listed, items: listed.items.map(mine) };
        },
        load: async (request) => {
          const loaded = await store.load(request);
          const entries = loaded.entries.map((fate) => ({
            ...fate,
            entry: mine({ position: 1, entry: fate.entry }).entry,
          }));
          return { ...loaded, entries };
        },
      };
    },
  },
  {
    name: 'tenants share their data',
    caughtBy: 'tenants share nothing, not even keys and ids',
    breaking: (_, { tenantId, database }) => ({
      ...createMemoryLedgerStore({ tenantId: 'everybody', database }),
      tenantId,
    }),
  },
  {
    name: 'guards are not looked at: a posting slips into closed books',
    caughtBy: 'books closed in between refuse the posting',
    breaking: (store) => changed(store, (commit) => store.append({ ...commit, guards: [] })),
  },
  {
    name: 'document versions are not compared',
    caughtBy: 'a document written since is refused',
    breaking: (store) =>
      changed(store, async (commit) => {
        const { documents } = await store.load({ documents: commit.documents });
        const version = (id: string) => (documents.find((document) => document.id === id)?.version ?? 0) + 1;
        return store.append({
          ...commit,
          documents: commit.documents.map((document) => ({ ...document, version: version(document.id) })),
        });
      }),
  },
  {
    name: 'events are dropped',
    caughtBy: 'events are there with their entry, oldest first, until acknowledged',
    breaking: (store) => changed(store, (commit) => store.append({ ...commit, outbox: [] })),
  },
  {
    name: 'pages are counted from the newest entry',
    caughtBy: 'every entry is listed once, in order, while more are written',
    breaking: (store) => ({
      ...store,
      listEntries: async (filter, page) => {
        const all = [...(await store.listEntries(filter, { cursor: null, limit: 1000 })).items].reverse();
        const from = Number(page.cursor ?? 0);
        const next = from + page.limit;
        return { items: all.slice(from, next), nextCursor: next < all.length ? String(next) : null };
      },
    }),
  },
  {
    name: 'an entry can be reversed twice',
    caughtBy: 'an entry is reversed once',
    breaking: (store) =>
      changed(store, async (commit) => {
        const reversed = await store.load({ entryIds: commit.entries.flatMap((entry) => entry.reverses ?? []) });
        const twice = reversed.entries.some((fate) => fate.reversedBy !== null);
        const entries = commit.entries.map((entry) => (twice ? { ...entry, reverses: null } : entry));
        return store.append({ ...commit, entries });
      }),
  },
  {
    name: 'an owner gets a second account',
    caughtBy: 'of ten that open one account, one wins',
    breaking: (store) =>
      changed(store, async (commit) => {
        try {
          return await store.append(commit);
        } catch (error) {
          if (commit.opened.length === 0) throw error;
          return store.append({ ...commit, opened: [] });
        }
      }),
  },
  {
    name: 'the host’s transaction is not joined',
    caughtBy: 'what a rolled back transaction wrote is not there; what a committed one wrote is',
    breaking: (store, { tenantId, database }) => {
      const escaping = () => createMemoryLedgerStore({ tenantId, database }).within({ onRollback: () => {} });
      return Object.assign({ ...store }, { within: escaping });
    },
  },
  {
    name: 'it does not say that it joined a transaction',
    caughtBy: 'a store within a transaction says so, and no other does',
    breaking: (store) =>
      Object.assign(
        { ...store },
        {
          within: (transaction: MemoryTransaction) => {
            const { joined: _, ...silent } = store.within(transaction);
            return silent;
          },
        },
      ),
  },
  {
    name: 'milliseconds are lost',
    caughtBy: 'an entry, its account, its owner and its key come back as written',
    breaking: (store) => ({
      ...store,
      load: async (request) => {
        const loaded = await store.load(request);
        const seconds = (milliseconds: number | null) =>
          milliseconds === null ? null : milliseconds - (milliseconds % 1000);
        const accounts = loaded.accounts.map((account) => ({
          ...account,
          lots: account.lots.map((lot) => ({ ...lot, expiresMs: seconds(lot.expiresMs) })),
        }));
        return { ...loaded, accounts };
      },
    }),
  },
  {
    name: 'large amounts are kept as doubles',
    caughtBy: 'the largest amount is exact',
    breaking: (store) => ({
      ...store,
      load: async (request) => {
        const loaded = await store.load(request);
        const rounded = (amount: bigint) => BigInt(Math.fround(Number(amount)));
        return {
          ...loaded,
          accounts: loaded.accounts.map((account) => ({ ...account, posted: rounded(account.posted) })),
        };
      },
    }),
  },
  {
    name: 'conflicts are errors of another kind',
    caughtBy: 'of twenty commits on one version, one wins',
    breaking: (store) =>
      changed(store, async (commit) => {
        try {
          return await store.append(commit);
        } catch (cause) {
          throw new Error('could not serialize access', { cause });
        }
      }),
  },
  {
    name: 'a restart loses everything',
    caughtBy: 'a restart keeps everything',
    breaking: (store, { tenantId, restarts }) =>
      restarts === 0 ? store : createMemoryLedgerStore({ tenantId, database: createMemoryDatabase() }),
  },
  {
    name: 'erasure leaves the words',
    caughtBy: 'an erased owner is gone with the words; the journal stands',
    breaking: (store) => {
      const words = new Map<string, Awaited<ReturnType<Store['readDetails']>>[number]>();
      return {
        ...store,
        append: async (commit) => {
          for (const { entryId, fields } of commit.details) words.set(entryId, { entryId, fields, salt: null });
          return store.append(commit);
        },
        readDetails: async (entryIds) => entryIds.flatMap((entryId) => words.get(entryId) ?? []),
      };
    },
  },
  {
    name: 'erasure looks only at a person’s own entries',
    caughtBy: 'an erased person is named by no details and no event, of whichever entry',
    breaking: (store) => {
      const others = new Map<string, Awaited<ReturnType<Store['readDetails']>>[number]>();
      return {
        ...store,
        append: async (commit) => {
          for (const { entryId, fields } of commit.details) {
            if ('requestedBy' in fields) others.set(entryId, { entryId, fields, salt: null });
          }
          return store.append(commit);
        },
        readDetails: async (entryIds) => [
          ...(await store.readDetails(entryIds.filter((entryId) => !others.has(entryId)))),
          ...entryIds.flatMap((entryId) => others.get(entryId) ?? []),
        ],
      };
    },
  },
  {
    name: 'erasure of a name forgets the salt of what is left',
    caughtBy: 'what is left of sealed details still is what was committed to',
    breaking: (store) => ({
      ...store,
      readDetails: async (entryIds) =>
        (await store.readDetails(entryIds)).map((row) => ({
          ...row,
          salt: row.salt?.startsWith('{') ? null : row.salt,
        })),
    }),
  },
  {
    name: 'erasure of a name keeps the salt by which it can be guessed',
    caughtBy: 'what is left of sealed details still is what was committed to',
    breaking: (store) => {
      const salts = new Map<string, string>();
      return {
        ...store,
        appendSeal: async (sealed) => {
          for (const { entryId, salt } of sealed.salts) salts.set(entryId, salt);
          return store.appendSeal(sealed);
        },
        readDetails: async (entryIds) =>
          (await store.readDetails(entryIds)).map((row) => ({ ...row, salt: salts.get(row.entryId) ?? row.salt })),
      };
    },
  },
  {
    name: 'erasure leaves the owner in events that wait',
    caughtBy: 'an erased person is named by no details and no event, of whichever entry',
    breaking: (store) => {
      const waiting: LedgerCommit['outbox'][number][] = [];
      return {
        ...store,
        append: async (commit) => {
          waiting.push(...commit.outbox);
          return store.append(commit);
        },
        readOutbox: async (limit) => waiting.slice(0, limit),
      };
    },
  },
  {
    name: 'two sealers both win',
    caughtBy: 'a seal is written once, and the next must follow',
    breaking: (store) => ({ ...store, appendSeal: (sealed) => store.appendSeal(sealed).catch(() => undefined) }),
  },
];
