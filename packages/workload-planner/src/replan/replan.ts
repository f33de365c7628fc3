import type { TentativeOption } from '../load/tentative.ts';
import type { Team, WorkItem } from '../model/types.ts';
import type { ScheduleBounds } from '../schedule/bounds.ts';
import { improvements, told } from '../schedule/improve.ts';
import type { ScheduleModel } from '../schedule/model.ts';
import { createSorter, orderByKeys } from '../schedule/order.ts';
import { type Board, createBoard, type Preference, placeAll, type Score } from '../schedule/place.ts';
import { type Assignment, type Plan, planOf, type ScheduledItem } from '../schedule/report.ts';
import { prepareSchedule } from '../schedule/schedule-work.ts';
import { finish, neverStop, type Stop, type TaskProgress } from '../steps.ts';
import { toDay } from '../time/day.ts';

/** The options of `replan`. */
export interface ReplanOptions extends TentativeOption {
  /** People and calendars as they are now: with the new absence, say. */
  readonly team: Team;
  /** Items with the effort that remains now; finished ones left out, new ones put in. */
  readonly items: readonly WorkItem[];
  /** The plan that people know. */
  readonly previous: Plan;
  /** Today: nothing is placed before it. */
  readonly start: string;
  readonly seed: number | string;
  /** Schedules tried where keeping the people is not enough; 60 where left out. */
  readonly schedules?: number;
  readonly horizonDays?: number;
}

/** What is different for one item. */
export interface PlanChange {
  readonly itemId: string;
  readonly kind: 'added' | 'removed' | 'moved' | 'reassigned' | 'unplaced';
  readonly startBefore: string | null;
  readonly startAfter: string | null;
  readonly finishBefore: string | null;
  readonly finishAfter: string | null;
  readonly peopleBefore: readonly string[];
  readonly peopleAfter: readonly string[];
}

/** The new plan, and what it changes. */
export interface Replan {
  readonly plan: Plan;
  /** How little had to give: nobody and nothing moved early, only times moved, some people changed, or all anew. */
  readonly kept: 'times' | 'people' | 'most-people' | 'nothing';
  readonly changes: readonly PlanChange[];
  readonly unchangedItems: number;
  /** Everyone for whom something changes. */
  readonly touchedPeople: readonly string[];
}

interface Attempt {
  readonly kept: Replan['kept'];
  readonly plan: Plan;
  readonly changes: readonly PlanChange[];
}

/**
 * A plan after a change (an absence, a slip, a new demand) that disturbs people as little as it can: of four attempts,
 * from keeping everybody's times to planning anew, the first in this order wins: everything placed, least weighted
 * lateness, fewest items that change hands, fewest that move.
 *
 * @throws InvalidInputError as `scheduleWork`
 * @example
 * ```ts
 * import { replan, scheduleWork } from '@meritkit/workload-planner';
 *
 * const lin = { id: 'lin', hoursPerDay: 8, focus: 1, skills: {} };
 * const items = [{ id: 'shop', effortHours: 16 }];
 * const previous = scheduleWork({ team: { people: [lin] }, items, start: '2026-11-16', seed: 1 });
 * const ill = { ...lin, absences: [{ start: '2026-11-16', end: '2026-11-18' }] };
 * const { kept, plan } = replan({ team: { people: [ill] }, items, previous, start: '2026-11-16', seed: 1 });
 * [kept, plan.items[0]?.finish]; // ['times', '2026-11-19']
 * ```
 */
export function replan(options: ReplanOptions): Replan {
  return finish(replanSteps(options, neverStop));
}

/** As `replan`, some schedules at a time; stopped, it weighs what it has found by then against keeping the plan. */
export function* replanSteps(options: ReplanOptions, stop: Stop): Generator<TaskProgress, Replan> {
  const { model, bounds } = prepareSchedule(options);
  const previous = new Map(options.previous.items.map((item) => [item.itemId, item]));
  const laidDown = interrupted(options.previous.assignments);
  const keys = Float64Array.from(options.items, (item) =>
    laidDown.has(item.id)
      ? toDay(previous.get(item.id)!.finish) + 0.5
      : startKey(previous.get(item.id), item, options.start),
  );
  const order = orderByKeys(model, keys, createSorter(model)).slice();
  const board = createBoard(model);
  const keep = keptPeople(model, options.previous.assignments);
  const notBefore = Float64Array.from(options.items, (item) => notBeforeOf(previous.get(item.id), options));
  const none = new Float64Array(options.items.length);
  const attempts: Attempt[] = [];
  const attempt = (kept: Attempt['kept'], by: Int32Array, wishes?: Preference, schedules = 1): Score => {
    const score = placeAll(model, by, board, wishes);
    const plan = planOf({ model, board, bounds, score, schedules, notBefore: wishes?.notBefore ?? null });
    attempts.push({ kept, plan, changes: changesBetween(options.previous, plan, options.items) });
    return score;
  };
  attempt('times', order, { keep, notBefore });
  attempt('people', order, { keep, notBefore: none });
  attempt('most-people', order, { keep: withoutLate(model, board, keep), notBefore: none });
  const best = yield* searchAnew(options, model, bounds, stop);
  attempt('nothing', best, undefined, options.schedules ?? 60);
  const chosen = attempts.reduce((one, other) => (disturbs(other, one) ? other : one));
  const ids = new Set(chosen.changes.map((change) => change.itemId));
  return {
    plan: chosen.plan,
    kept: chosen.kept,
    changes: chosen.changes,
    unchangedItems: options.items.filter((item) => !ids.has(item.id)).length,
    touchedPeople: [
      ...new Set(chosen.changes.flatMap((change) => [...change.peopleBefore, ...change.peopleAfter])),
    ].sort(),
  };
}

