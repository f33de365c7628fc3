import { readDomain, readFinite } from './check.ts';
import { logBinomialDensity } from './gamma.ts';

/** Counts of a 2 x 2 table by row. */
export type TwoByTwo = readonly [readonly [number, number], readonly [number, number]];

/**
 * Fisher's exact test of a 2 x 2 table: the probability, margins fixed, of a table at most as likely as this one
 * (two-sided, the convention of R's `fisher.test` with its relative tolerance of 1e-7), or of a first cell at least
 * (`greater`) or at most (`less`) as large.
 *
 * @throws InvalidInputError `core/statistic-domain` for counts that are not whole numbers from 0
 * @example
 * ```ts
 * import { fisherExact } from '@meritkit/core/statistics';
 *
 * fisherExact({ table: [[3, 1], [1, 3]] }).toFixed(10); // '0.4857142857'
 * ```
 */
export function fisherExact(options: {
  readonly table: TwoByTwo;
  readonly alternative?: 'two-sided' | 'greater' | 'less';
}): number {
  const [[a, b], [c, d]] = options.table;
  for (const [index, count] of [a, b, c, d].entries()) {
    const path = ['table', Math.floor(index / 2), index % 2];
    readDomain(Number.isSafeInteger(readFinite(count, path)) && count >= 0, path, `${count} is no count`);
  }
  const [row, others, column] = [a + b, c + d, a + c];
  const lowest = Math.max(0, column - others);
  const highest = Math.min(row, column);
  const share = row + others === 0 ? 0 : column / (row + others);
  const density = (x: number) =>
    logBinomialDensity(x, row, share, 1 - share) + logBinomialDensity(column - x, others, share, 1 - share);
  const observed = density(a);
  const counts: Record<NonNullable<typeof options.alternative>, (x: number, log: number) => boolean> = {
    'two-sided': (_, log) => log <= observed + Math.log1p(1e-7),
    greater: (x) => x >= a,
    less: (x) => x <= a,
  };
  const counted = counts[options.alternative ?? 'two-sided'];
  let sum = 0;
  let all = 0;
  for (let x = lowest; x <= highest; x += 1) {
    const log = density(x);
    // Relative to the observed table, so that a tiny result keeps its digits.
    const weight = Math.exp(log - observed);
    all += Math.exp(log);
    if (counted(x, log)) sum += weight;
  }
  return Math.min(1, (sum * Math.exp(observed)) / all);
}
