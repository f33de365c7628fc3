import type { Team } from '../model/types.ts';
import { type DayNumber, toDay } from '../time/day.ts';

/**
 * A day from which on nothing in a team is dated any more: each later week has the capacity and the load of the one
 * before. Minus infinity where nothing ever is.
 */
export function settledFrom(team: Team): DayNumber {
  let last = '';
  // Dates are compared as the text they are: year, month and day stand in this order.
  const note = (date: string | undefined) => {
    if (date !== undefined && date > last) last = date;
  };
  for (const { holidays, extraWorkingDays = [], partDays = {} } of team.calendars ?? []) {
    for (const date of Object.keys(partDays)) note(date);
    for (const date of holidays) note(date);
    for (const date of extraWorkingDays) note(date);
  }
  for (const { employedFrom, employedUntil, absences = [], capacityChanges = [] } of team.people) {
    note(employedFrom);
    note(employedUntil);
    for (const { end } of absences) note(end);
    for (const { end } of capacityChanges) note(end);
  }
  for (const { end } of team.allocations ?? []) note(end);
  return last === '' ? Number.NEGATIVE_INFINITY : toDay(last) + 1;
}
