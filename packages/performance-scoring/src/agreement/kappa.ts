import { invalidInput } from '@meritkit/core/errors';
import { type Statistic, unknownStatistic } from './statistic.ts';

/**
 * Cohen's kappa: agreement of two raters beyond chance, from their square table of counts. With weights, far
 * disagreements count more (Cohen 1960, 1968).
 *
 * @throws InvalidInputError `performance/invalid-ratings` for a table that is not square or has negative counts
 * @example
 * ```ts
 * import { cohenKappa } from '@meritkit/performance-scoring';
 *
 * cohenKappa({ table: [[20, 5], [10, 15]] }).value?.toFixed(6); // '0.400000'
 * ```
 */
export function cohenKappa(options: {
  readonly table: readonly (readonly number[])[];
  readonly weights?: 'none' | 'linear' | 'quadratic';
}): Statistic {
  const { table, weights = 'none' } = options;
  const size = table.length;
  checkCounts(table, size);
  const total = table.flat().reduce((sum, count) => sum + count, 0);
  if (total === 0 || size < 2) return unknownStatistic('too-few-ratings');
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = rows.map((_, column) => table.reduce((sum, row) => sum + row[column]!, 0));
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const distance = Math.abs(i - j);
      const penalty = weights === 'none' ? Number(distance > 0) : weights === 'linear' ? distance : distance * distance;
      observed += penalty * table[i]![j]!;
      expected += (penalty * rows[i]! * columns[j]!) / total;
    }
  }
  return expected === 0 ? unknownStatistic('no-variation') : { value: 1 - observed / expected };
}

/**
 * Fleiss' kappa: agreement beyond chance of any raters, the same number for each subject, from counts of subjects by
 * categories (Fleiss 1971).
 *
 * @throws InvalidInputError `performance/invalid-ratings` for subjects with differing numbers of ratings
 * @example
 * ```ts
 * import { fleissKappa } from '@meritkit/performance-scoring';
 *
 * fleissKappa({ counts: [[3, 0], [0, 3]] }); // { value: 1 }
 * ```
 */
export function fleissKappa(options: { readonly counts: readonly (readonly number[])[] }): Statistic {
  const { counts } = options;
  const categories = counts[0]?.length ?? 0;
  checkCounts(counts, categories);
  const sizes = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const raters = sizes[0] ?? 0;
  const other = sizes.findIndex((size) => size !== raters);
  if (other >= 0)
    throw invalidInput(
      'performance/invalid-ratings',
      ['counts', other],
      `${sizes[other]} ratings instead of ${raters}`,
    );
  if (raters < 2) return unknownStatistic('too-few-ratings');
  let agreement = 0;
  for (const row of counts)
    for (const count of row) agreement += (count * (count - 1)) / (raters * (raters - 1) * counts.length);
  let chance = 0;
  for (let category = 0; category < categories; category += 1) {
    const share = counts.reduce((sum, row) => sum + row[category]!, 0) / (raters * counts.length);
    chance += share * share;
  }
  return chance === 1 ? unknownStatistic('no-variation') : { value: (agreement - chance) / (1 - chance) };
}

function checkCounts(table: readonly (readonly number[])[], width: number): void {
  for (const [index, row] of table.entries()) {
    if (row.length !== width)
      throw invalidInput('performance/invalid-ratings', [index], `${row.length} columns instead of ${width}`);
    for (const [column, count] of row.entries()) {
      if (!Number.isInteger(count) || count < 0)
        throw invalidInput('performance/invalid-ratings', [index, column], `${count} is not a count`);
    }
  }
}
