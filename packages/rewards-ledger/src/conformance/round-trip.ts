import { type ConformanceCase, check, checkEqual } from '@meritkit/core/conformance';
import { MAXIMUM_MINOR_UNITS } from '../amount/index.ts';
import type { LedgerStoreV1 } from '../ports.ts';
import { accountIn, grantCommit, openWithGrant, ownerOf, plain, start } from './fixtures.ts';

/** What is written is what is read. */
export const roundTripCases: readonly ConformanceCase<LedgerStoreV1>[] = [
  {
    group: 'round trip',
    name: 'an entry, its account, its owner and its key come back as written',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const commit = grantCommit({ key: 'k', entryId: 'e', personId: 'lin', expiresMs: start + 86_400_123 });
      await store.append(commit);
      const loaded = await store.load({ key: 'k', owners: [ownerOf('lin')], entryIds: ['e'] });
      checkEqual(plain(loaded.accounts), plain([commit.accounts[0]!.state]), 'the account comes back as written');
      checkEqual(plain(loaded.entries[0]?.entry), plain(commit.entries[0]), 'the entry comes back as written');
      checkEqual(loaded.entries[0]?.reversedBy, null, 'an entry that nothing reverses says so');
      checkEqual(loaded.record?.fingerprint, commit.fingerprint, 'the key leads to its fingerprint');
      checkEqual(plain(loaded.record?.entries), plain(commit.entries), 'the key leads to its entries');
      checkEqual(
        loaded.bindings,
        [{ owner: ownerOf('lin'), accountId: commit.accounts[0]!.state.id }],
        'the owner leads to the account',
      );
      const rows = await store.readDetails(['e']);
      checkEqual(rows, [{ entryId: 'e', fields: { reason: 'why e' }, salt: null }], 'the details come back');
    },
  },
  {
    group: 'round trip',
    name: 'the largest amount is exact',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await store.append(grantCommit({ key: 'k', entryId: 'e', personId: 'lin', amount: MAXIMUM_MINOR_UNITS }));
      await store.append(
        grantCommit({
          key: 'k2',
          entryId: 'e2',
          personId: 'lin',
          amount: MAXIMUM_MINOR_UNITS,
          account: await accountIn(store, 'lin'),
        }),
      );
      const { posted, lots } = await accountIn(store, 'lin');
      checkEqual(posted.toString(), (2n * MAXIMUM_MINOR_UNITS).toString(), 'the sum is exact beyond 2^53');
      checkEqual(lots.length, 2, 'each grant is a lot');
      checkEqual(lots[0]?.expiresMs, null, 'a lot without an end keeps none');
    },
  },
  {
    group: 'round trip',
    name: 'what is not there is left out',
    run: async ({ forTenant }) => {
      const loaded = await forTenant('t1').load({
        key: 'none',
        owners: [ownerOf('nobody')],
        accountIds: ['none'],
        ownersOf: ['none'],
        holdIds: ['none'],
        entryIds: ['none'],
        documents: [{ type: 'item', id: 'none' }],
      });
      checkEqual(
        loaded,
        { record: null, accounts: [], bindings: [], holds: [], entries: [], documents: [] },
        'an empty store finds nothing, without an error',
      );
    },
  },
  {
    group: 'round trip',
    name: 'holds and entries lead to the accounts they touch, each once',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const before = await openWithGrant(store, 'lin');
      const line = { accountId: before.id, holdId: 'h', parts: [{ lot: 1, amount: 40n }], expiresMs: null };
      const hold = (entryId: string, version: number, action: 'place' | 'release') => ({
        ...grantCommit({ key: entryId, entryId, personId: 'lin', account: before }),
        accounts: [
          {
            expectedVersion: version - 1,
            state: {
              ...before,
              version,
              holds: action === 'place' ? [{ id: 'h', parts: line.parts, expiresMs: null }] : [],
            },
          },
        ],
        entries: [
          {
            ...grantCommit({ key: entryId, entryId, personId: 'lin', account: before }).entries[0]!,
            kind: action === 'place' ? ('hold' as const) : ('release' as const),
            postings: [],
            lots: [],
            holds: [{ ...line, action }],
            versions: [{ accountId: before.id, version }],
          },
        ],
      });
      await store.append(hold('place', 2, 'place'));
      const placed = await store.load({ holdIds: ['h'], entryIds: ['place'], owners: [ownerOf('lin')] });
      checkEqual(placed.holds, [{ holdId: 'h', accountId: before.id, resolved: false }], 'an open hold is found');
      checkEqual(
        placed.accounts.map((account) => account.id),
        [before.id],
        'the account is there once',
      );
      await store.append(hold('release', 3, 'release'));
      const released = await store.load({ holdIds: ['h'] });
      checkEqual(released.holds[0]?.resolved, true, 'a resolved hold stays known as resolved');
    },
  },
  {
    group: 'round trip',
    name: 'a write is seen by the next read',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await store.load({ key: 'k', owners: [ownerOf('lin')] });
      await store.append(grantCommit({ key: 'k', entryId: 'e', personId: 'lin' }));
      const loaded = await store.load({ key: 'k', owners: [ownerOf('lin')] });
      check(loaded.record !== null && loaded.accounts.length === 1, 'a read after a write sees it, asked the same way');
    },
  },
  {
    group: 'round trip',
    name: 'a restart keeps everything',
    run: async ({ forTenant, reopen }) => {
      await openWithGrant(forTenant('t1'), 'lin');
      await reopen();
      const account = await accountIn(forTenant('t1'), 'lin');
      checkEqual(account.posted.toString(), '100', 'the balance survives a restart');
      const loaded = await forTenant('t1').load({ key: 'open-lin' });
      check(loaded.record !== null, 'the key survives a restart');
    },
  },
];
