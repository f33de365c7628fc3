import { readDomain, readFinite, readProbability } from './check.ts';
import { logBinomialDensity } from './gamma.ts';
import { solveMonotone } from './solve.ts';

/** Which side of a distribution is asked for; the upper one is computed directly, not as 1 minus the lower. */
export type Tail = 'lower' | 'upper';

/** Logarithms of both tails of the beta distribution at x, with y = 1 - x given apart so that neither end loses digits. */
export function logBetaTails(options: {
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
  readonly beta: number;
}): { readonly lower: number; readonly upper: number } {
  const { x, y, alpha, beta } = options;
  if (x <= 0) return { lower: Number.NEGATIVE_INFINITY, upper: 0 };
  if (y <= 0) return { lower: 0, upper: Number.NEGATIVE_INFINITY };
  const density = logBinomialDensity(alpha, alpha + beta, x, y);
  const lowerFirst = x * (alpha + beta + 2) < alpha + 1;
  const [a, b, at] = lowerFirst ? [alpha, beta, x] : [beta, alpha, y];
  const side = density + Math.log(b / (a + b)) + Math.log(betaFraction(a, b, at));
  const near = Math.min(side, 0);
  const other = Math.log1p(-Math.exp(near));
  return lowerFirst ? { lower: near, upper: other } : { lower: other, upper: near };
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 1_000_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 2e-16) break;
  }
  return fraction;
}

/**
 * Probability that a beta-distributed number is at most `value` (or, with `tail: 'upper'`, above it): the regularised
 * incomplete beta function.
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { betaCdf } from '@meritkit/core/statistics';
 *
 * betaCdf({ value: 0.5, alpha: 2, beta: 2 }).toFixed(12); // '0.500000000000'
 * ```
 */
export function betaCdf(options: {
  readonly value: number;
  readonly alpha: number;
  readonly beta: number;
  readonly tail?: Tail;
}): number {
  readFinite(options.value, ['value']);
  const { alpha, beta } = readShapes(options);
  const x = Math.min(1, Math.max(0, options.value));
  return Math.exp(logBetaTails({ x, y: 1 - x, alpha, beta })[options.tail ?? 'lower']);
}

/**
 * The value that a beta-distributed number stays below with a probability (exceeds it, with `tail: 'upper'`).
 *
 * @throws InvalidInputError `core/not-a-number`, `core/statistic-domain`
 * @example
 * ```ts
 * import { betaQuantile } from '@meritkit/core/statistics';
 *
 * betaQuantile({ probability: 0.5, alpha: 3, beta: 3 }).toFixed(12); // '0.500000000000'
 * ```
 */
export function betaQuantile(options: {
  readonly probability: number;
  readonly alpha: number;
  readonly beta: number;
  readonly tail?: Tail;
}): number {
  const { alpha, beta } = readShapes(options);
  return 1 / (1 + Math.exp(-betaLogit({ ...options, alpha, beta, tail: options.tail ?? 'lower' })));
}

/** log(x / (1 - x)) of a beta quantile: precise at both ends of the unit interval. */
export function betaLogit(options: {
  readonly probability: number;
  readonly alpha: number;
  readonly beta: number;
  readonly tail: Tail;
}): number {
  const { alpha, beta, tail } = options;
  const probability = readProbability(options.probability, ['probability']);
  const [lowest, highest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (probability === 0) return tail === 'lower' ? lowest : highest;
  if (probability === 1) return tail === 'lower' ? highest : lowest;
  // The smaller of the two tails is the one with all its digits.
  const side: Tail = probability <= 0.5 ? tail : tail === 'lower' ? 'upper' : 'lower';
  const target = probability <= 0.5 ? Math.log(probability) : Math.log1p(-probability);
  const sign = side === 'lower' ? 1 : -1;
  return solveMonotone({
    low: -745,
    high: 745,
    evaluate: (logit) => {
      const [x, y] = [1 / (1 + Math.exp(-logit)), 1 / (1 + Math.exp(logit))];
      const log = logBetaTails({ x, y, alpha, beta })[side];
      const slope = Math.exp(logBinomialDensity(alpha, alpha + beta, x, y) - log) * ((alpha * beta) / (alpha + beta));
      return { value: sign * (log - target), slope };
    },
  });
}

function readShapes(options: { readonly alpha: number; readonly beta: number }) {
  const alpha = readFinite(options.alpha, ['alpha']);
  const beta = readFinite(options.beta, ['beta']);
  readDomain(alpha > 0, ['alpha'], `${alpha} is not positive`);
  readDomain(beta > 0, ['beta'], `${beta} is not positive`);
  return { alpha, beta };
}
