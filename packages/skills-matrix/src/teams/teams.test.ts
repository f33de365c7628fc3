import { recompute } from '@meritkit/core/explanation';
import { buildProfiles, composeTeam } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { judgedProblem, randomTeamProblem, teamInput } from '../../testing/team-problems.ts';
import { costOf, isCovered, type TeamProblem, worthwhile } from './problem.ts';
import { searchTeams } from './search.ts';

function allTeams(problem: TeamProblem): number[] {
  const costs: number[] = [];
  const choose = (from: number, members: readonly number[]): void => {
    if (members.length === problem.size) {
      if (isCovered(problem, members)) costs.push(costOf(problem, members));
      return;
    }
    for (let person = from; person < problem.costs.length; person += 1) choose(person + 1, [...members, person]);
  };
  choose(0, []);
  return costs.sort((a, b) => a - b);
}

test('the best teams are those of trying them all, each once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 4 }), (seed, wanted) => {
      const problem = randomTeamProblem({ seed, people: 9, size: 3, needs: 4, groups: 3 });
      const expected = allTeams(problem).slice(0, wanted);
      const found = searchTeams({ problem, wanted, maximumNodes: 1_000_000 });
      expect(found.complete).toBe(true);
      expect(found.teams.length).toBe(expected.length);
      for (const [at, team] of found.teams.entries()) expect(team.cost).toBeCloseTo(expected[at]!, 6);
      expect(new Set(found.teams.map((team) => team.members.join())).size).toBe(expected.length);
      if (expected.length > 0) expect(found.bound).toBeCloseTo(expected[0]!, 6);
    }),
    casesOf(150),
  );
});

test('a bound holds however early the search stops', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 60 }), (seed, maximumNodes) => {
      const problem = randomTeamProblem({ seed, people: 12, size: 4, needs: 4, groups: 3 });
      const [best] = allTeams(problem);
      const found = searchTeams({ problem, wanted: 1, maximumNodes });
      if (best !== undefined) expect(found.bound).toBeLessThanOrEqual(best + 1e-6);
      const cost = found.teams[0]?.cost ?? Number.POSITIVE_INFINITY;
      expect(cost).toBeGreaterThanOrEqual((best ?? Number.POSITIVE_INFINITY) - 1e-6);
      if (found.complete && best !== undefined) expect(cost).toBeCloseTo(best, 6);
    }),
    casesOf(150),
  );
});

const person = (personId: string, levels: Readonly<Record<string, number>>) =>
  Object.entries(levels).map(([skillId, level]) => {
    return { id: `${personId}-${skillId}`, personId, kind: 'assessment' as const, skillId, level, at: '2026-11-01' };
  });
const profiles = buildProfiles({
  asOf: '2026-11-22',
  taxonomy: { version: '1', skills: ['go', 'sql', 'ops'].map((id) => ({ id, name: id })) },
  evidence: [
    ...person('lin', { go: 4, sql: 4 }),
    ...person('zhao', { ops: 4 }),
    ...person('wang', { go: 3, ops: 3 }),
    ...person('chen', { sql: 3 }),
  ],
});
const must = (skillId: string) => ({ skillId, atLeast: 3, weight: 1, must: true });
const demand = { skills: [must('go'), must('sql'), must('ops')], headcount: 2 };
const costs = [
  { personId: 'lin', cost: 10 },
  { personId: 'zhao', cost: 4 },
  { personId: 'wang', cost: 6 },
  { personId: 'chen', cost: 5 },
];

test('the cheapest team is named with what each covers, alternatives and a cost that recomputes', () => {
  const answer = composeTeam({ demand, profiles, limits: { costs } });
  if (!answer.ok) throw new Error(answer.rejection.code);
  expect(answer.team.people).toEqual([
    { personId: 'chen', covers: ['sql'] },
    { personId: 'wang', covers: ['go', 'ops'] },
  ]);
  expect(answer).toMatchObject({ optimal: true, gap: 0, bound: 11, alternativesComplete: true, leftOut: [] });
  expect(answer.team.cost).toBe(11);
  expect(answer.alternatives.map((team) => team.cost)).toEqual([14, 16]);
  expect(recompute({ explanation: answer.team.explanation })).toBe(11);
});

