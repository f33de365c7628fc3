import { invalidInput } from '../errors/index.ts';
import { addMonths, weekdayOf } from './arithmetic.ts';
import { isoWeekOf, monthOf } from './buckets.ts';
import { dateOfEpochDay, epochDayOf, type IsoDate } from './date.ts';

/** Days from `start` up to and without `end`: `[start, end)`. */
export interface Period {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** A period whose end may be open: null means until further notice. */
export interface OpenPeriod {
  readonly start: IsoDate;
  readonly end: IsoDate | null;
}

/**
 * A period that holds at least one day.
 *
 * @throws InvalidInputError `core/not-a-date`, `core/empty-period` when the end is not after the start
 * @example
 * ```ts
 * import { readPeriod } from '@meritkit/core/dates';
 *
 * readPeriod({ start: '2026-01-01', end: '2026-01-02' }); // { start: '2026-01-01', end: '2026-01-02' }
 * ```
 */
export function readPeriod(period: Period, path: readonly (string | number)[] = []): Period {
  if (epochDayOf(period.start, [...path, 'start']) >= epochDayOf(period.end, [...path, 'end'])) {
    throw invalidInput(
      'core/empty-period',
      path,
      `${period.start} to ${period.end} holds no day: the end is not in it`,
    );
  }
  return { start: period.start, end: period.end };
}

/**
 * How many days a period holds.
 *
 * @example
 * ```ts
 * import { periodDays } from '@meritkit/core/dates';
 *
 * periodDays({ start: '2026-02-01', end: '2026-03-01' }); // 28
 * ```
 */
export function periodDays(period: Period): number {
  return Math.max(0, epochDayOf(period.end) - epochDayOf(period.start));
}

/**
 * True when the day lies in the period; the end does not.
 *
 * @example
 * ```ts
 * import { containsDate } from '@meritkit/core/dates';
 *
 * containsDate({ start: '2026-01-01', end: '2026-02-01' }, '2026-02-01'); // false
 * ```
 */
export function containsDate(period: OpenPeriod, date: IsoDate): boolean {
  const day = epochDayOf(date);
  return epochDayOf(period.start) <= day && (period.end === null || day < epochDayOf(period.end));
}

/**
 * The days two periods share, or null when they share none.
 *
 * @example
 * ```ts
 * import { overlap } from '@meritkit/core/dates';
 *
 * overlap({ start: '2026-01-01', end: '2026-02-01' }, { start: '2026-01-20', end: '2026-03-01' });
 * // { start: '2026-01-20', end: '2026-02-01' }
 * ```
 */
export function overlap(left: Period, right: Period): Period | null {
  const start = Math.max(epochDayOf(left.start), epochDayOf(right.start));
  const end = Math.min(epochDayOf(left.end), epochDayOf(right.end));
  return start < end ? { start: dateOfEpochDay(start), end: dateOfEpochDay(end) } : null;
}

/**
 * True when two periods, which may be open, share a day.
 *
 * @example
 * ```ts
 * import { overlaps } from '@meritkit/core/dates';
 *
 * overlaps({ start: '2026-01-01', end: null }, { start: '2030-01-01', end: '2031-01-01' }); // true
 * ```
 */
export function overlaps(left: OpenPeriod, right: OpenPeriod): boolean {
  const before = (end: IsoDate | null, start: IsoDate) => end !== null && epochDayOf(end) <= epochDayOf(start);
  const empty = (period: OpenPeriod) => before(period.end, period.start);
  return !before(left.end, right.start) && !before(right.end, left.start) && !empty(left) && !empty(right);
}

/**
 * What remains of a period without another: none, one or two periods.
 *
 * @example
 * ```ts
 * import { subtractPeriod } from '@meritkit/core/dates';
 *
 * subtractPeriod({ start: '2026-01-01', end: '2026-01-10' }, { start: '2026-01-04', end: '2026-01-06' });
 * // [{ start: '2026-01-01', end: '2026-01-04' }, { start: '2026-01-06', end: '2026-01-10' }]
 * ```
 */
export function subtractPeriod(from: Period, without: Period): readonly Period[] {
  const shared = overlap(from, without);
  if (shared === null) return periodDays(from) === 0 ? [] : [from];
  return [
    { start: from.start, end: shared.start },
    { start: shared.end, end: from.end },
  ].filter((part) => periodDays(part) > 0);
}

/**
 * The same days as the fewest periods, in order: overlapping and touching ones are joined.
 *
 * @example
 * ```ts
 * import { mergePeriods } from '@meritkit/core/dates';
 *
 * mergePeriods([{ start: '2026-01-04', end: '2026-01-06' }, { start: '2026-01-01', end: '2026-01-04' }]);
 * // [{ start: '2026-01-01', end: '2026-01-06' }]
 * ```
 */
export function mergePeriods(periods: readonly Period[]): readonly Period[] {
  const sorted = periods
    .filter((period) => periodDays(period) > 0)
    .sort((left, right) => epochDayOf(left.start) - epochDayOf(right.start));
  const merged: Period[] = [];
  for (const period of sorted) {
    const last = merged.at(-1);
    if (last === undefined || epochDayOf(last.end) < epochDayOf(period.start)) merged.push(period);
    else if (epochDayOf(last.end) < epochDayOf(period.end)) merged[merged.length - 1] = { ...last, end: period.end };
  }
  return merged;
}

/**
 * Every day of a period.
 *
 * @example
 * ```ts
 * import { eachDay } from '@meritkit/core/dates';
 *
 * eachDay({ start: '2026-02-28', end: '2026-03-02' }); // ['2026-02-28', '2026-03-01']
 * ```
 */
export function eachDay(period: Period): readonly IsoDate[] {
  const start = epochDayOf(period.start);
  return Array.from({ length: periodDays(period) }, (_, index) => dateOfEpochDay(start + index));
}

/**
 * The labels of the ISO weeks that a period touches.
 *
 * @example
 * ```ts
 * import { eachWeek } from '@meritkit/core/dates';
 *
 * eachWeek({ start: '2026-12-27', end: '2026-12-29' }); // ['2026-W52', '2026-W53']
 * ```
 */
export function eachWeek(period: Period): readonly string[] {
  const [start, end] = [epochDayOf(period.start), epochDayOf(period.end)];
  const weeks: string[] = [];
  for (let day = start - weekdayOf(period.start) + 1; day < end && start < end; day += 7) {
    weeks.push(isoWeekOf(dateOfEpochDay(day)));
  }
  return weeks;
}

/**
 * The labels of the months that a period touches.
 *
 * @example
 * ```ts
 * import { eachMonth } from '@meritkit/core/dates';
 *
 * eachMonth({ start: '2026-11-30', end: '2026-12-02' }); // ['2026-11', '2026-12']
 * ```
 */
export function eachMonth(period: Period): readonly string[] {
  if (periodDays(period) === 0) return [];
  const last = monthOf(dateOfEpochDay(epochDayOf(period.end) - 1));
  const months = [monthOf(period.start)];
  while (months.at(-1) !== last) months.push(monthOf(addMonths(`${months.at(-1)}-01`, 1)));
  return months;
}
