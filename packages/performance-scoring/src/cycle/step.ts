import { type Rejection, reject } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import type { CycleCommand } from './command.ts';
import type { CycleStage, ReviewCycle } from './cycle.ts';

/** Why a command is refused. */
export type CycleRejection =
  | Rejection<'performance/cycle-exists', { readonly cycleId: string }>
  | Rejection<'performance/unknown-cycle', { readonly cycleId: string }>
  | Rejection<'performance/wrong-stage', { readonly stage: CycleStage; readonly allowed: readonly CycleStage[] }>
  | Rejection<'performance/unknown-person', { readonly personId: string }>
  | Rejection<'performance/takes-part-already', { readonly personId: string }>
  | Rejection<'performance/no-result', { readonly personId: string }>
  | Rejection<'performance/inputs-locked', { readonly stage: CycleStage; readonly inputsHash: string }>
  | Rejection<'performance/people-without-score', { readonly personIds: readonly string[] }>
  | Rejection<'performance/unconfirmed-results', { readonly personIds: readonly string[] }>
  | Rejection<'performance/open-appeals', { readonly appealIds: readonly string[] }>
  | Rejection<
      'performance/result-changed',
      { readonly personId: string; readonly seen: number; readonly current: number }
    >
  | Rejection<'performance/already-confirmed', { readonly personId: string; readonly by: string }>
  | Rejection<'performance/own-result', { readonly personId: string }>
  | Rejection<'performance/not-own-result', { readonly personId: string; readonly actorId: string }>
  | Rejection<'performance/reason-required', { readonly command: CycleCommand['kind'] }>
  | Rejection<'performance/appeal-after-close', { readonly cycleId: string }>
  | Rejection<'performance/appeal-open', { readonly appealId: string }>
  | Rejection<'performance/unknown-appeal', { readonly appealId: string }>
  | Rejection<'performance/appeal-decided', { readonly appealId: string; readonly by: string }>
  | Rejection<'performance/judge-in-own-cause', { readonly appealId: string; readonly actorId: string }>;

/** Everything a decision rests on: nothing is read from a clock or from chance. */
export interface DecideInput {
  /** Null where no such cycle exists yet. */
  readonly cycle: ReviewCycle | null;
  readonly cycleId: string;
  readonly command: CycleCommand;
  readonly actorId: string;
  /** Instant with offset. */
  readonly at: string;
  /** Unpredictable: names and salts the reason. */
  readonly newId: string;
  readonly salt: string;
}

/** What a command would change, and what the log says of it. Internal. */
export type Step =
  | {
      readonly ok: true;
      readonly change: Partial<ReviewCycle>;
      readonly data: JsonObject;
      readonly about?: string;
      readonly reason?: string;
    }
  | { readonly ok: false; readonly rejection: CycleRejection };

/** Internal. */
export function wrongStage(cycle: ReviewCycle, allowed: readonly CycleStage[]): Step {
  return reject('performance/wrong-stage', { stage: cycle.stage, allowed });
}
