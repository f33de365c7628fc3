import { type Rejection, reject } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import { hashOfPayload } from '../approval/index.ts';
import { readStored } from '../stored/upcast.ts';

/** Every status there is. */
export const redemptionStatuses = [
  'requested',
  'awaiting-booking',
  'fulfilled',
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
 * awaiting-booking -> refused (by the host's system) | cancelled: the points return to their lots.
 * fulfilled -> cancelled: the points return, and the host is told to undo the booking.
 */
export type RedemptionStatus = (typeof redemptionStatuses)[number];

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
  readonly captureEntryId: string | null;
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

/** What the host's booking system said. */
export type BookingOutcome = 'booked' | 'refused';

/** What an acknowledgement does to a redemption in each state. */
export type BookingEffect = 'settle' | 'refund' | 'nothing' | 'undo-booking';

/**
 * What an acknowledgement means, early, late or twice. A booking that arrives after the redemption was cancelled must
 * be undone by the host; the same word twice changes nothing; a contradiction is refused.
 */
export function effectOfBooking(
  redemption: Redemption,
  outcome: BookingOutcome,
):
  | { readonly ok: true; readonly effect: BookingEffect }
  | { readonly ok: false; readonly rejection: RedemptionStateRejection } {
  const { status } = redemption;
  if (status === 'awaiting-booking') return { ok: true, effect: outcome === 'booked' ? 'settle' : 'refund' };
  if (status === 'fulfilled' && outcome === 'booked') return { ok: true, effect: 'nothing' };
  if (status === 'refused' && outcome === 'refused') return { ok: true, effect: 'nothing' };
  if (status === 'cancelled') return { ok: true, effect: outcome === 'booked' ? 'undo-booking' : 'nothing' };
  return refuseStep(redemption, `booking ${outcome}`);
}

/** The refusal of a step. */
export function refuseStep(redemption: Redemption, step: string) {
  return reject('ledger/redemption-state', { redemptionId: redemption.id, status: redemption.status, step });
}
