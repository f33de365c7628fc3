import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import {
  admitDemand,
  type Demand,
  describeRemedy,
  type Person,
  type Remedy,
  suggestRemedies,
  type WorkItem,
} from '../index.ts';
import { longestItems } from './change-item.ts';

const person = (id: string, more: Partial<Person> = {}): Person => ({
  ...{ id, hoursPerDay: 8, focus: 1, skills: { go: 3 } },
  ...more,
});
const two = { people: [person('lin'), person('zhao')] };
const one = { people: [person('lin'), person('mo', { skills: {} })] };
const shop: WorkItem = { id: 'shop', effortHours: 40, needs: { go: 3 } };
/** Forty hours for one person between Monday and Wednesday, which hold twenty-four. */
const demand = { id: 'd', start: '2026-11-16', deadline: '2026-11-18', items: [shop] } satisfies Demand;
const kinds = (remedies: readonly Remedy[]) => remedies.map(({ kind }) => kind);
const only = <Kind extends Remedy['kind']>(remedies: readonly Remedy[], kind: Kind) =>
  remedies.find((remedy): remedy is Extract<Remedy, { readonly kind: Kind }> => remedy.kind === kind);

describe('a single item that is longer than its window', () => {
  it('can be shared by two, be smaller, or be done later', () => {
    const remedies = suggestRemedies({ team: two, demand });
    expect(remedies).toMatchObject([
      {
        kind: 'team-up',
        closes: true,
        demandId: 'd',
        itemId: 'shop',
        roleId: null,
        people: 2,
        itemHours: 40,
        breaks: [],
      },
      {
        kind: 'postpone',
        closes: false,
        demandId: 'd',
        newDate: '2026-11-20',
        hoursLater: 40,
        breaks: [{ kind: 'deadline', itemId: 'd', deadline: '2026-11-18', newDate: '2026-11-20', lateDays: 2 }],
      },
      {
        kind: 'reduce',
        closes: false,
        demandId: 'd',
        itemId: 'shop',
        hoursKept: 24,
        hoursCut: 16,
        breaks: [{ kind: 'dropped', itemId: 'shop', hours: 16 }],
      },
    ]);
    expect(remedies[0]?.evidence).toMatchObject({
      addsUpTo: 'itemHours',
      hours: [
        { personId: 'lin', firstDay: '2026-11-16', lastDay: '2026-11-18', hours: 20 },
        { personId: 'zhao', firstDay: '2026-11-16', lastDay: '2026-11-18', hours: 20 },
      ],
    });
    expect(remedies[2]?.evidence).toMatchObject({ addsUpTo: 'hoursKept', hours: [{ hours: 24 }] });
    expect(remedies[1]?.evidence).toMatchObject({
      addsUpTo: 'hoursLater',
      hours: [{ firstDay: '2026-11-16', lastDay: '2026-11-20', hours: 40 }],
      givesWay: [{ kind: 'demand', id: 'd', after: { lastDay: '2026-11-20' } }],
    });
  });

  it('is shared only by people who may do it, by as few as are enough', () => {
    expect(kinds(suggestRemedies({ team: one, demand }))).toEqual(['postpone', 'reduce']);
    const named = { ...demand, items: [{ ...shop, candidateIds: ['zhao'] }] };
    expect(kinds(suggestRemedies({ team: two, demand: named }))).toEqual(['postpone', 'reduce']);
    const four = { people: ['a', 'b', 'c', 'd'].map((id) => person(id)) };
    const large = { ...demand, items: [{ ...shop, effortHours: 70 }] };
    expect(only(suggestRemedies({ team: four, demand: large }), 'team-up')?.people).toBe(3);
  });

  it('widens the part that takes longest where an item has parts', () => {
    const roles = [
      { id: 'code', needs: { go: 3 }, effortHours: 36 },
      { id: 'text', needs: {}, effortHours: 4 },
    ];
    const three = { people: [...two.people, person('mo', { skills: {} })] };
    const parted = { ...demand, items: [{ id: 'shop', effortHours: 40, roles }] };
    const remedies = suggestRemedies({ team: three, demand: parted });
    expect(only(remedies, 'team-up')).toMatchObject({ roleId: 'code', people: 2 });
    // Two thirds of it: twenty-four of the thirty-six hours of code, by quarters of an hour in all.
    expect(only(remedies, 'reduce')).toMatchObject({ hoursKept: 26.5, hoursCut: 13.5 });
  });

  it('with a day of its own is not helped by a later date of the demand', () => {
    const dated = { ...demand, deadline: '2026-11-27', items: [{ ...shop, deadline: '2026-11-18' }] };
    expect(kinds(suggestRemedies({ team: two, demand: dated }))).toEqual(['team-up', 'reduce']);
  });

  it('shortens or shares one item of a chain where that is enough', () => {
    const chain = {
      ...demand,
      items: [
        { ...shop, effortHours: 20 },
        { ...shop, id: 'test', effortHours: 8, predecessors: ['shop'] },
      ],
    };
    const remedies = suggestRemedies({ team: two, demand: chain });
    // The first is done by the deadline, so the rest is split off rather than all of it put off.
    expect(kinds(remedies)).toEqual(['team-up', 'split']);
    expect(only(remedies, 'team-up')).toMatchObject({ itemId: 'shop', people: 2 });
  });
});

