import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { makeDemand, makeTeam } from '../../testing/company.ts';
import { buildGrid, freeUnits } from '../load/grid.ts';
import { toDay } from '../time/day.ts';
import { mayDo, partsOf } from './parts.ts';
import { buildFreePool, buildPool, extendPool, freeBetween } from './pool.ts';

const first = toDay('2026-11-16');

/** A company of several classes, three demands, and days that the pool is cut at. */
function makeCase(seed: number) {
  const random = createRandom(`pool ${seed}`);
  const team = makeTeam({ people: random.integer(1, 9), allocations: random.integer(0, 12), weeks: 10, seed });
  const demands = [0, 1, 2].map((at) => makeDemand({ weeks: 8, seed: seed * 3 + at, effortHours: 20 }));
  const parts = demands.flatMap((demand) => partsOf(demand, first));
  const middle = first + random.integer(0, 40);
  return { team, parts, middle, end: middle + random.integer(0, 40) };
}

describe('a pool of free hours', () => {
  it('is the same on one row of memory, and in two steps, as on a whole grid', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const { team, parts, middle, end } = makeCase(seed);
      const { grid: _grid, ...whole } = buildPool({ grid: buildGrid({ team, first, end }), parts });
      expect(buildFreePool({ team, parts, first, end })).toEqual(whole);
      expect(extendPool(buildFreePool({ team, parts, first, end: middle }), { team, end })).toEqual(whole);
    }
  });

  it('puts together who may do the same, and adds up their hours day by day', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const { team, parts, middle, end } = makeCase(seed);
      const grid = buildGrid({ team, first, end });
      const pool = buildPool({ grid, parts });
      const able = (row: number) => parts.map((part) => (mayDo(team.people[row]!, part) ? 1 : 0));
      const idle = team.people.filter((_person, row) => !able(row).includes(1)).length;
      expect(pool.members.flat().length + idle).toBe(team.people.length);
      expect(new Set(pool.members.map((rows) => able(rows[0]!).join())).size).toBe(pool.members.length);
      for (const [group, rows] of pool.members.entries()) {
        const eligible = parts.map((_part, part) => pool.eligible[part * pool.members.length + group]);
        for (const row of rows) expect(able(row)).toEqual(eligible);
        let units = 0;
        for (const row of rows) for (let day = middle; day < end; day += 1) units += freeUnits(grid, row, day - first);
        expect(freeBetween(pool, group, middle, end)).toBe(units);
        expect(freeBetween(pool, group, middle, end + 5)).toBe(units);
      }
    }
  });
});
