import { describe, expect, it } from 'vitest';
import { exampleTeam } from '../../testing/example-team.ts';
import { toDay } from '../time/day.ts';
import { allocatedBetween, overloadHours, partAllocation, replaceAllocation, shiftAllocation } from './change.ts';

const [start, middle, end] = ['2026-11-16', '2026-11-19', '2026-11-30'].map((date) => toDay(date)) as [
  number,
  number,
  number,
];
const work = { id: 'w', personId: 'zhao', start: '2026-11-16', end: '2026-11-30', core: false };

describe('a change of allocations', () => {
  it('parts a rate by days, and hours in all by how they are spread', () => {
    const rate = { ...work, hoursPerWeek: 8 };
    expect(partAllocation(exampleTeam, rate, middle)).toEqual({
      before: { ...rate, end: '2026-11-19' },
      after: { ...rate, id: 'w#rest', start: '2026-11-19' },
    });
    // Ten working days, three of them before the 19th.
    const { before, after } = partAllocation(exampleTeam, { ...work, hours: 40 }, middle);
    expect(before).toEqual({ ...work, hours: 12, end: '2026-11-19' });
    expect(after).toEqual({ ...work, id: 'w#rest', hours: 28, start: '2026-11-19' });
  });

  it('leaves whole what lies on one side', () => {
    const whole = { ...work, hours: 40 };
    expect(partAllocation(exampleTeam, whole, start)).toEqual({ before: null, after: whole });
    expect(partAllocation(exampleTeam, whole, start - 5)).toEqual({ before: null, after: whole });
    expect(partAllocation(exampleTeam, whole, end)).toEqual({ before: whole, after: null });
    expect(partAllocation(exampleTeam, whole, end - 1).after).toMatchObject({ start: '2026-11-29', hours: 0 });
  });

  it('counts the hours of one allocation on its own person alone', () => {
    expect(allocatedBetween(exampleTeam, { ...work, hours: 40 }, start, middle)).toBe(12);
    expect(allocatedBetween(exampleTeam, { ...work, share: 0.5 }, middle, end)).toBeCloseTo(7 * 3.2, 9);
    expect(overloadHours(exampleTeam, 'lin', start, end)).toBeCloseTo(12.8, 6);
    expect(overloadHours(exampleTeam, 'lin', middle, end)).toBeCloseTo(7 * 1.28, 6);
    expect(overloadHours(exampleTeam, 'zhao', start, end)).toBe(0);
    expect(overloadHours({ people: exampleTeam.people }, 'lin', start, end)).toBe(0);
  });

  it('replaces one and shifts it by days', () => {
    const later = shiftAllocation({ ...work, hours: 40 }, 14);
    expect(later).toMatchObject({ id: 'w', start: '2026-11-30', end: '2026-12-14', hours: 40 });
    const replaced = replaceAllocation(exampleTeam, 'survey', [later, { ...later, id: 'x' }]);
    expect(replaced.allocations?.map(({ id }) => id)).toEqual(['campaign', 'w', 'x']);
    expect(replaceAllocation({ people: [] }, 'survey', [later]).allocations).toEqual([]);
  });
});
