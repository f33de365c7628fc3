import { describe, expect, it } from 'vitest';
import { type CycleCommand, createReviewService } from '../index.ts';
import { createMemoryReviewStore } from '../memory/index.ts';

const at = '2026-11-22T09:00:00+08:00';
const frame = (key: string, cycleId = 'q4') => ({ key, cycleId, actor: { id: 'zhou', requestId: key }, at });
const people = Array.from({ length: 40 }, (_, index) => `p${index}`);
const period = { start: '2026-10-01', end: '2027-01-01' };
const open: CycleCommand = { kind: 'open', cycleKind: 'milestone', period, participants: people };
const leave = (personId: string): CycleCommand => ({ kind: 'leave-unscored', personId, reason: 'r' });

describe('commands on one cycle that are sent together', () => {
  it('are decided one after the other, in the order sent, each by one write', async () => {
    const store = createMemoryReviewStore({ tenantId: 'acme' });
    let writes = 0;
    const append: typeof store.append = (write) => {
      writes += 1;
      return store.append(write);
    };
    const service = createReviewService({ store: { ...store, append } });
    await service.execute(frame('open'), open);
    const answers = await Promise.all(people.map((personId) => service.execute(frame(personId), leave(personId))));
    expect(answers.every(({ result }) => result.ok)).toBe(true);
    expect((await store.loadCycle('q4'))?.cycle.unscored.map(({ personId }) => personId)).toEqual(people);
    expect(writes).toBe(41);
  });

  it('go on after one that failed, and do not wait for another cycle', async () => {
    const store = createMemoryReviewStore({ tenantId: 'acme' });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const append: typeof store.append = async (write) => {
      if (write.key === 'held') await held;
      if (write.key === 'broken') throw new Error('broken');
      return store.append(write);
    };
    const service = createReviewService({ store: { ...store, append } });
    const sent = [service.execute(frame('held'), open), service.execute(frame('broken'), leave('p1'))];
    const after = service.execute(frame('after'), leave('p2'));
    expect((await service.execute(frame('other', 'q3'), open)).result.ok).toBe(true);
    expect(await store.loadCycle('q4')).toBeNull();
    release();
    expect((await Promise.allSettled(sent)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await after).result.ok).toBe(true);
  });
});
