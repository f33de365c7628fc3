import { type AdmitDemandOptions, admitDemand, stoppedAnswer } from '../admission/admit.ts';
import type { Admission } from '../admission/answer.ts';
import { type SuggestRemediesOptions, suggestRemedies } from '../remedies/suggest.ts';
import type { Remedy } from '../remedies/types.ts';

/**
 * Has a question worked out elsewhere, so that the thread that asks stays free: what `runInWorker` answers fits as it is.
 * The result is null where it was stopped before there was any.
 */
export type Runner<Task, Result> = (
  task: Task,
) => Promise<{ readonly result: Result | null; readonly cancelled: boolean }>;

/** Answers whether a demand can be met: a worker's `admit`. */
export type AdmissionRunner = Runner<AdmitDemandOptions, Admission>;

/** Answers what can be done about it: a worker's `remedies`. */
export type RemediesRunner = Runner<SuggestRemediesOptions, readonly Remedy[]>;

/** The answer by a runner, or here; stopped, it is what was known by then. */
export async function runAdmission(question: AdmitDemandOptions, runner?: AdmissionRunner): Promise<Admission> {
  if (runner === undefined) return admitDemand(question);
  return (await runner(question)).result ?? stoppedAnswer(question.demand);
}

/**
 * As `runAdmission`, for an answer that is to be kept: whoever stops the search wants no promise, so stopped it is no yes,
 * though one was found meanwhile; and it is not asked again when another write comes in between.
 */
export function keepableAdmission(runner?: AdmissionRunner): (question: AdmitDemandOptions) => Promise<Admission> {
  let isStopped = false;
  return async (question) => {
    if (runner === undefined) return admitDemand(question);
    if (!isStopped) {
      const { result, cancelled } = await runner(question);
      if (result !== null && !cancelled) return result;
      isStopped = true;
    }
    return stoppedAnswer(question.demand);
  };
}

/** The remedies by a runner, or here; stopped, those that were tried by then. */
export async function runRemedies(
  question: SuggestRemediesOptions,
  runner?: RemediesRunner,
): Promise<readonly Remedy[]> {
  if (runner === undefined) return suggestRemedies(question);
  return (await runner(question)).result ?? [];
}
