import { describe, expect, it } from 'vitest';
import { exampleTeam as team } from '../../testing/example-team.ts';
import { admitDemand, type Remedy, suggestRemedies, type Team } from '../index.ts';

const survey = team.allocations![1]!;
const kinds = (remedies: readonly Remedy[]) => remedies.map(({ kind }) => kind);

describe('remedies of items with an order', () => {
  const person = { hoursPerDay: 8, focus: 1, skills: { go: 3 } };
  const open: Team = { people: ['lin', 'zhao'].map((id) => ({ ...person, id })), allocations: [] };
  const chain = {
    id: 'chain',
    start: '2026-11-16',
    deadline: '2026-11-18',
    items: [
      { id: 'build', effortHours: 16, needs: { go: 3 } },
      { id: 'test', effortHours: 16, needs: { go: 3 }, predecessors: ['build'] },
    ],
  };

  it('never calls hours enough where the order is too long', () => {
    const spare = { ...survey, personId: 'zhao', start: '2026-11-16', end: '2026-11-20' };
    const remedies = suggestRemedies({ team: { ...open, allocations: [spare] }, demand: chain });
    expect(remedies).toMatchObject([
      { kind: 'split', closes: false, hoursByDeadline: 16, hoursLater: 16, laterDate: '2026-11-19' },
    ]);
  });

  it('puts off what keeps someone from starting in time, shown by a schedule', () => {
    const both = open.people.map(({ id }) => ({ ...survey, id: `survey-${id}`, personId: id, hoursPerWeek: 20 }));
    const due = { ...chain, deadline: '2026-11-19' };
    const full = { ...open, allocations: both };
    const [first] = suggestRemedies({ team: full, demand: due });
    expect(first).toMatchObject({ kind: 'defer', closes: true });
    const without = { ...full, allocations: both.filter(({ id }) => first?.kind !== 'defer' || id !== first.itemId) };
    expect(admitDemand({ team: full, demand: due }).ok).toBe(false);
    expect(admitDemand({ team: without, demand: due }).ok).toBe(true);
  });

  it('lets an ordered demand wait until a day that a schedule keeps', () => {
    const late = {
      ...chain,
      deadline: '2026-11-17',
      priority: 1,
      items: chain.items.map((item) => ({ ...item, effortHours: 8 })),
    };
    const urgent = {
      id: 'now',
      effortHours: 32,
      needs: { go: 3 },
      start: '2026-11-16',
      deadline: '2026-11-17',
      priority: 2,
    };
    const asked = admitDemand({ team: open, demand: urgent, committed: [late] });
    expect(asked).toMatchObject({ ok: false, rejection: { missingHours: 16, earliestDate: '2026-11-18' } });
    // All four days of the two are taken until the 17th; then one item a day, the second after the first.
    expect(suggestRemedies({ team: open, demand: urgent, committed: [late] })).toMatchObject([
      { kind: 'hire', closes: true, breaks: [] },
      { kind: 'reprioritise', closes: true, demandId: 'chain', newDate: '2026-11-19', breaks: [{ lateDays: 2 }] },
      { kind: 'postpone', closes: false, demandId: 'now', newDate: '2026-11-18' },
      { kind: 'reduce', closes: false, itemId: 'now', hoursKept: 16, hoursCut: 16 },
    ]);
  });

  it('brings in a whole person where a share of one would be too slow', () => {
    const needs = { rust: 1 };
    const wanted = { ...chain, deadline: '2026-11-19', items: chain.items.map((item) => ({ ...item, needs })) };
    const hire = suggestRemedies({ team: open, demand: wanted }).find(({ kind }) => kind === 'hire');
    expect(hire).toMatchObject({ closes: true, share: 1, people: 1, price: { extraHours: 32 } });
    const tight = { ...wanted, deadline: '2026-11-27', start: '2026-11-24' };
    expect(kinds(suggestRemedies({ team: open, demand: tight }))).toEqual(['hire']);
  });
});
