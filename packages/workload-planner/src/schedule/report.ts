import { fromDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { ScheduleBounds } from './bounds.ts';
import type { ScheduleModel } from './model.ts';
import type { Board, Score } from './place.ts';
import { isKept, type PlacementReason, reasonOf, type UnplacedReason, whyUnplaced } from './reasons.ts';
import { readStretches, type Stretch } from './stretches.ts';

/** A person's work on an item without a break for other work. Offsets are hours of their day's free hours. */
export interface Assignment {
  readonly itemId: string;
  readonly roleId: string | null;
  readonly personId: string;
  readonly start: string;
  readonly startOffsetHours: number;
  /** The last day worked on it. */
  readonly finish: string;
  readonly finishOffsetHours: number;
  readonly hours: number;
}

/** When an item is done, and why then. */
export interface ScheduledItem {
  readonly itemId: string;
  readonly projectId: string | null;
  readonly start: string;
  /** The last day worked on it. */
  readonly finish: string;
  readonly deadline: string | null;
  /** Whole days after the deadline; 0 in time; null without a deadline. */
  readonly lateDays: number | null;
  readonly reason: PlacementReason;
}

/** An item without a place in the plan. */
export interface UnplacedItem {
  readonly itemId: string;
  readonly rejection: UnplacedReason;
}

/** A measure of a schedule next to what no schedule can beat; gap = (value − bound) / bound, null where the bound is 0. */
export interface Measure {
  readonly value: number;
  readonly lowerBound: number;
  readonly gap: number | null;
}

/** A schedule as data. */
export interface Plan {
  readonly start: string;
  readonly horizonEnd: string;
  readonly items: readonly ScheduledItem[];
  readonly assignments: readonly Assignment[];
  readonly unplaced: readonly UnplacedItem[];
  /** Days from the plan's start to the end of its last item. */
  readonly makespanDays: Measure;
  /** Days late, each weighted by its item's priority. */
  readonly weightedLateDays: Measure;
  readonly lateItems: number;
  /** True where both measures are at their bounds: nothing can be better. */
  readonly provenOptimal: boolean;
  readonly schedules: number;
}

/** Turns a filled board into a plan. */
export function planOf(options: {
  readonly model: ScheduleModel;
  readonly board: Board;
  readonly bounds: ScheduleBounds;
  readonly score: Score;
  readonly schedules: number;
  /** Where a replan held items to the day they were on before; null where it did not. */
  readonly notBefore?: Float64Array | null;
}): Plan {
  const { model, board, bounds, score } = options;
  const { grid } = model;
  const stretches = readStretches(model, board);
  const items: ScheduledItem[] = [];
  const unplaced: UnplacedItem[] = [];
  for (const [index, item] of model.items.entries()) {
    if (board.itemFinish[index] === Number.POSITIVE_INFINITY) {
      unplaced.push({ itemId: item.id, rejection: whyUnplaced(model, board, index) });
      continue;
    }
    const own = stretches.byItem[index]!;
    const start = own.reduce((least, stretch) => Math.min(least, stretch.start), Number.POSITIVE_INFINITY);
    const finish = board.itemFinish[index]!;
    const begins = own.length === 0 ? momentOf(model, board, index) : start;
    const late = finish - model.due[index]!;
    items.push({
      itemId: item.id,
      projectId: item.projectId ?? null,
      start: fromDay(grid.first + Math.floor(begins)),
      finish: fromDay(grid.first + lastDayOf(finish, begins)),
      deadline: item.deadline ?? null,
      lateDays: item.deadline === undefined ? null : late > 1e-9 ? Math.ceil(late - 1e-9) : 0,
      reason: isKept(options, index, begins) ? { kind: 'kept' } : reasonOf(model, board, index, begins, own),
    });
  }
  const makespanDays = measureOf(score.makespan, bounds.makespan);
  const weightedLateDays = measureOf(score.lateness, bounds.lateness);
  return {
    start: fromDay(grid.first),
    horizonEnd: fromDay(grid.first + grid.days),
    items,
    assignments: stretches.all.map((stretch) => assignmentOf(model, stretch)),
    unplaced,
    makespanDays,
    weightedLateDays,
    lateItems: items.filter((item) => (item.lateDays ?? 0) > 0).length,
    provenOptimal:
      unplaced.length === 0 && score.makespan <= bounds.makespan + 1e-9 && score.lateness <= bounds.lateness + 1e-9,
    schedules: options.schedules,
  };
}

function assignmentOf(model: ScheduleModel, stretch: Stretch): Assignment {
  const { grid } = model;
  const base = stretch.row * (grid.days + 1);
  const startDay = Math.floor(stretch.start);
  const finishDay = lastDayOf(stretch.end, stretch.start);
  return {
    itemId: model.items[model.partItem[stretch.part]!]!.id,
    roleId: model.partRole[stretch.part]!,
    personId: grid.people[stretch.row]!.id,
    start: fromDay(grid.first + startDay),
    startOffsetHours: toHours(stretch.from - model.axis[base + startDay]!),
    finish: fromDay(grid.first + finishDay),
    finishOffsetHours: toHours(stretch.to - model.axis[base + finishDay]!),
    hours: toHours(stretch.to - stretch.from),
  };
}

/**
 * When an item without work of its own happens: with the end of what it waited for, on that day, even where the next
 * day begins at the same time; else when it may begin.
 */
function momentOf(model: ScheduleModel, board: Board, item: number): number {
  const ready = board.itemReady[item]!;
  const waits = model.firstPredecessor[item]! < model.firstPredecessor[item + 1]!;
  return waits && ready > model.release[item]! && Number.isInteger(ready) ? Math.max(0, ready - 1) : ready;
}

/** A finish of 3.0 is the end of day 2. */
function lastDayOf(finish: number, start: number): number {
  return Math.max(Math.ceil(finish) - 1, Math.floor(start), 0);
}

function measureOf(value: number, lowerBound: number): Measure {
  const bound = Math.min(value, lowerBound);
  return { value, lowerBound: bound, gap: value - bound < 1e-9 ? 0 : bound === 0 ? null : (value - bound) / bound };
}
