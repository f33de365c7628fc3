import type { Page, PageRequest } from '@meritkit/core/ports';
import type { LedgerStoreV1 } from '../src/ports.ts';
import type { BrokenStore } from './broken-stores.ts';

const newestFirst = 'newest first is the same list in reverse, and what is written meanwhile moves no page';
const accounts = 'accounts are listed in the order in which they were opened, in pages that join';
const ending = 'accounts are listed by the ends of what is left of their lots';
const holds = 'open holds are listed in the order in which they were placed, until resolved or timed out';
const redemptions = 'redemptions are listed by what they are found by, as last written';

const everything = { cursor: null, limit: 1000 };

/** A page counted from the front of whatever the list is now. */
function counted<Item>(items: readonly Item[], { cursor, limit }: PageRequest): Page<Item> {
  const from = Number(cursor ?? 0);
  const next = from + limit;
  return { items: items.slice(from, next), nextCursor: next < items.length ? String(next) : null };
}

const redemptionFields = ['accountIds', 'itemId', 'status', 'fromMs', 'beforeMs', 'endsAfterMs', 'endsByMs'] as const;

/** A filter less one of its fields. */
function lessOf<Filter extends object>(filter: Filter, field: keyof Filter): Filter {
  const { [field]: _, ...rest } = filter;
  return rest as Filter;
}

/** A page but the first less its first row: its cursor was taken for the last row that was shown. */
function withoutFirst<Item>({ cursor }: PageRequest, page: Page<Item>): Page<Item> {
  return cursor === null ? page : { ...page, items: page.items.slice(1) };
}

/** Stores whose lists are wrong: out of order, unfiltered, or in pages that do not join. */
export const listlessStores: readonly BrokenStore[] = [
  {
    name: 'the order of a page is not looked at',
    caughtBy: newestFirst,
    breaking: (store) => ({
      ...store,
      listEntries: (filter, { cursor, limit }) => store.listEntries(filter, { cursor, limit }),
    }),
  },
  {
    name: 'only the rows of a page are turned round, not the list',
    caughtBy: newestFirst,
    breaking: (store) => ({
      ...store,
      listEntries: async (filter, { newestFirst: isReversed, ...page }) => {
        const listed = await store.listEntries(filter, page);
        return isReversed === true ? { ...listed, items: listed.items.toReversed() } : listed;
      },
    }),
  },
  {
    name: 'newest first is paged by an offset, which new entries move',
    caughtBy: newestFirst,
    breaking: (store) => ({
      ...store,
      listEntries: async (filter, page) =>
        page.newestFirst === true
          ? counted((await store.listEntries(filter, { ...everything, newestFirst: true })).items, page)
          : store.listEntries(filter, page),
    }),
  },
  {
    name: 'accounts are listed by their ids',
    caughtBy: accounts,
    breaking: (store) => ({
      ...store,
      listAccounts: async (filter, page) => {
        const { items } = await store.listAccounts(filter, everything);
        return counted(
          items.toSorted((left, right) => (left.id < right.id ? -1 : 1)),
          page,
        );
      },
    }),
  },
  {
    name: 'the account at which a page begins is left out',
    caughtBy: accounts,
    breaking: (store) => ({
      ...store,
      listAccounts: async (filter, page) => withoutFirst(page, await store.listAccounts(filter, page)),
    }),
  },
  {
    name: 'the ends of lots are not looked at',
    caughtBy: ending,
    breaking: (store) => ({
      ...store,
      listAccounts: ({ lotsEnding: _, ...filter }, page) => store.listAccounts(filter, page),
    }),
  },
  {
    name: 'the end of a time counts as in it',
    caughtBy: ending,
    breaking: (store) => ({
      ...store,
      listAccounts: ({ lotsEnding, ...filter }, page) =>
        store.listAccounts(
          lotsEnding === undefined
            ? filter
            : { ...filter, lotsEnding: { ...lotsEnding, beforeMs: lotsEnding.beforeMs + 1 } },
          page,
        ),
    }),
  },
  ...brokenHolds(),
  ...brokenRedemptions(),
];

