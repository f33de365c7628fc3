import { describe, expect, it } from 'vitest';
import { type CloudEvent, cloudEventSchema, createEmitter, createEvent, parseEvent, publishTo } from './index.ts';

type Events = {
  readonly 'meritkit.rewards.points-earned.v1': { readonly amount: string };
  readonly 'meritkit.rewards.points-expired.v2': { readonly lots: readonly string[] };
};
const earned = (id = 'e-1') =>
  createEvent({
    type: 'meritkit.rewards.points-earned.v1',
    id,
    time: '2026-11-22T09:00:00+08:00',
    tenantId: 'acme',
    subject: 'account-7',
    actor: { id: 'zhou', requestId: 'r-1' },
    data: { amount: '300' },
  });

describe('an event', () => {
  it('is a CloudEvents 1.0 envelope in plain JSON', () => {
    const event = earned();
    expect(event).toEqual({
      specversion: '1.0',
      id: 'e-1',
      source: '/meritkit/rewards',
      type: 'meritkit.rewards.points-earned.v1',
      subject: 'account-7',
      time: '2026-11-22T09:00:00+08:00',
      datacontenttype: 'application/json',
      tenantid: 'acme',
      actorid: 'zhou',
      schemaversion: 1,
      data: { amount: '300' },
    });
    // Section 3.1 of the standard: attribute names are lower-case letters and digits.
    expect(Object.keys(event).every((name) => /^[a-z0-9]+$/.test(name))).toBe(true);
    expect(parseEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(cloudEventSchema.safeParse({ ...event, traceparent: '00-1' }).success).toBe(true);
  });

  it.each([
    ['another kind of type', { type: 'points.earned' }],
    ['no id', { id: '' }],
    ['a time without offset', { time: '2026-11-22T09:00:00' }],
    ['an old version of the standard', { specversion: '0.3' }],
  ])('with %s is refused', (_, change) => {
    expect(() => parseEvent({ ...earned(), ...change })).toThrow(
      expect.objectContaining({ code: 'core/not-an-event' }),
    );
  });

  it('is not made from a wrong type, id or time', () => {
    const make = (change: object) => () =>
      createEvent({
        ...{ type: 'meritkit.a.b.v1', id: '1', time: '2026-01-01T00:00:00Z', tenantId: 't', data: {} },
        ...change,
      } as never);
    expect(make({ type: 'meritkit.a.b.v0' })).toThrow(expect.objectContaining({ code: 'core/not-an-event' }));
    expect(make({ id: '' })).toThrow(expect.objectContaining({ code: 'core/not-an-event' }));
    expect(make({ time: 'today' })).toThrow(expect.objectContaining({ code: 'core/not-an-instant' }));
    expect(make({})().source).toBe('/meritkit/a');
  });
});

describe('publishing', () => {
  it('reaches every handler, whatever the others do, and never the caller', async () => {
    const emitter = createEmitter<Events>();
    const seen: string[] = [];
    const failed: unknown[] = [];
    emitter.on('meritkit.rewards.points-earned.v1', () => {
      throw new Error('first');
    });
    emitter.on('meritkit.rewards.points-earned.v1', async () => {
      throw new Error('later');
    });
    emitter.on('meritkit.rewards.points-earned.v1', (event) => {
      seen.push(`typed ${event.data.amount}`);
    });
    emitter.on('*', (type) => {
      seen.push(type);
    });
    emitter.on('meritkit.rewards.points-expired.v2', () => {
      seen.push('not this one');
    });
    const publish = publishTo(emitter, {
      onFailure: ({ event, error }) => failed.push(`${event.id} ${(error as Error).message}`),
    });
    publish([earned('1'), earned('2')]);
    await Promise.resolve();
    expect(seen).toEqual([
      'typed 300',
      'meritkit.rewards.points-earned.v1',
      'typed 300',
      'meritkit.rewards.points-earned.v1',
    ]);
    expect(failed.sort()).toEqual(['1 first', '1 later', '2 first', '2 later']);
  });

  it('holds when the failure handler fails, and when a handler leaves while it runs', () => {
    const emitter = createEmitter<Events>();
    const seen: string[] = [];
    const once = (event: CloudEvent) => {
      seen.push(event.id);
      emitter.off('meritkit.rewards.points-earned.v1', once);
      throw new Error('x');
    };
    emitter.on('meritkit.rewards.points-earned.v1', once);
    emitter.on('meritkit.rewards.points-earned.v1', (event) => {
      seen.push(`other ${event.id}`);
    });
    const publish = publishTo(emitter, {
      onFailure: () => {
        throw new Error('the handler of failures fails');
      },
    });
    expect(() => publish([earned('1'), earned('2')])).not.toThrow();
    expect(seen).toEqual(['1', 'other 1', 'other 2']);
    expect(() => publishTo(emitter)([])).not.toThrow();
  });
});
