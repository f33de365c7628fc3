import { describe, expect, it } from 'vitest';
import { dateInZone, eachMonth, startOfDayInstant } from './index.ts';

describe('zones', () => {
  it('west of Greenwich by less than an hour lie west', () => {
    // Monrovia kept its local mean time, 44 minutes and 30 seconds behind, until 1972.
    expect(startOfDayInstant('1950-01-01', 'Africa/Monrovia')).toBe('1950-01-01T00:44:30Z');
    expect(dateInZone('1950-01-01T00:44:29Z', 'Africa/Monrovia')).toBe('1949-12-31');
  });

  it.each(['constructor', '__proto__', 'toString', '', 'Nowhere+0800', 'Mars/Base+08', '+99:00', '+18:30', '08:00'])(
    '"%s" is none',
    (timeZone) => {
      expect(() => dateInZone('2026-01-01T20:00:00Z', timeZone)).toThrow(
        expect.objectContaining({ code: 'core/unknown-time-zone' }),
      );
    },
  );

  it.each([
    ['+08:00', '2026-01-02'],
    ['-18:00', '2026-01-01'],
    ['Asia/Kathmandu', '2026-01-02'],
    ['UTC', '2026-01-01'],
  ])('%s is one', (timeZone, date) => {
    expect(dateInZone('2026-01-01T20:00:00Z', timeZone)).toBe(date);
  });

  it.each([
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 'midnight is skipped'],
    ['2022-10-30', 'Asia/Beirut', '2022-10-29T22:00:00Z', 'midnight goes back to the day before'],
    ['2022-11-06', 'America/Havana', '2022-11-06T04:00:00Z', 'midnight comes twice'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z', 'the day before never was'],
  ])('%s in %s begins at %s: %s', (date, zone, start) => {
    expect(startOfDayInstant(date, zone)).toBe(start);
    expect(dateInZone(start, zone)).toBe(date);
  });
});

describe('the last month there is', () => {
  it('is listed like any other', () => {
    expect(eachMonth({ start: '9999-11-30', end: '9999-12-31' })).toEqual(['9999-11', '9999-12']);
    expect(eachMonth({ start: '2026-11-30', end: '2026-12-01' })).toEqual(['2026-11']);
    expect(eachMonth({ start: '2026-11-30', end: '2026-11-30' })).toEqual([]);
  });
});
