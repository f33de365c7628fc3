import { describe, expect, it } from 'vitest';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import { type Allocation, type Person, type Remedy, suggestRemedies } from '../index.ts';

const person = (id: string, skills: Person['skills'], more: Partial<Person> = {}): Person => ({
  id,
  hoursPerDay: 8,
  focus: 0.8,
  skills,
  ...more,
});
const campaign = team.allocations![0]!;
const survey: Allocation = { ...team.allocations![1]!, core: true };
const training = { weeksPerLevel: 1, hoursPerWeek: 5 };
const only = <Kind extends Remedy['kind']>(remedies: readonly Remedy[], kind: Kind) =>
  remedies.filter((one): one is Extract<Remedy, { readonly kind: Kind }> => one.kind === kind);

describe('training', () => {
  const learn = (learners: readonly Person[], allocations: readonly Allocation[] = [], change: object = {}) => {
    const people = [...team.people, ...learners];
    const given = { people, allocations: [campaign, survey, ...allocations] };
    return only(suggestRemedies({ team: given, demand: { ...demand, ...change }, training }), 'train');
  };

  it('names the skills that are lacking, in their order, and no others', () => {
    const two = { needs: { sql: 2, go: 3, test: 1 }, effortHours: 10, deadline: '2026-12-11' };
    const [one] = learn([person('qian', { test: 4, go: 2, sql: 1 })], [], two);
    expect(one?.skills).toEqual([
      { skill: 'go', from: 2, to: 3 },
      { skill: 'sql', from: 1, to: 2 },
    ]);
  });

  it('takes those who lack as much by name', () => {
    const twins = ['zoe', 'amy'].map((id) => person(id, { go: 2 }));
    expect(learn(twins).map(({ personId }) => personId)).toEqual(['amy', 'zoe']);
  });

  it('takes along what someone is on, before and after', () => {
    const on = (more: Partial<Allocation>): Allocation => ({ ...survey, id: 'own', personId: 'qian', ...more });
    const qian = person('qian', { go: 2 });
    expect(learn([qian])[0]?.freesHours).toBe(32);
    // Ten hours a week also after learning: so many fewer for the demand.
    expect(learn([qian], [on({ hoursPerWeek: 10 })])[0]?.freesHours).toBe(22);
    expect(learn([qian], [on({ hoursPerWeek: 10, end: '2026-11-23' })])[0]?.freesHours).toBe(32);
    expect(learn([qian], [on({ hoursPerWeek: 10, start: '2026-11-23' })])[0]?.freesHours).toBe(22);
  });

  it('comes too late where the deadline is before the first day after it', () => {
    expect(learn([person('qian', { go: 2 })], [], { deadline: '2026-11-22', effortHours: 25 })).toEqual([]);
  });
});

describe('freeing hours', () => {
  const small = { ...demand, effortHours: 50 };
  const soft = (id: string, hoursPerWeek: number, more: Partial<Allocation> = {}): Allocation => ({
    ...survey,
    id,
    hoursPerWeek,
    core: false,
    ...more,
  });
  const remediesFor = (allocations: readonly Allocation[], people = team.people, asked = small) =>
    suggestRemedies({ team: { people, allocations: [campaign, ...allocations] }, demand: asked });

  it('puts off what frees most first, of equals the first by name, and nothing outside the days', () => {
    const allocations = [
      soft('b', 8),
      soft('a', 8),
      soft('big', 9),
      soft('past', 30, { start: '2026-11-02', end: '2026-11-16' }),
      soft('future', 30, { start: '2026-12-28', end: '2027-01-11' }),
    ];
    const offers = remediesFor(allocations, team.people, { ...demand, effortHours: 30 });
    expect(only(offers, 'defer').map(({ itemId, freesHours }) => [itemId, freesHours])).toEqual([
      ['big', 18],
      ['a', 16],
      ['b', 16],
    ]);
    expect(only(offers, 'defer')[0]).toMatchObject({ personId: 'zhao', resumes: '2026-11-30' });
  });

  it('hands over to the least versatile with room, and carries the hours, not the share', () => {
    const people = [
      ...team.people,
      person('wide', { survey: 2, art: 1 }),
      person('away', { survey: 2 }, { absences: [{ start: '2026-11-01', end: '2026-12-31' }] }),
      person('part', { survey: 2 }, { employmentShare: 0.5 }),
      person('weak', { survey: 0 }),
    ];
    const movable = soft('survey', 0, { needs: { survey: 1 }, share: 0.25 });
    const { hoursPerWeek: _rate, ...byShare } = movable;
    const move = only(remediesFor([byShare], people), 'move');
    // A quarter of Zhao's 64 hours are half of what a half-timer has: they fit.
    expect(move).toMatchObject([{ itemId: 'survey', fromPersonId: 'zhao', toPersonId: 'part', freesHours: 16 }]);
    const full = soft('full', 32, { personId: 'part' });
    const next = only(remediesFor([byShare, { ...full, hoursPerWeek: 16 }], people), 'move');
    expect(next).toMatchObject([{ toPersonId: 'wide' }]);
    expect(only(remediesFor([soft('survey', 8)], people), 'move')).toEqual([]);
  });

  it('says how late, from the first late day on', () => {
    const due = (deadline: string) => only(remediesFor([soft('survey', 8, { deadline })]), 'defer')[0]?.breaks;
    expect(due('2026-12-13')).toEqual([]);
    expect(due('2026-12-12')).toEqual([
      { kind: 'deadline', itemId: 'survey', deadline: '2026-12-12', newDate: '2026-12-13', lateDays: 1 },
    ]);
  });

  it('keeps what was done before the demand begins', () => {
    const long = soft('survey', 8, { start: '2026-11-02', end: '2026-12-14', deadline: '2026-12-12', value: 3 });
    const [cut] = only(remediesFor([long]), 'cut');
    // Six weeks of eight hours, of which two lie before.
    expect(cut).toMatchObject({ breaks: [{ kind: 'dropped', itemId: 'survey', hours: 32 }], price: { valueLost: 3 } });
    const [unvalued] = only(remediesFor([{ ...long, id: 'x', value: undefined } as never]), 'cut');
    expect(unvalued?.price.valueLost ?? null).toBeNull();
  });
});
