import { benjaminiHochberg } from '@meritkit/core/statistics';

/** How many comparisons share one error rate, and how it is kept. */
export type Adjustment = 'benjamini-hochberg' | 'benjamini-yekutieli' | 'holm' | 'hochberg' | 'bonferroni';

/**
 * Adjusted p-values of a family of comparisons. Benjamini-Hochberg holds the share of false discoveries, the last
 * three the chance of any.
 *
 * Source: Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001; Holm 1979; Hochberg 1988.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { adjustComparisons } from '@meritkit/engagement-index';
 *
 * adjustComparisons({ pValues: [0.01, 0.5], method: 'bonferroni' }); // [0.02, 1]
 * ```
 */
export function adjustComparisons(options: {
  readonly pValues: readonly number[];
  readonly method: Adjustment;
}): readonly number[] {
  const { pValues, method } = options;
  const count = pValues.length;
  const falseDiscovery = benjaminiHochberg(pValues);
  if (method === 'benjamini-hochberg') return falseDiscovery;
  if (method === 'bonferroni') return pValues.map((value) => Math.min(1, value * count));
  if (method === 'benjamini-yekutieli') {
    let harmonic = 0;
    for (let index = 1; index <= count; index += 1) harmonic += 1 / index;
    return stepwise(pValues, (value, rank) => (value * harmonic * count) / rank, 'up');
  }
  return stepwise(pValues, (value, rank) => value * (count - rank + 1), method === 'holm' ? 'down' : 'up');
}

/** Step-up takes running minima from the largest p, step-down running maxima from the smallest. */
function stepwise(
  pValues: readonly number[],
  adjusted: (value: number, rank: number) => number,
  direction: 'up' | 'down',
): readonly number[] {
  const order = pValues.map((value, index) => ({ value, index })).sort((left, right) => left.value - right.value);
  const result = new Array<number>(pValues.length).fill(1);
  let running = direction === 'up' ? 1 : 0;
  for (let step = 0; step < order.length; step += 1) {
    const position = direction === 'up' ? order.length - 1 - step : step;
    const { value, index } = order[position]!;
    const candidate = Math.min(1, adjusted(value, position + 1));
    running = direction === 'up' ? Math.min(running, candidate) : Math.max(running, candidate);
    result[index] = running;
  }
  return result;
}
