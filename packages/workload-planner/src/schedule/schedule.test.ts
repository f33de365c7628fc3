import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { makeItems, makeTeam } from '../../testing/company.ts';
import { checkPlan, type Plan, scheduleWork, searchSchedules, type Team, type WorkItem } from '../index.ts';

const start = '2026-11-16';
const pair: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4, sql: 1 } },
    { id: 'wu', hoursPerDay: 4, focus: 1, skills: { go: 2 } },
  ],
};
const planOf = (items: readonly WorkItem[], team = pair, schedules = 20): Plan => {
  const plan = scheduleWork({ team, items, start, seed: 1, schedules });
  expect(checkPlan({ team, items, plan })).toEqual([]);
  return plan;
};

describe('scheduleWork', () => {
  it('gives work to whoever ends it first, over weekends and absences, in order', () => {
    const team = { people: [{ ...pair.people[0]!, absences: [{ start: '2026-11-17', end: '2026-11-18' }] }] };
    const plan = planOf(
      [
        { id: 'a', effortHours: 36 },
        { id: 'b', effortHours: 4, predecessors: ['a'] },
      ],
      team,
    );
    expect(plan.assignments).toEqual([
      {
        itemId: 'a',
        roleId: null,
        personId: 'lin',
        start,
        startOffsetHours: 0,
        finish: '2026-11-23',
        finishOffsetHours: 4,
        hours: 36,
      },
      {
        itemId: 'b',
        roleId: null,
        personId: 'lin',
        start: '2026-11-23',
        startOffsetHours: 4,
        finish: '2026-11-23',
        finishOffsetHours: 8,
        hours: 4,
      },
    ]);
    expect(plan).toMatchObject({
      makespanDays: { value: 8, lowerBound: 8, gap: 0 },
      provenOptimal: true,
      lateItems: 0,
    });
  });

  it('takes several people, roles of other skills, named people and the least versatile', () => {
    const both = planOf([{ id: 'a', effortHours: 8, people: 2 }]);
    expect(both.assignments.map(({ personId, hours }) => [personId, hours])).toEqual([
      ['lin', 4],
      ['wu', 4],
    ]);
    const roles = [
      { id: 'dev', needs: { go: 1 }, effortHours: 8 },
      { id: 'db', needs: { sql: 1 }, effortHours: 4 },
    ];
    const plan = planOf([{ id: 'a', effortHours: 12, roles }]);
    expect(plan.assignments.map(({ roleId, personId }) => [roleId, personId])).toEqual([
      ['db', 'lin'],
      ['dev', 'wu'],
    ]);
    expect(planOf([{ id: 'a', effortHours: 4, candidateIds: ['wu'] }]).assignments[0]!.personId).toBe('wu');
    const equal = { people: [pair.people[0]!, { ...pair.people[1]!, hoursPerDay: 8 }] };
    expect(planOf([{ id: 'a', effortHours: 4, needs: { go: 2 } }], equal).assignments[0]!.personId).toBe('wu');
  });

  it('interrupts only what may be split', () => {
    const one = { people: [pair.people[0]!] };
    const fixed = { id: 'fixed', effortHours: 8, start: '2026-11-17', deadline: '2026-11-17', priority: 9 };
    const whole = planOf([fixed, { id: 'long', effortHours: 16 }], one, 60);
    expect(whole.items.find(({ itemId }) => itemId === 'long')).toMatchObject({ start: '2026-11-18' });
    const split = planOf([fixed, { id: 'long', effortHours: 16, splittable: true }], one, 60);
    expect(split.items.find(({ itemId }) => itemId === 'long')).toMatchObject({ start, finish: '2026-11-18' });
    expect(split.assignments.filter(({ itemId }) => itemId === 'long').length).toBe(2);
  });

  it('works around what people are promised to', () => {
    const allocations = [{ id: 'x', personId: 'lin', start, end: '2026-11-18', share: 1, core: true }];
    const team = { people: [pair.people[0]!], allocations };
    expect(planOf([{ id: 'a', effortHours: 8 }], team).items[0]).toMatchObject({
      start: '2026-11-18',
      finish: '2026-11-18',
      reason: { kind: 'no-free-hours', personId: 'lin' },
    });
  });

  it('says why each item is where it is', () => {
    const one = { people: [pair.people[0]!] };
    const plan = planOf(
      [
        { id: 'first', effortHours: 8, priority: 9, deadline: '2026-11-16' },
        { id: 'second', effortHours: 8, deadline: '2026-11-17' },
        { id: 'after', effortHours: 8, predecessors: ['second'] },
        { id: 'later', effortHours: 8, start: '2026-11-25' },
        { id: 'milestone', effortHours: 0, predecessors: ['after'] },
      ],
      one,
    );
    expect(Object.fromEntries(plan.items.map(({ itemId, reason }) => [itemId, reason]))).toEqual({
      first: { kind: 'at-once' },
      second: { kind: 'people-busy', personId: 'lin', itemId: 'first' },
      after: { kind: 'waits-for', itemId: 'second' },
      later: { kind: 'not-before', start: '2026-11-25' },
      milestone: { kind: 'waits-for', itemId: 'after' },
    });
  });

  it('keeps deadlines before an early end, by weight, and states the gap', () => {
    const one = { people: [pair.people[0]!] };
    const items = [
      { id: 'a', effortHours: 24 },
      { id: 'b', effortHours: 8, deadline: '2026-11-16', priority: 2 },
      { id: 'c', effortHours: 8, deadline: '2026-11-16', priority: 1 },
    ];
    const plan = planOf(items, one);
    expect(plan.items.map(({ itemId, lateDays }) => [itemId, lateDays])).toEqual([
      ['a', null],
      ['b', 0],
      ['c', 1],
    ]);
    expect(plan.weightedLateDays).toEqual({ value: 1, lowerBound: 0, gap: null });
    expect(plan.makespanDays).toEqual({ value: 5, lowerBound: 5, gap: 0 });
    expect(plan.lateItems).toBe(1);
  });

  it('is the same for the same seed, never worse with more time, and stops when told', () => {
    const team = makeTeam({ people: 10, allocations: 10, weeks: 20, seed: 7 });
    const items = makeItems({ items: 80, projects: 5, weeks: 8, seed: 7 });
    const one = planOf(items, team, 60);
    expect(planOf(items, team, 60)).toEqual(one);
    const few = planOf(items, team, 1);
    expect(one.weightedLateDays.value).toBeLessThanOrEqual(few.weightedLateDays.value + 1e-9);
    let asked = 0;
    const stop = () => {
      asked += 1;
      return asked >= 10;
    };
    expect(scheduleWork({ team, items, start, seed: 1, schedules: 1e6, stop }).schedules).toBe(10);
    const seen: number[] = [];
    scheduleWork({
      team,
      items,
      start,
      seed: 1,
      schedules: 60,
      onImprovement: ({ weightedLateDays }) => seen.push(weightedLateDays),
    });
    expect(seen.length).toBeGreaterThan(0);
    expect([...seen].sort((a, b) => b - a)).toEqual(seen);
    const search = searchSchedules({ team, items, start, seed: 1, schedules: 3 });
    expect([search.next().done, search.next().done, search.next().done, search.next().done]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it('finds nothing to do in nothing', () => {
    expect(planOf([])).toMatchObject({
      items: [],
      assignments: [],
      makespanDays: { value: 0, gap: 0 },
      provenOptimal: true,
    });
  });

  it('is valid and at or above its bounds, for any company', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const team = makeTeam({ people: 8, allocations: 12, weeks: 10, seed });
        const items = makeItems({ items: 40, projects: 4, weeks: 6, seed });
        const plan = planOf(items, team, 8);
        expect(plan.items.length + plan.unplaced.length).toBe(items.length);
        expect(plan.makespanDays.value).toBeGreaterThanOrEqual(plan.makespanDays.lowerBound);
        expect(plan.weightedLateDays.value).toBeGreaterThanOrEqual(plan.weightedLateDays.lowerBound);
      }),
      { numRuns: companies(60) },
    );
  });

  it('never ends before its bound on cases small enough to try every order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const items = makeItems({ items: 5, projects: 2, weeks: 2, seed }).map(
          ({ roles: _roles, deadline: _deadline, needs: _needs, ...item }) => item,
        );
        const team = { people: [pair.people[0]!] };
        const plan = planOf(items, team, 4000);
        const best = Math.min(...permutations(items).map((order) => oneByOne(order)));
        expect(plan.makespanDays.lowerBound).toBeLessThanOrEqual(best + 1e-9);
        expect(plan.makespanDays.value).toBeLessThanOrEqual(best + 1e-9);
      }),
      { numRuns: companies(15) },
    );
  });
});

/** The end, in days, of one person doing items one after another; Infinity for an order that cannot be. */
function oneByOne(order: readonly WorkItem[]): number {
  const done = new Set<string>();
  let hours = 0;
  const free = (until: number) =>
    Array.from({ length: Math.ceil(until) }, (_unused, day) => (day % 7 < 5 ? 8 : 0)).reduce<number>(
      (sum, h) => sum + h,
      0,
    );
  for (const item of order) {
    if (item.people === 2) return Number.POSITIVE_INFINITY;
    if ((item.predecessors ?? []).some((id) => !done.has(id))) return Number.POSITIVE_INFINITY;
    const release = item.start === undefined ? 0 : (Date.parse(item.start) - Date.parse(start)) / 86_400_000;
    hours = Math.max(hours, free(release)) + item.effortHours;
    done.add(item.id);
  }
  let [day, left] = [0, hours];
  while (left > (day % 7 < 5 ? 8 : 0)) {
    left -= day % 7 < 5 ? 8 : 0;
    day += 1;
  }
  return day + left / 8;
}

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  );
}
