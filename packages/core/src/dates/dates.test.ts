import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  containsDate,
  dateInZone,
  datePartsOf,
  eachDay,
  eachMonth,
  eachWeek,
  epochDayOf,
  halfYearOf,
  instantText,
  isDate,
  isoWeekOf,
  monthOf,
  parseInstant,
  periodOfLabel,
  quarterOf,
  readPeriod,
  startOfDayInstant,
  weekdayOf,
  weekPeriod,
  yearOf,
} from './index.ts';

describe('days', () => {
  it.each([
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-02-29', 366, '2001-03-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['1970-01-01', -1, '1969-12-31'],
    ['0001-01-01', 0, '0001-01-01'],
    ['9999-12-31', 0, '9999-12-31'],
    ['2026-11-22', -146_097, '1626-11-22'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['0050-01-31', 1, '0050-02-28'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '',
    '2026-01-01T00:00:00Z',
  ])('"%s" is no date', (text) => {
    expect(isDate(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(expect.objectContaining({ code: 'core/not-a-date' }));
  });

  it('run out at the ends of the calendar', () => {
    for (const work of [
      () => addDays('9999-12-31', 1),
      () => addDays('0001-01-01', -1),
      () => addDays('2026-01-01', 0.5),
      () => addMonths('2026-01-01', 0.5),
    ]) {
      expect(work).toThrow(expect.objectContaining({ code: 'core/date-out-of-range' }));
    }
    expect(isDate(20_260_101)).toBe(false);
    expect(datePartsOf('2026-11-22')).toEqual({ year: 2026, month: 11, day: 22 });
  });
});

describe('buckets', () => {
  // ISO 8601: the year of a week is the year of its Thursday; 2026 has 53 weeks.
  it.each([
    ['2026-11-22', '2026-W47', '2026-11', '2026-Q4', '2026-H2'],
    ['2026-12-31', '2026-W53', '2026-12', '2026-Q4', '2026-H2'],
    ['2027-01-03', '2026-W53', '2027-01', '2027-Q1', '2027-H1'],
    ['2027-01-04', '2027-W01', '2027-01', '2027-Q1', '2027-H1'],
    ['2024-12-30', '2025-W01', '2024-12', '2024-Q4', '2024-H2'],
    ['2021-01-01', '2020-W53', '2021-01', '2021-Q1', '2021-H1'],
    ['2026-06-30', '2026-W27', '2026-06', '2026-Q2', '2026-H1'],
    ['2026-07-01', '2026-W27', '2026-07', '2026-Q3', '2026-H2'],
  ])('%s lies in %s, %s, %s and %s', (date, week, month, quarter, half) => {
    expect([isoWeekOf(date), monthOf(date), quarterOf(date), halfYearOf(date)]).toEqual([week, month, quarter, half]);
    expect(yearOf(date)).toBe(date.slice(0, 4));
    for (const label of [week, month, quarter, half, yearOf(date)]) {
      expect(containsDate(periodOfLabel(label), date)).toBe(true);
    }
  });

  it('have the days one expects', () => {
    expect(weekPeriod('2026-W53')).toEqual({ start: '2026-12-28', end: '2027-01-04' });
    expect(periodOfLabel('2028-02')).toEqual({ start: '2028-02-01', end: '2028-03-01' });
    expect(periodOfLabel('2026-Q4')).toEqual({ start: '2026-10-01', end: '2027-01-01' });
    expect(periodOfLabel('2026-H1')).toEqual({ start: '2026-01-01', end: '2026-07-01' });
    expect(periodOfLabel('2026')).toEqual({ start: '2026-01-01', end: '2027-01-01' });
    expect([1, 2, 3, 4, 5, 6, 7]).toEqual(eachDay(weekPeriod('2026-W47')).map(weekdayOf));
    expect(eachWeek({ start: '2026-12-27', end: '2027-01-05' })).toEqual(['2026-W52', '2026-W53', '2027-W01']);
    expect(eachMonth({ start: '2026-11-30', end: '2027-01-02' })).toEqual(['2026-11', '2026-12', '2027-01']);
    expect([
      eachWeek({ start: '2026-01-02', end: '2026-01-02' }),
      eachMonth({ start: '2026-01-02', end: '2026-01-01' }),
    ]).toEqual([[], []]);
  });

  it.each([
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-13',
    '2026-Q5',
    '2026-H3',
    '26',
    'week 3',
    '0000-W01',
    '2026-W1',
    '',
  ])('"%s" is no period', (label) => {
    expect(() => periodOfLabel(label)).toThrow(expect.objectContaining({ code: 'core/not-a-period-label' }));
  });

  it('a period holds at least a day', () => {
    expect(readPeriod({ start: '2026-01-01', end: '2026-01-02' })).toEqual({ start: '2026-01-01', end: '2026-01-02' });
    expect(() => readPeriod({ start: '2026-01-01', end: '2026-01-01' }, ['period'])).toThrow(
      expect.objectContaining({ code: 'core/empty-period', issues: [expect.objectContaining({ path: ['period'] })] }),
    );
  });
});

describe('instants', () => {
  it('name one point in time, whatever the offset', () => {
    const same = [
      '2026-11-22T09:00:00+08:00',
      '2026-11-22T01:00:00Z',
      '2026-11-21T20:00:00.000-05:00',
      '2026-11-22T13:45:00+12:45',
    ];
    expect(new Set(same.map((text) => parseInstant(text))).size).toBe(1);
    expect(instantText(parseInstant(same[0]!))).toBe('2026-11-22T01:00:00Z');
    expect(instantText(parseInstant('1969-12-31T23:59:59.9999Z'))).toBe('1969-12-31T23:59:59.999Z');
    expect(parseInstant('0001-01-01T00:00:00Z')).toBe(epochDayOf('0001-01-01') * 86_400_000);
  });

  it.each([
    '2026-11-22T09:00:00',
    '2026-11-22',
    '2026-11-22T24:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-22T09:60:00Z',
    '2026-11-22T09:00:60Z',
    '2026-11-22T09:00:00+19:00',
    '2026-11-22T09:00:00+08:60',
    '2026-11-22 09:00:00Z',
    'now',
    '',
  ])('"%s" is none', (text) => {
    expect(() => parseInstant(text, ['at'])).toThrow(expect.objectContaining({ code: 'core/not-an-instant' }));
  });

  it('fall on the day of the zone: the turn of the year in China and in the United States', () => {
    const instant = '2026-12-31T16:30:00Z';
    expect(dateInZone(instant, 'Asia/Shanghai')).toBe('2027-01-01');
    expect(dateInZone(instant, 'America/New_York')).toBe('2026-12-31');
    expect(dateInZone('2027-01-01T04:59:59Z', 'America/New_York')).toBe('2026-12-31');
    expect(dateInZone('2027-01-01T05:00:00Z', 'America/New_York')).toBe('2027-01-01');
    expect([
      yearOf(dateInZone(instant, 'Asia/Shanghai')),
      quarterOf(dateInZone(instant, 'America/Los_Angeles')),
    ]).toEqual(['2027', '2026-Q4']);
  });

  // São Paulo skipped midnight in 2018, Apia skipped a day in 2011, St. John's had midnight twice in 2010.
  it.each([
    ['2026-11-22', 'Asia/Shanghai', '2026-11-21T16:00:00Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
    ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00Z'],
    ['2026-09-27', 'Pacific/Chatham', '2026-09-26T11:15:00Z'],
    ['1980-01-01', 'Asia/Kathmandu', '1979-12-31T18:30:00Z'],
  ])('%s in %s starts at %s', (date, zone, expected) => {
    expect(startOfDayInstant(date, zone)).toBe(expected);
  });

  it('know no zone by a wrong name', () => {
    for (const zone of ['Mars/Olympus', '', 'shanghai time']) {
      expect(() => dateInZone('2026-01-01T00:00:00Z', zone)).toThrow(
        expect.objectContaining({ code: 'core/unknown-time-zone' }),
      );
    }
    expect(() => instantText(0.5)).toThrow(expect.objectContaining({ code: 'core/not-an-instant' }));
  });
});
