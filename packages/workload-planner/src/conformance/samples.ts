import { createEvent } from '@meritkit/core/events';
import type { PlannerEvent } from '../events.ts';
import type { PlannerCommit, PlannerDocument } from '../ports.ts';

/** An allocation's document, of a person. */
export function sampleDocument(id: string, personId = 'lin', hours = 8): PlannerDocument {
  const body = { schemaVersion: 1, id, personId, start: '2026-11-16', end: '2026-11-23', hours, core: false };
  return { type: 'allocation', id, personIds: [personId], body };
}

export function sampleEvent(id: string, tenantId: string, personId = 'lin'): PlannerEvent {
  return createEvent({
    type: 'meritkit.planner.allocation-changed.v1',
    id,
    tenantId,
    time: '2026-11-16T09:00:00+08:00',
    data: { allocationId: id, personId },
  });
}

/** A commit that writes documents, with an event of the same name as its key. */
export function sampleCommit(options: {
  readonly tenantId: string;
  readonly key: string;
  readonly expectedVersion: number;
  readonly put?: readonly PlannerDocument[];
  readonly remove?: PlannerCommit['remove'];
  readonly fingerprint?: string;
  readonly personId?: string;
}): PlannerCommit {
  const { key, expectedVersion, personId = 'lin' } = options;
  return {
    guard: { key, expectedVersion },
    fingerprint: options.fingerprint ?? `print of ${key}`,
    put: options.put ?? [sampleDocument(key, personId)],
    remove: options.remove ?? [],
    events: [sampleEvent(key, options.tenantId, personId)],
    answer: { key, personId },
  };
}
