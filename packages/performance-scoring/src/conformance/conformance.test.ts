import { type ConformanceHarness, checkCases } from '@meritkit/core/conformance';
import { StorageUnavailableError } from '@meritkit/core/errors';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import type { Joined } from '@meritkit/core/ports';
import { describe, expect, it } from 'vitest';
import { createMemoryReviewStore } from '../memory/index.ts';
import type { CycleWrite, StoredCycle } from '../ports.ts';
import { describeReviewStoreConformance, reviewStoreCases } from './index.ts';
import { memoryHarness as harness, type Store } from './memory-harness.ts';

describeReviewStoreConformance({ describe, it }, harness('memory'));

/** Stores that break one promise each, and a case that must notice. */
const broken: readonly (readonly [defect: string, caught: string, spoil: (store: Store, tenantId: string) => Store])[] =
  [
    ['forgets the answer', 'what is written is read back', (store) => ({ ...store, findAnswer: async () => null })],
    [
      'loses the events',
      'what is written is read back',
      (store) => ({ ...store, append: (write) => store.append({ ...write, events: [] }) }),
    ],
    [
      'loses the texts',
      'a log written over many calls verifies',
      (store) => ({ ...store, append: (write) => store.append({ ...write, texts: [] }) }),
    ],
    [
      'changes an entry',
      'a log written over many calls verifies',
      (store) => ({
        ...store,
        append: (write) =>
          store.append({ ...write, entries: write.entries.map((entry) => ({ ...entry, actorId: 'x' })) }),
      }),
    ],
    ['ignores versions', 'a stale version is a conflict and leaves nothing', ignoreVersions],
    [
      'throws another error',
      'a stale version is a conflict and leaves nothing',
      (store) => ({
        ...store,
        append: (write) =>
          store.append(write).catch((cause: unknown) => {
            throw new StorageUnavailableError({ operation: 'append', cause });
          }),
      }),
    ],
    [
      'acts again on a used key',
      'the same key acts once, whatever the version is by then',
      (store) => ({
        ...store,
        append: (write) => store.append({ ...write, key: `${write.key}/${write.expectedVersion}/${unique()}` }),
      }),
    ],
    [
      'takes any payload under a key',
      'the same key with another payload is a conflict',
      (store) => ({ ...store, append: (write) => store.append(write).catch(() => ({ version: 1 })) }),
    ],
    ['lets every racer win', 'of many writers of one version one wins', ignoreVersions],
    ['pages by offset', 'pages are stable while rows are added', pageByOffset],
    [
      'takes any limit',
      'a limit outside 1 to 1000 is refused',
      (store) => ({ ...store, listCycles: async () => ({ items: [], nextCursor: null }) }),
    ],
    ['mixes tenants', 'tenants see nothing of each other', mixTenants()],
    ['hands out what it holds', 'what is returned or was passed in can be changed without changing the store', alias],
    [
      'ignores a rollback',
      "the host's rollback leaves nothing",
      (store) => ({ ...store, within: () => store.within({ onRollback: () => {} }) }),
    ],
    [
      'writes a transaction elsewhere',
      "the host's commit keeps everything",
      (store, tenantId) => ({ ...store, within: () => ({ ...createMemoryReviewStore({ tenantId }), joined: true }) }),
    ],
    [
      'does not say that it joined a transaction',
      'a store within a transaction says so, and no other does',
      (store) => {
        const within = (transaction: MemoryTransaction) => {
          const { joined: _, ...rest } = store.within(transaction);
          return rest as Joined<Store>;
        };
        return { ...store, within };
      },
    ],
    [
      'erases nothing',
      'the texts about a person go, and the log still verifies',
      (store) => ({ ...store, erasePerson: async () => ({ texts: 2 }) }),
    ],
    [
      'counts versions by two',
      'a long run of writes answers as the memory store does',
      (store) => ({ ...store, append: async (write) => ({ version: 2 * (await store.append(write)).version }) }),
    ],
  ];

describe('the kit notices a store that', () => {
  it.each(broken)('%s', async (defect, caught, spoil) => {
    const results = await checkCases({ harness: harness(defect, spoil), cases: reviewStoreCases<MemoryTransaction>() });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toContain(caught);
  });
  it('waits for the transaction it is called in: ended, and named', async () => {
    const waiting = {
      ...harness('waiting', (store) => ({ ...store, within: () => ({ ...store, joined: true }) })),
      timeLimitMs: 1000,
    };
    const cases = reviewStoreCases<MemoryTransaction>().filter(
      ({ name }) => name === "the host's commit keeps everything",
    );
    const [result] = await checkCases({ harness: waiting, cases });
    expect(String(result?.error)).toContain('the host\'s commit keeps everything" on waiting: the case did not end');
  });
  it('forgets everything at a restart', async () => {
    const forgetful: ConformanceHarness<Store, MemoryTransaction> = {
      name: 'forgetful',
      open: async () => {
        let database = createMemoryDatabase();
        return {
          forTenant: (tenantId) => createMemoryReviewStore({ tenantId, database }),
          transact: (work) => database.transact(work),
          reopen: async () => {
            database = createMemoryDatabase();
          },
          dispose: async () => {},
        };
      },
    };
    const results = await checkCases({ harness: forgetful, cases: reviewStoreCases<MemoryTransaction>() });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toEqual([
      'what was written is there after a restart',
    ]);
  });
});

let counter = 0;
function unique(): number {
  counter += 1;
  return counter;
}

function ignoreVersions(store: Store): Store {
  const append = async (write: CycleWrite) => {
    const stored = await store.loadCycle(write.cycle.id);
    return store.append({ ...write, expectedVersion: stored?.version ?? 0 });
  };
  return {
    ...store,
    append: (write) =>
      append(write)
        .catch(() => append(write))
        .catch(() => append(write))
        .catch(() => ({ version: 9 })),
  };
}

function pageByOffset(store: Store): Store {
  return {
    ...store,
    listCycles: async ({ filter, page: { cursor, limit } }) => {
      const { items } = await store.listCycles({ filter, page: { cursor: null, limit: 1000 } });
      const start = Number(cursor ?? 0);
      const end = start + limit;
      return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : null };
    },
  };
}

function mixTenants(): (store: Store) => Store {
  const shared = createMemoryReviewStore({ tenantId: 'shared' });
  return (store) => ({ ...shared, tenantId: store.tenantId });
}

function alias(store: Store): Store {
  const held = new Map<string, StoredCycle>();
  return {
    ...store,
    append: async (write) => {
      const answer = await store.append(write);
      held.set(write.cycle.id, { cycle: write.cycle, version: answer.version });
      return answer;
    },
    loadCycle: async (cycleId) => held.get(cycleId) ?? store.loadCycle(cycleId),
  };
}
