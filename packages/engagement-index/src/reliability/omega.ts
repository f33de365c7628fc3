import { type CompleteRows, correlationMatrix, covarianceMatrix, sumOf } from './matrix.ts';

/** One common factor, fitted by maximum likelihood. */
export interface OneFactor {
  readonly loadings: readonly number[];
  readonly uniquenesses: readonly number[];
  /** Omega total: the share of the sum's variance that the factor carries. */
  readonly omega: number;
  readonly converged: boolean;
}

/**
 * McDonald's omega of one factor, from correlations (the default) or covariances, fitted by expectation-maximisation;
 * null when an item does not vary. Loadings are signed so that their sum is positive.
 *
 * Source: McDonald 1999; Rubin and Thayer 1982.
 *
 * @throws InvalidInputError `engagement/too-few-rows`
 * @example
 * ```ts
 * import { fitOneFactor } from '@meritkit/engagement-index';
 *
 * fitOneFactor({ rows: [[1, 1, 2], [1, 1, 2], [1, 1, 3]] }); // null
 * ```
 */
export function fitOneFactor(options: {
  readonly rows: CompleteRows;
  readonly metric?: 'correlation' | 'covariance';
}): OneFactor | null {
  const covariance = covarianceMatrix(options.rows);
  const correlation = correlationMatrix(covariance);
  if (correlation === null) return null;
  let loadings = startingLoadings(correlation);
  let unique = loadings.map((loading) => Math.max(0.01, 1 - loading * loading));
  let converged = false;
  for (let step = 0; step < 20_000 && !converged; step += 1) {
    const next = improve(correlation, loadings, unique);
    converged = next.loadings.every((loading, index) => Math.abs(loading - loadings[index]!) < 1e-12);
    loadings = next.loadings;
    unique = next.unique;
  }
  const sign = sumOf(loadings) < 0 ? -1 : 1;
  const deviation = covariance.map((row, index) => (options.metric === 'covariance' ? Math.sqrt(row[index]!) : 1));
  const scaled = loadings.map((loading, index) => sign * loading * deviation[index]!);
  const scaledUnique = unique.map((value, index) => value * deviation[index]! * deviation[index]!);
  const common = sumOf(scaled) * sumOf(scaled);
  return {
    loadings: scaled,
    uniquenesses: scaledUnique,
    omega: common / (common + sumOf(scaledUnique)),
    converged,
  };
}

function startingLoadings(correlation: readonly (readonly number[])[]): number[] {
  const total = sumOf(correlation.map((row) => sumOf(row)));
  return correlation.map((row) => Math.min(0.95, Math.max(-0.95, sumOf(row) / Math.sqrt(Math.max(total, 1e-6)))));
}

function improve(correlation: readonly (readonly number[])[], loadings: readonly number[], unique: readonly number[]) {
  const precision = 1 + sumOf(loadings.map((loading, index) => (loading * loading) / unique[index]!));
  const weights = loadings.map((loading, index) => loading / unique[index]! / precision);
  const shared = correlation.map((row) => sumOf(row.map((value, index) => value * weights[index]!)));
  const second = 1 / precision + sumOf(shared.map((value, index) => value * weights[index]!));
  const next = shared.map((value) => value / second);
  return { loadings: next, unique: next.map((value, index) => Math.max(1e-6, 1 - value * shared[index]!)) };
}
