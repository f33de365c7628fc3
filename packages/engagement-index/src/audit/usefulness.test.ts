import { describe, expect, it } from 'vitest';
import { usefulness, usefulnessOver } from '../../testing/usefulness.ts';

describe('what a release plan publishes', () => {
  it('is never less and on the whole clearly more than the order of naming', () => {
    const seeds = Array.from({ length: 4 }, (_, index) => `u${index}`);
    for (const seed of seeds) {
      const found = usefulness({ people: 48, ways: 2, seed, attempts: 8 });
      expect(found.all).toBeGreaterThanOrEqual(found.named);
    }
    const over = usefulnessOver({ people: 48, ways: 2, seeds: 4, attempts: 8 });
    expect(over.all.mean).toBeGreaterThan(over.named.mean + 0.02);
  });

  it.each([
    { people: 48, ways: 1, seeds: 6, goal: 0.9 },
    { people: 120, ways: 1, seeds: 3, goal: 0.98 },
    { people: 300, ways: 1, seeds: 2, goal: 0.99 },
    { people: 48, ways: 2, seeds: 3, goal: 0.55 },
    { people: 120, ways: 2, seeds: 1, goal: 0.65 },
    ...(process.env.MERITKIT_LONG === '1' ? [{ people: 300, ways: 2, seeds: 3, goal: 0.8 } as const] : []),
  ] as const)('publishes $goal of what hiding small groups shows, $people people, $ways-way', (row) => {
    const { people, ways, seeds, goal } = row;
    expect(usefulnessOver({ people, ways, seeds, attempts: 2 }).all.mean).toBeGreaterThanOrEqual(goal);
  });
});
