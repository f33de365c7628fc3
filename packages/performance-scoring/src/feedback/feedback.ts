import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { Statistic } from '../agreement/statistic.ts';
import { withinGroupAgreement } from '../agreement/within-group.ts';
import { checkPolicy, checkRatings } from './check.ts';
import { type LeniencyModel, modelLeniency } from './leniency.ts';
import type { FeedbackPolicy, RaterGroup, Rating } from './schema.ts';

/** What one rater group says about a person. */
export interface GroupResult {
  readonly groupId: string;
  readonly raters: number;
  /** `suppressed`: fewer raters than the group's minimum, so nothing of it is shown or counted. */
  readonly status: 'known' | 'suppressed' | 'absent';
  readonly mean: number | null;
  /** r_wg of the group; of an anonymous one only from twice its minimum on. */
  readonly agreement?: Statistic;
}

/** A person's feedback: a score from the groups that may be shown. */
export type PersonFeedback = Outcome<
  {
    readonly personId: string;
    readonly value: number;
    readonly coverage: number;
    readonly groups: readonly GroupResult[];
    readonly explanation: Explanation;
  },
  Rejection<'performance/too-few-raters', { readonly personId: string; readonly groups: readonly GroupResult[] }>
>;

/** Feedback on everybody who was rated, and the leniency that was taken out. */
export interface FeedbackSummary {
  readonly people: readonly PersonFeedback[];
  /** Only where the policy corrects leniency: for those who look after the process, not for raters' colleagues. */
  readonly leniency?: LeniencyModel;
}

/**
 * 360 degree feedback: group means by rater group, weighted; groups that are absent or below their minimum leave and
 * the others share their weight. With `correctLeniency` every rating is first freed from its rater's leniency, as far as
 * the crossed random-effects model believes in it (shrunk: a rater seen once is hardly corrected).
 *
 * @throws InvalidInputError `performance/rating-out-of-scale`, `performance/self-as-peer` for a rating of oneself outside
 * the self group (or of another inside it), `performance/duplicate-rating`, `performance/unknown-group`;
 * `performance/invalid-feedback-policy` for a scale that does not ascend, a group twice, a weight that is not above zero
 * @example
 * ```ts
 * import { summariseFeedback } from '@meritkit/performance-scoring';
 *
 * const summary = summariseFeedback({
 *   policy: { scale: { minimum: 1, maximum: 5 }, groups: [
 *     { id: 'manager', weight: 1, minimumRaters: 1, anonymous: false },
 *     { id: 'peer', weight: 1, minimumRaters: 3, anonymous: true },
 *   ] },
 *   ratings: [
 *     { ratee: 'lin', rater: 'zhou', group: 'manager', value: 4 },
 *     { ratee: 'lin', rater: 'wu', group: 'peer', value: 2 },
 *   ],
 * });
 * const lin = summary.people[0];
 * lin?.ok && [lin.value, lin.coverage]; // [4, 0.5]
 * ```
 */
export function summariseFeedback(options: {
  readonly ratings: readonly Rating[];
  readonly policy: FeedbackPolicy;
}): FeedbackSummary {
  const { ratings, policy } = options;
  checkPolicy(policy);
  checkRatings(ratings, policy);
  const leniency = policy.correctLeniency === true ? modelLeniency({ ratings }) : undefined;
  const correction = new Map(leniency?.raters.map((rater) => [rater.raterId, rater.leniency]));
  const byPerson = new Map<string, Rating[]>();
  for (const rating of ratings) byPerson.set(rating.ratee, [...(byPerson.get(rating.ratee) ?? []), rating]);
  const people = [...byPerson].map(([personId, own]) => feedbackOn(personId, own, policy, correction));
  return leniency === undefined ? { people } : { people, leniency };
}

function feedbackOn(
  personId: string,
  ratings: readonly Rating[],
  policy: FeedbackPolicy,
  correction: ReadonlyMap<string, number>,
): PersonFeedback {
  const parts = policy.groups.map((group) =>
    groupTerm(
      group,
      ratings.filter((rating) => rating.group === group.id),
      policy,
      correction,
    ),
  );
  const groups = parts.map((part) => part.result);
  const known = parts.filter((part) => part.term.value !== null);
  if (known.length === 0) return reject('performance/too-few-raters', { personId, groups });
  const total = policy.groups.reduce((sum, group) => sum + group.weight, 0);
  const explanation = explain({
    key: `feedback:${personId}`,
    operation: { name: 'weighted-mean', version: 1 },
    children: parts.map((part) => part.term),
  });
  const coverage = known.reduce((sum, part) => sum + (part.term.weight ?? 0), 0) / total;
  return { ok: true, personId, value: Number(explanation.value), coverage, groups, explanation };
}

function groupTerm(
  group: RaterGroup,
  ratings: readonly Rating[],
  policy: FeedbackPolicy,
  correction: ReadonlyMap<string, number>,
): { readonly result: GroupResult; readonly term: Explanation } {
  const raters = new Set(ratings.map((rating) => rating.rater)).size;
  const base = { key: group.id, ...(group.name === undefined ? {} : { label: group.name }), weight: group.weight };
  if (raters < group.minimumRaters) {
    const status = raters === 0 ? 'absent' : 'suppressed';
    const reason = raters === 0 ? 'no-raters' : 'too-few-raters';
    return {
      result: { groupId: group.id, raters, status, mean: null },
      term: given({ ...base, value: null, unknown: { reason } }),
    };
  }
  const terms = ratings.map((rating, index) => ratingTerm(rating, `${group.id}:${index + 1}`, policy, correction));
  const mean = explain({ ...base, operation: { name: 'weighted-mean', version: 1 }, children: terms });
  // Mean and spread of three answers give the answers away, so an anonymous group shows its spread only when larger.
  const spreadShown = !group.anonymous || raters >= 2 * group.minimumRaters;
  const spread = Math.round(policy.scale.maximum - policy.scale.minimum) + 1;
  const agreement = withinGroupAgreement({ ratings: ratings.map((rating) => rating.value), options: spread });
  return {
    result: {
      groupId: group.id,
      raters,
      status: 'known',
      mean: Number(mean.value),
      ...(spreadShown ? { agreement } : {}),
    },
    // An anonymous group's explanation ends at its mean: single ratings never leave this function.
    term: group.anonymous ? given({ ...base, value: mean.value, population: { name: group.id, n: raters } }) : mean,
  };
}

function ratingTerm(
  rating: Rating,
  key: string,
  policy: FeedbackPolicy,
  correction: ReadonlyMap<string, number>,
): Explanation {
  const leniency = rating.rater === rating.ratee ? undefined : correction.get(rating.rater);
  if (leniency === undefined) return given({ key, value: rating.value });
  const { minimum, maximum } = policy.scale;
  const corrected = explain({
    key: `${key}:corrected`,
    operation: { name: 'difference', version: 1 },
    children: [
      given({ key: `${key}:rating`, value: rating.value }),
      given({ key: `${key}:leniency`, value: leniency }),
    ],
  });
  const raised = explain({
    key: `${key}:raised`,
    operation: { name: 'maximum', version: 1 },
    children: [corrected, given({ key: 'scale-minimum', value: minimum })],
  });
  return explain({
    key,
    operation: { name: 'minimum', version: 1 },
    children: [raised, given({ key: 'scale-maximum', value: maximum })],
  });
}
