import { invalidInput } from '@meritkit/core/errors';
import { betaCdf, normalCdf } from '@meritkit/core/statistics';

/**
 * The rebound, in points, that the worst of `groups` equal groups shows with no effect at all: it was picked for its
 * bad luck, and luck does not repeat. Exact for binomial shares.
 *
 * @throws InvalidInputError `engagement/impossible-count`
 * @example
 * ```ts
 * import { expectedRebound } from '@meritkit/engagement-index';
 *
 * expectedRebound({ groups: 10, answered: 40, share: 0.5 }).toFixed(1); // '12.1'
 * ```
 */
export function expectedRebound(options: {
  readonly groups: number;
  readonly answered: number;
  readonly share: number;
}): number {
  return 100 * (options.share - expectedWorst(options).mean);
}

/** Mean and variance of the worst group's share. */
function expectedWorst(options: { readonly groups: number; readonly answered: number; readonly share: number }) {
  const { groups, answered, share } = options;
  if (!Number.isSafeInteger(groups) || groups < 1 || !Number.isSafeInteger(answered) || answered < 1) {
    throw invalidInput('engagement/impossible-count', ['groups'], 'groups and answers are counted from 1');
  }
  if (!(share > 0 && share < 1))
    throw invalidInput('engagement/impossible-count', ['share'], 'a share between 0 and 1');
  let [mean, square] = [0, 0];
  for (let count = 1; count <= answered; count += 1) {
    const reach = betaCdf({ value: share, alpha: count, beta: answered - count + 1 });
    let all = 1;
    for (let group = 0; group < groups; group += 1) all *= reach;
    mean += all;
    square += (2 * count - 1) * all;
  }
  return { mean: mean / answered, variance: (square - mean * mean) / (answered * answered) };
}

/** Whether a rebound is more than picking the worst explains. */
export interface CorrectedRebound {
  readonly rebound: number;
  readonly expected: number;
  readonly beyond: number;
  /** Two-sided, for the change beyond what was expected. */
  readonly p: number;
  readonly isEffect: boolean;
}

/**
 * Judges the later share of a group that was picked as the worst of several: the change beyond the expected rebound,
 * tested at 5%. The company's share stands for every group's under no effect.
 *
 * @throws InvalidInputError `engagement/impossible-count`
 * @example
 * ```ts
 * import { correctRebound } from '@meritkit/engagement-index';
 *
 * correctRebound({ groups: 10, answered: 40, companyShare: 0.5, before: 0.38, after: 0.52 }).isEffect; // false
 * ```
 */
export function correctRebound(options: {
  readonly groups: number;
  readonly answered: number;
  readonly companyShare: number;
  readonly before: number;
  readonly after: number;
}): CorrectedRebound {
  const { groups, answered, companyShare, before, after } = options;
  const worst = expectedWorst({ groups, answered, share: companyShare });
  const rebound = 100 * (after - before);
  const expected = 100 * (companyShare - worst.mean);
  // The luck of the pick is in `before`; under no effect the later share is a fresh draw around the company's.
  const error = 100 * Math.sqrt((companyShare * (1 - companyShare)) / answered);
  const beyond = 100 * (after - companyShare);
  const step = 50 / answered;
  const distance = Math.max(0, Math.abs(beyond) - step) / error;
  const p = 2 * normalCdf(-distance);
  return { rebound, expected, beyond, p: Math.min(1, p), isEffect: p < 0.05 };
}
