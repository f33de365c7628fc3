import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GeneralisedAssignmentProblem, solveGeneralisedAssignment } from './solve-generalised-assignment.ts';

const table = (agents: number, jobs: number, entry: fc.Arbitrary<number>) =>
  fc.array(fc.array(entry, { minLength: jobs, maxLength: jobs }), { minLength: agents, maxLength: agents });

const problems = (cost: fc.Arbitrary<number>): fc.Arbitrary<GeneralisedAssignmentProblem> =>
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 })).chain(([agents, jobs]) =>
    fc.record({
      costs: table(agents, jobs, cost),
      weights: table(agents, jobs, fc.integer({ min: 1, max: 6 })),
      capacities: fc.array(fc.integer({ min: 4, max: 11 }), { minLength: agents, maxLength: agents }),
    }),
  );

/** The least cost of any plan that fits, by trying all; Infinity where none does. */
function exhaust({ costs, weights, capacities }: GeneralisedAssignmentProblem): number {
  const jobs = costs[0]!.length;
  const left = [...capacities];
  const place = (job: number): number => {
    if (job === jobs) return 0;
    let best = Number.POSITIVE_INFINITY;
    for (const [agent, row] of costs.entries()) {
      const weight = weights[agent]![job]!;
      if (weight > left[agent]!) continue;
      left[agent]! -= weight;
      best = Math.min(best, row[job]! + place(job + 1));
      left[agent]! += weight;
    }
    return best;
  };
  return place(0);
}

function expectPlan(problem: GeneralisedAssignmentProblem, agents: readonly number[], cost: number): void {
  const loads = problem.capacities.map(() => 0);
  for (const [job, agent] of agents.entries()) loads[agent]! += problem.weights[agent]![job]!;
  for (const [agent, load] of loads.entries()) expect(load).toBeLessThanOrEqual(problem.capacities[agent]!);
  expect(agents.reduce((sum, agent, job) => sum + problem.costs[agent]![job]!, 0)).toBeCloseTo(cost, 9);
}

