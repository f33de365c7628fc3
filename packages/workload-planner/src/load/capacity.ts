import type { Calendar, Person } from '../model/types.ts';
import { type DayNumber, toDay, weekdayOf } from '../time/day.ts';
import { UNITS_PER_HOUR } from '../time/hours.ts';

/** Monday to Friday in full, the weekend free. */
export const usualWeek: readonly number[] = [1, 1, 1, 1, 1, 0, 0];

/** A calendar's days by number, read once for all the people who share it. */
export interface CalendarDays {
  readonly holidays: readonly DayNumber[];
  readonly extra: readonly DayNumber[];
  /** The part of these days that is worked. */
  readonly part: ReadonlyMap<DayNumber, number>;
}

/** Reads calendars by id. */
export function readCalendars(calendars: readonly Calendar[] | undefined): ReadonlyMap<string, CalendarDays> {
  const read = new Map<string, CalendarDays>();
  for (const calendar of calendars ?? []) {
    read.set(calendar.id, {
      holidays: calendar.holidays.map((date) => toDay(date)),
      extra: (calendar.extraWorkingDays ?? []).map((date) => toDay(date)),
      part: new Map(Object.entries(calendar.partDays ?? {}).map(([date, part]) => [toDay(date), part])),
    });
  }
  return read;
}

/** A week without holidays or absences, in micro-hours: what `hoursPerWeek` is a part of. */
export function usualWeekUnits(person: Person): number {
  const pattern = person.weekPattern ?? usualWeek;
  let parts = 0;
  for (const part of pattern) parts += part;
  return Math.round(dayHours(person, {}) * parts * UNITS_PER_HOUR);
}

/**
 * Writes a person's capacity in micro-hours for the days `[first, first + days)` to `out[at …]`: contract hours by
 * pattern and calendar, times focus, less absences. Nothing beyond contract hours is ever capacity.
 */
export function fillCapacity(options: {
  readonly person: Person;
  readonly calendar: CalendarDays | undefined;
  readonly first: DayNumber;
  readonly days: number;
  readonly out: Int32Array;
  readonly at: number;
}): void {
  const { person, first, days, out, at } = options;
  const pattern = person.weekPattern ?? usualWeek;
  const full = dayHours(person, {}) * UNITS_PER_HOUR;
  for (let index = 0; index < Math.min(7, days); index += 1) {
    out[at + index] = Math.round(full * pattern[weekdayOf(first + index)]!);
  }
  repeatWeek(out, at, at + days);
  const within = (day: DayNumber) => day >= first && day < first + days;
  for (const [day, part] of options.calendar?.part ?? []) {
    if (within(day)) out[at + day - first] = Math.round(full * pattern[weekdayOf(day)]! * part);
  }
  for (const day of options.calendar?.holidays ?? []) if (within(day)) out[at + day - first] = 0;
  const extra = options.calendar?.extra ?? [];
  for (const day of extra) if (within(day)) out[at + day - first] = Math.round(full);
  applyChanges(options, pattern);
  // Only parts of days can share a day.
  const parts = (person.absences ?? []).filter(({ share = 1 }) => share < 1);
  if (parts.length > 1) applyTogether(options);
  else applyAbsences(options);
  applyEmployment(options);
}

/** Copies the seven days at `from` over all the days up to `to`: twice as many each time. */
function repeatWeek(out: Int32Array, from: number, to: number): void {
  for (let known = 7; from + known < to; known *= 2) {
    out.copyWithin(from + known, from, Math.min(from + known, to - known));
  }
}

type Fill = Parameters<typeof fillCapacity>[0];

function dayHours(
  person: Person,
  change: { readonly hoursPerDay?: number; readonly employmentShare?: number; readonly focus?: number },
): number {
  const share = change.employmentShare ?? person.employmentShare ?? 1;
  return (change.hoursPerDay ?? person.hoursPerDay) * share * (change.focus ?? person.focus);
}

/** Later entries win where changes overlap. */
function applyChanges(fill: Fill, pattern: readonly number[]): void {
  const { person, calendar, first, days, out, at } = fill;
  for (const change of person.capacityChanges ?? []) {
    const hours = dayHours(person, change) * UNITS_PER_HOUR;
    const from = Math.max(first, toDay(change.start));
    const to = Math.min(first + days, toDay(change.end));
    for (let day = from; day < to; day += 1) {
      out[at + day - first] = Math.round(hours * partOf(day, calendar, pattern));
    }
  }
}

/** The part of a day that is worked: by the calendar, or else by the week. */
function partOf(day: DayNumber, calendar: CalendarDays | undefined, pattern: readonly number[]): number {
  if (calendar?.extra.includes(day)) return 1;
  if (calendar?.holidays.includes(day)) return 0;
  return pattern[weekdayOf(day)]! * (calendar?.part.get(day) ?? 1);
}

function applyAbsences(fill: Fill): void {
  const { person, first, days, out, at } = fill;
  for (const absence of person.absences ?? []) {
    const stays = 1 - (absence.share ?? 1);
    const from = Math.max(first, toDay(absence.start));
    const to = Math.min(first + days, toDay(absence.end));
    for (let day = from; day < to; day += 1) out[at + day - first] = Math.round(out[at + day - first]! * stays);
  }
}

/** Absences that may share a day: it is their sum that is away. */
function applyTogether({ person, first, days, out, at }: Fill): void {
  const away = new Float64Array(days);
  for (const { start, end, share = 1 } of person.absences ?? []) {
    const to = Math.min(first + days, toDay(end));
    for (let day = Math.max(first, toDay(start)); day < to; day += 1) away[day - first] = away[day - first]! + share;
  }
  // Thirds of a day need not add up to one to the last bit.
  for (let day = 0; day < days; day += 1) out[at + day] = Math.round(out[at + day]! * Math.max(0, 1 - away[day]!));
}

function applyEmployment(fill: Fill): void {
  const { person, first, days, out, at } = fill;
  if (person.employedFrom !== undefined) {
    const until = Math.min(first + days, toDay(person.employedFrom));
    for (let day = first; day < until; day += 1) out[at + day - first] = 0;
  }
  if (person.employedUntil !== undefined) {
    for (let day = Math.max(first, toDay(person.employedUntil)); day < first + days; day += 1)
      out[at + day - first] = 0;
  }
}
