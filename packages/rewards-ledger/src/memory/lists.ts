import { invalidInput } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import type { StoredEntry } from '../ledger/entry.ts';
import type { EntryFilter } from '../ports.ts';
import type { EntryCell } from './data.ts';
import { postingsOf, unpackEntry, versionsOf } from './pack.ts';

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
  const { accountId, unit, fromMs, beforeMs, kinds } = filter;
  return (cell) =>
    (accountId === undefined || versionsOf(cell).some((version) => version.accountId === accountId)) &&
    (unit === undefined || postingsOf(cell).some((posting) => posting.unit === unit)) &&
    (fromMs === undefined || cell.effectiveMs >= fromMs) &&
    (beforeMs === undefined || cell.effectiveMs < beforeMs) &&
    (kinds === undefined || kinds.includes(cell.kind));
}

/** An entry with its place. */
export function stored(cell: EntryCell, index: number): StoredEntry {
  return { position: index + 1, entry: unpackEntry(cell) };
}
