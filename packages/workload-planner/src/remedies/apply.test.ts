import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companies } from '../../testing/cases.ts';
import { makeDemand, makeTeam } from '../../testing/company.ts';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import { remedyOf } from '../../testing/remedy-of.ts';
import {
  type Allocation,
  admitDemand,
  applyRemedy,
  type Demand,
  levelLoad,
  type Remedy,
  type SuggestRemediesOptions,
  suggestRemedies,
  type Team,
} from '../index.ts';

const [campaign, survey] = team.allocations as [Allocation, Allocation];
const qian = { id: 'qian', hoursPerDay: 6, focus: 0.8, skills: { survey: 2 } };
const applied = (asked: SuggestRemediesOptions, kind: Remedy['kind']) => {
  const answer = applyRemedy({ ...asked, remedy: remedyOf(asked, kind) });
  if (!answer.ok) throw new Error(answer.rejection.code);
  return answer;
};
const withAllocations = (...allocations: Allocation[]): Team => ({ ...team, allocations });
const plannedHours = (asked: Team) =>
  levelLoad({ team: asked, by: 'week', period: { start: '2026-10-05', end: '2027-04-05' } }).rows.reduce(
    (sum, row) => sum + row.allocatedHours,
    0,
  );

describe('work that gives way', () => {
  // Six weeks at 36 hours, of which the first two lie before the demand.
  const long: Allocation = { ...survey, start: '2026-11-02', end: '2026-12-14', hours: 36 };
  delete (long as { hoursPerWeek?: number }).hoursPerWeek;

  it('stays where it lies before the demand, and loses no hour, when it is put off', () => {
    const asked = { team: withAllocations(campaign, long), demand };
    const { team: after, demand: same, committed } = applied(asked, 'defer');
    expect(after.allocations).toEqual([
      campaign,
      { ...long, end: '2026-11-16', hours: 12 },
      { ...long, id: 'survey#rest', start: '2026-11-30', end: '2026-12-28', hours: 24 },
    ]);
    expect(plannedHours(after)).toBeCloseTo(plannedHours(asked.team), 6);
    expect([same, committed]).toEqual([demand, []]);
    expect(asked.team.allocations).toEqual([campaign, long]);
  });

  it('stays where it lies before the demand when the rest is given up', () => {
    const asked = { team: withAllocations(campaign, { ...long, deadline: '2026-12-14' }), demand };
    const { team: after } = applied(asked, 'cut');
    expect(after.allocations).toEqual([campaign, { ...long, deadline: '2026-12-14', end: '2026-11-16', hours: 12 }]);
  });

  it('is handed over by hours, since a share of one person is not a share of another', () => {
    const half: Allocation = {
      id: 'survey',
      personId: 'zhao',
      share: 0.25,
      start: '2026-11-09',
      end: '2026-11-30',
      core: true,
      needs: { survey: 1 },
    };
    const asked = { team: { people: [...team.people, qian], allocations: [campaign, half] }, demand };
    const { team: after } = applied(asked, 'move');
    const { share: _share, ...rest } = half;
    expect(after.allocations).toEqual([
      campaign,
      { ...half, end: '2026-11-16' },
      { ...rest, id: 'survey#rest', start: '2026-11-16', personId: 'qian', hours: 16 },
    ]);
    expect(plannedHours(after)).toBeCloseTo(plannedHours(asked.team), 6);
  });
});

describe('what is left of something', () => {
  it('gets an id that nothing else has', () => {
    const long = { ...survey, start: '2026-11-09' };
    const rest = { ...survey, id: 'survey#rest', start: '2027-01-04', end: '2027-01-18' };
    const asked = { team: withAllocations(campaign, long, rest), demand };
    expect(applied(asked, 'defer').team.allocations?.map(({ id }) => id)).toEqual([
      'campaign',
      'survey',
      'survey#rest#rest',
      'survey#rest',
    ]);
    const other = { id: 'promo#rest', effortHours: 1, start: '2027-01-04', deadline: '2027-01-29' };
    const core = { ...asked, team: withAllocations(campaign, { ...survey, core: true }), committed: [other] };
    expect(applied(core, 'split').committed.map(({ id }) => id)).toEqual(['promo#rest', 'promo#rest#rest']);
  });
});

