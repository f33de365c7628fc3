import { invalidInput } from '../errors/index.ts';
import type { CloudEvent } from './event.ts';
import type { Publish } from './publish.ts';

/**
 * Hands a copy of what a service has committed to the host, best effort: the commit stands, so nothing that the host's
 * function does (throw, reject, change what it was given) reaches the caller. A host that needs certainty reads the outbox.
 *
 * @example
 * ```ts
 * import { createEvent, publishAfterCommit } from '@meritkit/core/events';
 *
 * const event = createEvent({
 *   type: 'meritkit.rewards.points-earned.v1', id: '1', tenantId: 'acme', time: '2026-11-22T09:00:00Z', data: { amount: '300' },
 * });
 * publishAfterCommit({ events: [event], publish: () => { throw new Error('a broker that is down'); } }); // undefined
 * ```
 */
export function publishAfterCommit(options: {
  readonly events: readonly CloudEvent[];
  readonly publish: Publish | undefined;
}): void {
  const { events, publish } = options;
  if (publish === undefined || events.length === 0) return;
  try {
    // A host's function may be asynchronous, whatever its type says.
    const pending: unknown = publish(structuredClone(events));
    Promise.resolve(pending).catch(() => undefined);
  } catch {
    return;
  }
}

/**
 * Refuses a service that would tell of what may be rolled back: on a store within a host's transaction, when that commits,
 * and whether, the host alone knows. There, events are read from the outbox afterwards.
 *
 * @throws InvalidInputError `core/invalid-input`
 * @example
 * ```ts
 * import { refusePublishWithin } from '@meritkit/core/events';
 *
 * refusePublishWithin({ store: { joined: true } }); // undefined
 * ```
 */
export function refusePublishWithin(options: { readonly store: object; readonly publish?: Publish | undefined }): void {
  const { store, publish } = options;
  if (publish === undefined || !('joined' in store) || store.joined !== true) return;
  throw invalidInput(
    'core/invalid-input',
    ['publish'],
    "what is written within a host's transaction may be rolled back: read the store's events after the commit instead",
  );
}
