import { describe, expect, it } from 'vitest';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import type { Allocation, Demand, Person, Team } from '../index.ts';
import { learnersOf, proposeHire, proposeTraining } from './add-people.ts';
import { candidatesOf, proposeCut, proposeDeferral, proposeMove, windowOf } from './free-up.ts';
import { measureShortage } from './measure.ts';

const [lin, zhao] = team.people as [Person, Person];
const [campaign, survey] = team.allocations as [Allocation, Allocation];
const someone = (id: string, more: Partial<Person> = {}): Person => ({ ...lin, id, skills: {}, ...more });
const short = (given: Team, asked: Demand = demand, committed: readonly Demand[] = []) =>
  measureShortage({ team: given, demand: asked, committed });
const withWork = (...allocations: readonly Allocation[]): Team => ({ people: team.people, allocations });
/** Zhao's survey from two weeks before the demand to two weeks after it. */
const long: Allocation = { ...survey, start: '2026-11-02', end: '2026-12-14' };
/** Two items for two kinds of people, the second from the second week on. */
const twofold: Demand = {
  id: 'two',
  start: '2026-11-16',
  deadline: '2026-11-27',
  items: [
    { id: 'go', effortHours: 50, needs: { go: 3 } },
    { id: 'sql', effortHours: 40, needs: { sql: 1 }, start: '2026-11-23' },
  ],
};

describe('candidates for freeing', () => {
  it('are what lies on anyone able in the days, the largest first, of equals by name, forty at most', () => {
    const many = Array.from({ length: 44 }, (_, index) => ({
      ...survey,
      id: `s${index + 10}`,
      hoursPerWeek: 1 + (index % 4) / 10,
    }));
    const idle = [
      { ...survey, id: 'x', personId: 'elsewhere', hoursPerWeek: 30 },
      { ...survey, id: 'before', start: '2026-11-02', end: '2026-11-16', hoursPerWeek: 30 },
      { ...survey, id: 'after', start: '2026-11-28', end: '2026-12-14', hoursPerWeek: 30 },
      { ...survey, id: 'weekend', start: '2026-11-21', end: '2026-11-23', hoursPerWeek: 30 },
    ];
    const given = { people: [...team.people, someone('elsewhere')], allocations: [...idle, ...many.toReversed()] };
    const byHours = [3, 2, 1, 0].flatMap((tenth) => many.filter((_one, index) => index % 4 === tenth));
    expect(candidatesOf(short(given)).map(({ id }) => id)).toEqual(byHours.slice(0, 40).map(({ id }) => id));
    expect(candidatesOf(short({ people: team.people }))).toEqual([]);
  });

  it('include the work of those who may do one item only', () => {
    const people = [lin, someone('ann', { skills: { sql: 2 } })];
    const own = { ...survey, id: 'own', personId: 'ann' };
    expect(candidatesOf(short({ people, allocations: [own] }, twofold))).toEqual([own]);
  });

  it('are looked for from the first day of any item to the last of all', () => {
    const [first, end] = windowOf(short(team, twofold));
    expect(end - first).toBe(12);
  });
});

describe('putting off', () => {
  it('moves all of it, or what is left from the first day on, by whole weeks', () => {
    expect(proposeDeferral(short(team), survey)?.team.allocations).toEqual([
      campaign,
      { ...survey, start: '2026-11-30', end: '2026-12-14' },
    ]);
    expect(proposeDeferral(short(withWork(campaign, long)), long)?.team.allocations).toEqual([
      campaign,
      { ...long, end: '2026-11-16' },
      { ...long, id: 'survey#rest', start: '2026-11-30', end: '2026-12-28' },
    ]);
  });

  it('is out of the question for core work, for what is over, and where it frees nothing', () => {
    const over = { ...survey, start: '2026-11-02', end: '2026-11-16' };
    const other = { ...survey, id: 'other', personId: 'elsewhere' };
    const given = { people: [...team.people, someone('elsewhere')], allocations: [campaign, survey, over, other] };
    expect(proposeDeferral(short(given), { ...survey, core: true })).toBeNull();
    expect(proposeDeferral(short(given), over)).toBeNull();
    expect(proposeDeferral(short(given), other)).toBeNull();
  });

  it('answers for the overload it adds, not for what was there', () => {
    // Then 36 hours a week on Zhao, who has 32: eight too many before, and sixteen more after.
    const full = { ...survey, id: 'full', start: '2026-11-30', end: '2026-12-14', hoursPerWeek: 36 };
    expect(proposeDeferral(short(withWork(campaign, survey, full)), survey)?.step.breaks).toEqual([
      { kind: 'overload', personId: 'zhao', hours: 16 },
    ]);
  });

  it('says by how many hours promised demands would then fall short', () => {
    // Both are free from the 30th on: 128 hours in two weeks, of which 120 are promised.
    const promised = { ...demand, id: 'promised', effortHours: 120, start: '2026-11-30', deadline: '2026-12-11' };
    const step = proposeDeferral(short(team, demand, [promised]), survey)?.step;
    expect(step?.breaks).toEqual([{ kind: 'demands', missingHours: 8 }]);
    expect(step?.closes).toBe(false);
  });
});

