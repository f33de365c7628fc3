import { composeTeam } from '@meritkit/skills-matrix';
import highs from 'highs';
import { expect, test } from 'vitest';
import { judgedProblem, pairProgram, teamInput, teamProgram } from '../../testing/team-problems.ts';

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
