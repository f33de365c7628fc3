import { describe, expect, it } from 'vitest';
import { type Person, type Plan, replan, scheduleWork, type WorkItem } from '../index.ts';

const start = '2026-11-16';
const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  hoursPerDay: 8,
  focus: 1,
  skills: { go: 3 },
  ...more,
});
const [lin, wu, qian] = [person('lin'), person('wu'), person('qian')];
const awayUntil = (who: Person, end: string): Person => ({ ...who, absences: [{ start, end }] });

/** A plan that gives every item to certain people, from certain days on. */
function known(people: readonly Person[], items: readonly WorkItem[]): Plan {
  return scheduleWork({ team: { people }, items, start, seed: 1 });
}
const again = (people: readonly Person[], items: readonly WorkItem[], previous: Plan, more: object = {}) =>
  replan({ team: { people }, items, previous, start, seed: 1, ...more });
const byOf = (plan: Plan) => plan.assignments.map(({ itemId, personId }) => [itemId, personId]);
const when = (plan: Plan) => plan.items.map((item) => [item.itemId, item.start]);

describe('replan keeps', () => {
  it('people, though another would be as good', () => {
    const item = { id: 'x', effortHours: 8 };
    const before = known([lin, wu], [{ ...item, candidateIds: ['wu'] }]);
    expect(again([lin, wu], [item], before)).toMatchObject({ kept: 'times', changes: [] });
  });

  it('times, though it could be earlier, also for those who wait', () => {
    const items = [
      { id: 'x', effortHours: 8 },
      { id: 'y', effortHours: 8, predecessors: ['x'] },
    ];
    const before = known([lin], [{ ...items[0]!, start: '2026-11-18' }, items[1]!]);
    const answer = again([lin], items, before);
    expect(answer).toMatchObject({ kept: 'times', changes: [], unchangedItems: 2 });
    expect(when(answer.plan)).toEqual([
      ['x', '2026-11-18'],
      ['y', '2026-11-19'],
    ]);
  });

  it('all who share an item, each once, however their work is laid down', () => {
    const item = { id: 'x', effortHours: 32, people: 2, splittable: true };
    const team = [lin, wu, qian];
    const fixed = { id: 'fixed', effortHours: 8, start: '2026-11-17', deadline: '2026-11-17', candidateIds: ['wu'] };
    const before = known(team, [fixed, { ...item, candidateIds: ['wu', 'qian'] }]);
    expect(before.assignments.filter(({ itemId }) => itemId === 'x').map(({ personId }) => personId)).toEqual([
      'wu',
      'wu',
      'qian',
    ]);
    expect(again(team, [fixed, item], before)).toMatchObject({ kept: 'times', changes: [] });
    const turned = { ...before, assignments: before.assignments.toReversed() };
    expect(again(team, [fixed, item], turned)).toMatchObject({ kept: 'times', changes: [] });
  });

  it('who has which role, and which item', () => {
    const roles = [
      { id: 'a', needs: { go: 1 }, effortHours: 8 },
      { id: 'b', needs: { go: 1 }, effortHours: 8 },
    ];
    const items = [
      { id: 'x', effortHours: 16, roles },
      { id: 'y', effortHours: 8 },
      { id: 'z', effortHours: 8 },
    ];
    const before = known([lin, wu], items);
    const other = (id: string) => (id === 'lin' ? 'wu' : 'lin');
    // Everyone has what the other had; the later line of each item comes first.
    const swapped = {
      ...before,
      assignments: before.assignments.map((line) => ({ ...line, personId: other(line.personId) })).toReversed(),
    };
    const answer = again([lin, wu], items, swapped);
    expect(answer).toMatchObject({ kept: 'times', changes: [] });
    const lines = (plan: Plan) =>
      plan.assignments.map(({ itemId, roleId, personId }) => `${itemId} ${roleId} ${personId}`).sort();
    expect(lines(answer.plan)).toEqual(lines(swapped));
  });

  it('nobody who has gone: their work goes to whoever ends it first', () => {
    const item = { id: 'x', effortHours: 8 };
    const before = known([person('gone')], [item]);
    const answer = again([awayUntil(lin, '2026-11-18'), wu], [item], before);
    expect(answer.kept).toBe('times');
    expect(answer.changes).toEqual([
      {
        itemId: 'x',
        kind: 'reassigned',
        startBefore: start,
        startAfter: start,
        finishBefore: start,
        finishAfter: start,
        peopleBefore: ['gone'],
        peopleAfter: ['wu'],
      },
    ]);
    expect(answer.touchedPeople).toEqual(['gone', 'wu']);
  });

  it('the order in which things were to begin', () => {
    const items = ['a', 'b'].map((id) => ({ id, effortHours: 8 }));
    const before = known([lin], [{ ...items[0]!, start: '2026-11-17' }, items[1]!]);
    expect(when(before)).toEqual([
      ['a', '2026-11-17'],
      ['b', start],
    ]);
    const answer = again([awayUntil(lin, '2026-11-18')], items, before);
    expect(when(answer.plan)).toEqual([
      ['a', '2026-11-19'],
      ['b', '2026-11-18'],
    ]);
  });

  it('most people where keeping all would be late: late items are let go, and what they wait for', () => {
    const [zoe, team] = [person('zoe'), [lin, wu, qian, person('zoe')]];
    const items: readonly WorkItem[] = [
      { id: 'other', effortHours: 40 },
      { id: 'p', effortHours: 8 },
      { id: 'q', effortHours: 8, predecessors: ['p'] },
      { id: 'end', effortHours: 8, predecessors: ['q'], deadline: '2026-11-20' },
      { id: 'exact', effortHours: 8, start: '2026-11-20', deadline: '2026-11-20' },
    ];
    const whose = ['qian', 'wu', 'wu', 'wu', 'zoe'];
    const before = known(
      team,
      items.map((item, index) => ({ ...item, candidateIds: [whose[index]!] })),
    );
    expect(before.lateItems).toBe(0);
    const answer = again([lin, awayUntil(wu, '2026-11-20'), qian, zoe], items, before);
    expect(answer.kept).toBe('most-people');
    expect(answer.plan.lateItems).toBe(0);
    expect(answer.changes.map(({ itemId, kind, peopleAfter }) => [itemId, kind, peopleAfter])).toEqual([
      ['p', 'reassigned', ['lin']],
      ['q', 'reassigned', ['lin']],
      ['end', 'reassigned', ['lin']],
    ]);
    expect(byOf(answer.plan)).toContainEqual(['other', 'qian']);
    expect(byOf(answer.plan)).toContainEqual(['exact', 'zoe']);
  });

  it('most people also where the first item of all is the late one', () => {
    const items: readonly WorkItem[] = [
      { id: 'late', effortHours: 8, deadline: '2026-11-17' },
      { id: 'other', effortHours: 8 },
    ];
    const before = known(
      [lin, wu, qian],
      items.map((item, index) => ({ ...item, candidateIds: [['wu', 'qian'][index]!] })),
    );
    const answer = again([lin, awayUntil(wu, '2026-11-23'), qian], items, before);
    expect(answer).toMatchObject({ kept: 'most-people', plan: { lateItems: 0 } });
    expect(answer.changes).toMatchObject([{ itemId: 'late', kind: 'reassigned', peopleAfter: ['lin'] }]);
  });

  it('nothing where only that is in time', () => {
    // Both were wu's; without wu's first week the new item needs qian at once, who is on what can wait.
    const items: readonly WorkItem[] = [
      { id: 'long', effortHours: 40 },
      { id: 'now', effortHours: 8, deadline: start, candidateIds: ['qian'] },
    ];
    const before = known([lin, qian], [{ ...items[0]!, candidateIds: ['qian'] }]);
    const answer = again([lin, qian], items, before, { schedules: 7 });
    expect(answer).toMatchObject({ plan: { lateItems: 0, schedules: 7 }, kept: 'nothing' });
    expect(again([lin, qian], items, before).plan.schedules).toBe(60);
  });
});

