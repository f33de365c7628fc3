import { type ConformanceHarness, checkCases } from '@meritkit/core/conformance';
import type { CloudEvent } from '@meritkit/core/events';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import type { Joined } from '@meritkit/core/ports';
import { describe, expect, it } from 'vitest';
import { createMemoryEngagementStore } from '../memory/index.ts';
import type { EngagementStoreV1, StoredDocument, TransactionalEngagementStoreV1 } from '../ports.ts';
import { describeEngagementStoreConformance, engagementStoreCases } from './index.ts';

type Store = TransactionalEngagementStoreV1<unknown>;
type Break = (store: EngagementStoreV1, tenantId: string, outside: Set<string>) => EngagementStoreV1;

/** A store that says of erased documents what `spoil` makes of what it was before, and of what is right. */
function erasing(
  store: EngagementStoreV1,
  spoil: (document: StoredDocument, personId: string) => StoredDocument,
): EngagementStoreV1 {
  const spoilt = new Map<string, StoredDocument>();
  const at = ({ type, id }: Pick<StoredDocument, 'type' | 'id'>) => `${type} ${id}`;
  return {
    ...store,
    erasePerson: async (request) => {
      const before = (await store.listByPerson({ ...request, page: { cursor: null, limit: 100 } })).items;
      const erased = await store.erasePerson(request);
      for (const document of before) {
        const after = spoilt.get(at(document)) ?? (await store.load(document)) ?? document;
        spoilt.set(at(document), spoil(after, request.personId));
      }
      return erased;
    },
    load: async (reference) => spoilt.get(at(reference)) ?? store.load(reference),
  };
}

function replacedEverywhere(document: StoredDocument, personId: string, by: string): StoredDocument {
  const quoted = JSON.stringify(personId);
  return { ...document, body: JSON.parse(JSON.stringify(document.body).replaceAll(quoted, `"${by}"`)) };
}

function harness(name: string, spoil: Break = (store) => store, mixTenants = false): ConformanceHarness<Store> {
  return {
    name,
    open: async () => {
      const database = createMemoryDatabase();
      const outside = new Set<string>();
      return {
        forTenant: (given) => {
          const tenantId = mixTenants ? 'one' : given;
          const store = createMemoryEngagementStore({ tenantId, database });
          return {
            ...spoil(store, tenantId, outside),
            within: (transaction) => {
              const joined = store.within(transaction as MemoryTransaction);
              return { ...spoil(joined, tenantId, outside), joined: joined.joined };
            },
          };
        },
        transact: (work) => database.transact(work),
        reopen: async () => undefined,
        dispose: async () => undefined,
      };
    },
  };
}

describeEngagementStoreConformance({ describe, it }, harness('memory'));

const broken: readonly (readonly [string, string, Break])[] = [
  [
    'loses the body',
    'returns documents',
    (store) => ({ ...store, load: async (at) => ((found) => found && { ...found, body: {} })(await store.load(at)) }),
  ],
  [
    'finds what is not there',
    'finds nothing',
    (store) => ({
      ...store,
      findAdmission: async (at) => (await store.findAdmission(at)) ?? { digest: at.digest, cell: {}, spent: false },
    }),
  ],
  [
    'ignores versions',
    'refuses a write on an older version',
    (store) => ({
      ...store,
      commit: async (write) => {
        const documents = await Promise.all(
          write.documents.map(async (one) => ({ ...one, expectedVersion: (await store.load(one))?.version ?? 0 })),
        );
        return store.commit({ ...write, documents });
      },
    }),
  ],
  [
    'forgets keys',
    'has one effect for one key',
    (store) => {
      let n = 0;
      return { ...store, commit: (write) => store.commit({ ...write, key: `${write.key}-${n++}` }) };
    },
  ],
  [
    'spends twice',
    'spends an admission once',
    (store) => ({ ...store, commit: (write) => store.commit({ ...write, spent: [] }) }),
  ],
  [
    'keeps arrival times',
    'lists responses by random key',
    (store) => ({
      ...store,
      listResponses: async (at) => {
        const page = await store.listResponses(at);
        return { ...page, items: page.items.map((one, index) => ({ ...one, arrived: index })) };
      },
    }),
  ],
  [
    'pages by position',
    'pages stably',
    (store) => ({
      ...store,
      list: async ({ type, page }) => {
        const every = (await store.list({ type, page: { cursor: null, limit: 100 } })).items;
        const from = Number(page.cursor ?? '0') + (page.cursor === null ? 0 : 1);
        return { items: every.slice(from, from + page.limit), nextCursor: null };
      },
    }),
  ],
  [
    'leaves names in its events',
    'takes a person out of every event',
    (store) => {
      const written: CloudEvent[] = [];
      return {
        ...store,
        commit: async (write) => {
          written.push(...write.events);
          return store.commit(write);
        },
        listEvents: async (page) => ({ ...(await store.listEvents(page)), items: written }),
      };
    },
  ],
  [
    'erases nothing',
    'takes a person out of every document',
    (store) => ({ ...store, erasePerson: async () => ({ documents: 2 }) }),
  ],
  [
    'keeps what is about the person alone',
    'takes along what is about the person alone',
    (store) => erasing(store, (document) => ({ ...document, personIds: [] })),
  ],
  [
    'replaces an id wherever it stands',
    'takes nothing else along',
    (store) => erasing(store, (document, personId) => replacedEverywhere(document, personId, 'erased')),
  ],
  [
    'calls everybody whom it erased the same',
    'keeps two erased people',
    (store) =>
      erasing(store, (document) => JSON.parse(JSON.stringify(document).replaceAll(/"erased-\d"/g, '"erased"'))),
  ],
  [
    'forgets the keys of erasures',
    'happens once per key',
    (store) => {
      let n = 0;
      return { ...store, erasePerson: ({ personId, key }) => store.erasePerson({ personId, key: `${key}-${n++}` }) };
    },
  ],
  [
    'erases what a later build wrote as if it knew it',
    'refuses, and erases nothing',
    (store) => ({ ...store, erasePerson: (request) => store.erasePerson(request).catch(() => ({ documents: 0 })) }),
  ],
  [
    'erases beside its transaction',
    'leaves everything as it was when its transaction',
    (store, tenantId, outside) => ({
      ...store,
      erasePerson: async (request) => {
        // Joined or not, the erasure goes to a copy that no rollback reaches.
        const erased = await store.erasePerson(request);
        outside.add(`${tenantId} ${request.personId}`);
        return erased;
      },
      listByPerson: async (request) =>
        outside.has(`${tenantId} ${request.personId}`) ? { items: [], nextCursor: null } : store.listByPerson(request),
    }),
  ],
];

