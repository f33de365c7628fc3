import { betaQuantile } from '@meritkit/core/statistics';
import { type CompleteRows, correlationMatrix, covarianceMatrix, sumOf } from './matrix.ts';

/** How well a set of items hangs together, item by item; null where something does not vary. */
export interface Reliability {
  readonly alpha: number | null;
  /** Feldt's 95% interval. */
  readonly interval: readonly [number, number] | null;
  readonly standardizedAlpha: number | null;
  /** Correlation of each item with the sum of the others. */
  readonly itemRest: readonly (number | null)[];
  readonly alphaWithout: readonly (number | null)[];
  readonly respondents: number;
}

/**
 * Cronbach's alpha with Feldt's interval, standardised alpha, item-rest correlations and alpha without each item. Items
 * that point the other way must be reversed before.
 *
 * Source: Cronbach 1951; Feldt 1965.
 *
 * @throws InvalidInputError `engagement/too-few-rows`
 * @example
 * ```ts
 * import { measureReliability } from '@meritkit/engagement-index';
 *
 * measureReliability({ rows: [[1, 1], [2, 2], [3, 3]] }).alpha; // 1
 * ```
 */
export function measureReliability(options: { readonly rows: CompleteRows }): Reliability {
  const { rows } = options;
  const covariance = covarianceMatrix(rows);
  const items = covariance.map((_, index) => index);
  const alpha = alphaOf(covariance, items);
  const correlation = correlationMatrix(covariance);
  return {
    alpha,
    interval: alpha === null ? null : feldt(alpha, rows.length, items.length),
    standardizedAlpha: correlation === null ? null : alphaOf(correlation, items),
    itemRest: items.map((item) => itemRest(covariance, item)),
    alphaWithout: items.map((item) =>
      alphaOf(
        covariance,
        items.filter((other) => other !== item),
      ),
    ),
    respondents: rows.length,
  };
}

function alphaOf(matrix: readonly (readonly number[])[], items: readonly number[]): number | null {
  const total = sumOf(items.map((one) => sumOf(items.map((two) => matrix[one]![two]!))));
  const own = sumOf(items.map((item) => matrix[item]![item]!));
  if (items.length < 2 || !(total > 0)) return null;
  return (items.length / (items.length - 1)) * (1 - own / total);
}

function itemRest(covariance: readonly (readonly number[])[], item: number): number | null {
  const others = covariance.map((_, index) => index).filter((index) => index !== item);
  const shared = sumOf(others.map((other) => covariance[item]![other]!));
  const rest = sumOf(others.map((one) => sumOf(others.map((two) => covariance[one]![two]!))));
  const product = covariance[item]![item]! * rest;
  return product > 0 ? shared / Math.sqrt(product) : null;
}

function feldt(alpha: number, respondents: number, items: number): readonly [number, number] {
  const [first, second] = [respondents - 1, (respondents - 1) * (items - 1)];
  return [1 - (1 - alpha) * fQuantile(0.975, first, second), 1 - (1 - alpha) * fQuantile(0.025, first, second)];
}

/** The quantile of an F distribution, by its beta. */
export function fQuantile(probability: number, first: number, second: number): number {
  const share = betaQuantile({ probability, alpha: first / 2, beta: second / 2 });
  return (second * share) / (first * (1 - share));
}
