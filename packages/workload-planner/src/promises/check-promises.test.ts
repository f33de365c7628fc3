import { createMemoryAuditSink, createMemoryDatabase } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import {
  type Allocation,
  admitDemand,
  checkPromises,
  createPlanner,
  type Demand,
  type Person,
  suggestRemedies,
} from '../index.ts';
import { createMemoryPlannerStore } from '../memory/index.ts';

const asOf = '2026-11-16';
const person = (id: string, change: Partial<Person> = {}): Person => ({
  ...{ id, hoursPerDay: 8, focus: 1, skills: { go: 3 } },
  ...change,
});
const shop: Demand = { id: 'shop', effortHours: 60, needs: { go: 3 }, start: asOf, deadline: '2026-11-20' };
const ops: Allocation = {
  id: 'ops',
  personId: 'lin',
  hoursPerWeek: 4,
  start: '2026-11-02',
  end: '2026-12-14',
  core: true,
};
const people = [person('lin'), person('zhao')];
const nothing = { asOf, broken: [], overdue: [], unattended: [] };
const ill = { absences: [{ start: asOf, end: '2026-11-19', kind: 'sick' }] };

describe('what was promised', () => {
  it('holds while the hours are there', () => {
    expect(checkPromises({ team: { people, allocations: [ops] }, committed: [shop], asOf })).toEqual(nothing);
    expect(checkPromises({ team: { people: [] }, committed: [], asOf })).toEqual(nothing);
  });

  it('is broken by sick leave, by as much as admission says, and remedies are about that', () => {
    const team = { people: [person('lin', ill), person('zhao')] };
    const { broken } = checkPromises({ team, committed: [shop], asOf });
    expect(broken).toEqual([{ demandId: 'shop', missingHours: 4 }]);
    const anew = admitDemand({ team, demand: shop, committed: [], asOf });
    expect(!anew.ok && anew.rejection).toMatchObject({ missingHours: 4 });
    expect(suggestRemedies({ team, demand: shop, asOf }).map(({ kind }) => kind)).toContain('split');
  });

  it('is broken by an order that takes too long, and by nobody being left who can do it', () => {
    const items = [
      { id: 'build', effortHours: 32 },
      { id: 'test', effortHours: 16, predecessors: ['build'] },
    ];
    const { effortHours: _hours, ...rest } = shop;
    const slow = { ...rest, id: 'slow', items };
    expect(checkPromises({ team: { people }, committed: [slow, { ...shop, effortHours: 20 }], asOf }).broken).toEqual([
      { demandId: 'slow', missingHours: null },
    ]);
    const gone = checkPromises({ team: { people: [person('wu', { skills: {} })] }, committed: [shop], asOf });
    expect(gone.broken).toEqual([{ demandId: 'shop', missingHours: 60 }]);
  });

  it('is overdue where its day has passed and something of it remains', () => {
    const past = { ...shop, deadline: '2026-11-13', start: '2026-11-02' };
    const done = { ...past, id: 'done', effortHours: 0 };
    const { overdue, broken } = checkPromises({ team: { people }, committed: [past, done], asOf });
    expect([overdue, broken]).toEqual([[{ demandId: 'shop', deadline: '2026-11-13', remainingHours: 60 }], []]);
  });

  it('is without its person from the day on which they are not there any more, or not yet', () => {
    const work = { allocationId: 'ops', personId: 'lin', projectId: null };
    const unattended = (...there: readonly Person[]) =>
      checkPromises({ team: { people: there, allocations: [ops] }, committed: [], asOf }).unattended;
    expect(unattended(person('zhao'))).toEqual([{ ...work, start: asOf, end: '2026-12-14' }]);
    expect(unattended(person('lin', { employedUntil: '2026-12-01' }))).toEqual([
      { ...work, start: '2026-12-01', end: '2026-12-14' },
    ]);
    expect(unattended(person('lin', { employedUntil: '2026-10-01' }))).toEqual([
      { ...work, start: asOf, end: '2026-12-14' },
    ]);
    expect(unattended(person('lin', { employedFrom: '2026-12-01' }))).toEqual([
      { ...work, start: asOf, end: '2026-12-01' },
    ]);
    expect(unattended(person('lin', { employedFrom: asOf, employedUntil: '2026-12-14' }))).toEqual([]);
    const over = { ...ops, end: asOf };
    expect(checkPromises({ team: { people: [], allocations: [over] }, committed: [], asOf }).unattended).toEqual([]);
  });

  it('may be called as its own question is, and has to be readable', () => {
    const named = { ...shop, id: 'nothing' };
    expect(checkPromises({ team: { people }, committed: [named], asOf })).toEqual(nothing);
    const wrong =
      (committed: readonly Demand[], day = asOf) =>
      () =>
        checkPromises({ team: { people }, committed, asOf: day });
    expect(wrong([shop, shop])).toThrow(expect.objectContaining({ code: 'planner/duplicate-id' }));
    expect(wrong([{ ...shop, effortHours: -1 }])).toThrow(expect.objectContaining({ code: 'planner/invalid-number' }));
    expect(wrong([], '2026-11-31')).toThrow(expect.objectContaining({ code: 'core/not-a-date' }));
  });
});

it('is read from a planner with a store, and audited', async () => {
  const actor = { id: 'zhou', requestId: 'r-1' };
  const sink = createMemoryAuditSink({ tenantId: 'acme', database: createMemoryDatabase() });
  let [present, today] = [people, `${asOf}T09:00:00+08:00`];
  const planner = createPlanner({
    store: createMemoryPlannerStore({ tenantId: 'acme' }),
    people: { specificationVersion: 'v1', tenantId: 'acme', readPeople: async () => ({ people: present }) },
    now: () => today,
    audit: sink,
  });
  await planner.saveAllocation({ key: 'ops', actor, allocation: ops });
  await planner.admit({ key: 'shop', actor, demand: shop });
  expect(await planner.readPromises({ actor })).toEqual(nothing);
  present = [person('zhao')];
  expect(await planner.readPromises({ actor })).toMatchObject({
    broken: [{ demandId: 'shop', missingHours: 20 }],
    unattended: [{ allocationId: 'ops', personId: 'lin', start: asOf }],
  });
  today = '2026-11-23T09:00:00+08:00';
  expect(await planner.readPromises({ actor })).toMatchObject({
    overdue: [{ demandId: 'shop', remainingHours: 60 }],
    broken: [],
    unattended: [{ start: '2026-11-23' }],
  });
  const lines = (await sink.list({ filter: { action: 'planner.promises.read' }, page: { cursor: null, limit: 9 } }))
    .items;
  expect(lines.map(({ subject }) => subject.id)).toEqual([asOf, asOf, '2026-11-23']);
});
