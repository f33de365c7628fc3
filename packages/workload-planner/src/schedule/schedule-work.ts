import { buildGrid } from '../load/grid.ts';
import { countTentative, type TentativeOption } from '../load/tentative.ts';
import { checkTeam, checkWhole } from '../model/check.ts';
import { checkItems } from '../model/check-demand.ts';
import type { Team, WorkItem } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { boundSchedule, type ScheduleBounds } from './bounds.ts';
import { type Improvement, improvements } from './improve.ts';
import { buildScheduleModel, type ScheduleModel } from './model.ts';
import { createBoard, placeAll } from './place.ts';
import { type Plan, planOf } from './report.ts';

/** What a plan is known to be while it is being improved. */
export interface ScheduleProgress {
  /** False where the last schedule was no better. */
  readonly improved: boolean;
  readonly schedules: number;
  readonly makespanDays: number;
  readonly weightedLateDays: number;
  readonly lowerBoundDays: number;
}

/** The options of `scheduleWork`. */
export interface ScheduleWorkOptions extends TentativeOption {
  readonly team: Team;
  readonly items: readonly WorkItem[];
  /** The plan's first day. */
  readonly start: string;
  readonly seed: number | string;
  /** How many schedules are tried at most; 100 where left out. */
  readonly schedules?: number;
  /** How far ahead work is placed, in days; 730 where left out. */
  readonly horizonDays?: number;
  /** Asked before each schedule after the first; true ends the search with the best so far. */
  readonly stop?: () => boolean;
  readonly onImprovement?: (progress: ScheduleProgress) => void;
}

/**
 * Places work on people and days: skills and levels, several people and roles per item, precedence, priorities,
 * calendars, absences and what people are promised to already. First as little weighted lateness as possible, then an
 * early end. Comes with what no schedule can beat, the gap to it, and why each item is where it is.
 *
 * Serial schedule generation from four priority rules, then a seeded late-acceptance search; the same input, seed and
 * budget give the same plan. Items share no person at one time, and nobody works more than their free hours.
 *
 * @throws InvalidInputError `planner/precedence-cycle`, `planner/unknown-predecessor`, `planner/effort-mismatch`,
 * `planner/duplicate-id`, `planner/invalid-number`, and those of `levelLoad` for the team.
 * @example
 * ```ts
 * import { scheduleWork } from '@meritkit/workload-planner';
 *
 * const plan = scheduleWork({
 *   team: { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } }] },
 *   items: [
 *     { id: 'build', effortHours: 16, needs: { go: 3 } },
 *     { id: 'release', effortHours: 4, needs: { go: 3 }, predecessors: ['build'] },
 *   ],
 *   start: '2026-11-16',
 *   seed: 1,
 * });
 * plan.items[1]?.finish; // '2026-11-18'
 * ```
 */
export function scheduleWork(options: ScheduleWorkOptions): Plan {
  const search = searchSchedules(options);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (step.value.improved) options.onImprovement?.(step.value);
  }
}

/**
 * As `scheduleWork`, one schedule at a time: show how far it is, wait, go on or leave. Returns the plan at the end.
 *
 * @example
 * ```ts
 * import { searchSchedules } from '@meritkit/workload-planner';
 *
 * const search = searchSchedules({ team: { people: [] }, items: [], start: '2026-11-16', seed: 1 });
 * search.next().value; // { improved: true, schedules: 1, … }
 * ```
 */
export function* searchSchedules(options: ScheduleWorkOptions): Generator<ScheduleProgress, Plan> {
  const { model, bounds } = prepareSchedule(options);
  const schedules = options.schedules ?? 100;
  checkWhole(schedules, ['schedules'], 1);
  const search = improvements({ model, bounds, schedules, seed: options.seed, stop: options.stop ?? (() => false) });
  for (;;) {
    const step = search.next();
    if (step.done === true) return finishPlan(model, bounds, step.value);
    yield {
      improved: step.value.improved,
      schedules: step.value.schedules,
      makespanDays: step.value.score.makespan,
      weightedLateDays: step.value.score.lateness,
      lowerBoundDays: bounds.makespan,
    };
  }
}

/** Checks the input and builds what the search works on. */
export function prepareSchedule(
  options: TentativeOption & {
    readonly team: Team;
    readonly items: readonly WorkItem[];
    readonly start: string;
    readonly horizonDays?: number;
  },
): { readonly model: ScheduleModel; readonly bounds: ScheduleBounds } {
  checkTeam(options.team);
  checkItems(options.items, ['items']);
  const first = toDay(options.start, ['start']);
  const days = options.horizonDays ?? 730;
  checkWhole(days, ['horizonDays'], 1, 36_500);
  const grid = buildGrid({ team: countTentative(options.team, options), first, end: first + days });
  const model = buildScheduleModel({ grid, items: options.items });
  return { model, bounds: boundSchedule(model) };
}

function finishPlan(model: ScheduleModel, bounds: ScheduleBounds, best: Improvement): Plan {
  const board = createBoard(model);
  const score = placeAll(model, best.order, board);
  return planOf({ model, board, bounds, score, schedules: best.schedules });
}
