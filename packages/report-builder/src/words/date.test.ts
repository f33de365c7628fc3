import { isoWeekOf as weekByCore, weekPeriod } from '@meritkit/core/dates';
import { expect, test } from 'vitest';
import { dayNumber, daysOfIsoWeek, dayText, isoWeekOf } from './date.ts';

test('ISO weeks are those of core, on every day of thirty years', () => {
  for (let day = dayNumber('1995-12-20'); day < dayNumber('2026-01-10'); day += 1) {
    const week = isoWeekOf(dayText(day));
    expect(week).toBe(weekByCore(dayText(day)));
    expect(daysOfIsoWeek(week)).toEqual(weekPeriod(week));
  }
});

test('a week that its year does not have is none, and neither are other words', () => {
  expect(daysOfIsoWeek('2026-W53')).toEqual({ start: '2026-12-28', end: '2027-01-04' });
  for (const none of ['2025-W53', '2026-W00', '2026-W54', '0000-W10', 'sprint 12', '2026-W1']) {
    expect(daysOfIsoWeek(none), none).toBeUndefined();
  }
});
