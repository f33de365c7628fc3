import { recompute } from '@meritkit/core/explanation';
import { describe, expect, it } from 'vitest';
import { makeDemand, makeTeam } from '../../testing/company.ts';
import { exampleDemand, exampleTeam } from '../../testing/example-team.ts';
import { admitDemand, type Demand, type Team, type WorkItem } from '../index.ts';

const solo: Team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } }] };
const pair: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4, sql: 1 } },
    { id: 'wu', hoursPerDay: 8, focus: 1, skills: { go: 2, sql: 3 } },
  ],
};
const week = { start: '2026-11-16', deadline: '2026-11-20' };
const demandOf = (items: readonly WorkItem[], more: Partial<Demand> = {}): Demand => ({
  id: 'd',
  items,
  ...week,
  ...more,
});

describe('divisible demands', () => {
  it('says yes to the last hour, and no to the next', () => {
    expect(admitDemand({ team: exampleTeam, demand: { ...exampleDemand, effortHours: 48 } })).toMatchObject({
      ok: true,
      decision: 'feasible',
      slackHours: 0,
      finishDate: '2026-11-27',
    });
    const no = admitDemand({ team: exampleTeam, demand: { ...exampleDemand, effortHours: 48.000001 } });
    expect(no).toMatchObject({ ok: false, rejection: { missingHours: 0.000001 } });
  });

  it('proves a no by people, days and hours, and explains it so that it can be computed again', () => {
    const no = admitDemand({ team: exampleTeam, demand: exampleDemand });
    expect(no).toMatchObject({
      proof: {
        kind: 'shortage',
        itemIds: ['promo'],
        neededHours: 60,
        availableHours: 48,
        missingHours: 12,
        hoursByPerson: [
          { personId: 'lin', start: '2026-11-16', end: '2026-11-28', freeHours: 0 },
          { personId: 'zhao', start: '2026-11-16', end: '2026-11-28', freeHours: 48 },
        ],
      },
    });
    const explanation = no.explanation!;
    expect(recompute({ explanation })).toBe(12);
    const raised = structuredClone(explanation) as unknown as { children: { children: { value: number }[] }[] };
    raised.children[1]!.children[0]!.value += 2;
    expect(recompute({ explanation: raised as never })).toBe(10);
  });

  it('keeps earlier promises: what is committed is not given away, and a plan shows both', () => {
    const committed = [{ id: 'first', effortHours: 30, needs: { go: 4 }, ...week }];
    const yes = admitDemand({ team: pair, demand: { id: 'second', effortHours: 50, ...week }, committed });
    expect(yes).toMatchObject({ ok: true, slackHours: 0 });
    if (yes.ok) {
      const own = yes.plan.filter(({ demandId }) => demandId === 'first');
      expect(own.map(({ personId }) => personId)).toEqual(['lin']);
      expect(yes.plan.reduce((sum, { hours }) => sum + hours, 0)).toBe(80);
    }
    const no = admitDemand({ team: pair, demand: { id: 'second', effortHours: 51, ...week }, committed });
    expect(no).toMatchObject({ rejection: { missingHours: 1, bottleneck: { skill: 'go', weeks: ['2026-W47'] } } });
  });

  it('says when this demand is done, not the others, and what is left for it alone', () => {
    const committed = [{ id: 'later', effortHours: 8, start: '2026-11-16', deadline: '2026-11-27' }];
    const demand = { id: 'd', effortHours: 8, start: '2026-11-16', deadline: '2026-11-17' };
    const yes = admitDemand({ team: solo, demand, committed });
    // Of 16 hours until the 17th the other demand needs none: it has ten more days.
    expect(yes).toMatchObject({ ok: true, finishDate: '2026-11-16', slackHours: 8 });
    if (!yes.ok) return;
    expect(recompute({ explanation: yes.explanation })).toBe(8);
    expect(yes.explanation).toMatchObject({
      key: 'planner.slack-hours',
      unit: 'hours',
      children: [
        { key: 'planner.available-hours', unit: 'hours', value: 16 },
        { key: 'planner.needed-hours', unit: 'hours', value: 8 },
      ],
    });
    expect(yes.plan.map(({ demandId, week: label, lastDay }) => [demandId, label, lastDay])).toEqual([
      ['later', '2026-W47', '2026-11-17'],
      ['d', '2026-W47', '2026-11-16'],
    ]);
  });

  it('lists the plan by weeks, then demands, then people', () => {
    const committed = [{ id: 'z', effortHours: 60, start: '2026-11-16', deadline: '2026-11-27' }];
    const demand = { id: 'a', effortHours: 60, start: '2026-11-16', deadline: '2026-11-27' };
    const yes = admitDemand({ team: pair, demand, committed });
    const lines = yes.ok ? yes.plan.map((line) => `${line.week} ${line.demandId} ${line.personId} ${line.hours}`) : [];
    expect(lines).toEqual([
      '2026-W47 z lin 32',
      '2026-W47 z wu 28',
      '2026-W47 a lin 8',
      '2026-W47 a wu 12',
      '2026-W48 a lin 24',
      '2026-W48 a wu 16',
    ]);
  });

  it('tells nobody there from nobody free', () => {
    const away = { ...solo.people[0]!, id: 'away', absences: [{ start: '2026-11-01', end: '2026-12-01' }] };
    const other = { ...solo.people[0]!, id: 'other', skills: {} };
    const demand = { id: 'd', effortHours: 8, needs: { go: 1 }, ...week };
    const gone = admitDemand({ team: { people: [other, away] }, demand });
    expect(gone).toMatchObject({
      rejection: { code: 'planner/no-capacity', itemId: 'd', weeks: ['2026-W47'], earliestDate: '2026-12-01' },
      proof: { availableHours: 0 },
    });
    const allocations = [{ id: 'all', personId: 'lin', share: 1, start: '2026-11-16', end: '2026-11-23', core: true }];
    expect(admitDemand({ team: { ...solo, allocations }, demand })).toMatchObject({
      rejection: { code: 'planner/not-enough-hours', missingHours: 8, earliestDate: '2026-11-23' },
    });
    // One of two demands' worth of people being away is no reason to say that everybody is.
    const half = demandOf([
      { id: 'a', effortHours: 1, candidateIds: ['away'] },
      { id: 'b', effortHours: 50, candidateIds: ['lin'] },
    ]);
    const team = { people: [away, ...solo.people] };
    expect(admitDemand({ team, demand: half })).toMatchObject({ rejection: { code: 'planner/order-too-long' } });
  });

  it('names the place of what is wrong, in the team, in promises and in today', () => {
    const demand = { id: 'd', effortHours: 8, ...week };
    const refusal = (options: Partial<Parameters<typeof admitDemand>[0]>) => {
      try {
        admitDemand({ team: solo, demand, ...options });
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal({ team: { people: [{ ...solo.people[0]!, focus: 2 }] } })).toMatch(/^team\.people\[0\]\.focus: /);
    expect(refusal({ committed: [{ ...demand, id: 'x', effortHours: -1 }] })).toMatch(/^committed\[0\]\.effortHours: /);
    expect(refusal({ committed: [demand] })).toBe('demand.id: "d" is committed already');
    const twice = [0, 1].map(() => ({ ...demand, id: 'x' }));
    expect(refusal({ committed: twice })).toMatch(/^committed\[1\]\.id: /);
    expect(refusal({ asOf: 'now' })).toMatch(/^asOf: /);
  });

  it('looks years ahead where it must, class by class', () => {
    const people = ['go', 'sql'].map((skill) => ({ id: skill, hoursPerDay: 8, focus: 1, skills: { [skill]: 1 } }));
    const committed = [
      { id: 'other', effortHours: 300, needs: { sql: 1 }, start: '2026-11-16', deadline: '2027-11-12' },
    ];
    // 52 weeks of 40 hours, and a day.
    const demand = { id: 'd', effortHours: 2088, needs: { go: 1 }, ...week };
    expect(admitDemand({ team: { people }, demand, committed })).toMatchObject({
      rejection: { missingHours: 2048, earliestDate: '2027-11-15' },
    });
    const both = { ...demand, needs: {}, effortHours: 2 * 2080 - 300 + 16 };
    expect(admitDemand({ team: { people }, demand: both, committed })).toMatchObject({
      rejection: { earliestDate: '2027-11-15' },
    });
    expect(admitDemand({ team: { people }, demand: { ...demand, effortHours: 40 * 180 } })).toMatchObject({
      rejection: { earliestDate: null },
    });
  });

  it('names of several skills the one that is scarce', () => {
    const demand = { id: 'd', effortHours: 41, needs: { go: 2, sql: 3 }, ...week };
    expect(admitDemand({ team: pair, demand })).toMatchObject({
      rejection: { code: 'planner/not-enough-hours', missingHours: 1, bottleneck: { skill: 'sql' } },
    });
    const nobody = { id: 'd', effortHours: 81, ...week };
    expect(admitDemand({ team: pair, demand: nobody })).toMatchObject({ rejection: { bottleneck: { skill: null } } });
  });

  it('gives the earliest date exactly: a day before is too early', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const team = makeTeam({ people: 8, allocations: 16, weeks: 12, seed });
      const demand = makeDemand({ weeks: 6, seed, effortHours: 200 });
      const answer = admitDemand({ team, demand });
      if (answer.ok || !('earliestDate' in answer.rejection) || answer.rejection.earliestDate === null) continue;
      const deadline = answer.rejection.earliestDate;
      expect(admitDemand({ team, demand: { ...demand, deadline } }).ok).toBe(true);
      const before = new Date(Date.parse(deadline) - 86_400_000).toISOString().slice(0, 10);
      if (before >= demand.start) expect(admitDemand({ team, demand: { ...demand, deadline: before } }).ok).toBe(false);
    }
  });

  it('never counts what is before today', () => {
    const demand = { id: 'd', effortHours: 16, ...week };
    expect(admitDemand({ team: solo, demand, asOf: '2026-11-19' })).toMatchObject({ ok: true, slackHours: 0 });
    expect(admitDemand({ team: solo, demand, asOf: '2026-11-20' })).toMatchObject({ rejection: { missingHours: 8 } });
  });

  it('takes nothing for nothing', () => {
    const nothing = { id: 'd', effortHours: 0, needs: { rust: 9 }, ...week };
    expect(admitDemand({ team: solo, demand: nothing })).toMatchObject({ ok: true, plan: [] });
  });
});

