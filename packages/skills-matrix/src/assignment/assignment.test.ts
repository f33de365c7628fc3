import { createRandom } from '@meritkit/core/random';
import { assignPeople, buildProfiles, solveAssignment } from '@meritkit/skills-matrix';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesOf } from '../../testing/cases.ts';
import { placeUnits } from './flow.ts';

test('the textbook matrix costs 5, by columns 1, 0, 2', () => {
  expect(
    solveAssignment({
      costs: [
        [4, 1, 3],
        [2, 0, 5],
        [3, 2, 2],
      ],
    }),
  ).toMatchObject({ ok: true, cost: 5, columns: [1, 0, 2] });
});

const matrices = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: -9, max: 20 }), fc.constant(Number.POSITIVE_INFINITY)), {
      minLength: rows + more,
      maxLength: rows + more,
    }),
    {
      minLength: rows,
      maxLength: rows,
    },
  ),
);

function cheapest(costs: readonly (readonly number[])[], used: ReadonlySet<number> = new Set()): number {
  const [row, ...others] = costs;
  if (row === undefined) return 0;
  return Math.min(
    ...row.map((cost, column) =>
      used.has(column) ? Number.POSITIVE_INFINITY : cost + cheapest(others, new Set([...used, column])),
    ),
  );
}

test('an assignment is as cheap as trying them all, and its prices prove it', () => {
  fc.assert(
    fc.property(matrices, (costs) => {
      const answer = solveAssignment({ costs });
      const expected = cheapest(costs);
      expect(answer.ok).toBe(Number.isFinite(expected));
      if (!answer.ok) return;
      expect(answer.cost).toBeCloseTo(expected, 9);
      expect(new Set(answer.columns).size).toBe(costs.length);
      for (const [row, values] of costs.entries()) {
        for (const [column, cost] of values.entries()) {
          const slack = cost - answer.rowPrices[row]! - answer.columnPrices[column]!;
          expect(slack).toBeGreaterThanOrEqual(-1e-9);
          if (answer.columns[row] === column) expect(slack).toBeCloseTo(0, 9);
        }
      }
    }),
    casesOf(300),
  );
});

test('a broken matrix is refused by its path', () => {
  expect(() => solveAssignment({ costs: [[1], [2]] })).toThrow(/more rows than columns/);
  expect(() => solveAssignment({ costs: [[1, Number.NaN]] })).toThrow(/costs\[0\]\[1\]/);
  expect(() => solveAssignment({ costs: [[1, 2], [1]] })).toThrow(/costs\[1\]/);
});

function cheapestPlacement(
  needs: readonly number[],
  capacities: readonly number[],
  costs: readonly Float64Array[],
  unplaced: number,
): number {
  const place = (row: number, left: readonly number[]): number => {
    if (row === needs.length) return 0;
    let best = Number.POSITIVE_INFINITY;
    for (let set = 0; set < 2 ** capacities.length; set += 1) {
      const chosen = capacities.map((_, column) => column).filter((column) => (set >> column) & 1);
      if (chosen.length > needs[row]! || chosen.some((column) => left[column] === 0)) continue;
      const own = chosen.reduce((sum, column) => sum + costs[row]![column]!, unplaced * (needs[row]! - chosen.length));
      best = Math.min(
        best,
        own +
          place(
            row + 1,
            left.map((free, column) => free - Number(chosen.includes(column))),
          ),
      );
    }
    return best;
  };
  return place(0, capacities);
}

test('a placement with headcounts and capacities is as cheap as trying them all', () => {
  const problems = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
    fc.record({
      needs: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: rows, maxLength: rows }),
      capacities: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: columns, maxLength: columns }),
      costs: fc.array(
        fc
          .array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(Number.POSITIVE_INFINITY)), {
            minLength: columns,
            maxLength: columns,
          })
          .map((row) => Float64Array.from(row)),
        { minLength: rows, maxLength: rows },
      ),
      unplacedCost: fc.constantFrom(0, 4, 100),
    }),
  );
  fc.assert(
    fc.property(problems, (problem) => {
      const placed = placeUnits(problem);
      const cost = placed.reduce(
        (sum, columns, row) =>
          sum +
          columns.reduce(
            (own, column) => own + problem.costs[row]![column]!,
            problem.unplacedCost * (problem.needs[row]! - columns.length),
          ),
        0,
      );
      for (const [column, capacity] of problem.capacities.entries()) {
        expect(placed.filter((columns) => columns.includes(column)).length).toBeLessThanOrEqual(capacity);
      }
      expect(cost).toBe(cheapestPlacement(problem.needs, problem.capacities, problem.costs, problem.unplacedCost));
    }),
    casesOf(400),
  );
});

const rating = (personId: string, skillId: string, level: number) => {
  return { id: `${personId}-${skillId}`, personId, kind: 'assessment' as const, skillId, level, at: '2026-11-01' };
};

