import { type CaseResult, type ConformanceHarness, checkCases } from '@meritkit/core/conformance';
import { VersionConflictError } from '@meritkit/core/errors';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import type { Joined } from '@meritkit/core/ports';
import { describe, expect, it } from 'vitest';
import { createMemoryPlannerData, createMemoryPlannerStore } from '../memory/index.ts';
import type { PlannerDocument, PlannerStoreV1 } from '../ports.ts';
import { describePlannerStoreConformance, plannerStoreCases } from './index.ts';

type Store = PlannerStoreV1<unknown>;
type Break = (store: Store, all: { readonly forTenant: (tenantId: string) => Store }) => Partial<Store>;

/** The memory store, with some of its methods replaced. */
function harnessOf(name: string, broken: Break = () => ({})): ConformanceHarness<Store, unknown> {
  return {
    name,
    open: async () => {
      const [data, database] = [createMemoryPlannerData(), createMemoryDatabase()];
      const whole = (tenantId: string) => createMemoryPlannerStore({ tenantId, data, database }) as Store;
      const wrap = (store: Store): Store => {
        const within = (transaction: unknown) => {
          const inside = store.within(transaction);
          return { ...wrap(inside), joined: inside.joined };
        };
        const mended = { ...store, within };
        return { ...mended, ...broken(store, { forTenant: whole }) };
      };
      return {
        forTenant: (tenantId) => wrap(whole(tenantId)),
        transact: (work) => database.transact((transaction: MemoryTransaction) => work(transaction)),
        reopen: async () => {},
        dispose: async () => {},
      };
    },
  };
}

describePlannerStoreConformance({ describe, it }, harnessOf('memory'));

const failing = (results: readonly CaseResult[]) => results.filter((result) => !result.passed).map(({ name }) => name);

/** Each breaks one promise; its case must be among those that fail. */
const breaks: Readonly<Record<string, { readonly broken: Break; readonly fails: string }>> = {
  'forgets answers': {
    broken: (store) => ({ findCommit: async (key) => ({ ...(await store.findCommit(key))!, answer: {} }) }),
    fails: 'documents, events, the answer and the version come back as written',
  },
  'never removes': {
    broken: (store) => ({ append: (commit) => store.append({ ...commit, remove: [] }) }),
    fails: 'a document written again is replaced, and a removed one is gone',
  },
  'sorts backwards': {
    broken: (store) => ({
      listDocuments: async (options) => {
        const page = await store.listDocuments(options);
        return { ...page, items: [...page.items].reverse() };
      },
    }),
    fails: 'pages hold every document once, in the order of ids, while others are added',
  },
  'ignores the person': {
    broken: (store) => ({ listDocuments: ({ type, page }) => store.listDocuments({ type, page }) }),
    fails: 'lists keep to a person, and refuse a page of no size',
  },
  'mixes up events': {
    broken: (store) => ({
      listEvents: async (options) => {
        const page = await store.listEvents(options);
        return { ...page, items: [...page.items].sort((one, other) => (one.id < other.id ? -1 : 1)) };
      },
    }),
    fails: 'the outbox keeps the order of commits, page by page',
  },
  'writes a replay': {
    broken: (store) => ({
      append: async (commit) => {
        const known = await store.findCommit(commit.guard.key);
        if (known === null || known.fingerprint !== commit.fingerprint) return store.append(commit);
        const guard = { key: `${commit.guard.key} again`, expectedVersion: await store.readVersion() };
        return { ...(await store.append({ ...commit, guard })), repeated: true };
      },
    }),
    fails: 'a key repeated gives the first answer and writes nothing, whatever version it names',
  },
  'takes any payload for a key': {
    broken: (store) => ({
      append: async (commit) => {
        const known = await store.findCommit(commit.guard.key);
        return store.append({ ...commit, fingerprint: known?.fingerprint ?? commit.fingerprint });
      },
    }),
    fails: 'a key with another payload is a key conflict, before the version is looked at',
  },
  'takes any version': {
    broken: (store) => ({
      append: async (commit) => {
        const guard = { ...commit.guard, expectedVersion: await store.readVersion() };
        return store.append({ ...commit, guard });
      },
    }),
    fails: 'a commit on an older or a future version is refused and leaves nothing',
  },
  'retries a lost race': {
    broken: (store) => ({
      append: async (commit) => {
        for (;;) {
          try {
            return await store.append({
              ...commit,
              guard: { ...commit.guard, expectedVersion: await store.readVersion() },
            });
          } catch (error) {
            if (!VersionConflictError.isInstance(error)) throw error;
          }
        }
      },
    }),
    fails: 'of many commits on one version, exactly one wins',
  },
  'has one tenant': {
    broken: (store, { forTenant }) => {
      const { tenantId: _one, specificationVersion: _two, ...methods } = forTenant('acme');
      return store.tenantId === 'acme' ? {} : methods;
    },
    fails: 'tenants share neither documents, keys, events nor versions',
  },
  'hands out one object': {
    broken: (store) => {
      const held = new Map<string, PlannerDocument>();
      return {
        getDocument: async (id) => {
          const found = held.get(id.id) ?? (await store.getDocument(id));
          if (found !== null) held.set(id.id, found);
          return found;
        },
      };
    },
    fails: 'changing what was written or read changes nothing in the store',
  },
  'does not join': {
    broken: (_store, { forTenant }) => ({
      within: () => {
        const store = forTenant('acme');
        return {
          ...store,
          joined: true,
          append: async () => ({ repeated: false, record: { key: '', fingerprint: '', version: 0, answer: {} } }),
        };
      },
    }),
    fails: 'what is written under a transaction that commits is there',
  },
  'does not say that it joined': {
    broken: (store) => ({
      within: (transaction) => {
        const { joined: _, ...rest } = store.within(transaction);
        return rest as Joined<Store>;
      },
    }),
    fails: 'a store within a transaction says so, and no other does',
  },
  'erases nobody': {
    broken: () => ({ erasePerson: async () => ({ documents: 2, repeated: false }) }),
    fails: 'an erased person is nowhere: allocations go, ids elsewhere read erased, and repeating it changes nothing',
  },
  'does not tell of an erasure': {
    broken: (store) => ({ erasePerson: (erase) => store.erasePerson({ ...erase, events: [] }) }),
    fails: 'its events are written with it, once, and outlive every later erasure',
  },
  'tells of it again on a replay': {
    broken: (store) => {
      const keys = new Map<string, number>();
      return {
        erasePerson: async (erase) => {
          const count = (keys.get(erase.key) ?? 0) + 1;
          keys.set(erase.key, count);
          const answer = await store.erasePerson({ ...erase, key: `${erase.key} ${count}` });
          return { ...answer, repeated: count > 1 };
        },
      };
    },
    fails: 'its events are written with it, once, and outlive every later erasure',
  },
  'erases whom an earlier erasure told of': {
    broken: (store) => {
      const erased: string[] = [];
      return {
        erasePerson: async (erase) => {
          const answer = await store.erasePerson(erase);
          if (!answer.repeated) erased.push(erase.key);
          return answer;
        },
        listEvents: async (options) => {
          const page = await store.listEvents(options);
          const text = JSON.stringify(page.items);
          return erased.length > 1 ? { ...page, items: JSON.parse(text.replaceAll('"lin"', '"erased"')) } : page;
        },
      };
    },
    fails: 'its events are written with it, once, and outlive every later erasure',
  },
  'loses late writes': {
    broken: (store) => ({
      append: (commit) =>
        store.append(
          commit.guard.key >= 'k190' && commit.guard.key < 'k2' ? { ...commit, put: [], remove: [] } : commit,
        ),
    }),
    fails: 'two hundred random steps leave what a plain map would hold',
  },
};

