import type { Tail } from './beta.ts';
import { readDomain, readFinite } from './check.ts';
import { logPoissonDensity } from './gamma.ts';

/**
 * Probability that a gamma-distributed number (scale 1) is at most `value` (above it, with `tail: 'upper'`): the
 * regularised incomplete gamma function by its series (DLMF 8.7.1) or continued fraction (DLMF 8.9.2).
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { gammaCdf } from '@meritkit/core/statistics';
 *
 * gammaCdf({ value: 1, shape: 1 }).toFixed(12); // '0.632120558829'
 * ```
 */
export function gammaCdf(options: { readonly value: number; readonly shape: number; readonly tail?: Tail }): number {
  const value = readFinite(options.value, ['value']);
  const shape = readFinite(options.shape, ['shape']);
  readDomain(shape > 0, ['shape'], `${shape} is not positive`);
  const upper = (options.tail ?? 'lower') === 'upper';
  if (value <= 0) return upper ? 1 : 0;
  const density = logPoissonDensity(shape, value);
  if (value < shape + 1) {
    const lower = Math.min(1, Math.exp(density) * lowerSeries(shape, value));
    return upper ? 1 - lower : lower;
  }
  const above = Math.min(1, Math.exp(density) * shape * upperFraction(shape, value));
  return upper ? above : 1 - above;
}

/**
 * Probability that a chi-square number is at most `value` (above it, with `tail: 'upper'`).
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { chiSquareCdf } from '@meritkit/core/statistics';
 *
 * chiSquareCdf({ value: 3.841458820694124, degreesOfFreedom: 1 }).toFixed(12); // '0.950000000000'
 * ```
 */
export function chiSquareCdf(options: {
  readonly value: number;
  readonly degreesOfFreedom: number;
  readonly tail?: Tail;
}): number {
  const degrees = readFinite(options.degreesOfFreedom, ['degreesOfFreedom']);
  readDomain(degrees > 0, ['degreesOfFreedom'], `${degrees} degrees of freedom are not positive`);
  const value = readFinite(options.value, ['value']);
  return gammaCdf({ value: value / 2, shape: degrees / 2, tail: options.tail ?? 'lower' });
}

function lowerSeries(shape: number, value: number): number {
  let term = 1;
  let sum = 1;
  for (let index = 1; term > sum * 1e-17; index += 1) {
    term *= value / (shape + index);
    sum += term;
  }
  return sum;
}

function upperFraction(shape: number, value: number): number {
  const tiny = 1e-300;
  const away = (part: number) => (Math.abs(part) < tiny ? tiny : part);
  let b = value + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / away(b);
  let fraction = d;
  for (let index = 1; index < 1_000_000; index += 1) {
    const a = -index * (index - shape);
    b += 2;
    d = 1 / away(a * d + b);
    c = away(b + a / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 2e-16) break;
  }
  return fraction;
}