test('the best pair is broken up where that serves the whole, and nobody takes what they are not eligible for', () => {
  const profiles = buildProfiles({
    asOf: '2026-11-22',
    taxonomy: {
      version: '1',
      skills: [
        { id: 'go', name: 'Go' },
        { id: 'sql', name: 'SQL' },
      ],
    },
    evidence: [rating('lin', 'go', 5), rating('lin', 'sql', 5), rating('zhao', 'go', 4)],
  });
  const demands = [
    { id: 'a', skills: [{ skillId: 'go', atLeast: 5, weight: 1 }] },
    { id: 'b', skills: [{ skillId: 'sql', atLeast: 3, weight: 1, must: true }], headcount: 2 },
  ];
  const answer = assignPeople({ profiles, demands });
  expect(
    answer.assignments.map((item) => [item.demandId, item.people.map((person) => person.personId), item.unfilled]),
  ).toEqual([
    ['a', ['zhao'], 0],
    ['b', ['lin'], 1],
  ]);
  expect(answer.totalFit).toBe(1.8);
  const twice = assignPeople({ profiles, demands, capacities: [{ personId: 'lin', demands: 2 }] });
  expect(twice.totalFit).toBe(2);
  expect(() => assignPeople({ profiles, demands: [demands[0]!, demands[0]!] })).toThrow(/demands\[1\]\.id/);
});

test('most places filled and the highest sum of fits are two aims; exclusions, capacities and free time count', () => {
  const profiles = buildProfiles({
    asOf: '2026-11-22',
    taxonomy: { version: '1', skills: ['go', 'sql', 'ops'].map((id) => ({ id, name: id })) },
    evidence: [rating('lin', 'go', 4), rating('lin', 'sql', 1), rating('wu', 'go', 2)],
  });
  const demands = [
    { id: 'a', skills: [{ skillId: 'go', atLeast: 4, weight: 1 }] },
    {
      id: 'b',
      skills: [
        { skillId: 'sql', atLeast: 1, weight: 2, must: true },
        { skillId: 'ops', atLeast: 5, weight: 3 },
      ],
    },
  ];
  const takers = (options: Partial<Parameters<typeof assignPeople>[0]>) =>
    assignPeople({ profiles, demands, ...options }).assignments.map((item) => item.people.map((one) => one.personId));
  expect(takers({})).toEqual([['lin'], []]);
  expect(takers({ objective: 'total-fit' })).toEqual([['lin'], []]);
  expect(takers({ objective: 'most-filled' })).toEqual([['wu'], ['lin']]);
  expect(takers({ capacities: [{ personId: 'lin', demands: 2 }] })).toEqual([['lin'], ['lin']]);
  expect(takers({ capacities: [{ personId: 'lin', demands: 0 }] })).toEqual([['wu'], []]);
  expect(takers({ demands: [{ ...demands[0]!, exclusions: ['lin'] }] })).toEqual([['wu']]);
  expect(takers({ demands: [{ ...demands[0]!, headcount: 2 }] })).toEqual([['lin', 'wu']]);
  const timed = [{ ...demands[0]!, availability: { weight: 0, atLeast: 0.5 } }];
  expect(takers({ demands: timed })).toEqual([[]]);
  expect(takers({ demands: timed, availability: [{ personId: 'wu', share: 0.5 }] })).toEqual([['wu']]);
  const { explanation, totalFit } = assignPeople({ profiles, demands, objective: 'most-filled' });
  expect(explanation).toMatchObject({ key: 'total-fit', value: totalFit });
  expect(explanation.children!.map((item) => [item.key, item.value])).toEqual([
    ['a:wu', 0.5],
    ['b:lin', 0.4],
  ]);
  const spare = assignPeople({ profiles, demands: [], capacities: [] });
  expect(spare).toMatchObject({ assignments: [], totalFit: 0 });
});

test('placing one each in places of one costs what the assignment costs, and headcounts are rows side by side', () => {
  const random = createRandom('placements');
  for (let round = 0; round < 40; round += 1) {
    const [rows, columns] = [random.integer(6, 10), random.integer(10, 14)];
    const costs = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.integer(0, 60)));
    const needs = costs.map(() => 1);
    const capacities = Array.from({ length: columns }, () => 1);
    const columnsOfRows = placeUnits({
      needs,
      capacities,
      costs: costs.map((row) => Float64Array.from(row)),
      unplacedCost: 1000,
    });
    const cost = columnsOfRows.reduce((sum, taken, row) => sum + costs[row]![taken[0]!]!, 0);
    const best = solveAssignment({ costs });
    expect(best.ok && best.cost).toBe(cost);
    // A row that needs two is two equal rows; a column that takes two is two equal columns.
    const wide = placeUnits({
      needs: needs.slice(1).map((_, row) => (row === 0 ? 2 : 1)),
      capacities,
      costs: costs.slice(1).map((row) => Float64Array.from(row)),
      unplacedCost: 1000,
    });
    const twin = solveAssignment({ costs: [costs[1]!, ...costs.slice(1)] });
    const wideCost = wide.reduce(
      (sum, taken, row) => sum + taken.reduce((own, at) => own + costs[row + 1]![at]!, 0),
      0,
    );
    expect(twin.ok && twin.cost).toBe(wideCost);
    for (const taken of wide) expect(taken).toEqual(taken.toSorted((a, b) => a - b));
  }
});