function* searchAnew(
  options: ReplanOptions,
  model: ScheduleModel,
  bounds: ScheduleBounds,
  stop: Stop,
): Generator<TaskProgress, Int32Array> {
  const schedules = options.schedules ?? 60;
  const best = yield* told(improvements({ model, bounds, schedules, seed: options.seed, stop }), schedules);
  return best.order;
}

/** Items that somebody laid down and took up again: they come behind what they made room for. */
function interrupted(assignments: readonly Assignment[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const { itemId, roleId, personId } of assignments) {
    const key = JSON.stringify([itemId, roleId, personId]);
    if (seen.has(key)) found.add(itemId);
    seen.add(key);
  }
  return found;
}

/** Known items in the order of their starts, new ones by their own start or deadline among them. */
function startKey(before: ScheduledItem | undefined, item: WorkItem, start: string): number {
  if (before !== undefined) return toDay(before.start);
  return item.deadline === undefined ? toDay(item.start ?? start) + 1e6 : toDay(item.deadline);
}

/** The day before which a known item need not begin; those under way go on at once. */
function notBeforeOf(before: ScheduledItem | undefined, options: ReplanOptions): number {
  return before === undefined ? 0 : Math.max(0, toDay(before.start) - toDay(options.start));
}

function keptPeople(model: ScheduleModel, assignments: readonly Assignment[]): Int32Array {
  const keep = new Int32Array(model.partUnits.length).fill(-1);
  const people = new Map<string, number[]>();
  for (const { itemId, roleId, personId } of assignments) {
    const row = model.grid.rowOf.get(personId);
    if (row === undefined) continue;
    const key = `${itemId}\u0000${roleId ?? ''}`;
    const rows = people.get(key) ?? [];
    if (!rows.includes(row)) people.set(key, [...rows, row]);
  }
  for (const [part, item] of model.partItem.entries()) {
    const rows = people.get(`${model.items[item]!.id}\u0000${model.partRole[part] ?? ''}`);
    keep[part] = rows?.shift() ?? -1;
  }
  return keep;
}

/** Lets go of the people of late items, and of what those wait for. */
function withoutLate(model: ScheduleModel, board: Board, keep: Int32Array): Int32Array {
  const free = new Uint8Array(model.items.length);
  for (let at = model.topological.length - 1; at >= 0; at -= 1) {
    const item = model.topological[at]!;
    if (board.itemFinish[item]! > model.due[item]! + 1e-9) free[item] = 1;
    if (free[item] === 0) continue;
    for (let edge = model.firstPredecessor[item]!; edge < model.firstPredecessor[item + 1]!; edge += 1) {
      free[model.predecessor[edge]!] = 1;
    }
  }
  return keep.map((row, part) => (free[model.partItem[part]!] === 1 ? -1 : row));
}

function disturbs(less: Attempt, more: Attempt): boolean {
  const keys = ({ plan, changes }: Attempt) => [
    plan.unplaced.length,
    Math.round(plan.weightedLateDays.value * 1e6),
    changes.filter((change) => change.kind === 'reassigned').length,
    changes.length,
    Math.round(plan.makespanDays.value * 1e6),
  ];
  const [left, right] = [keys(less), keys(more)];
  for (const [index, value] of left.entries()) if (value !== right[index]) return value < right[index]!;
  return false;
}

/** What differs between two plans, item by item; items in neither are left out. */
export function changesBetween(before: Plan, after: Plan, items: readonly WorkItem[]): readonly PlanChange[] {
  const [was, is] = [readPlan(before), readPlan(after)];
  const ids = new Set([...items.map((item) => item.id), ...was.keys()]);
  const wanted = new Set(items.map((item) => item.id));
  const changes: PlanChange[] = [];
  for (const itemId of ids) {
    const [old, fresh] = [was.get(itemId), is.get(itemId)];
    const kind = kindOf(old, fresh, wanted.has(itemId), after.start);
    if (kind === null) continue;
    changes.push({
      itemId,
      kind,
      startBefore: old?.start ?? null,
      startAfter: fresh?.start ?? null,
      finishBefore: old?.finish ?? null,
      finishAfter: fresh?.finish ?? null,
      peopleBefore: old?.people ?? [],
      peopleAfter: fresh?.people ?? [],
    });
  }
  return changes;
}

interface Entry {
  readonly start: string;
  readonly finish: string;
  readonly people: readonly string[];
}

function readPlan(plan: Plan): ReadonlyMap<string, Entry> {
  const people = new Map<string, Set<string>>();
  for (const { itemId, personId } of plan.assignments) {
    const found = people.get(itemId);
    if (found === undefined) people.set(itemId, new Set([personId]));
    else found.add(personId);
  }
  return new Map(
    plan.items.map(({ itemId, start, finish }) => [
      itemId,
      { start, finish, people: [...(people.get(itemId) ?? [])].sort() },
    ]),
  );
}

function kindOf(
  old: Entry | undefined,
  fresh: Entry | undefined,
  wanted: boolean,
  today: string,
): PlanChange['kind'] | null {
  if (!wanted) return 'removed';
  if (fresh === undefined) return 'unplaced';
  if (old === undefined) return 'added';
  if (old.people.join() !== fresh.people.join()) return 'reassigned';
  // An item under way begins "today" in the new plan; that is no move.
  const began = old.start < today ? today : old.start;
  return began === fresh.start && old.finish === fresh.finish ? null : 'moved';
}
