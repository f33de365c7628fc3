import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { type Approval, checkApproval, hashOfPayload } from '../approval/index.ts';
import type { Loaded } from '../ports.ts';
import {
  type BookingEffect,
  type BookingOutcome,
  bookingOutcomes,
  type CancellationWords,
  effectOfBooking,
  payloadIsIntact,
  type Redemption,
  refuseStep,
} from '../redemption/redemption.ts';
import type { LedgerContext } from './context.ts';
import { refuseUnapproved } from './four-eyes.ts';
import type { Plan, Refusal } from './operation.ts';
import { readId, readText } from './read.ts';
import { stockLegs } from './redeem.ts';
import {
  type Found,
  notice,
  onRedemption,
  piecesKept,
  type RedemptionAnswer,
  refundOf,
  releaseUnlessLapsed,
  settlement,
  step,
  takenBy,
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

/** A redemption to take back. */
export interface CancelRedemptionInput extends DecideRedemptionInput {
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
}

/** A second person agrees to exactly what was asked for; the points are taken, and a booking is asked for. */
export function approveRedemption(
  context: LedgerContext,
  input: DecideRedemptionInput & { readonly payloadHash: string },
): Promise<RedemptionAnswer> {
  readText(input.reason, ['reason']);
  return onRedemption(context, 'approve', input, [input.payloadHash, input.actor?.id, input.reason], (found) => {
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
      beneficiaries: peopleOf(loaded),
    });
    if (!checked.ok) return checked;
    const stock = stockLegs(loaded, redemption.stocked ? redemption.payload.itemId : null, redemption.payload.quantity);
    if (!stock.ok) return stock;
    const releases = piecesKept(found);
    const taken = takePoints({ redemption, legs: stock.legs, releases, moment, effectiveMs: found.effectiveMs });
    return step({
      ...taken,
      version: found.version + 1,
      details: { approvedBy, ...behind, ...why(input) },
      commands: [taken.command],
    });
  });
}

/** Whom the requester acts for, where they do. */
function principalOf({ requestedOnBehalfOf }: Redemption): { readonly requestedOnBehalfOf?: string } {
  return requestedOnBehalfOf === undefined ? {} : { requestedOnBehalfOf };
}

/** The people among the owners of what was loaded: a team, a budget or an item may have a person's id and is nobody. */
function peopleOf({ bindings }: Loaded): readonly string[] {
  return bindings.flatMap(({ owner }) => (owner.kind === 'person' ? [owner.id] : []));
}

function why({ reason }: { readonly reason?: string }): { readonly reason?: string } {
  return reason === undefined ? {} : { reason };
}

/** Says no; the hold is released. */
export function rejectRedemption(context: LedgerContext, input: DecideRedemptionInput): Promise<RedemptionAnswer> {
  readText(input.reason, ['reason']);
  return onRedemption(context, 'reject', input, [input.reason], (found) => {
    const { redemption } = found;
    const rejectedBy = readId(input.actor?.id, ['actor', 'id']);
    const { onBehalfOf } = input.actor;
    if (redemption.status !== 'requested') return refuseStep(redemption, 'reject');
    const behind = onBehalfOf === undefined ? {} : { rejectedOnBehalfOf: readId(onBehalfOf, ['actor', 'onBehalfOf']) };
    const commands = releaseUnlessLapsed(found);
    return step({
      redemption: { ...redemption, status: 'rejected', endEntryId: commands[0]?.entryId ?? null },
      version: found.version + 1,
      details: { rejectedBy, ...behind, ...why(input) },
      commands,
    });
  });
}

/**
 * Takes a redemption back: the points return to their lots with their own end. What was booked, or may have been, is first
 * undone by the host's system, because the day may have been taken: the points return with its word. Taking back what was
 * fulfilled needs a second person where the item did, or above the limit of `approvalAbove`.
 */
export function cancelRedemption(context: LedgerContext, input: CancelRedemptionInput): Promise<RedemptionAnswer> {
  readText(input.reason, ['reason']);
  const { reason, approval } = input;
  return onRedemption(context, 'cancel', input, [reason, approval?.approvedBy, approval?.payloadHash], (found) => {
    const { redemption } = found;
    const words = cancellationOf(input);
    const { status, booking } = redemption;
    if (status !== 'requested' && status !== 'awaiting-booking' && status !== 'fulfilled') {
      return refuseStep(redemption, 'cancel');
    }
    const refused = refuseCancelling(context, input, found);
    if (refused !== null) return refused;
    if (status !== 'requested' && booking) return askToUndo(found, words);
    const commands = status === 'requested' ? releaseUnlessLapsed(found) : [refundOf(found)];
    return step({
      redemption: { ...redemption, status: 'cancelled', endEntryId: commands[0]?.entryId ?? null },
      version: found.version + 1,
      details: { ...words },
      commands,
    });
  });
}

