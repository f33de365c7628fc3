import type { Rejection } from '@meritkit/core/errors';

/** Every refusal of the decider. Amounts are decimal text of the account's unit. */
export type LedgerRejection =
  | Rejection<'ledger/unknown-unit', { readonly unit: string }>
  | Rejection<'ledger/unknown-account', { readonly account: string }>
  | Rejection<'ledger/unit-mismatch', { readonly account: string; readonly unit: string; readonly accountUnit: string }>
  | Rejection<'ledger/unbalanced', { readonly unit: string; readonly difference: string }>
  | Rejection<'ledger/amount-not-positive', { readonly amount: string }>
  | Rejection<'ledger/amount-too-large', { readonly amount: string; readonly maximum: string }>
  | Rejection<'ledger/already-ended', { readonly effective: string; readonly expires: string }>
  | Rejection<'ledger/insufficient-points', { readonly available: string; readonly needed: string }>
  | Rejection<'ledger/budget-exhausted', { readonly available: string; readonly needed: string }>
  | Rejection<'ledger/out-of-stock', { readonly available: string; readonly needed: string }>
  | Rejection<'ledger/cap-reached', { readonly counter: string; readonly remaining: string; readonly needed: string }>
  | Rejection<'ledger/period-closed', { readonly unit: string; readonly closedThrough: string }>
  | Rejection<'ledger/unknown-hold', { readonly holdId: string }>
  | Rejection<'ledger/hold-exists', { readonly holdId: string }>
  | Rejection<'ledger/hold-resolved', { readonly holdId: string }>
  | Rejection<'ledger/capture-exceeds-hold', { readonly held: string; readonly requested: string }>
  | Rejection<'ledger/unknown-entry', { readonly entryId: string }>
  | Rejection<'ledger/already-reversed', { readonly entryId: string; readonly reversedBy: string }>
  | Rejection<'ledger/reversal-of-reversal', { readonly entryId: string }>
  | Rejection<'ledger/not-reversible', { readonly entryId: string; readonly kind: string }>
  | Rejection<'ledger/points-spent', { readonly missing: string }>
  | Rejection<'ledger/points-held', { readonly held: string; readonly holdIds: readonly string[] }>
  | Rejection<'ledger/debt-limit', { readonly debt: string; readonly limit: string }>
  | Rejection<'ledger/account-is-derived', { readonly account: string }>;

/** A refusal as the decider returns it. */
export type Refused = { readonly ok: false; readonly rejection: LedgerRejection };
