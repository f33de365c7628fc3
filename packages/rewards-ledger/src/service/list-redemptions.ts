import type { Actor } from '@meritkit/core/ports';
import type { AccountOwner } from '../ledger/account.ts';
import type { RedemptionFilter } from '../ports.ts';
import {
  type ListedRedemptionStatus,
  type Redemption,
  redemptionOfBody,
  redemptionStatuses,
  statusAt,
} from '../redemption/redemption.ts';
import type { LedgerContext } from './context.ts';
import { type OptionalReference, type Owners, ownersOf, readOptionalOwner } from './owners.ts';
import { type ListInput, readNewestFirst, readOneOf, readPage, readTime, type TimeInput } from './page.ts';
import { readId } from './read.ts';
import { toMilliseconds } from './time.ts';

/** Which redemptions; what is not given lets all through. */
export type ListRedemptionsInput = ListInput &
  TimeInput &
  OptionalReference & {
    readonly status?: ListedRedemptionStatus;
    /** The item's id. */
    readonly item?: string;
    /** True: against the order in which they were asked for. */
    readonly newestFirst?: boolean;
    readonly actor?: Actor;
  };

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

/** Redemptions in the order in which they were asked for, or against it; `from` and `before` are about when they were. */
export async function listRedemptions(
  context: LedgerContext,
  input: ListRedemptionsInput,
): Promise<{ readonly redemptions: readonly RedemptionRow[]; readonly nextCursor: string | null }> {
  const { status, item } = input;
  if (status !== undefined) readOneOf(status, [...redemptionStatuses, 'lapsed'], 'status');
  if (item !== undefined) readId(item, ['item']);
  const owner = readOptionalOwner(input);
  const page = { ...readPage(input), ...readNewestFirst(input.newestFirst) };
  const nowMs = toMilliseconds(context.now());
  const filter = {
    ...readTime(input),
    ...statusFilter(status, nowMs),
    ...(item === undefined ? {} : { itemId: item }),
  };
  const accountIds = owner === null ? null : await accountsIn(context, owner);
  const found = await context.store.listRedemptions(accountIds === null ? filter : { ...filter, accountIds }, page);
  const items = found.items.map(({ body }) => redemptionOfBody(body));
  const [owners, fields] = await Promise.all([
    ownersOf(
      context,
      items.map(({ payload }) => payload.accountId),
    ),
    fieldsOf(context, items),
  ]);
  const redemptions = items.map((redemption) => rowOf(redemption, nowMs, owners, wordsAbout(redemption, fields)));
  return { redemptions, nextCursor: found.nextCursor };
}

/** Nothing is written when a request lapses: it is still stored as `requested`, with an end that has passed. */
function statusFilter(status: ListedRedemptionStatus | undefined, nowMs: number): RedemptionFilter {
  if (status === undefined) return {};
  if (status === 'lapsed') return { status: 'requested', endsByMs: nowMs };
  return status === 'requested' ? { status, endsAfterMs: nowMs } : { status };
}

function rowOf(redemption: Redemption, nowMs: number, owners: Owners, words: RedemptionWords): RedemptionRow {
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

/** The accounts of an owner in every unit. */
async function accountsIn(context: LedgerContext, owner: AccountOwner): Promise<readonly string[]> {
  const { bindings } = await context.store.load({
    owners: Object.keys(context.units).map((unit) => ({ ...owner, unit })),
  });
  return bindings.map(({ accountId }) => accountId);
}