function refuseCancelling(context: LedgerContext, input: CancelRedemptionInput, found: Found): Refusal | null {
  const { redemption, loaded } = found;
  const isFulfilled = redemption.status === 'fulfilled';
  return refuseUnapproved(context, {
    call: 'cancelRedemption',
    input,
    // Until then nothing was given: whoever asked may think again.
    moved: isFulfilled ? [{ unit: redemption.payload.unit, amount: takenBy(found) }] : [],
    always: isFulfilled && redemption.approval === 'four-eyes' ? redemption.payload.itemId : null,
    beneficiaries: peopleOf(loaded),
  });
}

/**
 * Until the host's system answers, the points wait where those of an unanswered booking do, and where they are already when
 * it has not said yet whether it booked: it may have, with its word under way.
 */
function askToUndo(found: Found, undo: CancellationWords): Plan {
  const { redemption } = found;
  const { reason: _, ...names } = undo;
  const version = found.version + 1;
  const notices = [notice(redemption, 'booking-to-undo')];
  const asked = { ...redemption, status: 'awaiting-undo', undo } as const;
  if (redemption.status === 'awaiting-booking') {
    return step({ redemption: { ...asked, unanswered: true }, version, commands: [], notices });
  }
  // Names can be erased from any entry, but words only from those of the account that they are about: the reason waits.
  return step({
    redemption: asked,
    version,
    details: names,
    commands: [settlement(found, 'redeemed', 'pending')],
    notices,
  });
}

function cancellationOf(input: CancelRedemptionInput): CancellationWords {
  const { actor, approval, reason } = input;
  const { onBehalfOf } = actor ?? {};
  return {
    cancelledBy: readId(actor?.id, ['actor', 'id']),
    ...(onBehalfOf === undefined ? {} : { cancelledOnBehalfOf: readId(onBehalfOf, ['actor', 'onBehalfOf']) }),
    ...(approval === undefined ? {} : { approvedBy: approval.approvedBy }),
    ...(approval?.approvedOnBehalfOf === undefined ? {} : { approvedOnBehalfOf: approval.approvedOnBehalfOf }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The host's word on a booking, or on undoing one; it may come late or twice. */
export function acknowledgeBooking(
  context: LedgerContext,
  input: Omit<DecideRedemptionInput, 'actor'> & {
    readonly outcome: BookingOutcome;
    readonly reference?: string;
    readonly actor?: Actor;
  },
): Promise<RedemptionAnswer> {
  if (!bookingOutcomes.includes(input.outcome)) {
    throw invalidInput('ledger/invalid-input', ['outcome'], `one of ${bookingOutcomes.join(', ')} is expected`);
  }
  if (input.reference !== undefined) readText(input.reference, ['reference']);
  readText(input.reason, ['reason']);
  return onRedemption(context, 'acknowledge', input, [input.outcome, input.reference, input.reason], (found) => {
    const decided = effectOfBooking(found.redemption, input.outcome);
    if (!decided.ok) return decided;
    const bookingReference = input.reference ?? found.redemption.bookingReference;
    return stepOfBooking(found, decided.effect, { bookingReference, refusal: why(input) });
  });
}

function stepOfBooking(
  found: Found,
  effect: BookingEffect,
  said: { readonly bookingReference: string | null; readonly refusal: { readonly reason?: string } },
): Plan {
  const { redemption } = found;
  const { bookingReference } = said;
  const version = found.version + 1;
  switch (effect) {
    case 'nothing':
      return step({ redemption, version, commands: [] });
    case 'note': {
      const { unanswered: _, ...booked } = redemption;
      return step({ redemption: { ...booked, bookingReference }, version, commands: [] });
    }
    case 'undo-booking':
      return step({ redemption, version, commands: [], notices: [notice(redemption, 'booking-to-undo')] });
    case 'settle':
    case 'keep':
      return step({
        redemption: { ...redemption, status: 'fulfilled', bookingReference },
        version,
        commands: [settlement(found, 'pending', 'redeemed')],
      });
    case 'refund':
    case 'undo': {
      const refund = refundOf(found);
      const status = effect === 'undo' ? 'cancelled' : 'refused';
      return step({
        redemption: { ...redemption, status, bookingReference, endEntryId: refund.entryId },
        version,
        details: effect === 'undo' ? { ...redemption.undo } : said.refusal,
        commands: [refund],
      });
    }
  }
}
