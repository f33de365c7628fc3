/** The stages of a review cycle, in order. A milestone cycle has no mid-way check-in. */
export const cycleStages = [
  'goals-agreed',
  'check-in',
  'self',
  'peers',
  'manager',
  'calibration',
  'shared',
  'appeal',
  'closed',
] as const;

/** A stage of a review cycle. */
export type CycleStage = (typeof cycleStages)[number];

/** How often, or at which event, people are reviewed. */
export type CycleKind = 'quarterly' | 'half-yearly' | 'milestone';

/** A change of a result by a named person; what stood before stays visible beside it. */
export interface ResultOverride {
  readonly from: number;
  readonly to: number;
  readonly by: string;
  readonly at: string;
  /** Id of the erasable reason. */
  readonly reasonId: string;
}

/** A person's result in a cycle: what was proposed for ever, what holds now, and who stands for it. */
export interface ReviewResult {
  readonly personId: string;
  readonly proposed: number;
  readonly current: number;
  readonly coverage: number;
  /** SHA-256 of the score's explanation, which the host keeps. */
  readonly explanationHash: string;
  readonly status: 'proposed' | 'confirmed';
  readonly confirmedBy: string | null;
  readonly overrides: readonly ResultOverride[];
  /** Everybody who proposed, confirmed or changed it, once each: none of them judges an appeal against it. */
  readonly tookPart: readonly string[];
}

/** An appeal against a result, or against being left without one, and how it ended. */
export interface Appeal {
  readonly id: string;
  readonly personId: string;
  readonly at: string;
  readonly reasonId: string;
  readonly status: 'open' | 'upheld' | 'rejected';
  readonly decidedBy: string | null;
  readonly decisionReasonId: string | null;
}

/** Somebody who gets no score in a cycle: unknown, with a reason. */
export interface UnscoredPerson {
  readonly personId: string;
  readonly by: string;
  readonly at: string;
  /** Id of the erasable reason. */
  readonly reasonId: string;
}

/** A review cycle as it is stored. People are opaque ids, such as account ids that lead to a person only by a table that can be erased. */
export interface ReviewCycle {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly kind: CycleKind;
  readonly period: { readonly start: string; readonly end: string };
  readonly stage: CycleStage;
  readonly participants: readonly string[];
  /** SHA-256 of all inputs (results and whom none was given), set when calibration begins; from then on scores come in no more. */
  readonly inputsHash: string | null;
  readonly results: readonly ReviewResult[];
  readonly unscored: readonly UnscoredPerson[];
  readonly appeals: readonly Appeal[];
  /** Length and last hash of the log, so that a log with its end cut off does not pass. */
  readonly log: { readonly length: number; readonly hash: string };
}

/**
 * The stage after this one; null after the last.
 *
 * @example
 * ```ts
 * import { nextStage } from '@meritkit/performance-scoring';
 *
 * nextStage('milestone', 'goals-agreed'); // 'self'
 * nextStage('quarterly', 'closed'); // null
 * ```
 */
export function nextStage(kind: CycleKind, stage: CycleStage): CycleStage | null {
  const stages = cycleStages.filter((candidate) => kind !== 'milestone' || candidate !== 'check-in');
  return stages[stages.indexOf(stage) + 1] ?? null;
}
