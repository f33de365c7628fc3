import { invalidInput } from '@meritkit/core/errors';

/** The six intraclass correlations of Shrout and Fleiss (1979). */
export interface IntraclassCorrelations {
  /** ICC(1,1): each target rated by other raters, one rating. */
  readonly oneWaySingle: number;
  /** ICC(2,1): raters are a sample, absolute agreement, one rating. */
  readonly absoluteSingle: number;
  /** ICC(3,1): these raters only, consistency, one rating. */
  readonly consistencySingle: number;
  /** ICC(1,k), ICC(2,k), ICC(3,k): the mean of all k ratings. */
  readonly oneWayAverage: number;
  readonly absoluteAverage: number;
  readonly consistencyAverage: number;
  readonly targets: number;
  readonly raters: number;
}

/**
 * How far raters agree on targets, from a full table of targets by raters.
 *
 * Source: Shrout and Fleiss, Intraclass correlations: uses in assessing rater reliability, Psychological Bulletin 86,
 * 1979. For tables with holes use `fitRandomEffects`.
 *
 * @throws InvalidInputError `performance/invalid-ratings` for fewer than 2 x 2, rows of unequal length or no variation
 * @example
 * ```ts
 * import { intraclassCorrelations } from '@meritkit/performance-scoring';
 *
 * intraclassCorrelations({ ratings: [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]] }).targets; // 6
 * ```
 */
export function intraclassCorrelations(options: {
  readonly ratings: readonly (readonly number[])[];
}): IntraclassCorrelations {
  const { n, k, between, within, raters, error } = meanSquares(options.ratings);
  return {
    oneWaySingle: (between - within) / (between + (k - 1) * within),
    absoluteSingle: (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n),
    consistencySingle: (between - error) / (between + (k - 1) * error),
    oneWayAverage: (between - within) / between,
    absoluteAverage: (between - error) / (between + (raters - error) / n),
    consistencyAverage: (between - error) / between,
    targets: n,
    raters: k,
  };
}

function meanSquares(ratings: readonly (readonly number[])[]) {
  const n = ratings.length;
  const k = ratings[0]?.length ?? 0;
  if (n < 2 || k < 2)
    throw invalidInput('performance/invalid-ratings', ['ratings'], 'at least two targets and two raters');
  let total = 0;
  for (const [index, row] of ratings.entries()) {
    if (row.length !== k)
      throw invalidInput('performance/invalid-ratings', ['ratings', index], `${row.length} ratings instead of ${k}`);
    for (const [column, value] of row.entries()) {
      if (!Number.isFinite(value))
        throw invalidInput('performance/not-finite', ['ratings', index, column], 'a rating is missing');
      total += value;
    }
  }
  const mean = total / (n * k);
  const square = (value: number) => value * value;
  const rowMeans = ratings.map((row) => row.reduce((sum, value) => sum + value, 0) / k);
  const columnMeans = ratings[0]!.map((_, column) => ratings.reduce((sum, row) => sum + row[column]!, 0) / n);
  const rows = k * rowMeans.reduce((sum, value) => sum + square(value - mean), 0);
  const columns = n * columnMeans.reduce((sum, value) => sum + square(value - mean), 0);
  const all = ratings.flat().reduce((sum, value) => sum + square(value - mean), 0);
  if (!(rows > 0)) throw invalidInput('performance/invalid-ratings', ['ratings'], 'the targets do not differ');
  return {
    n,
    k,
    between: rows / (n - 1),
    within: (all - rows) / (n * (k - 1)),
    raters: columns / (k - 1),
    error: (all - rows - columns) / ((n - 1) * (k - 1)),
  };
}