function brokenHolds(): readonly BrokenStore[] {
  const without = (name: string, list: (store: LedgerStoreV1) => LedgerStoreV1['listHolds']): BrokenStore => ({
    name,
    caughtBy: holds,
    breaking: (store) => ({ ...store, listHolds: list(store) }),
  });
  return [
    without(
      'holds that have timed out are still listed',
      (store) => (filter, page) => store.listHolds({ ...filter, openAtMs: 0 }, page),
    ),
    ...(['accountId', 'unit'] as const).map((field) =>
      without(
        `holds are not filtered by ${field}`,
        (store) => (filter, page) => store.listHolds(lessOf(filter, field), page),
      ),
    ),
    without(
      'the hold at which a page begins is left out',
      (store) => async (filter, page) => withoutFirst(page, await store.listHolds(filter, page)),
    ),
    without('holds are listed by their ids', (store) => async (filter, page) => {
      const { items } = await store.listHolds(filter, everything);
      return counted(
        items.toSorted((left, right) => (left.holdId < right.holdId ? -1 : 1)),
        page,
      );
    }),
    {
      name: 'a hold that was resolved is still listed',
      caughtBy: holds,
      breaking: (store) => ({
        ...store,
        append: (commit) =>
          store.append({
            ...commit,
            entries: commit.entries.map((entry) => (entry.kind === 'release' ? { ...entry, holds: [] } : entry)),
          }),
      }),
    },
  ];
}

function brokenRedemptions(): readonly BrokenStore[] {
  const without = (name: string, list: (store: LedgerStoreV1) => LedgerStoreV1['listRedemptions']): BrokenStore => ({
    name,
    caughtBy: redemptions,
    breaking: (store) => ({ ...store, listRedemptions: list(store) }),
  });
  return [
    ...redemptionFields.map((field) =>
      without(
        `redemptions are not filtered by ${field}`,
        (store) => (filter, page) => store.listRedemptions(lessOf(filter, field), page),
      ),
    ),
    without(
      'the order of redemptions is not looked at',
      (store) =>
        (filter, { cursor, limit }) =>
          store.listRedemptions(filter, { cursor, limit }),
    ),
    without(
      'the redemption at which a page begins is left out',
      (store) => async (filter, page) => withoutFirst(page, await store.listRedemptions(filter, page)),
    ),
    without(
      'only the first of several accounts is looked for',
      (store) =>
        ({ accountIds, ...filter }, page) =>
          store.listRedemptions(
            accountIds === undefined ? filter : { ...filter, accountIds: accountIds.slice(0, 1) },
            page,
          ),
    ),
    without(
      'an empty list of accounts is none',
      (store) =>
        ({ accountIds, ...filter }, page) =>
          store.listRedemptions(accountIds?.length ? { ...filter, accountIds } : filter, page),
    ),
    without('what never ends has ended already', (store) => async (filter, page) => {
      const { items } = await store.listRedemptions(filter, { ...page, ...everything });
      const left = filter.endsAfterMs === undefined ? items : items.filter(({ body }) => body.expires !== null);
      return counted(left, page);
    }),
    without('redemptions are listed by their ids', (store) => async (filter, page) => {
      const { items } = await store.listRedemptions(filter, everything);
      const sorted = items.toSorted((left, right) => (left.id < right.id ? -1 : 1));
      return counted(page.newestFirst === true ? sorted.toReversed() : sorted, page);
    }),
    {
      name: 'redemptions are found by what they were when first written',
      caughtBy: redemptions,
      breaking: (store) => {
        const first = new Map<string, string>();
        return {
          ...store,
          append: (commit) => {
            for (const { id, body } of commit.documents) if (!first.has(id)) first.set(id, String(body.status));
            return store.append(commit);
          },
          listRedemptions: async ({ status, ...filter }, page) => {
            const { items } = await store.listRedemptions(filter, { ...page, ...everything });
            return counted(
              items.filter(({ id }) => status === undefined || first.get(id) === status),
              page,
            );
          },
        };
      },
    },
  ];
}
