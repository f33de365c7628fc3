import { type AdmitDemandOptions, admitSteps } from '../admission/admit.ts';
import type { Admission } from '../admission/answer.ts';
import { type ForecastScheduleOptions, forecastSteps, type ScheduleForecast } from '../forecast/schedule.ts';
import { remedySteps, type SuggestRemediesOptions } from '../remedies/suggest.ts';
import type { Remedy } from '../remedies/types.ts';
import { type Replan, type ReplanOptions, replanSteps } from '../replan/replan.ts';
import { type CompareScenariosOptions, compareSteps, type ScenariosCompared } from '../scenarios/compare.ts';
import type { Plan } from '../schedule/report.ts';
import { type ScheduleProgress, type ScheduleWorkOptions, searchSchedules } from '../schedule/schedule-work.ts';
import {
  type ProjectSolution,
  type SolveProgress,
  type SolveProjectOptions,
  solveSteps,
} from '../solver/solve-project.ts';
import type { Stop, TaskProgress } from '../steps.ts';

/** What a worker is asked: everything of `scheduleWork` that can be posted. */
export type ScheduleTask = Omit<ScheduleWorkOptions, 'stop' | 'onImprovement'>;

/** Everything of `solveProject` that can be posted. Without `schedules` it goes on until it has proven its answer. */
export interface SolveTask extends Pick<SolveProjectOptions, 'project' | 'seed'> {
  readonly schedules?: number;
}

interface Task<Asked, Told, Result> {
  readonly task: Asked;
  readonly progress: Told;
  readonly result: Result;
}

/**
 * What a worker can be asked, by kind, with what it tells on the way and what it answers: `admitDemand`, `scheduleWork`,
 * `suggestRemedies`, `replan`, `forecastSchedule`, `compareScenarios`, `solveProject`.
 */
export interface WorkerTasks {
  readonly admit: Task<AdmitDemandOptions, TaskProgress, Admission>;
  readonly schedule: Task<ScheduleTask, ScheduleProgress, Plan>;
  readonly remedies: Task<SuggestRemediesOptions, TaskProgress, readonly Remedy[]>;
  readonly replan: Task<ReplanOptions, TaskProgress, Replan>;
  readonly forecast: Task<ForecastScheduleOptions, TaskProgress, ScheduleForecast>;
  readonly compare: Task<CompareScenariosOptions, TaskProgress, ScenariosCompared>;
  readonly solve: Task<SolveTask, SolveProgress, ProjectSolution>;
}

/** How tasks of a kind are worked off; the result is null where one is stopped before it has any. */
export type Runners = {
  readonly [Kind in keyof WorkerTasks]?: (
    task: WorkerTasks[Kind]['task'],
    stop: Stop,
  ) => Generator<WorkerTasks[Kind]['progress'], WorkerTasks[Kind]['result'] | null>;
};

const schedule: Runners['schedule'] = (task, stop) => searchSchedules({ ...task, stop });

const solve: Runners['solve'] = ({ project, seed, schedules }, stop) =>
  solveSteps({ project, seed, budget: { stop, ...(schedules === undefined ? {} : { schedules }) } });

/** Plans alone. */
export const planRunners: Runners = { schedule };

/** Every kind of task. Written out, so that a bundle that serves plans alone can leave it out. */
export const allRunners: Runners = {
  admit: admitSteps,
  schedule,
  remedies: remedySteps,
  replan: replanSteps,
  forecast: forecastSteps,
  compare: compareSteps,
  solve,
};
