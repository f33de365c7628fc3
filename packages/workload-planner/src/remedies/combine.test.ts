import { describe, expect, it } from 'vitest';
import { exampleDemand as demand, exampleTeam as team } from '../../testing/example-team.ts';
import { type Allocation, type Demand, type Person, type Remedy, suggestRemedies } from '../index.ts';

const [campaign, survey] = team.allocations as [Allocation, Allocation];
const soft = (id: string, hoursPerWeek: number, more: Partial<Allocation> = {}): Allocation => ({
  ...survey,
  id,
  hoursPerWeek,
  ...more,
});
const remediesFor = (allocations: readonly Allocation[], asked: Demand, more: readonly Person[] = []) =>
  suggestRemedies({
    team: { people: [...team.people, ...more], allocations: [campaign, ...allocations] },
    demand: asked,
  });
const combined = (remedies: readonly Remedy[]) => {
  const [found] = remedies.flatMap((one) => (one.kind === 'combine' ? [one] : []));
  return found;
};
const stepsOf = (remedies: readonly Remedy[]) =>
  combined(remedies)?.steps.map((step) => [step.kind, 'itemId' in step ? step.itemId : null]);
/** Zhao's two weeks hold 64 hours; so many more are missing than are free. */
const missing = (hours: number, allocations: readonly Allocation[]): Demand => ({
  ...demand,
  effortHours: 64 - allocations.reduce((sum, { hoursPerWeek = 0 }) => sum + 2 * hoursPerWeek, 0) + hours,
});

