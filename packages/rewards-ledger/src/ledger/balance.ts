import type { AccountState } from './account.ts';
import { hasEnded, heldByLot } from './lots.ts';

/** An account's balance as of a time, in minor units. */
export interface MinorBalance {
  /** Lots that are good at the time (and expired ones for what a hold keeps of them), less the debt. */
  readonly posted: bigint;
  readonly held: bigint;
  /** `posted - held`: what can be spent. */
  readonly available: bigint;
}

/**
 * The balance as of a time. Expired lots do not count, whether or not a sweep has moved them; holds that have timed
 * out do not bind, whether or not an entry has resolved them. A hold keeps its points past their expiry until it is
 * resolved or times out: at the same time, or at `holdsAtMs`.
 * @example
 * ```ts
 * import { balanceAt, emptyAccount } from '@meritkit/rewards-ledger';
 *
 * const lin = emptyAccount({ id: 'a1', kind: 'person', unit: 'points' });
 * const lots = [{ lot: 1, original: 300n, remaining: 300n, expiresMs: 1000 }];
 * balanceAt({ ...lin, lots }, 999).available; // 300n
 * balanceAt({ ...lin, lots }, 1000).available; // 0n
 * ```
 */
export function balanceAt(account: AccountState, atMs: number, holdsAtMs = atMs): MinorBalance {
  if (account.holds.length === 0) return balanceWithoutHolds(account, atMs);
  const held = heldByLot(account.holds, holdsAtMs);
  const { lots } = account;
  let posted = -account.debt;
  let reserved = 0n;
  for (let index = 0; index < lots.length; index += 1) {
    const lot = lots[index]!;
    const bound = held.get(lot.lot) ?? 0n;
    reserved += bound;
    posted += hasEnded(lot.expiresMs, atMs) ? bound : lot.remaining;
  }
  return { posted, held: reserved, available: posted - reserved };
}

/** The usual case: nothing to look up for each lot. */
function balanceWithoutHolds({ lots, debt }: AccountState, atMs: number): MinorBalance {
  let posted = -debt;
  for (let index = 0; index < lots.length; index += 1) {
    const lot = lots[index]!;
    if (!hasEnded(lot.expiresMs, atMs)) posted += lot.remaining;
  }
  return { posted, held: 0n, available: posted };
}

/**
 * What a sweep at a time would move out: expired and not held, by lot.
 * @example
 * ```ts
 * import { emptyAccount, expiredAt } from '@meritkit/rewards-ledger';
 *
 * const lin = emptyAccount({ id: 'a1', kind: 'person', unit: 'points' });
 * const lots = [{ lot: 1, original: 300n, remaining: 300n, expiresMs: 1000 }];
 * expiredAt({ ...lin, lots }, 1000).length; // 1
 * ```
 */
export function expiredAt(
  account: AccountState,
  atMs: number,
  holdsAtMs = atMs,
): readonly { readonly lot: number; readonly amount: bigint }[] {
  const held = heldByLot(account.holds, holdsAtMs);
  const expired: { readonly lot: number; readonly amount: bigint }[] = [];
  for (const lot of account.lots) {
    if (!hasEnded(lot.expiresMs, atMs)) break; // the lots are in the order of their expiry
    const amount = lot.remaining - (held.get(lot.lot) ?? 0n);
    if (amount > 0n) expired.push({ lot: lot.lot, amount });
  }
  return expired;
}
