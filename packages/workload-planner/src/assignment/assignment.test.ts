import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { linearSumAssignment } from 'linear-sum-assignment';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { casesOf } from '../../testing/cases.ts';
import { readGeneralisedAssignments } from './read-or-library.ts';
import { solveAssignment } from './solve-assignment.ts';
import { solveGeneralisedAssignment } from './solve-generalised-assignment.ts';

/** The cheapest choice of an agent per job that `allowed` accepts, tried out in full. */
function exhaust(
  agents: number,
  jobs: number,
  cost: (agent: number, job: number) => number,
  allowed: (agentOf: readonly number[]) => boolean,
): number {
  const agentOf: number[] = [];
  const visit = (job: number): number => {
    if (job === jobs) return allowed(agentOf) ? 0 : Number.POSITIVE_INFINITY;
    let best = Number.POSITIVE_INFINITY;
    for (let agent = 0; agent < agents; agent += 1) {
      agentOf[job] = agent;
      best = Math.min(best, cost(agent, job) + visit(job + 1));
    }
    return best;
  };
  return visit(0);
}

const matrix = (rows: number, columns: number, entry: fc.Arbitrary<number>) =>
  fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

describe('solveAssignment', () => {
  it('costs what exhaustion finds, for wide matrices, ties and negative costs', () => {
    const shape = fc
      .integer({ min: 1, max: 5 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.integer({ min: rows, max: 5 })));
    const entry = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -10, max: 10, noNaN: true }));
    fc.assert(
      fc.property(
        shape.chain(([rows, columns]) => matrix(rows, columns, entry)),
        (costs) => {
          const { columns, cost } = solveAssignment({ costs });
          expect(new Set(columns).size).toBe(costs.length);
          expect(columns.reduce((sum, column, row) => sum + costs[row]![column]!, 0)).toBeCloseTo(cost, 9);
          const best = exhaust(
            costs[0]!.length,
            costs.length,
            (column, row) => costs[row]![column]!,
            (chosen) => new Set(chosen).size === chosen.length,
          );
          expect(cost).toBeCloseTo(best, 9);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leaves rows over where there are too many', () => {
    expect(solveAssignment({ costs: [[5], [2], [9]] })).toEqual({ columns: [-1, 0, -1], cost: 2 });
    expect(solveAssignment({ costs: [] })).toEqual({ columns: [], cost: 0 });
  });

  it('finds the antidiagonal for products', () => {
    const size = 60;
    const costs = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => (row + 1) * (column + 1)),
    );
    expect(solveAssignment({ costs }).cost).toBe((size * (size + 1) * (size + 2)) / 6);
  });

  it('costs what another solver finds where rows drive each other out', () => {
    const size = 24;
    const factors = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: size, maxLength: size });
    fc.assert(
      fc.property(factors, factors, fc.integer({ min: 0, max: 5 }), (left, right, bend) => {
        const costs = left.map((a, row) => right.map((b, column) => a * b + ((row * column * bend) % 7) - 20));
        const { columns, cost } = solveAssignment({ costs });
        expect(new Set(columns).size).toBe(size);
        expect(cost).toBe(linearSumAssignment(costs, { maximaze: false }).gain);
      }),
      { numRuns: 60 },
    );
  });

  it('stands costs near the largest number', () => {
    const costs = [
      [1e308, -1e308, 0],
      [-1e308, 1e308, 0],
      [0, 0, 1e308],
    ];
    expect(new Set(solveAssignment({ costs }).columns).size).toBe(3);
  });

  it('refuses costs that are not finite and ragged rows', () => {
    expect(() => solveAssignment({ costs: [[1, Number.NaN]] })).toThrow('costs[0][1]: expected a finite cost, got NaN');
    expect(() => solveAssignment({ costs: [[1, 2], [1]] })).toThrow('costs[1]: expected 2 costs, got 1');
    expect(() =>
      solveAssignment({
        costs: [
          [1, 2],
          [Number.POSITIVE_INFINITY, 1],
        ],
      }),
    ).toThrow('costs[1][0]');
  });
});

