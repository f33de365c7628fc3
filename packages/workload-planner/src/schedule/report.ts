import type { Rejection } from '@meritkit/core/errors';
import { fromDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { timeOfEnd, timeOfStart, unitsBy } from './axis.ts';
import type { ScheduleBounds } from './bounds.ts';
import { matchParts } from './match-parts.ts';
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

/**
 * Why an item has no place: nobody can, those who can have no hours, it waits for one without a place, or there is no room
 * before the horizon.
 */
export type UnplacedReason =
  | Rejection<'planner/nobody-has-skill', { readonly skills: Readonly<Record<string, number>> }>
  | Rejection<'planner/waits-for-unplaced', { readonly predecessorId: string }>
  | Rejection<'planner/no-working-hours', { readonly horizonEnd: string }>
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

/** Whether nothing but the wish to leave it where it was keeps an item from beginning earlier. */
function isKept(options: Parameters<typeof planOf>[0], item: number, begins: number): boolean {
  const { model, board } = options;
  const wish = options.notBefore?.[item] ?? 0;
  return wish > 0 && Math.floor(begins) === wish && wish > earliestReady(model, board, item);
}

/** When an item may begin by its own start and by what it waits for. */
function earliestReady(model: ScheduleModel, board: Board, item: number): number {
  let ready = model.release[item]!;
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    ready = Math.max(ready, board.itemFinish[model.predecessor[at]!]!);
  }
  return ready;
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
  const short = partWithoutPerson(model, item);
  if (short !== null) {
    const { roles, needs = {} } = model.items[item]!;
    const role = roles?.find(({ id }) => id === model.partRole[short]);
    return { code: 'planner/nobody-has-skill', skills: role?.needs ?? needs };
  }
  const horizonEnd = fromDay(model.grid.first + model.grid.days);
  return { code: someoneWorks(model, item) ? 'planner/beyond-horizon' : 'planner/no-working-hours', horizonEnd };
}

/** The first part of an item for which nobody is left, however the able are shared out among its parts; or null. */
function partWithoutPerson(model: ScheduleModel, item: number): number | null {
  const first = model.firstPart[item]!;
  const parts: { readonly row: number; readonly end: number }[][] = [];
  for (let part = first; part < model.firstPart[item + 1]!; part += 1) {
    parts.push(ableFor(model, part).map((row) => ({ row, end: 0 })));
    if (matchParts(parts) === null) return part;
  }
  return null;
}

function ableFor(model: ScheduleModel, part: number): readonly number[] {
  const kind = model.partKind[part]!;
  return [...model.able.subarray(model.firstAble[kind]!, model.firstAble[kind + 1]!)];
}

/** Whether each part has someone able with any free hours at all. */
function someoneWorks(model: ScheduleModel, item: number): boolean {
  for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
    if (!ableFor(model, part).some((row) => unitsBy(model, row, model.grid.days) > 0)) return false;
  }
  return true;
}
