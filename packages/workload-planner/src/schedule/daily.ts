import { type CapacityGrid, freeUnits } from '../load/grid.ts';
import { toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import type { Assignment } from './report.ts';

/** Calls `put(day offset, micro-hours)` for every day of a grid on which an assignment is worked on. */
export function eachAssignedDay(
  grid: CapacityGrid,
  assignment: Assignment,
  put: (offset: number, units: number) => void,
): void {
  const row = grid.rowOf.get(assignment.personId)!;
  const [first, last] = [toDay(assignment.start) - grid.first, toDay(assignment.finish) - grid.first];
  for (let offset = Math.max(0, first); offset <= Math.min(last, grid.days - 1); offset += 1) {
    const from = offset === first ? toUnits(assignment.startOffsetHours) : 0;
    const to = offset === last ? toUnits(assignment.finishOffsetHours) : freeUnits(grid, row, offset);
    if (to > from) put(offset, to - from);
  }
}

/** Adds a plan's hours to a grid's load. All are read from the grid as it was, so the order does not matter. */
export function loadAssignments(grid: CapacityGrid, assignments: readonly Assignment[]): void {
  const more = new Float64Array(grid.load.length);
  for (const assignment of assignments) {
    const base = grid.rowOf.get(assignment.personId)! * grid.days;
    eachAssignedDay(grid, assignment, (offset, units) => {
      more[base + offset] = more[base + offset]! + units;
    });
  }
  for (const [at, units] of more.entries()) grid.load[at] = grid.load[at]! + units;
}
