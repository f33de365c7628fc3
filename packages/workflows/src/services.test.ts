import type { CloudEvent, Publish } from '@meritkit/core/events';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { createEngagement } from '@meritkit/engagement-index';
import { createMemoryEngagementStore } from '@meritkit/engagement-index/memory';
import { createReviewService } from '@meritkit/performance-scoring';
import { createMemoryReviewStore } from '@meritkit/performance-scoring/memory';
import { createLedger } from '@meritkit/rewards-ledger';
import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
import { createSkillsService } from '@meritkit/skills-matrix';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import { createPlanner } from '@meritkit/workload-planner';
import { createMemoryPlannerStore } from '@meritkit/workload-planner/memory';
import { describe, expect, it } from 'vitest';

/** One write on a service of its own, made of a store and at most a publisher: what was published, by the answer. */
type Write = (options: {
  readonly publish?: Publish;
  readonly transaction?: MemoryTransaction;
}) => Promise<readonly CloudEvent[]>;

const actor = { id: 'zhou', requestId: 'r-1' };
const at = '2026-11-22T09:00:00+08:00';
const database = createMemoryDatabase();
let tenants = 0;
const fresh = () => {
  tenants += 1;
  return { tenantId: `tenant-${tenants}`, database };
};

const services: Readonly<Record<string, Write>> = {
  'skills-matrix': async ({ transaction, ...options }) => {
    const store = createMemorySkillsStore(fresh());
    const service = createSkillsService({ ...options, store: transaction ? store.within(transaction) : store });
    const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
    return (await service.saveTaxonomy({ actor, at, key: 'k', taxonomy, expectedVersion: 0 })).events;
  },
  'performance-scoring': async ({ transaction, ...options }) => {
    const store = createMemoryReviewStore(fresh());
    const service = createReviewService({ ...options, store: transaction ? store.within(transaction) : store });
    const period = { start: '2026-10-01', end: '2027-01-01' };
    const frame = { key: 'k', cycleId: 'q4', actor, at };
    return (await service.execute(frame, { kind: 'open', cycleKind: 'quarterly', period, participants: ['lin'] }))
      .events;
  },
  'workload-planner': async ({ transaction, ...options }) => {
    const store = createMemoryPlannerStore(fresh());
    const { tenantId } = store;
    const people = [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }];
    const planner = createPlanner({
      ...options,
      store: transaction ? store.within(transaction) : store,
      people: { specificationVersion: 'v1', tenantId, readPeople: async () => ({ people }) },
    });
    const allocation = {
      id: 'a',
      personId: 'lin',
      hoursPerWeek: 8,
      start: '2026-11-16',
      end: '2026-11-30',
      core: true,
    };
    return (await planner.saveAllocation({ key: 'k', actor, allocation })).events;
  },
  'engagement-index': async ({ transaction, ...options }) => {
    const store = createMemoryEngagementStore(fresh());
    const { issues } = createEngagement({
      ...options,
      store: transaction ? store.within(transaction) : store,
      secret: 'pepper',
    });
    const affected = { estimate: 60, interval: [45, 75] } as const;
    const issue = {
      id: 'i',
      title: 'Approval takes five steps',
      origin: 'raised',
      raisedOn: '2026-11-22',
      affected,
    } as const;
    const raised = await issues.raise({ key: 'k', actor, issue });
    if (!raised.ok) throw new Error(raised.rejection.code);
    return raised.events;
  },
  'rewards-ledger': async ({ transaction, ...options }) => {
    const store = createMemoryLedgerStore(fresh());
    const ledger = createLedger({ ...options, store: transaction ? store.within(transaction) : store });
    const answer = await ledger.earn({ key: 'k', personId: 'lin', amount: '5' });
    return answer.ok ? answer.events : [];
  },
};

describe.each(Object.entries(services))('the service of %s', (_, write) => {
  it('needs no more than its store: clock, ids and chance are the platform’s', async () => {
    const [event] = await write({});
    expect(event?.id).toMatch(/^[0-9a-f-]{32,}/);
    expect(event?.specversion).toBe('1.0');
  });

  it('tells its host what it committed', async () => {
    const told: CloudEvent[] = [];
    const events = await write({ publish: (given) => void told.push(...given) });
    expect(told).toEqual(events);
    expect(told).toHaveLength(1);
  });

  it('keeps the failure of a publisher from its caller: the commit stands', async () => {
    const down = () => {
      throw new Error('the broker is down');
    };
    expect(await write({ publish: down })).toHaveLength(1);
    expect(await write({ publish: async () => down() })).toHaveLength(1);
  });

  it('answers the same whatever a handler does to its events', async () => {
    const spoil: Publish = (events) => {
      for (const event of events) Object.assign(event, { id: 'spoiled', data: null });
    };
    expect((await write({ publish: spoil }))[0]?.id).not.toBe('spoiled');
  });

  it('tells nobody of what a host may roll back', async () => {
    const publish = () => undefined;
    const attempt = database.transact((transaction) => write({ publish, transaction }));
    await expect(attempt).rejects.toMatchObject({ issues: [{ path: ['publish'] }] });
    expect(await database.transact((transaction) => write({ transaction }))).toHaveLength(1);
  });
});
