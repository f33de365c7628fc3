import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { makeDemand, makeTeam } from '../../testing/company.ts';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import { type Allocation, admitDemand, type Remedy, suggestRemedies, type Team } from '../index.ts';

const withAllocations = (allocations: readonly Allocation[], people = team.people): Team => ({ people, allocations });
const campaign = team.allocations![0]!;
const survey = team.allocations![1]!;
const kinds = (remedies: readonly Remedy[]) => remedies.map(({ kind }) => kind);

describe('suggestRemedies', () => {
  it('offers nothing where nothing is missing, or where no remedy reaches the past', () => {
    expect(suggestRemedies({ team, demand: { ...demand, effortHours: 10 } })).toEqual([]);
    expect(suggestRemedies({ team, demand: { ...demand, deadline: '2026-11-13' } })).toEqual([]);
  });

  it('ranks what is enough and breaks nothing first, and prices each', () => {
    const remedies = suggestRemedies({ team, demand, rates: { hirePerHour: { amount: '400.00', currency: 'CNY' } } });
    expect(kinds(remedies)).toEqual(['defer', 'hire', 'split']);
    expect(remedies[0]).toMatchObject({
      price: { extraHours: 0, delayDays: 14, valueLost: 0, money: null },
      missingHours: 0,
    });
    expect(remedies[1]).toMatchObject({
      skills: { go: 3 },
      share: 0.188,
      people: 1,
      weeks: 2,
      startsBy: '2026-11-16',
      price: { extraHours: 12, money: { amount: '4800.00', currency: 'CNY' } },
    });
    expect(remedies[2]).toMatchObject({
      closes: false,
      hoursByDeadline: 48,
      hoursLater: 12,
      laterDate: '2026-11-30',
      breaks: [{ kind: 'deadline', itemId: 'promo', newDate: '2026-11-30', lateDays: 3 }],
    });
  });

  it('never touches core work', () => {
    const core = withAllocations([campaign, { ...survey, core: true }]);
    expect(kinds(suggestRemedies({ team: core, demand }))).toEqual(['hire', 'split']);
  });

  it('says what deferring breaks, and offers to give up instead', () => {
    const due = withAllocations([campaign, { ...survey, deadline: '2026-12-04', value: 5 }]);
    const remedies = suggestRemedies({ team: due, demand });
    const defer = remedies.find(({ kind }) => kind === 'defer');
    expect(defer?.breaks).toEqual([
      { kind: 'deadline', itemId: 'survey', deadline: '2026-12-04', newDate: '2026-12-13', lateDays: 9 },
    ]);
    expect(remedies.find(({ kind }) => kind === 'cut')).toMatchObject({
      price: { valueLost: 5, delayDays: 0 },
      breaks: [{ kind: 'dropped', itemId: 'survey', hours: 16 }],
    });
    const full = {
      ...campaign,
      id: 'later',
      personId: 'zhao',
      start: '2026-11-30',
      end: '2026-12-14',
      hoursPerWeek: 30,
    };
    const crowded = suggestRemedies({ team: withAllocations([campaign, survey, full]), demand });
    expect(crowded.find(({ kind }) => kind === 'defer')?.breaks).toEqual([
      { kind: 'overload', personId: 'zhao', hours: 12 },
    ]);
  });

  it('defers only what lies in the demand’s days', () => {
    const long = { ...survey, start: '2026-11-02', end: '2026-12-14' };
    const defer = suggestRemedies({ team: withAllocations([campaign, long]), demand })[0];
    expect(defer).toMatchObject({ kind: 'defer', freesHours: 16, resumes: '2026-11-30' });
    const total = { ...survey, hoursPerWeek: undefined, hours: 32, start: '2026-11-02' } as unknown as Allocation;
    const { hoursPerWeek: _rate, ...byHours } = total;
    expect(suggestRemedies({ team: withAllocations([campaign, byHours]), demand })[0]).toMatchObject({
      freesHours: 16,
    });
  });

  it('hands work to someone who can do it, has the time and is not needed', () => {
    const people = [...team.people, { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { survey: 2 } }];
    const movable = withAllocations([campaign, { ...survey, needs: { survey: 1 } }], people);
    expect(suggestRemedies({ team: movable, demand })[0]).toMatchObject({
      kind: 'move',
      itemId: 'survey',
      fromPersonId: 'zhao',
      toPersonId: 'qian',
      freesHours: 16,
      breaks: [],
    });
    const busy = { ...campaign, id: 'busy', personId: 'qian', hoursPerWeek: 30 };
    const full = withAllocations([campaign, { ...survey, needs: { survey: 1 } }, busy], people);
    expect(kinds(suggestRemedies({ team: full, demand }))).not.toContain('move');
  });

  it('finds the fewest steps where one is not enough', () => {
    const three = ['one', 'two', 'three'].map((id, index) => ({ ...survey, id, hoursPerWeek: [4, 6, 5][index]! }));
    const remedies = suggestRemedies({
      team: withAllocations([campaign, ...three]),
      demand: { ...demand, effortHours: 54 },
    });
    const combine = remedies.find((remedy) => remedy.kind === 'combine');
    expect(combine).toMatchObject({ closes: true, missingHours: 0 });
    expect(combine?.kind === 'combine' && combine.steps.map((step) => 'itemId' in step && step.itemId)).toEqual([
      'two',
      'three',
    ]);
  });

  it('lets a demand of lower priority give way, with its new date', () => {
    const committed = [
      { id: 'later', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27', priority: 1 },
    ];
    const short = { ...demand, effortHours: 20, priority: 2 };
    const remedies = suggestRemedies({ team, demand: short, committed });
    expect(remedies.find(({ kind }) => kind === 'reprioritise')).toMatchObject({
      demandId: 'later',
      newDate: '2026-11-30',
      closes: true,
      breaks: [{ kind: 'deadline', lateDays: 3 }],
    });
    expect(kinds(suggestRemedies({ team, demand: { ...short, priority: 1 }, committed }))).not.toContain(
      'reprioritise',
    );
  });

  it('asks only those of lower priority to wait, each by itself', () => {
    const promise = { needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27' };
    const committed = [
      { id: 'low', effortHours: 20, priority: 1, ...promise },
      { id: 'small', effortHours: 2, priority: 1, ...promise },
      { id: 'same', effortHours: 20, priority: 2, ...promise },
      { id: 'unsaid', effortHours: 20, ...promise },
    ];
    // 48 free hours for 42 promised ones and six more: nobody need wait.
    const asked = { team, demand: { ...demand, effortHours: 6, priority: 2 }, committed: committed.slice(0, 3) };
    const waiting = suggestRemedies(asked).filter(({ kind }) => kind === 'reprioritise');
    expect(suggestRemedies({ ...asked, committed: committed.slice(1, 3) })).toEqual([]);
    expect(waiting).toEqual([]);
    const short = { ...asked, demand: { ...asked.demand, effortHours: 16 } };
    const offers = suggestRemedies(short).flatMap((one) => (one.kind === 'reprioritise' ? [one] : []));
    expect(offers).toMatchObject([
      {
        demandId: 'low',
        newDate: '2026-11-30',
        freesHours: 10,
        missingHours: 0,
        price: { extraHours: 0, delayDays: 3, valueLost: 0, money: null },
        breaks: [{ kind: 'deadline', itemId: 'low', deadline: '2026-11-27', newDate: '2026-11-30', lateDays: 3 }],
      },
    ]);
    expect(recompute({ explanation: offers[0]!.explanation })).toBe(0);
    const both = suggestRemedies({ ...short, committed: [committed[0]!, committed[3]!, committed[1]!] });
    expect(both.flatMap((one) => (one.kind === 'reprioritise' ? [one.demandId] : [])).sort()).toEqual([
      'low',
      'unsaid',
    ]);
  });

  it('trains only where the company says how long that takes, and takes the hours for it', () => {
    const people = [...team.people, { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { go: 2 } }];
    const trainee = withAllocations([campaign, { ...survey, core: true }], people);
    expect(kinds(suggestRemedies({ team: trainee, demand }))).not.toContain('train');
    const training = { weeksPerLevel: 1, hoursPerWeek: 10 };
    const rates = { trainingPerHour: { amount: '100', currency: 'CNY' } };
    const train = suggestRemedies({ team: trainee, demand, training, rates }).find(({ kind }) => kind === 'train');
    expect(train).toMatchObject({
      personId: 'qian',
      skills: [{ skill: 'go', from: 2, to: 3 }],
      weeks: 1,
      readyOn: '2026-11-23',
      freesHours: 32,
      price: { extraHours: 10, money: { amount: '1000.00', currency: 'CNY' } },
    });
    const slow = suggestRemedies({ team: trainee, demand, training: { weeksPerLevel: 2, hoursPerWeek: 10 } });
    expect(kinds(slow)).not.toContain('train');
  });

  it('offers hiring or training where nobody has the skill', () => {
    const rust = { ...demand, needs: { rust: 2 } };
    expect(kinds(suggestRemedies({ team, demand: rust }))).toEqual(['hire']);
    expect(suggestRemedies({ team, demand: rust })[0]).toMatchObject({ skills: { rust: 2 }, closes: true });
  });

  it('is never overtime, closes what it says it closes, and explains itself, for any company', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const any = makeTeam({ people: 6, allocations: 14, weeks: 8, seed });
        const wanted = makeDemand({ weeks: 4, seed, effortHours: 120 });
        const remedies = suggestRemedies({ team: any, demand: wanted });
        const answer = admitDemand({ team: any, demand: wanted });
        if (answer.ok) expect(remedies).toEqual([]);
        for (const remedy of remedies) {
          expect(['defer', 'cut', 'move', 'postpone', 'split', 'reduce', 'hire', 'combine']).toContain(remedy.kind);
          expect(remedy.closes).toBe(remedy.missingHours === 0);
          expect(recompute({ explanation: remedy.explanation })).toBe(remedy.missingHours);
          expect(remedy.freesHours).toBeGreaterThanOrEqual(0);
        }
        const closing = remedies.map(({ closes }) => closes);
        expect([...closing].sort((one, other) => Number(other) - Number(one))).toEqual(closing);
      }),
      { numRuns: companies(40) },
    );
  });

  it('shows the overload that learning makes', () => {
    const people = [...team.people, { id: 'qian', hoursPerDay: 8, focus: 0.8, skills: { go: 2 } }];
    const busy = { ...survey, id: 'busy', personId: 'qian', hoursPerWeek: 28, core: true, end: '2026-11-23' };
    const full = withAllocations([campaign, { ...survey, core: true }, busy], people);
    const training = { weeksPerLevel: 1, hoursPerWeek: 10 };
    const train = suggestRemedies({ team: full, demand, training }).find(({ kind }) => kind === 'train');
    expect(train).toMatchObject({ closes: true, breaks: [{ kind: 'overload', personId: 'qian' }] });
    expect(train?.breaks[0]?.kind === 'overload' && train.breaks[0].hours).toBeCloseTo(28 + 10 - 32, 3);
  });

  it('adds up what several steps cost, and says what they break together', () => {
    const two = ['one', 'two'].map((id, index) => ({
      ...survey,
      id,
      hoursPerWeek: [4, 6][index]!,
      value: [3, 4][index]!,
      deadline: '2026-12-04',
    }));
    const remedies = suggestRemedies({
      team: withAllocations([campaign, ...two]),
      demand: { ...demand, effortHours: 62 },
    });
    const combine = remedies.find((remedy) => remedy.kind === 'combine');
    expect(combine).toMatchObject({
      closes: true,
      freesHours: 20,
      missingHours: 0,
      price: { money: null, extraHours: 0 },
    });
    if (combine?.kind !== 'combine') return;
    expect(combine.steps).toHaveLength(2);
    expect(combine.breaks).toEqual(combine.steps.flatMap(({ breaks }) => breaks));
    expect(combine.price.delayDays).toBe(Math.max(...combine.steps.map(({ price }) => price.delayDays)));
    expect(combine.price.valueLost).toBe(
      combine.steps.reduce<number | null>(
        (sum, { price }) => (sum === null || price.valueLost === null ? null : sum + price.valueLost),
        0,
      ),
    );
  });

  it('hires as many as the work asks for, and nobody where the people are named', () => {
    const wide = suggestRemedies({ team, demand: { ...demand, effortHours: 48 + 150 } });
    expect(wide.find(({ kind }) => kind === 'hire')).toMatchObject({ share: 2.344, people: 3, closes: true });
    const named = suggestRemedies({ team, demand: { ...demand, candidateIds: ['zhao'] } });
    expect(kinds(named)).not.toContain('hire');
    expect(kinds(suggestRemedies({ team: { people: [] }, demand }))).toEqual([]);
    const idle = { people: [{ ...team.people[0]!, hoursPerDay: 0 }] };
    expect(kinds(suggestRemedies({ team: idle, demand }))).toEqual([]);
  });

  it('teaches those who lack least, and nobody more than two levels', () => {
    const person = (id: string, level: number) => ({
      id,
      hoursPerDay: 8,
      focus: 0.8,
      skills: level > 0 ? { go: level } : {},
    });
    const learners = [person('far', 0), person('near', 2), person('next', 1)];
    const wide = withAllocations([campaign, { ...survey, core: true }], [...team.people, ...learners]);
    const long = { ...demand, deadline: '2026-12-25', effortHours: 330 };
    const training = { weeksPerLevel: 1, hoursPerWeek: 5 };
    const trained = suggestRemedies({ team: wide, demand: long, training }).flatMap((one) =>
      one.kind === 'train' ? [[one.personId, one.weeks, one.readyOn, one.price.extraHours, one.price.money]] : [],
    );
    expect(trained).toEqual([
      ['near', 1, '2026-11-23', 5, null],
      ['next', 2, '2026-11-30', 10, null],
    ]);
    const gone = { ...person('gone', 2), employedUntil: '2026-11-16' };
    const left = withAllocations([campaign, { ...survey, core: true }], [...team.people, gone]);
    expect(kinds(suggestRemedies({ team: left, demand: long, training }))).not.toContain('train');
    expect(() =>
      suggestRemedies({ team: wide, demand: long, training: { weeksPerLevel: -1, hoursPerWeek: 5 } }),
    ).toThrow('training.weeksPerLevel');
    expect(() =>
      suggestRemedies({ team: wide, demand: long, training: { weeksPerLevel: 1, hoursPerWeek: 200 } }),
    ).toThrow('training.hoursPerWeek');
  });

  it('never looks at what is before today', () => {
    const asked = { team, demand: { ...demand, effortHours: 40 }, asOf: '2026-11-23' };
    const answer = admitDemand(asked);
    expect(answer.ok ? null : answer.rejection).toMatchObject({ missingHours: 16 });
    const [first] = suggestRemedies(asked);
    expect(first).toMatchObject({ kind: 'hire', startsBy: '2026-11-23', weeks: 1, share: 0.5 });
    expect(suggestRemedies({ ...asked, demand: { ...asked.demand, effortHours: 30 } })[0]).toMatchObject({
      kind: 'defer',
      itemId: 'survey',
      freesHours: 8,
      resumes: '2026-11-30',
    });
  });

  it('explains what is still missing term by term', () => {
    const [defer, , split] = suggestRemedies({ team, demand });
    const missing = (value: number, freed: number) => ({
      key: 'planner.still-missing-hours',
      unit: 'hours',
      operation: { name: 'maximum' },
      value,
      children: [
        { key: 'planner.nothing', unit: 'hours', value: 0 },
        {
          key: 'planner.missing-hours',
          operation: { name: 'difference', rounding: { decimals: 6, mode: 'half-up' } },
          children: [
            { key: 'planner.missing-hours', value: 12 },
            { key: 'planner.freed-hours', value: freed },
          ],
        },
      ],
    });
    expect(defer?.explanation).toMatchObject(missing(0, 12));
    expect(split?.explanation).toMatchObject(missing(12, 0));
  });
});