test('distance between groups and load change the choice', () => {
  const groups = [
    { personId: 'lin', group: 'hz' },
    { personId: 'zhao', group: 'hz' },
    { personId: 'wang', group: 'sh' },
    { personId: 'chen', group: 'bj' },
  ];
  const near = composeTeam({ demand, profiles, limits: { costs, groups, distanceCost: 5 } });
  expect(near.ok && near.team.people.map((item) => item.personId)).toEqual(['lin', 'zhao']);
  const far = composeTeam({
    demand,
    profiles,
    limits: { costs, groups, distanceCost: 5, distances: [{ between: ['bj', 'sh'], distance: 0.1 }] },
  });
  expect(far.ok && far.team.cost).toBe(11.5);
  const loads = [
    { personId: 'lin', load: 0.5 },
    { personId: 'zhao', load: 0.5 },
    { personId: 'wang', load: 1.2 },
  ];
  const loaded = composeTeam({ demand, profiles, limits: { loads, loadCost: 10 } });
  expect(loaded.ok && [loaded.team.cost, loaded.leftOut]).toEqual([10, ['chen']]);
});

test('a team that cannot be is refused with its reason', () => {
  const two = { ...demand, skills: [{ ...must('sql'), people: 3 }] };
  expect(composeTeam({ demand: two, profiles })).toEqual({
    ok: false,
    rejection: { code: 'skills/nobody-covers', requirement: 'sql', needed: 3, found: 2 },
  });
  expect(composeTeam({ demand, profiles, limits: { size: 5 } })).toMatchObject({
    rejection: { code: 'skills/too-few-people' },
  });
  expect(composeTeam({ demand, profiles, limits: { size: 1 } })).toMatchObject({
    rejection: { code: 'skills/no-team', size: 1, searchedAll: true },
  });
  expect(() => composeTeam({ demand, profiles, limits: { costs: [{ personId: 'lin', cost: -1 }] } })).toThrow(
    /limits\.costs\[0\]/,
  );
  expect(() => composeTeam({ demand, profiles, limits: { size: 0 } })).toThrow(/limits\.size/);
});

test('bounds are strong: a dozen searches among 60 people close within few steps, and say how far they are before', () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const problem = randomTeamProblem({ seed, people: 60, size: 5, needs: 6, groups: 4 });
    const best = searchTeams({ problem, wanted: 1, maximumNodes: 20 });
    expect(best.complete).toBe(true);
    expect(best.bound).toBe(best.teams[0]!.cost);
    const three = searchTeams({ problem, wanted: 3, maximumNodes: 100 });
    expect(three.complete).toBe(true);
    expect(three.teams.map((team) => team.cost)).toEqual(three.teams.map((team) => costOf(problem, team.members)));
    expect(three.teams[0]!.cost).toBeCloseTo(best.teams[0]!.cost, 9);
    for (const [maximumNodes, share] of [
      [1, 0.78],
      [5, 0.9],
    ] as const) {
      const cut = searchTeams({ problem, wanted: 1, maximumNodes });
      expect(cut.bound).toBeLessThanOrEqual(best.bound + 1e-9);
      expect(cut.bound).toBeGreaterThanOrEqual(best.bound * share);
      if (!cut.complete) expect(cut.teams[0]!.cost).toBeGreaterThanOrEqual(best.bound - 1e-9);
    }
  }
});

