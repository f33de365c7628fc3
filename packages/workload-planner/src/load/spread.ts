import type { Allocation } from '../model/types.ts';
import { toDay, weekdayOf } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
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
  const from = Math.max(0, toDay(allocation.start) - grid.first);
  const to = Math.min(grid.days, toDay(allocation.end) - grid.first);
  if (allocation.hours !== undefined) {
    if (from < to) spreadTotal(spread, row, from, to);
    return;
  }
  const week = grid.weekUnits[row]!;
  if (week === 0 && allocation.hoursPerWeek !== undefined) {
    spreadDaily(spread, toUnits(allocation.hoursPerWeek / 5), from, to);
    return;
  }
  const rate = allocation.share ?? toUnits(allocation.hoursPerWeek!) / week;
  const { out, at } = spread;
  const { capacity } = grid;
  const base = row * grid.days;
  for (let offset = from; offset < to; offset += 1) {
    out[at + offset] = out[at + offset]! + Math.round(rate * capacity[base + offset]!);
  }
}

function spreadDaily({ grid, out, at }: Spread, units: number, from: number, to: number): void {
  for (let offset = from; offset < to; offset += 1) {
    if (weekdayOf(grid.first + offset) < 5) out[at + offset] = out[at + offset]! + units;
  }
}

function spreadTotal({ grid, allocation, out, at }: Spread, row: number, from: number, to: number): void {
  const start = toDay(allocation.start);
  const weights = weightsOf(grid, row, start, toDay(allocation.end));
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) sum += weights[index]!;
  const total = toUnits(allocation.hours!);
  const shift = start - grid.first;
  let seen = 0;
  let placed = 0;
  for (let index = 0; index < to - shift; index += 1) {
    seen += weights[index]!;
    const upTo = seen === sum ? total : Math.round(total * (seen / sum));
    const offset = shift + index;
    if (offset >= from) out[at + offset] = out[at + offset]! + upTo - placed;
    placed = upTo;
  }
}

/** What the days `[start, end)` count by: capacity; without any, Monday to Friday; without those, every day alike. */
function weightsOf(grid: CapacityGrid, row: number, start: number, end: number): Float64Array {
  const capacity = grid.capacityBetween(row, start, end);
  if (capacity.some((units) => units > 0)) return capacity;
  const workdays = capacity.map((_none, index) => (weekdayOf(start + index) < 5 ? 1 : 0));
  return workdays.includes(1) ? workdays : workdays.fill(1);
}