describe('branch and bound', () => {
  const costs = [
    ['whole', fc.integer({ min: -20, max: 20 })],
    ['broken', fc.integer({ min: -80, max: 80 }).map((quarters) => quarters / 4 + 0.1)],
    ['huge', fc.integer({ min: -9, max: 9 }).map((billions) => billions * 1e9)],
  ] as const;

  it.each(costs)('proves exactly what exhaustion finds, of costs that are %s', (_kind, cost) => {
    fc.assert(
      fc.property(problems(cost), (problem) => {
        const best = exhaust(problem);
        const plan = solveGeneralisedAssignment({ problem, budget: { nodes: 100_000 } });
        expect(plan.ok).toBe(best < Number.POSITIVE_INFINITY);
        if (!plan.ok) {
          expect(plan.rejection.code).toBe('planner/instance-impossible');
          return;
        }
        expect(plan.cost).toBeCloseTo(best, 6);
        expect([plan.lowerBound, plan.provenOptimal]).toEqual([plan.cost, true]);
        expectPlan(problem, plan.agents, plan.cost);
      }),
      { numRuns: 40 },
    );
  });

  it.each(costs)('broken off early, says no more than is certain, of costs that are %s', (_kind, cost) => {
    fc.assert(
      fc.property(problems(cost), fc.integer({ min: 1, max: 3 }), (problem, nodes) => {
        const best = exhaust(problem);
        const plan = solveGeneralisedAssignment({ problem, budget: { nodes } });
        if (!plan.ok) {
          expect(plan.rejection.nodes).toBeLessThanOrEqual(nodes);
          if (best < Number.POSITIVE_INFINITY) expect(plan.rejection.code).toBe('planner/instance-undecided');
          return;
        }
        expectPlan(problem, plan.agents, plan.cost);
        expect(plan.nodes).toBeLessThanOrEqual(nodes);
        expect(plan.lowerBound).toBeLessThanOrEqual(best + 1e-6);
        expect(plan.lowerBound).toBeLessThanOrEqual(plan.cost);
        expect(plan.provenOptimal).toBe(plan.lowerBound === plan.cost);
      }),
      { numRuns: 40 },
    );
  });

  /** Little room, and the heavier the job the cheaper: the bound at the root is seldom enough. */
  const tight = fc.integer({ min: 6, max: 7 }).chain((jobs) =>
    fc
      .record({
        weights: table(3, jobs, fc.integer({ min: 5, max: 25 })),
        noise: table(3, jobs, fc.integer({ min: 0, max: 6 })),
        halves: fc.constantFrom(1, 2),
      })
      .map(({ weights, noise, halves }) => ({
        weights,
        costs: weights.map((row, agent) => row.map((weight, job) => (111 - 3 * weight + noise[agent]![job]!) / halves)),
        capacities: weights.map((row) => Math.floor((0.8 * row.reduce((sum, weight) => sum + weight, 0)) / 3)),
      })),
  );

  it('proves where it has to branch, and is never sure too soon', () => {
    let [branched, open] = [0, 0];
    fc.assert(
      fc.property(tight, (problem) => {
        const best = exhaust(problem);
        const whole = solveGeneralisedAssignment({ problem, budget: { nodes: 10_000 } });
        expect(whole.ok).toBe(best < Number.POSITIVE_INFINITY);
        if (!whole.ok) return;
        expect([whole.cost, whole.lowerBound, whole.provenOptimal]).toEqual([best, best, true]);
        expectPlan(problem, whole.agents, best);
        if (whole.nodes > 3) branched += 1;
        for (const nodes of [1, 3]) {
          const part = solveGeneralisedAssignment({ problem, budget: { nodes } });
          if (!part.ok) {
            expect(part.rejection).toEqual({ code: 'planner/instance-undecided', nodes });
            continue;
          }
          expectPlan(problem, part.agents, part.cost);
          expect(part.cost).toBeGreaterThanOrEqual(best);
          expect(part.lowerBound).toBeLessThanOrEqual(best);
          // The knapsacks alone come close to what is possible.
          expect(part.lowerBound).toBeGreaterThan(best - 20);
          expect(part.provenOptimal).toBe(part.lowerBound === part.cost);
          if (!part.provenOptimal) open += 1;
        }
      }),
      { numRuns: 25 },
    );
    expect(branched).toBeGreaterThan(3);
    expect(open).toBeGreaterThan(3);
  });

  it('bounds whole costs from below by whole numbers', () => {
    // Three jobs of weight 2, cheap with an agent who has room for one and a half, else at 3: 1 + 3 + 3.
    const problem = {
      costs: [
        [1, 1, 1],
        [3, 3, 3],
      ],
      weights: [
        [2, 2, 2],
        [2, 2, 2],
      ],
      capacities: [3, 6],
    };
    const plan = solveGeneralisedAssignment({ problem, budget: { nodes: 1 } });
    expect(plan).toMatchObject({ ok: true, cost: 7 });
    expect(plan.ok && Number.isInteger(plan.lowerBound)).toBe(true);
  });

  it('asks whether to stop before every node but the first', () => {
    let asked = 0;
    const problem = {
      costs: [
        [1, 5, 4, 2],
        [2, 4, 5, 1],
      ],
      weights: [
        [3, 3, 3, 3],
        [3, 3, 3, 3],
      ],
      capacities: [5, 5],
    };
    const stop = () => {
      asked += 1;
      return true;
    };
    const impossible = solveGeneralisedAssignment({ problem, budget: {} });
    expect(impossible).toMatchObject({ ok: false, rejection: { code: 'planner/instance-impossible' } });
    const stopped = solveGeneralisedAssignment({ problem, budget: { stop } });
    expect(stopped).toEqual({ ok: false, rejection: { code: 'planner/instance-undecided', nodes: 1 } });
    expect(asked).toBeGreaterThan(0);
    expect(solveGeneralisedAssignment({ problem, budget: { nodes: 0 } })).toEqual({
      ok: false,
      rejection: { code: 'planner/instance-undecided', nodes: 0 },
    });
  });

  it('knows without a bound that a job too heavy for everyone has no place', () => {
    const problem = { costs: [[1, 1]], weights: [[2, 9]], capacities: [5] };
    expect(solveGeneralisedAssignment({ problem, budget: { nodes: 5 } })).toEqual({
      ok: false,
      rejection: { code: 'planner/instance-impossible', nodes: 1 },
    });
  });

  it('has nothing to do where there are no jobs', () => {
    const nothing = { agents: [], cost: 0, lowerBound: 0, provenOptimal: true };
    expect(
      solveGeneralisedAssignment({ problem: { costs: [[]], weights: [[]], capacities: [3] }, budget: { nodes: 5 } }),
    ).toMatchObject(nothing);
    expect(
      solveGeneralisedAssignment({ problem: { costs: [], weights: [], capacities: [] }, budget: { nodes: 5 } }),
    ).toMatchObject(nothing);
  });
});

describe('what a problem must be', () => {
  const good = { costs: [[1, 2]], weights: [[1, 2]], capacities: [1_000_000] };
  const solve = (change: object) => () =>
    solveGeneralisedAssignment({ problem: { ...good, ...change }, budget: { nodes: 10 } });

  it.each([
    [
      'as many rows as agents',
      {
        costs: [
          [1, 2],
          [1, 2],
        ],
      },
      'costs: expected 1 rows, got 2',
    ],
    ['of weights too', { weights: [] }, 'weights: expected 1 rows, got 0'],
    ['as many weights as jobs', { weights: [[1, 2, 3]] }, 'weights[0]: expected 2 entries, got 3'],
    ['costs that are finite', { costs: [[1, Number.POSITIVE_INFINITY]] }, 'costs[0][1]: got Infinity'],
    ['weights of at least nothing', { weights: [[-1, 2]] }, 'weights[0][0]: got -1'],
    ['weights that are whole', { weights: [[1, 1.5]] }, 'weights[0][1]: got 1.5'],
    ['weights of at most a million', { weights: [[1, 1_000_001]] }, 'weights[0][1]: got 1000001'],
    ['capacities likewise', { capacities: [1_000_001] }, 'capacities[0]: got 1000001'],
  ])('%s', (_what, change, message) => {
    expect(solve({})).not.toThrow();
    expect(solve({ weights: [[0, 1_000_000]] })).not.toThrow();
    expect(solve(change)).toThrow(message);
  });
});
