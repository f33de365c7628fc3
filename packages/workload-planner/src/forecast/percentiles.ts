import { quantileOfSorted } from '@meritkit/core/statistics';

/** Values at 50, 70, 85 and 95 % confidence. */
export interface Percentiles<Value> {
  readonly p50: Value;
  readonly p70: Value;
  readonly p85: Value;
  readonly p95: Value;
}

/** The four levels and their shares, in order. */
export const confidenceLevels = [
  ['p50', 0.5],
  ['p70', 0.7],
  ['p85', 0.85],
  ['p95', 0.95],
] as const;

/** The four quantiles of simulated values (type 7, linear between neighbours). */
export function percentilesOf(values: Float64Array): Percentiles<number> {
  const sorted = values.slice().sort();
  const at = (probability: number) => quantileOfSorted({ sorted, probability }) ?? 0;
  return { p50: at(0.5), p70: at(0.7), p85: at(0.85), p95: at(0.95) };
}

/** The same levels, each value read in another way. */
export function mapPercentiles<From, To>(values: Percentiles<From>, read: (value: From) => To): Percentiles<To> {
  return { p50: read(values.p50), p70: read(values.p70), p85: read(values.p85), p95: read(values.p95) };
}

/** How far the 85 % value lies behind the 50 % one, as a share of the latter; null where either is unknown. */
export function widthOf({ p50, p85 }: Percentiles<number | null>): number | null {
  if (p50 === null || p85 === null) return null;
  return p50 === 0 ? 0 : p85 / p50 - 1;
}
