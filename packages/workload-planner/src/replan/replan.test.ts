import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeItems, makeTeam } from '../../testing/company.ts';
import { checkPlan, replan, scheduleWork, type Team, type WorkItem } from '../index.ts';

const start = '2026-11-16';
const team: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 3 }, costPerHour: { amount: '100', currency: 'CNY' } },
    { id: 'wu', hoursPerDay: 8, focus: 1, skills: { go: 3 }, costPerHour: { amount: '50.50', currency: 'CNY' } },
  ],
};
const items: readonly WorkItem[] = [
  { id: 'a', effortHours: 16, candidateIds: ['lin'], deadline: '2026-11-27' },
  { id: 'b', effortHours: 16, needs: { go: 2 }, deadline: '2026-11-20' },
  { id: 'c', effortHours: 8, predecessors: ['a', 'b'] },
];
const previous = scheduleWork({ team, items, start, seed: 1 });

describe('replan', () => {
  it('changes nothing where nothing changed', () => {
    const answer = replan({ team, items, previous, start, seed: 1 });
    expect(answer).toMatchObject({ kept: 'times', changes: [], unchangedItems: 3, touchedPeople: [] });
  });

  it('moves only what an absence moves, and keeps people where that is in time', () => {
    const away = [{ start: '2026-11-17', end: '2026-11-18' }];
    const people = team.people.map((person) => (person.id === 'lin' ? { ...person, absences: away } : person));
    const answer = replan({ team: { people }, items, previous, start, seed: 1 });
    expect(checkPlan({ team: { people }, items, plan: answer.plan })).toEqual([]);
    expect(
      answer.changes.map(({ itemId, kind, finishBefore, finishAfter }) => [itemId, kind, finishBefore, finishAfter]),
    ).toEqual([
      ['a', 'moved', '2026-11-17', '2026-11-18'],
      ['c', 'moved', '2026-11-18', '2026-11-19'],
    ]);
    expect(answer.unchangedItems).toBe(1);
    expect(answer.plan.lateItems).toBe(0);
  });

  it('changes hands where lateness would be the price', () => {
    const by = previous.assignments.find(({ itemId }) => itemId === 'b')!.personId;
    const people = team.people.map((person) =>
      person.id === by ? { ...person, absences: [{ start, end: '2026-12-01' }] } : person,
    );
    const free = items.map((item) => (item.id === 'a' ? { id: 'a', effortHours: 16 } : item));
    const answer = replan({ team: { people }, items: free, previous, start, seed: 1 });
    expect(answer.changes.find(({ itemId }) => itemId === 'b')).toMatchObject({
      kind: 'reassigned',
      peopleBefore: [by],
    });
    expect(answer.plan.lateItems).toBe(0);
    expect(answer.touchedPeople).toEqual(['lin', 'wu']);
  });

  it('lists what came, what went and what no longer fits', () => {
    const now = [items[0]!, { id: 'new', effortHours: 4 }, { id: 'odd', effortHours: 4, needs: { rust: 1 } }];
    const answer = replan({ team, items: now, previous, start, seed: 1 });
    expect(answer.changes.map(({ itemId, kind }) => [itemId, kind])).toEqual([
      ['new', 'added'],
      ['odd', 'unplaced'],
      ['b', 'removed'],
      ['c', 'removed'],
    ]);
  });

  it('lets work under way go on from today', () => {
    const left = [{ ...items[0]!, effortHours: 8 }, items[2]!].map(({ predecessors: _waits, ...item }) => item);
    const answer = replan({ team, items: left, previous, start: '2026-11-17', seed: 1 });
    expect(answer.changes.filter(({ kind }) => kind !== 'removed')).toEqual([]);
  });

  it('is valid and no later than planning anew, for any company', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const any = makeTeam({ people: 8, allocations: 8, weeks: 10, seed });
        const work = makeItems({ items: 30, projects: 3, weeks: 5, seed });
        const before = scheduleWork({ team: any, items: work, start, seed, schedules: 10 });
        const later = {
          ...any,
          people: any.people.map((person, index) =>
            index === 0 ? { ...person, absences: [{ start, end: '2026-12-14' }] } : person,
          ),
        };
        const answer = replan({ team: later, items: work, previous: before, start, seed, schedules: 10 });
        expect(checkPlan({ team: later, items: work, plan: answer.plan })).toEqual([]);
        const anew = scheduleWork({ team: later, items: work, start, seed, schedules: 10 });
        expect(answer.plan.weightedLateDays.value).toBeLessThanOrEqual(anew.weightedLateDays.value + 1e-6);
      }),
      { numRuns: 20 },
    );
  });
});
