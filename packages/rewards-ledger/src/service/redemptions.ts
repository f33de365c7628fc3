import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { checkApproval, hashOfPayload } from '../approval/index.ts';
import {
  type BookingOutcome,
  effectOfBooking,
  payloadIsIntact,
  type Redemption,
  refuseStep,
} from '../redemption/redemption.ts';
import type { LedgerContext } from './context.ts';
import { readId, readText } from './read.ts';
import { stockLegs } from './redeem.ts';
import {
  notice,
  onRedemption,
  type RedemptionAnswer,
  refundOf,
  releaseUnlessLapsed,
  settlement,
  step,
  takePoints,
} from './redemption-steps.ts';

/** A decision on a redemption. */
export interface DecideRedemptionInput {
  readonly key: string;
  readonly redemptionId: string;
  readonly at?: string;
  readonly reason?: string;
  readonly actor: Actor;
}

/** A second person agrees to exactly what was asked for; the points are taken, and a booking is asked for. */
export function approveRedemption(
  context: LedgerContext,
  input: DecideRedemptionInput & { readonly payloadHash: string },
): Promise<RedemptionAnswer> {
  return onRedemption(context, 'approve', input, [input.payloadHash, input.actor?.id], (found) => {
    const { redemption, moment, loaded } = found;
    const approvedBy = readId(input.actor?.id, ['actor', 'id']);
    const { onBehalfOf } = input.actor;
    if (onBehalfOf !== undefined) readId(onBehalfOf, ['actor', 'onBehalfOf']);
    const behind = onBehalfOf === undefined ? {} : { approvedOnBehalfOf: onBehalfOf };
    if (redemption.status !== 'requested') return refuseStep(redemption, 'approve');
    const checked = checkApproval({
      approval: {
        approvedBy,
        ...behind,
        requestedBy: redemption.requestedBy ?? '',
        ...principalOf(redemption),
        payloadHash: input.payloadHash,
      },
      payloadHash: payloadIsIntact(redemption) ? redemption.payloadHash : hashOfPayload(redemption.payload),
      beneficiaries: loaded.bindings.map((binding) => binding.owner.id),
    });
    if (!checked.ok) return checked;
    const stock = stockLegs(loaded, redemption.stocked ? redemption.payload.itemId : null, redemption.payload.quantity);
    if (!stock.ok) return stock;
    const taken = takePoints({ redemption, legs: stock.legs, moment, effectiveMs: found.effectiveMs });
    return step({
      ...taken,
      version: found.version + 1,
      details: { approvedBy, ...behind },
      commands: [taken.command],
    });
  });
}

/** Whom the requester acts for, where they do. */
function principalOf({ requestedOnBehalfOf }: Redemption): { readonly requestedOnBehalfOf?: string } {
  return requestedOnBehalfOf === undefined ? {} : { requestedOnBehalfOf };
}

/** Says no; the hold is released. */
export function rejectRedemption(context: LedgerContext, input: DecideRedemptionInput): Promise<RedemptionAnswer> {
  readText(input.reason, ['reason']);
  return onRedemption(context, 'reject', input, [input.reason], (found) => {
    const { redemption } = found;
    if (redemption.status !== 'requested') return refuseStep(redemption, 'reject');
    return step({
      redemption: { ...redemption, status: 'rejected' },
      version: found.version + 1,
      ...(input.reason === undefined ? {} : { details: { reason: input.reason } }),
      commands: releaseUnlessLapsed(found),
    });
  });
}

/** Takes a redemption back: the points return to their lots with their own end, and a booking is undone by the host. */
export function cancelRedemption(context: LedgerContext, input: DecideRedemptionInput): Promise<RedemptionAnswer> {
  readText(input.reason, ['reason']);
  return onRedemption(context, 'cancel', input, [input.reason], (found) => {
    const { redemption } = found;
    const { status } = redemption;
    if (status !== 'requested' && status !== 'awaiting-booking' && status !== 'fulfilled') {
      return refuseStep(redemption, 'cancel');
    }
    const booked = redemption.booking && status !== 'requested';
    return step({
      redemption: { ...redemption, status: 'cancelled' },
      version: found.version + 1,
      ...(input.reason === undefined ? {} : { details: { reason: input.reason } }),
      commands: status === 'requested' ? releaseUnlessLapsed(found) : refundOf(found, booked && status === 'fulfilled'),
      notices: booked ? [notice(redemption, 'booking-to-undo')] : [],
    });
  });
}

/** The host's word on a booking; it may come late or twice. */
export function acknowledgeBooking(
  context: LedgerContext,
  input: Omit<DecideRedemptionInput, 'actor'> & {
    readonly outcome: BookingOutcome;
    readonly reference?: string;
    readonly actor?: Actor;
  },
): Promise<RedemptionAnswer> {
  if (input.outcome !== 'booked' && input.outcome !== 'refused') {
    throw invalidInput('ledger/invalid-input', ['outcome'], 'a booking is "booked" or "refused"');
  }
  if (input.reference !== undefined) readText(input.reference, ['reference']);
  return onRedemption(context, 'acknowledge', input, [input.outcome, input.reference], (found) => {
    const { redemption } = found;
    const decided = effectOfBooking(redemption, input.outcome);
    if (!decided.ok) return decided;
    const bookingReference = input.reference ?? redemption.bookingReference;
    const version = found.version + 1;
    switch (decided.effect) {
      case 'nothing':
        return step({ redemption, version, commands: [] });
      case 'undo-booking':
        return step({ redemption, version, commands: [], notices: [notice(redemption, 'booking-to-undo')] });
      case 'settle':
        return step({
          redemption: { ...redemption, status: 'fulfilled', bookingReference },
          version,
          commands: [settlement(found, 'pending', 'redeemed')],
        });
      case 'refund':
        return step({
          redemption: { ...redemption, status: 'refused', bookingReference },
          version,
          commands: refundOf(found, false),
        });
    }
  });
}
