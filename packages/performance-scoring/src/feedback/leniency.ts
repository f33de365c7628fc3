import { fitRandomEffects } from '../mixed-model/fit.ts';
import type { Rating } from './schema.ts';

/** How lenient each rater is, as far as the data carry it. */
export interface LeniencyModel {
  /** `known`: the model was fitted; otherwise nothing is corrected and `reason` says why. */
  readonly status: 'known' | 'unknown';
  readonly reason?: 'performance/too-few-ratings' | 'performance/no-variation';
  /** Shrunk rater effects in points of the scale: positive is lenient, negative strict. */
  readonly raters: readonly { readonly raterId: string; readonly leniency: number; readonly ratings: number }[];
  /** Shrunk ratee effects around the intercept. */
  readonly ratees: readonly { readonly personId: string; readonly corrected: number }[];
  readonly variances?: { readonly ratee: number; readonly rater: number; readonly residual: number };
  readonly intercept?: number;
}

/**
 * Separates who is rated from who rates: rating = mean + ratee + rater + rest, both random and crossed, by REML. A
 * rater's leniency is a shrunk prediction, so little data means little correction. Ratings of oneself are left out:
 * there leniency and merit cannot be told apart.
 *
 * @throws InvalidInputError `performance/not-finite`
 * @example
 * ```ts
 * import { modelLeniency } from '@meritkit/performance-scoring';
 *
 * const table = { a: [5, 3, 4], b: [4, 2, 3], c: [5, 2, 3], d: [3, 1, 2] };
 * const ratings = Object.entries(table).flatMap(([ratee, values]) =>
 *   values.map((value, index) => ({ ratee, rater: `r${index + 1}`, group: 'peer', value })));
 * modelLeniency({ ratings }).raters.map(({ raterId, leniency }) => [raterId, leniency > 0]); // [['r1', true], ['r2', false], ['r3', false]]
 * ```
 */
export function modelLeniency(options: { readonly ratings: readonly Rating[] }): LeniencyModel {
  const others = options.ratings.filter((rating) => rating.rater !== rating.ratee);
  const fit = fitRandomEffects({
    factors: { ratee: others.map((rating) => rating.ratee), rater: others.map((rating) => rating.rater) },
    values: others.map((rating) => rating.value),
  });
  if (!fit.ok) return { status: 'unknown', reason: fit.rejection.code, raters: [], ratees: [] };
  const counts = new Map<string, number>();
  for (const rating of others) counts.set(rating.rater, (counts.get(rating.rater) ?? 0) + 1);
  return {
    status: 'known',
    raters: Object.entries(fit.effects.rater!).map(([raterId, leniency]) => ({
      raterId,
      leniency,
      ratings: counts.get(raterId) ?? 0,
    })),
    ratees: Object.entries(fit.effects.ratee!).map(([personId, effect]) => ({
      personId,
      corrected: fit.intercept + effect,
    })),
    variances: { ratee: fit.variances.ratee!, rater: fit.variances.rater!, residual: fit.residualVariance },
    intercept: fit.intercept,
  };
}
