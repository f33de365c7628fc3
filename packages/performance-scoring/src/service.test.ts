import { KeyConflictError, StorageUnavailableError, VersionConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { createMemoryAuditSink } from '@meritkit/core/memory';
import { describe, expect, it } from 'vitest';
import { type CommandFrame, type CycleCommand, createReviewService } from './index.ts';
import { createMemoryReviewStore } from './memory/index.ts';

const open: CycleCommand = {
  kind: 'open',
  cycleKind: 'milestone',
  period: { start: '2026-10-01', end: '2027-01-01' },
  participants: ['lin'],
};
const frame = (key: string, actorId = 'hr'): CommandFrame => ({
  key,
  cycleId: 'q4',
  actor: { id: actorId, requestId: `r-${key}` },
  at: '2026-11-22T09:00:00+08:00',
});

function setUp(
  spoil: (store: ReturnType<typeof createMemoryReviewStore>) => ReturnType<typeof createMemoryReviewStore> = (store) =>
    store,
) {
  const store = createMemoryReviewStore({ tenantId: 'acme' });
  const published: CloudEvent[] = [];
  let number = 0;
  const ids = () => {
    number += 1;
    return `id-${number}`;
  };
  const service = createReviewService({ store: spoil(store), ids, publish: (events) => published.push(...events) });
  return { store, service, published };
}

describe('the review service', () => {
  it('runs a cycle from opening to an upheld appeal, with events and a log that verifies', async () => {
    const { service, store, published } = setUp();
    const steps: readonly (readonly [string, CycleCommand])[] = [
      ['hr', open],
      ['hr', { kind: 'advance' }],
      ['hr', { kind: 'advance' }],
      ['hr', { kind: 'advance' }],
      ['zhou', { kind: 'record-score', personId: 'lin', value: 80, coverage: 1, explanationHash: 'h' }],
      ['hr', { kind: 'advance' }],
      ['zhou', { kind: 'override', personId: 'lin', value: 82, reason: 'Private words' }],
      ['zhou', { kind: 'confirm', personId: 'lin' }],
      ['hr', { kind: 'advance' }],
      ['lin', { kind: 'appeal', personId: 'lin', reason: 'More private words' }],
      ['wu', { kind: 'decide-appeal', appealId: 'q4/appeal-1', decision: 'upheld', reason: 'Yes', value: 85 }],
    ];
    for (const [index, [actorId, command]] of steps.entries()) {
      const { result, events } = await service.execute(frame(`k${index}`, actorId), command);
      expect(result.ok).toBe(true);
      expect(events).toHaveLength(1);
    }
    expect(published.map((event) => event.type.split('.')[2])).toEqual([
      'cycle-opened',
      'cycle-advanced',
      'cycle-advanced',
      'cycle-advanced',
      'score-proposed',
      'cycle-advanced',
      'score-overridden',
      'score-confirmed',
      'cycle-advanced',
      'appeal-made',
      'appeal-decided',
    ]);
    expect(published.at(-1)).toMatchObject({
      subject: 'q4',
      actorid: 'wu',
      tenantid: 'acme',
      data: { appealId: 'q4/appeal-1' },
    });
    expect(published[9]).toMatchObject({ data: { personId: 'lin', appealId: 'q4/appeal-1' } });
    expect(JSON.stringify(published)).not.toContain('rivate words');
    expect(await service.verify('q4')).toEqual({ ok: true, entries: 11 });
    expect((await store.listEvents({ cursor: null, limit: 100 })).items).toEqual(published);
    expect(await service.verify('other')).toBeUndefined();
  });

  it('acts once for one key, and refuses another command under it', async () => {
    const { service, published } = setUp();
    await service.execute(frame('open'), open);
    const first = await service.execute(frame('next'), { kind: 'advance' });
    const again = await service.execute(frame('next'), { kind: 'advance' });
    expect(again.result).toEqual(first.result);
    expect(again.events).toEqual([]);
    expect(published).toHaveLength(2);
    const other = await service.execute(frame('next', 'wu'), { kind: 'advance' }).catch((error: unknown) => error);
    expect(KeyConflictError.isInstance(other)).toBe(true);
  });

  it('acts once for one key, though the server reads its clock again', async () => {
    const { service, published } = setUp();
    const first = await service.execute(frame('open'), open);
    const later = { ...frame('open'), at: '2026-11-22T09:00:07+08:00', actor: { id: 'hr', requestId: 'retry' } };
    expect((await service.execute(later, open)).result).toEqual(first.result);
    expect(published).toHaveLength(1);
  });

  it('refuses without a trace, and the key stays free', async () => {
    const { service, published, store } = setUp();
    expect(await service.execute(frame('early'), { kind: 'advance' })).toEqual({
      result: { ok: false, rejection: { code: 'performance/unknown-cycle', cycleId: 'q4' } },
      events: [],
    });
    expect(published).toEqual([]);
    expect(await store.findAnswer('early')).toBeNull();
  });

  it('decides again when somebody else wrote first, and gives up after five times', async () => {
    let conflicts = 0;
    const conflicting = (times: number) =>
      setUp((store) => ({
        ...store,
        append: async (write) => {
          conflicts += 1;
          if (conflicts <= times)
            throw new VersionConflictError({ subject: 'q4', expectedVersion: 0, actualVersion: 1 });
          return store.append(write);
        },
      })).service;
    expect((await conflicting(4).execute(frame('a'), open)).result.ok).toBe(true);
    expect(conflicts).toBe(5);
    conflicts = 0;
    const error = await conflicting(99)
      .execute(frame('a'), open)
      .catch((caught: unknown) => caught);
    expect(VersionConflictError.isInstance(error)).toBe(true);
    expect(conflicts).toBe(5);
  });

  it('decides two commands at a time one after the other', async () => {
    const { service, store } = setUp();
    await service.execute(frame('open'), open);
    await Promise.all(['a', 'b'].map((key) => service.execute(frame(key), { kind: 'advance' })));
    expect((await store.loadCycle('q4'))?.cycle.stage).toBe('peers');
    expect(await service.verify('q4')).toMatchObject({ ok: true, entries: 3 });
  });

  it('records every command once, also a refused one, and again after the sink failed', async () => {
    const audit = createMemoryAuditSink({ tenantId: 'acme' });
    let failing = false;
    const record: typeof audit.record = (entries) =>
      failing ? Promise.reject(new StorageUnavailableError({ operation: 'record' })) : audit.record(entries);
    const service = createReviewService({
      store: createMemoryReviewStore({ tenantId: 'acme' }),
      audit: { ...audit, record },
    });
    await service.execute(frame('early'), { kind: 'confirm', personId: 'lin' });
    await service.execute(frame('open'), open);
    await service.execute({ ...frame('open'), actor: { id: 'hr', requestId: 'retry' } }, open);
    failing = true;
    const error = await service.execute(frame('next'), { kind: 'advance' }).catch((caught: unknown) => caught);
    expect(StorageUnavailableError.isInstance(error)).toBe(true);
    failing = false;
    await service.execute(frame('next'), { kind: 'advance' });
    const { items } = await audit.list({ filter: {}, page: { cursor: null, limit: 10 } });
    expect(items.map((entry) => [entry.action, entry.outcome, entry.personId])).toEqual([
      ['performance.cycle.confirm', 'refused', 'lin'],
      ['performance.cycle.open', 'done', undefined],
      ['performance.cycle.advance', 'done', undefined],
    ]);
  });

  it('lets a failing store through and publishes nothing', async () => {
    const { service, published } = setUp((store) => ({
      ...store,
      append: () => Promise.reject(new StorageUnavailableError({ operation: 'append' })),
    }));
    const error = await service.execute(frame('open'), open).catch((caught: unknown) => caught);
    expect(StorageUnavailableError.isInstance(error)).toBe(true);
    expect(published).toEqual([]);
  });
});
