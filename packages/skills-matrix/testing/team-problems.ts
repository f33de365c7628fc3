import { createRandom } from '@meritkit/core/random';
import type { TeamProblem } from '../src/teams/problem.ts';

/** A random team problem: costs 20..100, each need covered by a third of the people, groups with distances. */
export function randomTeamProblem(options: {
  readonly seed: number;
  readonly people: number;
  readonly size: number;
  readonly needs: number;
  readonly groups: number;
}): TeamProblem {
  const random = createRandom(options.seed);
  const list = <Item>(length: number, make: (index: number) => Item): Item[] =>
    Array.from({ length }, (_, index) => make(index));
  const costs = list(options.people, () => random.integer(200, 1000) / 10);
  const covers = list(options.people, () =>
    list(options.needs, (bit) => (random.next() < 0.33 ? 1 << bit : 0)).reduce((a, b) => a | b, 0),
  );
  const groups = list(options.people, () => random.integer(0, options.groups - 1));
  const far = list(options.groups, () => list(options.groups, () => random.integer(2, 12)));
  const distances = far.map((row, left) =>
    row.map((_, right) => (left === right ? 0 : far[Math.min(left, right)]![Math.max(left, right)]!)),
  );
  const needs = list(options.needs, () => (random.next() < 0.2 ? 2 : 1));
  return { size: options.size, costs, covers, groups, distances, needs };
}

/** The problem as an integer program in the LP format: one variable per person, one per pair from two groups. */
export function teamProgram(problem: TeamProblem): string {
  const people = problem.costs.map((_, person) => person);
  const pairs = people.flatMap((a) =>
    people.slice(a + 1).map((b) => ({ a, b, cost: problem.distances[problem.groups[a]!]![problem.groups[b]!]! })),
  );
  const costly = pairs.filter((pair) => pair.cost > 0);
  const lines = [
    'Minimize',
    ` cost: ${[...people.map((p) => `${problem.costs[p]} x${p}`), ...costly.map(({ a, b, cost }) => `${cost} y${a}_${b}`)].join(' + ')}`,
    'Subject To',
    ` size: ${people.map((p) => `x${p}`).join(' + ')} = ${problem.size}`,
    ...problem.needs.map((need, bit) => {
      const able = people.filter((p) => (problem.covers[p]! >> bit) & 1);
      return ` need${bit}: ${able.length === 0 ? '0 x0' : able.map((p) => `x${p}`).join(' + ')} >= ${need}`;
    }),
    ...costly.map(({ a, b }) => ` pair${a}_${b}: y${a}_${b} - x${a} - x${b} >= -1`),
    'Binary',
    ` ${people.map((p) => `x${p}`).join(' ')}`,
    'End',
  ];
  return lines.join('\n');
}
