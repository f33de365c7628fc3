import type { FactReference } from '@meritkit/core/explanation';
import { compileScorecard } from '../scorecard/compile.ts';
import type { StatedMissing } from '../scorecard/input.ts';
import type { Evidence, Metric, Scorecard } from '../scorecard/schema.ts';
import { checkPolicy, checkRatings } from './check.ts';
import { type PersonFeedback, summariseFeedback } from './feedback.ts';
import type { FeedbackPolicy, Rating } from './schema.ts';

/** What colleagues' ratings say for one person's scorecard. */
export interface FeedbackEvidence {
  readonly personId: string;
  readonly evidence: readonly Evidence[];
  /** Metrics on which no group may be shown, for `missing` of `scoreScorecard`: `no-raters` or `too-few-raters`. */
  readonly missing: readonly StatedMissing[];
  /** The feedback behind each metric, by rater group. */
  readonly feedback: readonly { readonly metricId: string; readonly result: PersonFeedback }[];
}

/**
 * Evidence for the metrics of a scorecard whose source is `rating`: for each person and metric the feedback of the
 * metric's rater groups, as `summariseFeedback` gives it. A group below its minimum is neither shown nor counted; where
 * no group is left the metric is missing with a reason, not zero. Sources name the round and the group, never a rater.
 *
 * A rating speaks for the metric whose id is its `item`, or that lists the item in `items`; one without an item speaks
 * where the scorecard has a single metric of ratings, since elsewhere it would count more than once.
 *
 * @throws InvalidInputError as `compileScorecard` and `summariseFeedback`
 * @example
 * ```ts
 * import { evidenceFromFeedback } from '@meritkit/performance-scoring';
 *
 * const [lin] = evidenceFromFeedback({
 *   scorecard: { id: 's', metrics: [{ id: 'depth', weight: 1, source: { kind: 'rating', raterGroups: ['peer'] } }] },
 *   personIds: ['lin'],
 *   round: { system: '360', ref: '2026-q4' },
 *   policy: { scale: { minimum: 1, maximum: 5 }, groups: [{ id: 'peer', weight: 1, minimumRaters: 3, anonymous: true }] },
 *   ratings: ['wu', 'zhao', 'he'].map((rater) => ({ ratee: 'lin', rater, group: 'peer', item: 'depth', value: 4 })),
 * });
 * lin?.evidence; // [{ metricId: 'depth', value: 4, sources: [{ system: '360', ref: '2026-q4/depth/peer' }] }]
 * ```
 */
export function evidenceFromFeedback(options: {
  readonly scorecard: Scorecard;
  /** Whose scorecards are wanted; also of those whom nobody rated. */
  readonly personIds: readonly string[];
  readonly ratings: readonly Rating[];
  readonly policy: FeedbackPolicy;
  /** Where the ratings were given. */
  readonly round: Pick<FactReference, 'system' | 'ref'>;
  /** The questions that speak for a metric, where it is not the one with its id. */
  readonly items?: Readonly<Record<string, readonly string[]>>;
}): readonly FeedbackEvidence[] {
  const { scorecard, personIds, ratings, policy, round } = options;
  checkPolicy(policy);
  checkRatings(ratings, policy);
  const rated = compileScorecard(scorecard).metrics.filter((metric) => metric.source?.kind === 'rating');
  const results = rated.map((metric) => {
    const own = policyOf(metric, policy);
    const items = Object.hasOwn(options.items ?? {}, metric.id) ? options.items![metric.id]! : [metric.id];
    const speaks = ({ item }: Rating) => (item === undefined ? rated.length === 1 : items.includes(item));
    return { metric, people: feedbackFrom(ratings.filter(speaks), own) };
  });
  return personIds.map((personId) => {
    const feedback = results.flatMap(({ metric, people }) => {
      const result = people.get(personId);
      return result === undefined ? [] : [{ metricId: metric.id, result }];
    });
    const known = new Map(feedback.map(({ metricId, result }) => [metricId, result]));
    return {
      personId,
      evidence: feedback.flatMap(({ metricId, result }) => evidenceOf(metricId, result, round)),
      missing: rated.flatMap((metric) => missingOf(metric.id, known.get(metric.id))),
      feedback,
    };
  });
}

/** The policy with the groups alone that the metric asks. */
function policyOf({ source }: Metric, policy: FeedbackPolicy): FeedbackPolicy {
  const wanted = source?.kind === 'rating' ? source.raterGroups : undefined;
  if (wanted === undefined) return policy;
  const { selfGroup, ...rest } = policy;
  const groups = policy.groups.filter((group) => wanted.includes(group.id));
  return { ...rest, groups, ...(selfGroup !== undefined && wanted.includes(selfGroup) ? { selfGroup } : {}) };
}

/** Everybody's feedback at once: a rater's leniency is seen across all whom they rated. */
function feedbackFrom(ratings: readonly Rating[], policy: FeedbackPolicy): ReadonlyMap<string, PersonFeedback> {
  const groups = new Set(policy.groups.map((group) => group.id));
  const asked = ratings.filter((rating) => groups.has(rating.group));
  const { people } = summariseFeedback({ ratings: asked, policy });
  return new Map(people.map((result) => [result.ok ? result.personId : result.rejection.personId, result]));
}

function evidenceOf(
  metricId: string,
  result: PersonFeedback,
  round: Pick<FactReference, 'system' | 'ref'>,
): readonly Evidence[] {
  if (!result.ok) return [];
  const counted = result.groups.filter((group) => group.status === 'known');
  const sources = counted.map(({ groupId }) => ({ system: round.system, ref: `${round.ref}/${metricId}/${groupId}` }));
  return [{ metricId, value: result.value, sources }];
}

function missingOf(metricId: string, result: PersonFeedback | undefined): readonly StatedMissing[] {
  if (result === undefined) return [{ metricId, reason: 'no-raters' }];
  return result.ok ? [] : [{ metricId, reason: 'too-few-raters' }];
}
