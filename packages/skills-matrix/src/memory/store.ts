import { invalidInput, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, deepFreeze } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import { compareText } from '../evidence/check.ts';
import type { EvidenceAppend, SkillsDocument, SkillsDocumentType, SkillsStoreV1, StoredEvidence } from '../ports.ts';
import { change, type TenantData, tenantData } from './data.ts';
import { withoutPerson } from './erase.ts';

/**
 * A store of a skill matrix in memory, for tests and first steps: one process, nothing survives it.
 *
 * @example
 * ```ts
 * import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
 *
 * createMemorySkillsStore({ tenantId: 'acme' }).specificationVersion; // 'v1'
 * ```
 */
export function createMemorySkillsStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): SkillsStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  return openStore(database, options.tenantId, undefined);
}

function openStore(
  database: MemoryDatabase,
  tenantId: string,
  transaction: MemoryTransaction | undefined,
): SkillsStoreV1<MemoryTransaction> {
  const data = tenantData(database, tenantId);
  const ready = async (): Promise<void> => {
    if (transaction !== undefined) return;
    for (let open = database.settled(); open !== undefined; open = database.settled()) await open;
  };
  /** Runs a write once per key; reads and writes of the rows happen in one turn, so no other caller is in between. */
  const once = async <Answer>(key: string, payload: unknown, write: () => Answer): Promise<Answer> => {
    await ready();
    const fingerprint = sha256Hex(canonicalJson(payload));
    const known = data.keys.get(key);
    if (known !== undefined) {
      if (known.fingerprint !== fingerprint) throw new KeyConflictError({ key });
      return structuredClone(known.answer) as Answer;
    }
    const answer = write();
    change(data.keys, key, { fingerprint, answer: structuredClone(answer) }, transaction);
    return answer;
  };
  return {
    specificationVersion: 'v1',
    tenantId,
    within: (joined) => ({ ...openStore(database, tenantId, joined), joined: true }),
    readPerson: async (personId) => {
      await ready();
      const records = [...data.evidence.values()].flatMap((row) =>
        row.personId === personId && row.record !== null ? [row.record] : [],
      );
      records.sort((left, right) => compareText(left.evidence.id, right.evidence.id));
      return structuredClone({ personId, version: data.versions.get(personId) ?? 0, records });
    },
    appendEvidence: async ({ key, fingerprint, people, events }) =>
      once(key, { append: fingerprint }, () => appendAll(data, people, events, transaction)),
    listEvidence: async (page) => {
      await ready();
      const records = [...data.evidence.values()].flatMap((row) => (row.record === null ? [] : [row.record]));
      return pageOf(records, (record) => record.evidence.id, page);
    },
    readDocument: async (type, id) => {
      await ready();
      return structuredClone(data.documents.get(documentKey(type, id)) ?? null);
    },
    writeDocument: async ({ guard, schemaVersion, type, id, body, events }) =>
      once(guard.key, { type, id, body }, () => {
        const actualVersion = data.documents.get(documentKey(type, id))?.version ?? 0;
        if (actualVersion !== guard.expectedVersion) {
          throw new VersionConflictError({
            subject: `${type} ${id}`,
            expectedVersion: guard.expectedVersion,
            actualVersion,
          });
        }
        const document: SkillsDocument = { schemaVersion, type, id, version: actualVersion + 1, body };
        change(data.documents, documentKey(type, id), deepFreeze(structuredClone(document)), transaction);
        addEvents(data, events, transaction);
        return document;
      }),
    listDocuments: async (type, page) => {
      await ready();
      return pageOf(
        [...data.documents.values()].filter((item) => item.type === type),
        (item) => item.id,
        page,
      );
    },
    readOutbox: async (limit) => {
      await ready();
      return structuredClone([...data.outbox.values()].slice(0, limit));
    },
    acknowledgeOutbox: async (eventIds) => {
      await ready();
      for (const id of eventIds) change(data.outbox, id, undefined, transaction);
    },
    erasePerson: async ({ key, personId, events }) =>
      once(key, { erase: personId }, () => {
        const answer = eraseAll(data, personId, transaction);
        addEvents(data, events, transaction);
        return answer;
      }),
  };
}

function documentKey(type: SkillsDocumentType, id: string): string {
  return JSON.stringify([type, id]);
}

/** Everything is checked before anything is written. */
function appendAll(
  data: TenantData,
  people: readonly EvidenceAppend[],
  events: readonly CloudEvent[],
  transaction: MemoryTransaction | undefined,
) {
  for (const { personId, expectedVersion, records } of people) {
    const actualVersion = data.versions.get(personId) ?? 0;
    if (actualVersion !== expectedVersion)
      throw new VersionConflictError({ subject: `person ${personId}`, expectedVersion, actualVersion });
    for (const record of records) {
      const known = data.evidence.get(record.evidence.id);
      if (known !== undefined && known.fingerprint !== fingerprintOf(record))
        throw new KeyConflictError({ key: record.evidence.id });
    }
  }
  const versions = people.map(({ personId, expectedVersion, records }) => {
    for (const record of records) {
      const { id } = record.evidence;
      if (data.evidence.has(id)) continue;
      const row = { personId, fingerprint: fingerprintOf(record), record: deepFreeze(structuredClone(record)) };
      change(data.evidence, id, row, transaction);
    }
    change(data.versions, personId, expectedVersion + 1, transaction);
    return { personId, version: expectedVersion + 1 };
  });
  addEvents(data, events, transaction);
  return { versions };
}

/** Of what the evidence says; who recorded it and when may differ in a replay. */
function fingerprintOf(record: StoredEvidence): string {
  return sha256Hex(canonicalJson(record.evidence));
}

function addEvents(data: TenantData, events: readonly CloudEvent[], transaction: MemoryTransaction | undefined): void {
  for (const event of events) change(data.outbox, event.id, deepFreeze(structuredClone(event)), transaction);
}

function eraseAll(
  data: TenantData,
  personId: string,
  transaction: MemoryTransaction | undefined,
): { readonly evidence: number } {
  let count = 0;
  for (const [id, row] of data.evidence) {
    if (row.record === null) continue;
    if (row.personId === personId) {
      count += 1;
      change(data.evidence, id, { ...row, record: null }, transaction);
    } else {
      change(data.evidence, id, { ...row, record: deepFreeze(withoutPerson(row.record, personId)) }, transaction);
    }
  }
  for (const [id, event] of data.outbox) {
    if (event.subject === personId) change(data.outbox, id, undefined, transaction);
  }
  return { evidence: count };
}

function pageOf<Row>(rows: readonly Row[], idOf: (row: Row) => string, { cursor, limit }: PageRequest): Page<Row> {
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAXIMUM_PAGE_SIZE)) {
    throw invalidInput('core/page-request', ['page', 'limit'], `${limit} is not from 1 to ${MAXIMUM_PAGE_SIZE}`);
  }
  const rest = rows
    .filter((row) => cursor === null || idOf(row) > cursor)
    .toSorted((a, b) => compareText(idOf(a), idOf(b)));
  const items = rest.slice(0, limit);
  return { items: structuredClone(items), nextCursor: rest.length > limit ? idOf(items[items.length - 1]!) : null };
}
