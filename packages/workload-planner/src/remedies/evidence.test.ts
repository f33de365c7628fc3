import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { makeDemand, makeTeam } from '../../testing/company.ts';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import { remedyOf } from '../../testing/remedy-of.ts';
import {
  type Allocation,
  describeRemedy,
  levelLoad,
  type Person,
  type Remedy,
  suggestRemedies,
  type Team,
} from '../index.ts';

const [campaign, survey] = team.allocations as [Allocation, Allocation];
const sum = (remedy: Remedy) =>
  remedy.evidence.hours.reduce((total, { hours }) => total + hours, 0) +
  remedy.evidence.leftOut.hours +
  remedy.evidence.elsewhereHours;
/** The number that the evidence says it adds up to. */
const stated = (remedy: Remedy) => (remedy as unknown as Record<string, number>)[remedy.evidence.addsUpTo]!;
const freeByDay = (asked: Team, personId: string, period: { readonly start: string; readonly end: string }) =>
  levelLoad({ team: asked, by: 'day', period })
    .rows.filter((row) => row.personId === personId)
    .map((row) => [row.start, row.freeHours] as const);

describe('the evidence of a remedy', () => {
  it('names who is free when, with which skill, and what moves from when to when', () => {
    expect(remedyOf({ team, demand }, 'defer').evidence).toEqual({
      addsUpTo: 'freesHours',
      hours: [
        { personId: 'zhao', skills: { go: 3 }, firstDay: '2026-11-16', lastDay: '2026-11-20', hours: 8 },
        { personId: 'zhao', skills: { go: 3 }, firstDay: '2026-11-23', lastDay: '2026-11-27', hours: 8 },
      ],
      leftOut: { lines: 0, hours: 0 },
      elsewhereHours: 0,
      givesWay: [
        {
          kind: 'allocation',
          id: 'survey',
          hours: 16,
          before: { personId: 'zhao', firstDay: '2026-11-16', lastDay: '2026-11-29' },
          after: { personId: 'zhao', firstDay: '2026-11-30', lastDay: '2026-12-13' },
        },
      ],
    });
  });

  it('is what the load says by day, before and after', () => {
    const long = { ...survey, start: '2026-11-02', end: '2026-12-14', deadline: '2026-12-15' };
    const asked = { team: { ...team, allocations: [campaign, long] }, demand };
    const cut = remedyOf(asked, 'cut');
    const changed = { ...team, allocations: [campaign, { ...long, end: '2026-11-16' }] };
    for (const { personId, firstDay, lastDay, hours } of cut.evidence.hours) {
      const before = freeByDay(asked.team, personId, { start: '2026-11-16', end: '2026-11-28' });
      const after = freeByDay(changed, personId, { start: '2026-11-16', end: '2026-11-28' });
      const gained = after
        .map(([day, free], at) => ({ day, gain: free - before[at]![1] }))
        .filter(({ day, gain }) => day >= firstDay && day <= lastDay && gain > 0);
      expect(gained.reduce((total, { gain }) => total + gain, 0)).toBeCloseTo(hours, 6);
      expect([gained[0]!.day, gained.at(-1)!.day]).toEqual([firstDay, lastDay]);
    }
    expect(cut.evidence.givesWay).toEqual([
      {
        kind: 'allocation',
        id: 'survey',
        hours: 32,
        before: { personId: 'zhao', firstDay: '2026-11-16', lastDay: '2026-12-13' },
        after: null,
      },
    ]);
  });

  it('names both people where work is handed over', () => {
    const people = [...team.people, { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { survey: 2 } }];
    const allocations = [campaign, { ...survey, needs: { survey: 1 } }];
    const { evidence } = remedyOf({ team: { people, allocations }, demand }, 'move');
    expect(evidence.hours.map(({ personId }) => personId)).toEqual(['zhao', 'zhao']);
    expect(evidence.givesWay).toEqual([
      {
        kind: 'allocation',
        id: 'survey',
        hours: 16,
        before: { personId: 'zhao', firstDay: '2026-11-16', lastDay: '2026-11-29' },
        after: { personId: 'qian', firstDay: '2026-11-16', lastDay: '2026-11-29' },
      },
    ]);
  });

  it('counts someone who learns under their own name, from the day they are ready', () => {
    const people = [...team.people, { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { go: 2, art: 1 } }];
    const asked = { team: { people, allocations: [campaign, { ...survey, core: true }] }, demand };
    const train = remedyOf({ ...asked, training: { weeksPerLevel: 1, hoursPerWeek: 10 } }, 'train');
    expect(train.evidence.hours).toEqual([
      { personId: 'qian', skills: { go: 3 }, firstDay: '2026-11-23', lastDay: '2026-11-27', hours: 32 },
    ]);
    expect(remedyOf(asked, 'hire').evidence.hours.map(({ personId }) => personId)).toEqual(['#new-1', '#new-1']);
  });

  it('dates the part of a promise that waits, and who does it then', () => {
    const later = { id: 'later', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27' };
    const asked = {
      team,
      demand: { ...demand, effortHours: 20, priority: 2 },
      committed: [{ ...later, priority: 1 }],
    };
    const { evidence } = remedyOf(asked, 'reprioritise');
    expect(evidence.hours.reduce((total, { hours }) => total + hours, 0)).toBe(12);
    expect(new Set(evidence.hours.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]))).toEqual(
      new Set(['2026-11-30']),
    );
    expect(evidence.givesWay).toEqual([
      {
        kind: 'demand',
        id: 'later',
        hours: 12,
        before: { personId: null, firstDay: '2026-11-16', lastDay: '2026-11-27' },
        after: { personId: null, firstDay: '2026-11-16', lastDay: '2026-11-30' },
      },
    ]);
    const split = remedyOf({ team, demand }, 'split');
    expect(split.evidence).toMatchObject({ addsUpTo: 'hoursLater', givesWay: [{ kind: 'demand', id: 'promo' }] });
    expect(sum(split)).toBeCloseTo(split.hoursLater, 6);
  });

  it('takes off what is lost to promises that only others work on', () => {
    // Qian takes the survey over and then lacks eight hours for the poll, which Zhao has to give.
    const [lin, zhao] = team.people as [Person, Person];
    const people = [
      lin,
      { ...zhao, skills: { go: 3, survey: 1 } },
      { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { survey: 2 } },
    ];
    const allocations = [campaign, { ...survey, needs: { survey: 1 } }];
    const poll = { id: 'poll', effortHours: 56, needs: { survey: 1 }, start: '2026-11-16', deadline: '2026-11-27' };
    const asked = { team: { people, allocations }, demand: { ...demand, effortHours: 50 }, committed: [poll] };
    const move = remedyOf(asked, 'move');
    expect(move.freesHours).toBe(8);
    expect(move.evidence.elsewhereHours).toBe(-8);
    expect(move.evidence.hours.map(({ personId, hours }) => [personId, hours])).toEqual([
      ['zhao', 8],
      ['zhao', 8],
    ]);
  });

  it('lists the largest and says what is left out', () => {
    const people = Array.from({ length: 40 }, (_none, at) => ({
      ...team.people[1]!,
      id: `p${String(at).padStart(2, '0')}`,
    }));
    const allocations = people.map(({ id }, at) => ({
      ...survey,
      id: `w-${id}`,
      personId: id,
      hoursPerWeek: 30 - at / 10,
    }));
    const asked = { team: { people, allocations }, demand: { ...demand, effortHours: 40 * 64 - 40 } };
    const together = remedyOf(asked, 'combine');
    expect(together.evidence.hours).toHaveLength(20);
    expect(together.evidence.leftOut.lines).toBeGreaterThan(0);
    expect(sum(together)).toBeCloseTo(stated(together), 6);
    const least = Math.min(...together.evidence.hours.map(({ hours }) => hours));
    expect(together.evidence.leftOut.hours / together.evidence.leftOut.lines).toBeLessThanOrEqual(least);
  });

  it('adds up to the stated sum, names only able people and days in the window, for any company', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), (seed, isPromised) => {
        const any = makeTeam({ people: 6, allocations: 14, weeks: 8, seed });
        const wanted = makeDemand({ weeks: 4, seed, effortHours: 120 });
        const other = { ...makeDemand({ weeks: 4, seed: seed + 1, effortHours: 40 }), id: 'other', priority: 0.5 };
        const asked = { team: any, demand: wanted, ...(isPromised ? { committed: [other] } : {}) };
        for (const remedy of suggestRemedies({ ...asked, training: { weeksPerLevel: 1, hoursPerWeek: 4 } })) {
          expect(sum(remedy)).toBeCloseTo(stated(remedy), 5);
          if (!isPromised) expect(remedy.evidence.elsewhereHours).toBeCloseTo(0, 5);
          if (remedy.evidence.addsUpTo !== 'freesHours' || remedy.kind === 'reprioritise') continue;
          for (const { personId, firstDay, lastDay, skills } of remedy.evidence.hours) {
            expect(firstDay >= wanted.start && lastDay <= wanted.deadline).toBe(true);
            expect(Object.keys(skills).sort()).toEqual(Object.keys(wanted.needs ?? {}).sort());
            for (const [skill, level] of Object.entries(wanted.needs ?? {}))
              expect(skills[skill]).toBeGreaterThanOrEqual(level);
            expect(personId.startsWith('#new') || any.people.some(({ id }) => id === personId)).toBe(true);
          }
        }
      }),
      { numRuns: companies(40) },
    );
  });

  it('is said in both languages', () => {
    const defer = remedyOf({ team, demand }, 'defer');
    expect(describeRemedy({ remedy: defer, locale: 'en' })).toEqual([
      'Put off "survey" until 2026-11-30: frees 16 hours.',
      'Hours gained: zhao (go 3) 8 from 2026-11-16 to 2026-11-20, 8 from 2026-11-23 to 2026-11-27.',
      '"survey" (16 hours of zhao, 2026-11-16 to 2026-11-29) moves to 2026-11-30 to 2026-12-13.',
    ]);
    expect(describeRemedy({ remedy: defer, locale: 'zh-CN' })).toEqual([
      '把“survey”推迟到 2026-11-30：腾出 16 小时。',
      '得到的工时：zhao（go 3）2026-11-16 至 2026-11-20 共 8 小时、2026-11-23 至 2026-11-27 共 8 小时。',
      '“survey”（zhao 的 16 小时，2026-11-16 至 2026-11-29）改到 2026-11-30 至 2026-12-13。',
    ]);
  });
});
