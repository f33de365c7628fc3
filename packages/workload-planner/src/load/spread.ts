import type { Allocation } from '../model/types.ts';
import { toDay, weekdayOf } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import type { CapacityGrid } from './grid.ts';

/**
 * Calls `put(day offset, micro-hours)` for every day of the grid on which an allocation lies. A rate (`hoursPerWeek`,
 * `share`) follows capacity day by day, so days off carry none; `hours` in all are spread over the allocation's whole
 * period in proportion to capacity, to the last micro-hour.
 *
 * Where there is no capacity to follow, the work does not vanish: it lies on Monday to Friday and shows as overload.
 */
export function spreadAllocation(options: {
  readonly grid: CapacityGrid;
  readonly allocation: Allocation;
  readonly put: (offset: number, units: number) => void;
}): void {
  const { grid, allocation, put } = options;
  const row = grid.rowOf.get(allocation.personId)!;
  const from = Math.max(0, toDay(allocation.start) - grid.first);
  const to = Math.min(grid.days, toDay(allocation.end) - grid.first);
  if (allocation.hours !== undefined) {
    spreadTotal(options, row, from, to);
    return;
  }
  const week = grid.weekUnits[row]!;
  if (week === 0 && allocation.hoursPerWeek !== undefined) {
    const daily = toUnits(allocation.hoursPerWeek / 5);
    for (let offset = from; offset < to; offset += 1) if (isMondayToFriday(grid, offset)) put(offset, daily);
    return;
  }
  const rate = allocation.share ?? toUnits(allocation.hoursPerWeek!) / week;
  const base = row * grid.days;
  for (let offset = from; offset < to; offset += 1) {
    const units = Math.round(rate * grid.capacity[base + offset]!);
    if (units !== 0) put(offset, units);
  }
}

function spreadTotal(options: Parameters<typeof spreadAllocation>[0], row: number, from: number, to: number): void {
  const { grid, allocation, put } = options;
  const start = toDay(allocation.start);
  const length = toDay(allocation.end) - start;
  const weights = grid.capacityBetween(row, start, start + length);
  let sum = 0;
  for (let index = 0; index < length; index += 1) sum += weights[index]!;
  if (sum === 0) {
    for (let index = 0; index < length; index += 1) weights[index] = weekdayOf(start + index) < 5 ? 1 : 0;
    sum = weights.reduce((total, weight) => total + weight, 0);
    if (sum === 0) {
      weights.fill(1);
      sum = length;
    }
  }
  const total = toUnits(allocation.hours!);
  let seen = 0;
  let placed = 0;
  for (let index = 0; index < length; index += 1) {
    seen += weights[index]!;
    const upTo = seen === sum ? total : Math.round(total * (seen / sum));
    const offset = start + index - grid.first;
    if (upTo > placed && offset >= from && offset < to) put(offset, upTo - placed);
    placed = upTo;
  }
}

function isMondayToFriday(grid: CapacityGrid, offset: number): boolean {
  return weekdayOf(grid.first + offset) < 5;
}
