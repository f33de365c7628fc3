import { containsDate, startOfDayInstant } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type Actor, MAXIMUM_PAGE_SIZE, type Page } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import type { DocumentType, LedgerDocument } from '../ports.ts';
import { type CatalogueItem, type ItemKind, itemKinds, itemOfBody } from '../redemption/item.ts';
import {
  type ListedRedemptionStatus,
  type Redemption,
  redemptionOfBody,
  redemptionStatuses,
  statusAt,
} from '../redemption/redemption.ts';
import type { EarningRule } from '../rules/index.ts';
import { ruleOfBody } from '../rules/rule.ts';
import type { LedgerContext } from './context.ts';
import { type AccountReference, readId, readOwner } from './read.ts';
import { toMilliseconds } from './time.ts';

/** Which part of a list: up to `limit` rows (100 unless given, 1,000 at most) behind a cursor of the page before. */
export interface ListInput {
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** Which redemptions; what is not given lets all through. */
export type ListRedemptionsInput = ListInput & {
  readonly status?: ListedRedemptionStatus;
  /** The item's id. */
  readonly item?: string;
  readonly actor?: Actor;
} & (AccountReference | { readonly personId?: never; readonly teamId?: never; readonly budgetId?: never });

/** A redemption on a screen: all that a person who decides about it sees and agrees to. */
export interface RedemptionRow
  extends Pick<Redemption, 'payloadHash' | 'booking' | 'bookingReference' | 'requestedBy' | 'expires'>,
    Omit<Redemption['payload'], 'accountId'>,
    RedemptionWords {
  readonly redemptionId: string;
  /** As of now: what nobody decided in time has lapsed, without anything having been written. */
  readonly status: ListedRedemptionStatus;
  /** Whose points; null once they were erased. */
  readonly owner: AccountOwner | null;
  /** For whom the requester acts; null where it is nobody else, or decided. */
  readonly requestedOnBehalfOf: string | null;
}

/** Who decided on a redemption and why; null where nobody did, nothing was said, or it was erased. */
export interface RedemptionWords {
  /** Why it was asked for. */
  readonly requestReason: string | null;
  readonly approvedBy: string | null;
  readonly approvedOnBehalfOf: string | null;
  readonly approvalReason: string | null;
  /** Who rejected it, cancelled it, or wants it undone; the host's system, which refuses a booking, is nobody. */
  readonly endedBy: string | null;
  readonly endedOnBehalfOf: string | null;
  /** Why it was rejected, cancelled or refused. */
  readonly endReason: string | null;
}

/** Redemptions in the order in which they were asked for. */
export async function listRedemptions(
  context: LedgerContext,
  input: ListRedemptionsInput,
): Promise<{ readonly redemptions: readonly RedemptionRow[]; readonly nextCursor: string | null }> {
  const { status, item } = input;
  if (status !== undefined) readOneOf(status, [...redemptionStatuses, 'lapsed'], 'status');
  if (item !== undefined) readId(item, ['item']);
  const accountIds = await accountsNamed(context, input);
  const nowMs = toMilliseconds(context.now());
  const { items, nextCursor } = await pageOfDocuments(context, 'redemption', input, (body) => {
    const redemption = redemptionOfBody(body);
    const { itemId, accountId } = redemption.payload;
    const wanted =
      (status === undefined || statusAt(redemption, nowMs) === status) &&
      (item === undefined || itemId === item) &&
      (accountIds === null || accountIds.has(accountId));
    return wanted ? redemption : null;
  });
  const [owners, fields] = await Promise.all([ownersOf(context, items), fieldsOf(context, items)]);
  const redemptions = items.map((redemption) => rowOf(redemption, nowMs, owners, wordsAbout(redemption, fields)));
  return { redemptions, nextCursor };
}

function rowOf(
  redemption: Redemption,
  nowMs: number,
  owners: ReadonlyMap<string, AccountOwner>,
  words: RedemptionWords,
): RedemptionRow {
  const { id, payloadHash, booking, bookingReference, requestedBy, expires } = redemption;
  const { accountId, ...payload } = redemption.payload;
  return {
    redemptionId: id,
    owner: owners.get(accountId) ?? null,
    status: statusAt(redemption, nowMs),
    ...payload,
    payloadHash,
    booking,
    bookingReference,
    requestedBy,
    requestedOnBehalfOf: redemption.requestedOnBehalfOf ?? null,
    expires,
    ...words,
  };
}

/** What is known beside an entry, by the entry. */
type FieldsByEntry = ReadonlyMap<string, Readonly<Record<string, string>>>;

async function fieldsOf(context: LedgerContext, redemptions: readonly Redemption[]): Promise<FieldsByEntry> {
  const entryIds = redemptions.flatMap(({ holdId, captureEntryId, endEntryId }) =>
    [holdId, captureEntryId, endEntryId].filter((id) => id !== null),
  );
  const details = entryIds.length === 0 ? [] : await context.store.readDetails(entryIds);
  return new Map(details.map(({ entryId, fields }) => [entryId, fields]));
}

function wordsAbout(redemption: Redemption, fields: FieldsByEntry): RedemptionWords {
  const of = (entryId: string | null) => (entryId === null ? undefined : fields.get(entryId));
  const approval = of(redemption.captureEntryId);
  const end: Readonly<Record<string, string>> = of(redemption.endEntryId) ?? { ...redemption.undo };
  return {
    requestReason: of(redemption.holdId)?.reason ?? null,
    approvedBy: approval?.approvedBy ?? null,
    approvedOnBehalfOf: approval?.approvedOnBehalfOf ?? null,
    approvalReason: approval?.reason ?? null,
    endedBy: end.rejectedBy ?? end.cancelledBy ?? null,
    endedOnBehalfOf: end.rejectedOnBehalfOf ?? end.cancelledOnBehalfOf ?? null,
    endReason: end.reason ?? null,
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
 * A full page of what a filter lets through, if there is so much. Where the first look leaves gaps, the next ones are as
 * large as a store gives: few open requests among thousands that are done cost a handful of calls. A page may then end
 * between two of the store's, so a cursor says how many rows to skip behind the store's own.
 */
async function pageOfDocuments<Item>(
  context: LedgerContext,
  type: DocumentType,
  input: ListInput,
  read: (body: LedgerDocument['body']) => Item | null,
): Promise<Page<Item>> {
  const limit = readPageSize(input.limit);
  let { skip, cursor } = readCursor(input.cursor);
  let size = Math.min(skip + limit, MAXIMUM_PAGE_SIZE);
  const items: Item[] = [];
  do {
    const page: Page<LedgerDocument> = await context.store.listDocuments(type, { cursor, limit: size });
    for (const [index, { body }] of page.items.entries()) {
      const item = index < skip ? null : read(body);
      if (item !== null) items.push(item);
      if (items.length === limit && index + 1 < page.items.length) {
        return { items, nextCursor: cursorText(index + 1, cursor) };
      }
    }
    [cursor, skip, size] = [page.nextCursor, Math.max(0, skip - page.items.length), MAXIMUM_PAGE_SIZE];
  } while (cursor !== null && items.length < limit);
  return { items, nextCursor: cursor === null ? null : cursorText(0, cursor) };
}

function readPageSize(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAXIMUM_PAGE_SIZE) return limit;
  throw invalidInput('ledger/invalid-input', ['limit'], `a page has 1 to ${MAXIMUM_PAGE_SIZE} rows`);
}

/** Where a page begins: behind the store's cursor (none: at the beginning), and behind so many rows more. */
interface Place {
  readonly skip: number;
  readonly cursor: string | null;
}

function cursorText(skip: number, cursor: string | null): string {
  return cursor === null ? `${skip}` : `${skip}:${cursor}`;
}

function readCursor(text: string | null = null): Place {
  if (text === null) return { skip: 0, cursor: null };
  const [, skip, cursor] = typeof text === 'string' ? (/^(\d{1,4})(?::(.*))?$/s.exec(text) ?? []) : [];
  if (skip !== undefined) return { skip: Number(skip), cursor: cursor ?? null };
  throw invalidInput('ledger/invalid-input', ['cursor'], 'a cursor is the text that a page before gave');
}

function readOneOf(value: unknown, known: readonly unknown[], name: string): void {
  if (known.includes(value)) return;
  throw invalidInput('ledger/invalid-input', [name], `one of ${known.join(', ')} is expected`);
}
