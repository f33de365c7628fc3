import { type Outcome, reject } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import type { Approval } from '../approval/index.ts';
import { clearingAccountId } from '../ledger/account.ts';
import type { Leg } from '../ledger/command.ts';
import type { Loaded } from '../ports.ts';
import { type CatalogueItem, itemOfBody } from '../redemption/item.ts';
import { parseTaxValue } from '../schemas.ts';
import { accountOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { unknownOwner } from './earn.ts';
import { executeEntry } from './execute.ts';
import { refuseUnapprovedSpending } from './four-eyes.ts';
import type { Posted, Refusal } from './operation.ts';
import { planPosting } from './posting.ts';
import { type AccountReference, readAt, readId, readOwner, readUnit, readUnitAmount } from './read.ts';
import { wordsOf } from './words.ts';

/** Points for something, at once. Items that need an approval or a booking go through `requestRedemption`. */
export type RedeemInput = AccountReference & {
  readonly key: string;
  /** An item of the catalogue, or the host's own word for what it gives. */
  readonly item: string;
  /** Decimal text; the catalogue's price unless given. Given for a catalogue item, it must be its price. */
  readonly amount?: string;
  readonly unit?: string;
  readonly at?: string;
  readonly reason?: string;
  /** What it is worth for payroll, for an item outside the catalogue. */
  readonly taxValue?: { readonly amount: string; readonly currency: string };
  /** A second person's agreement, bound to `hashOfCall` of this input: for a team's or a budget's money. */
  readonly approval?: Approval;
  readonly actor?: Actor;
};

/** Redeems points. */
export function redeem(context: LedgerContext, input: RedeemInput): Promise<Outcome<Posted>> {
  const owner = readOwner(input);
  const itemId = readId(input.item, ['item']);
  const unit = input.unit ?? context.defaultUnit;
  return executeEntry(context, {
    name: 'redeem',
    key: input.key,
    actor: input.actor,
    payload: [
      owner.kind,
      owner.id,
      itemId,
      input.amount,
      input.unit,
      input.at,
      input.reason,
      input.taxValue?.amount,
      input.taxValue?.currency,
      input.approval?.approvedBy,
      input.approval?.payloadHash,
    ],
    request: {
      owners: [
        { kind: owner.kind, id: owner.id, unit },
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
      const notAtOnce = refuseAtOnce(context, item, itemId);
      if (notAtOnce !== null) return notAtOnce;
      const priced = priceOf(context, item, itemId, unit, input.amount, 1);
      if (!priced.ok) return priced;
      const spent = { unit, amount: priced.amount };
      const unapproved = refuseUnapprovedSpending(context, { call: 'redeem', input, owner, spent });
      if (unapproved !== null) return unapproved;
      const accountId = accountOf(loaded, { kind: owner.kind, id: owner.id, unit });
      if (accountId === null) return unknownOwner(owner);
      const stock = stockLegs(loaded, item?.stocked === true ? itemId : null, 1);
      if (!stock.ok) return stock;
      const details = wordsOf(input);
      const redeemed = clearingAccountId('redeemed', unit);
      return planPosting({
        moment,
        kind: 'redeem',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: itemId,
        memo: memoOf(item, 1, input.taxValue === undefined ? undefined : parseTaxValue(input.taxValue)),
        legs: [
          { accountId, unit, amount: -priced.amount, expiresMs: null },
          { accountId: redeemed, unit, amount: priced.amount, expiresMs: null },
          ...stock.legs,
        ],
        details,
      });
    },
  });
}

/** The refusal of an item that is not given at once: one with a step to come first, or one that the catalogue has to have. */
export function refuseAtOnce(context: LedgerContext, item: CatalogueItem | null, itemId: string): Refusal | null {
  if (item === null) return context.catalogueOnly ? reject('ledger/unknown-item', { item: itemId }) : null;
  if (item.approval !== 'none') return reject('ledger/approval-required', { what: itemId });
  return item.booking ? reject('ledger/booking-required', { item: itemId }) : null;
}

/** A catalogue item as loaded; null when the catalogue does not have it. */
export function itemIn(loaded: Loaded, itemId: string): CatalogueItem | null {
  const document = loaded.documents.find((candidate) => candidate.type === 'item' && candidate.id === itemId);
  return document === undefined ? null : itemOfBody(document.body);
}

/** What a redemption costs, in minor units. */
export function priceOf(
  context: LedgerContext,
  item: CatalogueItem | null,
  itemId: string,
  unit: string,
  given: string | undefined,
  quantity: number,
): { readonly ok: true; readonly amount: bigint } | Refusal {
  const { scale } = context.units[unit]!;
  if (item === null) {
    if (given === undefined) return reject('ledger/unknown-item', { item: itemId });
    return readUnitAmount({ text: given, scale });
  }
  if (!item.active) return reject('ledger/item-unavailable', { item: itemId });
  if (item.unit !== unit) return reject('ledger/unit-mismatch', { account: itemId, unit, accountUnit: item.unit });
  const price = readUnitAmount({ text: item.price, scale });
  if (!price.ok) return price;
  const amount = price.amount * BigInt(quantity);
  if (given !== undefined) {
    const asked = readUnitAmount({ text: given, scale });
    if (!asked.ok) return asked;
    if (asked.amount !== amount) return reject('ledger/price-changed', { item: itemId, given, price: item.price });
  }
  return { ok: true, amount };
}

/** The legs by which pieces of an item leave its stock; none where no stocked item is named. */
export function stockLegs(
  loaded: Loaded,
  stockedItemId: string | null,
  quantity: number,
): { readonly ok: true; readonly legs: readonly Leg[] } | Refusal {
  if (stockedItemId === null) return { ok: true, legs: [] };
  const unit = stockUnit(stockedItemId);
  const accountId = accountOf(loaded, { kind: 'stock', id: stockedItemId, unit });
  const pieces = BigInt(quantity);
  if (accountId === null) return reject('ledger/out-of-stock', { available: '0', needed: String(quantity) });
  return {
    ok: true,
    legs: [
      { accountId, unit, amount: -pieces },
      { accountId: clearingAccountId('redeemed', unit), unit, amount: pieces },
    ],
  };
}

/** What the journal keeps of a redemption for payroll: the item and its tax value at that moment. */
export function memoOf(
  item: CatalogueItem | null,
  quantity: number,
  taxValue: { readonly amount: string; readonly currency: string } | undefined,
): JsonObject {
  const value = item?.taxValue ?? taxValue ?? null;
  return {
    quantity,
    ...(item === null ? {} : { kind: item.kind }),
    taxValue: value === null ? null : { amount: value.amount, currency: value.currency },
  };
}
