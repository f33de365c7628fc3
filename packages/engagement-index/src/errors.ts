/**
 * Every code this package returns as a rejection. Each has words in `messages.ts` and a page in docs/errors.
 */
export const rejectionCodes = [
  'engagement/activity-finished',
  'engagement/activity-full',
  'engagement/activity-not-over',
  'engagement/already-answered',
  'engagement/already-enrolled',
  'engagement/already-there',
  'engagement/budget-exceeded',
  'engagement/enrolment-closed',
  'engagement/group-too-small',
  'engagement/invited-below-answered',
  'engagement/issue-closed',
  'engagement/issue-without-owner',
  'engagement/nobody-shortlisted',
  'engagement/noise-too-large',
  'engagement/not-enrolled',
  'engagement/not-found',
  'engagement/not-on-shortlist',
  'engagement/not-own-act',
  'engagement/not-signed-up',
  'engagement/not-the-asker',
  'engagement/outside-audience',
  'engagement/own-review',
  'engagement/own-team',
  'engagement/own-vote',
  'engagement/policy-immutable',
  'engagement/prerequisite-missing',
  'engagement/survey-not-open',
  'engagement/team-size',
  'engagement/too-few-authors',
  'engagement/unknown-token',
  'engagement/voting-closed',
  'engagement/wave-superseded',
  'engagement/would-isolate',
] as const;

/** Every code this package throws. */
export const thrownCodes = [
  'engagement/answer-out-of-scale',
  'engagement/broken-audit',
  'engagement/broken-budget',
  'engagement/broken-log',
  'engagement/broken-preview',
  'engagement/broken-scale',
  'engagement/broken-tokens',
  'engagement/comment-too-long',
  'engagement/duplicate-respondent',
  'engagement/duplicate-view',
  'engagement/empty-roster',
  'engagement/impossible-count',
  'engagement/invalid-activity',
  'engagement/invalid-definition',
  'engagement/invited-roster-needed',
  'engagement/mixed-person',
  'engagement/no-comparison',
  'engagement/no-options',
  'engagement/purpose-missing',
  'engagement/reserved-attribute',
  'engagement/threshold-changed',
  'engagement/threshold-too-low',
  'engagement/too-few-rows',
  'engagement/too-many-predictors',
  'engagement/unknown-attribute',
  'engagement/unknown-item',
  'engagement/unknown-margin',
  'engagement/unknown-respondent',
  'engagement/voice-punished',
] as const;

/** All codes of this package. */
export const errorCodes = [...rejectionCodes, ...thrownCodes] as const;

/** A code of this package. */
export type EngagementCode = (typeof errorCodes)[number];
