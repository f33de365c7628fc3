import { invalidInput } from '@meritkit/core/errors';
import { MAXIMUM_PAGE_SIZE, type Page } from '@meritkit/core/ports';
import type { AccountState } from '../ledger/account.ts';
import type { StoredEntry } from '../ledger/entry.ts';
import { hasEnded } from '../ledger/lots.ts';
import type {
  AccountFilter,
  EntryFilter,
  HoldFilter,
  LedgerDocument,
  OrderedPageRequest,
  PlacedHold,
  RedemptionFilter,
} from '../ports.ts';
import { termsOfRedemption } from '../redemption/terms.ts';
import type { EntryCell, HoldCell, TenantData } from './data.ts';
import { postingsOf, unpackEntry, versionsOf } from './pack.ts';

/** A page of a list that only grows; the cursor is the place in the list at which the next page begins. */
export function pageOf<Item, Shown = Item>(options: {
  readonly items: readonly Item[];
  readonly page: OrderedPageRequest;
  readonly matches?: (item: Item) => boolean;
  readonly show?: (item: Item, index: number) => Shown;
}): Page<Shown> {
  const { items, page, matches, show = (item: Item) => item as unknown as Shown } = options;
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('ledger/invalid-input', ['page', 'limit'], `a page has 1 to ${MAXIMUM_PAGE_SIZE} items`);
  }
  const found: Shown[] = [];
  const isReversed = page.newestFirst === true;
  let index = startOf(page.cursor, isReversed ? items.length - 1 : 0);
  for (; index >= 0 && index < items.length; index += isReversed ? -1 : 1) {
    const item = items[index]!;
    if (matches !== undefined && !matches(item)) continue;
    if (found.length === page.limit) return { items: found, nextCursor: String(index) };
    found.push(show(item, index));
  }
  return { items: found, nextCursor: null };
}

function startOf(cursor: string | null, beginning: number): number {
  if (cursor === null) return beginning;
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

/** True for an account that a filter lets through. */
export function accountMatches({ kind, unit, lotsEnding }: AccountFilter): (account: AccountState) => boolean {
  return (account) =>
    (kind === undefined || account.kind === kind) &&
    (unit === undefined || account.unit === unit) &&
    (lotsEnding === undefined ||
      account.lots.some(
        ({ expiresMs }) => expiresMs !== null && expiresMs >= lotsEnding.fromMs && expiresMs < lotsEnding.beforeMs,
      ));
}

/** True for a hold that no entry has resolved and a filter lets through. */
export function holdMatches(data: TenantData, { accountId, unit, openAtMs }: HoldFilter): (cell: HoldCell) => boolean {
  return (cell) =>
    cell.placed !== null &&
    !hasEnded(cell.placed.expiresMs, openAtMs) &&
    (accountId === undefined || cell.accountId === accountId) &&
    (unit === undefined || unitOf(data, cell) === unit);
}

/** A hold that no entry has resolved, as the port gives it. */
export function placedHold(data: TenantData, cell: HoldCell): PlacedHold {
  const { holdId, accountId, placed } = cell;
  return { holdId, accountId, unit: unitOf(data, cell), ...placed! };
}

function unitOf(data: TenantData, { accountId }: HoldCell): string {
  return data.accounts.get(accountId)?.state?.unit ?? '';
}

/** True for a redemption that a filter lets through. */
export function redemptionMatches(filter: RedemptionFilter): (document: LedgerDocument) => boolean {
  const { accountIds, itemId, status, fromMs, beforeMs, endsAfterMs, endsByMs } = filter;
  return ({ body }) => {
    const terms = termsOfRedemption(body);
    const { accountId, requestedMs, endsMs } = terms;
    return (
      (accountIds === undefined || (accountId !== null && accountIds.includes(accountId))) &&
      (itemId === undefined || terms.itemId === itemId) &&
      (status === undefined || terms.status === status) &&
      (fromMs === undefined || (requestedMs !== null && requestedMs >= fromMs)) &&
      (beforeMs === undefined || (requestedMs !== null && requestedMs < beforeMs)) &&
      (endsAfterMs === undefined || endsMs === null || endsMs > endsAfterMs) &&
      (endsByMs === undefined || (endsMs !== null && endsMs <= endsByMs))
    );
  };
}
