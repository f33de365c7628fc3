import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { makeTeam } from '../../testing/company.ts';
import { partsOf } from '../admission/parts.ts';
import { buildFreePool, buildPool, extendPool } from '../admission/pool.ts';
import type { Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { buildGrid } from './grid.ts';
import { settledFrom } from './settled.ts';

const monday = toDay('2026-11-16');

/** A company of eight weeks in which one thing is dated later than all the rest, and the day after it. */
function makeCase(seed: number): { readonly team: Team; readonly settled: number } {
  const random = createRandom(`settled ${seed}`);
  const team = makeTeam({ people: random.integer(1, 6), allocations: random.integer(0, 9), weeks: 8, seed });
  const last = monday + random.integer(130, 200);
  const [before, date] = [fromDay(last - 9), fromDay(last)];
  const change = <Key extends string>(changed: Record<Key, unknown>): Team => {
    const people = team.people.map((person, row) => (row === 0 ? { ...person, ...changed } : person));
    return { ...team, people };
  };
  const allocation = { id: 'last', personId: 'p0', start: before, end: date, hours: 30, core: true };
  const cases: readonly Team[] = [
    { ...team, calendars: [...team.calendars!, { id: 'late', holidays: [date] }] },
    { ...team, calendars: [...team.calendars!, { id: 'late', holidays: [], extraWorkingDays: [date] }] },
    { ...team, calendars: [...team.calendars!, { id: 'late', holidays: [], partDays: { [date]: 0.5 } }] },
    change({ employedFrom: date }),
    change({ employedUntil: date }),
    change({ absences: [{ start: before, end: date }] }),
    change({ capacityChanges: [{ start: before, end: date, hoursPerDay: 3 }] }),
    { ...team, allocations: [...(team.allocations ?? []), allocation] },
  ];
  return { team: cases[seed % cases.length]!, settled: last + 1 };
}

describe('the day from which on nothing is dated', () => {
  it('is the day after the last date, of whatever kind', () => {
    for (let seed = 0; seed < 70; seed += 1) {
      const { team, settled } = makeCase(seed);
      expect(settledFrom(team)).toBe(settled);
    }
    const people = [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }];
    expect(settledFrom({ people })).toBe(Number.NEGATIVE_INFINITY);
  });

  it('begins weeks that are all alike', () => {
    for (let seed = 0; seed < 70; seed += 1) {
      const { team, settled } = makeCase(seed);
      const { capacity, load, days } = buildGrid({ team, first: settled, end: settled + 21 });
      for (let at = 0; at < capacity.length; at += 1) {
        if (at % days >= 7) expect([capacity[at], load[at]]).toEqual([capacity[at - 7], load[at - 7]]);
      }
    }
  });

  it('lets a pool of free hours know later days without looking at them', () => {
    for (let seed = 0; seed < 70; seed += 1) {
      const { team } = makeCase(seed);
      const random = createRandom(`later ${seed}`);
      const demand = { id: 'd', effortHours: 1, start: fromDay(monday), deadline: fromDay(monday + 6) };
      const parts = partsOf(demand, monday);
      const [middle, end] = [monday + random.integer(0, 230), monday + random.integer(230, 400)];
      const { grid: _grid, ...whole } = buildPool({ grid: buildGrid({ team, first: monday, end }), parts });
      expect(buildFreePool({ team, parts, first: monday, end })).toEqual(whole);
      const known = buildFreePool({ team, parts, first: monday, end: middle });
      expect(extendPool(known, { team, end })).toEqual(whole);
    }
  });
});
