import { invalidInput, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import type { PlannerEvent } from '../events.ts';
import type { Appended, CommitRecord, PlannerCommit, PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import { replacePerson } from './replace-person.ts';

/** A tenant's rows. */
interface Rows {
  version: number;
  documents: Map<string, PlannerDocument>;
  commits: Map<string, CommitRecord>;
  events: PlannerEvent[];
  erasures: Map<string, { readonly personId: string; readonly documents: number }>;
}

/** What memory stores of several tenants share; given none, a store has its own. */
export interface MemoryPlannerData {
  readonly tenants: Map<string, Rows>;
}

/** Makes the rows that several stores can share. */
export function createMemoryPlannerData(): MemoryPlannerData {
  return { tenants: new Map() };
}

/**
 * The planner's store in memory: for tests, demos and trying things out. It keeps copies, so nobody can change what it
 * holds from outside.
 *
 * @example
 * ```ts
 * import { createMemoryPlannerStore } from '@meritkit/workload-planner/memory';
 *
 * await createMemoryPlannerStore({ tenantId: 'acme' }).readVersion(); // 0
 * ```
 */
export function createMemoryPlannerStore(options: {
  readonly tenantId: string;
  readonly data?: MemoryPlannerData;
  readonly database?: MemoryDatabase;
}): PlannerStoreV1<MemoryTransaction> {
  const data = options.data ?? createMemoryPlannerData();
  const database = options.database ?? createMemoryDatabase();
  return storeOn(data, options.tenantId, database, null);
}

function storeOn(
  data: MemoryPlannerData,
  tenantId: string,
  database: MemoryDatabase,
  transaction: MemoryTransaction | null,
): PlannerStoreV1<MemoryTransaction> {
  const rows = (): Rows => {
    const found = data.tenants.get(tenantId);
    if (found !== undefined) return found;
    const fresh = { version: 0, documents: new Map(), commits: new Map(), events: [], erasures: new Map() };
    data.tenants.set(tenantId, fresh);
    return fresh;
  };
  /** Runs at once inside a transaction; outside, after the one that is open. */
  const settled = async (): Promise<void> => {
    while (transaction === null) {
      const open = database.settled();
      if (open === undefined) break;
      await open;
    }
  };
  /** Work on the rows as they are once it is this call's turn: no other call comes in between. */
  const onRows = async <Result>(work: (now: Rows) => Result): Promise<Result> => {
    await settled();
    return work(rows());
  };
  const change = (work: (next: Rows) => void): void => {
    const before = rows();
    const next: Rows = {
      version: before.version,
      documents: new Map(before.documents),
      commits: new Map(before.commits),
      events: [...before.events],
      erasures: new Map(before.erasures),
    };
    work(next);
    data.tenants.set(tenantId, next);
    transaction?.onRollback(() => data.tenants.set(tenantId, before));
  };
  return {
    specificationVersion: 'v1',
    tenantId,
    within: (joined) => ({ ...storeOn(data, tenantId, database, joined), joined: true }),
    readVersion: () => onRows((now) => now.version),
    findCommit: (key) => onRows((now) => copy(now.commits.get(key) ?? null)),
    getDocument: ({ type, id }) => onRows((now) => copy(now.documents.get(nameOf(type, id)) ?? null)),
    listDocuments: ({ type, personId, page }) =>
      onRows((now) => {
        const all = [...now.documents.values()]
          .filter((document) => document.type === type)
          .filter((document) => personId === undefined || document.personIds.includes(personId))
          .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
        return pageOf(all, page, (document) => document.id);
      }),
    append: (commit) => onRows((now) => appendTo(now, commit, change)),
    listEvents: ({ page }) =>
      onRows((now) => {
        const events = now.events.map((event, index) => ({ event, at: String(index).padStart(12, '0') }));
        const { items, nextCursor } = pageOf(events, page, ({ at }) => at);
        return { items: items.map(({ event }) => event), nextCursor };
      }),
    erasePerson: ({ personId, key, events }) =>
      onRows((now) => {
        const known = now.erasures.get(key);
        if (known !== undefined) {
          if (known.personId !== personId) throw new KeyConflictError({ key });
          return { documents: known.documents, repeated: true };
        }
        let documents = 0;
        change((next) => {
          documents = erase(next, personId);
          next.erasures.set(key, { personId, documents });
          next.events.push(...copy(events));
        });
        return { documents, repeated: false };
      }),
  };
}

function appendTo(rows: Rows, commit: PlannerCommit, change: (work: (next: Rows) => void) => void): Appended {
  const { key, expectedVersion } = commit.guard;
  const known = rows.commits.get(key);
  if (known !== undefined) {
    if (known.fingerprint !== commit.fingerprint) throw new KeyConflictError({ key });
    return { repeated: true, record: copy(known) };
  }
  if (rows.version !== expectedVersion) {
    throw new VersionConflictError({ subject: 'planner book', expectedVersion, actualVersion: rows.version });
  }
  const { fingerprint, answer } = commit;
  const record: CommitRecord = copy({ key, fingerprint, version: rows.version + 1, answer });
  change((next) => {
    next.version += 1;
    next.commits.set(key, record);
    for (const { type, id } of commit.remove) next.documents.delete(nameOf(type, id));
    for (const document of commit.put) next.documents.set(nameOf(document.type, document.id), copy(document));
    next.events.push(...copy(commit.events));
  });
  return { repeated: false, record: copy(record) };
}

function erase(rows: Rows, personId: string): number {
  let documents = 0;
  for (const [name, document] of rows.documents) {
    if (!document.personIds.includes(personId)) continue;
    documents += 1;
    if (document.type === 'allocation') rows.documents.delete(name);
    else {
      const personIds = document.personIds.filter((id) => id !== personId);
      rows.documents.set(name, { ...document, personIds, body: replacePerson(document.body, personId) });
    }
  }
  for (const [key, record] of rows.commits) {
    rows.commits.set(key, { ...record, answer: replacePerson(record.answer, personId) });
  }
  rows.events = rows.events.map((event) =>
    event.type === 'meritkit.planner.person-erased.v1'
      ? event
      : (replacePerson(event as unknown as JsonObject, personId) as unknown as PlannerEvent),
  );
  rows.version += 1;
  return documents;
}

function nameOf(type: string, id: string): string {
  return `${type}\u0000${id}`;
}

function copy<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function pageOf<Item>(items: readonly Item[], page: PageRequest, keyOf: (item: Item) => string): Page<Item> {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput(
      'planner/invalid-number',
      ['page', 'limit'],
      `${page.limit} is not from 1 to ${MAXIMUM_PAGE_SIZE}`,
    );
  }
  const { cursor, limit } = page;
  const rest = cursor === null ? items : items.filter((item) => keyOf(item) > cursor);
  const taken = rest.slice(0, limit);
  return { items: copy(taken), nextCursor: rest.length > limit ? keyOf(taken.at(-1)!) : null };
}
