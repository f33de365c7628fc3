import { invalidInput } from '../errors/index.ts';

/** A calendar day as plain text, `YYYY-MM-DD` (ISO 8601, years 0001 to 9999). It has no time and no zone. */
export type IsoDate = string;

type Path = readonly (string | number)[];

const shape = /^\d{4}-\d{2}-\d{2}$/;
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/**
 * True for a day that exists in the Gregorian calendar.
 *
 * @example
 * ```ts
 * import { isDate } from '@meritkit/core/dates';
 *
 * isDate('2026-02-29'); // false
 * ```
 */
export function isDate(value: unknown): value is IsoDate {
  return typeof value === 'string' && shape.test(value) && dayNumber(value) !== null;
}

/**
 * The number of a day, counted from 1970-01-01 (which is 0): whole numbers to calculate with.
 *
 * @throws InvalidInputError `core/not-a-date`
 * @example
 * ```ts
 * import { epochDayOf } from '@meritkit/core/dates';
 *
 * epochDayOf('1970-01-02'); // 1
 * ```
 */
export function epochDayOf(date: IsoDate, path: Path = []): number {
  const day = typeof date === 'string' && shape.test(date) ? dayNumber(date) : null;
  if (day === null) {
    throw invalidInput('core/not-a-date', path, `${JSON.stringify(date)} is not a date such as "2026-11-22"`);
  }
  return day;
}

/**
 * The day with a number, the inverse of `epochDayOf`.
 *
 * @throws InvalidInputError `core/date-out-of-range` outside the years 0001 to 9999, or for no whole number
 * @example
 * ```ts
 * import { dateOfEpochDay } from '@meritkit/core/dates';
 *
 * dateOfEpochDay(0); // '1970-01-01'
 * ```
 */
export function dateOfEpochDay(day: number): IsoDate {
  if (!Number.isInteger(day) || day < -719_162 || day > 2_932_896) {
    throw invalidInput('core/date-out-of-range', [], `day ${day} lies outside the years 0001 to 9999`);
  }
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years start in March, eras have 146,097 days.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return dateText(year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1);
}

/**
 * A date's parts: year, month 1 to 12, day 1 to 31.
 *
 * @example
 * ```ts
 * import { datePartsOf } from '@meritkit/core/dates';
 *
 * datePartsOf('2026-11-22'); // { year: 2026, month: 11, day: 22 }
 * ```
 */
export function datePartsOf(date: IsoDate): { readonly year: number; readonly month: number; readonly day: number } {
  epochDayOf(date);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

/** Parts as a date's text; the parts are trusted. */
export function dateText(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/**
 * True for a year with a 29th of February.
 *
 * @example
 * ```ts
 * import { isLeapYear } from '@meritkit/core/dates';
 *
 * isLeapYear(2100); // false
 * ```
 */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function digit(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}

/** The number of a day whose text has the right shape; null where no such day exists. */
function dayNumber(text: string): number | null {
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
  const month = digit(text, 5) * 10 + digit(text, 6);
  const day = digit(text, 8) * 10 + digit(text, 9);
  const before = daysBefore[month - 1];
  if (year < 1 || before === undefined || day < 1) return null;
  const leap = isLeapYear(year);
  const length = month === 12 ? 31 : daysBefore[month]! - before + (month === 2 && leap ? 1 : 0);
  if (day > length) return null;
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return past * 365 + leapDays + before + (leap && month > 2 ? 1 : 0) + day - 1 - 719_162;
}
