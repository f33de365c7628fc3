import { expect, it } from 'vitest';
import { admitDemand } from '../index.ts';

const people = [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }];
const nothing = { id: 'd', effortHours: 0, start: '2026-11-23', deadline: '2026-11-18' };
const other = { id: 'other', effortHours: 8, start: '2026-11-16', deadline: '2026-11-20' };

it('names the first day on which it may be done as the date of a demand without work whose deadline has passed', () => {
  for (const committed of [[], [other]]) {
    expect(admitDemand({ team: { people }, demand: nothing, committed })).toMatchObject({
      ok: false,
      rejection: { code: 'planner/deadline-passed', firstDay: '2026-11-23', earliestDate: '2026-11-23' },
    });
  }
  expect(admitDemand({ team: { people }, demand: { ...nothing, deadline: '2026-11-23' } }).ok).toBe(true);
});
