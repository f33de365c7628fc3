import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  checkPlan,
  type Plan,
  type PlanFault,
  scheduleWork,
  type Team,
  type WorkItem,
} from '../index.ts';

const start = '2026-11-16';
const person = (id: string, skills = {}) => ({ id, hoursPerDay: 8, focus: 1, skills });
const faultsOf = (items: readonly WorkItem[], plan: Plan, team: Team) => checkPlan({ team, items, plan });
/** Faults of the assignments; what the plan then states wrongly of itself is another matter. */
const faultsOfWork = (items: readonly WorkItem[], plan: Plan, team: Team) =>
  faultsOf(items, plan, team).filter(({ code }) => code !== 'planner/fault-statement');

describe('what a plan states of itself', () => {
  const team = { people: [person('lin')] };
  const items: readonly WorkItem[] = [
    { id: 'a', effortHours: 12, deadline: start, priority: 2, projectId: 'p' },
    { id: 'b', effortHours: 4, predecessors: ['a'] },
  ];
  const plan = scheduleWork({ team, items, start, seed: 1 });
  const statementsOf = (spoilt: Plan) =>
    faultsOf(items, spoilt, team).map((fault: PlanFault) =>
      fault.code === 'planner/fault-statement' ? [fault.itemId, fault.field, fault.stated, fault.found] : [fault.code],
    );
  const entry = (id: string, more: object): Plan => ({
    ...plan,
    items: plan.items.map((item) => (item.itemId === id ? { ...item, ...more } : item)),
  });

  it('is one day and a half of the first, half a day late and twice as dear, and then half a day', () => {
    expect(plan).toMatchObject({
      makespanDays: { value: 2, lowerBound: 2, gap: 0 },
      weightedLateDays: { value: 1, lowerBound: 1, gap: 0 },
      lateItems: 1,
      provenOptimal: true,
    });
    expect(statementsOf(plan)).toEqual([]);
  });

  it.each([
    ['a start', entry('a', { start: '2026-11-17' }), [['a', 'start', '2026-11-17', start]]],
    ['a finish', entry('a', { finish: '2026-11-18' }), [['a', 'finish', '2026-11-18', '2026-11-17']]],
    ['a deadline', entry('a', { deadline: null }), [['a', 'deadline', null, start]]],
    ['a deadline that is none', entry('b', { deadline: start }), [['b', 'deadline', start, null]]],
    ['a project', entry('b', { projectId: 'q' }), [['b', 'projectId', 'q', null]]],
    ['days late', entry('a', { lateDays: 0 }), [['a', 'lateDays', 0, 1]]],
    ['no lateness where there is no deadline', entry('b', { lateDays: 0 }), [['b', 'lateDays', 0, null]]],
    ['late items', { ...plan, lateItems: 0 }, [[null, 'lateItems', 0, 1]]],
    ['the last day', { ...plan, makespanDays: { value: 1, lowerBound: 1, gap: 0 } }, [[null, 'makespanDays', 1, 2]]],
    [
      'lateness by weight',
      { ...plan, weightedLateDays: { value: 0.5, lowerBound: 0.5, gap: 0 } },
      [[null, 'weightedLateDays', 0.5, 1]],
    ],
    [
      'a gap of nothing',
      { ...plan, makespanDays: { value: 2, lowerBound: 1, gap: 0 }, provenOptimal: false },
      [[null, 'makespanDays.gap', 0, 1]],
    ],
    [
      'a gap that is unknown',
      { ...plan, weightedLateDays: { value: 1, lowerBound: 0, gap: 1 }, provenOptimal: false },
      [[null, 'weightedLateDays.gap', 1, null]],
    ],
    [
      'a bound that is passed',
      { ...plan, makespanDays: { value: 2, lowerBound: 3, gap: 0 } },
      [[null, 'makespanDays.lowerBound', 3, 2]],
    ],
    [
      'a proof with a gap in the last day',
      { ...plan, makespanDays: { value: 2, lowerBound: 1, gap: 1 } },
      [[null, 'provenOptimal', true, false]],
    ],
    [
      'a proof with a gap in lateness',
      { ...plan, weightedLateDays: { value: 1, lowerBound: 0.5, gap: 1 } },
      [[null, 'provenOptimal', true, false]],
    ],
    [
      'an item that is left out',
      { ...plan, items: plan.items.slice(0, 1) },
      [
        [null, 'items', 1, 2],
        ['b', 'unplaced', false, true],
      ],
    ],
  ] as readonly (readonly [string, Plan, readonly (readonly unknown[])[]])[])('%s', (_what, spoilt, found) => {
    expect(statementsOf(spoilt)).toEqual(found);
  });

  it('may be off by what a float loses: a millionth, of large numbers as large a part', () => {
    const near = (value: number) => ({ ...plan, makespanDays: { value, lowerBound: value, gap: 0 } });
    expect(statementsOf(near(2 + 1.5e-6))).toEqual([]);
    expect(statementsOf(near(2 + 2.5e-6))).toHaveLength(1);
    const bound = { ...plan, makespanDays: { value: 2, lowerBound: 2 + 5e-7, gap: 0 } };
    expect(statementsOf(bound)).toEqual([]);
  });
});

