import { createRandom } from '@meritkit/core/random';
import { composeTeam, solveAssignment } from '@meritkit/skills-matrix';
import highs from 'highs';
import { linearSumAssignment } from 'linear-sum-assignment';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { judgedProblem, teamInput, teamProgram } from '../testing/team-problems.ts';
import { below, median, medianTiming, rounded } from './report.ts';

/** One problem given to `composeTeam` and, where a judge is given, to HiGHS. Costs: infinity where there is no team. */
interface Judged {
  readonly cost: number;
  readonly bound: number;
  readonly optimal: boolean;
  readonly milliseconds: number;
  readonly judgedCost: number;
  readonly judgedMilliseconds: number;
}

type Judge = Awaited<ReturnType<typeof highs>>;

function judge(solver: Judge | null, seed: number, people: number): Judged {
  const problem = judgedProblem({ seed, people });
  const input = teamInput(problem);
  const start = performance.now();
  const answer = composeTeam(input);
  const middle = performance.now();
  const judged = solver?.solve(teamProgram(problem), { mip_rel_gap: 0, mip_abs_gap: 0 });
  const none = Number.POSITIVE_INFINITY;
  return {
    cost: answer.ok ? answer.team.cost : none,
    bound: answer.ok ? answer.bound : none,
    optimal: answer.ok ? answer.optimal : true,
    milliseconds: middle - start,
    judgedCost: judged?.Status === 'Optimal' ? judged.ObjectiveValue : none,
    judgedMilliseconds: performance.now() - middle,
  };
}

/** A hundred teams of thirty people against HiGHS, and teams of five hundred against their own bound and HiGHS. */
export async function measureTeams(quick: boolean): Promise<readonly BenchGoal[]> {
  const solver = await highs();
  const small = Array.from({ length: 100 }, (_, at) => judge(solver, 1000 + at, 30));
  const differing = small.filter(
    ({ cost, judgedCost, optimal }) => !optimal || !(cost === judgedCost || Math.abs(cost - judgedCost) < 1e-6),
  ).length;
  const [count, judgedCount] = quick ? [20, 1] : [100, 5];
  const large = Array.from({ length: count }, (_, at) => judge(at < judgedCount ? solver : null, 2000 + at, 500));
  const gaps = large.map(({ cost, bound }) => (cost - bound) / cost);
  const judged = large.slice(0, judgedCount);
  const times = (items: readonly Judged[]) => median(items.map((item) => item.milliseconds));
  const judgedTimes = (items: readonly Judged[]) => median(items.map((item) => item.judgedMilliseconds));
  return [
    {
      goal: 'teams-exact',
      measure: `of 100 random cases (teams of 2 to 6 from 30 people, 2 to 7 needs, 1 to 6 groups) those whose cost is not the optimum of HiGHS; ${times(small).toFixed(1)} ms each, ratio is of time`,
      value: differing,
      unit: 'teams',
      peer: 'HiGHS 1.15, median milliseconds',
      peerValue: rounded(judgedTimes(small)),
      ratio: rounded(judgedTimes(small) / times(small)),
      target: 0,
      pass: differing === 0,
    },
    {
      goal: 'teams-bounded',
      measure: `worst gap to the proven bound, ${count} random cases of 500 people (${large.filter((item) => item.optimal).length} proven optimal, ${times(large).toFixed(0)} ms each); HiGHS on ${judgedCount} of them, largest difference of cost ${Math.max(...judged.map((item) => Math.abs(item.cost - item.judgedCost))).toExponential(1)}, ratio is of time`,
      value: rounded(Math.max(...gaps) * 100),
      unit: '%',
      peer: 'HiGHS 1.15, median milliseconds',
      peerValue: rounded(judgedTimes(judged)),
      ratio: rounded(judgedTimes(judged) / times(judged)),
      target: 2,
      pass: Math.max(...gaps) <= 0.02,
    },
  ];
}

/** A dense assignment beside a published package. */
export function measureAssignment(quick: boolean): readonly BenchGoal[] {
  const random = createRandom('bench-assignment');
  const size = quick ? 300 : 600;
  const costs = Array.from({ length: size }, () => Array.from({ length: size }, () => random.integer(1, 10_000)));
  const own = medianTiming(5, () => solveAssignment({ costs }));
  const peerValue = medianTiming(5, () => linearSumAssignment(costs, { maximaze: false })).wall;
  return [
    below({
      goal: 'assignment',
      measure: `optimal assignment of ${size} x ${size} (median of 5; CPU ${own.cpu.toFixed(0)} ms)`,
      value: own.wall,
      unit: 'ms',
      peer: 'linear-sum-assignment 1.0.9',
      peerValue,
      target: peerValue,
    }),
  ];
}
