/** How far a long task is: so many of its steps are done. */
export interface TaskProgress {
  readonly done: number;
  readonly of: number;
}

/** Asked between steps; true ends a task with what it has by then. */
export type Stop = () => boolean;

/** For whoever waits till the end. */
export const neverStop: Stop = () => false;

/** Takes every step of a task, and answers with its result. */
export function finish<Result>(steps: Generator<unknown, Result>): Result {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** Work that pauses between its questions, so that it can be left: what is yielded says nothing. */
export type Paused<Result> = Generator<undefined, Result>;

/** Small steps between two that are told: a message each would cost more than the step. */
const TOLD_EVERY = 10;

/** A step that places so many items takes long enough to be told by itself. */
const LARGE_STEP = 2_000;

/** Whether the step with this number, from 1 on, is told; the more items a step places, the more of them are. */
export function isTold(step: number, items = 1): boolean {
  const every = Math.min(TOLD_EVERY, Math.max(1, Math.floor(LARGE_STEP / Math.max(1, items))));
  return step % every === 0;
}
