import { readdirSync, readFileSync } from 'node:fs';
import { createRandom } from '@meritkit/core/random';
import { linearSumAssignment } from 'linear-sum-assignment';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { readGeneralisedAssignments } from '../../src/assignment/read-or-library.ts';
import { solveAssignment } from '../../src/assignment/solve-assignment.ts';
import { solveGeneralisedAssignment } from '../../src/assignment/solve-generalised-assignment.ts';
import { type GoalLine, median, timed } from './admission.ts';

/** Goals 6 and 7: generalised assignment to proven optimality, and one-to-one assignment beside a library. */
export function assignmentGoals(options: { readonly quick: boolean }): readonly GoalLine[] {
  const random = createRandom(7);
  const uniform = () => random.next();
  const product = (row: number, column: number) => (row + 1) * (column + 1);
  return [
    ...(hasShared ? generalised() : []),
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
): GoalLine {
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

function generalised(): GoalLine[] {
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
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
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
    });
  }
  const line = (goal: string, measure: string, value: number, unit: string, peerValue: number, target: number) => ({
    ...{ goal, measure, value, unit, peer: 'limit', peerValue, ratio: value / peerValue, target },
    pass: unit === 's' ? value <= target : value >= target,
  });
  return [
    line('planner-6-optimal', 'gap1-gap12 proven optimal and equal to the known optima', optimal, 'problems', 60, 60),
    line('planner-6-median', 'gap1-gap12, median time', median(seconds), 's', 0.1, 0.1),
  ];
}