describe('the items from which a change could start', () => {
  const items = [
    { id: 'b', effortHours: 8 },
    { id: 'a', effortHours: 8 },
    { id: 'none', effortHours: 0 },
    { id: 'long', effortHours: 20 },
    { id: 'short', effortHours: 2 },
  ];
  const nobody = { code: 'planner/nobody-has-skill', itemId: 'a', skills: [] } as const;
  const tooLong = {
    code: 'planner/order-too-long',
    itemIds: ['short', 'b', 'none'],
    notBefore: '2026-11-20',
    earliestDate: null,
  } as const;

  it('are the longest three of those with work left, in a fixed order', () => {
    expect(longestItems({ ...demand, items }, nobody).map(({ id }) => id)).toEqual(['long', 'a', 'b']);
    expect(longestItems({ ...demand, items: items.toReversed() }, nobody).map(({ id }) => id)).toEqual([
      'long',
      'a',
      'b',
    ]);
    expect(longestItems({ id: 'd', effortHours: 8, start: '2026-11-16', deadline: '2026-11-18' }, nobody)).toEqual([]);
  });

  it('are those on the path that is too long, where there is one', () => {
    expect(longestItems({ ...demand, items }, tooLong).map(({ id }) => id)).toEqual(['b', 'short']);
  });
});

describe('more people on an item', () => {
  const many = (count: number) => ({ people: Array.from({ length: count }, (_none, at) => person(`p${at}`)) });

  it('are four at most, and no more than there are who can do it', () => {
    const huge = { ...demand, items: [{ ...shop, effortHours: 100 }] };
    expect(only(suggestRemedies({ team: many(6), demand: huge }), 'team-up')).toBeUndefined();
    const named = { ...demand, items: [{ ...shop, effortHours: 60, candidateIds: ['p0', 'p1'] }] };
    expect(only(suggestRemedies({ team: many(6), demand: named }), 'team-up')).toBeUndefined();
    const open = { ...demand, items: [{ ...shop, effortHours: 60 }] };
    expect(only(suggestRemedies({ team: many(6), demand: open }), 'team-up')?.people).toBe(3);
  });

  it('go to the part with the most hours for each, and are counted from those it has', () => {
    const roles = [
      { id: 'code', needs: { go: 3 }, effortHours: 60, people: 3 },
      { id: 'test', needs: {}, effortHours: 30 },
    ];
    const parted = { ...demand, items: [{ ...shop, effortHours: 90, roles }] };
    expect(only(suggestRemedies({ team: many(6), demand: parted }), 'team-up')).toMatchObject({
      roleId: 'test',
      people: 2,
    });
  });

  it('say whose hours on that item they are, and nobody else’s', () => {
    const both = {
      ...demand,
      items: [shop, { id: 'docs', effortHours: 8, needs: { go: 3 } }],
    };
    const other = { id: 'other', start: '2026-11-16', deadline: '2026-11-18', items: [{ ...shop, effortHours: 8 }] };
    const teamUp = only(suggestRemedies({ team: many(4), demand: both, committed: [other] }), 'team-up');
    expect(teamUp).toMatchObject({ itemId: 'shop', people: 2, itemHours: 40, breaks: [] });
    expect(teamUp?.evidence.hours.reduce((sum, { hours }) => sum + hours, 0)).toBe(40);
    expect(teamUp?.price).toEqual({ extraHours: 0, delayDays: 0, valueLost: 0, money: null });
  });
});

