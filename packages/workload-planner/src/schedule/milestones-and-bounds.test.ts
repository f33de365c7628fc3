import { describe, expect, it } from 'vitest';
import { admitDemand, checkPlan, ganttOf, type Plan, replan, scheduleWork } from '../index.ts';

const start = '2026-11-16';
const lin = { id: 'lin', hoursPerDay: 8, focus: 1, skills: {} };
const team = { people: [lin] };
const project = [
  { id: 'build', effortHours: 40 },
  { id: 'release', effortHours: 0, predecessors: ['build'], deadline: '2026-11-20' },
];

describe('a milestone', () => {
  it('happens on the day on which what it waits for ends, not on the next', () => {
    const plan = scheduleWork({ team, items: project, start, seed: 1 });
    expect(plan.items[1]).toMatchObject({ start: '2026-11-20', finish: '2026-11-20', lateDays: 0 });
    expect(ganttOf({ plan, items: project, lanes: 'projects' }).finish).toBe('2026-11-20');
    expect(checkPlan({ team, items: project, plan })).toEqual([]);
  });

  it('keeps to its own start where that is later, and to the plan where it waits for nothing', () => {
    const items = [{ ...project[1]!, start: '2026-11-23' }, project[0]!, { id: 'kick-off', effortHours: 0 }];
    const plan = scheduleWork({ team, items, start, seed: 1 });
    const days = Object.fromEntries(plan.items.map((item) => [item.itemId, item.finish]));
    expect(days).toEqual({ release: '2026-11-23', build: '2026-11-20', 'kick-off': start });
    expect(checkPlan({ team, items, plan })).toEqual([]);
  });

  it('lets admission offer the very day on which it can happen', () => {
    const items = project.map(({ deadline: _deadline, ...item }) => item);
    const answer = admitDemand({ team, demand: { id: 'd', start, deadline: '2026-11-19', items } });
    expect(answer.ok ? null : answer.rejection).toMatchObject({ earliestDate: '2026-11-20' });
  });
});

describe('the bound of scarce people', () => {
  it('is exact within the day', () => {
    const items = ['a', 'b', 'c'].map((id) => ({ id, effortHours: 6 }));
    const plan = scheduleWork({ team, items, start, seed: 1 });
    expect(plan.makespanDays).toEqual({ value: 2.25, lowerBound: 2.25, gap: 0 });
    expect([plan.provenOptimal, plan.schedules]).toEqual([true, 4]);
  });

  it('counts those who can do the work alone', () => {
    const wu = { ...lin, id: 'wu', skills: { go: 1 } };
    const items = [
      { id: 'a', effortHours: 20, needs: { go: 1 } },
      { id: 'b', effortHours: 2, needs: { go: 1 } },
      { id: 'c', effortHours: 4 },
    ];
    const plan = scheduleWork({ team: { people: [lin, wu] }, items, start, seed: 1 });
    expect(plan.makespanDays).toEqual({ value: 2.75, lowerBound: 2.75, gap: 0 });
  });
});

describe('checkPlan', () => {
  const chain = [
    { id: 'a', effortHours: 8 },
    { id: 'm', effortHours: 0, predecessors: ['a'] },
    { id: 'b', effortHours: 8, predecessors: ['m'] },
  ];
  const plan = scheduleWork({ team, items: chain, start, seed: 1 });
  const codes = (spoilt: Plan) => checkPlan({ team, items: chain, plan: spoilt }).map(({ code }) => code);

  it('sees an order broken through a milestone', () => {
    const [first, second] = plan.assignments;
    const swapped = [
      { ...first!, itemId: second!.itemId },
      { ...second!, itemId: first!.itemId },
    ];
    expect(codes({ ...plan, assignments: swapped })).toContain('planner/fault-order');
  });

  it('takes no number that is none', () => {
    const assignments = plan.assignments.map((line) => ({ ...line, hours: Number.NaN }));
    expect(codes({ ...plan, assignments })).toContain('planner/fault-hours');
  });

  it.each([
    ['a day', { items: plan.items.map((item) => ({ ...item, finish: '2026-11-30' })) }],
    ['a lateness', { items: plan.items.map((item) => ({ ...item, lateDays: 2 })) }],
    ['an item left out', { items: plan.items.slice(1) }],
    ['a number of late items', { lateItems: 1 }],
    ['a makespan', { makespanDays: { value: 1, lowerBound: 1, gap: 0 } }],
    ['a gap', { makespanDays: { ...plan.makespanDays, gap: 0.5 } }],
    ['a bound above its value', { weightedLateDays: { value: 0, lowerBound: 1, gap: 0 } }],
    ['a proof without its bounds', { provenOptimal: true, makespanDays: { value: 2, lowerBound: 1, gap: 1 } }],
  ])('holds the plan to what it states: %s', (_what, more) => {
    expect(codes(plan)).toEqual([]);
    expect(codes({ ...plan, ...more })).toContain('planner/fault-statement');
  });
});

it('says that an item stays where it was, where nothing else holds it', () => {
  const items = [
    { id: 'a', effortHours: 8, start: '2026-11-18' },
    { id: 'b', effortHours: 8 },
  ];
  const previous = scheduleWork({ team, items, start, seed: 1 });
  const free = items.map(({ id, effortHours }) => ({ id, effortHours }));
  const { plan } = replan({ team, items: free, previous, start, seed: 1 });
  expect(plan.items.map(({ itemId, start: day, reason }) => [itemId, day, reason])).toEqual([
    ['a', '2026-11-18', { kind: 'kept' }],
    ['b', start, { kind: 'at-once' }],
  ]);
});
