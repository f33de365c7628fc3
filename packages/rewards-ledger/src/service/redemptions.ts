import { instantText } from '@meritkit/core/dates';
import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import { checkApproval, hashOfPayload } from '../approval/index.ts';
import { clearingAccountId } from '../ledger/account.ts';
import type { Command } from '../ledger/command.ts';
import type { LedgerDocument, Loaded, LoadRequest } from '../ports.ts';
import {
  type BookingOutcome,
  effectOfBooking,
  payloadIsIntact,
  type Redemption,
  type RedemptionPayload,
  redemptionBody,
  redemptionOfBody,
  refuseStep,
} from '../redemption/redemption.ts';
import { accountOf, detailsOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { execute, type Moment, type Notice, type Plan, type Refusal, stockUnit, type Written } from './execute.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readText, readUnit } from './read.ts';
import { itemIn, priceOf } from './redeem.ts';

/** What every step of a redemption answers. */
export type RedemptionAnswer = Outcome<
  Written<{ readonly redemptionId: string; readonly status: Redemption['status']; readonly payloadHash: string }>
>;

/** A wish to redeem an item of the catalogue. */
export type RequestRedemptionInput = AccountReference & {
  readonly key: string;
  readonly item: string;
  /** Pieces, days or hours: 1 unless given. */
  readonly quantity?: number;
  readonly unit?: string;
  readonly at?: string;
  /** When the request lapses by itself if nobody decides. */
  readonly expires?: string;
  readonly reason?: string;
  /** Who asks: kept, because whoever approves must be somebody else. */
  readonly actor: Actor;
};

/** Holds the points and waits for approval. The price and tax value of this moment are what will be posted. */
export function requestRedemption(context: LedgerContext, input: RequestRedemptionInput): Promise<RedemptionAnswer> {
  const owner = readOwner(input);
  const itemId = readId(input.item, ['item']);
  const requestedBy = readId(input.actor?.id, ['actor', 'id']);
  const quantity = input.quantity ?? 1;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw invalidInput('ledger/invalid-input', ['quantity'], 'a quantity is a whole number from 1');
  }
  const unit = input.unit ?? context.defaultUnit;
  return execute(context, {
    name: 'request-redemption',
    key: input.key,
    payload: [owner.kind, owner.id, itemId, quantity, input.unit, input.at, input.expires, input.reason],
    request: {
      owners: [{ ...owner, unit }],
      documents: [
        { type: 'books', id: unit },
        { type: 'item', id: itemId },
      ],
    },
    owner,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const item = itemIn(loaded, itemId);
      if (item === null) return reject('ledger/unknown-item', { item: itemId });
      const price = priceOf(context, item, itemId, unit, undefined, quantity);
      if (!price.ok) return price;
      const accountId = accountOf(loaded, { ...owner, unit });
      if (accountId === null) return unknownOwner(owner);
      const effectiveMs = readAt(input.at, moment.recordedMs);
      const holdId = moment.newId();
      const payload: RedemptionPayload = {
        itemId,
        itemVersion: loaded.documents.find((document) => document.type === 'item')!.version,
        accountId,
        unit,
        amount: amountText({ amount: price.amount, scale: context.units[unit]!.scale }),
        quantity,
        taxValue: item.taxValue,
        requestedAt: instantText(effectiveMs),
      };
      const redemption: Redemption = {
        schemaVersion: 1,
        id: holdId,
        status: 'requested',
        payload,
        payloadHash: hashOfPayload(payload),
        booking: item.booking,
        stocked: item.stocked,
        approval: item.approval,
        requestedBy,
        holdId,
        captureEntryId: null,
        bookingReference: null,
      };
      const details = detailsOf({ reason: readText(input.reason, ['reason']), requestedBy });
      return step({
        redemption,
        version: 1,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'hold',
            entryId: holdId,
            holdId,
            accountId,
            unit,
            amount: price.amount,
            effectiveMs,
            recordedMs: moment.recordedMs,
            expiresMs: readEnd(input.expires, ['expires']),
            subject: itemId,
          },
        ],
      });
    },
  }) as Promise<RedemptionAnswer>;
}

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
    if (redemption.status !== 'requested') return refuseStep(redemption, 'approve');
    const checked = checkApproval({
      approval: { approvedBy, requestedBy: redemption.requestedBy, payloadHash: input.payloadHash },
      payloadHash: payloadIsIntact(redemption) ? redemption.payloadHash : hashOfPayload(redemption.payload),
      beneficiaries: loaded.bindings.map((binding) => binding.owner.id),
    });
    if (redemption.approval === 'four-eyes' && !checked.ok) return checked;
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

/** A redemption with what a step on it needs. */
interface Found {
  readonly redemption: Redemption;
  readonly version: number;
  readonly loaded: Loaded;
  readonly moment: Moment;
  readonly effectiveMs: number;
}

