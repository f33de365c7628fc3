import { describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../testing/example-team.ts';
import { admitDemand, type Demand, scheduleWork } from './index.ts';

describe('what cannot be is said, not thrown', () => {
  const rejectionOf = (demand: Partial<Demand>, team = exampleTeam, asOf?: string) => {
    const answer = admitDemand({
      team,
      demand: { ...exampleDemand, ...demand },
      ...(asOf === undefined ? {} : { asOf }),
    });
    return answer.ok ? null : answer.rejection;
  };

  it('a skill nobody has, with the best there is', () => {
    expect(rejectionOf({ needs: { rust: 1, go: 5 } })).toEqual({
      code: 'planner/nobody-has-skill',
      itemId: 'promo',
      skills: [
        { skill: 'go', level: 5, best: 4, people: 0 },
        { skill: 'rust', level: 1, best: null, people: 0 },
      ],
    });
    expect(rejectionOf({ candidateIds: ['nobody'] })).toEqual({
      code: 'planner/nobody-has-skill',
      itemId: 'promo',
      skills: [],
    });
  });

  it('a deadline that has passed, with the first day and a date', () => {
    expect(rejectionOf({ deadline: '2026-11-15' })).toEqual({
      code: 'planner/deadline-passed',
      deadline: '2026-11-15',
      firstDay: '2026-11-16',
      earliestDate: '2026-11-30',
    });
    expect(rejectionOf({}, exampleTeam, '2026-12-07')).toMatchObject({
      code: 'planner/deadline-passed',
      firstDay: '2026-12-07',
      earliestDate: '2026-12-11',
    });
  });

  it('people who are away for the whole time', () => {
    const people = exampleTeam.people.map((one) => ({
      ...one,
      absences: [{ start: '2026-11-01', end: '2026-11-28' }],
    }));
    expect(rejectionOf({}, { people })).toEqual({
      code: 'planner/no-capacity',
      itemId: 'promo',
      weeks: ['2026-W47', '2026-W48'],
      earliestDate: '2026-12-04',
    });
    const nobodyWorks = exampleTeam.people.map((one) => ({ ...one, hoursPerDay: 0 }));
    expect(rejectionOf({}, { people: nobodyWorks })).toMatchObject({ code: 'planner/no-capacity', earliestDate: null });
  });

  it('an item nobody can do, one that waits for it, and one beyond the horizon', () => {
    const items = [
      { id: 'rust', effortHours: 4, needs: { rust: 1 } },
      { id: 'after', effortHours: 4, predecessors: ['rust'] },
      { id: 'pair', effortHours: 4, needs: { go: 4 }, people: 2 },
      { id: 'long', effortHours: 400 },
      { id: 'fine', effortHours: 4 },
    ];
    const plan = scheduleWork({
      team: { people: exampleTeam.people },
      items,
      start: '2026-11-16',
      seed: 1,
      horizonDays: 14,
    });
    expect(plan.unplaced).toEqual([
      { itemId: 'rust', rejection: { code: 'planner/nobody-has-skill', skills: { rust: 1 } } },
      { itemId: 'after', rejection: { code: 'planner/waits-for-unplaced', predecessorId: 'rust' } },
      { itemId: 'pair', rejection: { code: 'planner/nobody-has-skill', skills: { go: 4 } } },
      { itemId: 'long', rejection: { code: 'planner/beyond-horizon', horizonEnd: '2026-11-30' } },
    ]);
    expect(plan.items.map(({ itemId }) => itemId)).toEqual(['fine']);
    expect(plan.provenOptimal).toBe(false);
  });
});
