import type { Demand } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import { partsOf } from './parts.ts';
import type { PlannedWork } from './witness.ts';

/** Whether a plan holds all the work of these demands by their dates: also of promises that it might have let be late. */
export function keepsAll(plan: readonly PlannedWork[], demands: readonly Demand[]): boolean {
  const open = new Map<string, { units: number; readonly end: number }>();
  const keyOf = (of: { readonly demandId: string; readonly itemId: string }) =>
    JSON.stringify([of.demandId, of.itemId]);
  for (const part of demands.flatMap((demand) => partsOf(demand, Number.NEGATIVE_INFINITY))) {
    const { units, end } = part;
    open.set(keyOf(part), { units: units + (open.get(keyOf(part))?.units ?? 0), end });
  }
  for (const line of plan) {
    const item = open.get(keyOf(line));
    if (item === undefined || toDay(line.lastDay) >= item.end) return false;
    item.units -= toUnits(line.hours);
  }
  // The roles of an item round their hours one by one.
  return [...open.values()].every(({ units }) => Math.abs(units) <= 1_000);
}
