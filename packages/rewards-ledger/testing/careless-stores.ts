import type { LedgerCommit, LedgerStoreV1, LoadRequest, OwnerInUnit } from '../src/ports.ts';
import type { BrokenStore } from './broken-stores.ts';

/** A store that changes what it is given on its way in, and what it is asked for likewise. */
function through(
  store: LedgerStoreV1,
  change: {
    readonly commit?: (commit: LedgerCommit) => LedgerCommit;
    readonly request?: (request: LoadRequest) => LoadRequest;
  },
): LedgerStoreV1 {
  const { commit = (given) => given, request = (given) => given } = change;
  return {
    ...store,
    append: (given) => store.append(commit(given)),
    load: (given) => store.load(request(given)),
  };
}

const renamed = (name: (owner: OwnerInUnit) => OwnerInUnit) => ({
  commit: (commit: LedgerCommit) => ({
    ...commit,
    opened: commit.opened.map((opened) => ({ ...opened, owner: name(opened.owner) })),
  }),
  request: (request: LoadRequest) =>
    request.owners === undefined ? request : { ...request, owners: request.owners.map(name) },
});

const rekeyed = (name: (key: string) => string) => ({
  commit: (commit: LedgerCommit) => ({ ...commit, key: name(commit.key) }),
  request: (request: LoadRequest) => (request.key === undefined ? request : { ...request, key: name(request.key) }),
});

const apart = 'owners of another kind or unit have accounts of their own';
const lookAlike = 'names that look alike are told apart';

/** Stores that lose a part, or take two things for one. */
export const carelessStores: readonly BrokenStore[] = [
  {
    name: 'caps are not kept',
    caughtBy: 'what was used of caps comes back with the account',
    breaking: (store) =>
      through(store, {
        commit: (commit) => ({
          ...commit,
          accounts: commit.accounts.map((account) => ({ ...account, state: { ...account.state, counters: {} } })),
        }),
      }),
  },
  {
    name: 'a team and a person of one id are one owner',
    caughtBy: apart,
    breaking: (store) =>
      through(
        store,
        renamed((owner) => ({ ...owner, kind: 'person' })),
      ),
  },
  {
    name: 'an owner has one account for all units',
    caughtBy: apart,
    breaking: (store) =>
      through(
        store,
        renamed((owner) => ({ ...owner, unit: 'points' })),
      ),
  },
  {
    name: 'only the first entry of a commit keeps its details',
    caughtBy: 'every entry of a commit is kept, with its own details and under the key',
    breaking: (store) => through(store, { commit: (commit) => ({ ...commit, details: commit.details.slice(0, 1) }) }),
  },
  {
    name: 'ids are compared without case',
    caughtBy: lookAlike,
    breaking: (store) =>
      through(
        store,
        renamed((owner) => ({ ...owner, id: owner.id.toLowerCase() })),
      ),
  },
  {
    name: 'keys are cut off',
    caughtBy: lookAlike,
    breaking: (store) =>
      through(
        store,
        rekeyed((key) => key.slice(0, 64)),
      ),
  },
  {
    name: 'keys are trimmed',
    caughtBy: lookAlike,
    breaking: (store) =>
      through(
        store,
        rekeyed((key) => key.trim()),
      ),
  },
  {
    name: 'texts lose what is not ASCII',
    caughtBy: lookAlike,
    breaking: (store) =>
      through(store, {
        commit: (commit) => ({
          ...commit,
          details: commit.details.map(({ entryId, fields }) => ({
            entryId,
            fields: Object.fromEntries(
              Object.entries(fields).map(([name, text]) => [name, text.replace(/[^\x20-\x7e]/g, '?')]),
            ),
          })),
        }),
      }),
  },
  {
    name: 'documents of all types share their ids',
    caughtBy: 'documents of another type under the same id are others',
    breaking: (store) =>
      through(store, {
        commit: (commit) => ({
          ...commit,
          documents: commit.documents.map((document) =>
            document.type === 'books' ? document : { ...document, type: 'item' as const, version: document.version },
          ),
        }),
      }),
  },
  {
    name: 'a guard is only looked at where the document should not be there',
    caughtBy: 'books closed a second time in between refuse the posting',
    breaking: (store) =>
      through(store, {
        commit: (commit) => ({ ...commit, guards: commit.guards.filter((guard) => guard.version === 0) }),
      }),
  },
];
