/** Codes of thrown errors: input that cannot be used. */
export const errorCodes = [
  'planner/invalid-input',
  'planner/invalid-number',
  'planner/empty-period',
  'planner/duplicate-id',
  'planner/unknown-person',
  'planner/unknown-calendar',
  'planner/unknown-predecessor',
  'planner/precedence-cycle',
  'planner/overlapping-absences',
  'planner/allocation-rate',
  'planner/effort-mismatch',
  'planner/worker-failed',
] as const;

/** Codes of expected refusals: returned, never thrown. */
export const rejectionCodes = [
  'planner/not-enough-hours',
  'planner/nobody-has-skill',
  'planner/no-capacity',
  'planner/deadline-passed',
  'planner/order-too-long',
  'planner/undecided',
  'planner/search-stopped',
  'planner/waits-for-unplaced',
  'planner/no-working-hours',
  'planner/beyond-horizon',
  'planner/too-little-history',
  'planner/no-estimate',
  'planner/not-an-estimate',
  'planner/not-a-deadline',
  'planner/imported-twice',
  'planner/blocked-by-unplannable',
  'planner/remedy-needs-people',
  'planner/remedy-outdated',
] as const;

/** A code of a thrown error. */
export type ErrorCode = (typeof errorCodes)[number];
/** A code of a returned refusal. */
export type RejectionCode = (typeof rejectionCodes)[number];
