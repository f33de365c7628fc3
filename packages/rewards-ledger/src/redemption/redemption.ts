import { parseInstant } from '@meritkit/core/dates';
import { type Rejection, reject } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import { hashOfPayload } from '../approval/index.ts';
import { readStored } from '../stored/upcast.ts';

/** Every status there is. */
export const redemptionStatuses = [
  'requested',
  'awaiting-booking',
  'fulfilled',
  'awaiting-undo',
  'rejected',
  'refused',
  'cancelled',
] as const;

/**
 * Where a redemption stands.
 *
 * requested -> awaiting-booking -> fulfilled: the usual way of leave; fulfilled at once where nothing is booked.
 * An item that needs no approval begins behind `requested`: asking for it takes the points.
 * requested -> rejected | cancelled: the hold is released.
 * awaiting-booking -> refused (by the host's system): the points return to their lots.
 * awaiting-booking | fulfilled -> awaiting-undo -> cancelled: what was booked, or may have been, is undone by the host's
 * system before the points return; fulfilled where that system says that it cannot be. fulfilled -> cancelled at once where
 * nothing was booked.
 */
export type RedemptionStatus = (typeof redemptionStatuses)[number];

/** Where a redemption stands on a screen: a request that nobody decided in time has `lapsed`, and its points are free. */
export type ListedRedemptionStatus = RedemptionStatus | 'lapsed';

/** Who takes a redemption back and why, as the details of an entry name it. */
export interface CancellationWords {
  readonly cancelledBy: string;
  readonly cancelledOnBehalfOf?: string;
  readonly approvedBy?: string;
  readonly approvedOnBehalfOf?: string;
  readonly reason?: string;
}

/** What was asked for: exactly what an approver sees and agrees to. */
export interface RedemptionPayload {
  readonly itemId: string;
  readonly itemVersion: number;
  readonly accountId: string;
  readonly unit: string;
  /** Decimal text. */
  readonly amount: string;
  readonly quantity: number;
  readonly taxValue: { readonly amount: string; readonly currency: string } | null;
  readonly requestedAt: string;
}

/** A redemption as stored. It names accounts; the person who asked is named until the request is decided. */
export interface Redemption {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly status: RedemptionStatus;
  readonly payload: RedemptionPayload;
  readonly payloadHash: string;
  readonly booking: boolean;
  readonly stocked: boolean;
  /** Whether the item demanded an approval when it was asked for. */
  readonly approval: 'none' | 'four-eyes';
  /** Who asked, while somebody else has yet to decide; null from then on. */
  readonly requestedBy: string | null;
  /** For whom they asked, for as long; absent where it is nobody else. */
  readonly requestedOnBehalfOf?: string;
  readonly holdId: string;
  /** The hold on the pieces that are kept for an undecided request; null where nothing is counted, or nobody has to decide. */
  readonly stockHoldId: string | null;
  readonly captureEntryId: string | null;
  /** The entry by which the hold was released or the points came back; null before, and where a hold lapsed by itself. */
  readonly endEntryId: string | null;
  /** When an undecided request lapses by itself; null: never, or nobody has to decide. */
  readonly expires: string | null;
  /** Who wants it undone, while the host's system has yet to say whether it can be, as far as not erased; absent from then on. */
  readonly undo?: Partial<CancellationWords>;
  /** True where its undoing was asked for before that system said whether it booked, until it says so. */
  readonly unanswered?: true;
  /** The host's reference of the booking. */
  readonly bookingReference: string | null;
}

/** The refusal of a step that the redemption's state does not allow. */
export type RedemptionStateRejection = Rejection<
  'ledger/redemption-state',
  { readonly redemptionId: string; readonly status: RedemptionStatus; readonly step: string }
>;

/** True when the stored hash is the hash of the stored payload: what is posted is what was approved. */
export function payloadIsIntact(redemption: Redemption): boolean {
  return hashOfPayload(redemption.payload) === redemption.payloadHash;
}

/** A redemption as a document's body. */
export function redemptionBody(redemption: Redemption): JsonObject {
  return redemption as unknown as JsonObject;
}

/** A redemption from its document's body. */
export function redemptionOfBody(body: JsonObject): Redemption {
  return readStored('redemption', body) as unknown as Redemption;
}

/** Where a redemption stands at a time. */
export function statusAt({ status, expires }: Redemption, atMs: number): ListedRedemptionStatus {
  return status === 'requested' && expires !== null && parseInstant(expires) <= atMs ? 'lapsed' : status;
}

/** Every word of a booking system. */
export const bookingOutcomes = ['booked', 'refused', 'undone', 'kept'] as const;

/**
 * What the host's booking system said: that it booked or would not, and, where it is asked to undo a booking, that it
 * did or cannot: a day that was taken is `kept`.
 */
export type BookingOutcome = (typeof bookingOutcomes)[number];

/** What an acknowledgement does to a redemption in each state. */
export type BookingEffect = 'settle' | 'refund' | 'nothing' | 'note' | 'undo-booking' | 'undo' | 'keep';

/**
 * What an acknowledgement means, early, late or twice. A booking that arrives after the redemption was cancelled must
 * be undone by the host; one that arrives while its undoing is waited for is noted; the same word twice changes nothing; a
 * contradiction is refused.
 */
export function effectOfBooking(
  redemption: Redemption,
  outcome: BookingOutcome,
):
  | { readonly ok: true; readonly effect: BookingEffect }
  | { readonly ok: false; readonly rejection: RedemptionStateRejection } {
  const { status, unanswered } = redemption;
  const effect = (status === 'awaiting-undo' && unanswered === true ? unansweredEffects : effects[status])?.[outcome];
  return effect === undefined ? refuseStep(redemption, `booking ${outcome}`) : { ok: true, effect };
}

/** What is not here contradicts what was said before. */
const effects: Partial<Record<RedemptionStatus, Partial<Record<BookingOutcome, BookingEffect>>>> = {
  'awaiting-booking': { booked: 'settle', refused: 'refund' },
  fulfilled: { booked: 'nothing', kept: 'nothing' },
  'awaiting-undo': { undone: 'undo', kept: 'keep', booked: 'nothing' },
  refused: { refused: 'nothing' },
  cancelled: { booked: 'undo-booking', refused: 'nothing', undone: 'nothing' },
};

/** Whoever refused to book has nothing to undo. */
const unansweredEffects: Partial<Record<BookingOutcome, BookingEffect>> = {
  booked: 'note',
  refused: 'undo',
  undone: 'undo',
  kept: 'keep',
};

/** The refusal of a step. */
export function refuseStep(redemption: Redemption, step: string) {
  return reject('ledger/redemption-state', { redemptionId: redemption.id, status: redemption.status, step });
}
