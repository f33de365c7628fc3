import { type CloudEvent, createEmitter, createEvent, type EventOf } from './index.ts';

type Events = {
  readonly 'meritkit.rewards.points-earned.v1': { readonly amount: string };
  readonly 'meritkit.rewards.points-expired.v2': { readonly lots: number };
};

const emitter = createEmitter<Events>();
emitter.on('meritkit.rewards.points-earned.v1', (event) => event.data.amount.length satisfies number);
// @ts-expect-error an event that is not in the map
emitter.on('meritkit.rewards.points-lost.v1', () => undefined);
// @ts-expect-error the data of another event
emitter.on('meritkit.rewards.points-expired.v2', (event) => event.data.amount);

const event = createEvent({
  type: 'meritkit.rewards.points-earned.v1',
  id: '1',
  time: '2026-01-01T00:00:00Z',
  tenantId: 't',
  data: { amount: '1' },
});
event satisfies CloudEvent<'meritkit.rewards.points-earned.v1', { readonly amount: string }>;
event satisfies EventOf<Events>;
// @ts-expect-error a type that is not of the form meritkit.<package>.<event>.v<number>
createEvent({ type: 'points', id: '1', time: '2026-01-01T00:00:00Z', tenantId: 't', data: {} });
