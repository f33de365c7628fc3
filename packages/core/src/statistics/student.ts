import { betaLogit, logBetaTails, type Tail } from './beta.ts';
import { readDomain, readFinite, readProbability } from './check.ts';
import { logGamma } from './gamma.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { solveMonotone } from './solve.ts';

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
  const outside = degrees > nearlyNormal ? normalCdf(-normalDeviate(value, degrees)) : outsideOf(value, degrees);
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
  const side = Math.min(probability, 1 - probability);
  const distance =
    degrees > nearlyNormal
      ? distanceOf(-normalQuantile(side), degrees)
      : Math.sqrt(degrees) *
        Math.exp(-betaLogit({ probability: 2 * side, alpha: degrees / 2, beta: 0.5, tail: 'lower' }) / 2);
  return probability < 0.5 ? -distance : distance;
}

/** From here on the beta fraction would lose digits, and Hill's expansion has them all. */
const nearlyNormal = 1e5;

/** P(T > |t|): half the lower tail of Beta(ν/2, ½) at ν/(ν+t²), both coordinates with all their digits. */
function outsideOf(value: number, degrees: number): number {
  const ratio = (value / degrees) * value;
  if (ratio > 1e100) {
    // The beta's x would run out of exponents: the first term of its series in logarithms.
    const half = degrees / 2;
    const logBeta = logGamma(half) + logGamma(0.5) - logGamma(half + 0.5);
    return Math.exp(-half * (2 * Math.log(Math.abs(value)) - Math.log(degrees)) - logBeta - Math.log(half)) / 2;
  }
  const [x, y] = [1 / (1 + ratio), 1 / (1 + 1 / ratio)];
  return Math.exp(logBetaTails({ x, y, alpha: degrees / 2, beta: 0.5 }).lower) / 2;
}

/** The normal deviate of equal probability (G. W. Hill, algorithm 395, CACM 13, 1970). */
function normalDeviate(value: number, degrees: number): number {
  const a = degrees - 0.5;
  const b = 48 * a * a;
  const y = a * Math.log1p((value / degrees) * value);
  const correction = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b);
  return ((correction + y + 3) / b + 1) * Math.sqrt(y);
}

/** The distance whose normal deviate is given. */
function distanceOf(deviate: number, degrees: number): number {
  return solveMonotone({
    low: 0,
    high: 2 * deviate + 1,
    evaluate: (at) => ({ value: normalDeviate(at, degrees) - deviate, slope: 1 }),
  });
}

/**
 * Probability that a number with the F distribution (Snedecor) is at most `value` (above it, with `tail: 'upper'`).
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { fCdf } from '@meritkit/core/statistics';
 *
 * fCdf({ value: 1, numeratorDegrees: 4, denominatorDegrees: 4 }).toFixed(12); // '0.500000000000'
 * ```
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
