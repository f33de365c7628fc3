import { readDomain, readFinite, readProbability } from './check.ts';

/**
 * A quantile by linear interpolation, type 7 of Hyndman and Fan (1996): the default of R and NumPy. Null without values.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { quantile } from '@meritkit/core/statistics';
 *
 * quantile({ values: [1, 2, 3, 4], probability: 0.9 }); // 3.7
 * ```
 */
export function quantile(options: { readonly values: readonly number[]; readonly probability: number }): number | null {
  const probability = readProbability(options.probability, ['probability']);
  return quantileOfSorted({ sorted: sortNumbers(options.values), probability });
}

/**
 * As `quantile`, for values that are sorted already; nothing is checked or copied.
 *
 * @example
 * ```ts
 * import { quantileOfSorted } from '@meritkit/core/statistics';
 *
 * quantileOfSorted({ sorted: Float64Array.of(1, 2, 3), probability: 0.5 }); // 2
 * ```
 */
export function quantileOfSorted(options: {
  readonly sorted: ArrayLike<number>;
  readonly probability: number;
}): number | null {
  const { sorted, probability } = options;
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const share = position - below;
  return share === 0 || low === high ? low : low + share * (high - low);
}

/**
 * The middle value, or the mean of the two in the middle. Null without values.
 *
 * @example
 * ```ts
 * import { median } from '@meritkit/core/statistics';
 *
 * median([3, 1, 2]); // 2
 * ```
 */
export function median(values: readonly number[]): number | null {
  return quantile({ values, probability: 0.5 });
}

/**
 * Ascending ranks from 1; ties share the mean of theirs.
 *
 * @example
 * ```ts
 * import { midranks } from '@meritkit/core/statistics';
 *
 * midranks([10, 20, 10]); // [1.5, 3, 1.5]
 * ```
 */
export function midranks(values: readonly number[]): readonly number[] {
  const order = values
    .map((value, index) => ({ value: readFinite(value, [index]), index }))
    .sort((left, right) => left.value - right.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]!.value === order[start]!.value) end += 1;
    for (let at = start; at <= end; at += 1) ranks[order[at]!.index] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return ranks;
}

function sortNumbers(values: readonly number[]): readonly number[] {
  readDomain(Array.isArray(values), ['values'], 'values are a list of numbers');
  for (const [index, value] of values.entries()) readFinite(value, ['values', index]);
  return [...values].sort((left, right) => left - right);
}
