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

/** Small steps between two that are told: a message each would cost more than the step. */
const TOLD_EVERY = 10;

/** Whether the step with this number, from 1 on, is told. */
export function isTold(step: number): boolean {
  return step % TOLD_EVERY === 0;
}
