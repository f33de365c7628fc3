import { invalidInput } from '@meritkit/core/errors';

/**
 * The chance of adding exactly `step` under two-sided geometric noise of a count with sensitivity 1.
 *
 * @example
 * ```ts
 * import { geometricChance } from '@meritkit/engagement-index';
 *
 * geometricChance({ epsilon: 1, step: 0 }).toFixed(4); // '0.4621'
 * ```
 */
export function geometricChance(options: { readonly epsilon: number; readonly step: number }): number {
  const decay = Math.exp(-checkEpsilon(options.epsilon));
  return ((1 - decay) / (1 + decay)) * Math.exp(-options.epsilon * Math.abs(options.step));
}

/**
 * The noise, in whole answers, that a uniform number in [0, 1) stands for: the inverse of the two-sided geometric
 * distribution (Ghosh, Roughgarden and Sundararajan 2009). The uniform number must come from a secure source.
 *
 * @example
 * ```ts
 * import { geometricNoise } from '@meritkit/engagement-index';
 *
 * geometricNoise({ epsilon: 1, uniform: 0.95 }); // 2
 * ```
 */
export function geometricNoise(options: { readonly epsilon: number; readonly uniform: number }): number {
  const epsilon = checkEpsilon(options.epsilon);
  if (!(options.uniform >= 0 && options.uniform < 1)) {
    throw invalidInput('engagement/broken-budget', ['uniform'], 'a number in [0, 1)');
  }
  const decay = Math.exp(-epsilon);
  const [negative, zero] = [decay / (1 + decay), (1 - decay) / (1 + decay)];
  if (options.uniform < negative) return -(1 + tail(options.uniform / negative, decay));
  if (options.uniform < negative + zero) return 0;
  return 1 + tail((options.uniform - negative - zero) / negative, decay);
}

function tail(uniform: number, decay: number): number {
  return Math.max(0, Math.floor(Math.log(Math.max(1 - uniform, Number.EPSILON / 2)) / Math.log(decay)));
}

/**
 * The size that noise on a share stays under with 95%, in points, beside the half width of sampling at one half.
 *
 * @example
 * ```ts
 * import { noiseBound } from '@meritkit/engagement-index';
 *
 * noiseBound({ answered: 100, epsilon: 1 }).points.toFixed(2); // '3.00'
 * ```
 */
export function noiseBound(options: { readonly answered: number; readonly epsilon: number }): {
  readonly points: number;
  readonly mean15: number;
} {
  const bound = Math.log(20) / checkEpsilon(options.epsilon) / options.answered;
  return { points: 100 * bound, mean15: 4 * bound };
}

/** Throws `engagement/broken-budget` unless epsilon is a positive number. */
export function checkEpsilon(epsilon: number): number {
  if (!(epsilon > 0) || !Number.isFinite(epsilon)) {
    throw invalidInput('engagement/broken-budget', ['epsilon'], 'epsilon is a positive number');
  }
  return epsilon;
}
