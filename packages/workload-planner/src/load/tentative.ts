import { invalidInput } from '@meritkit/core/errors';
import { checkNumber } from '../model/check.ts';
import type { Allocation, Team } from '../model/types.ts';

/**
 * How promises that are not confirmed yet count: in full, not at all, or by a share from 0 to 1 (their likelihood, say, so
 * that many of them count for what they come to on average).
 */
export type TentativeCounting = 'full' | 'ignore' | number;

/** The option that every function takes which counts allocations. */
export interface TentativeOption {
  /** How tentative allocations count; in full where left out. */
  readonly tentative?: TentativeCounting;
}

/**
 * The share by which tentative allocations count.
 *
 * @throws InvalidInputError `planner/invalid-input`, `planner/invalid-number`
 */
export function tentativeShare({ tentative = 'full' }: TentativeOption): number {
  if (tentative === 'full') return 1;
  if (tentative === 'ignore') return 0;
  if (typeof tentative !== 'number') {
    throw invalidInput('planner/invalid-input', ['tentative'], `"${tentative}" is neither full, ignore nor a share`);
  }
  checkNumber(tentative, ['tentative'], 0, 1);
  return tentative;
}

/** The team whose tentative allocations hold so many hours as they count for: the same one where they count in full. */
export function countTentative(team: Team, options: TentativeOption): Team {
  const share = tentativeShare(options);
  const { allocations = [] } = team;
  if (share === 1 || !allocations.some(({ tentative }) => tentative === true)) return team;
  const counted = allocations.flatMap((allocation) => {
    if (allocation.tentative !== true) return [allocation];
    return share === 0 ? [] : [scaled(allocation, share)];
  });
  return { ...team, allocations: counted };
}

/** An allocation of which a share counts, whichever way its hours are stated. */
function scaled(allocation: Allocation, by: number): Allocation {
  const { hoursPerWeek, share, hours } = allocation;
  return {
    ...allocation,
    ...(hoursPerWeek === undefined ? {} : { hoursPerWeek: hoursPerWeek * by }),
    ...(share === undefined ? {} : { share: share * by }),
    ...(hours === undefined ? {} : { hours: hours * by }),
  };
}
