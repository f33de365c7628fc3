import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import type { CycleFilter, CycleWrite, ReviewStoreV1, StoredCycle } from '../ports.ts';
import { addEvents, type TenantData, tenantData } from './data.ts';
import { erase } from './erase.ts';
import { orderOf, pageOf } from './page.ts';

/** When a store may act, and where it notes how to take back what it did. */
export interface Turn {
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
    listCycles: ({ filter, page }) =>
      act(() =>
        pageOf(
          [...data.cycles].filter(([, stored]) => fits(filter, stored)),
          page,
        ),
      ),
    listEntries: ({ cycleId, personId, page }) =>
      act(() =>
        pageOf(
          data.entries
            .filter((entry) => entry.cycleId === cycleId && isAbout(personId, entry.data.personId))
            .map((entry) => [orderOf(entry.index), entry] as const),
          page,
        ),
      ),
    listTexts: ({ cycleId, personId, page }) =>
      act(() =>
        pageOf(
          [...data.texts.values()]
            .filter(({ value }) => value.cycleId === cycleId && isAbout(personId, value.personId))
            .map(({ order, value }) => [orderOf(order), value] as const),
          page,
        ),
      ),
    listEvents: (page) =>
      act(() =>
        pageOf(
          data.events.map(({ order, value }) => [orderOf(order), value] as const),
          page,
        ),
      ),
    erasePerson: (request) => act(() => erase(data, turn, request)),
    within: ({ onRollback }) => ({ ...storeOn(tenantId, data, { wait: () => undefined, onRollback }), joined: true }),
  };
}

function fits({ stages, personId }: CycleFilter, { cycle }: StoredCycle): boolean {
  if (stages !== undefined && !stages.includes(cycle.stage)) return false;
  return personId === undefined || cycle.participants.includes(personId);
}

function isAbout(wanted: string | undefined, personId: unknown): boolean {
  return wanted === undefined || wanted === personId;
}

function append(data: TenantData, turn: Turn, write: CycleWrite): { readonly version: number } {
  const { key, fingerprint, answer, expectedVersion, cycle } = write;
  const known = data.answers.get(key);
  if (known !== undefined) {
    if (known.fingerprint !== '' && known.fingerprint !== fingerprint) throw new KeyConflictError({ key });
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
  addEvents(data, stored.events);
  for (const [index, value] of stored.texts.entries()) {
    data.texts.set(value.id, { order: entries * 16 + index, value, key });
  }
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

/** Nobody outside holds what is stored. */
function copy<Value>(value: Value): Value {
  return structuredClone(value);
}
