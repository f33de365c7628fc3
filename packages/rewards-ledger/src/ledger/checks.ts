import { instantText } from '@meritkit/core/dates';
import { reject } from '@meritkit/core/errors';
import { amountText, MAXIMUM_MINOR_UNITS, scaleOf } from '../amount/index.ts';
import { type AccountState, isDerivedAccount, isKnownDerived, issuerAccountId, unitOfDerived } from './account.ts';
import type { Refused } from './rejection.ts';
import { findAccount, type LedgerState } from './state.ts';

/** Minor units as text in a unit's decimals. */
export function textOf(state: LedgerState, unit: string, amount: bigint): string {
  return amountText({ amount, scale: scaleOf(state.units, unit) });
}

/** Refuses a unit the ledger does not keep, and an effective time in closed books. */
export function checkUnit(state: LedgerState, unit: string, effectiveMs: number): Refused | null {
  if (!Object.hasOwn(state.units, unit)) return reject('ledger/unknown-unit', { unit });
  const closedThrough = state.closedThroughMs[unit];
  if (closedThrough !== undefined && effectiveMs < closedThrough) {
    return reject('ledger/period-closed', { unit, closedThrough: instantText(closedThrough) });
  }
  return null;
}

const derived = { ok: true, account: null } as const;

/** The account of a leg in its unit; null for a derived one. */
export function readAccount(
  state: LedgerState,
  accountId: string,
  unit: string,
): { readonly ok: true; readonly account: AccountState | null } | Refused {
  if (accountId === issuerAccountId(unit)) return derived;
  if (isDerivedAccount(accountId)) {
    if (!isKnownDerived(accountId)) return reject('ledger/unknown-account', { account: accountId });
    const own = unitOfDerived(accountId);
    if (own !== unit) return reject('ledger/unit-mismatch', { account: accountId, unit, accountUnit: own });
    return derived;
  }
  const account = findAccount(state, accountId);
  if (account === undefined) return reject('ledger/unknown-account', { account: accountId });
  if (account.unit !== unit) {
    return reject('ledger/unit-mismatch', { account: accountId, unit, accountUnit: account.unit });
  }
  return { ok: true, account };
}

/** Refuses an amount that is not positive, or absurd. */
export function checkAmount(state: LedgerState, unit: string, amount: bigint): Refused | null {
  if (amount <= 0n) return reject('ledger/amount-not-positive', { amount: textOf(state, unit, amount) });
  if (amount > MAXIMUM_MINOR_UNITS) return tooLarge(state, unit, amount);
  return null;
}

/** The refusal of an absurd amount. */
export function tooLarge(state: LedgerState, unit: string, amount: bigint): Refused {
  return reject('ledger/amount-too-large', {
    amount: textOf(state, unit, amount),
    maximum: textOf(state, unit, MAXIMUM_MINOR_UNITS),
  });
}

const shortCode = {
  person: 'ledger/insufficient-points',
  team: 'ledger/insufficient-points',
  budget: 'ledger/budget-exhausted',
  stock: 'ledger/out-of-stock',
} as const;

/** The refusal when an account lacks what is needed, in the words of its kind. */
export function lacking(state: LedgerState, account: AccountState, available: bigint, needed: bigint): Refused {
  return reject(shortCode[account.kind], {
    available: textOf(state, account.unit, available),
    needed: textOf(state, account.unit, needed),
  });
}
