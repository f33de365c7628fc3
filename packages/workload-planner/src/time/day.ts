import { dateOfEpochDay, epochDayOf, isoWeekOf } from '@meritkit/core/dates';

export { dateOfEpochDay as fromDay } from '@meritkit/core/dates';

/**
 * A date as a whole number of days since 1970-01-01, so that the planner's typed arrays can be indexed by day.
 * Dates at the edge stay `YYYY-MM-DD`.
 */
export type DayNumber = number;

/** Dates read before: a company's thousands of periods begin and end on a few hundred days. */
const known = new Map<string, DayNumber>();
const MOST_KNOWN = 20_000;

/**
 * Reads a date, which stands at a path or in a field there.
 *
 * @throws InvalidInputError `core/not-a-date`
 */
export function toDay(date: string, path: readonly (string | number)[] = [], field?: string): DayNumber {
  const found = known.get(date);
  if (found !== undefined) return found;
  const day = epochDayOf(date, field === undefined ? path : [...path, field]);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(date, day);
  return day;
}

/** The day of the week, 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday of a day's ISO week. */
export function mondayOf(day: DayNumber): DayNumber {
  return day - weekdayOf(day);
}

/** The ISO week of a day, as `2026-W47`. */
export function weekLabel(day: DayNumber): string {
  return isoWeekOf(dateOfEpochDay(day));
}

/** The ISO weeks that the days `[start, end)` touch, in order. */
export function weekLabels(start: DayNumber, end: DayNumber): readonly string[] {
  const labels: string[] = [];
  for (let monday = mondayOf(start); monday < end; monday += 7) labels.push(weekLabel(monday));
  return labels;
}
