import { invalidInput } from '@meritkit/core/errors';
import { meanVariance } from '@meritkit/core/statistics';
import { type Statistic, unknownStatistic } from './statistic.ts';

/**
 * r_wg: how far a group agrees on one item, against answers spread evenly over a scale with `options` steps. 1 is full
 * agreement, 0 none; below 0 the group is split worse than chance. It is reported as it is, not cut at 0.
 *
 * Source: James, Demaree and Wolf 1984, with the sample variance.
 *
 * @throws InvalidInputError `performance/invalid-ratings` for a scale of fewer than two steps
 * @example
 * ```ts
 * import { withinGroupAgreement } from '@meritkit/performance-scoring';
 *
 * withinGroupAgreement({ ratings: [4, 4, 5, 4, 3], options: 5 }); // { value: 0.75 }
 * ```
 */
export function withinGroupAgreement(input: {
  readonly ratings: readonly number[];
  readonly options: number;
}): Statistic {
  if (!Number.isInteger(input.options) || input.options < 2) {
    throw invalidInput('performance/invalid-ratings', ['options'], 'a scale has at least two steps');
  }
  const { variance } = meanVariance(input.ratings);
  if (variance === null) return unknownStatistic('too-few-ratings');
  return { value: 1 - variance / ((input.options * input.options - 1) / 12) };
}
