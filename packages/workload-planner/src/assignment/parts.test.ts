import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKnapsack } from './knapsack.ts';
import { createLagrangian } from './lagrangian.ts';
import { readGeneralisedAssignments } from './read-or-library.ts';
import { createPlanRepairer } from './repair-plan.ts';
import { scalePrices, takeCheapest } from './scale-prices.ts';

describe('createKnapsack', () => {
  const items = 6;
  const knapsack = createKnapsack(items, 12);
  const taken = new Uint8Array(items);
  const worths = fc.array(fc.integer({ min: -3, max: 9 }), { minLength: items, maxLength: items });
  const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: items, maxLength: items });

  it('takes what trying every set of items takes, again and again with the same memory', () => {
    fc.assert(
      fc.property(worths, weights, fc.integer({ min: 0, max: 12 }), (worth, weight, capacity) => {
        let best = 0;
        for (let set = 0; set < 1 << items; set += 1) {
          const sum = (of: readonly number[]) => of.reduce((all, value, item) => all + ((set >> item) & 1) * value, 0);
          if (sum(weight) <= capacity) best = Math.max(best, sum(worth));
        }
        const total = knapsack.solve(Float64Array.from(worth), Int32Array.from([7, ...weight]), 1, capacity, taken);
        expect(total).toBe(best);
        const load = weight.reduce((all, value, item) => all + taken[item]! * value, 0);
        expect(load).toBeLessThanOrEqual(capacity);
        expect(worth.reduce((all, value, item) => all + taken[item]! * value, 0)).toBe(best);
        worth.forEach((value, item) => {
          if (value <= 0) expect(taken[item]).toBe(0);
        });
      }),
      { numRuns: 400 },
    );
  });
});

describe('readGeneralisedAssignments', () => {
  const words = ['1', '2', '1', '5', '6', '7', '8', '9', '3'];
  it('reads costs, weights and capacities of every problem', () => {
    const one = { costs: [[5], [6]], weights: [[7], [8]], capacities: [9, 3] };
    expect(readGeneralisedAssignments({ name: 'g', text: words.join(' ') })).toEqual([one]);
    const two = readGeneralisedAssignments({ name: 'g', text: ['2', ...words.slice(1), ...words.slice(1)].join('\n') });
    expect(two).toEqual([one, one]);
    expect(readGeneralisedAssignments({ name: 'g', text: '0' })).toEqual([]);
  });
  it('says what is missing, too small or too much', () => {
    const read = (text: string) => () => readGeneralisedAssignments({ name: 'g', text });
    const missing = ['problems', 'agents', 'jobs', 'cost', 'cost', 'weight', 'weight', 'capacity', 'capacity'];
    missing.forEach((what, kept) => {
      const line = Math.max(1, kept);
      expect(read(words.slice(0, kept).join('\n'))).toThrow(`g.line[${line}]: `);
      expect(read(words.slice(0, kept).join('\n'))).toThrow(`${what} is missing: the text ends`);
    });
    expect(read('1 0')).toThrow('number of agents: 0 is below 1');
    expect(read('1 1 0')).toThrow('number of jobs: 0 is below 1');
    expect(read(`${words.join(' ')}\n 4`)).toThrow('g.line[2]: more numbers than problems need');
  });
});

describe('scalePrices', () => {
  it('brings prices so near that few rows want the same column', () => {
    const size = 40;
    const table = Float64Array.from({ length: size * size }, (_, index) => {
      const row = Math.floor(index / size);
      return (row + 1) * ((index % size) + 1);
    });
    const [columnOf, rowOf, free] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)];
    const prices = new Float64Array(size);
    expect(takeCheapest(table, size, columnOf, rowOf, prices, free)).toBe(size - 1);
    scalePrices(table, size, columnOf, rowOf, prices);
    const left = takeCheapest(table, size, columnOf, rowOf, prices, free);
    expect(left).toBeLessThan(size / 2);
    for (let row = 0; row < size; row += 1) {
      const column = columnOf[row]!;
      if (column < 0) expect([...free.subarray(0, left)]).toContain(row);
      else {
        expect(rowOf[column]).toBe(row);
        for (let other = 0; other < size; other += 1)
          expect(table[row * size + other]! - prices[other]!).toBeGreaterThanOrEqual(
            table[row * size + column]! - prices[column]!,
          );
      }
    }
  });
  it('gives rows that may choose freely different columns', () => {
    const [columnOf, rowOf, free] = [new Int32Array(3), new Int32Array(3), new Int32Array(3)];
    expect(takeCheapest(new Float64Array(9), 3, columnOf, rowOf, new Float64Array(3), free)).toBe(0);
    expect([...columnOf].sort()).toEqual([0, 1, 2]);
    scalePrices(new Float64Array(9), 3, columnOf, rowOf, new Float64Array(3));
  });
});

describe('bounds and plans of generalised assignment', () => {
  const shape = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }));
  const problems = shape.chain(([agents, jobs]) =>
    fc.record({
      agents: fc.constant(agents),
      jobs: fc.constant(jobs),
      costs: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: agents * jobs, maxLength: agents * jobs }),
      weights: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: agents * jobs, maxLength: agents * jobs }),
      capacities: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: agents, maxLength: agents }),
    }),
  );

  it('keep to each other: no plan costs less than the bound, every plan holds', () => {
    fc.assert(
      fc.property(problems, ({ agents, jobs, costs, weights, capacities }) => {
        const flat = {
          agents,
          jobs,
          costs: Float64Array.from(costs),
          weights: Int32Array.from(weights),
          capacities: Int32Array.from(capacities),
        };
        const lagrangian = createLagrangian(flat);
        const repairer = createPlanRepairer(flat);
        const agentOf = new Int32Array(jobs);
        let cheapest = Number.POSITIVE_INFINITY;
        const bound = lagrangian.bound(new Uint8Array(agents * jobs), 40, Number.POSITIVE_INFINITY, (taken) => {
          const cost = repairer.repair(taken, agentOf);
          if (!Number.isFinite(cost)) return;
          cheapest = Math.min(cheapest, cost);
          const load = capacities.map(() => 0);
          let sum = 0;
          agentOf.forEach((agent, job) => {
            load[agent]! += weights[agent * jobs + job]!;
            sum += costs[agent * jobs + job]!;
          });
          expect(sum).toBe(cost);
          for (const [agent, used] of load.entries()) expect(used).toBeLessThanOrEqual(capacities[agent]!);
        });
        expect(bound).toBeLessThanOrEqual(cheapest + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});