describe('stores broken on purpose', () => {
  it.each(broken)('one that %s fails its own case', async (name, caseName, spoil) => {
    const results = await checkCases({ harness: harness(name, spoil), cases: engagementStoreCases });
    expect(
      results
        .filter((result) => !result.passed)
        .map((result) => result.name)
        .join('; '),
    ).toContain(caseName);
  });

  it('one that mixes tenants fails its own case', async () => {
    const results = await checkCases({ harness: harness('mixed', undefined, true), cases: engagementStoreCases });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toContain(
      'keeps tenants apart, keys included',
    );
  });

  it('one that shares objects, and one that cannot roll back, fail theirs', async () => {
    const sharing: Break = (store) => {
      const bodies = new Map<string, never>();
      return {
        ...store,
        commit: (write) => {
          for (const one of write.documents) bodies.set(one.id, one.body as never);
          return store.commit(write);
        },
        load: async (at) =>
          ((found) => found && { ...found, body: bodies.get(at.id) ?? found.body })(await store.load(at)),
      };
    };
    const shared = await checkCases({ harness: harness('sharing', sharing), cases: engagementStoreCases });
    expect(shared.filter((result) => !result.passed).map((result) => result.name)).toContain(
      'shares no object with its callers',
    );
    const plain = harness('no rollback');
    const lasting: ConformanceHarness<Store> = {
      ...plain,
      open: async () => {
        const opened = await plain.open();
        const forTenant = (tenantId: string): Store => {
          const store = opened.forTenant(tenantId);
          return { ...store, within: () => ({ ...store, joined: true }) };
        };
        return { ...opened, forTenant, transact: (work) => work(null) };
      },
    };
    const results = await checkCases({ harness: lasting, cases: engagementStoreCases });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toContain(
      'leaves nothing of a transaction that is rolled back',
    );
  });

  it('one that does not say that it joined a transaction is noticed', async () => {
    const plain = harness('silent');
    const silent: ConformanceHarness<Store> = {
      ...plain,
      open: async () => {
        const opened = await plain.open();
        const forTenant = (tenantId: string): Store => {
          const store = opened.forTenant(tenantId);
          const within = (transaction: unknown) => {
            const { joined: _, ...rest } = store.within(transaction);
            return rest as Joined<EngagementStoreV1>;
          };
          return { ...store, within };
        };
        return { ...opened, forTenant };
      },
    };
    const results = await checkCases({ harness: silent, cases: engagementStoreCases });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toEqual([
      'a store within a transaction says so, and no other does',
    ]);
  });

  it('one that waits for the transaction it is called in is ended, and named', async () => {
    const plain = harness('waiting');
    const waiting: ConformanceHarness<Store> = {
      ...plain,
      timeLimitMs: 1000,
      open: async () => {
        const opened = await plain.open();
        const forTenant = (tenantId: string): Store => {
          const store = opened.forTenant(tenantId);
          return { ...store, within: () => ({ ...store, joined: true }) };
        };
        return { ...opened, forTenant };
      },
    };
    const cases = engagementStoreCases.filter(({ group }) => group === 'transaction');
    const results = await checkCases({ harness: waiting, cases });
    expect(results.map(({ error }) => String(error))).toContainEqual(
      expect.stringMatching(/"transaction: .*" on waiting: the case did not end/),
    );
  });

  it('one that lets everyone win fails the race', async () => {
    const generous: Break = (store) => ({
      ...store,
      commit: (write) => store.commit(write).catch(() => ({ repeated: false })),
    });
    const results = await checkCases({ harness: harness('generous', generous), cases: engagementStoreCases });
    expect(results.filter((result) => !result.passed).map((result) => result.name)).toContain(
      'has one winner among many writers on one version',
    );
  });
});
