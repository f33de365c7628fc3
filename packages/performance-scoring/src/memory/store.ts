import { invalidInput, KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest } from '@meritkit/core/ports';
import type { CycleWrite, ReviewStoreV1 } from '../ports.ts';
import { type TenantData, tenantData } from './data.ts';

/** When a store may act, and where it notes how to take back what it did. */
interface Turn {
  readonly wait: () => Promise<void> | undefined;
  readonly onRollback: (undo: () => void) => void;
}

/**
 * A review store in memory: for tests, examples and small tools. Stores on the same `database` and tenant share their
 * data and can join one transaction.
 *
 * @example
 * ```ts
 * import { createMemoryReviewStore } from '@meritkit/performance-scoring/memory';
 *
 * createMemoryReviewStore({ tenantId: 'acme' }).specificationVersion; // 'v1'
 * ```
 */
export function createMemoryReviewStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): ReviewStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const data = tenantData(database, options.tenantId);
  return storeOn(options.tenantId, data, { wait: database.settled, onRollback: () => {} });
}

function storeOn(tenantId: string, data: TenantData, turn: Turn): ReviewStoreV1<MemoryTransaction> {
  /** Waits while somebody's transaction is open, then acts without giving way: one call is one step. */
  const act = async <Result>(work: () => Result): Promise<Result> => {
    for (let open = turn.wait(); open !== undefined; open = turn.wait()) await open;
    return work();
  };
  return {
    specificationVersion: 'v1',
    tenantId,
    loadCycle: (cycleId) => act(() => copy(data.cycles.get(cycleId) ?? null)),
    findAnswer: (key) =>
      act(() => {
        const known = data.answers.get(key);
        return known === undefined ? null : copy({ fingerprint: known.fingerprint, answer: known.answer });
      }),
    append: (write) => act(() => append(data, turn, write)),
    listCycles: (page) => act(() => pageOf([...data.cycles], page)),
    listEntries: ({ cycleId, page }) =>
      act(() =>
        pageOf(
          data.entries
            .filter((entry) => entry.cycleId === cycleId)
            .map((entry) => [orderOf(entry.index), entry] as const),
          page,
        ),
      ),
    listTexts: ({ cycleId, page }) =>
      act(() =>
        pageOf(
          [...data.texts.values()]
            .filter(({ text }) => text.cycleId === cycleId)
            .map(({ order, text }) => [orderOf(order), text] as const),
          page,
        ),
      ),
    listEvents: (page) =>
      act(() =>
        pageOf(
          data.events.map((event, index) => [orderOf(index), event] as const),
          page,
        ),
      ),
    erasePerson: ({ personId }) => act(() => erase(data, turn, personId)),
    within: ({ onRollback }) => ({ ...storeOn(tenantId, data, { wait: () => undefined, onRollback }), joined: true }),
  };
}

function append(data: TenantData, turn: Turn, write: CycleWrite): { readonly version: number } {
  const { key, fingerprint, answer, expectedVersion, cycle } = write;
  const known = data.answers.get(key);
  if (known !== undefined) {
    if (known.fingerprint !== fingerprint) throw new KeyConflictError({ key });
    return { version: known.version };
  }
  const before = data.cycles.get(cycle.id);
  const actualVersion = before?.version ?? 0;
  if (actualVersion !== expectedVersion) {
    throw new VersionConflictError({ subject: `cycle ${cycle.id}`, expectedVersion, actualVersion });
  }
  const version = actualVersion + 1;
  const [entries, events] = [data.entries.length, data.events.length];
  const stored = copy({ cycle, version, answer, entries: write.entries, texts: write.texts, events: write.events });
  data.cycles.set(cycle.id, deepFreeze({ cycle: stored.cycle, version }));
  data.answers.set(key, { fingerprint, answer: stored.answer, version });
  data.entries.push(...stored.entries);
  data.events.push(...stored.events);
  for (const [index, text] of stored.texts.entries()) data.texts.set(text.id, { order: entries * 16 + index, text });
  turn.onRollback(() => {
    if (before === undefined) data.cycles.delete(cycle.id);
    else data.cycles.set(cycle.id, before);
    data.answers.delete(key);
    data.entries.length = entries;
    data.events.length = events;
    for (const text of stored.texts) data.texts.delete(text.id);
  });
  return { version };
}

function erase(data: TenantData, turn: Turn, personId: string): { readonly texts: number } {
  const all = [...data.texts];
  const gone = all.filter(([, { text }]) => text.personId === personId);
  for (const [id] of gone) data.texts.delete(id);
  turn.onRollback(() => {
    data.texts.clear();
    for (const [id, kept] of all) data.texts.set(id, kept);
  });
  return { texts: gone.length };
}

/** Nobody outside holds what is stored. */
function copy<Value>(value: Value): Value {
  return structuredClone(value);
}

/** Items after the cursor in the order of their keys: rows that come or go move no page. */
function pageOf<Item>(rows: readonly (readonly [order: string, item: Item])[], page: PageRequest): Page<Item> {
  if (!Number.isInteger(page.limit) || page.limit < 1 || page.limit > MAXIMUM_PAGE_SIZE) {
    throw invalidInput('performance/invalid-page', ['limit'], `1 to ${MAXIMUM_PAGE_SIZE} items`);
  }
  const { cursor } = page;
  const sorted = rows
    .filter(([order]) => cursor === null || order > cursor)
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const shown = sorted.slice(0, page.limit);
  const last = shown.at(-1)?.[0] ?? null;
  return { items: copy(shown.map(([, item]) => item)), nextCursor: sorted.length > shown.length ? last : null };
}

/** A number as text that sorts as the number does. */
function orderOf(number: number): string {
  return String(number).padStart(12, '0');
}
