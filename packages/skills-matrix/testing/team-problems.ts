import { createRandom } from '@meritkit/core/random';
import type { composeTeam } from '@meritkit/skills-matrix';
import type { TeamProblem } from '../src/teams/problem.ts';
import { profilesOf } from './people.ts';

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

/**
 * The problem as an integer program in the LP format, as directly as it can be said: one variable per person, one per
 * pair. Slow to solve; it shows that `teamProgram` says the same.
 */
export function pairProgram(problem: TeamProblem): string {
  const people = problem.costs.map((_, person) => person);
  const pairs = people.flatMap((a) =>
    people.slice(a + 1).map((b) => ({ a, b, cost: problem.distances[problem.groups[a]!]![problem.groups[b]!]! })),
  );
  const costly = pairs.filter((pair) => pair.cost > 0);
  return programOf(
    problem,
    costly.map(({ a, b, cost }) => `${cost} y${a}_${b}`),
    costly.map(({ a, b }) => `pair${a}_${b}: y${a}_${b} - x${a} - x${b} >= -1`),
  );
}

/**
 * The problem as a compact integer program: `z` counts how many of a group are in the team together with a person, so
 * each pair is counted from both sides. If a person is chosen, their counts add up to the rest of the team and none
 * is above what the group has in it, so each is exactly that; if not, all are zero.
 */
export function teamProgram(problem: TeamProblem): string {
  const { costs, groups, distances, size } = problem;
  const people = costs.map((_, person) => person);
  const members = distances.map((_, group) => people.filter((person) => groups[person] === group));
  const met = people.flatMap((p) =>
    members.flatMap((all, group) => {
      const others = all.filter((person) => person !== p);
      return others.length === 0 ? [] : [{ p, group, others, cost: distances[groups[p]!]![group]! / 2 }];
    }),
  );
  const namesOf = (all: readonly number[], group: number): readonly string[] =>
    met.filter((item) => item.group === group && all.includes(item.p)).map((item) => `z${item.p}_${group}`);
  return programOf(
    problem,
    met.filter((item) => item.cost > 0).map(({ p, group, cost }) => `${cost} z${p}_${group}`),
    [
      ...people.map(
        (p) => `rest${p}: ${plus(met.filter((m) => m.p === p).map((m) => `z${p}_${m.group}`))} - ${size - 1} x${p} = 0`,
      ),
      ...met.map(
        ({ p, group, others }) => `there${p}_${group}: z${p}_${group}${others.map((o) => ` - x${o}`).join('')} <= 0`,
      ),
      ...met.map(
        ({ p, group, others }) => `with${p}_${group}: z${p}_${group} - ${Math.min(size - 1, others.length)} x${p} <= 0`,
      ),
      ...members.flatMap((all, left) =>
        members.slice(left + 1).flatMap((facing, step) => {
          const right = left + 1 + step;
          if (all.length === 0 || facing.length === 0) return [];
          return [`both${left}_${right}: ${plus(namesOf(all, right))} - ${namesOf(facing, left).join(' - ')} = 0`];
        }),
      ),
    ],
  );
}

function programOf(problem: TeamProblem, pairCosts: readonly string[], pairRows: readonly string[]): string {
  const people = problem.costs.map((_, person) => person);
  return [
    'Minimize',
    ` cost: ${plus([...people.map((p) => `${problem.costs[p]} x${p}`), ...pairCosts])}`,
    'Subject To',
    ` size: ${plus(people.map((p) => `x${p}`))} = ${problem.size}`,
    ...problem.needs.map((need, bit) => {
      const able = people.filter((p) => (problem.covers[p]! >> bit) & 1);
      return ` need${bit}: ${plus(able.map((p) => `x${p}`))} >= ${need}`;
    }),
    ...pairRows.map((row) => ` ${row}`),
    'Binary',
    ` ${people.map((p) => `x${p}`).join(' ')}`,
    'End',
  ].join('\n');
}

function plus(terms: readonly string[]): string {
  return terms.length === 0 ? '0 x0' : terms.join(' + ');
}

/** Sizes of the hundred cases that an outside solver judges: teams of 2 to 6, 2 to 7 needs, 1 to 6 groups. */
export function judgedProblem(options: { readonly seed: number; readonly people: number }): TeamProblem {
  const random = createRandom(`judged ${options.seed}`);
  const [size, needs, groups] = [random.integer(2, 6), random.integer(2, 7), random.integer(1, 6)];
  return randomTeamProblem({ ...options, size, needs, groups });
}

/** The problem as `composeTeam` takes it: a skill at level 4 covers a need, one at level 2 or no evidence does not. */
export function teamInput(problem: TeamProblem): Parameters<typeof composeTeam>[0] {
  const idOf = (person: number): string => `p${String(person).padStart(4, '0')}`;
  const skillIds = problem.needs.map((_, bit) => `s${bit}`);
  const levels = problem.covers.map((mask, person) => {
    const shown = skillIds.flatMap((skillId, bit): readonly (readonly [string, number])[] => {
      if ((mask >> bit) & 1) return [[skillId, 4]];
      return (person + bit) % 2 === 0 ? [[skillId, 2]] : [];
    });
    return [idOf(person), { ...Object.fromEntries(shown), other: 3 }] as const;
  });
  const skills = [...skillIds, 'other'].map((id) => ({ id, name: id }));
  const distances = problem.distances.flatMap((row, left) =>
    row.flatMap((distance, right) =>
      left <= right ? [{ between: [`g${left}`, `g${right}`] as const, distance }] : [],
    ),
  );
  return {
    profiles: profilesOf(Object.fromEntries(levels), { taxonomy: { version: 'teams', skills } }),
    demand: {
      skills: problem.needs.map((people, bit) => ({ skillId: `s${bit}`, atLeast: 3, weight: 1, must: true, people })),
      headcount: problem.size,
    },
    limits: {
      costs: problem.costs.map((cost, person) => ({ personId: idOf(person), cost })),
      groups: problem.groups.map((group, person) => ({ personId: idOf(person), group: `g${group}` })),
      distanceCost: 1,
      distances,
      alternatives: 0,
    },
  };
}
