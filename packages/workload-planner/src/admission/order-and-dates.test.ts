import { describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../../testing/example-team.ts';
import { admitDemand, type Demand } from '../index.ts';
import { finish } from '../steps.ts';
import {
  brokenOrder,
  confirmDate,
  confirmLater,
  criticalDate,
  type OrderedAttempt,
  orderedItems,
  orderedWork,
  type Search,
} from './ordered.ts';
import { lackingSkills } from './proof.ts';

/** 2026-11-16, a Monday. */
const first = Date.UTC(2026, 10, 16) / 86_400_000;
const start = '2026-11-16';
const person = (id: string, skills = {}) => ({ id, hoursPerDay: 8, focus: 1, skills });
const nul = '\u0000';

describe('items of a demand', () => {
  it('have its window, its needs and its people, where they have none of their own', () => {
    const demand: Demand = {
      id: 'd',
      start,
      deadline: '2026-11-20',
      needs: { go: 2 },
      candidateIds: ['lin'],
      items: [
        { id: 'plain', effortHours: 1 },
        {
          id: 'own',
          effortHours: 1,
          needs: { sql: 1 },
          candidateIds: ['wu'],
          start: '2026-11-18',
          deadline: '2026-11-19',
          predecessors: ['plain'],
        },
        { id: 'wide', effortHours: 1, start: '2026-11-02', deadline: '2026-12-24' },
      ],
    };
    const common = { effortHours: 1, needs: { go: 2 }, candidateIds: ['lin'], predecessors: [] };
    const [plain, own, wide] = orderedItems(demand, first + 1);
    expect(plain).toEqual({ ...common, id: `d${nul}plain`, start: '2026-11-17', deadline: '2026-11-20' });
    expect(own).toEqual({ ...demand.items![1]!, id: `d${nul}own`, predecessors: [`d${nul}plain`] });
    expect(wide).toEqual({ ...common, id: `d${nul}wide`, start: '2026-11-17', deadline: '2026-11-20' });
    const bare = orderedItems({ id: 'd', start, deadline: start, items: [{ id: 'x', effortHours: 1 }] }, first);
    expect(bare).toEqual([{ id: `d${nul}x`, effortHours: 1, predecessors: [], start, deadline: start }]);
    expect(orderedItems({ id: 'd', start, deadline: start }, first)).toEqual([]);
  });
});

describe('a path that is too long', () => {
  const demand = (id: string, deadline: string, hours: readonly number[]): Demand => ({
    id,
    start,
    deadline,
    items: [
      { id: 'a', effortHours: hours[0]! },
      { id: 'b', effortHours: hours[1]! },
      { id: 'c', effortHours: hours[2]!, predecessors: ['a', 'b'] },
      { id: 'never', effortHours: 8, needs: { rust: 1 } },
    ],
  });
  const work = (...demands: readonly Demand[]) => orderedWork({ people: [person('lin')] }, demands, first, first);

  it('is named from its beginning, by the item that ends last, with the day on which that could be', () => {
    const both = work(demand('d', '2026-11-16', [8, 16, 8]), demand('other', start, [40, 8, 8]));
    expect(brokenOrder(both, 'd')).toEqual({ path: ['b', 'c'], earliest: '2026-11-18' });
    expect(brokenOrder(both, 'other')).toEqual({ path: ['a', 'c'], earliest: '2026-11-23' });
    expect(criticalDate(both, 'd')).toBe('2026-11-18');
    expect(criticalDate(both, 'other')).toBe('2026-11-23');
  });

  it('is none that ends on its very day, or never', () => {
    expect(brokenOrder(work(demand('d', '2026-11-18', [8, 16, 8])), 'd')).toBeNull();
    expect(criticalDate(work(demand('d', '2026-11-18', [0, 0, 0])), 'd')).toBe(start);
  });
});

describe('a date', () => {
  const attempts = (answers: Readonly<Record<string, string | null>>) => {
    const asked: string[] = [];
    // biome-ignore lint/correctness/useYield: answers at once
    const attempt = function* (deadline: string): Search<OrderedAttempt> {
      asked.push(deadline);
      const reached = answers[deadline] ?? null;
      return { fits: reached === 'fits', reached, plan: [] };
    };
    return { asked, attempt };
  };

  it('is asked about until it is one that is kept', () => {
    const settles = attempts({ '2026-11-20': '2026-11-24', '2026-11-24': 'fits' });
    expect(finish(confirmDate('2026-11-20', settles.attempt))).toBe('2026-11-24');
    expect(settles.asked).toEqual(['2026-11-20', '2026-11-24']);
    expect(finish(confirmDate(null, settles.attempt))).toBeNull();
  });

  it('is none where others would suffer, or where the search only comes back', () => {
    expect(finish(confirmDate('2026-11-20', attempts({ '2026-11-20': null }).attempt))).toBeNull();
    const back = attempts({ '2026-11-20': '2026-11-20' });
    expect(finish(confirmDate('2026-11-20', back.attempt))).toBeNull();
    expect(back.asked).toHaveLength(1);
    const earlier = attempts({ '2026-11-20': '2026-11-19', '2026-11-19': 'fits' });
    expect(finish(confirmDate('2026-11-20', earlier.attempt))).toBeNull();
  });

  it('is given up after six that moved on', () => {
    const days = Array.from({ length: 9 }, (_, index) => `2026-11-1${index}`);
    const moving = attempts(Object.fromEntries(days.map((day, index) => [day, days[index + 1] ?? 'fits'])));
    expect(finish(confirmDate(days[0]!, moving.attempt))).toBeNull();
    expect(moving.asked).toEqual(days.slice(0, 6));
  });

  it('is looked for at once, a week, four weeks and thirteen weeks later', () => {
    const late = attempts({ '2026-12-14': 'fits' });
    expect(finish(confirmLater(start, late.attempt))).toBe('2026-12-14');
    expect(late.asked).toEqual([start, '2026-11-23', '2026-12-14']);
    const never = attempts({});
    expect(finish(confirmLater(start, never.attempt))).toBeNull();
    expect(never.asked.at(-1)).toBe('2027-02-15');
    expect(finish(confirmLater(null, never.attempt))).toBeNull();
  });
});

describe('what is lacking', () => {
  const part = (needs: Readonly<Record<string, number>>) => ({
    itemId: 'i',
    demandId: 'd',
    units: 1,
    needs,
    candidateIds: undefined,
    first,
    end: first + 1,
  });
  const people = [person('lin', { go: 3 }), person('wu', { go: 2, sql: 1 }), person('ann', { sql: 2 })];

  it('is said skill by skill: the best there is, and how many are good enough', () => {
    expect(lackingSkills(people, part({ sql: 2, go: 3, rust: 1 }))).toEqual([
      { skill: 'go', level: 3, best: 3, people: 1 },
      { skill: 'rust', level: 1, best: null, people: 0 },
      { skill: 'sql', level: 2, best: 2, people: 1 },
    ]);
    expect(lackingSkills(people, part({ sql: 1, go: 2 }))).toEqual([]);
  });

  it('is, of several skills, the one whose absence would free most, of equals the rarer', () => {
    const bottleneck = (given: readonly ReturnType<typeof person>[]) => {
      const demand = { id: 'd', effortHours: 90, needs: { go: 1, sql: 1 }, start, deadline: '2026-11-20' };
      const answer = admitDemand({ team: { people: given }, demand });
      return !answer.ok && 'bottleneck' in answer.rejection ? answer.rejection.bottleneck.skill : undefined;
    };
    const both = person('lin', { go: 1, sql: 1 });
    expect(bottleneck([both, person('a', { go: 1 })])).toBe('sql');
    expect(bottleneck([both, person('a', { sql: 1 })])).toBe('go');
    expect(bottleneck([both, person('a', { go: 1 }), person('b', { sql: 1 }), person('c', { go: 1 })])).toBe('sql');
    expect(bottleneck([both, person('a', { go: 1, art: 1 }), person('b', { sql: 1 }), person('c', { sql: 1 })])).toBe(
      'go',
    );
  });

  it('is explained as a difference of sums', () => {
    const answer = admitDemand({ team: exampleTeam, demand: exampleDemand });
    expect(answer.ok ? null : 'explanation' in answer ? answer.explanation : null).toMatchObject({
      key: 'planner.missing-hours',
      unit: 'hours',
      children: [
        { key: 'planner.needed-hours', unit: 'hours', value: 60 },
        { key: 'planner.available-hours', unit: 'hours', value: 48 },
      ],
    });
  });
});
