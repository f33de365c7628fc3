import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { growthLevels, growthPoints } from '../index.ts';

describe('growthPoints', () => {
  it('values milestones 0 to 5 as 0, 1, 3, 6, 12, 20', () => {
    expect([0, 1, 2, 3, 4, 5].map((milestone) => growthPoints({ milestones: { a: milestone } }).value)).toEqual([
      0, 1, 3, 6, 12, 20,
    ]);
  });
  it.each([
    [5, '1.2'],
    [17, '2.1'],
    [36, '3.1'],
    [58, '4.1'],
    [90, '5.1'],
    [135, '5.3'],
  ])('%i points reach %s, and one less does not', (points, level) => {
    const milestones = (total: number) =>
      Object.fromEntries(Array.from({ length: total }, (_, index) => [`t${index}`, 1]));
    expect(growthPoints({ milestones: milestones(points) }).level).toBe(level);
    expect(growthPoints({ milestones: milestones(points - 1) }).level).not.toBe(level);
  });
  it('names the next level, ends at the last, and recomputes', () => {
    const some = growthPoints({ milestones: { a: 3, b: 2 } });
    expect(some).toMatchObject({ value: 9, level: '1.2', next: { level: '1.3', missingPoints: 2 } });
    expect(recompute({ explanation: some.explanation })).toBe(9);
    const all = growthPoints({ milestones: Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`t${i}`, 5])) });
    expect(all).toMatchObject({ value: 140, level: '5.3', next: null });
    expect(growthPoints({ milestones: {} })).toMatchObject({ value: 0, level: '1.1' });
    expect(growthLevels).toHaveLength(15);
  });
  it('refuses other milestones', () => {
    for (const milestone of [6, -1, 2.5, Number.NaN])
      expect(() => growthPoints({ milestones: { a: milestone } })).toThrow('milestones.a');
  });
});
