import { recompute } from '@meritkit/core/explanation';
import { buildProfiles, composeTeam } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import highs from 'highs';
import { expect, test } from 'vitest';
import { judgedProblem, pairProgram, randomTeamProblem, teamInput, teamProgram } from '../../testing/team-problems.ts';
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
    { numRuns: 150 },
  );
});

const isLong = process.env.MERITKIT_LONG === '1';
const exactly = { mip_rel_gap: 0, mip_abs_gap: 0 };

test('the compact program of the judge says the same as one variable per pair', async () => {
  const solver = await highs();
  for (let seed = 1; seed <= (isLong ? 100 : 8); seed += 1) {
    const problem = judgedProblem({ seed, people: 20 });
    const [compact, direct] = [teamProgram(problem), pairProgram(problem)].map((text) => solver.solve(text, exactly));
    expect(compact!.Status).toBe(direct!.Status);
    if (direct!.Status === 'Optimal') expect(compact!.ObjectiveValue).toBeCloseTo(direct!.ObjectiveValue, 6);
  }
}, 120_000);

test('on 100 random cases of 30 people the team costs what an outside solver finds', async () => {
  const solver = await highs();
  let impossible = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const problem = judgedProblem({ seed, people: 30 });
    const judged = solver.solve(teamProgram(problem), exactly);
    const answer = composeTeam(teamInput(problem));
    if (judged.Status === 'Infeasible') {
      impossible += 1;
      expect(answer.ok).toBe(false);
    } else {
      expect(answer).toMatchObject({ ok: true, optimal: true, gap: 0 });
      expect(answer.ok && answer.team.cost).toBeCloseTo(judged.ObjectiveValue, 6);
    }
  }
  expect(impossible).toBeLessThan(20);
}, 60_000);

test('on random cases of 500 people the team lies within 2 % of its bound, and of what an outside solver finds', async () => {
  const solver = await highs();
  const judgedCases = isLong ? 20 : 1;
  for (let seed = 1; seed <= 20; seed += 1) {
    const problem = judgedProblem({ seed, people: 500 });
    const answer = composeTeam(teamInput(problem));
    if (!answer.ok) throw new Error(`seed ${seed}: ${answer.rejection.code}`);
    expect(answer.gap).toBeLessThanOrEqual(0.02);
    if (seed > judgedCases) continue;
    const best = solver.solve(teamProgram(problem), exactly).ObjectiveValue;
    expect(answer.team.cost).toBeLessThanOrEqual(best * 1.02);
    expect(answer.bound).toBeLessThanOrEqual(best + 1e-6);
  }
}, 300_000);

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
    { numRuns: 150 },
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
