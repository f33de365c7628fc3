import { NORMAL_95, wilsonShare } from './wilson.ts';

/** A count of favourable answers out of all answers, with how many could have answered. */
export interface ShareCount {
  readonly favourable: number;
  readonly answered: number;
  readonly population?: number;
}

/**
 * The difference of two independent shares, first minus second, with Newcombe's hybrid score interval (95%).
 *
 * Source: Newcombe 1998, method 10.
 *
 * @throws InvalidInputError `engagement/impossible-count`
 * @example
 * ```ts
 * import { newcombeDifference } from '@meritkit/engagement-index';
 *
 * newcombeDifference({ first: { favourable: 56, answered: 70 }, second: { favourable: 48, answered: 80 } }).lower.toFixed(4); // '0.0524'
 * ```
 */
export function newcombeDifference(options: {
  readonly first: ShareCount;
  readonly second: ShareCount;
  readonly z?: number;
}): {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
} {
  const { first, second } = options;
  const z = options.z ?? NORMAL_95;
  const one = wilsonShare({ ...first, z });
  const two = wilsonShare({ ...second, z });
  const share1 = first.favourable / first.answered;
  const share2 = second.favourable / second.answered;
  const square = (value: number) => value * value;
  return {
    difference: share1 - share2,
    lower: share1 - share2 - Math.sqrt(square(share1 - one.lower) + square(two.upper - share2)),
    upper: share1 - share2 + Math.sqrt(square(one.upper - share1) + square(share2 - two.lower)),
  };
}
