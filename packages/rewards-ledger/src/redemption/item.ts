import type { JsonObject } from '@meritkit/core/json';
import type { LocalizedText } from '@meritkit/core/locale';
import { readStored } from '../stored/upcast.ts';

/** Every kind of item there is. */
export const itemKinds = ['leave', 'course', 'goods', 'team-fund', 'other'] as const;

/** What points can be redeemed for. */
export type ItemKind = (typeof itemKinds)[number];

/** An item of the redemption catalogue. */
export interface CatalogueItem {
  readonly id: string;
  readonly title: LocalizedText;
  readonly kind: ItemKind;
  readonly unit: string;
  /** Decimal text in the unit. */
  readonly price: string;
  /** `four-eyes`: a second person approves each redemption; `none`: asking for it takes the points. */
  readonly approval: 'none' | 'four-eyes';
  /** True: pieces are counted in a stock account and cannot be oversold. */
  readonly stocked: boolean;
  /** True: the host's own system (leave, courses) must confirm a booking. */
  readonly booking: boolean;
  /** What one piece is worth for payroll, at redemption; null when it is not taxed. */
  readonly taxValue: { readonly amount: string; readonly currency: string } | null;
  readonly active: boolean;
}

/** A stored item: the catalogue's text as its document's body. */
export function itemBody(item: CatalogueItem): JsonObject {
  return { schemaVersion: 1, ...item } as unknown as JsonObject;
}

/** An item from its document's body. */
export function itemOfBody(body: JsonObject): CatalogueItem {
  const { schemaVersion: _, ...item } = readStored('item', body);
  return item as unknown as CatalogueItem;
}