describe('what is wrong with the work', () => {
  const team = { people: [person('lin', { go: 2 }), person('wu', { go: 1 })] };
  const line = (
    itemId: string,
    personId: string,
    from: number,
    to: number,
    roleId: string | null = null,
  ): Assignment => ({
    itemId,
    roleId,
    personId,
    start,
    startOffsetHours: from,
    finish: start,
    finishOffsetHours: to,
    hours: to - from,
  });
  const planWith = (items: readonly WorkItem[], assignments: readonly Assignment[]): Plan => ({
    ...scheduleWork({ team, items, start, seed: 1 }),
    assignments,
  });

  it('is found whatever the order of the lines', () => {
    const items = ['x', 'y', 'z', 'w'].map((id) => ({ id, effortHours: id === 'w' ? 1 : 4 }));
    const lines = [line('y', 'lin', 2, 6), line('z', 'wu', 0, 4), line('w', 'lin', 6, 7), line('x', 'lin', 0, 4)];
    const overlap = [{ code: 'planner/fault-overlap', itemId: 'y', personId: 'lin', otherItemId: 'x' }];
    for (const assignments of [lines, lines.toReversed()])
      expect(faultsOfWork(items, planWith(items, assignments), team)).toEqual(overlap);
    const apart = [line('w', 'lin', 4, 5), line('z', 'wu', 4, 8), line('x', 'lin', 0, 4), line('y', 'wu', 0, 4)];
    for (const assignments of [apart, apart.toReversed()])
      expect(faultsOfWork(items, planWith(items, assignments), team)).toEqual([]);
  });

  it('is one person in two roles, a person too few of hours, or one not named or not good enough', () => {
    const roles = [
      { id: 'dev', needs: { go: 1 }, effortHours: 2 },
      { id: 'test', needs: { go: 1 }, effortHours: 2 },
    ];
    const two = [{ id: 'two', effortHours: 4, roles }];
    const both = [line('two', 'lin', 0, 2, 'dev'), line('two', 'lin', 2, 4, 'test')];
    expect(faultsOfWork(two, planWith(two, both), team)).toEqual([
      { code: 'planner/fault-two-roles', itemId: 'two', personId: 'lin' },
    ]);
    const long = [{ id: 'long', effortHours: 5 }];
    expect(faultsOfWork(long, planWith(long, [line('long', 'lin', 0, 3)]), team)).toEqual([
      { code: 'planner/fault-hours', itemId: 'long', hours: 3, neededHours: 5 },
    ]);
    const named = [{ id: 'named', effortHours: 2, candidateIds: ['wu'] }];
    expect(faultsOfWork(named, planWith(named, [line('named', 'lin', 0, 2)]), team)).toEqual([
      { code: 'planner/fault-skills', itemId: 'named', personId: 'lin' },
    ]);
    expect(faultsOfWork(named, planWith(named, [line('named', 'wu', 0, 2)]), team)).toEqual([]);
    const hard = [{ id: 'hard', effortHours: 2, needs: { go: 2 } }];
    expect(faultsOfWork(hard, planWith(hard, [line('hard', 'wu', 0, 2)]), team)).toEqual([
      { code: 'planner/fault-skills', itemId: 'hard', personId: 'wu' },
    ]);
  });

  it('is not looked for in what is no team and no list of items', () => {
    const items = [{ id: 'x', effortHours: 1 }];
    const plan = planWith(items, [line('x', 'lin', 0, 1)]);
    expect(() => faultsOf([{ id: 'x', effortHours: Number.NaN }], plan, team)).toThrow('items[0].effortHours');
    expect(() => faultsOf(items, plan, { people: [{ ...person('lin'), focus: 2 }] })).toThrow('people[0].focus');
  });
});

describe('bounds of lateness', () => {
  it('count every item that cannot be in time, each by its weight', () => {
    const items = [
      { id: 'a', effortHours: 12, deadline: start, priority: 4 },
      { id: 'b', effortHours: 16, deadline: start },
    ];
    const team = { people: [person('lin'), person('wu')] };
    // Half a day by four, and a day.
    expect(scheduleWork({ team, items, start, seed: 1 }).weightedLateDays).toEqual({ value: 3, lowerBound: 3, gap: 0 });
  });
});