describe('giving up', () => {
  it('leaves what was done before', () => {
    expect(proposeCut(short(team), survey)?.team.allocations).toEqual([campaign]);
    expect(proposeCut(short(withWork(campaign, long)), long)?.team.allocations).toEqual([
      campaign,
      { ...long, end: '2026-11-16' },
    ]);
  });

  it('is out of the question for core work and for what is over', () => {
    const over = { ...survey, start: '2026-11-02', end: '2026-11-16' };
    expect(proposeCut(short(team), { ...survey, core: true })).toBeNull();
    expect(proposeCut(short(withWork(campaign, survey, over)), over)).toBeNull();
  });
});

describe('handing over', () => {
  const asking = (allocation: Allocation): Allocation => ({ ...allocation, needs: { survey: 1 } });
  const able = (id: string, more: Person['skills'] = {}) => someone(id, { skills: { survey: 1, ...more } });

  it('leaves what was done before with whom it was', () => {
    const people = [...team.people, able('qian')];
    const [whole, part] = [asking(survey), asking(long)];
    expect(proposeMove(short({ people, allocations: [campaign, whole] }), whole)?.team.allocations).toEqual([
      campaign,
      {
        id: 'survey',
        personId: 'qian',
        start: survey.start,
        end: survey.end,
        core: false,
        needs: { survey: 1 },
        hours: 16,
      },
    ]);
    expect(proposeMove(short({ people, allocations: [campaign, part] }), part)?.team.allocations).toMatchObject([
      campaign,
      { id: 'survey', personId: 'zhao', end: '2026-11-16' },
      { id: 'survey#rest', personId: 'qian', start: '2026-11-16', end: '2026-12-14', hours: 32 },
    ]);
  });

  it('asks of equals the first by name, and nobody whom the demand needs, if only for an item', () => {
    const to = (people: readonly Person[], asked = demand) => {
      const allocation = asking(survey);
      const step = proposeMove(
        short({ people: [lin, zhao, ...people], allocations: [campaign, allocation] }, asked),
        allocation,
      )?.step;
      return step?.kind === 'move' ? step.toPersonId : null;
    };
    expect(to([able('zoe'), able('amy')])).toBe('amy');
    expect(to([able('amy'), able('zoe')])).toBe('amy');
    expect(to([able('amy', { art: 1 }), able('zoe')])).toBe('zoe');
    expect(to([able('amy', { sql: 1 }), able('zoe', { art: 1, cooking: 1 })], twofold)).toBe('zoe');
  });

  it('is out of the question for what is over, and for what does not say what it needs', () => {
    const people = [...team.people, able('qian')];
    const over = asking({ ...survey, start: '2026-11-02', end: '2026-11-16' });
    expect(proposeMove(short({ people, allocations: [campaign, survey, over] }), over)).toBeNull();
    expect(proposeMove(short({ people, allocations: [campaign, survey] }), survey)).toBeNull();
  });
});

