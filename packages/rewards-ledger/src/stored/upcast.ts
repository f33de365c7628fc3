import { parseEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters, type Upcasters } from '@meritkit/core/schema';
import type { LedgerEvent } from '../events.ts';
import type { DocumentType } from '../ports.ts';

/** What a ledger stores or sends with a schema version of its own. A seal's version is under its hash: it never changes. */
export type StoredType = 'entry' | 'event' | 'answer' | DocumentType;

/** The one place where older versions are read. A step turns a version into the next; version 1 is the first. */
const versions: Readonly<Record<StoredType, Upcasters>> = {
  entry: defineUpcasters({ type: 'ledger entry', steps: [] }),
  event: defineUpcasters({ type: 'ledger event', steps: [] }),
  // An answer holds its notices as they were sent: a new version of one is a new one of the answer too.
  answer: defineUpcasters({ type: 'ledger answer', steps: [] }),
  books: defineUpcasters({ type: 'ledger books', steps: [] }),
  item: defineUpcasters({ type: 'catalogue item', steps: [] }),
  redemption: defineUpcasters({ type: 'redemption', steps: [] }),
  rule: defineUpcasters({ type: 'earning rule', steps: [] }),
  payroll: defineUpcasters({ type: 'payroll export', steps: [] }),
  unit: defineUpcasters({ type: 'unit of account', steps: [] }),
  sealing: defineUpcasters({ type: 'progress of sealing', steps: [] }),
};

/**
 * A stored document of any version ever published, as the present one.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know, `core/invalid-input` for none
 */
export function readStored(type: StoredType, document: JsonObject): JsonObject {
  return versions[type].read(document);
}

/**
 * Reads a ledger's event from a queue, a webhook or a log, of any version ever published, as the present one.
 *
 * @throws InvalidInputError `core/not-an-event` with each issue's path, `core/newer-document` for a version this build
 * does not know
 * @example
 * ```ts
 * import { createLedger, parseLedgerEvent } from '@meritkit/rewards-ledger';
 * import { createMemoryLedgerStore } from '@meritkit/rewards-ledger/memory';
 *
 * const ledger = createLedger({ store: createMemoryLedgerStore({ tenantId: 'acme' }) });
 * const earned = await ledger.earn({ key: 'k1', personId: 'lin', amount: '300' });
 * earned.ok && parseLedgerEvent(JSON.parse(JSON.stringify(earned.events[0]))).data.ownerId; // 'lin'
 * ```
 */
export function parseLedgerEvent(input: unknown): LedgerEvent {
  const event = parseEvent(input);
  const { schemaVersion, ...data } = readStored('event', {
    ...(event.data as JsonObject),
    schemaVersion: event.schemaversion,
  });
  const version = Number(schemaVersion);
  return { ...event, type: event.type.replace(/\.v\d+$/, `.v${version}`), schemaversion: version, data };
}
