import { roundNumber } from '@meritkit/core/decimal';

/**
 * The one coarsening every released number passes, on screens and in exports: shares to whole percents, means to
 * tenths, scores to units. Nothing finer leaves the package.
 */
export function coarsen(kind: 'share' | 'mean' | 'score', value: number): number {
  const decimals = kind === 'share' ? 2 : kind === 'mean' ? 1 : 0;
  const rounded = roundNumber({ value, decimals, mode: 'half-up' });
  return rounded === 0 ? 0 : rounded;
}

/**
 * A count out of `total` with both extremes censored: none reads as one, all as all but one, and from a hundred
 * people on the shown share stays between 1% and 99%. So "everyone" cannot be told from "everyone but one".
 */
export function censoredShare(count: number, total: number): number {
  const least = Math.max(1 / total, 0.01);
  return Math.min(1 - least, Math.max(least, count / total));
}