describe('training', () => {
  const terms = { weeksPerLevel: 1, hoursPerWeek: 10 };
  const qian = someone('qian', { skills: { go: 2 } });
  const given = (...allocations: readonly Allocation[]): Team => ({ people: [lin, zhao, qian], allocations });
  const train = (shortage: ReturnType<typeof short>, person: Person, rates = {}) =>
    proposeTraining(shortage, person, terms, rates);

  it('makes of the person another, from the day on which they are ready', () => {
    const on = { ...survey, id: 'on', personId: 'qian', end: '2026-11-30' };
    expect(train(short(given(campaign, on)), qian)?.team).toEqual({
      people: [
        lin,
        zhao,
        { ...qian, employedUntil: '2026-11-23' },
        { ...qian, id: 'qian#trained', skills: { go: 3 }, employedFrom: '2026-11-23' },
      ],
      allocations: [
        campaign,
        { ...on, end: '2026-11-23' },
        { ...on, id: 'on#rest', personId: 'qian#trained', start: '2026-11-23' },
        { id: 'qian#training', personId: 'qian', start: '2026-11-16', end: '2026-11-23', hoursPerWeek: 10, core: true },
      ],
    });
    const own = train(short({ people: [qian] }), qian)?.team.allocations;
    expect(own?.map(({ id }) => id)).toEqual(['qian#training']);
  });

  it('is not for those who can do some of it, nor for more than two levels', () => {
    const half = someone('half', { skills: { sql: 1, go: 2 } });
    const far = someone('far', { skills: { go: 0 } });
    const shortage = short({ people: [lin, half, far], allocations: [] }, twofold);
    expect(train(shortage, half)).toBeNull();
    expect(train(shortage, far)).toBeNull();
    expect(train(short({ people: [lin, zhao, far], allocations: [campaign] }), far)).toBeNull();
  });

  it('answers for the overload it adds, not for what was there', () => {
    const full = { ...survey, id: 'full', personId: 'qian', hoursPerWeek: 36, end: '2026-11-23' };
    expect(train(short(given(campaign, survey, full)), qian)?.step.breaks).toEqual([
      { kind: 'overload', personId: 'qian', hours: 10 },
    ]);
    expect(train(short(given(campaign, survey)), qian)?.step.breaks).toEqual([]);
  });

  it('is priced to the cent, half a cent up', () => {
    const trainingPerHour = { amount: '0.0025', currency: 'CNY' };
    expect(train(short(given(campaign, survey)), qian, { trainingPerHour })?.step.price.money).toEqual({
      amount: '0.03',
      currency: 'CNY',
    });
  });

  it('is offered to ten at most, those who lack least first, of equals by name, and to none who leave before', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `n${index + 10}`);
    const people = [
      ...ids.map((id) => someone(id, { skills: { go: 1 } })).toReversed(),
      someone('near', { skills: { go: 2 } }),
      someone('far', { skills: {} }),
      someone('left', { skills: { go: 2 }, employedUntil: '2026-11-16' }),
      someone('leaves', { skills: { go: 2 }, employedUntil: '2026-11-17' }),
    ];
    const shortage = short({ people: [lin, ...people], allocations: [campaign] });
    expect(learnersOf(shortage).map(({ id }) => id)).toEqual(['leaves', 'near', ...ids.slice(0, 8)]);
  });
});

describe('hiring', () => {
  it('adds as few people as can hold the share, each with the same part of it', () => {
    const step = proposeHire(short(team, { ...demand, effortHours: 48 + 150 }), {});
    // 64 hours in two weeks: 2.344 people, so three of 0.7813 each.
    expect(step?.team.people.slice(2)).toEqual(
      [1, 2, 3].map((number) => ({
        id: `#new-${number}`,
        hoursPerDay: 8,
        focus: 0.8,
        skills: { go: 3 },
        employmentShare: 2.344 / 3,
      })),
    );
  });

  it('takes nobody where people are named, if only for an item', () => {
    const items = twofold.items!.map((item) => (item.id === 'sql' ? { ...item, candidateIds: ['ann'] } : item));
    const people = [lin, someone('ann', { skills: { sql: 1 } })];
    expect(proposeHire(short({ people }, { ...twofold, items }), {})).toBeNull();
    expect(proposeHire(short({ people }, twofold), {})).not.toBeNull();
  });

  const rust = { needs: { rust: 1 } };
  const plain: Team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };

  it('takes a share also for items in order, where that is fast enough', () => {
    // Sixteen of eighty hours: a fifth of a person needs five days for each of two items, ten in all.
    const items = [
      { id: 'a', effortHours: 8, ...rust },
      { id: 'b', effortHours: 8, ...rust, predecessors: ['a'] },
    ];
    expect(
      proposeHire(short(plain, { id: 'd', start: '2026-11-16', deadline: '2026-11-27', items }), {})?.step,
    ).toMatchObject({
      closes: true,
      share: 0.2,
      people: 1,
      price: { extraHours: 16 },
    });
  });

  it('takes whole people where shares are too slow', () => {
    // Two weeks' work side by side and a day after both: six days for two people, who have 96 hours for the 88.
    const items = [
      { id: 'a', effortHours: 40, ...rust },
      { id: 'b', effortHours: 40, ...rust },
      { id: 'c', effortHours: 8, ...rust, predecessors: ['a', 'b'] },
    ];
    expect(
      proposeHire(short(plain, { id: 'd', start: '2026-11-16', deadline: '2026-11-23', items }), {})?.step,
    ).toMatchObject({
      closes: true,
      share: 2,
      people: 2,
      price: { extraHours: 96 },
    });
  });
});
