import { type ConformanceCase, check, checkEqual, checkRejects } from '@meritkit/core/conformance';
import { VersionConflictError } from '@meritkit/core/errors';
import type { AccountState } from '../ledger/account.ts';
import type { LedgerStoreV1, OwnerInUnit } from '../ports.ts';
import { accountIn, grantCommit, openWithGrant, ownerOf, plain } from './fixtures.ts';

type Case = ConformanceCase<LedgerStoreV1>;

/** Names that differ where careless stores see none: long ones, capitals, other letters, width, and the odd sign. */
const alike: readonly (readonly [string, string])[] = [
  ['k'.repeat(200), `${'k'.repeat(199)}K`],
  ['Lin', 'lin'],
  ['é', 'e'],
  ['积分', '積分'],
  ['a', 'a '],
  ['100%', '100_'],
];

/** What a store must keep whole, and tell apart. */
export const tellingApartCases: readonly Case[] = [
  {
    group: 'round trip',
    name: 'what was used of caps comes back with the account',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const before = await openWithGrant(store, 'lin');
      const commit = grantCommit({ key: 'k2', entryId: 'e2', personId: 'lin', account: before });
      const [written] = commit.accounts;
      const state: AccountState = { ...written!.state, counters: { 'help/monthly/2026-11': 40n } };
      await store.append({ ...commit, accounts: [{ ...written!, state }] });
      checkEqual(
        plain((await accountIn(store, 'lin')).counters),
        { 'help/monthly/2026-11': '40n' },
        'counters are kept',
      );
    },
  },
  {
    group: 'round trip',
    name: 'owners of another kind or unit have accounts of their own',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const owners: readonly OwnerInUnit[] = [
        ownerOf('x'),
        { kind: 'team', id: 'x', unit: 'points' },
        { kind: 'person', id: 'x', unit: 'hours' },
      ];
      for (const [index, owner] of owners.entries()) {
        const commit = grantCommit({ key: `k${index}`, entryId: `e${index}`, personId: `x${index}` });
        await store.append({ ...commit, opened: [{ owner, accountId: commit.opened[0]!.accountId }] });
      }
      for (const [index, owner] of owners.entries()) {
        const { bindings } = await store.load({ owners: [owner] });
        checkEqual(bindings, [{ owner, accountId: `account-of-x${index}` }], 'an owner is kind, id and unit together');
      }
    },
  },
  {
    group: 'round trip',
    name: 'every entry of a commit is kept, with its own details and under the key',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const first = grantCommit({ key: 'two', entryId: 'e1', personId: 'lin' });
      const second = grantCommit({ key: 'two', entryId: 'e2', personId: 'wu' });
      await store.append({
        ...first,
        opened: [...first.opened, ...second.opened],
        accounts: [...first.accounts, ...second.accounts],
        entries: [...first.entries, ...second.entries],
        details: [...first.details, ...second.details],
      });
      const rows = await store.readDetails(['e1', 'e2']);
      checkEqual(rows.map(({ fields }) => fields.reason).sort(), ['why e1', 'why e2'], 'details of each entry');
      const { record } = await store.load({ key: 'two' });
      checkEqual(record?.entries.map(({ id }) => id) ?? [], ['e1', 'e2'], 'a key leads to all its entries');
    },
  },
  {
    group: 'round trip',
    name: 'names that look alike are told apart',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      for (const [index, pair] of alike.entries()) {
        for (const [place, name] of pair.entries()) {
          const entryId = `e-${index}-${place}`;
          const commit = grantCommit({ key: `key ${name}`, entryId, personId: name });
          await store.append({ ...commit, details: [{ entryId, fields: { reason: name } }] });
          const { record, bindings } = await store.load({ key: `key ${name}`, owners: [ownerOf(name)] });
          check(record !== null && record.entries[0]?.id === entryId, `the key with "${name.slice(0, 12)}" is its own`);
          checkEqual(bindings[0]?.owner.id, name, 'an id comes back as it was given');
          checkEqual((await store.readDetails([entryId]))[0]?.fields.reason, name, 'so does a text');
        }
      }
    },
  },
  {
    group: 'round trip',
    name: 'documents of another type under the same id are others',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const { entries: _entries, ...empty } = grantCommit({ key: 'd', entryId: 'e', personId: 'lin' });
      const nothing = { ...empty, opened: [], accounts: [], entries: [], details: [], guards: [] };
      const types = ['item', 'rule', 'redemption', 'books', 'payroll', 'unit', 'sealing'] as const;
      const documents = types.map((type) => ({
        ...{ type, id: 'same', version: 1 },
        body: { of: type },
      }));
      await store.append({ ...nothing, documents });
      for (const document of documents) {
        const { type, id } = document;
        checkEqual((await store.load({ documents: [{ type, id }] })).documents, [document], 'a type has its own ids');
      }
    },
  },
  {
    group: 'stale version',
    name: 'books closed a second time in between refuse the posting',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const account = await openWithGrant(store, 'lin');
      const close = (version: number) => {
        const commit = grantCommit({ key: `close-${version}`, entryId: 'none', personId: 'lin' });
        const body = { closedThroughMs: version };
        const books = [{ type: 'books' as const, id: 'points', version, body }];
        return { ...commit, opened: [], accounts: [], entries: [], details: [], guards: [], documents: books };
      };
      await store.append(close(1));
      const commit = grantCommit({ key: 'late', entryId: 'late', personId: 'lin', account });
      const seen = { ...commit, guards: [{ type: 'books' as const, id: 'points', version: 1 }] };
      await store.append(close(2));
      await checkRejects(
        () => store.append(seen),
        VersionConflictError,
        'a guard on a version since replaced is refused',
      );
    },
  },
];
