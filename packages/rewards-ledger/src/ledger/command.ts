import type { JsonObject } from '@meritkit/core/json';
import type { EntryKind } from './entry.ts';

/** What every command carries. Times in milliseconds since 1970 (UTC). */
export interface CommandBase {
  readonly entryId: string;
  readonly effectiveMs: number;
  readonly recordedMs: number;
  readonly subject?: string | null;
  readonly memo?: JsonObject | null;
}

/** One account's share of a posting, signed minor units. */
export interface Leg {
  readonly accountId: string;
  readonly unit: string;
  readonly amount: bigint;
  /**
   * Of a credit: when the new lot ends; null never; `inherit`: as the lots that the entry's debits in this unit
   * consume, so that passing points on does not lengthen their life.
   */
  readonly expiresMs?: number | null | 'inherit';
}

/** What a posting uses of a cap: refused when `used + amount` would exceed `maximum`. */
export interface CounterUse {
  readonly accountId: string;
  readonly counter: string;
  readonly amount: bigint;
  readonly maximum: bigint;
}

/** A balanced posting. */
export interface PostCommand extends CommandBase {
  readonly type: 'post';
  readonly kind: Extract<EntryKind, 'earn' | 'transfer' | 'redeem' | 'fund' | 'post'>;
  readonly legs: readonly Leg[];
  readonly counters?: readonly CounterUse[];
}

/** What a hold reserves of one account. */
export interface Reservation {
  readonly holdId: string;
  readonly accountId: string;
  readonly unit: string;
  readonly amount: bigint;
}

/** Reserves points on the lots that end soonest. */
export interface HoldCommand extends CommandBase, Reservation {
  readonly type: 'hold';
  readonly expiresMs: number | null;
  /** More holds of the same entry and end: the pieces of an item beside the points that pay for them. */
  readonly also?: readonly Reservation[];
}

/** A hold by its id, on its account. */
export interface HoldReference {
  readonly holdId: string;
  readonly accountId: string;
}

/** Takes what a hold reserves, in whole or in part; the rest is released with it. */
export interface CaptureCommand extends CommandBase, HoldReference {
  readonly type: 'capture';
  /** Minor units; null: all of it. */
  readonly amount: bigint | null;
  /** The derived or owned account that receives it. */
  readonly toAccountId: string;
  /** Holds that are given back in the same entry, before its other legs are posted: the pieces that were kept for it. */
  readonly releases?: readonly HoldReference[];
  /** More legs of the same entry, balanced among themselves: an item leaving its stock. */
  readonly legs?: readonly Leg[];
}

/** Gives back what a hold reserves. */
export interface ReleaseCommand extends CommandBase, HoldReference {
  readonly type: 'release';
  /** More holds of the same entry. */
  readonly also?: readonly HoldReference[];
}

/** Moves what has expired at `effectiveMs` out of the account. Balances do not depend on it. */
export interface ExpireCommand extends CommandBase {
  readonly type: 'expire';
  readonly accountId: string;
}

/** What happens when points to take back were already spent. */
export type ShortfallPolicy =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'waive' }
  /** Takes from the person's other lots, then records a debt up to the limit of its unit, in minor units; none where there is none. */
  | { readonly kind: 'debt'; readonly limits: Readonly<Record<string, bigint>> };

/** Takes an entry back, once. */
export interface ReverseCommand extends CommandBase {
  readonly type: 'reverse';
  readonly kind: 'reverse' | 'clawback';
  readonly reversesEntryId: string;
  readonly shortfall: ShortfallPolicy;
}

/** Everything the ledger can be asked to do. */
export type Command = PostCommand | HoldCommand | CaptureCommand | ReleaseCommand | ExpireCommand | ReverseCommand;
