import { instantText } from '@meritkit/core/dates';
import { invalidInput, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import { hashOfPayload } from '../approval/index.ts';
import type { Redemption, RedemptionPayload } from '../redemption/redemption.ts';
import { accountOf, detailsOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { execute } from './execute.ts';
import { type AccountReference, readAt, readEnd, readId, readOwner, readText, readUnit } from './read.ts';
import { itemIn, priceOf } from './redeem.ts';
import { type RedemptionAnswer, step } from './redemption-steps.ts';

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
    actor: input.actor,
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