describe('replan places what is new', () => {
  const one = (id: string, more: Partial<WorkItem> = {}): WorkItem => ({ id, effortHours: 8, ...more });

  it('behind what is known, where it has no deadline', () => {
    const before = known([lin], [one('k')]);
    const answer = again([lin], [one('new'), one('k')], before);
    expect(answer).toMatchObject({ kept: 'times', unchangedItems: 1 });
    expect(answer.changes).toEqual([
      {
        itemId: 'new',
        kind: 'added',
        startBefore: null,
        startAfter: '2026-11-17',
        finishBefore: null,
        finishAfter: '2026-11-17',
        peopleBefore: [],
        peopleAfter: ['lin'],
      },
    ]);
  });

  it('by its deadline among what is known', () => {
    const old = ['k1', 'k2', 'k3'].map((id) => one(id));
    const answer = again([lin], [one('new', { deadline: '2026-11-17' }), ...old], known([lin], old));
    expect(answer).toMatchObject({ kept: 'times', plan: { lateItems: 0 } });
    expect(when(answer.plan)).toEqual([
      ['new', '2026-11-17'],
      ['k1', start],
      ['k2', '2026-11-18'],
      ['k3', '2026-11-19'],
    ]);
  });

  it('by its own start behind others that are new', () => {
    const items = [one('friday', { start: '2026-11-20' }), { id: 'week', effortHours: 40 }];
    const answer = again([lin], items, known([lin], []));
    expect(answer.kept).toBe('times');
    expect(when(answer.plan)).toEqual([
      ['friday', '2026-11-23'],
      ['week', start],
    ]);
  });
});

describe('of two ways that disturb as few', () => {
  it('replan takes the one that ends first', () => {
    const items = [{ id: 'x', effortHours: 8 }];
    const before = known([lin], [{ ...items[0]!, start: '2026-11-18' }]);
    const away = { ...lin, absences: [{ start: '2026-11-18', end: '2026-11-20' }] };
    expect(again([away], items, before)).toMatchObject({
      kept: 'people',
      changes: [{ itemId: 'x', kind: 'moved', startBefore: '2026-11-18', startAfter: start }],
    });
  });
});

describe('a change', () => {
  it('is a move also where only the beginning is another day', () => {
    const before = known([lin], [{ id: 'x', effortHours: 16 }]);
    const answer = again([awayUntil(lin, '2026-11-17')], [{ id: 'x', effortHours: 8 }], before);
    expect(answer.changes).toMatchObject([{ kind: 'moved', startAfter: '2026-11-17', finishAfter: '2026-11-17' }]);
  });

  it('names nobody for a milestone, and nobody any more for what was taken out', () => {
    const items = [
      { id: 'x', effortHours: 8 },
      { id: 'mark', effortHours: 0, predecessors: ['x'] },
    ];
    const before = known([lin], items);
    const answer = again([awayUntil(lin, '2026-11-17')], items, before);
    expect(answer.changes).toMatchObject([
      { itemId: 'x', peopleBefore: ['lin'], peopleAfter: ['lin'] },
      { itemId: 'mark', kind: 'moved', peopleBefore: [], peopleAfter: [] },
    ]);
    expect(again([lin], [items[0]!], before).changes).toEqual([
      {
        itemId: 'mark',
        kind: 'removed',
        startBefore: start,
        startAfter: null,
        finishBefore: start,
        finishAfter: null,
        peopleBefore: [],
        peopleAfter: [],
      },
    ]);
  });
});
