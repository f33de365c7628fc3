import { describe, expect, it } from 'vitest';
import { checkPlan, ganttOf, type Plan, scheduleWork, type Team, type WorkItem } from '../index.ts';

const start = '2026-11-16';
const pair: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4, sql: 1 } },
    { id: 'wu', hoursPerDay: 4, focus: 1, skills: { go: 2 } },
  ],
};

describe('checkPlan finds what is wrong with a plan', () => {
  const items: readonly WorkItem[] = [
    { id: 'a', effortHours: 8, needs: { sql: 1 }, start: '2026-11-17' },
    { id: 'b', effortHours: 8, predecessors: ['a'] },
    { id: 'c', effortHours: 4, people: 2 },
  ];
  const plan = scheduleWork({ team: pair, items, start, seed: 1 });
  const change = (itemId: string, more: object, index = 0): Plan => {
    const own = plan.assignments.filter((line) => line.itemId === itemId);
    return {
      ...plan,
      assignments: plan.assignments.map((line) => (line === own[index] ? { ...line, ...more } : line)),
    };
  };
  const shift = { start: '2026-11-16', startOffsetHours: 0, finish: '2026-11-16', finishOffsetHours: 8 };
  const faults: readonly (readonly [string, Plan, string])[] = [
    ['an item nobody asked for', change('a', { itemId: 'zz' }), 'planner/fault-unknown'],
    ['hours that are not done', change('b', { hours: 4 }), 'planner/fault-hours'],
    ['someone without the skill', change('a', { personId: 'wu' }), 'planner/fault-skills'],
    ['a start before it may', change('a', shift), 'planner/fault-too-early'],
    ['work before what it waits for', change('b', shift), 'planner/fault-order'],
    [
      'two things at a time',
      change('c', {
        personId: 'lin',
        start: '2026-11-17',
        finish: '2026-11-17',
        startOffsetHours: 0,
        finishOffsetHours: 2,
      }),
      'planner/fault-overlap',
    ],
    [
      'hours that a day does not have',
      change('a', { finishOffsetHours: 12, startOffsetHours: 4 }),
      'planner/fault-capacity',
    ],
    ['one person for two', change('c', { personId: 'lin' }, 1), 'planner/fault-people'],
    [
      'an item left out',
      { ...plan, assignments: plan.assignments.filter(({ itemId }) => itemId !== 'b') },
      'planner/fault-hours',
    ],
    [
      'an order that is never met',
      { ...plan, unplaced: [{ itemId: 'a', rejection: { code: 'planner/beyond-horizon', horizonEnd: '' } }] },
      'planner/fault-order',
    ],
  ];

  it.each(faults)('%s', (_what, spoilt, code) => {
    expect(checkPlan({ team: pair, items, plan })).toEqual([]);
    expect(checkPlan({ team: pair, items, plan: spoilt }).map((fault) => fault.code)).toContain(code);
  });

  it('work laid down that may not be', () => {
    const one = { people: [pair.people[0]!] };
    const long = [
      { id: 'a', effortHours: 12, splittable: true },
      { id: 'b', effortHours: 4, start: '2026-11-17', deadline: '2026-11-17', priority: 5 },
    ];
    const split = scheduleWork({ team: one, items: long, start, seed: 1, schedules: 50 });
    const strict = long.map(({ splittable: _splittable, ...item }) => item);
    if (split.assignments.length === 3) {
      expect(checkPlan({ team: one, items: strict, plan: split }).map(({ code }) => code)).toEqual([
        'planner/fault-interrupted',
      ]);
    } else expect(split.assignments.length).toBe(2);
  });
});

it('draws a plan as bars by project or by person', () => {
  const items = [
    { id: 'a', effortHours: 8, people: 2, projectId: 'p' },
    { id: 'b', effortHours: 4, predecessors: ['a'], deadline: '2026-11-16' },
  ];
  const plan = scheduleWork({ team: pair, items, start, seed: 1 });
  const byProject = ganttOf({ plan, items, lanes: 'projects' });
  expect(byProject).toMatchObject({ kind: 'gantt', start, finish: '2026-11-17', lanes: ['', 'p'] });
  expect(byProject.bars).toEqual([
    { id: 'a', lane: 'p', start, finish: '2026-11-16', people: ['lin', 'wu'], after: [], deadline: null, late: false },
    {
      id: 'b',
      lane: '',
      start: '2026-11-17',
      finish: '2026-11-17',
      people: ['lin'],
      after: ['a'],
      deadline: '2026-11-16',
      late: true,
    },
  ]);
  expect(ganttOf({ plan, items, lanes: 'people' }).lanes).toEqual(['lin', 'wu']);
});
