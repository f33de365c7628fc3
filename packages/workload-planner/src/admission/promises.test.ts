import { describe, expect, it } from 'vitest';
import { admitDemand, type Demand, suggestRemedies } from '../index.ts';

const person = (id: string, skills: Readonly<Record<string, number>>) => ({ id, hoursPerDay: 8, focus: 1, skills });
const team = { people: [person('lin', { go: 3 }), person('wu', { ui: 3 })] };
const asOf = '2026-11-18';

describe('a promise that cannot be kept any more', () => {
  const promo: Demand = { id: 'promo', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
  const site: Demand = { id: 'site', effortHours: 4, needs: { ui: 3 }, start: asOf, deadline: '2026-11-27' };

  it('is named, and refuses nobody who takes nothing from it', () => {
    const answer = admitDemand({ team, demand: site, committed: [promo], asOf });
    expect(answer).toMatchObject({ ok: true, brokenPromises: [{ demandId: 'promo', missingHours: 16 }] });
    // What can be kept of it stays planned: Wednesday to Friday.
    const kept = answer.ok ? answer.plan.filter(({ demandId }) => demandId === 'promo') : [];
    expect(kept.reduce((sum, { hours }) => sum + hours, 0)).toBe(24);
  });

  it('keeps the hours that it still can have', () => {
    const more = { ...promo, id: 'more', effortHours: 8 };
    const answer = admitDemand({ team, demand: more, committed: [promo], asOf });
    expect(answer).toMatchObject({
      ok: false,
      rejection: { code: 'planner/not-enough-hours', missingHours: 8, earliestDate: '2026-11-23' },
      brokenPromises: [{ demandId: 'promo', missingHours: 16 }],
    });
    const [remedy] = suggestRemedies({ team, demand: more, committed: [promo], asOf }).filter((one) => one.closes);
    expect(remedy).toMatchObject({ kind: 'hire', missingHours: 0 });
  });

  it.each<readonly [string, Demand]>([
    ['nobody has its skill', { ...promo, needs: { rust: 1 } }],
    ['its people have left', { ...promo, candidateIds: ['gone'] }],
    ['its deadline is past', { ...promo, deadline: '2026-11-17' }],
  ])('where %s', (_why, other) => {
    const answer = admitDemand({ team, demand: { ...site, needs: { go: 3 } }, committed: [other], asOf });
    expect(answer).toMatchObject({ ok: true, brokenPromises: [{ demandId: 'promo', missingHours: 40 }] });
  });

  it('whose items take too long whatever is asked: they are late, and the rest goes on', () => {
    const items = [
      { id: 'a', effortHours: 24, needs: { go: 3 } },
      { id: 'b', effortHours: 8, needs: { go: 3 }, predecessors: ['a'], deadline: '2026-11-20' },
    ];
    const { effortHours: _hours, needs: _needs, ...rest } = promo;
    const answer = admitDemand({ team, demand: site, committed: [{ ...rest, items }], asOf });
    expect(answer).toMatchObject({ ok: true, brokenPromises: [{ demandId: 'promo', missingHours: null }] });
  });
});

describe('a date for items in order', () => {
  const lin = { people: [person('lin', { go: 3 })] };
  const of = (id: string, effortHours: number, more: object = {}): Demand => ({
    ...{ id, start: '2026-11-16', deadline: '2026-11-20' },
    items: [{ id: 'one', effortHours, needs: { go: 3 } }],
    ...more,
  });

  it('is looked for later where the demand would push others back', () => {
    const answer = admitDemand({ team: lin, demand: of('d', 8, { priority: 5 }), committed: [of('c', 40)] });
    const date = answer.ok || !('earliestDate' in answer.rejection) ? null : answer.rejection.earliestDate;
    expect(date).toBe('2026-11-23');
    const again = { team: lin, demand: of('d', 8, { priority: 5, deadline: date }), committed: [of('c', 40)] };
    expect(admitDemand(again).ok).toBe(true);
  });

  it('keeps to the order also where the deadline has passed', () => {
    const people = [person('lin', { go: 3 }), person('wu', { go: 3 })];
    const items = [
      { id: 'a', effortHours: 8 },
      { id: 'b', effortHours: 8, predecessors: ['a'] },
    ];
    const asked = { id: 'd', start: '2026-11-16', deadline: '2026-11-13', items };
    const answer = admitDemand({ team: { people }, demand: asked });
    expect(answer).toMatchObject({ rejection: { code: 'planner/deadline-passed', earliestDate: '2026-11-17' } });
    expect(admitDemand({ team: { people }, demand: { ...asked, deadline: '2026-11-17' } }).ok).toBe(true);
  });
});
