import { buildGrid, freeUnits } from '../load/grid.ts';
import { countTentative, type TentativeOption } from '../load/tentative.ts';
import { checkTeam } from '../model/check.ts';
import { checkItems } from '../model/check-demand.ts';
import type { Person, SkillLevels, Team, WorkItem } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import { checkStatements } from './check-statements.ts';
import type { FaultReport, PlanFault, Span } from './fault.ts';
import type { Assignment, Plan } from './report.ts';

/** One micro-hour either way: what offsets lose by being written in hours. */
const TOLERANCE = 2;

/** False also where a number is none. */
const isNear = (one: number, other: number) => Math.abs(one - other) <= TOLERANCE;

/**
 * Holds a plan against its input, without looking at how it was made: every hour of work is there, by people with the
 * skills, in their free hours, one thing at a time, in order (through milestones too), not before its start, and unbroken
 * unless it may be split; and the days, lateness and measures it states are those of its assignments. Empty where all is
 * well. Lower bounds are not recomputed, only held against what they bound.
 *
 * @throws InvalidInputError as `scheduleWork`, for the team and the items
 * @example
 * ```ts
 * import { checkPlan, scheduleWork } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
 * const items = [{ id: 'shop', effortHours: 40 }];
 * const plan = scheduleWork({ team, items, start: '2026-11-16', seed: 1 });
 * checkPlan({ team, items, plan }); // []
 * checkPlan({ team, items, plan: { ...plan, lateItems: 3 } }); // [{ code: 'planner/fault-statement', itemId: null, field: 'lateItems', stated: 3, found: 0 }]
 * ```
 */
export function checkPlan(
  options: TentativeOption & { readonly team: Team; readonly items: readonly WorkItem[]; readonly plan: Plan },
): readonly PlanFault[] {
  const { team, items, plan } = options;
  checkTeam(team);
  checkItems(items, ['items']);
  const grid = buildGrid({
    team: countTentative(team, options),
    first: toDay(plan.start),
    end: toDay(plan.horizonEnd),
  });
  const faults: PlanFault[] = [];
  const report: FaultReport = (fault) => faults.push(fault);
  const byId = new Map(items.map((item) => [item.id, item]));
  const placed = plan.assignments.filter((assignment) => {
    const { itemId, personId } = assignment;
    const known = byId.has(itemId) && grid.rowOf.has(personId);
    if (!known) report({ code: 'planner/fault-unknown', itemId, personId });
    return known;
  });
  const spans = placed.map((assignment) => spanOf(grid, assignment));
  for (const { assignment, from, to } of spans) {
    const { itemId, personId, hours, start } = assignment;
    if (!isNear(to - from, toUnits(hours))) report({ code: 'planner/fault-capacity', itemId, personId, hours });
    const earliest = byId.get(itemId)!.start ?? plan.start;
    if (start < earliest) report({ code: 'planner/fault-too-early', itemId, start, earliest });
  }
  checkOverlaps(spans, report);
  const unplaced = new Set(plan.unplaced.map(({ itemId }) => itemId));
  const byItem = groupByItem(spans);
  for (const item of items) if (!unplaced.has(item.id)) checkWork(item, byItem.get(item.id) ?? [], team, report);
  checkStatements({ items, plan, first: grid.first, spansOf: (itemId) => byItem.get(itemId) ?? [] }, report);
  return faults;
}

function groupByItem(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.assignment.itemId);
    if (group === undefined) groups.set(span.assignment.itemId, [span]);
    else group.push(span);
  }
  return groups;
}

function spanOf(grid: ReturnType<typeof buildGrid>, assignment: Assignment): Span {
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
  const to = finish.fits && start.fits ? finish.units : -1;
  return { assignment, row, from: start.units, to, start: start.time, finish: finish.time };
}

function checkOverlaps(spans: readonly Span[], report: FaultReport): void {
  const sorted = [...spans].sort((one, other) => one.row - other.row || one.from - other.from);
  for (let at = 1; at < sorted.length; at += 1) {
    const [before, after] = [sorted[at - 1]!, sorted[at]!];
    if (before.row !== after.row || after.from >= before.to - TOLERANCE) continue;
    const { itemId, personId } = after.assignment;
    report({ code: 'planner/fault-overlap', itemId, personId, otherItemId: before.assignment.itemId });
  }
}

/** Hours, skills and numbers of people of every role, and no break where none is allowed. */
function checkWork(item: WorkItem, own: readonly Span[], team: Team, report: FaultReport): void {
  const roles = item.roles ?? [
    { id: null, needs: item.needs ?? {}, effortHours: item.effortHours, people: item.people ?? 1 },
  ];
  const roleOf = new Map<string, string | null>();
  for (const { assignment } of own) {
    const { personId, roleId } = assignment;
    const role = roleOf.get(personId);
    if (role !== undefined && role !== roleId) report({ code: 'planner/fault-two-roles', itemId: item.id, personId });
    roleOf.set(personId, roleId);
  }
  for (const role of roles) checkRole(item, role, own, team, report);
}

function checkRole(
  item: WorkItem,
  role: {
    readonly id: string | null;
    readonly needs: SkillLevels;
    readonly effortHours: number;
    readonly people?: number;
  },
  own: readonly Span[],
  team: Team,
  report: FaultReport,
): void {
  const itemId = item.id;
  const spans = own.filter((span) => span.assignment.roleId === role.id);
  const done = spans.reduce((sum, span) => sum + toUnits(span.assignment.hours), 0);
  if (!isNear(done, toUnits(role.effortHours))) {
    report({ code: 'planner/fault-hours', itemId, hours: done / 1e6, neededHours: role.effortHours });
  }
  const who = new Set(spans.map((span) => span.assignment.personId));
  const neededPeople = role.people ?? 1;
  if (role.effortHours > 0 && who.size !== neededPeople) {
    report({ code: 'planner/fault-people', itemId, people: who.size, neededPeople });
  }
  if (item.splittable !== true && spans.length > who.size) report({ code: 'planner/fault-interrupted', itemId });
  for (const personId of who) {
    const person = team.people.find((candidate) => candidate.id === personId)!;
    const isNamed = item.candidateIds === undefined || item.candidateIds.includes(personId);
    if (!isNamed || !reaches(person, role.needs)) report({ code: 'planner/fault-skills', itemId, personId });
  }
}

/** Written apart from the scheduler's own, so that the two can disagree. */
function reaches(person: Person, needs: SkillLevels): boolean {
  return Object.entries(needs).every(([skill, level]) => {
    const own = new Map(Object.entries(person.skills)).get(skill);
    return own !== undefined && own >= level;
  });
}
