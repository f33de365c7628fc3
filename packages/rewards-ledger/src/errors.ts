/**
 * Every code this package returns as a rejection. Each has words in `messages.ts` and a page in docs/errors.
 */
export const rejectionCodes = [
  'ledger/account-is-derived',
  'ledger/already-ended',
  'ledger/already-reversed',
  'ledger/amount-not-positive',
  'ledger/amount-too-large',
  'ledger/approval-mismatch',
  'ledger/approval-required',
  'ledger/approver-is-beneficiary',
  'ledger/approver-is-requester',
  'ledger/backdated',
  'ledger/booking-required',
  'ledger/budget-exhausted',
  'ledger/cap-reached',
  'ledger/capture-exceeds-hold',
  'ledger/debt-limit',
  'ledger/entries-before-period',
  'ledger/group-too-small',
  'ledger/hold-exists',
  'ledger/hold-resolved',
  'ledger/insufficient-points',
  'ledger/item-unavailable',
  'ledger/key-conflict',
  'ledger/not-reversible',
  'ledger/out-of-stock',
  'ledger/period-closed',
  'ledger/period-not-over',
  'ledger/period-order',
  'ledger/points-held',
  'ledger/points-spent',
  'ledger/postdated',
  'ledger/prerequisite-missing',
  'ledger/price-changed',
  'ledger/redemption-state',
  'ledger/reversal-of-reversal',
  'ledger/rule-not-in-force',
  'ledger/switched-off',
  'ledger/too-precise',
  'ledger/unbalanced',
  'ledger/unit-mismatch',
  'ledger/unknown-account',
  'ledger/unknown-entry',
  'ledger/unknown-hold',
  'ledger/unknown-item',
  'ledger/unknown-period',
  'ledger/unknown-redemption',
  'ledger/unknown-rule',
  'ledger/unknown-unit',
] as const;

/** A code this package returns as a rejection. */
export type RejectionCode = (typeof rejectionCodes)[number];

/** Every code this package throws: broken input or a broken invariant. */
export const thrownCodes = [
  'ledger/invalid-input',
  'ledger/invariant',
  'ledger/not-an-amount',
  'ledger/scale-mismatch',
] as const;

/** Every code of this package; each has a page in docs/errors. */
export const errorCodes = [...rejectionCodes, ...thrownCodes] as const;