async function onRedemption(
  context: LedgerContext,
  name: string,
  input: { readonly key: string; readonly redemptionId: string; readonly at?: string },
  payload: readonly unknown[],
  decideStep: (found: Found) => Plan | Refusal,
): Promise<RedemptionAnswer> {
  const redemptionId = readId(input.redemptionId, ['redemptionId']);
  const peek = await context.store.load({ documents: [{ type: 'redemption', id: redemptionId }] });
  const known = peek.documents[0];
  const request = known === undefined ? { documents: [] } : requestFor(redemptionOfBody(known.body));
  const answer = await execute(context, {
    name,
    key: input.key,
    payload: [redemptionId, input.at, ...payload],
    request,
    plan: (loaded, moment) => {
      const document = loaded.documents.find((candidate) => candidate.type === 'redemption');
      if (document === undefined) return reject('ledger/unknown-redemption', { redemptionId });
      return decideStep({
        redemption: redemptionOfBody(document.body),
        version: document.version,
        loaded,
        moment,
        effectiveMs: readAt(input.at, moment.recordedMs),
      });
    },
  });
  return answer as RedemptionAnswer;
}

function requestFor(redemption: Redemption): LoadRequest {
  const { accountId, itemId, unit } = redemption.payload;
  return {
    owners: [{ kind: 'stock', id: itemId, unit: stockUnit(itemId) }],
    accountIds: [accountId],
    ownersOf: [accountId],
    holdIds: [redemption.holdId],
    entryIds: redemption.captureEntryId === null ? [] : [redemption.captureEntryId],
    documents: [
      { type: 'redemption', id: redemption.id },
      { type: 'books', id: unit },
      { type: 'item', id: itemId },
    ],
  };
}

function step(options: {
  readonly redemption: Redemption;
  readonly version: number;
  readonly commands: readonly Command[];
  readonly details?: Readonly<Record<string, string>>;
  readonly notices?: readonly Notice[];
}): Plan {
  const { redemption, version, commands, details, notices } = options;
  const document: LedgerDocument = { type: 'redemption', id: redemption.id, version, body: redemptionBody(redemption) };
  return {
    ok: true,
    commands,
    documents: [document],
    answer: { redemptionId: redemption.id, status: redemption.status, payloadHash: redemption.payloadHash },
    ...(details === undefined ? {} : { details }),
    ...(notices === undefined || notices.length === 0 ? {} : { notices }),
  };
}

/** The release of a hold that has not timed out by itself. */
function releaseUnlessLapsed(found: Found): readonly Command[] {
  const { redemption, loaded, moment, effectiveMs } = found;
  const account = loaded.accounts.find((candidate) => candidate.id === redemption.payload.accountId);
  const hold = account?.holds.find((candidate) => candidate.id === redemption.holdId);
  if (hold === undefined || (hold.expiresMs !== null && hold.expiresMs <= effectiveMs)) return [];
  const { accountId } = redemption.payload;
  return [
    {
      type: 'release',
      entryId: moment.newId(),
      holdId: redemption.holdId,
      accountId,
      effectiveMs,
      recordedMs: moment.recordedMs,
      subject: redemption.payload.itemId,
    },
  ];
}

/** Takes the capture back; points that were booked as redeemed already come back from there first. */
function refundOf(found: Found, settled: boolean): readonly Command[] {
  const { redemption, moment, effectiveMs } = found;
  const reversal: Command = {
    type: 'reverse',
    kind: 'reverse',
    entryId: moment.newId(),
    reversesEntryId: redemption.captureEntryId!,
    shortfall: { kind: 'refuse' },
    effectiveMs,
    recordedMs: moment.recordedMs,
    subject: redemption.payload.itemId,
    memo: { redemptionId: redemption.id, quantity: redemption.payload.quantity, taxValue: redemption.payload.taxValue },
  };
  return settled ? [reversal, settlement(found, 'redeemed', 'pending')] : [reversal];
}

/** Moves points between clearing accounts: no person's account is touched. */
function settlement(found: Found, from: 'pending' | 'redeemed', to: 'pending' | 'redeemed'): Command {
  const { redemption, moment, effectiveMs, loaded } = found;
  const { unit, itemId } = redemption.payload;
  const captured = loaded.entries.find(({ entry }) => entry.id === redemption.captureEntryId);
  const posted = captured?.entry.postings.find((posting) => posting.accountId === redemption.payload.accountId);
  const amount = -(posted?.amount ?? 0n);
  return {
    type: 'post',
    kind: 'post',
    entryId: moment.newId(),
    effectiveMs,
    recordedMs: moment.recordedMs,
    subject: itemId,
    legs: [
      { accountId: clearingAccountId(from, unit), unit, amount: -amount },
      { accountId: clearingAccountId(to, unit), unit, amount },
    ],
  };
}

function notice(redemption: Redemption, what: 'booking-requested' | 'booking-to-undo'): Notice {
  const { itemId, accountId, quantity, amount, unit } = redemption.payload;
  return {
    type: `meritkit.rewards.${what}.v1`,
    subject: redemption.id,
    data: { redemptionId: redemption.id, itemId, accountId, quantity, amount, unit },
  };
}
