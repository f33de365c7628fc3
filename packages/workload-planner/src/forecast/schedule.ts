import { invalidInput, reject } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import type { TentativeOption } from '../load/tentative.ts';
import { checkNumber, checkWhole } from '../model/check.ts';
import type { Team, WorkItem } from '../model/types.ts';
import { improvements, told } from '../schedule/improve.ts';
import type { ScheduleModel } from '../schedule/model.ts';
import { createBoard, placeAll } from '../schedule/place.ts';
import { prepareSchedule } from '../schedule/schedule-work.ts';
import { finish, isTold, neverStop, type Stop, type TaskProgress } from '../steps.ts';
import { fromDay } from '../time/day.ts';
import { mapPercentiles, type Percentiles, percentilesOf } from './percentiles.ts';
import { drawByRecord, drawHours, fitSlips, type PastEstimate, type SlipFit, type ThreePoint } from './slip.ts';
import type { TooLittleHistory } from './throughput.ts';

/** The options of `forecastSchedule`. */
export interface ForecastScheduleOptions extends TentativeOption {
  readonly team: Team;
  readonly items: readonly WorkItem[];
  readonly start: string;
  readonly seed: number | string;
  /** Low, likely and high by item: this or a `record`. Items without one take their effort as it is, and are named. */
  readonly estimates?: Readonly<Record<string, ThreePoint>>;
  /** With `estimates`: the share of an item's uncertainty that its whole project has in common, 0 to 1. */
  readonly commonShare?: number;
  /** In place of `estimates`: what past work took; bias, shared slips and tails are then the company's own. */
  readonly record?: readonly PastEstimate[];
  /** Simulated futures; 500 where left out. */
  readonly runs?: number;
  /** Schedules tried to find the order of work; 40 where left out. */
  readonly schedules?: number;
  readonly horizonDays?: number;
}

/** When a project, or everything, will be done. Days count from the start; null: not within the horizon. */
export interface FinishForecast {
  readonly projectId: string | null;
  readonly finishDays: Percentiles<number | null>;
  readonly finish: Percentiles<string | null>;
}

/** When the work is done at four levels of confidence, and how likely each deadline is kept; or too little to go by. */
export type ScheduleForecast =
  | {
      readonly ok: true;
      readonly all: FinishForecast;
      readonly projects: readonly FinishForecast[];
      /** How likely each deadline is kept. */
      readonly deadlines: readonly { readonly itemId: string; readonly deadline: string; readonly onTime: number }[];
      readonly slip: Omit<SlipFit, 'residuals'> | null;
      /** Items with work whose effort was taken as certain, because `estimates` has none for them. */
      readonly withoutEstimate: readonly string[];
      readonly runs: number;
    }
  | { readonly ok: false; readonly rejection: TooLittleHistory };

/**
 * When scheduled work will really be done: the schedule's order is kept while every item's effort is drawn again and
 * again, slips that a project shares included, and each future is scheduled in full. Each item has its own stream of
 * random numbers, so two plans that share items meet the same luck and differ by the plan alone.
 *
 * @throws InvalidInputError `planner/invalid-number` for an estimate out of order or a missing `commonShare`,
 * `planner/invalid-input` for neither or both of estimates and record, or an estimate of no item; and those of
 * `scheduleWork`.
 * @example
 * ```ts
 * import { forecastSchedule } from '@meritkit/workload-planner';
 *
 * const forecast = forecastSchedule({
 *   team: { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] },
 *   items: [{ id: 'shop', effortHours: 40, deadline: '2026-11-27' }],
 *   start: '2026-11-16',
 *   seed: 1,
 *   estimates: { shop: { lowHours: 30, likelyHours: 40, highHours: 80 } },
 *   commonShare: 0.3,
 * });
 * forecast.ok && forecast.all.finish.p50; // '2026-11-23'
 * ```
 */
export function forecastSchedule(options: ForecastScheduleOptions): ScheduleForecast {
  // Never stopped, it has all its futures.
  return finish(forecastSteps(options, neverStop))!;
}

/** Fewer futures say nothing about one in twenty of them. */
const LEAST_RUNS = 100;

/** As `forecastSchedule`, some futures at a time; stopped, it answers by those it has, with null where they are too few. */
export function* forecastSteps(
  options: ForecastScheduleOptions,
  stop: Stop,
): Generator<TaskProgress, ScheduleForecast | null> {
  const runs = options.runs ?? 500;
  checkWhole(runs, ['runs'], LEAST_RUNS, 100_000);
  checkEstimates(options);
  const { record } = options;
  const projects = new Set(record?.map(({ projectId }) => projectId)).size;
  if (record !== undefined && projects < 3) {
    return reject('planner/too-little-history', { periods: projects, needed: 3 });
  }
  const { model, bounds } = prepareSchedule(options);
  const schedules = options.schedules ?? 40;
  const { seed } = options;
  const { order } = yield* told(improvements({ model, bounds, schedules, seed, stop }), schedules + runs);
  const fit = record === undefined ? null : fitSlips(record);
  const finishes: Float64Array[] = [];
  for (const future of simulate(options, model, order, fit)) {
    finishes.push(future);
    if (finishes.length === runs || stop()) break;
    if (isTold(finishes.length)) yield { done: schedules + finishes.length, of: schedules + runs };
  }
  if (finishes.length < LEAST_RUNS) return null;
  return {
    ok: true,
    ...summarise(options, model, finishes),
    withoutEstimate: record === undefined ? itemsWithoutEstimate(options) : [],
    slip: fit === null ? null : { bias: fit.bias, projectSpread: fit.projectSpread, projects: fit.projects },
    runs: finishes.length,
  };
}

