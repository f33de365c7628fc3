import { invalidInput } from '@meritkit/core/errors';

/** The two-sided 95% point of the normal distribution: what intervals here use unless told otherwise. */
export const NORMAL_95 = 1.959963984540054;

/**
 * Wilson's score interval of a share. With `population` (how many could have answered) it is narrowed by the finite
 * population correction n' = n(N - 1)/(N - n): a census has no sampling error. Returns shares from 0 to 1.
 *
 * Source: Wilson 1927; Newcombe 1998 (method 3); the correction as in Cochran 1977.
 *
 * @throws InvalidInputError `engagement/impossible-count`
 * @example
 * ```ts
 * import { wilsonShare } from '@meritkit/engagement-index';
 *
 * const { lower, upper } = wilsonShare({ favourable: 28, answered: 40, population: 50 });
 * [lower.toFixed(4), upper.toFixed(4)]; // ['0.6325', '0.7598']
 * ```
 */
export function wilsonShare(options: {
  readonly favourable: number;
  readonly answered: number;
  readonly population?: number;
  readonly z?: number;
}): { readonly lower: number; readonly upper: number } {
  const { favourable, answered, population } = options;
  const z = options.z ?? NORMAL_95;
  if (!(answered > 0) || !(favourable >= 0) || favourable > answered) {
    throw invalidInput('engagement/impossible-count', ['favourable'], `${favourable} of ${answered} is no share`);
  }
  if (population !== undefined && !(population >= answered)) {
    throw invalidInput(
      'engagement/impossible-count',
      ['population'],
      `${population} people cannot give ${answered} answers`,
    );
  }
  const share = favourable / answered;
  if (population === answered) return { lower: share, upper: share };
  const n = population === undefined ? answered : (answered * (population - 1)) / (population - answered);
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return {
    lower: favourable === 0 ? 0 : Math.max(0, centre - half),
    upper: favourable === answered ? 1 : Math.min(1, centre + half),
  };
}
