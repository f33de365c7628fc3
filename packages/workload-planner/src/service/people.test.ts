import { createEmitter, publishTo } from '@meritkit/core/events';
import { createMemoryAuditSink, createMemoryDatabase } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../../testing/example-team.ts';
import { createPlanner, type Demand, type PlannerEvents, scheduleWork } from '../index.ts';
import { createMemoryPlannerStore } from '../memory/index.ts';

const actor = { id: 'zhou', requestId: 'r-1' };
const all = { cursor: null, limit: 100 };

async function makePlanner() {
  const store = createMemoryPlannerStore({ tenantId: 'acme' });
  const sink = createMemoryAuditSink({ tenantId: 'acme', database: createMemoryDatabase() });
  const emitter = createEmitter<PlannerEvents>();
  const told: string[] = [];
  emitter.on('*', (type) => told.push(type));
  const planner = createPlanner({
    store,
    people: { specificationVersion: 'v1', tenantId: 'acme', readPeople: async () => ({ people: exampleTeam.people }) },
    now: () => '2026-11-16T09:00:00+08:00',
    audit: sink,
    publish: publishTo(emitter),
  });
  for (const allocation of exampleTeam.allocations!)
    await planner.saveAllocation({ key: allocation.id, actor, allocation });
  const audited = async () =>
    (await sink.list({ filter: {}, page: all })).items.map(({ action, subject, personId }) => [
      action,
      subject.id,
      personId,
    ]);
  const before = (await audited()).length;
  return { planner, store, told, audited: async () => (await audited()).slice(before), everything: audited };
}

/** Whoever may do an item of it is named in that item alone. */
const ordered: Demand = {
  ...{ id: 'port', start: '2026-11-16', deadline: '2026-12-18' },
  items: [
    { id: 'build', effortHours: 4, candidateIds: ['lin'] },
    { id: 'test', effortHours: 4, candidateIds: ['zhao'], predecessors: ['build'] },
  ],
};

describe('what is read of people', () => {
  it('is listed by person and by period, in pages', async () => {
    const { planner } = await makePlanner();
    await planner.admit({ key: 'a', actor, demand: { ...exampleDemand, effortHours: 8, candidateIds: ['zhao'] } });
    await planner.admit({ key: 'b', actor, demand: ordered });
    const ids = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id);
    const query = { actor, page: all };
    expect(ids(await planner.listAllocations(query))).toEqual(['campaign', 'survey']);
    expect((await planner.listAllocations({ ...query, personId: 'lin' })).items).toEqual([exampleTeam.allocations![0]]);
    expect(ids(await planner.listDemands(query))).toEqual(['port', 'promo']);
    expect(ids(await planner.listDemands({ ...query, personId: 'lin' }))).toEqual(['port']);
    expect(ids(await planner.listDemands({ ...query, personId: 'zhao' }))).toEqual(['port', 'promo']);
    // A deadline is a day of its demand, an allocation's end is none.
    const from = (start: string) => ({ ...query, period: { start, end: '2027-01-01' } });
    expect(ids(await planner.listDemands(from('2026-11-27')))).toEqual(['port', 'promo']);
    expect(ids(await planner.listDemands(from('2026-11-28')))).toEqual(['port']);
    expect(ids(await planner.listAllocations(from('2026-11-29')))).toEqual(['campaign', 'survey']);
    expect(ids(await planner.listAllocations(from('2026-11-30')))).toEqual([]);
    const first = await planner.listAllocations({ actor, page: { cursor: null, limit: 1 } });
    const second = await planner.listAllocations({ actor, page: { cursor: first.nextCursor, limit: 1 } });
    expect([ids(first), ids(second), second.nextCursor]).toEqual([['campaign'], ['survey'], null]);
    const wrong = planner.listDemands({ ...query, period: { start: '2026-11-31', end: '2027-01-01' } });
    await expect(wrong).rejects.toMatchObject({ code: 'core/not-a-date', issues: [{ path: ['period', 'start'] }] });
  });

  it('skips pages on which nothing is of the period', async () => {
    const { planner } = await makePlanner();
    const late = { ...exampleTeam.allocations![0]!, id: 'z', start: '2027-02-01', end: '2027-02-08' };
    await planner.saveAllocation({ key: 'z', actor, allocation: late });
    const period = { start: '2027-01-01', end: '2027-03-01' };
    const page = await planner.listAllocations({ actor, period, page: { cursor: null, limit: 1 } });
    expect(page).toEqual({ items: [late], nextCursor: null });
  });

  it('is audited, with the person where it is one', async () => {
    const { planner, audited, everything } = await makePlanner();
    const items = [{ id: 'a', effortHours: 4 }];
    const plan = scheduleWork({ team: exampleTeam, items, start: '2026-11-16', seed: 1 });
    await planner.publishPlan({ key: 'p', actor, planId: 'autumn', plan, items });
    await planner.readPlan({ actor, planId: 'autumn' });
    await planner.previewDemand({ actor, demand: exampleDemand });
    await planner.suggestRemedies({ actor, demand: exampleDemand });
    await planner.listAllocations({ actor, page: all });
    await planner.listDemands({ actor, personId: 'lin', page: all });
    await planner.exportPerson({ actor, personId: 'zhao' });
    await planner.endAllocation({ key: 'e', actor, allocationId: 'survey' });
    expect((await everything()).slice(0, 2)).toEqual([
      ['planner.save-allocation', 'campaign', 'lin'],
      ['planner.save-allocation', 'survey', 'zhao'],
    ]);
    expect(await audited()).toEqual([
      ['planner.publish-plan', 'p', undefined],
      ['planner.plan.read', 'autumn', undefined],
      ['planner.demand.previewed', 'promo', undefined],
      ['planner.remedies.suggested', 'promo', undefined],
      ['planner.allocations.read', 'all', undefined],
      ['planner.demands.read', 'lin', 'lin'],
      ['planner.person.exported', 'zhao', 'zhao'],
      ['planner.end-allocation', 'e', 'zhao'],
    ]);
  });
});

