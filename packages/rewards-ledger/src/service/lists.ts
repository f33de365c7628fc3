import { containsDate, startOfDayInstant } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type Actor, MAXIMUM_PAGE_SIZE, type Page } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import type { DocumentType, LedgerDocument } from '../ports.ts';
import { type CatalogueItem, type ItemKind, itemKinds, itemOfBody } from '../redemption/item.ts';
import {
  type Redemption,
  type RedemptionStatus,
  redemptionOfBody,
  redemptionStatuses,
} from '../redemption/redemption.ts';
import type { EarningRule } from '../rules/index.ts';
import { ruleOfBody } from '../rules/rule.ts';
import type { LedgerContext } from './context.ts';
import { type AccountReference, readId, readOwner } from './read.ts';

/** Which part of a list: up to `limit` rows (100 unless given, 1,000 at most) behind a cursor of the page before. */
export interface ListInput {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Which redemptions; what is not given lets all through. */
export type ListRedemptionsInput = ListInput & {
  readonly status?: RedemptionStatus;
  /** The item's id. */
  readonly item?: string;
  readonly actor?: Actor;
} & (AccountReference | { readonly personId?: never; readonly teamId?: never; readonly budgetId?: never });

/** A redemption on a screen: all that a person who decides about it sees and agrees to. */
export interface RedemptionRow
  extends Pick<Redemption, 'status' | 'payloadHash' | 'booking' | 'bookingReference' | 'requestedBy'>,
    Omit<Redemption['payload'], 'accountId'> {
  readonly redemptionId: string;
  /** Whose points; null once they were erased. */
  readonly owner: AccountOwner | null;
  /** For whom the requester acts; null where it is nobody else, or decided. */
  readonly requestedOnBehalfOf: string | null;
}

/** Redemptions in the order in which they were asked for. */
export async function listRedemptions(
  context: LedgerContext,
  input: ListRedemptionsInput,
): Promise<{ readonly redemptions: readonly RedemptionRow[]; readonly nextCursor: string | null }> {
  const { status, item } = input;
  if (status !== undefined) readOneOf(status, redemptionStatuses, 'status');
  if (item !== undefined) readId(item, ['item']);
  const accountIds = await accountsNamed(context, input);
  const { items, nextCursor } = await pageOfDocuments(context, 'redemption', input, (body) => {
    const redemption = redemptionOfBody(body);
    const { itemId, accountId } = redemption.payload;
    const wanted =
      (status === undefined || redemption.status === status) &&
      (item === undefined || itemId === item) &&
      (accountIds === null || accountIds.has(accountId));
    return wanted ? redemption : null;
  });
  const owners = await ownersOf(context, items);
  return { redemptions: items.map((redemption) => rowOf(redemption, owners)), nextCursor };
}

function rowOf(redemption: Redemption, owners: ReadonlyMap<string, AccountOwner>): RedemptionRow {
  const { id, status, payloadHash, booking, bookingReference, requestedBy } = redemption;
  const { accountId, ...payload } = redemption.payload;
  return {
    redemptionId: id,
    owner: owners.get(accountId) ?? null,
    status,
    ...payload,
    payloadHash,
    booking,
    bookingReference,
    requestedBy,
    requestedOnBehalfOf: redemption.requestedOnBehalfOf ?? null,
  };
}

/** The accounts of whoever a filter names, in every unit; null where it names nobody. */
async function accountsNamed(
  context: LedgerContext,
  { personId, teamId, budgetId }: ListRedemptionsInput,
): Promise<ReadonlySet<string> | null> {
  if (personId === undefined && teamId === undefined && budgetId === undefined) return null;
  const owner = readOwner({ personId, teamId, budgetId } as AccountReference);
  const { bindings } = await context.store.load({
    owners: Object.keys(context.units).map((unit) => ({ ...owner, unit })),
  });
  return new Set(bindings.map(({ accountId }) => accountId));
}

async function ownersOf(
  context: LedgerContext,
  redemptions: readonly Redemption[],
): Promise<ReadonlyMap<string, AccountOwner>> {
  const accountIds = new Set(redemptions.map(({ payload }) => payload.accountId));
  const { bindings } = await context.store.load({ ownersOf: [...accountIds] });
  return new Map(bindings.map(({ accountId, owner: { kind, id } }) => [accountId, { kind, id }]));
}

/** The catalogue, in the order in which its items were first written. */
export async function listItems(
  context: LedgerContext,
  input: ListInput & { readonly kind?: ItemKind; readonly active?: boolean },
): Promise<{ readonly items: readonly CatalogueItem[]; readonly nextCursor: string | null }> {
  const { kind, active } = input;
  if (kind !== undefined) readOneOf(kind, itemKinds, 'kind');
  if (active !== undefined) readOneOf(active, [true, false], 'active');
  return pageOfDocuments(context, 'item', input, (body) => {
    const item = itemOfBody(body);
    return (kind === undefined || item.kind === kind) && (active === undefined || item.active === active) ? item : null;
  });
}

/** Every version of every earning rule, in the order in which they were written. */
export async function listRules(
  context: LedgerContext,
  input: ListInput & {
    readonly ruleId?: string;
    /** `YYYY-MM-DD`. */
    readonly inForceOn?: string;
  },
): Promise<{ readonly rules: readonly EarningRule[]; readonly nextCursor: string | null }> {
  const { ruleId, inForceOn } = input;
  if (ruleId !== undefined) readId(ruleId, ['ruleId']);
  if (inForceOn !== undefined) startOfDayInstant(inForceOn, 'UTC'); // a date at all?
  const { items, nextCursor } = await pageOfDocuments(context, 'rule', input, (body) => {
    const rule = ruleOfBody(body);
    const wanted =
      (ruleId === undefined || rule.id === ruleId) &&
      (inForceOn === undefined || containsDate(rule.inForce, inForceOn));
    return wanted ? rule : null;
  });
  return { rules: items, nextCursor };
}

/**
 * A full page of what a filter lets through, if there is so much. The store is never asked for more than the page
 * still lacks, so its cursor is where the next page begins.
 */
async function pageOfDocuments<Item>(
  context: LedgerContext,
  type: DocumentType,
  input: ListInput,
  read: (body: LedgerDocument['body']) => Item | null,
): Promise<Page<Item>> {
  const limit = readPageSize(input.limit);
  let cursor = readCursor(input.cursor);
  const items: Item[] = [];
  do {
    const page: Page<LedgerDocument> = await context.store.listDocuments(type, { cursor, limit: limit - items.length });
    for (const { body } of page.items) {
      const item = read(body);
      if (item !== null) items.push(item);
    }
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < limit);
  return { items, nextCursor: cursor };
}

function readPageSize(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAXIMUM_PAGE_SIZE) return limit;
  throw invalidInput('ledger/invalid-input', ['limit'], `a page has 1 to ${MAXIMUM_PAGE_SIZE} rows`);
}

function readCursor(cursor: string | null = null): string | null {
  if (cursor === null || typeof cursor === 'string') return cursor;
  throw invalidInput('ledger/invalid-input', ['cursor'], 'a cursor is the text that a page before gave');
}

function readOneOf(value: unknown, known: readonly unknown[], name: string): void {
  if (known.includes(value)) return;
  throw invalidInput('ledger/invalid-input', [name], `one of ${known.join(', ')} is expected`);
}
