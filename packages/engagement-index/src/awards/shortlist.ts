import { invalidInput } from '@meritkit/core/errors';
import type { FactReference } from '@meritkit/core/explanation';
import { isErasedPerson } from '../erasure/placeholder.ts';
import { rewardKey } from '../reward-key.ts';

/** A nominee's confirmed contributions. Hours are not among them. */
export interface Nominee {
  readonly personId: string;
  readonly contributions: readonly {
    readonly criterion: string;
    readonly points: number;
    readonly source: FactReference;
  }[];
}

/** A shortlisted person with the reasons, for people to vote on; the list decides nothing. */
export interface ShortlistEntry {
  readonly personId: string;
  readonly score: number;
  readonly reasons: readonly {
    readonly criterion: string;
    readonly points: number;
    readonly sources: readonly FactReference[];
  }[];
}

/**
 * Proposes an awards shortlist: the weighted sum of confirmed contributions by criterion, ties kept in (the list may be
 * longer than asked), with sources. A human vote follows.
 *
 * @throws InvalidInputError `core/invalid-input` for points or weights that are no numbers from 0 up, a size below 1, or
 * somebody nominated twice
 * @example
 * ```ts
 * import { proposeShortlist } from '@meritkit/engagement-index';
 *
 * const source = { system: 'jira', ref: 'PAY-1' };
 * const nominees = [{ personId: 'lin', contributions: [{ criterion: 'impact', points: 3, source }] }];
 * const shortlist = proposeShortlist({ nominees, criteria: [{ id: 'impact', weight: 2 }], size: 3 });
 * shortlist[0]?.score; // 6
 * ```
 */
export function proposeShortlist(options: {
  readonly nominees: readonly Nominee[];
  readonly criteria: readonly { readonly id: string; readonly weight: number }[];
  readonly size: number;
}): readonly ShortlistEntry[] {
  checkProposal(options);
  const scored = options.nominees.map((nominee) => {
    const reasons = options.criteria.flatMap((criterion) => {
      const own = nominee.contributions.filter((contribution) => contribution.criterion === criterion.id);
      const points = criterion.weight * own.reduce((sum, contribution) => sum + contribution.points, 0);
      return own.length === 0
        ? []
        : [{ criterion: criterion.id, points, sources: own.map((contribution) => contribution.source) }];
    });
    return { personId: nominee.personId, score: reasons.reduce((sum, reason) => sum + reason.points, 0), reasons };
  });
  const sorted = scored
    .filter((entry) => entry.score > 0)
    .sort((left, right) => right.score - left.score || (left.personId < right.personId ? -1 : 1));
  const last = sorted[options.size - 1];
  return last === undefined ? sorted : sorted.filter((entry) => entry.score >= last.score);
}

function checkProposal({ nominees, criteria, size }: Parameters<typeof proposeShortlist>[0]): void {
  const refuse = (path: readonly (string | number)[], message: string) =>
    invalidInput('core/invalid-input', path, message);
  const isAmount = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
  if (!Number.isSafeInteger(size) || size < 1) throw refuse(['size'], 'a whole number from 1 up');
  criteria.forEach(({ weight }, at) => {
    if (!isAmount(weight)) throw refuse(['criteria', at, 'weight'], 'a number from 0 up');
  });
  const seen = new Set<string>();
  nominees.forEach(({ personId, contributions }, at) => {
    if (seen.has(personId)) throw refuse(['nominees', at, 'personId'], 'nominated twice');
    seen.add(personId);
    contributions.forEach(({ points }, index) => {
      if (!isAmount(points)) throw refuse(['nominees', at, 'contributions', index, 'points'], 'a number from 0 up');
    });
  });
}

/**
 * The result of a human vote, with the reward of the one winner; a tie has none and goes back to the voters. The votes of
 * people who were erased count on; a shortlisted person who was erased keeps their votes and cannot win.
 *
 * @example
 * ```ts
 * import { countVotes, proposeShortlist } from '@meritkit/engagement-index';
 *
 * const source = { system: 'jira', ref: 'PAY-1' };
 * const nominees = [{ personId: 'lin', contributions: [{ criterion: 'impact', points: 3, source }] }];
 * const shortlist = proposeShortlist({ nominees, criteria: [{ id: 'impact', weight: 2 }], size: 3 });
 * const votes = [{ voterId: 'zhao', personId: 'lin' }];
 * countVotes({ awardId: 'star', shortlist, votes, amount: '500' }).winner; // 'lin'
 * ```
 */
export function countVotes(options: {
  readonly awardId: string;
  readonly shortlist: readonly ShortlistEntry[];
  readonly votes: readonly { readonly voterId: string; readonly personId: string }[];
  readonly amount: string;
}): {
  readonly counts: Readonly<Record<string, number>>;
  readonly winner: string | null;
  readonly reward: { readonly key: string; readonly personId: string; readonly amount: string } | null;
} {
  const byVoter = new Map(options.votes.map((vote) => [vote.voterId, vote.personId]));
  const counts = Object.fromEntries(
    options.shortlist.map((entry) => [
      entry.personId,
      [...byVoter].filter(([voterId, personId]) => personId === entry.personId && voterId !== personId).length,
    ]),
  );
  const eligible = Object.keys(counts).filter((personId) => !isErasedPerson(personId));
  const most = Math.max(1, ...eligible.map((personId) => counts[personId]!));
  const first = eligible.filter((personId) => counts[personId] === most);
  const winner = first.length === 1 ? first[0]! : null;
  const { awardId, amount } = options;
  const reward = winner === null ? null : { key: rewardKey('award', awardId, winner), personId: winner, amount };
  return { counts, winner, reward };
}
