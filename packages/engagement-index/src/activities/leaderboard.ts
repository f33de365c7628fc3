import { isErasedPerson } from '../erasure/placeholder.ts';
import { rewardKey } from '../reward-key.ts';
import type { Enrolment } from './enrolment.ts';
import type { Progress } from './progress.ts';
import type { Activity } from './schema.ts';

/** A line of the leaderboard. Equal points share a rank, and the next rank is skipped. */
export interface LeaderboardLine {
  readonly rank: number;
  readonly enrolmentId: string;
  readonly points: number;
  readonly completed: boolean;
  readonly tied: boolean;
}

/**
 * Ranks entries by points; ties share a rank (1, 2, 2, 4) and are in the order of their ids.
 *
 * @example
 * ```ts
 * import { activityFromTemplate, measureProgress, rankEntries } from '@meritkit/engagement-index';
 *
 * const activity = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * const enrolment = { id: 'e1', activityId: 'h1', members: ['lin'], enrolledOn: '2026-11-02' };
 * const source = { system: 'board', ref: 'n1' };
 * const facts = [{ id: 'f1', revision: 1, personId: 'lin', kind: 'help-confirmed', on: '2026-11-05', source }];
 * const progress = [measureProgress({ activity, enrolment, facts })];
 * rankEntries({ progress })[0]?.rank; // 1
 * ```
 */
export function rankEntries(options: { readonly progress: readonly Progress[] }): readonly LeaderboardLine[] {
  const { progress } = options;
  return [...progress]
    .sort((left, right) => right.points - left.points || (left.enrolmentId < right.enrolmentId ? -1 : 1))
    .map((entry) => ({
      rank: 1 + progress.filter((other) => other.points > entry.points).length,
      enrolmentId: entry.enrolmentId,
      points: entry.points,
      completed: entry.completed,
      tied: progress.some((other) => other !== entry && other.points === entry.points),
    }));
}

/** An order to pay points, for a ledger to carry out once: the key is the same on every run. */
export interface RewardInstruction {
  readonly key: string;
  readonly personId: string;
  readonly amount: string;
  readonly reason: { readonly activityId: string; readonly rank: number };
}

/** The winners with their reward instructions. */
export interface Winners {
  readonly lines: readonly LeaderboardLine[];
  readonly rewards: readonly RewardInstruction[];
}

/**
 * Picks the winners (only completed entries rank) and writes one instruction per member; all who tie win the prize of their rank.
 *
 * @example
 * ```ts
 * import { activityFromTemplate, measureProgress, pickWinners } from '@meritkit/engagement-index';
 *
 * const activity = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * const enrolment = { id: 'e1', activityId: 'h1', members: ['lin'], enrolledOn: '2026-11-02' };
 * const source = { system: 'board', ref: 'n1' };
 * const facts = [{ id: 'f1', revision: 1, personId: 'lin', kind: 'help-confirmed', on: '2026-11-05', source }];
 * const progress = [measureProgress({ activity, enrolment, facts })];
 * pickWinners({ activity, enrolments: [enrolment], progress }).rewards[0]?.amount; // '100'
 * ```
 */
export function pickWinners(options: {
  readonly activity: Activity;
  readonly enrolments: readonly Enrolment[];
  readonly progress: readonly Progress[];
}): Winners {
  const { activity, enrolments } = options;
  const lines = rankEntries({ progress: options.progress.filter((entry) => entry.completed) });
  const won = lines.filter((line) => prizeOf(activity, line.rank) !== undefined);
  const rewards = won.flatMap((line) =>
    membersOf(enrolments, line.enrolmentId).map((personId) => ({
      key: rewardKey('activity', activity.id, personId),
      personId,
      amount: prizeOf(activity, line.rank)?.points ?? '0',
      reason: { activityId: activity.id, rank: line.rank },
    })),
  );
  return { lines: won, rewards };
}

/** Those of an entry who can be paid: who was erased has no account any more. */
function membersOf(enrolments: readonly Enrolment[], enrolmentId: string): readonly string[] {
  const members = enrolments.find((enrolment) => enrolment.id === enrolmentId)?.members ?? [];
  return members.filter((personId) => !isErasedPerson(personId));
}

function prizeOf(activity: Activity, rank: number) {
  return activity.prizes.find((prize) => prize.fromRank <= rank && rank <= prize.toRank);
}
