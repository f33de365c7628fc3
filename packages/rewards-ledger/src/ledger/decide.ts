import type { Command } from './command.ts';
import type { Entry } from './entry.ts';
import { expireLots } from './expire.ts';
import { captureHold, placeHold, releaseHold } from './hold.ts';
import { postLegs } from './post.ts';
import type { Refused } from './rejection.ts';
import { reverseEntry } from './reverse.ts';
import type { LedgerState } from './state.ts';

/** The entries that a command leads to (none when there is nothing to do), or a refusal that changes nothing. */
export type Decision = { readonly ok: true; readonly entries: readonly Entry[] } | Refused;

/**
 * Decides a command on a state: pure, deterministic, and blind to clocks. `evolve` applies what it returns.
 *
 * @throws InvariantError `ledger/invariant` when the state itself is broken
 * @example
 * ```ts
 * import { decide, emptyAccount, emptyState, evolve } from '@meritkit/rewards-ledger';
 *
 * const empty = emptyState({ units: { points: { scale: 0 } } });
 * const state = { ...empty, accounts: [emptyAccount({ id: 'a1', kind: 'person', unit: 'points' })] };
 * const decision = decide(state, {
 *   type: 'post', kind: 'earn', entryId: 'e1', effectiveMs: 0, recordedMs: 0,
 *   legs: [{ accountId: 'issuer:points', unit: 'points', amount: -300n }, { accountId: 'a1', unit: 'points', amount: 300n }],
 * });
 * decision.ok ? evolve(state, decision.entries[0]!).accounts[0]?.version : 0; // 1
 * ```
 */
export function decide(state: LedgerState, command: Command): Decision {
  switch (command.type) {
    case 'post':
      return postLegs(state, command);
    case 'hold':
      return placeHold(state, command);
    case 'capture':
      return captureHold(state, command);
    case 'release':
      return releaseHold(state, command);
    case 'expire':
      return expireLots(state, command);
    case 'reverse':
      return reverseEntry(state, command);
  }
}
