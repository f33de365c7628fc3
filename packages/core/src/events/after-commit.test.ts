import { describe, expect, it } from 'vitest';
import { createMemoryDatabase, createMemoryFactStore } from '../memory/index.ts';
import { type CloudEvent, createEvent, publishAfterCommit, refusePublishWithin } from './index.ts';

const event = createEvent({
  type: 'meritkit.rewards.points-earned.v1',
  id: '1',
  tenantId: 'acme',
  time: '2026-11-22T09:00:00Z',
  data: { amount: '300' },
});

describe('publishing after a commit', () => {
  it('hands the events on, once', () => {
    const seen: CloudEvent[] = [];
    publishAfterCommit({ events: [event], publish: (events) => void seen.push(...events) });
    expect(seen).toEqual([event]);
  });

  it('keeps whatever the host does from the caller', async () => {
    const thrown = () => {
      throw new Error('a broker that is down');
    };
    const rejected = async () => thrown();
    publishAfterCommit({ events: [event], publish: thrown });
    publishAfterCommit({ events: [event], publish: rejected });
    await new Promise((resolve) => setTimeout(resolve, 0)); // an unhandled rejection would fail the run
    expect(event.data.amount).toBe('300');
  });

  it('gives a copy, so that a handler that changes it changes nothing of the answer', () => {
    publishAfterCommit({
      events: [event],
      publish: ([given]) => void Object.assign(given!.data as object, { amount: '0' }),
    });
    expect(event.data.amount).toBe('300');
  });

  it('does not call a host where there is nothing to tell', () => {
    const calls: unknown[] = [];
    publishAfterCommit({ events: [], publish: (events) => void calls.push(events) });
    expect(calls).toEqual([]);
  });
});

describe('a store within a host’s transaction', () => {
  it('cannot be published from, since it may be rolled back', async () => {
    const database = createMemoryDatabase();
    const store = createMemoryFactStore({ tenantId: 'acme', database });
    const publish = () => undefined;
    expect(() => refusePublishWithin({ store, publish })).not.toThrow();
    await database.transact(async (transaction) => {
      const joined = store.within(transaction);
      expect(() => refusePublishWithin({ store: joined, publish })).toThrow('may be rolled back');
      expect(() => refusePublishWithin({ store: joined, publish: undefined })).not.toThrow();
    });
  });
});
