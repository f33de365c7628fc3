import { sumOf } from './matrix.ts';

/** How far two values are apart. */
export type AgreementMetric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha of observers by units, gaps allowed; null when there is nothing to compare or nothing varies.
 *
 * Source: Krippendorff 2011.
 *
 * @example
 * ```ts
 * import { krippendorffAlpha } from '@meritkit/engagement-index';
 *
 * const observers = [
 *   [1, 2, 3, 3],
 *   [1, 2, 3, null],
 * ];
 * krippendorffAlpha({ observers, metric: 'nominal' }); // 1
 * ```
 */
export function krippendorffAlpha(options: {
  readonly observers: readonly (readonly (number | null)[])[];
  readonly metric: AgreementMetric;
}): number | null {
  const units = (options.observers[0] ?? []).map((_, unit) =>
    options.observers.map((row) => row[unit] ?? null).filter((value): value is number => value !== null),
  );
  const paired = units.filter((values) => values.length >= 2);
  const values = [...new Set(paired.flat())].sort((left, right) => left - right);
  const counts = values.map((value) => paired.flat().filter((other) => other === value).length);
  const total = sumOf(counts);
  const distance = (one: number, two: number) => distanceOf(options.metric, values, counts, one, two);
  let observed = 0;
  for (const unit of paired) {
    for (const left of unit) {
      for (const right of unit) observed += distance(values.indexOf(left), values.indexOf(right)) / (unit.length - 1);
    }
  }
  let expected = 0;
  for (let one = 0; one < values.length; one += 1) {
    for (let two = 0; two < values.length; two += 1) expected += counts[one]! * counts[two]! * distance(one, two);
  }
  return expected === 0 ? null : 1 - ((total - 1) * observed) / expected;
}

function distanceOf(
  metric: AgreementMetric,
  values: readonly number[],
  counts: readonly number[],
  one: number,
  two: number,
): number {
  if (one === two) return 0;
  if (metric === 'nominal') return 1;
  const [low, high] = one < two ? [one, two] : [two, one];
  const [left, right] = [values[low]!, values[high]!];
  const gap =
    metric === 'interval'
      ? right - left
      : metric === 'ratio'
        ? (right - left) / (right + left)
        : sumOf(counts.slice(low, high + 1)) - (counts[low]! + counts[high]!) / 2;
  return gap * gap;
}
