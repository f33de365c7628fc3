import type { Rejection } from '@meritkit/core/errors';
import { fromDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { timeOfEnd, timeOfStart } from './axis.ts';
import type { ScheduleBounds } from './bounds.ts';
import type { ScheduleModel } from './model.ts';
import type { Board, Score } from './place.ts';

/** Why an item begins when it does and not earlier. */
export type PlacementReason =
  /** It begins on the plan's first day. */
  | { readonly kind: 'at-once' }
  /** It may not start before its own start. */
  | { readonly kind: 'not-before'; readonly start: string }
  /** It waits for an item that ends last of those before it. */
  | { readonly kind: 'waits-for'; readonly itemId: string }
  /** The people who can do it are on other work until then; `itemId` is what the chosen one does before. */
  | { readonly kind: 'people-busy'; readonly personId: string; readonly itemId: string }
  /** The one chosen has no free hours before: away, or promised elsewhere. */
  | { readonly kind: 'no-free-hours'; readonly personId: string }
  /** Kept where it was in the plan before. */
  | { readonly kind: 'kept' };

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

/** Why an item has no place: nobody can, it waits for one without a place, or there is no room before the horizon. */
export type UnplacedReason =
  | Rejection<'planner/nobody-has-skill', { readonly skills: Readonly<Record<string, number>> }>
  | Rejection<'planner/waits-for-unplaced', { readonly predecessorId: string }>
  | Rejection<'planner/beyond-horizon', { readonly horizonEnd: string }>;

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
  readonly kept?: Uint8Array;
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
    const begins = own.length === 0 ? board.itemReady[index]! : start;
    const finish = board.itemFinish[index]!;
    const late = finish - model.due[index]!;
    items.push({
      itemId: item.id,
      projectId: item.projectId ?? null,
      start: fromDay(grid.first + Math.floor(begins)),
      finish: fromDay(grid.first + lastDayOf(finish, begins)),
      deadline: item.deadline ?? null,
      lateDays: item.deadline === undefined ? null : late > 1e-9 ? Math.ceil(late - 1e-9) : 0,
      reason: options.kept?.[index] === 1 ? { kind: 'kept' } : reasonOf(model, board, index, begins, own),
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

interface Stretch {
  readonly part: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  /** The item this person does right before, or -1. */
  readonly after: number;
}

function readStretches(
  model: ScheduleModel,
  board: Board,
): { readonly all: readonly Stretch[]; readonly byItem: readonly (readonly Stretch[])[] } {
  const all: Stretch[] = [];
  const byItem: Stretch[][] = model.items.map(() => []);
  for (let row = 0; row < board.head.length; row += 1) {
    let after = -1;
    let previousEnd = -1;
    for (let at = board.head[row]!; at !== -1; at = board.next[at]!) {
      const [part, from, to] = [board.stretchPart[at]!, board.from[at]!, board.to[at]!];
      const item = model.partItem[part]!;
      const times = { start: timeOfStart(model, row, from), end: timeOfEnd(model, row, to) };
      const stretch = { part, row, from, to, ...times, after: previousEnd === from ? after : -1 };
      all.push(stretch);
      byItem[item]!.push(stretch);
      after = item;
      previousEnd = to;
    }
  }
  return { all, byItem };
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

/** A finish of 3.0 is the end of day 2. */
function lastDayOf(finish: number, start: number): number {
  return Math.max(Math.ceil(finish) - 1, Math.floor(start), 0);
}

function measureOf(value: number, lowerBound: number): Measure {
  const bound = Math.min(value, lowerBound);
  return { value, lowerBound: bound, gap: value - bound < 1e-9 ? 0 : bound === 0 ? null : (value - bound) / bound };
}

function reasonOf(
  model: ScheduleModel,
  board: Board,
  item: number,
  begins: number,
  own: readonly Stretch[],
): PlacementReason {
  const ready = board.itemReady[item]!;
  const first = own.find((stretch) => stretch.start === begins);
  if (first !== undefined && first.after !== -1 && first.after !== item && begins > ready + 1e-9) {
    const personId = model.grid.people[first.row]!.id;
    return { kind: 'people-busy', personId, itemId: model.items[first.after]!.id };
  }
  const cause = causeOfReady(model, board, item, ready);
  // Days off between being ready and beginning belong to what it was ready after.
  if (cause !== null) return cause;
  if (begins < 1 || first === undefined) return { kind: 'at-once' };
  return { kind: 'no-free-hours', personId: model.grid.people[first.row]!.id };
}

function causeOfReady(model: ScheduleModel, board: Board, item: number, ready: number): PlacementReason | null {
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const before = model.predecessor[at]!;
    if (board.itemFinish[before]! >= ready - 1e-9) return { kind: 'waits-for', itemId: model.items[before]!.id };
  }
  if (model.release[item]! > 0) return { kind: 'not-before', start: model.items[item]!.start! };
  return null;
}

function whyUnplaced(model: ScheduleModel, board: Board, item: number): UnplacedReason {
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const before = model.predecessor[at]!;
    if (board.itemFinish[before] === Number.POSITIVE_INFINITY) {
      return { code: 'planner/waits-for-unplaced', predecessorId: model.items[before]!.id };
    }
  }
  const wanted = new Map<number, number>();
  for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
    const kind = model.partKind[part]!;
    wanted.set(kind, (wanted.get(kind) ?? 0) + 1);
    if (wanted.get(kind)! > model.firstAble[kind + 1]! - model.firstAble[kind]!) {
      const { roles, needs = {} } = model.items[item]!;
      const role = roles?.find(({ id }) => id === model.partRole[part]);
      return { code: 'planner/nobody-has-skill', skills: role?.needs ?? needs };
    }
  }
  return { code: 'planner/beyond-horizon', horizonEnd: fromDay(model.grid.first + model.grid.days) };
}
