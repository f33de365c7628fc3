import { tz } from '@date-fns/tz';
import { getISOWeek, getISOWeekYear, getQuarter } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  compareInstants,
  containsDate,
  dateInZone,
  dateOfEpochDay,
  daysBetween,
  eachDay,
  eachWeek,
  epochDayOf,
  instantText,
  isLeapYear,
  isoWeekOf,
  mergePeriods,
  monthOf,
  overlap,
  overlaps,
  type Period,
  parseInstant,
  periodDays,
  quarterOf,
  startOfDayInstant,
  subtractPeriod,
  weekdayOf,
  weekPeriod,
} from './index.ts';

const anyDay = fc.integer({ min: -719_162, max: 2_932_896 }).map(dateOfEpochDay);
const day = fc.integer({ min: 18_000, max: 18_060 }).map(dateOfEpochDay);
const period = fc.tuple(day, fc.nat(25)).map(([start, days]): Period => ({ start, end: addDays(start, days) }));
const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'America/St_Johns',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Europe/Berlin',
  'UTC',
  'Australia/Lord_Howe',
];

describe('the calendar agrees with the platform', () => {
  it('on every day of eight centuries', () => {
    for (let number = -250_000; number < 50_000; number += 7) {
      const date = dateOfEpochDay(number);
      expect(date).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      expect(epochDayOf(date)).toBe(number);
      expect(weekdayOf(date) % 7).toBe(new Date(number * 86_400_000).getUTCDay());
    }
  });

  it('on ISO weeks and quarters, as date-fns has them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 200_000 }), (number) => {
        const context = { in: tz('UTC') };
        const instant = number * 86_400_000;
        const week = `${String(getISOWeekYear(instant, context)).padStart(4, '0')}-W${String(getISOWeek(instant, context)).padStart(2, '0')}`;
        expect(isoWeekOf(dateOfEpochDay(number))).toBe(week);
        expect(quarterOf(dateOfEpochDay(number)).at(-1)).toBe(String(getQuarter(instant, context)));
      }),
    );
  });
});

describe('days', () => {
  it('add up and come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 300_000 }), fc.integer({ min: -9999, max: 9999 }), (start, days) => {
        const date = dateOfEpochDay(start);
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(daysBetween(date, addDays(date, days))).toBe(days);
        expect(Math.sign(compareDates(date, addDays(date, days)))).toBe(Math.sign(-days) || 0);
      }),
    );
  });

  it('sort as their text does', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => Math.sign(compareDates(a, b)) === (a < b ? -1 : a > b ? 1 : 0)));
  });

  it('a month later lies in the next month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -100, max: 100 }), (start, months) => {
        const date = dateOfEpochDay(start);
        const moved = addMonths(date, months);
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        expect(index(monthOf(moved))).toBe(index(date) + months);
        expect(Number(moved.slice(8))).toBeLessThanOrEqual(Number(date.slice(8)));
      }),
    );
  });

  it('a leap year has 366', () => {
    for (const year of [1900, 1999, 2000, 2024, 2026, 2100, 2400]) {
      expect(daysBetween(`${year}-01-01`, `${year + 1}-01-01`)).toBe(isLeapYear(year) ? 366 : 365);
    }
  });

  it('a week holds its days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (number) => {
        const date = dateOfEpochDay(number);
        expect(containsDate(weekPeriod(isoWeekOf(date)), date)).toBe(true);
        expect(new Set(eachDay(weekPeriod(isoWeekOf(date))).map(isoWeekOf)).size).toBe(1);
      }),
    );
  });
});

describe('periods, as sets of days', () => {
  const days = (periods: readonly Period[]) => [...new Set(periods.flatMap(eachDay))].sort();

  it('share, subtract and merge like sets', () => {
    fc.assert(
      fc.property(period, period, fc.array(period, { maxLength: 6 }), (a, b, more) => {
        const [first, second] = [new Set(eachDay(a)), new Set(eachDay(b))];
        const shared = overlap(a, b);
        expect(shared === null ? [] : eachDay(shared)).toEqual([...first].filter((one) => second.has(one)));
        expect(overlap(b, a)).toEqual(shared);
        expect(overlaps(a, b)).toBe(shared !== null);
        expect(days(subtractPeriod(a, b))).toEqual([...first].filter((one) => !second.has(one)));
        expect(subtractPeriod(a, b).every((part) => periodDays(part) > 0)).toBe(true);
        const merged = mergePeriods([a, b, ...more]);
        expect(days(merged)).toEqual(days([a, b, ...more]));
        expect(merged.reduce((sum, part) => sum + periodDays(part), 0)).toBe(days(merged).length);
        expect(mergePeriods(merged)).toEqual(merged);
        for (let index = 1; index < merged.length; index += 1)
          expect(merged[index - 1]!.end < merged[index]!.start).toBe(true);
        expect(eachWeek(a)).toEqual([...new Set(eachDay(a).map(isoWeekOf))]);
      }),
    );
  });

  it('open ones never end', () => {
    fc.assert(
      fc.property(day, day, fc.option(day), (start, date, end) => {
        expect(containsDate({ start, end }, date)).toBe(start <= date && (end === null || date < end));
        expect(overlaps({ start, end: null }, { start: date, end: null })).toBe(true);
      }),
    );
  });
});

describe('instants and zones', () => {
  const instant = fc.integer({ min: parseInstant('1975-01-01T00:00:00Z'), max: parseInstant('2037-01-01T00:00:00Z') });

  it('a text comes back', () => {
    fc.assert(fc.property(instant, (milliseconds) => parseInstant(instantText(milliseconds)) === milliseconds));
    fc.assert(
      fc.property(
        instant,
        instant,
        (a, b) => Math.sign(compareInstants(instantText(a), instantText(b))) === (Math.sign(a - b) || 0),
      ),
    );
  });

  it('a day starts at the first instant that falls on it', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (milliseconds, zone) => {
        const date = dateInZone(instantText(milliseconds), zone);
        const start = parseInstant(startOfDayInstant(date, zone));
        expect(start).toBeLessThanOrEqual(milliseconds);
        expect(dateInZone(instantText(start), zone)).toBe(date);
        expect(dateInZone(instantText(start - 1), zone) < date).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
