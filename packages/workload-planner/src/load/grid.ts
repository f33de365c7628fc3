import type { Person, Team } from '../model/types.ts';
import type { DayNumber } from '../time/day.ts';
import { type CalendarDays, fillCapacity, readCalendars, usualWeekUnits } from './capacity.ts';
import { spreadAllocation } from './spread.ts';

/** People by days: capacity and load in micro-hours, row by row. */
export interface CapacityGrid {
  readonly people: readonly Person[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly first: DayNumber;
  readonly days: number;
  readonly capacity: Float64Array;
  readonly load: Float64Array;
  readonly weekUnits: Float64Array;
  /** Capacity of days that may lie outside the grid. */
  readonly capacityBetween: (row: number, start: DayNumber, end: DayNumber) => Float64Array;
}

/** Capacity and load of a team on the days `[first, end)`. */
export function buildGrid(options: {
  readonly team: Team;
  readonly first: DayNumber;
  readonly end: DayNumber;
}): CapacityGrid {
  const { team, first } = options;
  const days = options.end - first;
  const calendars = readCalendars(team.calendars);
  const grid: CapacityGrid = {
    people: team.people,
    rowOf: new Map(team.people.map((person, row) => [person.id, row])),
    first,
    days,
    capacity: new Float64Array(team.people.length * days),
    load: new Float64Array(team.people.length * days),
    weekUnits: Float64Array.from(team.people, usualWeekUnits),
    capacityBetween: (row, start, end) => capacityBetween(grid, calendars, row, start, end),
  };
  for (const [row, person] of team.people.entries()) {
    fillCapacity({ person, calendar: calendarOf(person, calendars), first, days, out: grid.capacity, at: row * days });
  }
  for (const allocation of team.allocations ?? []) {
    const base = grid.rowOf.get(allocation.personId)! * days;
    spreadAllocation({
      grid,
      allocation,
      put: (offset, units) => {
        grid.load[base + offset] = grid.load[base + offset]! + units;
      },
    });
  }
  return grid;
}

/** Free micro-hours of a person on a day of the grid: what an overload lacks is never borrowed from another day. */
export function freeUnits(grid: CapacityGrid, row: number, offset: number): number {
  const at = row * grid.days + offset;
  return Math.max(0, grid.capacity[at]! - grid.load[at]!);
}

function calendarOf(person: Person, calendars: ReadonlyMap<string, CalendarDays>): CalendarDays | undefined {
  return person.calendarId === undefined ? undefined : calendars.get(person.calendarId);
}

function capacityBetween(
  grid: CapacityGrid,
  calendars: ReadonlyMap<string, CalendarDays>,
  row: number,
  start: DayNumber,
  end: DayNumber,
): Float64Array {
  if (start >= grid.first && end <= grid.first + grid.days) {
    const base = row * grid.days - grid.first;
    return grid.capacity.slice(base + start, base + end);
  }
  const out = new Float64Array(end - start);
  const person = grid.people[row]!;
  fillCapacity({ person, calendar: calendarOf(person, calendars), first: start, days: end - start, out, at: 0 });
  return out;
}
