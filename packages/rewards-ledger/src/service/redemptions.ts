import type { Actor } from '@meritkit/core/ports';
import { checkApproval, hashOfPayload } from '../approval/index.ts';
import { clearingAccountId } from '../ledger/account.ts';
import type { Command } from '../ledger/command.ts';
import type { Loaded } from '../ports.ts';
import {
  type BookingOutcome,
  effectOfBooking,
  payloadIsIntact,
  type Redemption,
  refuseStep,
} from '../redemption/redemption.ts';
import { accountOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { readId } from './read.ts';
import {
  type Found,
  notice,
  onRedemption,
  type RedemptionAnswer,
  refundOf,
  releaseUnlessLapsed,
  settlement,
  step,
} from './redemption-steps.ts';

/** A decision on a redemption. */
export interface DecideRedemptionInput {
  readonly key: string;
  readonly redemptionId: string;
  readonly at?: string;
  readonly reason?: string;
  readonly actor: Actor;
}

/**
 * A second person agrees to exactly what was asked for; the points are taken, and a booking is asked for. Whoever
 * approves is held to four eyes and to the hash, also where the item would do without an approval.
 */
export function approveRedemption(
  context: LedgerContext,
  input: DecideRedemptionInput & { readonly payloadHash: string },
): Promise<RedemptionAnswer> {
  return onRedemption(context, 'approve', input, [input.payloadHash, input.actor?.id], (found) => {
    const { redemption, moment, loaded } = found;
    const approvedBy = readId(input.actor?.id, ['actor', 'id']);
    if (redemption.status !== 'requested') return refuseStep(redemption, 'approve');
    const checked = checkApproval({
      approval: { approvedBy, requestedBy: redemption.requestedBy, payloadHash: input.payloadHash },
      payloadHash: payloadIsIntact(redemption) ? redemption.payloadHash : hashOfPayload(redemption.payload),
      beneficiaries: loaded.bindings.map((binding) => binding.owner.id),
    });
    if (!checked.ok) return checked;
    const entryId = moment.newId();
    return step({
      redemption: {
        ...redemption,
        status: redemption.booking ? 'awaiting-booking' : 'fulfilled',
        captureEntryId: entryId,
      },
      version: found.version + 1,
      details: { approvedBy },
      commands: [captureOf(redemption, loaded, entryId, found)],
      notices: redemption.booking ? [notice(redemption, 'booking-requested')] : [],
    });
  });
}

/** The points leave the account, and the pieces their stock, in one entry. */
function captureOf(redemption: Redemption, loaded: Loaded, entryId: string, found: Found): Command {
  const { itemId, unit, quantity, accountId, taxValue } = redemption.payload;
  const pieces = BigInt(quantity);
  const stock = accountOf(loaded, { kind: 'stock', id: itemId, unit: stockUnit(itemId) });
  return {
    type: 'capture',
    entryId,
    holdId: redemption.holdId,
    accountId,
    amount: null,
    toAccountId: clearingAccountId(redemption.booking ? 'pending' : 'redeemed', unit),
    effectiveMs: found.effectiveMs,
    recordedMs: found.moment.recordedMs,
    subject: itemId,
    memo: { quantity, redemptionId: redemption.id, taxValue },
    ...(redemption.stocked
      ? {
          legs: [
            { accountId: stock ?? `stock:${itemId}`, unit: stockUnit(itemId), amount: -pieces },
            { accountId: clearingAccountId('redeemed', stockUnit(itemId)), unit: stockUnit(itemId), amount: pieces },
          ],
        }
      : {}),
  };
}

/** Says no; the hold is released. */
export function rejectRedemption(context: LedgerContext, input: DecideRedemptionInput): Promise<RedemptionAnswer> {
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
