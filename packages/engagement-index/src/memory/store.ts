import { invalidInput, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import { documentWithoutPerson, eventWithoutPerson } from '../erasure/erase.ts';
import type { EngagementStoreV1, EngagementWrite, StoredDocument, TransactionalEngagementStoreV1 } from '../ports.ts';
import { pairKey, type TenantData, tenantData } from './data.ts';

type Undo = () => void;

/** When a store may act, and where it writes down how to take back what it did. */
interface Turn {
  readonly wait: () => Promise<void> | undefined;
  readonly undo: Undo[] | null;
}

/**
 * An engagement store in memory: for tests, examples and small tools. Stores on the same `database` and tenant share
 * their data and can join one transaction.
 *
 * @example
 * ```ts
 * import { createMemoryEngagementStore } from '@meritkit/engagement-index/memory';
 *
 * createMemoryEngagementStore({ tenantId: 'acme' }).specificationVersion; // 'v1'
 * ```
 */
export function createMemoryEngagementStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): TransactionalEngagementStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const data = tenantData(database, options.tenantId);
  return {
    ...storeOn(options.tenantId, data, { wait: database.settled, undo: null }),
    within: (transaction) => {
      const undo: Undo[] = [];
      transaction.onRollback(() => {
        for (const step of undo.reverse()) step();
      });
      return { ...storeOn(options.tenantId, data, { wait: () => undefined, undo }), joined: true };
    },
  };
}

function storeOn(tenantId: string, data: TenantData, turn: Turn): EngagementStoreV1 {
  const acting = async <Result>(work: () => Result): Promise<Result> => {
    for (let waiting = turn.wait(); waiting !== undefined; waiting = turn.wait()) await waiting;
    return work();
  };
  const documents = (keep: (document: StoredDocument) => boolean) => [...data.documents.values()].filter(keep);
  return {
    specificationVersion: 'v1',
    tenantId,
    commit: (write) => acting(() => commitTo(data, write, turn.undo)),
    load: ({ type, id }) => acting(() => data.documents.get(pairKey(type, id)) ?? null),
    list: ({ type, page }) =>
      acting(() =>
        pageOf(
          documents((document) => document.type === type),
          idOf,
          page,
        ),
      ),
    findAdmission: ({ surveyId, digest }) => acting(() => data.admissions.get(pairKey(surveyId, digest)) ?? null),
    listResponses: ({ surveyId, page }) =>
      acting(() => {
        const own = [...data.responses].filter(([key]) => (JSON.parse(key) as readonly string[])[0] === surveyId);
        return pageOf(
          own.map(([, response]) => response),
          (response) => response.respondent,
          page,
        );
      }),
    listEvents: (page) => acting(() => pageOf([...data.events.values()], (event) => event.id, page)),
    listByPerson: ({ personId, page }) =>
      acting(() =>
        pageOf(
          documents((document) => document.personIds.includes(personId)),
          (document) => pairKey(document.type, document.id),
          page,
        ),
      ),
    erasePerson: ({ personId, key }) => acting(() => eraseFrom(data, personId, key, turn.undo)),
  };
}

const idOf = (document: StoredDocument) => document.id;

function commitTo(data: TenantData, write: EngagementWrite, undo: Undo[] | null): { readonly repeated: boolean } {
  const known = data.keys.get(write.key);
  if (known !== undefined) {
    if (known !== write.fingerprint) throw new KeyConflictError({ key: write.key });
    return { repeated: true };
  }
  for (const document of write.documents) {
    const actual = data.documents.get(pairKey(document.type, document.id))?.version ?? 0;
    if (actual !== document.expectedVersion)
      throw conflict(`${document.type} ${document.id}`, document.expectedVersion, actual);
  }
  for (const { surveyId, digest } of write.spent) {
    if (data.admissions.get(pairKey(surveyId, digest))?.spent !== false)
      throw conflict(`admission of ${surveyId}`, 1, 2);
  }
  for (const { surveyId, response } of write.responses) {
    if (data.responses.has(pairKey(surveyId, response.respondent))) throw conflict(`response in ${surveyId}`, 0, 1);
  }
  put(data.keys, write.key, write.fingerprint, undo);
  for (const { expectedVersion, ...document } of write.documents) {
    const stored = deepFreeze(structuredClone({ ...document, version: expectedVersion + 1 }));
    put(data.documents, pairKey(document.type, document.id), stored, undo);
  }
  for (const { surveyId, admission } of write.admissions) {
    put(data.admissions, pairKey(surveyId, admission.digest), deepFreeze(structuredClone(admission)), undo);
  }
  for (const { surveyId, digest } of write.spent) {
    const at = pairKey(surveyId, digest);
    put(data.admissions, at, Object.freeze({ ...data.admissions.get(at)!, spent: true }), undo);
  }
  for (const { surveyId, response } of write.responses) {
    put(data.responses, pairKey(surveyId, response.respondent), deepFreeze(structuredClone(response)), undo);
  }
  for (const event of write.events) put(data.events, event.id, deepFreeze(structuredClone(event)), undo);
  return { repeated: false };
}

function eraseFrom(
  data: TenantData,
  personId: string,
  key: string,
  undo: Undo[] | null,
): { readonly documents: number } {
  const known = data.keys.get(key);
  if (known !== undefined) {
    if (!known.startsWith('erased:')) throw new KeyConflictError({ key });
    return { documents: Number(known.slice('erased:'.length)) };
  }
  const named = [...data.documents].filter(([, document]) => document.personIds.includes(personId));
  // Everything is decided before anything is written: what a later build wrote is refused, and then nothing is erased.
  const left = named.map(([at, document]) => [at, documentWithoutPerson({ document, personId })] as const);
  const events = [...data.events].map(([at, event]) => [at, event, eventWithoutPerson({ event, personId })] as const);
  for (const [at, document] of left) {
    if (document === null) take(data.documents, at, undo);
    else put(data.documents, at, deepFreeze(document), undo);
  }
  for (const [at, before, after] of events) if (after !== before) put(data.events, at, deepFreeze(after), undo);
  put(data.keys, key, `erased:${named.length}`, undo);
  return { documents: named.length };
}

function pageOf<Item>(items: readonly Item[], keyOf: (item: Item) => string, page: PageRequest): Page<Item> {
  if (!Number.isSafeInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('core/invalid-input', ['page', 'limit'], `from 1 to ${MAXIMUM_PAGE_SIZE}`);
  }
  const sorted = items
    .filter((item) => page.cursor === null || keyOf(item) > page.cursor)
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const shown = sorted.slice(0, page.limit);
  const last = shown[shown.length - 1];
  return { items: shown, nextCursor: sorted.length > shown.length && last !== undefined ? keyOf(last) : null };
}

function conflict(subject: string, expectedVersion: number, actualVersion: number): VersionConflictError {
  return new VersionConflictError({ subject, expectedVersion, actualVersion });
}

function put<Value>(map: Map<string, Value>, key: string, value: Value, undo: Undo[] | null): void {
  const had = map.has(key);
  const before = map.get(key);
  undo?.push(() => {
    if (had) map.set(key, before as Value);
    else map.delete(key);
  });
  map.set(key, value);
}

function take<Value>(map: Map<string, Value>, key: string, undo: Undo[] | null): void {
  const before = map.get(key);
  undo?.push(() => map.set(key, before as Value));
  map.delete(key);
}
