import { reportError } from '../errors.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A calendar day in a locale's words; no zone can move it. */
export function formatDate(date: string, locale: string, style: 'long' | 'short' = 'long'): string {
  const options: Intl.DateTimeFormatOptions =
    style === 'long' ? { year: 'numeric', month: 'short', day: 'numeric' } : { month: 'short', day: 'numeric' };
  return formatOf(locale, 'UTC', options).format(Date.parse(`${date}T00:00:00Z`));
}

/** An instant on the clock of a time zone. */
export function formatInstant(instant: string, locale: string, timeZone: string): string {
  return formatOf(locale, timeZone, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.parse(instant));
}

/** The calendar day of an instant in a time zone. */
export function dateInZone(instant: string, timeZone: string): string {
  const format = formatOf('en', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit', era: 'short' });
  const parts = new Map(format.formatToParts(Date.parse(instant)).map((part) => [part.type, part.value]));
  return `${parts.get('year')!.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
}

/** @throws InvalidInputError `report/unknown-time-zone` */
export function requireTimeZone(timeZone: string): void {
  try {
    formatOf('en', timeZone, { year: 'numeric' });
  } catch {
    throw reportError('report/unknown-time-zone', ['timeZone'], `no time zone "${timeZone}"`);
  }
}

/** The day before, for showing a half-open period's last day. */
export function dayBefore(date: string): string {
  return dayText(dayNumber(date) - 1);
}

/** `2026-W47`: the ISO 8601 week of a day, in the year that its Thursday lies in. */
export function isoWeekOf(date: string): string {
  const day = dayNumber(date);
  const thursday = day - weekdayOf(day) + 3;
  const year = dayText(thursday).slice(0, 4);
  const week = Math.floor((thursday - dayNumber(`${year}-01-01`)) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The days of an ISO week, half-open; undefined for other words, and for a week that its year does not have. */
export function daysOfIsoWeek(week: string): { readonly start: string; readonly end: string } | undefined {
  const found = /^(\d{4})-W(\d{2})$/.exec(week);
  if (found === null || found[1] === '0000') return undefined;
  const fourth = dayNumber(`${found[1]}-01-04`); // always in week 1
  const monday = fourth - weekdayOf(fourth) + (Number(found[2]) - 1) * 7;
  const start = dayText(monday);
  return isoWeekOf(start) === week ? { start, end: dayText(monday + 7) } : undefined;
}

/** Monday is 0. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
}

/** The date of a day number. */
export function dayText(day: number): string {
  // Civil-from-days, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2021).
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

function formatOf(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${Object.entries(options).join()}`;
  let format = formats.get(key);
  if (format === undefined) {
    if (formats.size > 500) formats.clear();
    format = new Intl.DateTimeFormat(locale, { ...options, timeZone, calendar: 'gregory', numberingSystem: 'latn' });
    formats.set(key, format);
  }
  return format;
}
