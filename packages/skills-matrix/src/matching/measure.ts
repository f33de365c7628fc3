import { invalidInput } from '@meritkit/core/errors';

/**
 * Discounted cumulative gain of a shortlist, and its share of the best order's: how good a ranking is where people
 * judged each candidate. Gain over log2(rank + 1), ranks from 1.
 *
 * Source: K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.
 *
 * @throws InvalidInputError `skills/invalid-gain` for a gain that is not a number of 0 or more
 * @example
 * ```ts
 * import { measureShortlist } from '@meritkit/skills-matrix';
 *
 * measureShortlist({ gains: [3, 2, 3, 0, 1, 2], idealGains: [3, 3, 3, 2, 2, 2] });
 * // { gain: 6.861126688593501, ideal: 8.740262365546284, normalised: 0.785 }
 * ```
 */
export function measureShortlist(options: {
  /** Judged gain of each candidate, in the shortlist's order. */
  readonly gains: readonly number[];
  /** Gains of the best possible shortlist; default: these gains in falling order. */
  readonly idealGains?: readonly number[];
}): { readonly gain: number; readonly ideal: number; readonly normalised: number | null } {
  const gain = discounted(options.gains, 'gains');
  const ideal = discounted(options.idealGains ?? [...options.gains].sort((a, b) => b - a), 'idealGains');
  return { gain, ideal, normalised: ideal === 0 ? null : gain / ideal };
}

function discounted(gains: readonly number[], name: string): number {
  return gains.reduce((sum, gain, at) => {
    if (!(gain >= 0 && Number.isFinite(gain))) {
      throw invalidInput('skills/invalid-gain', [name, at], `${gain} is not a number of 0 or more`);
    }
    return sum + gain / Math.log2(at + 2);
  }, 0);
}
