import { betaLogit, logBetaTails, type Tail } from './beta.ts';
import { readDomain, readFinite, readProbability } from './check.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/**
 * Probability that a number with Student's t distribution is at most `value` (above it, with `tail: 'upper'`).
 * Degrees of freedom may be any positive number, and Infinity is the normal distribution.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { tCdf } from '@meritkit/core/statistics';
 *
 * tCdf({ value: 0, degreesOfFreedom: 5 }); // 0.5
 * ```
 */
export function tCdf(options: {
  readonly value: number;
  readonly degreesOfFreedom: number;
  readonly tail?: Tail;
}): number {
  const value = readFinite(options.value, ['value']);
  const degrees = readDegrees(options.degreesOfFreedom, 'degreesOfFreedom');
  const upper = (options.tail ?? 'lower') === 'upper';
  if (value === 0) return 0.5;
  if (degrees === Number.POSITIVE_INFINITY) return normalCdf(upper ? -value : value);
  const ratio = (value * value) / degrees;
  // P(|T| > t) is the lower tail of Beta(ν/2, ½) at ν/(ν+t²); both coordinates keep their digits.
  const [x, y] = [1 / (1 + ratio), 1 / (1 + 1 / ratio)];
  const outside = Math.exp(logBetaTails({ x, y, alpha: degrees / 2, beta: 0.5 }).lower) / 2;
  return value > 0 === upper ? outside : 1 - outside;
}

/**
 * The value that a number with Student's t distribution stays below with a probability. 0 and 1 give the infinities.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { tQuantile } from '@meritkit/core/statistics';
 *
 * tQuantile({ probability: 0.975, degreesOfFreedom: 1 }).toFixed(9); // '12.706204736'
 * ```
 */
export function tQuantile(options: { readonly probability: number; readonly degreesOfFreedom: number }): number {
  const probability = readProbability(options.probability, ['probability']);
  const degrees = readDegrees(options.degreesOfFreedom, 'degreesOfFreedom');
  if (degrees === Number.POSITIVE_INFINITY) return normalQuantile(probability);
  if (probability === 0.5) return 0;
  const outside = 2 * Math.min(probability, 1 - probability);
  const logit = betaLogit({ probability: outside, alpha: degrees / 2, beta: 0.5, tail: 'lower' });
  const distance = Math.sqrt(degrees) * Math.exp(-logit / 2);
  return probability < 0.5 ? -distance : distance;
}

/**
 * Probability that a number with the F distribution (Snedecor) is at most `value` (above it, with `tail: 'upper'`).
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 */
export function fCdf(options: {
  readonly value: number;
  readonly numeratorDegrees: number;
  readonly denominatorDegrees: number;
  readonly tail?: Tail;
}): number {
  const value = readFinite(options.value, ['value']);
  const first = readFinite(options.numeratorDegrees, ['numeratorDegrees']);
  const second = readFinite(options.denominatorDegrees, ['denominatorDegrees']);
  readDegrees(first, 'numeratorDegrees');
  readDegrees(second, 'denominatorDegrees');
  if (value <= 0) return (options.tail ?? 'lower') === 'upper' ? 1 : 0;
  const odds = (first * value) / second;
  const tails = logBetaTails({ x: 1 / (1 + 1 / odds), y: 1 / (1 + odds), alpha: first / 2, beta: second / 2 });
  return Math.exp(tails[options.tail ?? 'lower']);
}

function readDegrees(degrees: number, name: string): number {
  readDomain(degrees > 0, [name], `${degrees} degrees of freedom are not positive`);
  return degrees;
}
