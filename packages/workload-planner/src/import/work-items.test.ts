import { expect, it } from 'vitest';
import { importAllocations, importWorkItems, scheduleWork, type ToolWorkItem } from '../index.ts';

const item = (more: Partial<ToolWorkItem>): ToolWorkItem => ({
  id: 'PAY-1',
  projectId: 'PAY',
  personId: 'lin',
  remainingHours: 12,
  deadline: null,
  ...more,
});

it('reads estimates, words, blockers and people as mapped, and rejects what has no estimate', () => {
  const imported = importWorkItems({
    items: [
      item({ title: '支付重试', priority: 'High', labels: ['backend'], components: ['db'], deadline: '2026-12-01' }),
      item({
        id: 'PAY-2',
        remainingHours: null,
        storyPoints: 3,
        blockedBy: ['PAY-1', 'OLD-9', 'PAY-1'],
        personId: null,
      }),
      item({ id: 'PAY-3', remainingHours: null }),
      item({ id: 'PAY-4', deadline: 'next week' }),
      item({ id: 'PAY-6', remainingHours: -2 }),
      item({ id: 'PAY-5', remainingHours: 0, priority: 'Whatever', labels: ['unknown'] }),
    ],
    mapping: {
      keepAssignee: true,
      hoursPerStoryPoint: 4,
      needs: { backend: { go: 2 }, db: { go: 3, sql: 1 } },
      priorities: { High: 3 },
    },
  });
  expect(imported).toEqual({
    items: [
      {
        id: 'PAY-1',
        projectId: 'PAY',
        name: '支付重试',
        effortHours: 12,
        needs: { go: 3, sql: 1 },
        deadline: '2026-12-01',
        priority: 3,
        candidateIds: ['lin'],
      },
      { id: 'PAY-2', projectId: 'PAY', effortHours: 12, predecessors: ['PAY-1'] },
      { id: 'PAY-5', projectId: 'PAY', effortHours: 0, candidateIds: ['lin'] },
    ],
    rejected: [
      { code: 'planner/no-estimate', itemId: 'PAY-3' },
      { code: 'planner/not-a-deadline', itemId: 'PAY-4', deadline: 'next week' },
      { code: 'planner/not-an-estimate', itemId: 'PAY-6', estimate: -2 },
    ],
    unknownBlockers: [{ itemId: 'PAY-2', blockerId: 'OLD-9' }],
  });
  const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 3, sql: 2 } }] };
  expect(scheduleWork({ team, items: imported.items, start: '2026-11-16', seed: 1 }).unplaced).toEqual([]);
});

it('does not guess hours from story points, nor keep people, unless told', () => {
  const imported = importWorkItems({
    items: [item({ remainingHours: null, storyPoints: 3 }), item({ id: 'PAY-2' })],
    mapping: { keepAssignee: false },
  });
  expect(imported.rejected).toEqual([{ code: 'planner/no-estimate', itemId: 'PAY-1' }]);
  expect(imported.items).toEqual([{ id: 'PAY-2', projectId: 'PAY', effortHours: 12 }]);
});

it('turns assigned work into tentative load over its sprint, or until its deadline', () => {
  const sprints = [
    { id: '1', startsAt: '2026-11-16T09:00:00+08:00', endsAt: '2026-11-27T18:00:00+08:00' },
    { id: '2', startsAt: '2026-12-01T09:00:00Z', endsAt: null },
  ];
  const answer = importAllocations({
    items: [
      item({ sprintId: '1' }),
      item({ id: 'PAY-2', deadline: '2026-11-10' }),
      item({ id: 'PAY-3' }),
      item({ id: 'PAY-4', personId: null }),
      item({ id: 'PAY-6', remainingHours: -2 }),
      item({ id: 'PAY-5', remainingHours: 0, sprintId: '1' }),
      item({ id: 'PAY-6', sprintId: '2', deadline: '2026-12-04' }),
    ],
    sprints,
    asOf: '2026-11-18',
    timeZone: 'Asia/Shanghai',
    mapping: { keepAssignee: true },
  });
  const common = { personId: 'lin', projectId: 'PAY', hours: 12, core: false, tentative: true };
  expect(answer).toEqual({
    allocations: [
      { id: 'PAY-1', start: '2026-11-18', end: '2026-11-28', ...common },
      { id: 'PAY-2', start: '2026-11-18', end: '2026-11-19', ...common },
      { id: 'PAY-6', start: '2026-12-01', end: '2026-12-05', ...common },
    ],
    withoutDates: ['PAY-3'],
    withoutEstimate: ['PAY-6'],
    unassigned: ['PAY-4'],
  });
});

it('counts the days of a sprint where it is worked: midnight there ends the day before', () => {
  const sprints = [{ id: '1', startsAt: '2026-11-15T16:00:00Z', endsAt: '2026-11-29T16:00:00Z' }];
  const spanIn = (timeZone: string) => {
    const [allocation] = importAllocations({
      items: [item({ sprintId: '1' })],
      sprints,
      asOf: '2026-11-01',
      timeZone,
      mapping: { keepAssignee: true },
    }).allocations;
    return [allocation?.start, allocation?.end];
  };
  expect(spanIn('Asia/Shanghai')).toEqual(['2026-11-16', '2026-11-30']);
  expect(spanIn('UTC')).toEqual(['2026-11-15', '2026-11-30']);
  const broken = { items: [], asOf: '2026-11-01', timeZone: 'UTC', mapping: { keepAssignee: true } } as const;
  expect(() => importAllocations({ ...broken, sprints: [{ id: '1', startsAt: 'soon', endsAt: null }] })).toThrow(
    'sprints[0].startsAt',
  );
});

it('names assigned work that nobody estimated: unknown load is not none', () => {
  const items = [item({ remainingHours: null, deadline: '2026-11-27' })];
  const answer = importAllocations({
    items,
    sprints: [],
    asOf: '2026-11-18',
    timeZone: 'UTC',
    mapping: { keepAssignee: true },
  });
  expect(answer).toEqual({ allocations: [], withoutDates: [], withoutEstimate: ['PAY-1'], unassigned: [] });
});

it('never lets unknown work count as done: what waits for it is rejected too, along the chain', () => {
  const imported = importWorkItems({
    items: [
      item({ id: 'a', remainingHours: null }),
      item({ id: 'b', blockedBy: ['gone', 'a'] }),
      item({ id: 'c', blockedBy: ['b'] }),
      item({ id: 'd', blockedBy: ['gone'] }),
    ],
    mapping: { keepAssignee: false },
  });
  expect(imported.items.map(({ id }) => id)).toEqual(['d']);
  expect(imported.rejected).toEqual([
    { code: 'planner/no-estimate', itemId: 'a' },
    { code: 'planner/blocked-by-unplannable', itemId: 'b', blockerId: 'a' },
    { code: 'planner/blocked-by-unplannable', itemId: 'c', blockerId: 'b' },
  ]);
  expect(imported.unknownBlockers).toEqual([{ itemId: 'd', blockerId: 'gone' }]);
});

it('takes an id once, and no estimate beyond what can be counted', () => {
  const items = [
    item({}),
    item({}),
    item({ id: 'x', remainingHours: 1e12 }),
    item({ id: 'y', remainingHours: Infinity }),
  ];
  const { rejected } = importWorkItems({ items, mapping: { keepAssignee: false } });
  expect(rejected).toEqual([
    { code: 'planner/imported-twice', itemId: 'PAY-1' },
    { code: 'planner/not-an-estimate', itemId: 'x', estimate: 1e12 },
    { code: 'planner/not-an-estimate', itemId: 'y', estimate: Infinity },
  ]);
});
