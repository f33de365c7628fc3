import { createEmitter, publishTo } from '@meritkit/core/events';
import { createMemoryAuditSink, createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { exampleDemand, exampleTeam } from '../testing/example-team.ts';
import {
  type Allocation,
  createPlanner,
  type DocumentType,
  type PeopleSourceV1,
  type PlannerEvents,
  type PlannerStoreV1,
  type Remedy,
  scheduleWork,
} from './index.ts';
import { createMemoryPlannerStore } from './memory/index.ts';

function makePlanner() {
  const memory = createMemoryPlannerStore({ tenantId: 'acme' });
  const intruders = { decision: async (): Promise<unknown> => null, write: async (): Promise<unknown> => null };
  /** What another process does, once, before a call has decided or before it writes. */
  const meanwhile = (before: keyof typeof intruders, work: () => Promise<unknown>) => {
    intruders[before] = () => {
      intruders[before] = async () => null;
      return work();
    };
  };
  const store: PlannerStoreV1<MemoryTransaction> = {
    ...memory,
    findCommit: async (key) => {
      const found = await memory.findCommit(key);
      await intruders.decision();
      return found;
    },
    append: async (commit) => {
      await intruders.write();
      return memory.append(commit);
    },
  };
  const sink = createMemoryAuditSink({ tenantId: 'acme', database: createMemoryDatabase() });
  const audited = async () => (await sink.list({ filter: {}, page: { cursor: null, limit: 100 } })).items;
  const people: PeopleSourceV1 = {
    specificationVersion: 'v1',
    tenantId: 'acme',
    readPeople: async () => ({ people: exampleTeam.people }),
  };
  let id = 0;
  const ids = () => {
    id += 1;
    return `id-${id}`;
  };
  const emitter = createEmitter<PlannerEvents>();
  const seen: string[] = [];
  emitter.on('*', (type) => seen.push(type));
  const now = () => '2026-11-16T09:00:00+08:00';
  const publish = publishTo(emitter);
  const planner = createPlanner({ store, people, now, ids, publish, audit: sink });
  return { store, seen, planner, meanwhile, audited };
}

const actor = { id: 'zhou', requestId: 'r-1' };

describe('the planner with a store', () => {
  it('keeps an admitted demand, counts it against the next one, and tells both', async () => {
    const { planner, seen } = makePlanner();
    const first = { ...exampleDemand, id: 'first', effortHours: 100 };
    const yes = await planner.admit({ key: 'k1', actor, demand: first });
    expect(yes.result.ok).toBe(true);
    const no = await planner.admit({ key: 'k2', actor, demand: exampleDemand });
    expect(no.result).toMatchObject({ ok: false, rejection: { code: 'planner/not-enough-hours', missingHours: 32 } });
    expect(no.events[0]).toMatchObject({ tenantid: 'acme', subject: 'promo', data: { earliestDate: '2026-12-02' } });
    expect(seen).toEqual(['meritkit.planner.demand-admitted.v1', 'meritkit.planner.demand-declined.v1']);
    await planner.withdraw({ key: 'k3', actor, demandId: 'first' });
    expect((await planner.previewDemand({ actor, demand: exampleDemand })).ok).toBe(true);
  });

  it('counts what remains of a promise as the days pass, not what it was', async () => {
    const { planner, seen } = makePlanner();
    await planner.admit({ key: 'k1', actor, demand: { ...exampleDemand, id: 'first', effortHours: 48 } });
    expect((await planner.previewDemand({ actor, demand: { ...exampleDemand, effortHours: 100 } })).ok).toBe(false);
    const progress = { key: 'k2', actor, demandId: 'first', remainingHours: 10 };
    expect((await planner.recordProgress(progress)).result).toEqual({ recorded: true });
    expect((await planner.previewDemand({ actor, demand: { ...exampleDemand, effortHours: 100 } })).ok).toBe(true);
    expect(seen.at(-1)).toBe('meritkit.planner.demand-progressed.v1');
    const unknown = await planner.recordProgress({ ...progress, key: 'k3', demandId: 'nobody' });
    expect(unknown).toEqual({ result: { recorded: false }, events: [] });
    await expect(planner.recordProgress({ ...progress, key: 'k4', remainingHours: -1 })).rejects.toThrow('effortHours');
    await expect(planner.recordProgress({ ...progress, key: 'k5', remainingHours: { a: 1 } })).rejects.toThrow(
      'no items',
    );
  });

  it('counts it item by item where a promise has items, roles in proportion', async () => {
    const { planner } = makePlanner();
    const { effortHours: _hours, ...rest } = exampleDemand;
    const roles = [
      { id: 'one', needs: { go: 3 }, effortHours: 30 },
      { id: 'two', needs: { go: 3 }, effortHours: 10 },
    ];
    const items = [
      { id: 'a', effortHours: 40, roles },
      { id: 'b', effortHours: 8 },
    ];
    await planner.admit({ key: 'k1', actor, demand: { ...rest, items } });
    const { events } = await planner.recordProgress({
      ...{ key: 'k2', actor, demandId: exampleDemand.id },
      remainingHours: { a: 20 },
    });
    expect(events[0]?.data).toEqual({ demandId: exampleDemand.id, remainingHours: 28 });
    const wrong = planner.recordProgress({ key: 'k3', actor, demandId: exampleDemand.id, remainingHours: { c: 1 } });
    await expect(wrong).rejects.toThrow('remainingHours.c');
    const whole = planner.recordProgress({ key: 'k4', actor, demandId: exampleDemand.id, remainingHours: 5 });
    await expect(whole).rejects.toThrow('this demand has items');
  });

  it('answers a replay as the first time and does nothing; another payload under the key is refused', async () => {
    const { planner, seen, store } = makePlanner();
    const command = { key: 'k1', actor, demand: exampleDemand };
    const first = await planner.admit(command);
    const again = await planner.admit(command);
    expect(again).toEqual({ result: first.result, events: [] });
    expect(seen.length).toBe(1);
    expect(await store.readVersion()).toBe(1);
    const other = { ...command, demand: { ...exampleDemand, effortHours: 1 } };
    await expect(planner.admit(other)).rejects.toMatchObject({ code: 'core/key-conflict' });
  });

  it('leaves the key of a refusal free: the same call succeeds once there is room, and has one effect', async () => {
    const { planner, seen } = makePlanner();
    await planner.admit({ key: 'k1', actor, demand: { ...exampleDemand, id: 'first', effortHours: 100 } });
    const command = { key: 'k2', actor, demand: exampleDemand };
    expect((await planner.admit(command)).result.ok).toBe(false);
    await planner.withdraw({ key: 'k3', actor, demandId: 'first' });
    const { result } = await planner.admit(command);
    expect(result.ok).toBe(true);
    expect(await planner.admit(command)).toEqual({ result, events: [] });
    expect(seen).toEqual([
      'meritkit.planner.demand-admitted.v1',
      'meritkit.planner.demand-declined.v1',
      'meritkit.planner.demand-withdrawn.v1',
      'meritkit.planner.demand-admitted.v1',
    ]);
  });

  it('lets another demand take the key of a refused one', async () => {
    const { planner } = makePlanner();
    const refused = await planner.admit({ key: 'k1', actor, demand: { ...exampleDemand, effortHours: 1000 } });
    expect(refused.result.ok).toBe(false);
    expect((await planner.admit({ key: 'k1', actor, demand: exampleDemand })).result.ok).toBe(true);
  });

  it('tells a refusal once for as long as it stays the same, to the outbox, the listeners and the audit', async () => {
    const { planner, seen, store, audited } = makePlanner();
    const command = { key: 'k1', actor, demand: { ...exampleDemand, effortHours: 1000 } };
    const first = await planner.admit(command);
    expect(await planner.admit(command)).toEqual({ result: first.result, events: [] });
    expect(seen).toEqual(['meritkit.planner.demand-declined.v1']);
    expect((await store.listEvents({ page: { cursor: null, limit: 10 } })).items).toEqual(first.events);
    const allocation = {
      id: 'survey',
      personId: 'lin',
      hoursPerWeek: 8,
      start: '2026-11-16',
      end: '2026-11-27',
      core: false,
    };
    await planner.saveAllocation({ key: 'k2', actor, allocation });
    expect((await planner.admit(command)).events.map(({ type }) => type)).toEqual([
      'meritkit.planner.demand-declined.v1',
    ]);
    expect((await audited()).map(({ action, outcome }) => [action, outcome])).toEqual([
      ['planner.admit-demand', 'refused'],
      ['planner.admit-demand', 'refused'],
      ['planner.save-allocation', 'done'],
      ['planner.admit-demand', 'refused'],
    ]);
  });

  it('leaves the key free where an id is not there yet, and writes nothing', async () => {
    const { planner, store } = makePlanner();
    const progress = { key: 'k1', actor, demandId: 'promo', remainingHours: 10 };
    const withdrawal = { key: 'k2', actor, demandId: 'promo' };
    const end = { key: 'k3', actor, allocationId: 'survey' };
    expect((await planner.recordProgress(progress)).result).toEqual({ recorded: false });
    expect((await planner.withdraw(withdrawal)).result).toEqual({ withdrawn: false });
    expect((await planner.endAllocation(end)).result).toEqual({ ended: false });
    expect(await store.readVersion()).toBe(0);
    await planner.admit({ key: 'k4', actor, demand: exampleDemand });
    expect((await planner.recordProgress(progress)).result).toEqual({ recorded: true });
    expect((await planner.withdraw(withdrawal)).result).toEqual({ withdrawn: true });
    expect((await planner.withdraw(withdrawal)).result).toEqual({ withdrawn: true });
  });

  it('decides a refusal anew when somebody makes room meanwhile', async () => {
    for (const isToldAlready of [false, true]) {
      const { planner, meanwhile } = makePlanner();
      await planner.admit({ key: 'k1', actor, demand: { ...exampleDemand, id: 'first', effortHours: 100 } });
      const command = { key: 'k2', actor, demand: exampleDemand };
      if (isToldAlready) expect((await planner.admit(command)).result.ok).toBe(false);
      meanwhile('write', () => planner.withdraw({ key: 'k3', actor, demandId: 'first' }));
      expect((await planner.admit(command)).result.ok).toBe(true);
    }
  });

  it('gives the answer of the key to a twin that found nothing left to do', async () => {
    const { planner, meanwhile } = makePlanner();
    await planner.admit({ key: 'k1', actor, demand: exampleDemand });
    const withdrawal = { key: 'k2', actor, demandId: exampleDemand.id };
    meanwhile('decision', () => planner.withdraw(withdrawal));
    expect((await planner.withdraw(withdrawal)).result).toEqual({ withdrawn: true });
  });

  it('never promises the same hours twice, however many ask at once', async () => {
    const { planner } = makePlanner();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) =>
        planner.admit({ key: `k${n}`, actor, demand: { ...exampleDemand, id: `d${n}`, effortHours: 50 } }),
      ),
    );
    // 128 hours are free until the 27th: two demands of 50.
    expect(answers.filter(({ result }) => result.ok).length).toBe(2);
  });

  describe('a remedy carried out with its demand', () => {
    const [campaign, survey] = exampleTeam.allocations!;
    const makeFull = async (...allocations: readonly Allocation[]) => {
      const made = makePlanner();
      for (const allocation of allocations)
        await made.planner.saveAllocation({ key: allocation.id, actor, allocation });
      const remedies = await made.planner.suggestRemedies({ actor, demand: exampleDemand });
      const remedyOf = (kind: Remedy['kind']) => remedies.find((remedy) => remedy.kind === kind)!;
      const stored = async (type: DocumentType) => {
        const page = { cursor: null, limit: 100 };
        return (await made.store.listDocuments({ type, page })).items.map(({ body }) => body);
      };
      made.seen.length = 0;
      return { ...made, remedyOf, stored };
    };

    it('is kept with it, once, and told', async () => {
      const { planner, remedyOf, stored, seen } = await makeFull(campaign!, { ...survey!, start: '2026-11-09' });
      const command = { key: 'k', actor, demand: exampleDemand, remedy: remedyOf('defer') };
      const { result, events } = await planner.admitWithRemedy(command);
      expect(result).toMatchObject({ ok: true, demand: exampleDemand, rest: null });
      expect(await stored('allocation')).toMatchObject([
        campaign!,
        { ...survey!, start: '2026-11-09', end: '2026-11-16' },
        { ...survey!, id: 'survey#rest', start: '2026-11-30', end: '2026-12-14' },
      ]);
      expect(await stored('demand')).toMatchObject([exampleDemand]);
      const told = ['allocation-changed', 'allocation-changed', 'demand-admitted'];
      expect(seen).toEqual(told.map((name) => `meritkit.planner.${name}.v1`));
      expect(events.map(({ subject }) => subject)).toEqual(['survey', 'survey#rest', 'promo']);
      expect(await planner.admitWithRemedy(command)).toEqual({ result, events: [] });
      expect(seen).toHaveLength(3);
    });

    it('is neither kept nor told where somebody took the hours meanwhile, and leaves its key free', async () => {
      const { planner, remedyOf, stored, seen, meanwhile } = await makeFull(campaign!, survey!);
      const small = { ...exampleDemand, id: 'small', effortHours: 10 };
      meanwhile('write', () => planner.admit({ key: 'other', actor, demand: small }));
      const command = { key: 'k', actor, demand: exampleDemand, remedy: remedyOf('defer') };
      const { result, events } = await planner.admitWithRemedy(command);
      expect(result).toEqual({ ok: false, rejection: { code: 'planner/remedy-outdated', id: 'promo' } });
      expect([events, seen]).toEqual([[], ['meritkit.planner.demand-admitted.v1']]);
      expect(await stored('allocation')).toMatchObject([campaign!, survey!]);
      await planner.withdraw({ key: 'gone', actor, demandId: 'small' });
      expect((await planner.admitWithRemedy(command)).result.ok).toBe(true);
    });

    it('gives up, and ends what is given up', async () => {
      const { planner, remedyOf, stored } = await makeFull(campaign!, { ...survey!, deadline: '2026-11-29' });
      const { events } = await planner.admitWithRemedy({
        key: 'k',
        actor,
        demand: exampleDemand,
        remedy: remedyOf('cut'),
      });
      expect(await stored('allocation')).toMatchObject([campaign!]);
      expect(events[0]).toMatchObject({ type: 'meritkit.planner.allocation-ended.v1', data: { personId: 'zhao' } });
    });

    it('promises both halves of a split, each with its own last day', async () => {
      const { planner, remedyOf, stored } = await makeFull(campaign!, { ...survey!, core: true });
      const { result, events } = await planner.admitWithRemedy({
        ...{ key: 'k', actor, demand: exampleDemand, remedy: remedyOf('split') },
      });
      expect(result).toMatchObject({
        ok: true,
        demand: { effortHours: 48 },
        rest: { id: 'promo#rest', effortHours: 12 },
      });
      expect((await stored('demand')).map(({ id }) => id)).toEqual(['promo', 'promo#rest']);
      expect(events.map(({ data }) => data)).toMatchObject([
        { demandId: 'promo', deadline: '2026-11-27', finishDate: '2026-11-27' },
        { demandId: 'promo#rest', deadline: '2026-11-30', finishDate: '2026-11-30' },
      ]);
    });

    it('lets a promised demand wait, and tells its new date', async () => {
      const { planner, stored } = await makeFull(campaign!, { ...survey!, core: true });
      const low = { ...exampleDemand, id: 'low', effortHours: 40, priority: 1 };
      await planner.admit({ key: 'low', actor, demand: low });
      const other = { ...exampleDemand, id: 'other', effortHours: 0.5, candidateIds: ['zhao'] };
      await planner.admit({ key: 'other', actor, demand: other });
      const demand = { ...exampleDemand, effortHours: 20, priority: 2 };
      const remedies = await planner.suggestRemedies({ actor, demand });
      const remedy = remedies.find(({ kind }) => kind === 'reprioritise')!;
      const { result, events } = await planner.admitWithRemedy({ key: 'k', actor, demand, remedy });
      expect(result).toMatchObject({ ok: true, rest: null });
      expect(await stored('demand')).toMatchObject([{ ...low, deadline: '2026-11-30' }, other, demand]);
      expect(events.map(({ type, data }) => [type.split('.')[2], data])).toMatchObject([
        ['demand-postponed', { demandId: 'low', deadline: '2026-11-30' }],
        ['demand-admitted', { demandId: 'promo' }],
      ]);
    });

    it('is about a demand that can be read', async () => {
      const { planner, remedyOf } = await makeFull(campaign!, survey!);
      const demand = { ...exampleDemand, effortHours: -1 };
      const refused = { code: 'planner/invalid-number', issues: [{ path: ['demand', 'effortHours'] }] };
      await expect(planner.admit({ key: 'k', actor, demand })).rejects.toMatchObject(refused);
      const both = { key: 'k', actor, demand, remedy: remedyOf('defer') };
      await expect(planner.admitWithRemedy(both)).rejects.toMatchObject(refused);
    });

    it('is not the same question without its remedy, or with another', async () => {
      const { planner, remedyOf } = await makeFull(campaign!, survey!);
      const command = { key: 'k', actor, demand: exampleDemand };
      const [defer, split] = [remedyOf('defer'), remedyOf('split')];
      expect((await planner.admitWithRemedy({ ...command, remedy: defer })).result.ok).toBe(true);
      const conflict = { code: 'core/key-conflict' };
      await expect(planner.admitWithRemedy({ ...command, remedy: split })).rejects.toMatchObject(conflict);
      await expect(planner.admit(command)).rejects.toMatchObject(conflict);
    });

    it('waits for people where only they can do it', async () => {
      const { planner, remedyOf, stored } = await makeFull(campaign!, { ...survey!, core: true });
      const remedy = remedyOf('hire');
      const { result, events } = await planner.admitWithRemedy({ key: 'k', actor, demand: exampleDemand, remedy });
      expect([result, events]).toEqual([
        { ok: false, rejection: { code: 'planner/remedy-needs-people', kind: 'hire' } },
        [],
      ]);
      expect(await stored('demand')).toEqual([]);
    });
  });

  it('counts allocations, shows load, offers remedies and forgets a person', async () => {
    const { planner, store } = makePlanner();
    for (const allocation of exampleTeam.allocations!)
      await planner.saveAllocation({ key: allocation.id, actor, allocation });
    const period = { start: '2026-11-16', end: '2026-11-30' };
    const report = await planner.readLoad({ by: 'week', period, actor });
    expect(report.rows[0]!.load).toBe(1.2);
    expect((await planner.suggestRemedies({ actor, demand: exampleDemand }))[0]).toMatchObject({
      kind: 'defer',
      itemId: 'survey',
    });
    expect((await planner.endAllocation({ key: 'e1', actor, allocationId: 'survey' })).result.ended).toBe(true);
    expect((await planner.previewDemand({ actor, demand: exampleDemand })).ok).toBe(true);
    expect((await planner.endAllocation({ key: 'e2', actor, allocationId: 'survey' })).result.ended).toBe(false);
    const erased = await planner.erasePerson({ key: 'x', actor, personId: 'lin' });
    expect(erased.result).toEqual({ documents: 1 });
    expect(await store.getDocument({ type: 'allocation', id: 'campaign' })).toBeNull();
  });

  it('keeps the plan that people see and says how much a new one changes', async () => {
    const { planner } = makePlanner();
    const items = [{ id: 'a', effortHours: 16, needs: { go: 3 } }];
    const plan = scheduleWork({ team: exampleTeam, items, start: '2026-11-16', seed: 1 });
    const command = { actor, planId: 'autumn', plan, items };
    expect((await planner.publishPlan({ key: 'p1', ...command })).result.changedItems).toBe(1);
    expect((await planner.publishPlan({ key: 'p2', ...command })).result.changedItems).toBe(0);
    expect(await planner.readPlan({ actor, planId: 'autumn' })).toEqual(plan);
    expect(await planner.readPlan({ actor, planId: 'spring' })).toBeNull();
  });

  it('refuses people of another tenant, and an allocation of nobody', async () => {
    const { planner, store } = makePlanner();
    const people: PeopleSourceV1 = {
      specificationVersion: 'v1',
      tenantId: 'globex',
      readPeople: async () => ({ people: [] }),
    };
    expect(() => createPlanner({ store, people })).toThrow('different tenants');
    const allocation = { ...exampleTeam.allocations![0]!, personId: 'nobody' };
    await expect(planner.saveAllocation({ key: 'k', actor, allocation })).rejects.toMatchObject({
      code: 'planner/unknown-person',
    });
    expect(await store.readVersion()).toBe(0);
  });
});
