/**
 * Accounts that own points and carry a version: of a person, a team's fund, a budget, the stock of a catalogue item.
 * Issuer and clearing accounts are derived from the entries and have no state, so that issuing takes no lock.
 */
export type AccountKind = 'person' | 'team' | 'budget' | 'stock';

/** Whose account: the host's own id of the person, team, budget or item. Kept apart from the entries, and erasable. */
export interface AccountOwner {
  readonly kind: AccountKind;
  readonly id: string;
}

/** A grant that is not used up. A lot is named by its account and its number there, counted in commit order from 1. */
export interface Lot {
  readonly lot: number;
  /** Minor units. */
  readonly original: bigint;
  /** Minor units: `0 <= remaining <= original`. */
  readonly remaining: bigint;
  /** The first millisecond at which the lot no longer counts; null: never. */
  readonly expiresMs: number | null;
}

/** A part of a lot that a hold reserves. */
export interface HeldPart {
  readonly lot: number;
  readonly amount: bigint;
}

/** Points reserved on specific lots until captured, released or timed out. */
export interface Hold {
  readonly id: string;
  readonly parts: readonly HeldPart[];
  /** The first millisecond at which the hold no longer binds; null: until resolved. */
  readonly expiresMs: number | null;
}

/** Everything a decision about one account needs. Amounts in minor units, as bigint. Frozen where it is made. */
export interface AccountState {
  readonly id: string;
  readonly kind: AccountKind;
  readonly unit: string;
  /** Number of entries that touched the account; contiguous. */
  readonly version: number;
  /** Sum of the account's postings: the sum of its lots less its debt. */
  readonly posted: bigint;
  /** What a clawback could not take; later grants repay it first. */
  readonly debt: bigint;
  /** How many lots were ever opened: the last lot's number. */
  readonly lotsOpened: number;
  /** Lots with something left, soonest expiry first, then by number. */
  readonly lots: readonly Lot[];
  /** Holds not resolved by an entry yet. */
  readonly holds: readonly Hold[];
  /** What was used of each cap, by `rule/cap/period`. */
  readonly counters: Readonly<Record<string, bigint>>;
}

const nothing: readonly never[] = Object.freeze([]);
const noCounters: Readonly<Record<string, bigint>> = Object.freeze({});

/**
 * An account on which nothing has happened.
 * @example
 * ```ts
 * import { emptyAccount } from '@meritkit/rewards-ledger';
 *
 * emptyAccount({ id: 'a1', kind: 'person', unit: 'points' }).version; // 0
 * ```
 */
export function emptyAccount(options: {
  readonly id: string;
  readonly kind: AccountKind;
  readonly unit: string;
}): AccountState {
  return Object.freeze({
    id: options.id,
    kind: options.kind,
    unit: options.unit,
    version: 0,
    posted: 0n,
    debt: 0n,
    lotsOpened: 0,
    lots: nothing,
    holds: nothing,
    counters: noCounters,
  });
}

const clearingPurposes = ['redeemed', 'expired', 'waived', 'pending'] as const;

/** What the derived accounts of a unit stand for. */
export type ClearingPurpose = (typeof clearingPurposes)[number];

/**
 * The account a unit's points come from. Derived: no version, no cached balance, no lock.
 * @example
 * ```ts
 * import { issuerAccountId } from '@meritkit/rewards-ledger';
 *
 * issuerAccountId('points'); // 'issuer:points'
 * ```
 */
export function issuerAccountId(unit: string): string {
  if (issuer.unit !== unit) issuer = { unit, id: `issuer:${unit}` };
  return issuer.id;
}

/** The last one asked for: entries in a row share its text. */
let issuer = { unit: '', id: 'issuer:' };

/**
 * A derived account that points go to.
 * @example
 * ```ts
 * import { clearingAccountId } from '@meritkit/rewards-ledger';
 *
 * clearingAccountId('redeemed', 'points'); // 'clearing:redeemed:points'
 * ```
 */
export function clearingAccountId(purpose: ClearingPurpose, unit: string): string {
  if (clearing.purpose !== purpose || clearing.unit !== unit) {
    clearing = { purpose, unit, id: `clearing:${purpose}:${unit}` };
  }
  return clearing.id;
}

let clearing = { purpose: '', unit: '', id: '' };

/**
 * True for issuer and clearing accounts.
 * @example
 * ```ts
 * import { isDerivedAccount } from '@meritkit/rewards-ledger';
 *
 * isDerivedAccount('issuer:points'); // true
 * ```
 */
export function isDerivedAccount(accountId: string): boolean {
  return accountId.startsWith('issuer:') || accountId.startsWith('clearing:');
}

/** Whether an id names one of the derived accounts that there are, rather than something that looks like one. */
export function isKnownDerived(accountId: string): boolean {
  for (const beginning of derivedBeginnings) if (accountId.startsWith(beginning)) return true;
  return false;
}

const derivedBeginnings: readonly string[] = ['issuer:', ...clearingPurposes.map((purpose) => `clearing:${purpose}:`)];

/** The unit of a derived account, from its id. */
export function unitOfDerived(accountId: string): string {
  const first = accountId.indexOf(':');
  return accountId.slice((accountId.startsWith('issuer:') ? first : accountId.indexOf(':', first + 1)) + 1);
}
