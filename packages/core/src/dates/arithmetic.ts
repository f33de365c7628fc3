import { tz } from '@date-fns/tz';
import { addMonths as addCalendarMonths } from 'date-fns';
import { invalidInput } from '../errors/index.ts';
import { dateOfEpochDay, epochDayOf, type IsoDate } from './date.ts';

const utc = tz('UTC');

/**
 * The day `days` later, or earlier when negative.
 *
 * @throws InvalidInputError `core/not-a-date`, `core/date-out-of-range`
 * @example
 * ```ts
 * import { addDays } from '@meritkit/core/dates';
 *
 * addDays('2028-02-28', 1); // '2028-02-29'
 * ```
 */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfEpochDay(epochDayOf(date) + days);
}

/**
 * The same day of the month `months` later; the month's last day where that day does not exist.
 *
 * @throws InvalidInputError `core/not-a-date`, `core/date-out-of-range`
 * @example
 * ```ts
 * import { addMonths } from '@meritkit/core/dates';
 *
 * addMonths('2026-01-31', 1); // '2026-02-28'
 * ```
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (!Number.isInteger(months)) throw invalidInput('core/date-out-of-range', [], `${months} is no number of months`);
  const moved = addCalendarMonths(epochDayOf(date) * 86_400_000, months, { in: utc });
  return dateOfEpochDay(Math.floor(moved.getTime() / 86_400_000));
}

/**
 * Days from `start` to `end`: positive when `end` is later.
 *
 * @example
 * ```ts
 * import { daysBetween } from '@meritkit/core/dates';
 *
 * daysBetween('2026-12-31', '2027-01-02'); // 2
 * ```
 */
export function daysBetween(start: IsoDate, end: IsoDate): number {
  return epochDayOf(end) - epochDayOf(start);
}

/**
 * Negative, zero or positive, for sorting; plain text order is the same.
 *
 * @example
 * ```ts
 * import { compareDates } from '@meritkit/core/dates';
 *
 * compareDates('2026-01-02', '2026-01-01') > 0; // true
 * ```
 */
export function compareDates(left: IsoDate, right: IsoDate): number {
  return epochDayOf(left) - epochDayOf(right);
}

/**
 * ISO 8601 day of the week: Monday 1 to Sunday 7.
 *
 * @example
 * ```ts
 * import { weekdayOf } from '@meritkit/core/dates';
 *
 * weekdayOf('2026-11-22'); // 7
 * ```
 */
export function weekdayOf(date: IsoDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const sinceMonday = (((epochDayOf(date) + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}
