/** Codes of the errors that broken input throws; each has words in the catalogue and a page in docs/errors. */
export const errorCodes = [
  'performance/invalid-scorecard',
  'performance/invalid-weight',
  'performance/cyclic-scorecard',
  'performance/duplicate-id',
  'performance/unknown-metric',
  'performance/duplicate-evidence',
  'performance/invalid-evidence',
  'performance/not-finite',
  'performance/target-equals-start',
  'performance/invalid-normaliser',
  'performance/direction-mismatch',
  'performance/invalid-guard',
  'performance/invalid-bonus',
  'performance/invalid-effect',
  'performance/invalid-simulation',
  'performance/invalid-ratings',
  'performance/not-positive-definite',
  'performance/rating-out-of-scale',
  'performance/self-as-peer',
  'performance/duplicate-rating',
  'performance/unknown-group',
  'performance/invalid-objective',
  'performance/unknown-objective',
  'performance/cyclic-alignment',
  'performance/invalid-history',
  'performance/invalid-rule',
  'performance/rule-tightens',
  'performance/invalid-calibration',
  'performance/invalid-decision-policy',
  'performance/invalid-fairness',
  'performance/runs-backwards',
  'performance/invalid-milestone',
  'performance/unknown-template',
  'performance/batch-length',
] as const;

/** A code of an error this package throws. */
export type ErrorCode = (typeof errorCodes)[number];

/** Codes of the refusals this package returns. */
export const rejectionCodes = [
  'performance/insufficient-coverage',
  'performance/overtime-as-merit',
  'performance/missing-without-reason',
  'performance/bonus-not-declared',
  'performance/value-without-evidence',
  'performance/self-confirmation',
  'performance/already-confirmed',
  'performance/too-few-ratings',
  'performance/no-variation',
  'performance/too-few-raters',
  'performance/retroactive-target',
  'performance/nothing-to-calibrate',
  'performance/single-result',
  'performance/single-metric',
] as const;

/** A code of a refusal this package returns. */
export type RejectionCode = (typeof rejectionCodes)[number];
