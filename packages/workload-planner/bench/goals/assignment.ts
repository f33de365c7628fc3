import { readdirSync, readFileSync } from 'node:fs';
import { createRandom } from '@meritkit/core/random';
import highs from 'highs';
import { linearSumAssignment } from 'linear-sum-assignment';
import type { BenchGoal } from '../../../../scripts/bench-goal.ts';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { readGeneralisedAssignments } from '../../src/assignment/read-or-library.ts';
import { solveAssignment } from '../../src/assignment/solve-assignment.ts';
import { solveGeneralisedAssignment } from '../../src/assignment/solve-generalised-assignment.ts';
import { median, timed } from './admission.ts';
import { generalisedProgram } from './generalised-program.ts';

/** Goals 6 and 7: generalised assignment to proven optimality, and one-to-one assignment beside a library. */
export async function assignmentGoals(options: { readonly quick: boolean }): Promise<readonly BenchGoal[]> {
  const random = createRandom(7);
  const uniform = () => random.next();
  const product = (row: number, column: number) => (row + 1) * (column + 1);
  return [
    ...(hasShared ? await generalised(options.quick) : []),
    oneToOne('planner-7-100', 'uniform costs, 100 x 100', 100, uniform, 0.6, options.quick ? 60 : 300),
    oneToOne('planner-7-1000', 'uniform costs, 1000 x 1000', 1000, uniform, 100, options.quick ? 5 : 15),
    oneToOne('planner-7-product', 'costs i x j, 1000 x 1000', 1000, product, 2000, 5, !options.quick),
  ];
}

function oneToOne(
  goal: string,
  measure: string,
  size: number,
  cost: (row: number, column: number) => number,
  target: number,
  rounds: number,
  hasTime = true,
): BenchGoal {
  const costs = Array.from({ length: size }, (_, row) =>
    Float64Array.from({ length: size }, (_, column) => cost(row, column)),
  );
  const expected = { cost: 0 };
  const times = Array.from({ length: rounds }, () =>
    timed(() => {
      expected.cost = solveAssignment({ costs }).cost;
    }),
  );
  // The library takes half a minute for products: once in a full run, not in a quick one, where the limit stands in.
  const isProduct = goal === 'planner-7-product';
  const peers = Array.from({ length: hasTime ? (isProduct ? 1 : 3) : 0 }, () =>
    timed(() => {
      const { gain } = linearSumAssignment(costs, { maximaze: false });
      if (Math.abs(gain - expected.cost) > 1e-6) throw new Error(`${measure}: ${expected.cost} is not ${gain}`);
    }),
  );
  if (isProduct && expected.cost !== (size * (size + 1) * (size + 2)) / 6)
    throw new Error(`${measure}: not the optimum`);
  const value = median(times);
  const peerValue = hasTime ? median(peers) : target;
  return {
    goal,
    measure: `assignment, ${measure}, median`,
    value,
    unit: 'ms',
    peer: hasTime ? 'linear-sum-assignment' : 'limit',
    peerValue,
    ratio: value / peerValue,
    target,
    pass: value <= target,
  };
}

/** Every problem here, the first of each file (of every third in a quick run) by HiGHS as well. */
async function generalised(quick: boolean): Promise<readonly BenchGoal[]> {
  const solver = await highs();
  const judged: number[] = [];
  const alike: number[] = [];
  const folder = sharedPath('data', 'planning', 'gap');
  const rows = readFileSync(sharedPath('data', 'planning', 'gap', 'bks.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const best = new Map(
    rows.map((row) => row.split(',')).map(([file, problem, , , , value]) => [`${file} ${problem}`, Number(value)]),
  );
  const seconds: number[] = [];
  let optimal = 0;
  const names = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  for (const [place, name] of names.entries()) {
    const problems = readGeneralisedAssignments({ text: readFileSync(`${folder}/${name}`, 'utf8'), name });
    problems.forEach((problem, index) => {
      const costs = problem.costs.map((row) => row.map((profit) => -profit));
      const end = performance.now() + 10_000;
      seconds.push(
        timed(() => {
          const plan = solveGeneralisedAssignment({
            problem: { ...problem, costs },
            budget: { stop: () => performance.now() > end },
          });
          if (plan.ok && plan.provenOptimal && -plan.cost === best.get(`${name} ${index + 1}`)) optimal += 1;
        }) / 1000,
      );
      if (index > 0 || (quick && place % 3 > 0)) return;
      alike.push(seconds.at(-1)!);
      judged.push(
        timed(() => {
          const answer = solver.solve(generalisedProgram({ ...problem, costs }), { mip_rel_gap: 0, time_limit: 10 });
          const known = best.get(`${name} 1`);
          if (answer.Status === 'Optimal' && Math.round(-answer.ObjectiveValue) !== known)
            throw new Error(`${name} 1: ${-answer.ObjectiveValue} is not ${known}`);
        }) / 1000,
      );
    });
  }
  const value = median(seconds);
  return [
    {
      goal: 'planner-6-optimal',
      measure: 'gap1-gap12 proven optimal and equal to the known optima',
      ...{ value: optimal, unit: 'problems', peer: 'limit', peerValue: 60, ratio: optimal / 60, target: 60 },
      pass: optimal >= 60,
    },
    {
      goal: 'planner-6-median',
      measure: `gap1-gap12, median time of 60; the ratio is of the ${judged.length} first problems of a file that HiGHS solves too`,
      ...{ value, unit: 's', peer: 'HiGHS, 10 s at most', peerValue: median(judged), target: 0.1 },
      ratio: median(alike) / median(judged),
      pass: value <= 0.1,
    },
  ];
}
