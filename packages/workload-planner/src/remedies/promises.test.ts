import { describe, expect, it } from 'vitest';
import { suggestRemedies } from '../index.ts';

const person = (id: string, skills: Readonly<Record<string, number>> = {}, more: object = {}) => ({
  ...{ id, hoursPerDay: 8, focus: 1, skills },
  ...more,
});
const demand = { id: 'd', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
const kindOf = <Kind extends string>(remedies: ReturnType<typeof suggestRemedies>, kind: Kind) =>
  remedies.find((remedy) => remedy.kind === kind);

describe('steps taken together', () => {
  const week = { start: '2026-11-16', end: '2026-11-21' };
  const lin = person('lin', { go: 3 });

  it('do not hand two things to somebody with time for one', () => {
    const move = (id: string) => ({ id, personId: 'lin', ...week, hours: 20, core: true, needs: { doc: 1 } });
    const busy = (id: string) => ({ id: `busy-${id}`, personId: id, ...week, hours: 15, core: true });
    const people = [lin, person('ann', { doc: 1 }), person('bob', { doc: 1 })];
    const team = { people, allocations: [move('m1'), move('m2'), busy('ann'), busy('bob')] };
    const together = kindOf(suggestRemedies({ team, demand }), 'combine');
    expect(together).toMatchObject({
      closes: true,
      breaks: [],
      steps: [
        { kind: 'move', itemId: 'm1', toPersonId: 'ann' },
        { kind: 'move', itemId: 'm2', toPersonId: 'bob' },
      ],
    });
  });

  it('say that what is put off together overloads somebody', () => {
    const put = (id: string) => ({ id, personId: 'lin', ...week, hours: 20, core: false });
    const next = { id: 'next', personId: 'lin', start: '2026-11-23', end: '2026-11-28', hours: 20, core: true };
    const team = { people: [lin], allocations: [put('m1'), put('m2'), next] };
    const together = kindOf(suggestRemedies({ team, demand }), 'combine');
    expect(together?.closes).toBe(true);
    expect(together?.breaks).toContainEqual({ kind: 'overload', personId: 'lin', hours: 20 });
  });
});

describe('work that is put off', () => {
  const work = { id: 'w', personId: 'lin', start: '2026-11-16', end: '2026-11-21', share: 0.5, core: false };
  const defer = (more: object) =>
    kindOf(
      suggestRemedies({ team: { people: [person('lin', { go: 3 }, more)], allocations: [work] }, demand }),
      'defer',
    );

  it('waits until somebody who is away is back', () => {
    const away = { absences: [{ start: '2026-11-23', end: '2026-11-28' }] };
    expect(defer(away)).toMatchObject({ resumes: '2026-11-30', breaks: [], price: { delayDays: 14 } });
  });

  it('is called dropped where its person has left by then', () => {
    expect(defer({ employedUntil: '2026-11-21' })).toMatchObject({
      breaks: [{ kind: 'dropped', itemId: 'w', hours: 20 }],
      price: { valueLost: null },
    });
  });
});

it('hires nobody for public holidays', () => {
  const holidays = ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'];
  const team = { people: [person('lin', { go: 3 }, { calendarId: 'cn' })], calendars: [{ id: 'cn', holidays }] };
  const asked = { ...demand, effortHours: 8, start: '2026-10-01', deadline: '2026-10-02' };
  expect(kindOf(suggestRemedies({ team, demand: asked }), 'hire')).toBeUndefined();
});

describe('training', () => {
  const training = { weeksPerLevel: 1, hoursPerWeek: 8 };
  const asked = { ...demand, effortHours: 200, deadline: '2026-12-18' };

  it('begins when somebody is employed, and counts no hour before', () => {
    const zhao = person('zhao', { go: 2 }, { employedFrom: '2026-12-07' });
    const team = { people: [person('lin', { go: 3 }), zhao] };
    expect(kindOf(suggestRemedies({ team, demand: asked, training }), 'train')).toBeUndefined();
    const small = { ...asked, effortHours: 240 };
    const taught = suggestRemedies({ team, demand: { ...small, effortHours: 230 }, training });
    expect(kindOf(taught, 'train')).toMatchObject({ readyOn: '2026-12-14', freesHours: 40, closes: true });
  });

  it('is open to those whom the demand names', () => {
    const team = { people: [person('lin', { go: 3 }), person('zhao', { go: 2 })] };
    const named = { ...asked, effortHours: 220, candidateIds: ['lin', 'zhao'] };
    expect(kindOf(suggestRemedies({ team, demand: named, training }), 'train')).toMatchObject({ personId: 'zhao' });
    const other = { ...named, candidateIds: ['lin'] };
    expect(kindOf(suggestRemedies({ team, demand: other, training }), 'train')).toBeUndefined();
  });
});
