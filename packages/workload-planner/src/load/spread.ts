import type { Allocation } from '../model/types.ts';
import { type DayNumber, toDay, weekdayOf } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import { usualWeekUnits } from './capacity.ts';
import type { CapacityGrid } from './grid.ts';

/** An allocation to be laid on the days of a grid. */
export interface Spread {
  readonly grid: CapacityGrid;
  readonly allocation: Allocation;
  /** Its micro-hours of each day of the grid are added to `out[at]`, `out[at + 1]`, … */
  readonly out: Float64Array;
  readonly at: number;
}

/**
 * Adds an allocation's micro-hours to the days of the grid on which it lies. A rate (`hoursPerWeek`, `share`) follows
 * capacity day by day, so days off carry none; `hours` in all are spread over the allocation's whole period in
 * proportion to capacity, to the last micro-hour.
 *
 * Where there is no capacity to follow, the work does not vanish: it lies on Monday to Friday and shows as overload.
 */
export function spreadAllocation(spread: Spread): void {
  const { grid, allocation } = spread;
  const row = grid.rowOf.get(allocation.personId)!;
  const [start, end] = [toDay(allocation.start), toDay(allocation.end)];
  const from = Math.max(0, start - grid.first);
  const to = Math.min(grid.days, end - grid.first);
  if (from >= to) return;
  if (allocation.hours !== undefined) {
    spreadTotal(spread, toUnits(allocation.hours), start, grid.capacityBetween(row, start, end));
    return;
  }
  const days = { row, from, to };
  if (allocation.share !== undefined) {
    spreadRate(spread, allocation.share, days);
    return;
  }
  const perWeek = allocation.hoursPerWeek!;
  const week = usualWeekUnits(grid.people[row]!);
  if (week === 0) spreadDaily(spread, toUnits(perWeek / 5), days);
  else spreadRate(spread, toUnits(perWeek) / week, days);
}

/** A person's days `[from, to)` of a grid. */
interface RowDays {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

function spreadRate({ grid, out, at }: Spread, rate: number, { row, from, to }: RowDays): void {
  const { capacity } = grid;
  const shift = row * grid.days - at;
  for (let index = at + from; index < at + to; index += 1) {
    out[index] = out[index]! + Math.round(rate * capacity[index + shift]!);
  }
}

function spreadDaily({ grid, out, at }: Spread, units: number, { from, to }: RowDays): void {
  for (let offset = from; offset < to; offset += 1) {
    if (weekdayOf(grid.first + offset) < 5) out[at + offset] = out[at + offset]! + units;
  }
}

/** Lays hours in all on the days from `start` on, each by its weight, and writes those that lie in the grid. */
function spreadTotal({ grid, out, at }: Spread, total: number, start: DayNumber, capacity: Int32Array): void {
  const weights = weightsOf(capacity, start);
  let sum = 0;
  for (let day = 0; day < weights.length; day += 1) sum += weights[day]!;
  const shift = start - grid.first;
  const to = Math.min(weights.length, grid.days - shift);
  let seen = 0;
  let placed = 0;
  for (let day = 0; day < to; day += 1) {
    seen += weights[day]!;
    const upTo = seen === sum ? total : Math.round(total * (seen / sum));
    if (shift + day >= 0) out[at + shift + day] = out[at + shift + day]! + upTo - placed;
    placed = upTo;
  }
}

/** What the days from `start` on count by: capacity; without any, Monday to Friday; without those, every day alike. */
function weightsOf(capacity: Int32Array, start: DayNumber): Int32Array {
  for (let day = 0; day < capacity.length; day += 1) if (capacity[day]! > 0) return capacity;
  const workdays = capacity.map((_none, day) => (weekdayOf(start + day) < 5 ? 1 : 0));
  return workdays.includes(1) ? workdays : workdays.fill(1);
}
