import { type ConformanceHarness, checkCases } from '@meritkit/core/conformance';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import type { Joined } from '@meritkit/core/ports';
import type { SkillsStoreV1 } from '@meritkit/skills-matrix';
import { describeSkillsStoreConformance, skillsStoreCases } from '@meritkit/skills-matrix/conformance';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import { describe, expect, it } from 'vitest';

type Store = SkillsStoreV1<MemoryTransaction>;
type Make = (options: Parameters<typeof createMemorySkillsStore>[0]) => Store;

function harnessOf(name: string, make: Make): ConformanceHarness<Store, MemoryTransaction> {
  return {
    name,
    open: async () => {
      const database = createMemoryDatabase();
      return {
        forTenant: (tenantId) => make({ tenantId, database }),
        transact: database.transact,
        reopen: async () => undefined,
        dispose: async () => undefined,
      };
    },
  };
}

describeSkillsStoreConformance({ describe, it }, harnessOf('memory', createMemorySkillsStore));

function broken(change: (store: Store) => Partial<Store>): Make {
  const wrap = (store: Store): Store => ({
    ...store,
    within: (transaction) => ({ ...wrap(store.within(transaction)), joined: store.within(transaction).joined }),
    ...change(store),
  });
  return (options) => wrap(createMemorySkillsStore(options));
}

let serial = 0;
const fresh = (): string => {
  serial += 1;
  return `fresh-${serial}`;
};
const swallow = async <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
  try {
    return await work();
  } catch {
    return otherwise;
  }
};