describe('a store broken on purpose fails its own case', () => {
  it.each(Object.entries(breaks))('%s', async (name, { broken, fails }) => {
    const cases = plannerStoreCases.filter((one) => one.name === fails);
    expect(failing(await checkCases({ harness: harnessOf(name, broken), cases }))).toEqual([fails]);
  });

  it('waits for the transaction it is called in: ended, and named', async () => {
    const harness = {
      ...harnessOf('waiting', (store) => ({ within: () => ({ ...store, joined: true }) })),
      timeLimitMs: 1000,
    };
    const name = 'what is written under a transaction that commits is there';
    const [result] = await checkCases({ harness, cases: plannerStoreCases.filter((one) => one.name === name) });
    expect(String(result?.error)).toContain(`"transaction: ${name}" on waiting: the case did not end`);
  });

  it('forgets all at a restart', async () => {
    const whole = harnessOf('forgetful');
    const harness: ConformanceHarness<Store, unknown> = {
      ...whole,
      open: async () => {
        let opened = await whole.open();
        return {
          ...opened,
          forTenant: (tenantId) => opened.forTenant(tenantId),
          reopen: async () => {
            opened = await whole.open();
          },
        };
      },
    };
    expect(failing(await checkCases({ harness, cases: plannerStoreCases }))).toContain(
      'what was written is there after a restart',
    );
  });

  it('keeps what was rolled back', async () => {
    const data = createMemoryPlannerData();
    const harness: ConformanceHarness<Store, unknown> = {
      name: 'no rollback',
      open: async () => ({
        forTenant: (tenantId) => {
          const store = createMemoryPlannerStore({ tenantId, data }) as Store;
          return { ...store, within: () => ({ ...store, joined: true }) };
        },
        transact: (work) => work(null),
        reopen: async () => {},
        dispose: async () => {},
      }),
    };
    const cases = plannerStoreCases.filter(({ group }) => group === 'transaction');
    expect(failing(await checkCases({ harness, cases }))).toContain(
      'what is written under a transaction that is rolled back was never there',
    );
  });
});
