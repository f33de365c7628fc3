import { type ConformanceCase, check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { LedgerCommit, LedgerStoreV1 } from '../ports.ts';
import { accountIn, eventOf, everythingIn, grantCommit, openWithGrant, ownerOf, plain } from './fixtures.ts';

type Case = ConformanceCase<LedgerStoreV1>;

/** Keys, versions, guards and uniqueness. */
export const writingCases: readonly Case[] = [
  {
    group: 'stale version',
    name: 'a commit decided on an old account is refused and writes nothing',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const old = await openWithGrant(store, 'lin');
      await store.append(grantCommit({ key: 'k2', entryId: 'e2', personId: 'lin', account: old }));
      const before = await everythingIn(store, ['lin']);
      const stale = grantCommit({ key: 'k3', entryId: 'e3', personId: 'lin', account: old });
      await checkRejects(() => store.append(stale), VersionConflictError, 'an old account version is refused');
      checkEqual(await everythingIn(store, ['lin']), before, 'a refused commit leaves nothing');
      check((await store.load({ key: 'k3' })).record === null, 'the key of a refused commit is free');
    },
  },
  {
    group: 'stale version',
    name: 'a document written since is refused',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await store.append(documentCommit('d1', 1, { price: '10' }));
      await checkRejects(
        () => store.append(documentCommit('d2', 1, { price: '20' })),
        VersionConflictError,
        'a document that is there already is not written as new',
      );
      await store.append(documentCommit('d3', 2, { price: '30' }));
      const { documents } = await store.load({ documents: [{ type: 'item', id: 'course' }] });
      checkEqual(documents, [{ type: 'item', id: 'course', version: 2, body: { price: '30' } }], 'versions count up');
    },
  },
  {
    group: 'stale version',
    name: 'books closed in between refuse the posting',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      await store.append({
        ...documentCommit('close', 1, { closedThroughMs: 1 }),
        documents: [{ type: 'books', id: 'points', version: 1, body: { closedThroughMs: 1 } }],
      });
      await checkRejects(
        () => store.append(grantCommit({ key: 'late', entryId: 'late', personId: 'lin', account })),
        VersionConflictError,
        'a guard on a document that has changed is refused',
      );
    },
  },
  {
    group: 'idempotent replay',
    name: 'the same key and fingerprint write once and answer the same',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const commit = grantCommit({ key: 'k', entryId: 'e', personId: 'lin' });
      const first = await store.append(commit);
      const before = await everythingIn(store, ['lin']);
      const second = await store.append({ ...commit, entries: [{ ...commit.entries[0]!, id: 'other' }] });
      checkEqual([first.repeated, second.repeated], [false, true], 'the second append says that it is a repetition');
      checkEqual(plain(second.record), plain(first.record), 'a repetition gives the first record');
      checkEqual(await everythingIn(store, ['lin']), before, 'a repetition writes nothing');
    },
  },
  {
    group: 'idempotent replay',
    name: 'the key is resolved before versions are checked',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const commit = grantCommit({ key: 'k', entryId: 'e', personId: 'lin' });
      await store.append(commit);
      await store.append(
        grantCommit({ key: 'k2', entryId: 'e2', personId: 'lin', account: await accountIn(store, 'lin') }),
      );
      const again = await store.append(commit);
      check(again.repeated, 'a replay years later, on versions long gone, gets its record');
    },
  },
  {
    group: 'idempotent replay',
    name: 'the same key with another fingerprint is refused',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      const before = await everythingIn(store, ['lin']);
      const other = grantCommit({ key: 'open-lin', entryId: 'other', personId: 'lin', account, amount: 7n });
      await checkRejects(() => store.append(other), KeyConflictError, 'a key belongs to one payload');
      checkEqual(await everythingIn(store, ['lin']), before, 'a key conflict writes nothing');
    },
  },
  {
    group: 'race',
    name: 'of twenty commits on one version, one wins',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          forTenant('t1').append(
            grantCommit({ key: `race-${index}`, entryId: `race-${index}`, personId: 'lin', account }),
          ),
        ),
      );
      checkEqual(results.filter((result) => result.status === 'fulfilled').length, 1, 'exactly one commit wins');
      for (const result of results) {
        check(
          result.status === 'fulfilled' || VersionConflictError.isInstance(result.reason),
          'the others learn that they were late, by a VersionConflictError',
        );
      }
      checkEqual((await accountIn(store, 'lin')).posted.toString(), '200', 'one grant was added');
    },
  },
  {
    group: 'race',
    name: 'of ten that open one account, one wins',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, index) => {
          const commit = grantCommit({ key: `open-${index}`, entryId: `open-${index}`, personId: `p${index}` });
          return store.append({
            ...commit,
            opened: [{ owner: ownerOf('lin'), accountId: commit.opened[0]!.accountId }],
          });
        }),
      );
      checkEqual(
        results.filter((result) => result.status === 'fulfilled').length,
        1,
        'an owner has one account per unit',
      );
    },
  },
  {
    group: 'race',
    name: 'issuing to different people needs no common lock',
    run: async ({ forTenant }) => {
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, index) =>
          forTenant('t1').append(grantCommit({ key: `k${index}`, entryId: `e${index}`, personId: `p${index}` })),
        ),
      );
      checkEqual(
        results.filter((result) => result.status === 'fulfilled').length,
        20,
        'the issuer is nobody to wait for',
      );
    },
  },
  {
    group: 'atomicity',
    name: 'a commit with one stale part writes no part',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const lin = await openWithGrant(store, 'lin');
      await openWithGrant(store, 'zhao');
      const before = await everythingIn(store, ['lin', 'zhao', 'new']);
      const good = grantCommit({ key: 'both', entryId: 'good', personId: 'lin', account: lin });
      const opened = grantCommit({ key: 'both', entryId: 'new', personId: 'new' });
      const stale = grantCommit({ key: 'both', entryId: 'bad', personId: 'zhao' });
      const both: LedgerCommit = {
        ...good,
        opened: opened.opened,
        accounts: [...good.accounts, ...opened.accounts, ...stale.accounts],
        entries: [...good.entries, ...opened.entries, ...stale.entries],
        details: [...good.details, ...stale.details],
        documents: [{ type: 'item', id: 'course', version: 1, body: { price: '10' } }],
        outbox: [eventOf('e1')],
      };
      await checkRejects(() => store.append(both), VersionConflictError, 'one stale account refuses the commit');
      checkEqual(await everythingIn(store, ['lin', 'zhao', 'new']), before, 'nothing of a refused commit is there');
    },
  },
  {
    group: 'uniqueness',
    name: 'an entry is reversed once',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await openWithGrant(store, 'lin');
      const reversal = async (name: string) => {
        const commit = grantCommit({
          key: name,
          entryId: name,
          personId: 'lin',
          account: await accountIn(store, 'lin'),
        });
        return { ...commit, entries: [{ ...commit.entries[0]!, reverses: 'entry-open-lin' }] };
      };
      await store.append(await reversal('r1'));
      const loaded = await store.load({ entryIds: ['entry-open-lin'] });
      checkEqual(loaded.entries[0]?.reversedBy, 'r1', 'a reversed entry names what reversed it');
      const second = await reversal('r2');
      await checkRejects(() => store.append(second), VersionConflictError, 'a second reversal is refused');
    },
  },
  {
    group: 'uniqueness',
    name: 'an entry id is used once',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      const again = grantCommit({ key: 'k2', entryId: 'entry-open-lin', personId: 'lin', account });
      await checkRejects(() => store.append(again), VersionConflictError, 'an entry id is not used twice');
    },
  },
];

function documentCommit(key: string, version: number, body: LedgerCommit['documents'][number]['body']): LedgerCommit {
  return {
    key,
    fingerprint: key,
    opened: [],
    accounts: [],
    entries: [],
    details: [],
    documents: [{ type: 'item', id: 'course', version, body }],
    guards: [],
    outbox: [],
    answer: null,
  };
}
