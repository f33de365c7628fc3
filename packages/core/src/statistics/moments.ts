import { readFinite } from './check.ts';

/** What has been seen so far: plain data that can be stored, sent and merged. `squares` is the sum of squared deviations. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly squares: number;
}

/** Mean and variance; null where too few values were seen (one for a mean, two for a variance). */
export interface MeanVariance {
  readonly count: number;
  readonly mean: number | null;
  /** Sample variance, divided by n - 1. */
  readonly variance: number | null;
  readonly standardDeviation: number | null;
}

/** Nothing seen yet. */
export const emptyMoments: Moments = { count: 0, mean: 0, squares: 0 };

/**
 * One more value (Welford 1962).
 *
 * @example
 * ```ts
 * import { addToMoments, emptyMoments } from '@meritkit/core/statistics';
 *
 * addToMoments(emptyMoments, 5); // { count: 1, mean: 5, squares: 0 }
 * ```
 */
export function addToMoments(moments: Moments, value: number): Moments {
  readFinite(value, []);
  const count = moments.count + 1;
  const deviation = value - moments.mean;
  const mean = moments.mean + deviation / count;
  return { count, mean, squares: moments.squares + deviation * (value - mean) };
}

/**
 * Two parts as one (Chan, Golub and LeVeque 1979).
 *
 * @example
 * ```ts
 * import { addToMoments, emptyMoments, mergeMoments } from '@meritkit/core/statistics';
 *
 * const [left, right] = [[2, 4], [6, 8]].map((values) => values.reduce(addToMoments, emptyMoments));
 * mergeMoments(left!, right!); // { count: 4, mean: 5, squares: 20 }
 * ```
 */
export function mergeMoments(left: Moments, right: Moments): Moments {
  if (left.count === 0) return right;
  if (right.count === 0) return left;
  const count = left.count + right.count;
  const deviation = right.mean - left.mean;
  return {
    count,
    mean: left.mean + deviation * (right.count / count),
    squares: left.squares + right.squares + deviation * deviation * ((left.count * right.count) / count),
  };
}

/**
 * What the moments say.
 *
 * @example
 * ```ts
 * import { finishMoments } from '@meritkit/core/statistics';
 *
 * finishMoments({ count: 4, mean: 5, squares: 20 }).variance; // 6.666666666666667
 * ```
 */
export function finishMoments(moments: Moments): MeanVariance {
  const variance = moments.count < 2 ? null : moments.squares / (moments.count - 1);
  return {
    count: moments.count,
    mean: moments.count === 0 ? null : moments.mean,
    variance,
    standardDeviation: variance === null ? null : Math.sqrt(variance),
  };
}

/**
 * Mean and sample variance in one pass, without the cancellation of sums of squares.
 *
 * @throws InvalidInputError `core/not-a-number`
 * @example
 * ```ts
 * import { meanVariance } from '@meritkit/core/statistics';
 *
 * meanVariance([2, 4, 4, 4, 5, 5, 7, 9]).mean; // 5
 * meanVariance([]).mean; // null
 * ```
 */
export function meanVariance(values: Iterable<number>): MeanVariance {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    readFinite(value, [count]);
    count += 1;
    const deviation = value - mean;
    mean += deviation / count;
    squares += deviation * (value - mean);
  }
  return finishMoments({ count, mean, squares });
}
