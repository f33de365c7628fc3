import { readDomain, readFinite, readProbability } from './check.ts';
import { normalQuantile } from './normal.ts';

/** A share with its confidence interval; without trials the share is unknown and the interval says nothing (0 to 1). */
export interface ProportionInterval {
  readonly estimate: number | null;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The confidence interval of a proportion by score inversion (E. B. Wilson, JASA 22, 1927), without continuity correction.
 *
 * @throws InvalidInputError `core/statistic-domain`
 * @example
 * ```ts
 * import { wilsonInterval } from '@meritkit/core/statistics';
 *
 * wilsonInterval({ successes: 5, trials: 6, confidence: 0.95 }).lower.toFixed(4); // '0.4365'
 * ```
 */
export function wilsonInterval(options: {
  readonly successes: number;
  readonly trials: number;
  readonly confidence: number;
}): ProportionInterval {
  const trials = readFinite(options.trials, ['trials']);
  const successes = readFinite(options.successes, ['successes']);
  readDomain(trials >= 0, ['trials'], `${trials} trials`);
  readDomain(successes >= 0 && successes <= trials, ['successes'], `${successes} successes in ${trials} trials`);
  const confidence = readProbability(options.confidence, ['confidence']);
  readDomain(confidence > 0 && confidence < 1, ['confidence'], `${confidence} is no confidence between 0 and 1`);
  if (trials === 0) return { estimate: null, lower: 0, upper: 1 };
  const z = -normalQuantile((1 - confidence) / 2);
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = share + square / 2;
  const reach = Math.sqrt(share * (1 - share) * square + (square * square) / 4);
  return {
    estimate: share,
    lower: successes === 0 ? 0 : Math.max(0, (centre - reach) / (1 + square)),
    upper: successes === trials ? 1 : Math.min(1, (centre + reach) / (1 + square)),
  };
}

/**
 * P-values adjusted for the false discovery rate (Y. Benjamini and Y. Hochberg, JRSS B 57, 1995), in the given order.
 *
 * @throws InvalidInputError `core/statistic-domain`
 * @example
 * ```ts
 * import { benjaminiHochberg } from '@meritkit/core/statistics';
 *
 * benjaminiHochberg([0.01, 0.04, 0.03]); // [0.03, 0.04, 0.04]
 * ```
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = pValues
    .map((value, index) => ({ value: readProbability(value, [index]), index }))
    .sort((left, right) => right.value - left.value);
  const adjusted = new Array<number>(pValues.length).fill(0);
  let smallest = 1;
  for (const [position, { value, index }] of order.entries()) {
    smallest = Math.min(smallest, (pValues.length / (pValues.length - position)) * value);
    adjusted[index] = smallest;
  }
  return adjusted;
}
