import mitt, { type Emitter } from 'mitt';
import type { CloudEvent, EventMap } from './event.ts';

/** What an emitter of a package's events looks like: one handler type per event type, and `*` for all. */
export type EventEmitter<Events extends EventMap> = Emitter<{
  [Type in Extract<keyof Events, string>]: CloudEvent<Type, Events[Type]>;
}>;

/** Hands events on after they are committed. It never throws. */
export type Publish = (events: readonly CloudEvent[]) => void;

/** A handler that failed: reported to the host, never to the caller of the service. */
export interface HandlerFailure {
  readonly event: CloudEvent;
  readonly error: unknown;
}

/**
 * A typed emitter (mitt) for a package's events.
 *
 * @example
 * ```ts
 * import { createEmitter } from '@meritkit/core/events';
 *
 * const emitter = createEmitter<{ 'meritkit.rewards.points-earned.v1': { readonly amount: string } }>();
 * emitter.on('meritkit.rewards.points-earned.v1', (event) => event.data.amount);
 * emitter.all.size; // 1
 * ```
 */
export function createEmitter<Events extends EventMap>(): EventEmitter<Events> {
  return mitt<{ [Type in Extract<keyof Events, string>]: CloudEvent<Type, Events[Type]> }>();
}

/**
 * A publisher over an emitter, for a host that has no transaction of its own. In process and best effort: it runs
 * after the commit, an event is lost when the process dies in between, and a host that needs certainty reads the
 * store's outbox instead. Every handler runs, whatever the others do; an error or a rejected promise of a handler
 * reaches `onFailure` alone, and an `onFailure` that throws is silenced.
 *
 * @example
 * ```ts
 * import { createEmitter, createEvent, publishTo } from '@meritkit/core/events';
 *
 * const seen: string[] = [];
 * const emitter = createEmitter<{ 'meritkit.rewards.points-earned.v1': { readonly amount: string } }>();
 * emitter.on('*', () => { throw new Error('a handler that fails'); });
 * emitter.on('meritkit.rewards.points-earned.v1', (event) => { seen.push(event.data.amount); });
 * const failed: unknown[] = [];
 * const publish = publishTo(emitter, { onFailure: ({ error }) => failed.push(error) });
 * publish([createEvent({
 *   type: 'meritkit.rewards.points-earned.v1', id: '1', tenantId: 'acme', time: '2026-11-22T09:00:00Z', data: { amount: '300' },
 * })]);
 * seen; // ['300']
 * failed.length; // 1
 * ```
 */
export function publishTo<Events extends EventMap>(
  emitter: EventEmitter<Events>,
  options: { readonly onFailure?: (failure: HandlerFailure) => void } = {},
): Publish {
  const report = (event: CloudEvent, error: unknown) => {
    try {
      options.onFailure?.({ event, error });
    } catch {
      // The failure handler itself failed: there is nobody left to tell, and the caller must not suffer.
    }
  };
  const handlersOf = (type: string): ((...given: unknown[]) => unknown)[] => [
    ...((emitter.all.get(type as never) as ((event: unknown) => unknown)[] | undefined) ?? []),
  ];
  const run = (event: CloudEvent, work: () => unknown) => {
    try {
      const answer = work();
      if (isThenable(answer)) answer.then(undefined, (error: unknown) => report(event, error));
    } catch (error) {
      report(event, error);
    }
  };
  return (events) => {
    for (const event of events) {
      for (const handler of handlersOf(event.type)) run(event, () => handler(event));
      for (const handler of handlersOf('*')) run(event, () => handler(event.type, event));
    }
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
