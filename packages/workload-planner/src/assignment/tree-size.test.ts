import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { solveGeneralisedAssignment } from './solve-generalised-assignment.ts';

interface Shape {
  readonly agents: number;
  readonly jobs: number;
  /** Costs are multiples of it. */
  readonly step?: number;
  readonly share?: number;
}

/** Room for a share of what each agent would carry of an equal part (class C of Martello & Toth 1990: .8). */
function tight(seed: string, { agents, jobs, step = 1, share = 0.8 }: Shape) {
  const random = createRandom(seed);
  const table = (from: number, to: number) =>
    Array.from({ length: agents }, () => Array.from({ length: jobs }, () => random.integer(from, to)));
  const weights = table(5, 25);
  const costs = table(10, 25).map((row) => row.map((cost) => cost * step));
  const capacities = weights.map((row) => Math.floor((share * row.reduce((sum, weight) => sum + weight, 0)) / agents));
  return { costs, weights, capacities };
}

/** The nodes that twelve problems take together, all decided, and how many of them have no plan. */
function decide(name: string, shape: Shape) {
  let [nodes, impossible] = [0, 0];
  for (let seed = 1; seed <= 12; seed += 1) {
    const problem = tight(`${name}-${seed}`, shape);
    const plan = solveGeneralisedAssignment({ problem, budget: { nodes: 1_000 } });
    if (plan.ok) expect(plan.provenOptimal).toBe(true);
    else expect(plan.rejection.code).toBe('planner/instance-impossible');
    nodes += plan.ok ? plan.nodes : plan.rejection.nodes;
    impossible += plan.ok ? 0 : 1;
  }
  return { nodes, impossible };
}

// Which job is decided first, whom it goes to first and when a part is given up change no answer, only how long it
// takes: these sizes are what the choices as they are come to.
describe('the tree that proves a plan', () => {
  it.each([
    ['few jobs for five', { agents: 5, jobs: 15 }, 212],
    ['quarters for four', { agents: 4, jobs: 12, step: 0.25 }, 100],
    ['many jobs for three', { agents: 3, jobs: 18 }, 132],
    ['many jobs for five', { agents: 5, jobs: 20 }, 367],
  ] as const)('stays small: %s', (_what, shape, most) => {
    expect(decide('gap', shape).nodes).toBeLessThanOrEqual(most);
  });

  it.each([
    ['ten jobs for three', { agents: 3, jobs: 10, share: 0.7 }, 9, 39],
    ['fifteen jobs for five', { agents: 5, jobs: 15, share: 0.6 }, 9, 67],
    ['twenty jobs for four', { agents: 4, jobs: 20, share: 0.64 }, 5, 524],
  ] as const)('stays small where hardly anything fits: %s', (_what, shape, impossible, most) => {
    const decided = decide('full', shape);
    expect(decided.impossible).toBe(impossible);
    expect(decided.nodes).toBeLessThanOrEqual(most);
  });
});