describe('solveGeneralisedAssignment', () => {
  it('proves exactly what exhaustion finds', () => {
    const instance = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 })).chain(([agents, jobs]) =>
      fc.record({
        costs: matrix(agents, jobs, fc.integer({ min: -9, max: 9 })),
        weights: matrix(agents, jobs, fc.integer({ min: 0, max: 5 })),
        capacities: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: agents, maxLength: agents }),
      }),
    );
    fc.assert(
      fc.property(instance, (problem) => {
        const { costs, weights, capacities } = problem;
        const best = exhaust(
          costs.length,
          costs[0]!.length,
          (agent, job) => costs[agent]![job]!,
          (agentOf) =>
            capacities.every(
              (capacity, agent) =>
                agentOf.reduce((sum, chosen, job) => sum + (chosen === agent ? weights[agent]![job]! : 0), 0) <=
                capacity,
            ),
        );
        const plan = solveGeneralisedAssignment({ problem, budget: { nodes: 100_000 } });
        if (!plan.ok) {
          expect(plan.rejection.code).toBe('planner/instance-impossible');
          expect(best).toBe(Number.POSITIVE_INFINITY);
          return;
        }
        expect(plan.cost).toBe(best);
        expect(plan.provenOptimal).toBe(true);
        expect(plan.agents.reduce((sum, agent, job) => sum + costs[agent]![job]!, 0)).toBe(plan.cost);
      }),
      casesOf(300),
    );
  });

  it('says that it has not decided when the budget ends too early', () => {
    const problem = {
      costs: [
        [1, 1],
        [1, 1],
      ],
      weights: [
        [3, 3],
        [3, 3],
      ],
      capacities: [5, 2],
    };
    const plan = solveGeneralisedAssignment({ problem, budget: { nodes: 1 } });
    expect(plan.ok).toBe(false);
  });

  it('refuses ragged tables and broken numbers', () => {
    const problem = { costs: [[1, 2]], weights: [[1, 2]], capacities: [3] };
    const solve = (change: object) => () =>
      solveGeneralisedAssignment({ problem: { ...problem, ...change }, budget: { nodes: 10 } });
    const isRefused = (change: object, code: string, words: string) => {
      expect(solve(change)).toThrow(expect.objectContaining({ code }));
      expect(solve(change)).toThrow(words);
    };
    isRefused({ weights: [[1]] }, 'planner/instance-malformed', 'weights[0]: expected 2 entries, got 1');
    isRefused({ weights: [] }, 'planner/instance-malformed', 'weights: expected 1 rows, got 0');
    isRefused({ weights: [[1, 0.5]] }, 'planner/instance-number', 'weights[0][1]: got 0.5');
    isRefused({ weights: [[1, 1_000_001]] }, 'planner/instance-number', 'weights[0][1]: got 1000001');
    isRefused({ costs: [[1, Number.NaN]] }, 'planner/instance-number', 'costs[0][1]: got NaN');
    isRefused({ capacities: [-1] }, 'planner/instance-number', 'capacities[0]: got -1');
  });
});

describe.runIf(hasShared)('OR-Library', () => {
  const read = (...parts: string[]) => readFileSync(sharedPath('data', 'planning', ...parts), 'utf8');

  it('assign100 costs 305', () => {
    const [size, ...numbers] = read('assign', 'assign100.txt').trim().split(/\s+/).map(Number);
    const costs = Array.from({ length: size! }, (_, row) => numbers.slice(row * size!, (row + 1) * size!));
    expect(solveAssignment({ costs }).cost).toBe(305);
  });

  it('says where a file is broken', () => {
    expect(() => readGeneralisedAssignments({ name: 'g.txt', text: '1\n1 2\n1 x' })).toThrow('g.txt.line[3]');
  });
});
