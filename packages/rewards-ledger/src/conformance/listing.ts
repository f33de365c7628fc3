import { type ConformanceCase, check, checkEqual } from '@meritkit/core/conformance';
import { instantText } from '@meritkit/core/dates';
import type { Page, PageRequest } from '@meritkit/core/ports';
import type { AccountState } from '../ledger/account.ts';
import type { HoldLine } from '../ledger/entry.ts';
import type { LedgerCommit, LedgerStoreV1, RedemptionFilter } from '../ports.ts';
import { accountIn, grantCommit, openWithGrant, start } from './fixtures.ts';

type Case = ConformanceCase<LedgerStoreV1>;

const all = { cursor: null, limit: 100 };

/** Lists that screens are made of: each in its order, filtered by the store, in pages that join. */
export const listingCases: readonly Case[] = [
  {
    group: 'paging',
    name: 'newest first is the same list in reverse, and what is written meanwhile moves no page',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      for (let index = 0; index < 5; index += 1) await openWithGrant(store, `p${index}`);
      const filter = { unit: 'points', kinds: ['earn'] as const };
      const ids = (page: { readonly items: readonly { readonly entry: { readonly id: string } }[] }) =>
        page.items.map(({ entry }) => entry.id);
      const forwards = ids(await store.listEntries(filter, all));
      checkEqual(
        ids(await store.listEntries(filter, { ...all, newestFirst: true })),
        forwards.toReversed(),
        'the newest entry is the first, and no entry is left out',
      );
      const first = await store.listEntries(filter, { cursor: null, limit: 2, newestFirst: true });
      await openWithGrant(store, 'late');
      const rest = await store.listEntries(filter, { cursor: first.nextCursor, limit: 100, newestFirst: true });
      checkEqual([...ids(first), ...ids(rest)], forwards.toReversed(), 'pages join; the one that came late is in none');
    },
  },
  {
    group: 'paging',
    name: 'accounts are listed in the order in which they were opened, in pages that join',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const people = ['zhao', 'lin', 'wu', 'chen'];
      for (const personId of people) await openWithGrant(store, personId);
      const lin = await accountIn(store, 'lin');
      await store.append(grantCommit({ key: 'more', entryId: 'more', personId: 'lin', account: lin }));
      const opened = people.map((personId) => `account-of-${personId}`);
      const listed = await store.listAccounts({ unit: 'points' }, all);
      checkEqual(
        listed.items.map(({ id }) => id),
        opened,
        'neither by their ids nor by what was last written',
      );
      const page = (request: PageRequest) => store.listAccounts({ kind: 'person', unit: 'points' }, request);
      checkEqual(await pagesOf(page, 1), await pagesOf(page, 100), 'pages join');
    },
  },
  {
    group: 'paging',
    name: 'accounts are listed by the ends of what is left of their lots',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      const ends = { early: start + 10, late: start + 20, never: null, spent: start + 10 };
      for (const [personId, expiresMs] of Object.entries(ends)) {
        await store.append(grantCommit({ key: personId, entryId: `e-${personId}`, personId, expiresMs }));
      }
      const spent = await accountIn(store, 'spent');
      const without: AccountState = { ...spent, version: 2, posted: 0n, lots: [] };
      const commit = grantCommit({ key: 'spend', entryId: 'spend', personId: 'spent', account: spent });
      await store.append({ ...commit, accounts: [{ expectedVersion: 1, state: without }] });
      const ending = async (fromMs: number, beforeMs: number, more: object = {}) => {
        const { items } = await store.listAccounts({ lotsEnding: { fromMs, beforeMs }, ...more }, all);
        return items.map(({ id }) => id);
      };
      const early = 'account-of-early';
      checkEqual(
        await ending(start + 10, start + 20),
        [early],
        'the start is in it, the end and what is spent are not',
      );
      checkEqual(await ending(start + 11, start + 21), ['account-of-late'], 'an end before it is not in it');
      checkEqual(await ending(start, start + 99), [early, 'account-of-late'], 'what never ends is in no time');
      checkEqual(await ending(start, start + 99, { kind: 'team' }), [], 'together with the other filters');
      checkEqual(await ending(start, start + 99, { unit: 'hours' }), [], 'unit too');
    },
  },
  {
    group: 'paging',
    name: 'open holds are listed in the order in which they were placed, until resolved or timed out',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      for (const personId of ['lin', 'zhao']) await openWithGrant(store, personId);
      const place = async (personId: string, holdId: string, expiresMs: number | null) =>
        store.append(holdCommit(await accountIn(store, personId), { holdId, action: 'place', expiresMs }));
      await place('lin', 'h3', null);
      await place('zhao', 'h1', start + 50);
      await place('lin', 'h2', start + 90);
      await place('lin', 'h4', null);
      const lin = 'account-of-lin';
      const ids = async (openAtMs: number, more: object = {}, page: PageRequest = all) =>
        (await store.listHolds({ openAtMs, ...more }, page)).items.map(({ holdId }) => holdId);
      checkEqual(
        await ids(start),
        ['h3', 'h1', 'h2', 'h4'],
        'in the order in which they were placed, not of their ids',
      );
      checkEqual(await ids(start + 49), ['h3', 'h1', 'h2', 'h4'], 'a hold is open up to its end');
      checkEqual(await ids(start + 50), ['h3', 'h2', 'h4'], 'at its end it has timed out');
      checkEqual(await ids(start, { accountId: lin }), ['h3', 'h2', 'h4'], 'by account');
      checkEqual(await ids(start, { unit: 'hours' }), [], 'by unit');
      const [first] = (await store.listHolds({ openAtMs: start, unit: 'points' }, all)).items;
      const parts = [{ lot: 1, amount: 10n }];
      checkEqual(
        { ...first, parts: first?.parts.map((part) => ({ ...part, amount: part.amount.toString() })) },
        {
          holdId: 'h3',
          accountId: lin,
          unit: 'points',
          entryId: 'place-h3',
          parts: [{ lot: 1, amount: '10' }],
          expiresMs: null,
        },
        'with the entry that placed it',
      );
      const release = { holdId: 'h2', action: 'release' as const, expiresMs: start + 90 };
      await store.append(holdCommit(await accountIn(store, 'lin'), release, parts));
      checkEqual(await ids(start), ['h3', 'h1', 'h4'], 'a resolved hold is gone');
      checkEqual(
        await pagesOf((page) => store.listHolds({ openAtMs: start }, page), 1),
        await pagesOf((page) => store.listHolds({ openAtMs: start }, page), 100),
        'pages join',
      );
    },
  },
  {
    group: 'paging',
    name: 'redemptions are listed by what they are found by, as last written',
    run: async ({ forTenant }) => {
      const store = forTenant('t1');
      await store.append(
        redemptionCommit('r2', 1, { accountId: 'a', itemId: 'mug', requestedMs: start, endsMs: null }),
      );
      await store.append(
        redemptionCommit('r1', 1, { accountId: 'b', itemId: 'mug', requestedMs: start + 5, endsMs: start + 50 }),
      );
      await store.append(
        redemptionCommit('r3', 1, { accountId: 'a', itemId: 'leave', requestedMs: start + 9, endsMs: start + 90 }),
      );
      const ids = async (filter: RedemptionFilter, newestFirst = false) =>
        (await store.listRedemptions(filter, { ...all, newestFirst })).items.map(({ id }) => id);
      checkEqual(await ids({}), ['r2', 'r1', 'r3'], 'in the order in which they were first written, not of their ids');
      checkEqual(await ids({}, true), ['r3', 'r1', 'r2'], 'or against it');
      checkEqual(await ids({ accountIds: ['a'] }), ['r2', 'r3'], 'by account');
      checkEqual(await ids({ accountIds: ['a', 'b', 'c'] }), ['r2', 'r1', 'r3'], 'by any of the accounts');
      checkEqual(await ids({ accountIds: [] }), [], 'of no account there are none');
      checkEqual(await ids({ itemId: 'mug' }), ['r2', 'r1'], 'by item');
      checkEqual(
        await ids({ fromMs: start + 5, beforeMs: start + 9 }),
        ['r1'],
        'by time: its start in it, its end not',
      );
      checkEqual(await ids({ endsAfterMs: start + 50 }), ['r2', 'r3'], 'what has no end ends after any time');
      checkEqual(await ids({ endsByMs: start + 50 }), ['r1'], 'what ends at a time has ended by it');
      const fulfilled = { accountId: 'b', itemId: 'mug', requestedMs: start + 5, endsMs: null, status: 'fulfilled' };
      await store.append(redemptionCommit('r1', 2, fulfilled));
      checkEqual(await ids({ status: 'requested' }), ['r2', 'r3'], 'by status, as it is now');
      checkEqual(await ids({ status: 'fulfilled', itemId: 'mug' }), ['r1'], 'all filters hold together');
      checkEqual(await ids({}), ['r2', 'r1', 'r3'], 'a document that is written again keeps its place');
      checkEqual(await ids({ endsByMs: start + 50 }), [], 'an end that was taken away is none');
      for (const newestFirst of [false, true]) {
        const page = (request: PageRequest) =>
          store.listRedemptions({ accountIds: ['a'] }, { ...request, newestFirst });
        const joined = await pagesOf(page, 1);
        checkEqual(joined, await pagesOf(page, 100), 'pages join');
        check(joined.length === 2, 'and leave nothing out');
      }
    },
  },
];

