import type { JsonObject } from '@meritkit/core/json';

/** Every kind of entry there is. */
export const entryKinds = [
  'earn',
  'transfer',
  'redeem',
  'fund',
  'hold',
  'capture',
  'release',
  'expire',
  'reverse',
  'clawback',
  'post',
] as const;

/** What happened. `post` is a host's own balanced entry. */
export type EntryKind = (typeof entryKinds)[number];

/** One account's change in one unit; an entry's postings sum to zero per unit. */
export interface Posting {
  readonly accountId: string;
  readonly unit: string;
  /** Minor units, signed. */
  readonly amount: bigint;
}

/** What an entry does to one lot. It carries the lot's own data, so that a refund can reopen a lot that was used up. */
export interface LotLine {
  readonly accountId: string;
  readonly lot: number;
  /** Minor units, signed: a change of what remains. */
  readonly amount: bigint;
  readonly original: bigint;
  readonly expiresMs: number | null;
  readonly opens: boolean;
}

/** A change of an account's debt, in minor units, signed. */
export interface DebtLine {
  readonly accountId: string;
  readonly amount: bigint;
}

/** A hold placed or resolved. A hold resolves once. */
export interface HoldLine {
  readonly accountId: string;
  readonly holdId: string;
  readonly action: 'place' | 'capture' | 'release' | 'time-out';
  readonly parts: readonly { readonly lot: number; readonly amount: bigint }[];
  readonly expiresMs: number | null;
}

/** What an entry uses of a cap, in minor units, signed. */
export interface CounterLine {
  readonly accountId: string;
  readonly counter: string;
  readonly amount: bigint;
}

/** The version an account has after the entry. */
export interface AccountVersion {
  readonly accountId: string;
  readonly version: number;
}

/**
 * One entry of the journal. It is never changed. It names accounts by their random ids only: who owns them, the
 * reason and the approver lie in rows that can be erased.
 */
export interface Entry {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly kind: EntryKind;
  /** When it counts for the host's reports, in milliseconds since 1970 (UTC). */
  readonly effectiveMs: number;
  /** When it was recorded. */
  readonly recordedMs: number;
  readonly postings: readonly Posting[];
  readonly lots: readonly LotLine[];
  readonly debts: readonly DebtLine[];
  readonly holds: readonly HoldLine[];
  readonly counters: readonly CounterLine[];
  readonly versions: readonly AccountVersion[];
  /** The entry that this one takes back. */
  readonly reverses: string | null;
  /** What it is about: an item, a rule with its version, a redemption. No person. */
  readonly subject: string | null;
  /** Facts that belong to the entry for ever, such as an item's version and its tax value. No person. */
  readonly memo: JsonObject | null;
}

/** An entry as the store keeps it: with its place in the tenant's journal. */
export interface StoredEntry {
  /** Rises with every entry of a tenant, without promise of being contiguous. */
  readonly position: number;
  readonly entry: Entry;
}

const nothing: readonly never[] = Object.freeze([]);

/** The empty list that entries share. */
export const none: readonly never[] = nothing;
