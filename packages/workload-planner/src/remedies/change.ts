import { buildGrid } from '../load/grid.ts';
import { spreadAllocation } from '../load/spread.ts';
import type { Allocation, Team } from '../model/types.ts';
import { type DayNumber, fromDay, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { WorkDays } from './types.ts';

/** The team with one allocation replaced by others. */
export function replaceAllocation(team: Team, id: string, others: readonly Allocation[]): Team {
  return {
    ...team,
    allocations: (team.allocations ?? []).flatMap((allocation) => (allocation.id === id ? others : [allocation])),
  };
}

/** An allocation's parts before a day and from it on; hours in all are parted as they are spread. */
export function partAllocation(
  team: Team,
  allocation: Allocation,
  day: DayNumber,
): { readonly before: Allocation | null; readonly after: Allocation | null } {
  const [start, end] = [toDay(allocation.start), toDay(allocation.end)];
  if (day <= start) return { before: null, after: allocation };
  if (day >= end) return { before: allocation, after: null };
  const before = { ...allocation, end: fromDay(day) };
  const taken = new Set((team.allocations ?? []).map(({ id }) => id));
  const after = { ...allocation, id: restOf(allocation.id, taken), start: fromDay(day) };
  if (allocation.hours === undefined) return { before, after };
  const hours = allocatedBetween(team, allocation, start, day);
  return { before: { ...before, hours }, after: { ...after, hours: allocation.hours - hours } };
}

/** The id of what is left of something, which nothing else has. */
export function restOf(id: string, taken: ReadonlySet<string>): string {
  const rest = `${id}#rest`;
  return taken.has(rest) ? restOf(rest, taken) : rest;
}

/** Hours that an allocation puts on the days `[first, end)`. */
export function allocatedBetween(team: Team, allocation: Allocation, first: DayNumber, end: DayNumber): number {
  const people = team.people.filter((person) => person.id === allocation.personId);
  const grid = buildGrid({ team: { ...team, people, allocations: [] }, first, end });
  spreadAllocation({ grid, allocation, out: grid.load, at: 0 });
  return toHours(grid.load.reduce((sum, units) => sum + units, 0));
}

/** The same work, so many days later. */
export function shiftAllocation(allocation: Allocation, days: number): Allocation {
  return {
    ...allocation,
    start: fromDay(toDay(allocation.start) + days),
    end: fromDay(toDay(allocation.end) + days),
  };
}

/** An allocation's part from a day on, done by somebody else. A share of one person is not a share of another: hours move. */
export function handOver(team: Team, allocation: Allocation, personId: string): Allocation {
  const { share: _share, hoursPerWeek: _hoursPerWeek, hours: _hours, ...rest } = allocation;
  const hours = allocatedBetween(team, allocation, toDay(allocation.start), toDay(allocation.end));
  return { ...rest, personId, hours };
}

/** Whose an allocation is, and its first and last day. */
export function daysOf({ personId, start, end }: Allocation): WorkDays {
  return { personId, firstDay: start, lastDay: fromDay(toDay(end) - 1) };
}

/** Hours beyond capacity that a person has on the days `[first, end)`. */
export function overloadHours(team: Team, personId: string, first: DayNumber, end: DayNumber): number {
  const people = team.people.filter((person) => person.id === personId);
  const allocations = (team.allocations ?? []).filter((allocation) => allocation.personId === personId);
  const grid = buildGrid({ team: { ...team, people, allocations }, first, end });
  let units = 0;
  for (const [at, load] of grid.load.entries()) units += Math.max(0, load - grid.capacity[at]!);
  return toHours(units);
}