describe('a store that is broken on purpose fails its own case', () => {
  const kept = new Map<string, unknown>();
  it.each<[string, string, (store: Store) => Partial<Store>]>([
    [
      'loses evidence',
      'round trip',
      (store) => ({ readPerson: async (personId) => ({ ...(await store.readPerson(personId)), records: [] }) }),
    ],
    [
      'forgets keys',
      'idempotent replay',
      (store) => ({ appendEvidence: (append) => store.appendEvidence({ ...append, key: fresh() }) }),
    ],
    [
      'ignores versions',
      'stale version',
      (store) => ({
        appendEvidence: async (append) => {
          const people = await Promise.all(
            append.people.map(async (item) => ({
              ...item,
              expectedVersion: (await store.readPerson(item.personId)).version,
            })),
          );
          return store.appendEvidence({ ...append, people });
        },
      }),
    ],
    [
      'ignores the version of documents',
      'stale version',
      (store) => ({
        writeDocument: async (write) => {
          const expectedVersion = (await store.readDocument(write.type, write.id))?.version ?? 0;
          return store.writeDocument({ ...write, guard: { ...write.guard, expectedVersion } });
        },
      }),
    ],
    [
      'says a version of shape of its own',
      'round trip',
      (store) => ({ writeDocument: (write) => store.writeDocument({ ...write, schemaVersion: 1 }) }),
    ],
    [
      'lets evidence change',
      'immutable evidence',
      (store) => ({
        appendEvidence: (append) =>
          swallow(() => store.appendEvidence(append), {
            versions: append.people.map(({ personId, expectedVersion }) => ({
              personId,
              version: expectedVersion + 1,
            })),
          }),
      }),
    ],
    [
      'writes person by person',
      'atomic writes',
      (store) => ({
        appendEvidence: async (append) => {
          const versions = [];
          for (const [at, person] of append.people.entries()) {
            const part = await store.appendEvidence({
              key: `${append.key}-${at}`,
              fingerprint: append.fingerprint,
              people: [person],
              events: at === 0 ? append.events : [],
            });
            versions.push(...part.versions);
          }
          return { versions };
        },
      }),
    ],
    ['mixes tenants', 'tenant isolation', () => ({})],
    [
      'ignores the transaction',
      'host transaction',
      (store) => ({ within: () => store.within({ onRollback: () => undefined }) }),
    ],
    [
      'does not say that it joined a transaction',
      'host transaction',
      (store) => ({
        within: (transaction) => {
          const { joined: _, ...rest } = store.within(transaction);
          return rest as Joined<Store>;
        },
      }),
    ],
    [
      'pages by place',
      'stable paging',
      (store) => ({
        listEvidence: async (page) => {
          const all = await store.listEvidence({ cursor: null, limit: 1000 });
          const from = Number(page.cursor ?? '0');
          const next = from + page.limit;
          return { items: all.items.slice(from, next), nextCursor: next < all.items.length ? String(next) : null };
        },
      }),
    ],
    [
      'shares what it holds',
      'no aliasing',
      (store) => ({
        readDocument: async (type, id) => {
          const key = `${type} ${id}`;
          if (!kept.has(key)) kept.set(key, await store.readDocument(type, id));
          return kept.get(key) as Awaited<ReturnType<Store['readDocument']>>;
        },
      }),
    ],
    ['never acknowledges', 'outbox', () => ({ acknowledgeOutbox: async () => undefined })],
    [
      'loses events',
      'outbox',
      (store) => ({ appendEvidence: (append) => store.appendEvidence({ ...append, events: [] }) }),
    ],
    ['erases nothing', 'erasure', () => ({ erasePerson: async () => ({ evidence: 2 }) })],
    [
      'does not tell that it erased',
      'erasure',
      (store) => ({ erasePerson: (erase) => store.erasePerson({ ...erase, events: [] }) }),
    ],
    [
      'erases first and tells later',
      'erasure',
      (store) => ({
        erasePerson: async (erase) => {
          const answer = await store.erasePerson({ ...erase, events: [] });
          await store.writeDocument({
            guard: { key: fresh(), expectedVersion: 0 },
            schemaVersion: 1,
            type: 'policy',
            id: fresh(),
            body: {},
            events: erase.events,
          });
          return answer;
        },
      }),
    ],
    [
      'lets two writers win',
      'race',
      (store) => ({ appendEvidence: (append) => swallow(() => store.appendEvidence(append), { versions: [] }) }),
    ],
  ])('one that %s', async (name, group, change) => {
    kept.clear();
    const make: Make =
      name === 'mixes tenants'
        ? ({ database, tenantId }) => ({
            ...createMemorySkillsStore({ tenantId: 'all', ...(database && { database }) }),
            tenantId,
          })
        : broken(change);
    const results = await checkCases({ harness: harnessOf(name, make), cases: skillsStoreCases<MemoryTransaction>() });
    expect(results.filter((result) => !result.passed).map((result) => result.group)).toContain(group);
  });

  it('one that waits for the transaction it is called in is ended, and named', async () => {
    const make = broken((store) => ({ within: () => ({ ...store, joined: true }) }));
    const harness = { ...harnessOf('waiting', make), timeLimitMs: 1000 };
    const cases = skillsStoreCases<MemoryTransaction>().filter(({ group }) => group === 'host transaction');
    const results = await checkCases({ harness, cases });
    expect(results.map(({ error }) => String(error))).toContainEqual(
      expect.stringMatching(/"host transaction: .*" on waiting: the case did not end/),
    );
  });

  it('one that forgets at a restart', async () => {
    const harness = harnessOf('forgetful', createMemorySkillsStore);
    const open = async () => {
      let database = createMemoryDatabase();
      const opened = await harness.open();
      return {
        ...opened,
        forTenant: (tenantId: string) => createMemorySkillsStore({ tenantId, database }),
        transact: database.transact,
        reopen: async () => {
          database = createMemoryDatabase();
        },
      };
    };
    const results = await checkCases({
      harness: { name: 'forgetful', open },
      cases: skillsStoreCases<MemoryTransaction>(),
    });
    expect(results.filter((result) => !result.passed).map((result) => result.group)).toEqual(['restart']);
  });
});
