import { freeUnits } from '../load/grid.ts';
import { type DayNumber, fromDay, mondayOf, weekLabel } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { WorkPart } from './parts.ts';
import type { PeoplePool } from './pool.ts';
import type { Shipment } from './transport.ts';

/** Hours of one item on one person in one week: a line of a plan that shows that the work fits. */
export interface PlannedWork {
  readonly demandId: string;
  readonly itemId: string;
  readonly personId: string;
  readonly week: string;
  /** The first and the last day of that week on which the person works on it. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: number;
}

/** A part's micro-hours on a person's day. */
export interface DayWork {
  readonly part: number;
  readonly row: number;
  readonly day: DayNumber;
  readonly units: number;
}

/** The last day on which a demand is worked on, or the earliest there could be where it needs no work. */
export function finishOf(plan: readonly PlannedWork[], demandId: string, earliest: string): string {
  let finish = earliest;
  for (const line of plan) if (line.demandId === demandId && line.lastDay > finish) finish = line.lastDay;
  return finish;
}

/** Hands a class's hours to its members, day by day, the part that must end first being served first. */
export function placeByDay(options: {
  readonly pool: PeoplePool;
  readonly parts: readonly WorkPart[];
  readonly shipments: readonly Shipment[];
}): readonly DayWork[] {
  const { pool, parts, shipments } = options;
  const { grid } = pool;
  const byCell = new Map<string, { part: number; left: number; cell: Shipment }[]>();
  for (const cell of shipments) {
    const key = `${cell.group}:${cell.first}`;
    const list = byCell.get(key) ?? [];
    list.push({ part: cell.part, left: cell.units, cell });
    byCell.set(key, list);
  }
  const placed: DayWork[] = [];
  for (const waiting of byCell.values()) {
    waiting.sort((one, other) => parts[one.part]!.end - parts[other.part]!.end || one.part - other.part);
    const { group, first, end } = waiting[0]!.cell;
    let at = 0;
    for (let day = first; day < end && at < waiting.length; day += 1) {
      for (const row of pool.members[group]!) {
        let free = freeUnits(grid, row, day - grid.first);
        while (free > 0 && at < waiting.length) {
          const item = waiting[at]!;
          const units = Math.min(free, item.left);
          placed.push({ part: item.part, row, day, units });
          free -= units;
          item.left -= units;
          if (item.left === 0) at += 1;
        }
      }
    }
  }
  return placed;
}

/** A person's work on a part in a week; `place` says where it stands among the lines of a plan. */
interface WeekWork {
  readonly place: number;
  readonly part: number;
  readonly row: number;
  readonly monday: DayNumber;
  first: DayNumber;
  last: DayNumber;
  units: number;
}

/** Day by day work gathered into weeks, in the order of weeks, items and people. */
export function gatherWeeks(options: {
  readonly pool: PeoplePool;
  readonly parts: readonly WorkPart[];
  readonly placed: readonly DayWork[];
}): readonly PlannedWork[] {
  const { pool, parts, placed } = options;
  const { people } = pool.grid;
  const weeks = new Map<number, WeekWork>();
  for (const { part, row, day, units } of placed) {
    const monday = mondayOf(day);
    const place = (monday * parts.length + part) * people.length + row;
    const week = weeks.get(place);
    if (week === undefined) weeks.set(place, { place, part, row, monday, first: day, last: day, units });
    else {
      week.first = Math.min(week.first, day);
      week.last = Math.max(week.last, day);
      week.units += units;
    }
  }
  return [...weeks.values()]
    .sort((one, other) => one.place - other.place)
    .map(({ part, row, monday, first, last, units }) => ({
      demandId: parts[part]!.demandId,
      itemId: parts[part]!.itemId,
      personId: people[row]!.id,
      week: weekLabel(monday),
      firstDay: fromDay(first),
      lastDay: fromDay(last),
      hours: toHours(units),
    }));
}
