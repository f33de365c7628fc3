import type { Allocation, Person, Team } from '../model/types.ts';
import type { DayNumber } from '../time/day.ts';
import { type CalendarDays, fillCapacity, readCalendars } from './capacity.ts';
import { spreadAllocation } from './spread.ts';

/** People by days: capacity and load in micro-hours, row by row. A day's capacity is 24 hours at most, its load is not. */
export interface CapacityGrid {
  readonly people: readonly Person[];
  readonly rowOf: ReadonlyMap<string, number>;
  readonly first: DayNumber;
  readonly days: number;
  readonly capacity: Int32Array;
  readonly load: Float64Array;
  /** Capacity of days that may lie outside the grid, to be read only. */
  readonly capacityBetween: (row: number, start: DayNumber, end: DayNumber) => Int32Array;
}

/** A team and the days `[first, end)`. */
export interface GridOptions {
  readonly team: Team;
  readonly first: DayNumber;
  readonly end: DayNumber;
}

/** Capacity and load of a team on the days `[first, end)`. */
export function buildGrid(options: GridOptions): CapacityGrid {
  const cells = options.team.people.length * (options.end - options.first);
  const room = { capacity: new Int32Array(cells), load: new Float64Array(cells) };
  return fillGrid(options, readCalendars(options.team.calendars), room);
}

/**
 * Shows a grid of each person alone, one after another, all on the same row of memory: for sums over a thousand people
 * and a thousand days. A grid is good until the next one is shown.
 */
export function visitPeople(options: GridOptions, visit: (grid: CapacityGrid, row: number) => void): void {
  const { team, first, end } = options;
  const calendars = readCalendars(team.calendars);
  const room = { capacity: new Int32Array(end - first), load: new Float64Array(end - first) };
  const own = new Map<string, Allocation[]>();
  for (const allocation of team.allocations ?? []) {
    const list = own.get(allocation.personId);
    if (list === undefined) own.set(allocation.personId, [allocation]);
    else list.push(allocation);
  }
  for (const [row, person] of team.people.entries()) {
    room.load.fill(0);
    const alone = { people: [person], allocations: own.get(person.id) ?? [] };
    visit(fillGrid({ team: alone, first, end }, calendars, room), row);
  }
}

function fillGrid(
  options: GridOptions,
  calendars: ReadonlyMap<string, CalendarDays>,
  room: Pick<CapacityGrid, 'capacity' | 'load'>,
): CapacityGrid {
  const { team, first } = options;
  const days = options.end - first;
  const grid: CapacityGrid = {
    people: team.people,
    rowOf: new Map(team.people.map((person, row) => [person.id, row])),
    first,
    days,
    ...room,
    capacityBetween: (row, start, end) => capacityBetween(grid, calendars, row, start, end),
  };
  for (const [row, person] of team.people.entries()) {
    fillCapacity({ person, calendar: calendarOf(person, calendars), first, days, out: grid.capacity, at: row * days });
  }
  for (const allocation of team.allocations ?? []) {
    spreadAllocation({ grid, allocation, out: grid.load, at: grid.rowOf.get(allocation.personId)! * days });
  }
  return grid;
}

/** Free micro-hours of a person on a day of the grid: what an overload lacks is never borrowed from another day. */
export function freeUnits(grid: CapacityGrid, row: number, offset: number): number {
  const at = row * grid.days + offset;
  return Math.max(0, grid.capacity[at]! - grid.load[at]!);
}

/** Free micro-hours of a person on the days `[first, end)`, all of them in the grid. */
export function freeOnDays(grid: CapacityGrid, row: number, first: DayNumber, end: DayNumber): number {
  const { capacity, load } = grid;
  const shift = row * grid.days - grid.first;
  let units = 0;
  for (let at = shift + first; at < shift + end; at += 1) {
    const free = capacity[at]! - load[at]!;
    if (free > 0) units += free;
  }
  return units;
}

/** Adds a person's free micro-hours of every day of the grid to `out[at]`, `out[at + 1]`, … */
export function addFree(grid: CapacityGrid, row: number, out: Float64Array, at: number): void {
  const { capacity, load, days } = grid;
  const shift = row * days;
  for (let offset = 0; offset < days; offset += 1) {
    const free = capacity[shift + offset]! - load[shift + offset]!;
    if (free > 0) out[at + offset] = out[at + offset]! + free;
  }
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
): Int32Array {
  if (start >= grid.first && end <= grid.first + grid.days) {
    const base = row * grid.days - grid.first;
    return grid.capacity.subarray(base + start, base + end);
  }
  const out = new Int32Array(end - start);
  const person = grid.people[row]!;
  fillCapacity({ person, calendar: calendarOf(person, calendars), first: start, days: end - start, out, at: 0 });
  return out;
}