function itemsWithoutEstimate({ items, estimates }: ForecastScheduleOptions): readonly string[] {
  return items
    .filter(({ id, effortHours }) => effortHours > 0 && !Object.hasOwn(estimates ?? {}, id))
    .map(({ id }) => id);
}

/** One source of uncertainty, no more and no less: with none, every date would come out certain. */
function checkSource({ estimates, record, items }: ForecastScheduleOptions): void {
  if (estimates === undefined && record === undefined) {
    throw invalidInput(
      'planner/invalid-input',
      ['estimates'],
      'say how uncertain the efforts are: estimates or a record',
    );
  }
  if (estimates !== undefined && record !== undefined) {
    throw invalidInput('planner/invalid-input', ['record'], 'estimates or a record: not both');
  }
  const known = new Set(items.map(({ id }) => id));
  for (const id of Object.keys(estimates ?? {})) {
    if (!known.has(id)) throw invalidInput('planner/invalid-input', ['estimates', id], 'there is no such item');
  }
}

function checkEstimates(options: ForecastScheduleOptions): void {
  checkSource(options);
  const { estimates, commonShare } = options;
  for (const [id, estimate] of Object.entries(estimates ?? {})) {
    const path = ['estimates', id];
    checkNumber(estimate.lowHours, [...path, 'lowHours'], Number.MIN_VALUE);
    checkNumber(estimate.likelyHours, [...path, 'likelyHours'], estimate.lowHours);
    checkNumber(estimate.highHours, [...path, 'highHours'], estimate.likelyHours);
  }
  for (const [index, past] of (options.record ?? []).entries()) {
    checkNumber(past.estimateHours, ['record', index, 'estimateHours'], Number.MIN_VALUE);
    checkNumber(past.actualHours, ['record', index, 'actualHours'], Number.MIN_VALUE);
  }
  if (estimates === undefined) return;
  if (commonShare === undefined) {
    throw invalidInput(
      'planner/invalid-number',
      ['commonShare'],
      'how much slips have in common must be said: 0 is never true',
    );
  }
  checkNumber(commonShare, ['commonShare'], 0, 1);
}

/** Finishes by item, in days, of one future after another without end. */
function* simulate(
  options: ForecastScheduleOptions,
  model: ScheduleModel,
  order: Int32Array,
  fit: SlipFit | null,
): Generator<Float64Array, never> {
  const random = createRandom(options.seed);
  const own = model.items.map((item) => random.fork(`item ${item.id}`));
  const projectIds = [...new Set(model.items.map((item) => item.projectId ?? ''))];
  const shared = new Map(projectIds.map((id) => [id, random.fork(`project ${id}`)]));
  const future = { ...model, partUnits: new Float64Array(model.partUnits.length) };
  const board = createBoard(model);
  const factor = new Float64Array(model.items.length);
  for (;;) {
    const common = new Map([...shared].map(([id, stream]) => [id, stream.normal()]));
    for (const [index, item] of model.items.entries()) {
      factor[index] = factorOf(options, item, fit, common.get(item.projectId ?? '')!, own[index]!);
    }
    for (const [part, units] of model.partUnits.entries()) {
      future.partUnits[part] = Math.round(units * factor[model.partItem[part]!]!);
    }
    placeAll(future, order, board);
    yield board.itemFinish.slice();
  }
}

type Stream = ReturnType<typeof createRandom>;

function factorOf(
  options: ForecastScheduleOptions,
  item: WorkItem,
  fit: SlipFit | null,
  common: number,
  own: Stream,
): number {
  if (item.effortHours === 0) return 1;
  if (fit !== null) return drawByRecord(1, fit, common, own);
  const luck = own.normal();
  const { estimates = {} } = options;
  const estimate = Object.hasOwn(estimates, item.id) ? estimates[item.id] : undefined;
  return estimate === undefined ? 1 : drawHours(estimate, common, luck, options.commonShare!) / item.effortHours;
}

function summarise(options: ForecastScheduleOptions, model: ScheduleModel, finishes: readonly Float64Array[]) {
  const latest = (items: readonly number[]) =>
    Float64Array.from(finishes, (finish) => items.reduce((last, item) => Math.max(last, finish[item]!), 0));
  const forecastOf = (projectId: string | null, items: readonly number[]): FinishForecast => {
    const finishDays = mapPercentiles(percentilesOf(latest(items)), (days) => (Number.isFinite(days) ? days : null));
    const finish = mapPercentiles(finishDays, (days) =>
      days === null ? null : fromDay(model.grid.first + Math.max(0, Math.ceil(days - 1e-9) - 1)),
    );
    return { projectId, finishDays, finish };
  };
  const byProject = new Map<string, number[]>();
  for (const [index, { projectId }] of options.items.entries()) {
    if (projectId !== undefined) byProject.set(projectId, [...(byProject.get(projectId) ?? []), index]);
  }
  const deadlines = options.items.flatMap((item, index) => {
    if (item.deadline === undefined) return [];
    const kept = finishes.filter((finish) => finish[index]! <= model.due[index]! + 1e-9).length;
    return [{ itemId: item.id, deadline: item.deadline, onTime: kept / finishes.length }];
  });
  return {
    all: forecastOf(null, [...model.items.keys()]),
    projects: [...byProject].map(([id, items]) => forecastOf(id, items)),
    deadlines,
  };
}
