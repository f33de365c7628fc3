import { describe, expect, it } from 'vitest';
import { parsePersonCalendar, workingHours, workingHoursIn } from './index.ts';

const calendar = parsePersonCalendar({
  personId: 'lin',
  timeZone: 'Asia/Shanghai',
  patterns: [
    { start: '2026-01-01', end: '2026-07-01', hours: [8, 8, 8, 8, 8, 0, 0] },
    { start: '2026-07-01', end: null, hours: [4, 4, 4, 4, 4, 0, 0] },
  ],
  exceptions: [
    { date: '2026-10-01', hours: 0, reason: 'public-holiday' },
    { date: '2026-10-10', hours: 8, reason: 'make-up-day' },
  ],
});

describe('working hours', () => {
  it('follow the pattern of the day, and exceptions go first', () => {
    expect(
      ['2026-06-30', '2026-07-01', '2026-07-04', '2026-10-01', '2026-10-10', '2026-10-11'].map((day) =>
        workingHours(calendar, day),
      ),
    ).toEqual([8, 4, 0, 0, 8, 0]);
  });

  it('are unknown, not zero, where no pattern holds', () => {
    expect(workingHours(calendar, '2025-12-31')).toBeNull();
    expect(workingHoursIn({ calendar, period: { start: '2025-12-30', end: '2026-01-03' } })).toEqual({
      hours: 16,
      unknownDays: ['2025-12-30', '2025-12-31'],
    });
  });

  it('a day has no more than 24', () => {
    expect(() =>
      parsePersonCalendar({
        ...calendar,
        patterns: [{ start: '2026-01-01', end: null, hours: [25, 0, 0, 0, 0, 0, 0] }],
      }),
    ).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: ['patterns', 0, 'hours', 0] })] }));
  });
});