describe('steps together', () => {
  it('are taken one after the other', () => {
    const half = { ...survey, hoursPerWeek: 4 };
    const asked = {
      team: withAllocations(campaign, half, { ...half, id: 'wiki' }),
      demand: { ...demand, effortHours: 64 },
    };
    expect(remedyOf(asked, 'combine').steps.map(({ kind }) => kind)).toEqual(['defer', 'defer']);
    const { team: after } = applied(asked, 'combine');
    const then = { start: '2026-11-30', end: '2026-12-14' };
    expect(after.allocations).toEqual([campaign, { ...half, ...then }, { ...half, ...then, id: 'wiki' }]);
    expect(admitDemand({ team: after, demand: asked.demand }).ok).toBe(true);
  });
});

describe('a demand that gives way', () => {
  it('that was promised gets its new date', () => {
    const later: Demand = { ...demand, id: 'later', effortHours: 40, priority: 1 };
    const asked = { team, demand: { ...demand, effortHours: 20, priority: 2 }, committed: [later] };
    const { committed, team: same } = applied(asked, 'reprioritise');
    expect(committed).toEqual([{ ...later, deadline: '2026-11-30' }]);
    expect(same).toEqual(team);
  });

  it('is split in two, the rest promised for later at the worth that nobody has said', () => {
    const core = withAllocations(campaign, { ...survey, core: true });
    const asked = { team: core, demand: { ...demand, value: 7, priority: 3 } };
    const { demand: first, committed } = applied(asked, 'split');
    expect(first).toEqual({ ...asked.demand, effortHours: 48 });
    const rest = { ...demand, id: 'promo#rest', effortHours: 12, start: '2026-11-28', deadline: '2026-11-30' };
    expect(committed).toEqual([{ ...rest, priority: 3 }]);
    expect(admitDemand({ team: core, demand: first, committed }).ok).toBe(true);
  });

  it('is less, or wholly later', () => {
    const people = ['lin', 'mo'].map((id) => ({ id, hoursPerDay: 8, focus: 1, skills: {} }));
    const roles = [
      { id: 'build', needs: {}, effortHours: 30 },
      { id: 'test', needs: {}, effortHours: 10 },
    ];
    const shop = { id: 'shop', effortHours: 40, roles };
    const asked = { team: { people }, demand: { id: 'd', items: [shop], start: '2026-11-16', deadline: '2026-11-18' } };
    expect(remedyOf(asked, 'reduce')).toMatchObject({ itemId: 'shop', hoursKept: 32 });
    const [build, test] = [
      { ...roles[0], effortHours: 24 },
      { ...roles[1], effortHours: 8 },
    ];
    const smaller = applied(asked, 'reduce');
    expect(smaller.demand.items).toEqual([{ ...shop, effortHours: 32, roles: [build, test] }]);
    const later = applied(asked, 'postpone');
    expect(later.demand).toEqual({ ...asked.demand, deadline: '2026-11-19' });
    expect([admitDemand(smaller).ok, admitDemand(later).ok]).toEqual([true, true]);
    const none = { ...asked, demand: { ...asked.demand, items: [] } };
    expect(applyRemedy({ ...none, remedy: remedyOf(asked, 'reduce') })).toMatchObject({ rejection: { id: 'shop' } });
    const whole = { ...asked, demand: { id: 'd', effortHours: 40, start: '2026-11-16', deadline: '2026-11-18' } };
    const fewer: Remedy = { ...remedyOf(asked, 'reduce'), itemId: 'd' };
    expect(applyRemedy({ ...whole, remedy: fewer })).toMatchObject({ demand: { effortHours: 32 } });
  });

  it('has more people on an item, or on a part of it', () => {
    const people = ['lin', 'mo'].map((id) => ({ id, hoursPerDay: 8, focus: 1, skills: {} }));
    const window = { start: '2026-11-16', deadline: '2026-11-18' };
    const plain = { team: { people }, demand: { id: 'd', items: [{ id: 'shop', effortHours: 40 }], ...window } };
    const shared = applied(plain, 'team-up');
    expect(shared.demand.items).toEqual([{ id: 'shop', effortHours: 40, people: 2 }]);
    expect(admitDemand(shared).ok).toBe(true);
    const remedy = { ...remedyOf(plain, 'team-up'), roleId: 'test' };
    const roles = ['build', 'test'].map((id) => ({ id, needs: {}, effortHours: 20 }));
    const parted = { ...plain.demand, items: [{ id: 'shop', effortHours: 40, roles }] };
    const answer = applyRemedy({ team: plain.team, demand: parted, remedy });
    expect(answer).toMatchObject({ demand: { items: [{ roles: [roles[0], { ...roles[1], people: 2 }] }] } });
  });

  it('of items keeps their order and gets the later date', () => {
    const items = [
      { id: 'first', effortHours: 16 },
      { id: 'second', effortHours: 16, predecessors: ['first'] },
    ];
    const people = [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }];
    const asked = { team: { people }, demand: { id: 'now', items, start: '2026-11-16', deadline: '2026-11-17' } };
    const split = remedyOf(asked, 'split');
    expect(applied(asked, 'split')).toMatchObject({
      demand: { ...asked.demand, deadline: split.laterDate },
      committed: [],
    });
  });
});

