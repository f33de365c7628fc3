import type { CycleStage, ReviewCycle } from './cycle.ts';
import { mayNotJudge, waitingForScore } from './results.ts';

/** A step that a cycle waits for. */
export interface WaitingStep {
  /** `advance`: nothing else is open at this stage, so it waits for whoever runs the cycle. */
  readonly step: 'score' | 'confirmation' | 'appeal-decision' | 'advance';
  /** Whose review it is about. */
  readonly personId?: string;
  readonly appealId?: string;
  /** Whose turn it is, where the host's `reviewerOf` says; null: anybody the host lets, but those in `notBy`. */
  readonly waitsOn: string | null;
  /** Who would be refused. */
  readonly notBy: readonly string[];
}

/** What a cycle waits for at its stage. */
export interface CycleWaiting {
  readonly cycleId: string;
  readonly stage: CycleStage;
  readonly steps: readonly WaitingStep[];
}

/**
 * What a cycle waits for, and on whom: scores, confirmations, decisions on appeals, or the next stage. Goals and
 * feedback are in the host's tables, so before `manager` it can only say that it waits for the next stage.
 *
 * @example
 * ```ts
 * import { decideCycle, waitingIn } from '@meritkit/performance-scoring';
 *
 * const decided = decideCycle({
 *   cycle: null, cycleId: 'q4', actorId: 'hr', at: '2026-10-01T09:00:00+08:00', newId: 'id-1', salt: 'id-2',
 *   command: { kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin'] },
 * });
 * if (!decided.ok) throw new Error(decided.rejection.code);
 * waitingIn({ cycle: { ...decided.cycle, stage: 'manager' }, reviewerOf: () => 'zhou' }).steps;
 * // [{ step: 'score', personId: 'lin', waitsOn: 'zhou', notBy: [] }]
 * ```
 */
export function waitingIn(options: {
  readonly cycle: ReviewCycle;
  /** Who reviews a person today, from the host's organisation; null or undefined where nobody does. */
  readonly reviewerOf?: (personId: string) => string | null | undefined;
}): CycleWaiting {
  const { cycle, reviewerOf } = options;
  const turn = (personId: string, notBy: readonly string[]) => {
    const reviewer = reviewerOf?.(personId) ?? null;
    return { personId, waitsOn: reviewer !== null && notBy.includes(reviewer) ? null : reviewer, notBy };
  };
  const open = openSteps(cycle, turn);
  const next: WaitingStep = { step: 'advance', waitsOn: null, notBy: [] };
  const steps = open.length > 0 || cycle.stage === 'closed' ? open : [next];
  return { cycleId: cycle.id, stage: cycle.stage, steps };
}

function openSteps(
  cycle: ReviewCycle,
  turn: (personId: string, notBy: readonly string[]) => Omit<WaitingStep, 'step'>,
): readonly WaitingStep[] {
  const { stage, results, appeals } = cycle;
  if (stage === 'manager') {
    return waitingForScore(cycle).map((personId) => ({ step: 'score', ...turn(personId, []) }));
  }
  if (stage === 'calibration') {
    return results
      .filter((result) => result.status === 'proposed')
      .map(({ personId }) => ({ step: 'confirmation', ...turn(personId, [personId]) }));
  }
  return appeals
    .filter((appeal) => appeal.status === 'open')
    .map(({ id, personId }) => {
      const notBy = mayNotJudge(cycle, personId);
      return { step: 'appeal-decision', personId, appealId: id, waitsOn: null, notBy };
    });
}
