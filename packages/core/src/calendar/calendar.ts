import { z } from 'zod';
import { weekdayOf } from '../dates/arithmetic.ts';
import { type IsoDate, isDate } from '../dates/date.ts';
import { dateInZone } from '../dates/instant.ts';
import { containsDate, eachDay, overlaps, type Period } from '../dates/period.ts';
import { type InputIssue, InvalidInputError } from '../errors/index.ts';
import type { StorePort } from '../ports/index.ts';
import { parseWith } from '../schema/parse.ts';

/** A day that differs from the pattern: a holiday, leave, or a working day made up on a weekend (调休). */
export interface CalendarException {
  readonly date: IsoDate;
  readonly hours: number;
  readonly reason: 'public-holiday' | 'make-up-day' | 'leave' | 'sick-leave' | 'other';
}

/** Working hours by day of the week, from a day on. */
export interface WorkingPattern {
  readonly start: IsoDate;
  readonly end: IsoDate | null;
  /** Monday to Sunday. */
  readonly hours: readonly [number, number, number, number, number, number, number];
}

/** When a person works: contract hours, without any overtime. */
export interface PersonCalendar {
  readonly personId: string;
  readonly timeZone: string;
  readonly patterns: readonly WorkingPattern[];
  readonly exceptions: readonly CalendarException[];
}

/** When people work. Host-owned, read only. */
export interface CalendarV1 extends StorePort {
  /** The calendars of people who have one, with what touches the period, in the order of the ids given. */
  readCalendars(options: {
    readonly personIds: readonly string[];
    readonly period: Period;
  }): Promise<readonly PersonCalendar[]>;
}

const date = z.string().refine(isDate, 'not a date such as "2026-11-22"');
const hours = z.number().min(0).max(24);

/** A calendar's schema. */
export const personCalendarSchema = z.object({
  personId: z.string().min(1),
  timeZone: z.string().min(1),
  patterns: z.array(
    z.object({ start: date, end: date.nullable(), hours: z.tuple([hours, hours, hours, hours, hours, hours, hours]) }),
  ),
  exceptions: z.array(
    z.object({ date, hours, reason: z.enum(['public-holiday', 'make-up-day', 'leave', 'sick-leave', 'other']) }),
  ),
});

/**
 * Reads a calendar from outside: its shape, that its zone exists, that patterns hold a day and only one holds on any, and
 * that no two exceptions of a day say different hours.
 *
 * @throws InvalidInputError with each issue's path: `core/invalid-input`, `core/unknown-time-zone`, `core/empty-period`,
 * `core/overlapping-periods`
 * @example
 * ```ts
 * import { parsePersonCalendar } from '@meritkit/core/calendar';
 *
 * const calendar = {
 *   personId: 'lin', timeZone: 'Asia/Shanghai', exceptions: [],
 *   patterns: [{ start: '2026-01-01', end: null, hours: [8, 8, 8, 8, 8, 0, 0] }],
 * } as const;
 * parsePersonCalendar(calendar).timeZone; // 'Asia/Shanghai'
 * ```
 */
export function parsePersonCalendar(input: unknown): PersonCalendar {
  const calendar: PersonCalendar = parseWith({ schema: personCalendarSchema, input });
  dateInZone('2026-01-01T00:00:00Z', calendar.timeZone);
  const issues = [...patternIssues(calendar.patterns), ...exceptionIssues(calendar.exceptions)];
  if (issues.length > 0) throw new InvalidInputError({ issues });
  return calendar;
}

function* patternIssues(patterns: readonly WorkingPattern[]): Generator<InputIssue> {
  for (const [index, pattern] of patterns.entries()) {
    const path = ['patterns', index];
    if (!containsDate(pattern, pattern.start)) {
      yield { path, code: 'core/empty-period', message: `${pattern.start} to ${pattern.end} holds no day` };
    } else if (patterns.slice(0, index).some((other) => overlaps(other, pattern))) {
      yield { path, code: 'core/overlapping-periods', message: `another pattern holds from ${pattern.start} too` };
    }
  }
}

function* exceptionIssues(exceptions: readonly CalendarException[]): Generator<InputIssue> {
  const hoursOf = new Map<IsoDate, number>();
  for (const [index, { date: day, hours: told }] of exceptions.entries()) {
    const known = hoursOf.get(day) ?? told;
    hoursOf.set(day, known);
    if (known === told) continue;
    const message = `${day} has ${known} hours and ${told}`;
    yield { path: ['exceptions', index], code: 'core/overlapping-periods', message };
  }
}

/**
 * The hours a person is contracted to work on a day: an exception, else the pattern, else none. Null when no pattern
 * covers the day: unknown is not free.
 *
 * @example
 * ```ts
 * import { workingHours } from '@meritkit/core/calendar';
 *
 * const calendar = {
 *   personId: 'lin', timeZone: 'Asia/Shanghai',
 *   patterns: [{ start: '2026-01-01', end: null, hours: [8, 8, 8, 8, 8, 0, 0] }],
 *   exceptions: [{ date: '2026-10-10', hours: 8, reason: 'make-up-day' }],
 * } as const;
 * workingHours(calendar, '2026-10-10'); // 8
 * workingHours(calendar, '2026-10-11'); // 0
 * ```
 */
export function workingHours(calendar: PersonCalendar, day: IsoDate): number | null {
  const pattern = calendar.patterns.find((candidate) => containsDate(candidate, day));
  const exception = calendar.exceptions.find((candidate) => candidate.date === day);
  if (exception !== undefined) return exception.hours;
  return pattern === undefined ? null : pattern.hours[weekdayOf(day) - 1]!;
}

/**
 * The hours of a period, and the days on which they are unknown.
 *
 * @example
 * ```ts
 * import { workingHoursIn } from '@meritkit/core/calendar';
 *
 * const calendar = {
 *   personId: 'lin', timeZone: 'Asia/Shanghai', exceptions: [],
 *   patterns: [{ start: '2026-01-01', end: null, hours: [8, 8, 8, 8, 8, 0, 0] }],
 * } as const;
 * workingHoursIn({ calendar, period: { start: '2025-12-31', end: '2026-01-03' } }); // { hours: 16, unknownDays: ['2025-12-31'] }
 * ```
 */
export function workingHoursIn(options: { readonly calendar: PersonCalendar; readonly period: Period }): {
  readonly hours: number;
  readonly unknownDays: readonly IsoDate[];
} {
  const days = eachDay(options.period).map((day) => ({ day, hours: workingHours(options.calendar, day) }));
  return {
    hours: days.reduce((sum, entry) => sum + (entry.hours ?? 0), 0),
    unknownDays: days.filter((entry) => entry.hours === null).map((entry) => entry.day),
  };
}