describe('what a plan cannot do', () => {
  const core = withAllocations(campaign, { ...survey, core: true });

  it('is to hire or to teach', () => {
    const hire = remedyOf({ team: core, demand }, 'hire');
    expect(applyRemedy({ team: core, demand, remedy: hire })).toEqual({
      ok: false,
      rejection: { code: 'planner/remedy-needs-people', kind: 'hire' },
    });
    const people = [...team.people, { ...qian, skills: { go: 2 } }];
    const asked = { team: { ...core, people }, demand, training: { weeksPerLevel: 1, hoursPerWeek: 10 } };
    expect(applyRemedy({ ...asked, remedy: remedyOf(asked, 'train') })).toMatchObject({ rejection: { kind: 'train' } });
  });

  it('is what was suggested for another plan', () => {
    const defer = remedyOf({ team, demand }, 'defer');
    const outdated = (id: string) => ({ ok: false, rejection: { code: 'planner/remedy-outdated', id } });
    const moved = { ...survey, start: '2026-11-23' };
    for (const allocations of [
      [campaign],
      [campaign, moved],
      [campaign, { ...survey, end: '2026-11-29' }],
      [campaign, { ...survey, personId: 'lin' }],
      [campaign, { ...survey, start: '2026-10-05', end: '2026-10-12' }],
    ]) {
      expect(applyRemedy({ team: { ...team, allocations }, demand, remedy: defer })).toEqual(outdated('survey'));
    }
    const handed = {
      team: { people: [...team.people, qian], allocations: [campaign, { ...survey, needs: { survey: 1 } }] },
      demand,
    };
    const move = remedyOf(handed, 'move');
    expect(applyRemedy({ team: { ...handed.team, people: team.people }, demand, remedy: move })).toEqual(
      outdated('qian'),
    );
    const split = remedyOf({ team: core, demand }, 'split');
    expect(applyRemedy({ team: core, demand: { ...demand, id: 'other' }, remedy: split })).toEqual(outdated('promo'));
    const later: Demand = { ...demand, id: 'later', effortHours: 40, priority: 1 };
    const urgent = { team, demand: { ...demand, effortHours: 20, priority: 2 }, committed: [later] };
    const wait = remedyOf(urgent, 'reprioritise');
    expect(applyRemedy({ team, demand: urgent.demand, remedy: wait })).toEqual(outdated('later'));
  });
});

describe('every remedy', () => {
  it('of divisible work, carried out, does what it says; and no hour is planned that was not, or lost that is not said', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 4, max: 200 }),
        fc.boolean(),
        (seed, effortHours, isPromised) => {
          const any = makeTeam({ people: 6, allocations: 30, weeks: 8, seed });
          const wanted = makeDemand({ weeks: 4, seed, effortHours });
          const other = { ...makeDemand({ weeks: 4, seed: seed + 1, effortHours: 40 }), id: 'other', priority: 0.5 };
          const asked = { team: any, demand: wanted, ...(isPromised ? { committed: [other] } : {}) };
          for (const remedy of suggestRemedies({ ...asked, training: { weeksPerLevel: 1, hoursPerWeek: 4 } })) {
            const answer = applyRemedy({ ...asked, remedy });
            const steps = remedy.kind === 'combine' ? remedy.steps : [remedy];
            const needsPeople = steps.some(({ kind }) => kind === 'hire' || kind === 'train');
            expect(answer.ok).toBe(!needsPeople);
            if (!answer.ok) continue;
            for (const { kind } of [remedy, ...steps]) seen.add(kind);
            const { ok: _ok, ...question } = answer;
            expect(admitDemand(question).ok, remedy.kind).toBe(true);
            const dropped = remedy.breaks.flatMap((one) =>
              one.kind === 'dropped' && one.itemId !== wanted.id ? [one.hours] : [],
            );
            const lost = dropped.reduce((sum, hours) => sum + hours, 0);
            expect(plannedHours(question.team)).toBeCloseTo(plannedHours(any) - lost, 3);
          }
        },
      ),
      { numRuns: companies(400) },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['split', 'postpone']));
  });
});
