import { readDomain, readFinite } from './check.ts';

const halfLogTwoPi = 0.9189385332046728;
// Bernoulli numbers over 2k(2k-1): the Stirling series of log gamma.
const stirling = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
  43_867 / 244_188,
  -174_611 / 125_400,
] as const;

/**
 * The natural logarithm of the gamma function for a positive number: Stirling's series, shifted up for small numbers.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain` for zero and below
 * @example
 * ```ts
 * import { logGamma } from '@meritkit/core/statistics';
 *
 * Math.round(Math.exp(logGamma(5))); // 24
 * ```
 */
export function logGamma(value: number): number {
  readFinite(value, ['value']);
  readDomain(value > 0, ['value'], `${value} is not positive`);
  if (value < 1e-4) return logGamma(value + 1) - Math.log(value);
  return stirlingError(value) + (value - 0.5) * Math.log(value) - value + halfLogTwoPi;
}

/** What Stirling's formula for log(n!) leaves: log Γ(n+1) - (n + ½) log n + n - ½ log 2π, for n > 0. */
export function stirlingError(n: number): number {
  let shifted = n;
  let sum = 0;
  while (shifted < 10) {
    sum += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const inverseSquare = 1 / (shifted * shifted);
  let series = 0;
  for (let index = stirling.length - 1; index >= 0; index -= 1) series = series * inverseSquare + stirling[index]!;
  return sum + series / shifted;
}

/** x log(x/m) + m - x without cancellation near x = m (C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000). */
export function devianceTerm(x: number, m: number): number {
  if (Math.abs(x - m) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let power = 2 * x * v;
  for (let index = 1; index < 1000; index += 1) {
    power *= v * v;
    const next = sum + power / (2 * index + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** Logarithm of the binomial probability Γ(n+1)/(Γ(x+1)Γ(n-x+1)) pˣ qⁿ⁻ˣ, for any 0 <= x <= n (Loader 2000). */
export function logBinomialDensity(x: number, n: number, p: number, q: number): number {
  if (p === 0) return x === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (q === 0) return x === n ? 0 : Number.NEGATIVE_INFINITY;
  if (x === 0) return n === 0 ? 0 : p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q);
  if (x === n) return q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p);
  const errors = stirlingError(n) - stirlingError(x) - stirlingError(n - x);
  const deviances = devianceTerm(x, n * p) + devianceTerm(n - x, n * q);
  return errors - deviances - halfLogTwoPi - 0.5 * (Math.log(x) + Math.log((n - x) / n));
}

/** Logarithm of xᵃ e⁻ˣ / Γ(a+1). */
export function logPoissonDensity(a: number, x: number): number {
  if (x === 0) return a === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (a < 1e-300) return -x;
  return -stirlingError(a) - devianceTerm(a, x) - halfLogTwoPi - 0.5 * Math.log(a);
}
