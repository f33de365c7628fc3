import { recompute } from '@meritkit/core/explanation';
import { buildProfiles, composeTeam } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { randomTeamProblem } from '../../testing/team-problems.ts';
import { costOf, isCovered, type TeamProblem } from './problem.ts';
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
