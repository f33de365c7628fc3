import { describe, expect, it } from 'vitest';
import { createEvent, parseEvent, publishAfterCommit } from './index.ts';

const event = createEvent({
  type: 'meritkit.rewards.points-earned.v1',
  id: 'e',
  tenantId: 'acme',
  time: '2026-11-22T09:00:00Z',
  data: {},
});

describe('an envelope', () => {
  it('says one version, in its type and beside it', () => {
    expect(parseEvent(event)).toEqual(event);
    expect(() => parseEvent({ ...event, schemaversion: 2 })).toThrow(
      expect.objectContaining({
        code: 'core/not-an-event',
        issues: [expect.objectContaining({ path: ['schemaversion'] })],
      }),
    );
    expect(() => parseEvent({ ...event, type: 'meritkit.rewards.points-earned.v11' })).toThrow();
  });

  it('that is made can be read: a subject without text is refused', () => {
    const make = () => createEvent({ ...event, tenantId: 'acme', subject: '' });
    expect(make).toThrow(expect.objectContaining({ code: 'core/not-an-event' }));
  });
});

it('a publisher that answers with a promise of its own kind and fails does not reach the caller', () => {
  const asked: string[] = [];
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: a promise of another library
    then: (_done: unknown, failed: (error: Error) => void) => {
      asked.push('then');
      failed(new Error('a broker that is down'));
    },
  };
  publishAfterCommit({ events: [event], publish: () => thenable as never });
  return Promise.resolve().then(() => expect(asked).toEqual(['then']));
});
