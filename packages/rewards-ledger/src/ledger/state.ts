import type { Units } from '../amount/index.ts';
import type { AccountState } from './account.ts';
import type { Entry } from './entry.ts';

/** An entry that a command refers to, and what has taken it back. */
export interface EntryFate {
  readonly entry: Entry;
  readonly reversedBy: string | null;
}

/** What a decision is made on: the accounts, holds and entries a command touches, or a whole ledger. */
export interface LedgerState {
  readonly units: Units;
  /** Each id once. */
  readonly accounts: readonly AccountState[];
  /** Up to where a unit's books are closed (exclusive), in milliseconds. */
  readonly closedThroughMs: Readonly<Record<string, number>>;
  readonly entries: Readonly<Record<string, EntryFate>>;
  /** Holds that were resolved, by id: a hold resolves once. */
  readonly resolvedHolds: Readonly<Record<string, true>>;
}

/**
 * A ledger on which nothing has happened.
 * @example
 * ```ts
 * import { emptyState } from '@meritkit/rewards-ledger';
 *
 * emptyState({ units: { points: { scale: 0 } } }).accounts; // []
 * ```
 */
export function emptyState(options: { readonly units: Units }): LedgerState {
  return { units: options.units, accounts: [], closedThroughMs: {}, entries: {}, resolvedHolds: {} };
}

/**
 * An account of a state by its id. A decision's state holds the few accounts that its command touches.
 * @example
 * ```ts
 * import { emptyState, findAccount } from '@meritkit/rewards-ledger';
 *
 * findAccount(emptyState({ units: { points: { scale: 0 } } }), 'a1'); // undefined
 * ```
 */
export function findAccount(state: LedgerState, accountId: string): AccountState | undefined {
  for (const account of state.accounts) if (account.id === accountId) return account;
  return undefined;
}