test('teams of one cost stand in the order of their people', () => {
  const problem = {
    size: 2,
    costs: [1, 1, 1, 1],
    covers: [1, 1, 1, 1],
    groups: [0, 0, 0, 0],
    distances: [[0]],
    needs: [1],
  };
  const { teams } = searchTeams({ problem, wanted: 6, maximumNodes: 1000 });
  expect(teams.map((team) => team.members)).toEqual([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
});

test('people of one kind beyond those who can matter are left out of the search', () => {
  const costs = [9, 3, 5, 1, 7, 2];
  const kinds = {
    size: 2,
    distances: [
      [0, 1],
      [1, 0],
    ],
    needs: [1],
  };
  expect(worthwhile({ ...kinds, costs, covers: costs.map(() => 1), groups: costs.map(() => 0) }, 0)).toEqual([3, 5]);
  expect(worthwhile({ ...kinds, costs, covers: costs.map(() => 1), groups: costs.map(() => 0) }, 1)).toEqual([1, 3, 5]);
  expect(worthwhile({ ...kinds, costs, covers: [1, 1, 1, 0, 0, 0], groups: costs.map(() => 0) }, 0)).toEqual([
    1, 2, 3, 5,
  ]);
  expect(worthwhile({ ...kinds, costs, covers: costs.map(() => 1), groups: [0, 0, 0, 1, 1, 1] }, 0)).toEqual([
    1, 2, 3, 5,
  ]);
  expect(worthwhile({ ...kinds, costs: [4, 4, 4], covers: [1, 1, 1], groups: [0, 0, 0] }, 0)).toEqual([0, 1]);
});

test('a search cut short gives its best team with the gap to what is proven', () => {
  const input = teamInput(judgedProblem({ seed: 5, people: 60 }));
  const best = composeTeam(input);
  const cut = composeTeam({ ...input, limits: { ...input.limits, maximumNodes: 1 } });
  if (!best.ok || !cut.ok) throw new Error('there is a team');
  expect(cut).toMatchObject({ optimal: false, alternatives: [] });
  expect(cut.gap).toBeCloseTo((cut.team.cost - cut.bound) / cut.team.cost, 12);
  expect(cut.gap).toBeGreaterThan(0);
  expect(cut.bound).toBeLessThanOrEqual(best.team.cost);
  expect(best).toMatchObject({ optimal: true, gap: 0, bound: best.team.cost });
});

test('only must-haves are covered: by levels, by experience, not by wishes or free time', () => {
  const crew = buildProfiles({
    asOf: '2026-11-22',
    taxonomy: { version: '1', skills: ['go', 'sql'].map((id) => ({ id, name: id })) },
    evidence: [
      ...person('a', { go: 4 }),
      ...person('b', { sql: 4 }),
      { id: 'p', personId: 'c', kind: 'project', tags: ['pay'], months: 6, at: '2026-01-01' },
    ],
  });
  const compose = (options: Partial<Parameters<typeof composeTeam>[0]['demand']>, limits = {}) =>
    composeTeam({ profiles: crew, demand: { skills: [], headcount: 2, ...options }, limits });
  const wish = { skillId: 'sql', atLeast: 3, weight: 1 };
  const answer = compose({
    skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }, wish],
    experience: [{ tag: 'pay', weight: 1, months: 6, must: true }],
    availability: { weight: 1, atLeast: 0.5 },
  });
  if (!answer.ok) throw new Error(answer.rejection.code);
  expect(answer.team.people).toEqual([
    { personId: 'a', covers: ['go'] },
    { personId: 'c', covers: ['pay'] },
  ]);
  expect(answer).toMatchObject({ optimal: true, gap: 0, bound: 0, alternativesComplete: true, alternatives: [] });
  expect(answer.team.explanation.children!.map((item) => item.key)).toEqual(['own-cost', 'load-cost', 'distance-cost']);
  expect(compose({ skills: [wish], exclusions: ['a', 'c'] })).toEqual({
    ok: false,
    rejection: { code: 'skills/too-few-people', needed: 2, found: 1 },
  });
  expect(compose({ skills: [wish], exclusions: ['a'] })).toMatchObject({
    ok: true,
    team: { people: [{ personId: 'b' }, { personId: 'c' }] },
  });
  const careful = compose({ skills: [{ ...wish, atLeast: 4, must: true }], headcount: 1 }, { certainty: 'cautious' });
  expect(careful).toMatchObject({
    rejection: { code: 'skills/nobody-covers', requirement: 'sql', needed: 1, found: 0 },
  });
  const few = compose(
    { skills: [wish], headcount: 1 },
    { loads: [{ personId: 'b', load: 2 }], loadCost: 3, alternatives: 5 },
  );
  expect(few).toMatchObject({ ok: true, team: { cost: 6 }, leftOut: ['a', 'c'], alternatives: [] });
});

test('whoever is in no group is far from everybody, and a distance within a group can be set', () => {
  const pair = { demand: { skills: [{ ...must('go'), must: false }], headcount: 2 }, profiles };
  const costOfPair = (limits: Parameters<typeof composeTeam>[0]['limits']) => {
    const demand = { ...pair.demand, exclusions: ['wang', 'chen'] };
    const answer = composeTeam({ ...pair, demand, limits: { distanceCost: 3, ...limits } });
    return answer.ok && answer.team.cost;
  };
  expect(costOfPair({})).toBe(3);
  expect(costOfPair({ groups: [{ personId: 'lin', group: 'person zhao' }] })).toBe(3);
  const together = [
    { personId: 'lin', group: 'hz' },
    { personId: 'zhao', group: 'hz' },
  ];
  expect(costOfPair({ groups: together })).toBe(0);
  expect(costOfPair({ groups: together, distances: [{ between: ['hz', 'hz'], distance: 0.5 }] })).toBe(1.5);
  const apart = [together[0]!, { personId: 'zhao', group: 'bj' }];
  expect(costOfPair({ groups: apart, distances: [{ between: ['hz', 'bj'], distance: 2 }] })).toBe(6);
  expect(costOfPair({ groups: apart, distances: [{ between: ['bj', 'hz'], distance: 2 }] })).toBe(6);
});