describe('several steps together', () => {
  // Late and in the way of other work if put off: to give it up breaks one thing, to put it off two.
  const full = soft('full', 30, { start: '2026-11-30', end: '2026-12-14', core: true });
  const doomed = (id: string, hoursPerWeek: number, value?: number): Allocation =>
    soft(id, hoursPerWeek, { deadline: '2026-11-27', ...(value === undefined ? {} : { value }) });

  it('leave out every step without which the others are enough', () => {
    // The cheapest first: handing over (4 hours), then twelve and ten by putting off. 22 are missing: 12 and 10 do.
    const work = [soft('small', 2, { needs: { survey: 1 } }), soft('b', 6), soft('c', 5)];
    const other: Person = { ...team.people[0]!, id: 'qian', skills: { survey: 1 } };
    expect(stepsOf(remediesFor(work, missing(22, work), [other]))).toEqual([
      ['defer', 'b'],
      ['defer', 'c'],
    ]);
    // With 24 missing the four hours are needed too.
    const all = combined(remediesFor(work, missing(24, work), [other]));
    expect(all?.steps.map(({ kind }) => kind)).toEqual(['move', 'defer', 'defer']);
    expect(all).toMatchObject({ freesHours: 26, missingHours: 0, closes: true });
  });

  it('are those that break least, though others free more', () => {
    const work = [soft('due', 8, { deadline: '2026-12-01' }), soft('b', 6), soft('c', 5)];
    expect(stepsOf(remediesFor(work, missing(20, work)))).toEqual([
      ['defer', 'b'],
      ['defer', 'c'],
    ]);
  });

  it('are not offered beside one that is enough alone', () => {
    const work = [soft('b', 6), soft('c', 1)];
    expect(stepsOf(remediesFor(work, missing(12, work)))).toBeUndefined();
    expect(stepsOf(remediesFor(work, missing(13, work)))).toHaveLength(2);
  });

  it('take new people for what is left where all of them are too little', () => {
    const work = [soft('b', 6), soft('c', 1)];
    const remedies = suggestRemedies({
      team: { ...team, allocations: [campaign, ...work] },
      demand: missing(20, work),
      rates: { hirePerHour: { amount: '50', currency: 'CNY' } },
    });
    const [alone] = remedies.flatMap((one) => (one.kind === 'hire' ? [one] : []));
    const together = combined(remedies);
    expect(together?.steps.map((step) => [step.kind, Math.round(step.freesHours)])).toEqual([
      ['defer', 12],
      ['defer', 2],
      ['hire', 6],
    ]);
    expect(together).toMatchObject({
      closes: true,
      missingHours: 0,
      price: { extraHours: 6, delayDays: 14, money: { amount: '300.00', currency: 'CNY' } },
    });
    expect(alone?.price.money).toEqual({ amount: '1000.00', currency: 'CNY' });
    // Both need somebody new; the simpler one comes first.
    expect(remedies.map(({ kind }) => kind)).toEqual(['hire', 'combine', 'split']);
  });

  it('break nothing for the sake of fewer hours of new people', () => {
    const work = [doomed('b', 6, 3), soft('c', 2)];
    const some = combined(remediesFor([...work, full], missing(40, work)));
    expect(some?.steps.map(({ kind }) => kind)).toEqual(['defer', 'hire']);
    const none = [doomed('b', 6, 3)];
    expect(combined(remediesFor([...none, full], missing(40, none)))).toBeUndefined();
  });

  it('are not offered where nobody new would be enough either', () => {
    const work = [soft('b', 6)];
    const named = { ...missing(40, work), candidateIds: ['zhao'] };
    expect(stepsOf(remediesFor(work, named))).toBeUndefined();
  });

  it('move other work by as much as the longest of them, and come before looking for people', () => {
    const work = [soft('b', 6), soft('c', 5, { start: '2026-11-23' })];
    const remedies = remediesFor(work, { ...demand, effortHours: 64 });
    expect(combined(remedies)?.steps.map(({ price }) => price.delayDays)).toEqual([7, 14]);
    expect(combined(remedies)?.price).toEqual({ extraHours: 0, delayDays: 14, valueLost: 0, money: null });
    expect(remedies.map(({ kind }) => kind)).toEqual(['combine', 'hire', 'split']);
  });

  it('add up the value that is given up; where one is unknown, so is the sum', () => {
    const valued = [doomed('b', 6, 3), doomed('c', 5, 4)];
    const both = combined(remediesFor([...valued, full], missing(20, valued)));
    expect(both?.steps.map(({ kind }) => kind)).toEqual(['cut', 'cut']);
    expect(both?.price).toMatchObject({ valueLost: 7, delayDays: 0 });
    expect(both?.breaks).toEqual([
      { kind: 'dropped', itemId: 'b', hours: 12 },
      { kind: 'dropped', itemId: 'c', hours: 10 },
    ]);
    const unknown = [doomed('b', 6, 3), doomed('c', 5)];
    expect(combined(remediesFor([...unknown, full], missing(20, unknown)))?.price.valueLost).toBeNull();
  });

  it('give up what is known to be worth little before what may be worth anything', () => {
    const work = [doomed('a', 6), doomed('b', 6, 5)];
    const cuts = remediesFor([...work, full], missing(10, work)).flatMap((one) =>
      one.kind === 'cut' ? [one.itemId] : [],
    );
    expect(cuts).toEqual(['b', 'a']);
  });
});

describe('remedies that are alike', () => {
  it('come by name', () => {
    const promise = { needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-27', effortHours: 20, priority: 1 };
    const committed = ['z', 'm', 'a'].map((id) => ({ ...promise, id, effortHours: 10 }));
    const asked = { ...demand, effortHours: 24, priority: 2 };
    const waiting = suggestRemedies({ team, demand: asked, committed }).flatMap((one) =>
      one.kind === 'reprioritise' ? [one.demandId] : [],
    );
    expect(waiting).toEqual(['a', 'm', 'z']);
  });

  it('also those who learn, though one lacks less', () => {
    const people = [
      ['zoe', 2.5],
      ['amy', 2],
    ].map(([id, go]) => ({ ...team.people[0]!, id: id as string, skills: { go: go as number } }));
    const remedies = suggestRemedies({
      team: { people: [...team.people, ...people], allocations: [campaign, { ...survey, core: true }] },
      demand: { ...demand, effortHours: 60 },
      training: { weeksPerLevel: 1, hoursPerWeek: 5 },
    });
    expect(remedies.flatMap((one) => (one.kind === 'train' ? [one.personId] : []))).toEqual(['amy', 'zoe']);
  });
});
