import { invalidInput } from '@meritkit/core/errors';
import { type Statistic, unknownStatistic } from './statistic.ts';

/** What differences between ratings mean. */
export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha: agreement of any number of observers, with holes, on any level of measurement.
 *
 * Source: Krippendorff, Computing Krippendorff's alpha-reliability, 2011 (coincidence matrix).
 *
 * @throws InvalidInputError `performance/invalid-ratings` for observers with differing numbers of units, or values below
 * zero on a ratio scale; `performance/not-finite`
 * @example
 * ```ts
 * import { krippendorffAlpha } from '@meritkit/performance-scoring';
 *
 * krippendorffAlpha({ ratings: [[1, 2, 3, null], [1, 2, 3, 3]], level: 'nominal' }); // { value: 1 }
 * ```
 */
export function krippendorffAlpha(options: {
  /** Observers by units; null where an observer did not rate a unit. */
  readonly ratings: readonly (readonly (number | null)[])[];
  readonly level: MeasurementLevel;
}): Statistic {
  const units = unitsOf(options.ratings, options.level).filter((values) => values.length > 1);
  const values = [...new Set(units.flat())].sort((one, other) => one - other);
  const totals = new Map(values.map((value) => [value, 0]));
  for (const value of units.flat()) totals.set(value, totals.get(value)! + 1);
  const n = units.reduce((sum, unit) => sum + unit.length, 0);
  if (n === 0) return unknownStatistic('too-few-ratings');
  const difference = differences(options.level, values, totals);
  let observed = 0;
  for (const unit of units) {
    for (const [one, left] of unit.entries()) {
      for (const [other, right] of unit.entries())
        if (one !== other) observed += difference(left, right) / (unit.length - 1);
    }
  }
  let expected = 0;
  for (const left of values)
    for (const right of values) expected += totals.get(left)! * totals.get(right)! * difference(left, right);
  if (expected === 0) return unknownStatistic('no-variation');
  return { value: 1 - ((n - 1) * observed) / expected };
}

function unitsOf(
  ratings: readonly (readonly (number | null)[])[],
  level: MeasurementLevel,
): readonly (readonly number[])[] {
  const count = ratings[0]?.length ?? 0;
  for (const [index, row] of ratings.entries()) {
    if (row.length !== count)
      throw invalidInput('performance/invalid-ratings', ['ratings', index], `${row.length} units instead of ${count}`);
    for (const [unit, value] of row.entries()) {
      if (value !== null && !Number.isFinite(value))
        throw invalidInput('performance/not-finite', ['ratings', index, unit], 'use null for no rating');
      if (level === 'ratio' && value !== null && value < 0)
        throw invalidInput('performance/invalid-ratings', ['ratings', index, unit], 'a ratio scale begins at zero');
    }
  }
  return Array.from({ length: count }, (_, unit) =>
    ratings.map((row) => row[unit]).filter((value): value is number => typeof value === 'number'),
  );
}

function differences(
  level: MeasurementLevel,
  values: readonly number[],
  totals: ReadonlyMap<number, number>,
): (left: number, right: number) => number {
  switch (level) {
    case 'nominal':
      return (left, right) => (left === right ? 0 : 1);
    case 'interval':
      return (left, right) => (left - right) * (left - right);
    case 'ratio':
      return (left, right) => {
        const share = left + right === 0 ? 0 : (left - right) / (left + right);
        return share * share;
      };
    case 'ordinal':
      return (left, right) => {
        const [low, high] = left < right ? [left, right] : [right, left];
        let between = 0;
        for (const value of values) if (value >= low && value <= high) between += totals.get(value)!;
        const distance = between - (totals.get(low)! + totals.get(high)!) / 2;
        return low === high ? 0 : distance * distance;
      };
  }
}
