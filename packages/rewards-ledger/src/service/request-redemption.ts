import { instantText } from '@meritkit/core/dates';
import { invalidInput, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import { type Approval, hashOfPayload } from '../approval/index.ts';
import type { HoldCommand, Leg, Reservation } from '../ledger/command.ts';
import type { CatalogueItem } from '../redemption/item.ts';
import type { Redemption, RedemptionPayload } from '../redemption/redemption.ts';
import { accountOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { unknownOwner } from './earn.ts';
import { execute } from './execute.ts';
import { refuseUnapprovedSpending } from './four-eyes.ts';
import type { Moment } from './operation.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readUnit, refuseEnded } from './read.ts';
import { itemIn, priceOf, stockLegs } from './redeem.ts';
import { type RedemptionAnswer, step, takePoints } from './redemption-steps.ts';
import { wordsOf } from './words.ts';

/** A wish to redeem an item of the catalogue. */
export type RequestRedemptionInput = AccountReference & {
  readonly key: string;
  readonly item: string;
  /** Pieces, days or hours: 1 unless given. */
  readonly quantity?: number;
  readonly unit?: string;
  readonly at?: string;
  /** When the request lapses by itself if nobody decides; without meaning where nobody has to. */
  readonly expires?: string;
  readonly reason?: string;
  /**
   * A second person's agreement, bound to `hashOfCall` of this input: for a team's or a budget's money and an item that
   * waits for nobody.
   */
  readonly approval?: Approval;
  /** Who asks: kept, because whoever approves must be somebody else. */
  readonly actor: Actor;
};

/**
 * Holds the points, and the pieces where the item counts its stock, and waits for approval. The price and tax value of this moment are what will be posted. An item
 * declared with `approval: 'none'` waits for nobody: its points are taken in the same commit, and a booking is asked for.
 */
export function requestRedemption(context: LedgerContext, input: RequestRedemptionInput): Promise<RedemptionAnswer> {
  const owner = readOwner(input);
  const itemId = readId(input.item, ['item']);
  const requestedBy = readId(input.actor?.id, ['actor', 'id']);
  const { onBehalfOf } = input.actor;
  const quantity = input.quantity ?? 1;
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw invalidInput('ledger/invalid-input', ['quantity'], 'a quantity is a whole number from 1');
  }
  const unit = input.unit ?? context.defaultUnit;
  return execute(context, {
    name: 'request-redemption',
    key: input.key,
    actor: input.actor,
    payload: [
      owner.kind,
      owner.id,
      itemId,
      quantity,
      input.unit,
      input.at,
      input.expires,
      input.reason,
      input.approval?.approvedBy,
      input.approval?.payloadHash,
    ],
    request: {
      owners: [
        { ...owner, unit },
        { kind: 'stock', id: itemId, unit: stockUnit(itemId) },
      ],
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
      const waits = item.approval === 'four-eyes';
      const spent = { unit, amount: waits ? 0n : price.amount };
      const unapproved = refuseUnapprovedSpending(context, { call: 'requestRedemption', input, owner, spent });
      if (unapproved !== null) return unapproved;
      const accountId = accountOf(loaded, { ...owner, unit });
      if (accountId === null) return unknownOwner(owner);
      const effectiveMs = readAt(input.at, moment.recordedMs);
      const expiresMs = readEnd(input.expires, ['expires']);
      const details = wordsOf(input);
      const amount = amountText({ amount: price.amount, scale: context.units[unit]!.scale });
      const redemption = openRedemption({
        item,
        itemVersion: loaded.documents.find((document) => document.type === 'item')!.version,
        holdId: moment.newId(),
        stockHoldId: waits && item.stocked ? moment.newId() : null,
        requestedBy,
        onBehalfOf,
        expiresMs: waits ? expiresMs : null,
        payload: { accountId, unit, amount, quantity, requestedAt: instantText(effectiveMs) },
      });
      const ended = waits ? refuseEnded(effectiveMs, expiresMs) : null;
      if (ended !== null) return ended;
      const stock = stockLegs(loaded, item.stocked ? itemId : null, quantity);
      if (!stock.ok) return stock;
      const pieces = waits ? piecesToKeep(redemption, stock.legs) : [];
      const hold = { ...holdOf(redemption, price.amount, moment, effectiveMs, waits ? expiresMs : null), also: pieces };
      const words = details === undefined ? {} : { details };
      if (waits) return step({ redemption, version: 1, ...words, commands: [hold] });
      const taken = takePoints({ redemption, legs: stock.legs, moment, effectiveMs });
      return step({ ...taken, version: 1, ...words, commands: [hold, taken.command] });
    },
  }) as Promise<RedemptionAnswer>;
}

/** A redemption as it is asked for, with the hash that an approval is bound to. */
function openRedemption(options: {
  readonly item: CatalogueItem;
  readonly itemVersion: number;
  readonly holdId: string;
  readonly stockHoldId: string | null;
  readonly requestedBy: string;
  readonly onBehalfOf: string | undefined;
  readonly expiresMs: number | null;
  readonly payload: Omit<RedemptionPayload, 'itemId' | 'itemVersion' | 'taxValue'>;
}): Redemption {
  const { item, itemVersion, holdId, stockHoldId, requestedBy, onBehalfOf, expiresMs } = options;
  const payload: RedemptionPayload = { itemId: item.id, itemVersion, taxValue: item.taxValue, ...options.payload };
  return {
    schemaVersion: 1,
    id: holdId,
    status: 'requested',
    payload,
    payloadHash: hashOfPayload(payload),
    booking: item.booking,
    stocked: item.stocked,
    approval: item.approval,
    requestedBy,
    ...(onBehalfOf === undefined ? {} : { requestedOnBehalfOf: onBehalfOf }),
    holdId,
    stockHoldId,
    captureEntryId: null,
    endEntryId: null,
    expires: expiresMs === null ? null : instantText(expiresMs),
    bookingReference: null,
  };
}

/** While somebody else decides, the pieces are promised to nobody else. */
function piecesToKeep({ stockHoldId }: Redemption, legs: readonly Leg[]): readonly Reservation[] {
  if (stockHoldId === null) return [];
  return legs
    .filter(({ amount }) => amount < 0n)
    .map(({ accountId, unit, amount }) => ({ holdId: stockHoldId, accountId, unit, amount: -amount }));
}

function holdOf(
  redemption: Redemption,
  amount: bigint,
  moment: Moment,
  effectiveMs: number,
  expiresMs: number | null,
): HoldCommand {
  const { holdId, payload } = redemption;
  return {
    type: 'hold',
    entryId: holdId,
    holdId,
    accountId: payload.accountId,
    unit: payload.unit,
    amount,
    effectiveMs,
    recordedMs: moment.recordedMs,
    expiresMs,
    subject: payload.itemId,
  };
}
