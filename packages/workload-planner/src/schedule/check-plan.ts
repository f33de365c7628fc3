import { hasSkills } from '../admission/parts.ts';
import { buildGrid, freeUnits } from '../load/grid.ts';
import type { Team, WorkItem } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import type { Assignment, Plan } from './report.ts';

/** Something a plan says that cannot be. */
export interface PlanFault {
  readonly code:
    | 'planner/fault-unknown'
    | 'planner/fault-hours'
    | 'planner/fault-skills'
    | 'planner/fault-overlap'
    | 'planner/fault-order'
    | 'planner/fault-too-early'
    | 'planner/fault-capacity'
    | 'planner/fault-interrupted'
    | 'planner/fault-people';
  readonly itemId: string;
  readonly detail: string;
}

/** One micro-hour either way: what offsets lose by being written in hours. */
const TOLERANCE = 2;

/**
 * Holds a plan against its input, without looking at how it was made: every hour of work is there, by people with the
 * skills, in their free hours, one thing at a time, in order, not before its start, and unbroken unless it may be
 * split. Empty where all is well.
 *
 * @example
 * ```ts
 * import { checkPlan, scheduleWork } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
 * const items = [{ id: 'shop', effortHours: 40 }];
 * const plan = scheduleWork({ team, items, start: '2026-11-16', seed: 1 });
 * checkPlan({ team, items, plan }); // []
 * ```
 */
export function checkPlan(options: {
  readonly team: Team;
  readonly items: readonly WorkItem[];
  readonly plan: Plan;
}): readonly PlanFault[] {
  const { team, items, plan } = options;
  const grid = buildGrid({ team, first: toDay(plan.start), end: toDay(plan.horizonEnd) });
  const faults: PlanFault[] = [];
  const fault = (code: PlanFault['code'], itemId: string, detail: string) => faults.push({ code, itemId, detail });
  const byId = new Map(items.map((item) => [item.id, item]));
  const placed = plan.assignments.filter((assignment) => {
    const known = byId.has(assignment.itemId) && grid.rowOf.has(assignment.personId);
    if (!known) fault('planner/fault-unknown', assignment.itemId, assignment.personId);
    return known;
  });
  const spans = placed.map((assignment) => spanOf(grid, assignment));
  for (const span of spans) {
    const { itemId, personId } = span.assignment;
    if (Math.abs(span.to - span.from - toUnits(span.assignment.hours)) > TOLERANCE) {
      fault('planner/fault-capacity', itemId, `${personId} has no ${span.assignment.hours} free hours there`);
    }
    const item = byId.get(itemId)!;
    const from = item.start === undefined ? plan.start : item.start;
    if (span.assignment.start < from) fault('planner/fault-too-early', itemId, `begins ${span.assignment.start}`);
  }
  checkOverlaps(spans, fault);
  for (const item of items) {
    if (plan.unplaced.some(({ itemId }) => itemId === item.id)) continue;
    const own = spans.filter((span) => span.assignment.itemId === item.id);
    checkWork(item, own, team, fault);
    checkOrder(item, own, spans, plan, fault);
  }
  return faults;
}

interface Span {
  readonly assignment: Assignment;
  readonly row: number;
  /** Free micro-hours of the person since the plan's start. */
  readonly from: number;
  readonly to: number;
  /** Day and the share of it that has passed. */
  readonly start: number;
  readonly finish: number;
}

type Report = (code: PlanFault['code'], itemId: string, detail: string) => void;
type Grid = ReturnType<typeof buildGrid>;

function spanOf(grid: Grid, assignment: Assignment): Span {
  const row = grid.rowOf.get(assignment.personId)!;
  const at = (date: string, offset: number) => {
    const day = toDay(date) - grid.first;
    let units = toUnits(offset);
    for (let before = 0; before < day; before += 1) units += freeUnits(grid, row, before);
    const today = freeUnits(grid, row, day);
    return { units, time: day + (today === 0 ? 0 : toUnits(offset) / today), fits: toUnits(offset) <= today };
  };
  const start = at(assignment.start, assignment.startOffsetHours);
  const finish = at(assignment.finish, assignment.finishOffsetHours);
  // Hours beyond a day's free hours do not exist: such a span comes out short.
  const to = finish.fits && start.fits ? finish.units : Number.NaN;
  return { assignment, row, from: start.units, to: Number.isNaN(to) ? -1 : to, start: start.time, finish: finish.time };
}

function checkOverlaps(spans: readonly Span[], fault: Report): void {
  const sorted = [...spans].sort((one, other) => one.row - other.row || one.from - other.from);
  for (let at = 1; at < sorted.length; at += 1) {
    const [before, after] = [sorted[at - 1]!, sorted[at]!];
    if (before.row === after.row && after.from < before.to - TOLERANCE) {
      fault('planner/fault-overlap', after.assignment.itemId, `while on ${before.assignment.itemId}`);
    }
  }
}

/** Hours, skills and numbers of people of every role, and no break where none is allowed. */
function checkWork(item: WorkItem, own: readonly Span[], team: Team, fault: Report): void {
  const roles = item.roles ?? [
    { id: null, needs: item.needs ?? {}, effortHours: item.effortHours, people: item.people ?? 1 },
  ];
  const people = new Map<string, string | null>();
  for (const { assignment } of own) {
    const role = people.get(assignment.personId);
    if (role !== undefined && role !== assignment.roleId) {
      fault('planner/fault-people', item.id, `${assignment.personId} counts twice`);
    }
    people.set(assignment.personId, assignment.roleId);
  }
  for (const role of roles) {
    const spans = own.filter((span) => span.assignment.roleId === role.id);
    const done = spans.reduce((sum, span) => sum + toUnits(span.assignment.hours), 0);
    if (Math.abs(done - toUnits(role.effortHours)) > TOLERANCE) {
      fault('planner/fault-hours', item.id, `${done / 1e6} of ${role.effortHours} hours`);
    }
    const who = new Set(spans.map((span) => span.assignment.personId));
    if (role.effortHours > 0 && who.size !== (role.people ?? 1)) {
      fault('planner/fault-people', item.id, `${who.size} people for ${role.people ?? 1}`);
    }
    if (item.splittable !== true && spans.length > who.size)
      fault('planner/fault-interrupted', item.id, 'is laid down');
    for (const id of who) {
      const person = team.people.find((candidate) => candidate.id === id)!;
      const allowed = item.candidateIds === undefined || item.candidateIds.includes(id);
      if (!allowed || !hasSkills(person, role.needs)) fault('planner/fault-skills', item.id, id);
    }
  }
}

function checkOrder(item: WorkItem, own: readonly Span[], spans: readonly Span[], plan: Plan, fault: Report): void {
  for (const id of item.predecessors ?? []) {
    if (plan.unplaced.some(({ itemId }) => itemId === id)) {
      fault('planner/fault-order', item.id, `${id} is never done`);
      continue;
    }
    const ends = spans.filter((span) => span.assignment.itemId === id).map((span) => span.finish);
    const end = Math.max(0, ...ends);
    for (const span of own) {
      if (span.start < end - 1e-9)
        fault('planner/fault-order', item.id, `begins ${fromDay(Math.floor(span.start))} before ${id} ends`);
    }
  }
}
