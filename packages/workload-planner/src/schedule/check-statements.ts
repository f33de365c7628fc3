import { priorityOf } from '../model/priority.ts';
import type { WorkItem } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import type { FaultReport, Span, StatedValue } from './fault.ts';
import type { Plan, ScheduledItem } from './report.ts';

/** What of a day two ways of computing a time may differ by. */
const TOLERANCE = 1e-6;

/** What a plan's own words are held against. */
interface Facts {
  readonly items: readonly WorkItem[];
  readonly plan: Plan;
  /** The day number of the plan's start. */
  readonly first: number;
  readonly spansOf: (itemId: string) => readonly Span[];
}

/** When an item begins and is done, in days since the plan's start, and on which days. */
interface Times {
  readonly begins: number;
  readonly done: number;
  readonly start: string;
  readonly finish: string;
}

/** Order, and all that a plan says of itself beside its assignments. */
export function checkStatements(facts: Facts, report: FaultReport): void {
  const { items, plan } = facts;
  const state = (itemId: string | null, field: string, stated: StatedValue, found: StatedValue) => {
    if (!isSame(stated, found)) report({ code: 'planner/fault-statement', itemId, field, stated, found });
  };
  const unplaced = new Set(plan.unplaced.map(({ itemId }) => itemId));
  const entries = new Map(plan.items.map((entry) => [entry.itemId, entry]));
  state(null, 'items', plan.items.length + plan.unplaced.length, items.length);
  const times = timesOf(facts, unplaced);
  let [makespan, lateness, lateItems] = [0, 0, 0];
  for (const item of items) {
    const time = times.get(item.id);
    state(item.id, 'unplaced', unplaced.has(item.id), !entries.has(item.id));
    if (time === undefined) continue;
    checkOrder(item, time, times, unplaced, report);
    const late = item.deadline === undefined ? 0 : Math.max(0, time.done - (toDay(item.deadline) + 1 - facts.first));
    makespan = Math.max(makespan, time.done);
    lateness += late * priorityOf(item);
    if (late > TOLERANCE) lateItems += 1;
    const entry = entries.get(item.id);
    if (entry !== undefined) checkEntry(item, entry, time, late, state);
  }
  state(null, 'lateItems', plan.lateItems, lateItems);
  state(null, 'makespanDays', plan.makespanDays.value, makespan);
  state(null, 'weightedLateDays', plan.weightedLateDays.value, lateness);
  checkMeasures(plan, state);
}

type State = (itemId: string | null, field: string, stated: StatedValue, found: StatedValue) => void;

/** Numbers that are near enough, anything else alike; what is no number is never near. */
function isSame(stated: StatedValue, found: StatedValue): boolean {
  if (typeof stated === 'number' && typeof found === 'number') {
    return Math.abs(stated - found) <= TOLERANCE * Math.max(1, Math.abs(found));
  }
  return stated === found;
}

function checkEntry(item: WorkItem, entry: ScheduledItem, time: Times, late: number, state: State): void {
  state(item.id, 'start', entry.start, time.start);
  state(item.id, 'finish', entry.finish, time.finish);
  state(item.id, 'deadline', entry.deadline, item.deadline ?? null);
  state(item.id, 'projectId', entry.projectId, item.projectId ?? null);
  const lateDays = item.deadline === undefined ? null : late > TOLERANCE ? Math.ceil(late - TOLERANCE) : 0;
  state(item.id, 'lateDays', entry.lateDays, lateDays);
}

/** A bound above its value would be wrong, and a proof needs both bounds met and everything placed. */
function checkMeasures(plan: Plan, state: State): void {
  for (const field of ['makespanDays', 'weightedLateDays'] as const) {
    const { value, lowerBound, gap } = plan[field];
    if (!(lowerBound <= value + TOLERANCE)) state(null, `${field}.lowerBound`, lowerBound, value);
    const found = value - lowerBound < TOLERANCE ? 0 : lowerBound === 0 ? null : (value - lowerBound) / lowerBound;
    state(null, `${field}.gap`, gap, found);
  }
  if (!plan.provenOptimal) return;
  const isProven = plan.unplaced.length === 0 && plan.makespanDays.gap === 0 && plan.weightedLateDays.gap === 0;
  state(null, 'provenOptimal', true, isProven);
}

/** Nothing begins before what it waits for is done; what is never done keeps all that waits for it out of the plan. */
function checkOrder(
  item: WorkItem,
  time: Times,
  times: ReadonlyMap<string, Times>,
  unplaced: ReadonlySet<string>,
  report: FaultReport,
): void {
  for (const predecessorId of item.predecessors ?? []) {
    const before = times.get(predecessorId);
    if (unplaced.has(predecessorId) || (before !== undefined && time.begins < before.done - 1e-9)) {
      report({ code: 'planner/fault-order', itemId: item.id, predecessorId });
    }
  }
}

/** The times of all placed items. One without work is done with what it waits for, however long the chain. */
function timesOf(facts: Facts, unplaced: ReadonlySet<string>): ReadonlyMap<string, Times> {
  const times = new Map<string, Times>();
  for (const item of inOrder(facts.items)) {
    if (unplaced.has(item.id)) continue;
    const spans = facts.spansOf(item.id);
    const time = spans.length > 0 ? timesOfWork(spans) : timesOfMilestone(item, facts, times);
    if (time !== null) times.set(item.id, time);
  }
  return times;
}

function timesOfWork(spans: readonly Span[]): Times {
  const first = spans.reduce((one, other) => (other.start < one.start ? other : one));
  const last = spans.reduce((one, other) => (other.finish > one.finish ? other : one));
  const days = { start: first.assignment.start, finish: last.assignment.finish };
  return { begins: first.start, done: last.finish, ...days };
}

/** Null for an item that has work and nobody on it: that is a fault of its hours. */
function timesOfMilestone(item: WorkItem, { first }: Facts, times: ReadonlyMap<string, Times>): Times | null {
  if (item.effortHours > 0) return null;
  const release = item.start === undefined ? 0 : Math.max(0, toDay(item.start) - first);
  const waited = Math.max(0, ...(item.predecessors ?? []).map((id) => times.get(id)?.done ?? 0));
  const done = Math.max(release, waited);
  // The end of a day belongs to that day, a start to the day it names.
  const day = fromDay(first + (waited > release ? Math.ceil(waited) - 1 : Math.floor(done)));
  return { begins: done, done, start: day, finish: day };
}

/** Items, each after what it waits for. */
function inOrder(items: readonly WorkItem[]): readonly WorkItem[] {
  const waits = new Map(items.map((item) => [item.id, new Set(item.predecessors ?? []).size]));
  const after = new Map<string, WorkItem[]>(items.map((item) => [item.id, []]));
  for (const item of items) for (const id of new Set(item.predecessors ?? [])) after.get(id)!.push(item);
  const order = items.filter((item) => waits.get(item.id) === 0);
  for (const item of order) {
    for (const next of after.get(item.id)!) {
      const left = waits.get(next.id)! - 1;
      waits.set(next.id, left);
      if (left === 0) order.push(next);
    }
  }
  return order;
}
