import { dateOfEpochDay, epochDayOf, isoWeekOf } from '@meritkit/core/dates';

/**
 * A date as a whole number of days since 1970-01-01, so that the planner's typed arrays can be indexed by day.
 * Dates at the edge stay `YYYY-MM-DD`.
 */
export type DayNumber = number;

/** Of the dates that were read or written, so many are remembered: thousands of periods share a few hundred days. */
const MOST_KNOWN = 20_000;

/**
 * Reads a date, which stands at a path or in a field there.
 *
 * @throws InvalidInputError `core/not-a-date`
 */
export function toDay(date: string, path: readonly (string | number)[] = [], field?: string): DayNumber {
  return days.get(date) ?? remember(days, date, epochDayOf(date, field === undefined ? path : [...path, field]));
}

const days = new Map<string, DayNumber>();

/**
 * The date of a day, the inverse of `toDay`.
 *
 * @throws InvalidInputError `core/date-out-of-range`
 */
export function fromDay(day: DayNumber): string {
  return dates.get(day) ?? remember(dates, day, dateOfEpochDay(day));
}

const dates = new Map<DayNumber, string>();

function remember<Key, Value>(known: Map<Key, Value>, key: Key, value: Value): Value {
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, value);
  return value;
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
  const monday = mondayOf(day);
  return weeks.get(monday) ?? remember(weeks, monday, isoWeekOf(fromDay(monday)));
}

const weeks = new Map<DayNumber, string>();

/** The ISO weeks that the days `[start, end)` touch, in order. */
export function weekLabels(start: DayNumber, end: DayNumber): readonly string[] {
  const labels: string[] = [];
  for (let monday = mondayOf(start); monday < end; monday += 7) labels.push(weekLabel(monday));
  return labels;
}
