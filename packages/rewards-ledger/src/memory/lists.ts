import { invalidInput } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import type { StoredEntry } from '../ledger/entry.ts';
import type { EntryFilter } from '../ports.ts';
import type { EntryCell } from './data.ts';

/** A page of a list that only grows; the cursor is the number of items before it. */
export function pageOf<Item, Shown = Item>(options: {
  readonly items: readonly Item[];
  readonly page: PageRequest;
  readonly matches?: (item: Item) => boolean;
  readonly show?: (item: Item, index: number) => Shown;
}): Page<Shown> {
  const { items, page, matches, show = (item: Item) => item as unknown as Shown } = options;
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('ledger/invalid-input', ['page', 'limit'], `a page has 1 to ${MAXIMUM_PAGE_SIZE} items`);
  }
  const found: Shown[] = [];
  let index = startOf(page.cursor);
  for (; index < items.length; index += 1) {
    const item = items[index]!;
    if (matches !== undefined && !matches(item)) continue;
    if (found.length === page.limit) return { items: found, nextCursor: String(index) };
    found.push(show(item, index));
  }
  return { items: found, nextCursor: null };
}

function startOf(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d+$/.test(cursor))
    throw invalidInput('ledger/invalid-input', ['page', 'cursor'], 'this is no cursor of ours');
  return Number(cursor);
}

/** True for an entry that a filter lets through. */
export function entryMatches(filter: EntryFilter): (cell: EntryCell) => boolean {
  return ({ entry }) =>
    (filter.accountId === undefined || entry.versions.some((version) => version.accountId === filter.accountId)) &&
    (filter.unit === undefined || entry.postings.some((posting) => posting.unit === filter.unit)) &&
    (filter.fromMs === undefined || entry.effectiveMs >= filter.fromMs) &&
    (filter.beforeMs === undefined || entry.effectiveMs < filter.beforeMs) &&
    (filter.kinds === undefined || filter.kinds.includes(entry.kind));
}

/** An entry with its place. */
export function stored(cell: EntryCell, index: number): StoredEntry {
  return { position: index + 1, entry: cell.entry };
}
