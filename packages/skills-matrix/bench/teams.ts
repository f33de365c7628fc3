import { createRandom } from '@meritkit/core/random';
import { solveAssignment } from '@meritkit/skills-matrix';
import highs from 'highs';
import { linearSumAssignment } from 'linear-sum-assignment';
import { searchTeams } from '../src/teams/search.ts';
import { randomTeamProblem, teamProgram } from '../testing/team-problems.ts';
import { below, type Measured, medianTime } from './report.ts';

/** A hundred teams of thirty people against HiGHS, and teams of five hundred against their own bound. */
export async function measureTeams(quick: boolean): Promise<readonly Measured[]> {
  const solver = await highs();
  const random = createRandom('bench-teams');
  const rounds = quick ? 40 : 100;
  let differing = 0;
  let [own, judge] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const problem = randomTeamProblem({ seed: random.integer(1, 1e9), people: 30, size: 4, needs: 5, groups: 4 });
    const start = performance.now();
    const found = searchTeams({ problem, wanted: 1, maximumNodes: 50_000 });
    const middle = performance.now();
    const judged = solver.solve(teamProgram(problem), { mip_rel_gap: 0 });
    judge += performance.now() - middle;
    own += middle - start;
    const best = found.teams[0]?.cost ?? Number.POSITIVE_INFINITY;
    const expected = judged.Status === 'Infeasible' ? Number.POSITIVE_INFINITY : judged.ObjectiveValue;
    if (!found.complete || !(best === expected || Math.abs(best - expected) < 1e-5)) differing += 1;
  }
  const large = quick ? 5 : 20;
  let worst = 0;
  const large_time = medianTime(large, () => {
    const problem = randomTeamProblem({ seed: random.integer(1, 1e9), people: 500, size: 6, needs: 7, groups: 6 });
    const { teams, bound } = searchTeams({ problem, wanted: 1, maximumNodes: 50_000 });
    worst = Math.max(worst, teams[0] === undefined ? 1 : (teams[0].cost - bound) / teams[0].cost);
  });
  return [
    {
      goal: 'teams-exact',
      measure: `teams of 4 from 30 people that cost other than the optimum of HiGHS, of ${rounds}`,
      value: differing,
      unit: 'teams',
      peer: 'HiGHS 1.15 (time ratio)',
      peerValue: 0,
      ratio: Math.round((judge / own) * 10) / 10,
      target: 0,
      pass: differing === 0,
    },
    below({
      goal: 'teams-bounded',
      measure: `worst gap to the proven bound, ${large} teams of 6 from 500 people (${Math.round(large_time)} ms each)`,
      value: Math.max(worst * 100, 1e-9),
      unit: '%',
      peer: 'the limit',
      peerValue: 2,
      target: 2,
    }),
  ];
}

/** A dense assignment beside a published package. */
export function measureAssignment(quick: boolean): readonly Measured[] {
  const random = createRandom('bench-assignment');
  const size = quick ? 300 : 600;
  const costs = Array.from({ length: size }, () => Array.from({ length: size }, () => random.integer(1, 10_000)));
  const value = medianTime(3, () => solveAssignment({ costs }));
  const peerValue = medianTime(3, () => linearSumAssignment(costs, { maximaze: false }));
  return [
    below({
      goal: 'assignment',
      measure: `optimal assignment of ${size} x ${size}`,
      value,
      unit: 'ms',
      peer: 'linear-sum-assignment 1.0.9',
      peerValue,
      target: peerValue,
    }),
  ];
}
