import { describe, expect, it } from 'vitest';
import { parsePersonCalendar } from './index.ts';

const hours = [8, 8, 8, 8, 8, 0, 0];
const calendar = {
  personId: 'lin',
  timeZone: 'Asia/Shanghai',
  patterns: [
    { start: '2026-07-01', end: null, hours },
    { start: '2026-01-01', end: '2026-07-01', hours },
  ],
  exceptions: [
    { date: '2026-10-01', hours: 0, reason: 'public-holiday' },
    { date: '2026-10-01', hours: 0, reason: 'leave' },
  ],
};

describe('a calendar that says two things', () => {
  it.each<[string, object, string, readonly (string | number)[]]>([
    ['a zone that does not exist', { timeZone: 'Asia/Shangai' }, 'core/unknown-time-zone', ['timeZone']],
    [
      'two patterns at once',
      { patterns: [...calendar.patterns, { start: '2026-06-30', end: '2026-07-02', hours }] },
      'core/overlapping-periods',
      ['patterns', 2],
    ],
    [
      'a pattern without a day',
      { patterns: [{ start: '2026-01-02', end: '2026-01-02', hours }] },
      'core/empty-period',
      ['patterns', 0],
    ],
    [
      'a holiday that is a working day too',
      { exceptions: [...calendar.exceptions, { date: '2026-10-01', hours: 8, reason: 'make-up-day' }] },
      'core/overlapping-periods',
      ['exceptions', 2],
    ],
  ])('%s is refused with its place', (_, change, code, path) => {
    expect(parsePersonCalendar(calendar)).toEqual(calendar);
    expect(() => parsePersonCalendar({ ...calendar, ...change })).toThrow(
      expect.objectContaining({ code, issues: [expect.objectContaining({ path })] }),
    );
  });
});
