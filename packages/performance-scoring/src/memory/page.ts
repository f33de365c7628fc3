import { invalidInput } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';

/** Items after the cursor in the order of their keys: rows that come or go move no page. */
export function pageOf<Item>(rows: readonly (readonly [order: string, item: Item])[], page: PageRequest): Page<Item> {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('performance/invalid-page', ['limit'], `1 to ${MAXIMUM_PAGE_SIZE} items`);
  }
  const { cursor } = page;
  const sorted = rows
    .filter(([order]) => cursor === null || order > cursor)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const shown = sorted.slice(0, page.limit);
  const last = shown.at(-1)?.[0] ?? null;
  const items = structuredClone(shown.map(([, item]) => item));
  return { items, nextCursor: sorted.length > shown.length ? last : null };
}

/** A number as text that sorts as the number does. */
export function orderOf(number: number): string {
  return String(number).padStart(12, '0');
}
