import { expect, it } from 'vitest';
import { levelLoad } from '../index.ts';

it('lists a day that passes its capacity, though the week does not', () => {
  const people = ['lin', 'wu'].map((id) => ({ id, hoursPerDay: 8, focus: 1, skills: {} }));
  const monday = { start: '2026-11-16', end: '2026-11-17', hours: 16, core: true };
  const allocations = people.map(({ id }) => ({ id: `a-${id}`, personId: id, ...monday }));
  const { rows, overloads } = levelLoad({
    team: { people, allocations },
    by: 'week',
    period: { start: '2026-11-16', end: '2026-11-23' },
  });
  expect(rows[0]).toMatchObject({ state: 'under', overHours: 8 });
  expect(overloads.map(({ personId, overHours }) => [personId, overHours])).toEqual([
    ['lin', 8],
    ['wu', 8],
  ]);
});