/** Every row of a list, read in pages of a size. */
async function pagesOf<Item>(list: (page: PageRequest) => Promise<Page<Item>>, limit: number): Promise<string[]> {
  const rows: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list({ cursor, limit });
    rows.push(
      ...page.items.map((item) => JSON.stringify(item, (_, part) => (typeof part === 'bigint' ? `${part}` : part))),
    );
    cursor = page.nextCursor;
  } while (cursor !== null);
  return rows;
}

/** A hold placed or released on the first lot of an account. */
function holdCommit(
  account: AccountState,
  line: Pick<HoldLine, 'holdId' | 'action' | 'expiresMs'>,
  parts: HoldLine['parts'] = [{ lot: 1, amount: 10n }],
): LedgerCommit {
  const { holdId, action, expiresMs } = line;
  const entryId = `${action}-${holdId}`;
  const commit = grantCommit({ key: entryId, entryId, personId: 'kit', account });
  const version = account.version + 1;
  const others = account.holds.filter(({ id }) => id !== holdId);
  const holds = action === 'place' ? [...others, { id: holdId, parts, expiresMs }] : others;
  const entry = {
    ...commit.entries[0]!,
    kind: action === 'place' ? ('hold' as const) : ('release' as const),
    postings: [],
    lots: [],
    holds: [{ ...line, accountId: account.id, parts }],
    versions: [{ accountId: account.id, version }],
  };
  return {
    ...commit,
    accounts: [{ expectedVersion: account.version, state: { ...account, version, holds } }],
    entries: [entry],
  };
}

/** A redemption's document, with what it is found by. */
function redemptionCommit(
  id: string,
  version: number,
  terms: {
    readonly accountId: string;
    readonly itemId: string;
    readonly requestedMs: number;
    readonly endsMs: number | null;
    readonly status?: string;
  },
): LedgerCommit {
  const { accountId, itemId, requestedMs, endsMs, status = 'requested' } = terms;
  const commit = grantCommit({ key: `${id}-${version}`, entryId: 'none', personId: 'none' });
  const payload = { accountId, itemId, requestedAt: instantText(requestedMs) };
  const body = { schemaVersion: 1, id, status, payload, expires: endsMs === null ? null : instantText(endsMs) };
  return {
    ...commit,
    opened: [],
    accounts: [],
    entries: [],
    details: [],
    guards: [],
    documents: [{ type: 'redemption', id, version, body }],
  };
}
