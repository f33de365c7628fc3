import { createMemoryAuditSink, createMemoryDatabase } from '@meritkit/core/memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../../testing/example-team.ts';
import { type AdmissionRunner, createPlanner, type Demand } from '../index.ts';
import { createMemoryPlannerStore } from '../memory/index.ts';
import { runInWorker, servePlanner } from '../worker/index.ts';

const actor = { id: 'zhou', requestId: 'r-1' };
const { effortHours: _hours, ...asked } = exampleDemand;
const ordered: Demand = {
  ...asked,
  items: [
    { id: 'build', effortHours: 16 },
    { id: 'test', effortHours: 8, predecessors: ['build'] },
  ],
};

function makePlanner() {
  const store = createMemoryPlannerStore({ tenantId: 'acme' });
  const audit = createMemoryAuditSink({ tenantId: 'acme', database: createMemoryDatabase() });
  const planner = createPlanner({
    store,
    people: { specificationVersion: 'v1', tenantId: 'acme', readPeople: async () => ({ people: exampleTeam.people }) },
    now: () => '2026-11-16T09:00:00+08:00',
    audit,
  });
  return { planner, store };
}

describe('a question of the planner that a worker works out', () => {
  let channel: MessageChannel;
  beforeEach(() => {
    channel = new MessageChannel();
    servePlanner({ end: channel.port2 });
    channel.port1.start();
    channel.port2.start();
  });
  afterEach(() => channel.port1.close());
  const worker = () => channel.port1;

  it('gets the answer that it gets here, is kept, and counts against the next', async () => {
    const here = makePlanner();
    const there = makePlanner();
    const runner: AdmissionRunner = (task) => runInWorker({ worker: worker(), id: 'ask', kind: 'admit', task });
    const preview = { actor, demand: ordered };
    expect(await there.planner.previewDemand({ ...preview, runner })).toEqual(
      await here.planner.previewDemand(preview),
    );
    const command = { key: 'k', actor, demand: ordered };
    const { result } = await there.planner.admit({ ...command, runner });
    expect(result).toEqual((await here.planner.admit(command)).result);
    // A key has one effect, whoever works it out.
    expect(await there.planner.admit(command)).toEqual({ result, events: [] });
    expect(await there.store.readVersion()).toBe(1);
  });

  it('gets the remedies that it gets here', async () => {
    const { planner } = makePlanner();
    const question = { actor, demand: { ...exampleDemand, effortHours: 200 } };
    const remedies = await planner.suggestRemedies({
      ...question,
      runner: (task) => runInWorker({ worker: worker(), id: 'ways', kind: 'remedies', task }),
    });
    expect(remedies.length).toBeGreaterThan(0);
    expect(remedies).toEqual(await planner.suggestRemedies(question));
  });

  it('promises nothing, and tells nobody, when it is stopped', async () => {
    const { planner, store } = makePlanner();
    const runner: AdmissionRunner = (task) =>
      runInWorker({ worker: worker(), id: 'stopped', kind: 'admit', task, signal: AbortSignal.abort() });
    const { result, events } = await planner.admit({ key: 'k', actor, demand: ordered, runner });
    const rejection = { code: 'planner/search-stopped', demandId: ordered.id };
    expect(result).toMatchObject({ ok: false, decision: 'undecided', rejection });
    expect([events, await store.readVersion()]).toEqual([[], 0]);
    // Its key is as free as that of any refusal.
    expect((await planner.admit({ key: 'k', actor, demand: ordered })).result.ok).toBe(true);
  });
});

it('asks a stopped runner no second time when another write comes in between', async () => {
  const { planner, store } = makePlanner();
  let asks = 0;
  const runner: AdmissionRunner = async () => {
    asks += 1;
    const allocation = { ...exampleTeam.allocations![0]!, id: `other-${asks}` };
    await planner.saveAllocation({ key: `other-${asks}`, actor, allocation });
    return { result: null, cancelled: true };
  };
  const { result } = await planner.admit({ key: 'k', actor, demand: ordered, runner });
  expect(!result.ok && result.rejection.code).toBe('planner/search-stopped');
  expect([asks, await store.readVersion()]).toEqual([1, 1]);
});

it('keeps no yes that was found while it was being stopped, but shows it where nothing is kept', async () => {
  const { planner } = makePlanner();
  const yes = await planner.previewDemand({ actor, demand: ordered });
  const runner: AdmissionRunner = async () => ({ result: yes, cancelled: true });
  expect(await planner.previewDemand({ actor, demand: ordered, runner })).toEqual(yes);
  const { result } = await planner.admit({ key: 'k', actor, demand: ordered, runner });
  expect(!result.ok && result.rejection.code).toBe('planner/search-stopped');
});

it('carries out no remedy whose question was stopped', async () => {
  const { planner, store } = makePlanner();
  for (const allocation of exampleTeam.allocations!)
    await planner.saveAllocation({ key: allocation.id, actor, allocation });
  const [remedy] = await planner.suggestRemedies({ actor, demand: exampleDemand });
  const version = await store.readVersion();
  const command = { key: 'k', actor, demand: exampleDemand, remedy: remedy! };
  const stopped = await planner.admitWithRemedy({
    ...command,
    runner: async () => ({ result: null, cancelled: true }),
  });
  const rejection = { code: 'planner/search-stopped', demandId: 'promo' };
  expect(stopped).toEqual({ result: { ok: false, rejection }, events: [] });
  expect(await store.readVersion()).toBe(version);
  expect((await planner.admitWithRemedy(command)).result.ok).toBe(true);
});