describe('divisible work of which nothing can be dated later', () => {
  it('is made smaller to what fits', () => {
    const leaving = { people: [person('lin', { employedUntil: '2026-12-01' })] };
    const asked = { id: 'd', effortHours: 100, start: '2026-11-16', deadline: '2026-11-18' };
    const reduce = only(suggestRemedies({ team: leaving, demand: asked }), 'reduce');
    expect(reduce).toMatchObject({ itemId: 'd', hoursKept: 24, hoursCut: 76 });
    expect(reduce?.evidence.hours).toEqual([
      { personId: 'lin', skills: {}, firstDay: '2026-11-16', lastDay: '2026-11-18', hours: 24 },
    ]);
  });

  it('waits as a whole where nobody is there in time', () => {
    const away = { people: [person('lin', { absences: [{ start: '2026-11-16', end: '2026-11-30' }] })] };
    const asked = { id: 'd', effortHours: 10, start: '2026-11-16', deadline: '2026-11-18' };
    expect(suggestRemedies({ team: away, demand: asked }).at(-1)).toMatchObject({
      kind: 'postpone',
      newDate: '2026-12-01',
      hoursLater: 10,
      evidence: { hours: [{ personId: 'lin', firstDay: '2026-11-30', lastDay: '2026-12-01', hours: 10 }] },
    });
  });
});

it('what is offered is what admission accepts, for any item, window and team', () => {
  const cases = fc.record({
    effortHours: fc.integer({ min: 1, max: 120 }),
    days: fc.integer({ min: 0, max: 9 }),
    people: fc.integer({ min: 1, max: 4 }),
    focus: fc.constantFrom(0.25, 0.6, 1),
  });
  fc.assert(
    fc.property(cases, ({ effortHours, days, people, focus }) => {
      const team = { people: Array.from({ length: people }, (_none, at) => person(`p${at}`, { focus })) };
      const item = { ...shop, effortHours };
      const asked = { ...demand, deadline: `2026-11-${16 + days}`, items: [item] };
      const fits = (change: Partial<Demand>) => admitDemand({ team, demand: { ...asked, ...change } }).ok;
      for (const remedy of suggestRemedies({ team, demand: asked })) {
        if (remedy.kind === 'postpone') expect(fits({ deadline: remedy.newDate })).toBe(true);
        if (remedy.kind === 'team-up') {
          expect(fits({ items: [{ ...item, people: remedy.people }] })).toBe(true);
          expect(fits({ items: [{ ...item, people: remedy.people - 1 }] })).toBe(false);
        }
        if (remedy.kind === 'reduce') {
          expect(remedy.hoursKept + remedy.hoursCut).toBeCloseTo(effortHours, 9);
          expect(fits({ items: [{ ...item, effortHours: remedy.hoursKept }] })).toBe(true);
          expect(fits({ items: [{ ...item, effortHours: remedy.hoursKept + 0.25 }] })).toBe(false);
        }
        const { addsUpTo, hours, leftOut, elsewhereHours } = remedy.evidence;
        const sum = hours.reduce((total, line) => total + line.hours, leftOut.hours + elsewhereHours);
        expect(sum).toBeCloseTo((remedy as unknown as Record<string, number>)[addsUpTo]!, 5);
        if (remedy.kind !== 'hire') expect(elsewhereHours).toBeCloseTo(0, 5);
      }
    }),
    { numRuns: companies(100) },
  );
});

it('says each in both languages', () => {
  const said = (locale: string) =>
    suggestRemedies({ team: two, demand }).map((remedy) => describeRemedy({ remedy, locale }).slice(0, 2));
  expect(said('en')).toEqual([
    [
      'Have 2 people share "shop".',
      'Done by: lin (go 3) 20 from 2026-11-16 to 2026-11-18; zhao (go 3) 20 from 2026-11-16 to 2026-11-18.',
    ],
    ['Let all of it be done by 2026-11-20 instead.', 'Done later: lin (go 3) 40 from 2026-11-16 to 2026-11-20.'],
    ['Make "shop" 16 hours smaller: 24 hours fit.', 'Done by: lin (go 3) 24 from 2026-11-16 to 2026-11-18.'],
  ]);
  expect(said('zh-CN').map(([first]) => first)).toEqual([
    '让 2 个人分担“shop”。',
    '整体改到 2026-11-20 完成。',
    '把“shop”的范围减少 16 小时：排得下 24 小时。',
  ]);
});
