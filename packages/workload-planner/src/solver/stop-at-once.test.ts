import { expect, it } from 'vitest';
import { solveProject } from '../index.ts';

/** Activities in a row of chains, so that nothing is decided at once. */
function chains(count: number) {
  return {
    kind: 'resource-project' as const,
    name: 'chains',
    durations: Array.from({ length: count }, (_unused, index) => 1 + (index % 7)),
    successors: Array.from({ length: count }, (_unused, index) => (index + 10 < count ? [index + 10] : [])),
    capacities: [5],
    requirements: Array.from({ length: count }, (_unused, index) => [1 + (index % 3)]),
  };
}

it('ends with the first schedule when told to stop at once, however large the project', () => {
  const solution = solveProject({ project: chains(400), seed: 1, budget: { stop: () => true } });
  expect(solution.schedules).toBeLessThanOrEqual(3);
  expect(solution.schedule.starts.length).toBe(400);
});

it('asks once how many schedules to expect, with how many were built', () => {
  const asked: number[] = [];
  let left = 200_000;
  solveProject({
    project: chains(60),
    seed: 1,
    budget: {
      stop: () => {
        left -= 1;
        return left < 0;
      },
      expectedSchedules: (built) => {
        asked.push(built);
        return 9000;
      },
    },
  });
  expect(asked.length).toBeLessThanOrEqual(1);
  for (const built of asked) expect(built).toBeLessThanOrEqual(500);
});

it('takes whole seeds only', () => {
  for (const seed of [Number.NaN, 1.5, Number.POSITIVE_INFINITY]) {
    expect(() => solveProject({ project: chains(3), seed, budget: { schedules: 1 } })).toThrow('seed');
  }
});