describe('demands of items in order', () => {
  it('says yes with a schedule that shows it', () => {
    const demand = demandOf([
      { id: 'a', effortHours: 16, needs: { go: 3 } },
      { id: 'b', effortHours: 16, needs: { sql: 3 }, predecessors: ['a'] },
    ]);
    const yes = admitDemand({ team: pair, demand });
    expect(yes).toMatchObject({ ok: true, decision: 'feasible', finishDate: '2026-11-19' });
    expect(yes.ok && yes.plan).toEqual([
      {
        demandId: 'd',
        itemId: 'a',
        personId: 'lin',
        week: '2026-W47',
        firstDay: '2026-11-16',
        lastDay: '2026-11-17',
        hours: 16,
      },
      {
        demandId: 'd',
        itemId: 'b',
        personId: 'wu',
        week: '2026-W47',
        firstDay: '2026-11-18',
        lastDay: '2026-11-19',
        hours: 16,
      },
    ]);
  });

  it('proves a no by the critical path, with the items in their order and a date', () => {
    const demand = demandOf([
      { id: 'a', effortHours: 24 },
      { id: 'b', effortHours: 24, predecessors: ['a'] },
      { id: 'c', effortHours: 1 },
    ]);
    expect(admitDemand({ team: pair, demand })).toMatchObject({
      ok: false,
      decision: 'infeasible',
      rejection: {
        code: 'planner/order-too-long',
        itemIds: ['a', 'b'],
        notBefore: '2026-11-23',
        earliestDate: '2026-11-23',
      },
    });
  });

  it('proves a no by hours that the order leaves unused', () => {
    // Wu alone can do b and c, and only after a: 24 of 40 hours are left for 32.
    const demand = demandOf([
      { id: 'a', effortHours: 16, needs: { go: 4 } },
      { id: 'b', effortHours: 16, needs: { sql: 3 }, predecessors: ['a'] },
      { id: 'c', effortHours: 16, needs: { sql: 3 }, predecessors: ['a'] },
    ]);
    expect(admitDemand({ team: pair, demand })).toMatchObject({
      decision: 'infeasible',
      rejection: {
        code: 'planner/not-enough-hours',
        missingHours: 8,
        bottleneck: { skill: 'sql' },
        earliestDate: '2026-11-23',
      },
      proof: { itemIds: ['b', 'c'], neededHours: 32, availableHours: 24 },
    });
  });

  it('is undecided, with bounds, where neither a plan nor a proof is found', () => {
    // Three whole items of 24 hours for two people of 40: the hours are there, the cut is not allowed.
    const items = ['a', 'b', 'c'].map((id) => ({ id, effortHours: 24 }));
    expect(admitDemand({ team: pair, demand: demandOf(items) })).toEqual({
      ok: false,
      decision: 'undecided',
      brokenPromises: [],
      rejection: { code: 'planner/undecided', notBefore: '2026-11-18', earliestDate: '2026-11-23' },
      proof: null,
      explanation: null,
    });
    const splittable = items.map((item) => ({ ...item, effortHours: 8 }));
    expect(admitDemand({ team: pair, demand: demandOf(splittable) }).ok).toBe(true);
  });

  it('plans divisible demands around the items, and items of several demands together', () => {
    const committed = [demandOf([{ id: 'a', effortHours: 40, needs: { sql: 3 } }], { id: 'other' })];
    const demand = { id: 'd', effortHours: 40, needs: { go: 2 }, ...week };
    expect(admitDemand({ team: pair, demand, committed })).toMatchObject({ ok: true, slackHours: 0 });
    const more = { ...demand, effortHours: 41 };
    expect(admitDemand({ team: pair, demand: more, committed })).toMatchObject({
      ok: false,
      rejection: { missingHours: 1 },
    });
    const ordered = demandOf([
      { id: 'a', effortHours: 8 },
      { id: 'b', effortHours: 8, predecessors: ['a'] },
    ]);
    const both = admitDemand({ team: pair, demand: ordered, committed });
    expect(both.ok && both.plan.map(({ demandId, itemId }) => `${demandId}/${itemId}`).sort()).toEqual([
      'd/a',
      'd/b',
      'other/a',
    ]);
  });

  it('lets items with time to spare wait for divisible work without', () => {
    const chain = [
      { id: 'a', effortHours: 8 },
      { id: 'b', effortHours: 8, predecessors: ['a'] },
    ];
    const committed = [demandOf(chain, { id: 'later', deadline: '2026-11-27' })];
    const urgent = { id: 'now', effortHours: 32, start: '2026-11-16', deadline: '2026-11-17' };
    const yes = admitDemand({ team: pair, demand: urgent, committed });
    expect(yes.ok).toBe(true);
    const lines = yes.ok ? yes.plan.filter(({ demandId }) => demandId === 'later') : [];
    expect(lines.map(({ itemId, firstDay, lastDay }) => [itemId, firstDay, lastDay])).toEqual([
      ['a', '2026-11-18', '2026-11-18'],
      ['b', '2026-11-19', '2026-11-19'],
    ]);
    const asked = admitDemand({ team: pair, demand: demandOf(chain, { deadline: '2026-11-18' }), committed: [urgent] });
    expect(asked).toMatchObject({ ok: false, rejection: { earliestDate: '2026-11-19' } });
  });

  it('keeps roles, candidates, own starts and own deadlines', () => {
    const roles = [
      { id: 'dev', needs: { go: 4 }, effortHours: 8 },
      { id: 'db', needs: { sql: 3 }, effortHours: 16 },
    ];
    const demand = demandOf([{ id: 'a', effortHours: 24, roles, start: '2026-11-19' }]);
    expect(admitDemand({ team: pair, demand })).toMatchObject({ ok: true, finishDate: '2026-11-20' });
    const early = demandOf([{ id: 'a', effortHours: 24, roles, start: '2026-11-19', deadline: '2026-11-19' }]);
    expect(admitDemand({ team: pair, demand: early })).toMatchObject({ rejection: { code: 'planner/order-too-long' } });
    const named = demandOf([{ id: 'a', effortHours: 8 }], { candidateIds: ['wu'] });
    const yes = admitDemand({ team: pair, demand: named });
    expect(yes.ok && yes.plan.map(({ personId }) => personId)).toEqual(['wu']);
  });
});
