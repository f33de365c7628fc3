import { invalidInput } from '../errors/index.ts';
import { addDays, addMonths, weekdayOf } from './arithmetic.ts';
import { dateOfEpochDay, datePartsOf, dateText, epochDayOf, type IsoDate } from './date.ts';
import type { Period } from './period.ts';

/**
 * The ISO 8601 week a day lies in; its year is the year of the week's Thursday.
 *
 * @example
 * ```ts
 * import { isoWeekOf } from '@meritkit/core/dates';
 *
 * isoWeekOf('2026-11-22'); // '2026-W47'
 * isoWeekOf('2027-01-01'); // '2026-W53'
 * ```
 */
export function isoWeekOf(date: IsoDate): string {
  const thursday = dateOfEpochDay(epochDayOf(date) + 4 - weekdayOf(date));
  const year = thursday.slice(0, 4);
  const week = Math.floor((epochDayOf(thursday) - epochDayOf(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${week < 10 ? '0' : ''}${week}`;
}

/**
 * The month a day lies in, `2026-11`.
 *
 * @example
 * ```ts
 * import { monthOf } from '@meritkit/core/dates';
 *
 * monthOf('2026-11-22'); // '2026-11'
 * ```
 */
export function monthOf(date: IsoDate): string {
  const { year, month } = datePartsOf(date);
  return dateText(year, month, 1).slice(0, 7);
}

/**
 * The calendar quarter a day lies in, `2026-Q4`.
 *
 * @example
 * ```ts
 * import { quarterOf } from '@meritkit/core/dates';
 *
 * quarterOf('2026-11-22'); // '2026-Q4'
 * ```
 */
export function quarterOf(date: IsoDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(datePartsOf(date).month / 3)}`;
}

/**
 * The half-year a day lies in, `2026-H2`.
 *
 * @example
 * ```ts
 * import { halfYearOf } from '@meritkit/core/dates';
 *
 * halfYearOf('2026-11-22'); // '2026-H2'
 * ```
 */
export function halfYearOf(date: IsoDate): string {
  return `${date.slice(0, 4)}-H${Math.ceil(datePartsOf(date).month / 6)}`;
}

/**
 * The calendar year a day lies in, `2026`.
 *
 * @example
 * ```ts
 * import { yearOf } from '@meritkit/core/dates';
 *
 * yearOf('2026-11-22'); // '2026'
 * ```
 */
export function yearOf(date: IsoDate): string {
  epochDayOf(date);
  return date.slice(0, 4);
}

/**
 * The seven days of an ISO week from its label, Monday first: `2026-W47`.
 *
 * @example
 * ```ts
 * import { weekPeriod } from '@meritkit/core/dates';
 *
 * weekPeriod('2026-W53'); // { start: '2026-12-28', end: '2027-01-04' }
 * ```
 */
export function weekPeriod(week: string): Period {
  const match = /^(\d{4})-W(\d{2})$/.exec(week);
  const [year = '', number = ''] = match?.slice(1) ?? [];
  if (match === null || year === '0000') throw notALabel(week, '2026-W47');
  const fourth = `${year}-01-04`; // always in week 1
  const start = addDays(fourth, 1 - weekdayOf(fourth) + (Number(number) - 1) * 7);
  if (isoWeekOf(start) !== week) throw notALabel(week, '2026-W47');
  return { start, end: addDays(start, 7) };
}

/**
 * The days of a month from its label, `2026-11`.
 *
 * @example
 * ```ts
 * import { monthPeriod } from '@meritkit/core/dates';
 *
 * monthPeriod('2028-02'); // { start: '2028-02-01', end: '2028-03-01' }
 * ```
 */
export function monthPeriod(month: string): Period {
  const match = /^\d{4}-(\d{2})$/.exec(month);
  const number = Number(match?.[1] ?? 0);
  if (match === null || number < 1 || number > 12) throw notALabel(month, '2026-11');
  return monthsFrom(`${month}-01`, 1);
}

/**
 * The days of a quarter from its label, `2026-Q4`.
 *
 * @example
 * ```ts
 * import { quarterPeriod } from '@meritkit/core/dates';
 *
 * quarterPeriod('2026-Q4'); // { start: '2026-10-01', end: '2027-01-01' }
 * ```
 */
export function quarterPeriod(quarter: string): Period {
  const match = /^(\d{4})-Q([1-4])$/.exec(quarter);
  if (match === null) throw notALabel(quarter, '2026-Q4');
  return monthsFrom(dateText(Number(match[1]), Number(match[2]) * 3 - 2, 1), 3);
}

/**
 * The days of a half-year from its label, `2026-H2`.
 *
 * @example
 * ```ts
 * import { halfYearPeriod } from '@meritkit/core/dates';
 *
 * halfYearPeriod('2026-H1'); // { start: '2026-01-01', end: '2026-07-01' }
 * ```
 */
export function halfYearPeriod(halfYear: string): Period {
  const match = /^(\d{4})-H([12])$/.exec(halfYear);
  if (match === null) throw notALabel(halfYear, '2026-H2');
  return monthsFrom(dateText(Number(match[1]), Number(match[2]) * 6 - 5, 1), 6);
}

/**
 * The days of a calendar year from its label, `2026`.
 *
 * @example
 * ```ts
 * import { yearPeriod } from '@meritkit/core/dates';
 *
 * yearPeriod('2026'); // { start: '2026-01-01', end: '2027-01-01' }
 * ```
 */
export function yearPeriod(year: string): Period {
  if (!/^\d{4}$/.test(year)) throw notALabel(year, '2026');
  return monthsFrom(`${year}-01-01`, 12);
}

/**
 * The days behind any label: week, month, quarter, half-year or year.
 *
 * @throws InvalidInputError `core/not-a-period-label`
 * @example
 * ```ts
 * import { periodOfLabel } from '@meritkit/core/dates';
 *
 * periodOfLabel('2026-Q4'); // { start: '2026-10-01', end: '2027-01-01' }
 * ```
 */
export function periodOfLabel(label: string): Period {
  if (label.includes('W')) return weekPeriod(label);
  if (label.includes('Q')) return quarterPeriod(label);
  if (label.includes('H')) return halfYearPeriod(label);
  return label.length === 4 ? yearPeriod(label) : monthPeriod(label);
}

function monthsFrom(start: IsoDate, months: number): Period {
  return { start, end: addMonths(start, months) };
}

function notALabel(label: string, like: string) {
  return invalidInput('core/not-a-period-label', [], `"${label}" is not a period such as "${like}"`);
}