describe('a person’s data', () => {
  it('is exported whole, and nothing of it is left once it is erased', async () => {
    const { planner, store, everything } = await makePlanner();
    await planner.admit({ key: 'b', actor, demand: ordered });
    const items = [{ id: 'a', effortHours: 4, candidateIds: ['lin'] }];
    const plan = scheduleWork({ team: { people: exampleTeam.people }, items, start: '2026-11-16', seed: 1 });
    await planner.publishPlan({ key: 'p', actor, planId: 'autumn', plan, items });
    const query = { actor, personId: 'lin' };
    const exported = await planner.exportPerson(query);
    expect(exported.documents.map(({ type, id }) => [type, id])).toEqual([
      ['allocation', 'campaign'],
      ['demand', 'port'],
      ['plan', 'autumn'],
    ]);
    expect(exported.documents[0]!.body).toMatchObject({ schemaVersion: 1, personId: 'lin' });
    await planner.erasePerson({ key: 'x', actor, personId: 'lin' });
    expect(await planner.exportPerson(query)).toEqual({ personId: 'lin', documents: [] });
    const left = await Promise.all(
      (['allocation', 'demand', 'plan'] as const).map((type) => store.listDocuments({ type, page: all })),
    );
    expect(JSON.stringify(left)).not.toContain('"lin"');
    expect(JSON.stringify(left)).toContain('"zhao"');
    const [erased] = (await everything()).filter(([action]) => action === 'planner.person.erased');
    expect(erased).toEqual(['planner.person.erased', 'x', undefined]);
  });

  it('is told to be erased once, in the outbox too, and stays told', async () => {
    const { planner, store, told } = await makePlanner();
    told.length = 0;
    const command = { key: 'x', actor, personId: 'lin' };
    const { result, events } = await planner.erasePerson(command);
    expect(result).toEqual({ documents: 1 });
    expect(events.map(({ type, subject, data }) => [type, subject, data])).toEqual([
      ['meritkit.planner.person-erased.v1', 'erased', { personId: 'lin' }],
    ]);
    expect(await planner.erasePerson(command)).toEqual({ result, events: [] });
    await planner.erasePerson({ ...command, key: 'y' });
    expect(told).toEqual(['meritkit.planner.person-erased.v1', 'meritkit.planner.person-erased.v1']);
    const outbox = (await store.listEvents({ page: all })).items.filter(({ type }) => type === events[0]!.type);
    expect(outbox.map(({ data }) => data)).toEqual([{ personId: 'lin' }, { personId: 'lin' }]);
  });
});
