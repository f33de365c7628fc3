import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
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

  it('keeps who shares an item, role by role', () => {
    const people = ['lin', 'wu', 'qian', 'zhou'].map((id) => ({ ...team.people[0]!, id }));
    const roles = [
      { id: 'dev', needs: { go: 2 }, effortHours: 16, people: 2 },
      { id: 'check', needs: { go: 1 }, effortHours: 8 },
    ];
    const shared = [
      { id: 'big', effortHours: 24, roles },
      { id: 'small', effortHours: 8, predecessors: ['big'] },
    ];
    const before = scheduleWork({ team: { people }, items: shared, start, seed: 1 });
    const ill = people.map((person) => ({ ...person, absences: [{ start, end: '2026-11-17' }] }));
    const answer = replan({ team: { people: ill }, items: shared, previous: before, start, seed: 1 });
    expect(answer.changes.map(({ itemId, kind, startAfter }) => [itemId, kind, startAfter])).toEqual([
      ['big', 'moved', '2026-11-17'],
      ['small', 'moved', '2026-11-18'],
    ]);
    const who = (plan: typeof before) =>
      plan.assignments.map(({ itemId, roleId, personId }) => `${itemId} ${roleId} ${personId}`).sort();
    expect(who(answer.plan)).toEqual(who(before));
    expect(answer.touchedPeople).toEqual([...new Set(before.assignments.map(({ personId }) => personId))].sort());
  });

  it('says how much it could keep', () => {
    const one = { id: 'x', effortHours: 8, deadline: '2026-11-30' };
    const before = scheduleWork({ team, items: [one], start, seed: 1 });
    const by = before.assignments[0]!.personId;
    const keptAfter = (absent: string, items: readonly WorkItem[] = [one]) => {
      const people = team.people.map((person) =>
        person.id === by ? { ...person, absences: [{ start, end: absent }] } : person,
      );
      return replan({ team: { people }, items, previous: before, start, seed: 1 });
    };
    expect(keptAfter('2026-11-20')).toMatchObject({ kept: 'times', plan: { lateItems: 0 } });
    const gone = keptAfter('2027-11-20');
    expect(gone.plan.lateItems).toBe(0);
    expect(gone.changes).toMatchObject([{ kind: 'reassigned', peopleBefore: [by] }]);
    // A new and urgent item comes first; the old one moves within its time and keeps its person.
    const urgent = { id: 'now', effortHours: 8, deadline: '2026-11-17', candidateIds: [by] };
    const squeezed = keptAfter('2026-11-17', [one, urgent]);
    expect(squeezed.plan.lateItems).toBe(0);
    expect(squeezed.changes.find(({ itemId }) => itemId === 'now')).toMatchObject({ kind: 'added', startBefore: null });
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
      { numRuns: companies(20) },
    );
  });
});
