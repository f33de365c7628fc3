import { describe, expect, it } from 'vitest';
import { broken, failures, harnessOf, type Make } from '../../testing/broken-stores.ts';
import type { AccountMapV1 } from '../accounts/index.ts';
import type { AuditSinkV1 } from '../audit/index.ts';
import type { PersonCalendar } from '../calendar/index.ts';
import type { FactStoreV1 } from '../facts/index.ts';
import {
  createMemoryAccountMap,
  createMemoryAuditSink,
  createMemoryCalendar,
  createMemoryDatabase,
  createMemoryDirectory,
  createMemoryFactStore,
  createMemoryProcessStore,
  type MemoryDatabase,
  type MemoryTransaction,
} from '../memory/index.ts';
import { emptyOrganisation, type Organisation } from '../organisation/index.ts';
import type { Joined, Transactional } from '../ports/index.ts';
import type { ProcessStoreV1 } from '../processes/index.ts';
import {
  accountMapCases,
  auditSinkCases,
  type ConformanceCase,
  checkCases,
  describeAccountMapConformance,
  describeAuditSinkConformance,
  describeCalendarConformance,
  describeDirectoryConformance,
  describeFactStoreConformance,
  describeProcessStoreConformance,
  factStoreCases,
  processStoreCases,
} from './index.ts';

const runner = { describe, it };
describeFactStoreConformance(runner, harnessOf('memory', createMemoryFactStore));
describeAccountMapConformance(runner, harnessOf('memory', createMemoryAccountMap));
describeAuditSinkConformance(runner, harnessOf('memory', createMemoryAuditSink));
describeProcessStoreConformance(runner, harnessOf('memory', createMemoryProcessStore));

/** A host's own tables, filled by the test. */
function seeded<Rows, Port>(empty: Rows, portOf: (tenantId: string, rows: Rows) => Port) {
  const tables = new Map<string, Rows>();
  return (tenantId: string) => ({
    seed: async (rows: Rows) => {
      tables.set(tenantId, rows);
    },
    port: () => portOf(tenantId, tables.get(tenantId) ?? empty),
  });
}

describeDirectoryConformance(runner, {
  name: 'memory',
  open: async () => {
    const tables = seeded<Organisation, ReturnType<typeof createMemoryDirectory>>(
      emptyOrganisation,
      (tenantId, organisation) => createMemoryDirectory({ tenantId, organisation }),
    );
    const { transact } = createMemoryDatabase();
    return {
      forTenant: (tenantId) => ({ seed: tables(tenantId).seed, directory: tables(tenantId).port }),
      transact,
      reopen: async () => undefined,
      dispose: async () => undefined,
    };
  },
});

describeCalendarConformance(runner, {
  name: 'memory',
  open: async () => {
    const tables = seeded<readonly PersonCalendar[], ReturnType<typeof createMemoryCalendar>>(
      [],
      (tenantId, calendars) => createMemoryCalendar({ tenantId, calendars }),
    );
    const { transact } = createMemoryDatabase();
    return {
      forTenant: (tenantId) => ({ seed: tables(tenantId).seed, calendar: tables(tenantId).port }),
      transact,
      reopen: async () => undefined,
      dispose: async () => undefined,
    };
  },
});

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
  const facts = (change: (store: FactStoreV1<MemoryTransaction>) => Partial<FactStoreV1<MemoryTransaction>>) =>
    failures(broken(createMemoryFactStore, change), factStoreCases<MemoryTransaction>());

  it.each<[string, string, (store: FactStoreV1<MemoryTransaction>) => Partial<FactStoreV1<MemoryTransaction>>]>([
    ['forgets keys', 'idempotent replay', (store) => ({ putFacts: (put) => store.putFacts({ ...put, key: fresh() }) })],
    [
      'ignores the transaction',
      'host transaction',
      (store) => ({ within: () => store.within({ onRollback: () => undefined }) }),
    ],
    ['ignores the filter', 'reading', (store) => ({ listFacts: (ask) => store.listFacts({ ...ask, filter: {} }) })],
    [
      'pages by place',
      'stable paging',
      (store) => ({
        listFacts: async ({ filter, page }) => {
          const all = await store.listFacts({ filter, page: { cursor: null, limit: 1000 } });
          const from = Number(page.cursor ?? '0');
          const items = all.items.slice(from, from + page.limit);
          const nextCursor = from + page.limit < all.items.length ? String(from + page.limit) : null;
          return { items, nextCursor };
        },
      }),
    ],
    [
      'stores one by one',
      'atomic writes',
      (store) => ({
        putFacts: async ({ facts: given, key }) => {
          const total = { stored: 0, unchanged: 0, suppressed: 0 };
          for (const [index, fact] of given.entries()) {
            const one = await store.putFacts({ facts: [fact], key: `${key}-${index}` });
            total.stored += one.stored;
            total.unchanged += one.unchanged;
            total.suppressed += one.suppressed;
          }
          return total;
        },
      }),
    ],
    [
      'hides conflicts',
      'error types',
      (store) => ({
        putFacts: (put) => swallow(() => store.putFacts(put), { stored: 0, unchanged: 0, suppressed: 0 }),
      }),
    ],
    ['erases nothing', 'erasure', () => ({ erasePerson: async () => ({ facts: 0 }) })],
    [
      'drops what it is given',
      'round trip',
      () => ({ putFacts: async () => ({ stored: 1, unchanged: 0, suppressed: 0 }) }),
    ],
    ['names no tenant', 'round trip', () => ({ tenantId: '' })],
  ])('facts: one that %s', async (_, group, change) => {
    expect(await facts(change)).toContain(group);
  });

  it('facts: one that mixes tenants, and one that shares its rows', async () => {
    const mixed: Make<FactStoreV1<MemoryTransaction>> = ({ tenantId, database }) => ({
      ...createMemoryFactStore({ tenantId: 'all', database }),
      tenantId,
    });
    expect(await failures(mixed, factStoreCases<MemoryTransaction>())).toContain('tenant isolation');
    const shared = new Map<MemoryDatabase, Map<string, Parameters<FactStoreV1['putFacts']>[0]['facts'][number]>>();
    const sharing: Make<FactStoreV1<MemoryTransaction>> = ({ tenantId, database }) => {
      const rows = shared.get(database) ?? new Map();
      shared.set(database, rows);
      return {
        ...createMemoryFactStore({ tenantId, database }),
        putFacts: async ({ facts: given }) => {
          for (const fact of given) rows.set(fact.id, fact);
          return { stored: given.length, unchanged: 0, suppressed: 0 };
        },
        listFacts: async () => ({ items: [...rows.values()], nextCursor: null }),
      };
    };
    expect(await failures(sharing, factStoreCases<MemoryTransaction>())).toEqual(
      expect.arrayContaining(['no aliasing', 'revisions', 'race', 'model']),
    );
  });

  it.each<[string, string, (store: AccountMapV1<MemoryTransaction>) => Partial<AccountMapV1<MemoryTransaction>>]>([
    ['forgets keys', 'idempotent replay', (store) => ({ putLinks: (put) => store.putLinks({ ...put, key: fresh() }) })],
    [
      'hides conflicts',
      'stale version',
      (store) => ({
        putLinks: (put) => swallow(() => store.putLinks(put), { stored: 0 }),
      }),
    ],
    [
      'ignores the transaction',
      'host transaction',
      (store) => ({ within: () => store.within({ onRollback: () => undefined }) }),
    ],
    ['keeps no history', 'round trip', () => ({ listRevisions: async () => [] })],
    ['erases nothing', 'erasure', () => ({ erasePerson: async () => ({ links: 0 }) })],
    ['gives all tools', 'stable paging', (store) => ({ listLinks: ({ page }) => store.listLinks({ page }) })],
  ])('accounts: one that %s', async (_, group, change) => {
    expect(await failures(broken(createMemoryAccountMap, change), accountMapCases<MemoryTransaction>())).toContain(
      group,
    );
  });

  it.each<[string, string, (store: AuditSinkV1<MemoryTransaction>) => Partial<AuditSinkV1<MemoryTransaction>>]>([
    ['drops entries', 'round trip', () => ({ record: async () => undefined })],
    [
      'hides conflicts',
      'idempotent replay',
      (store) => ({ record: (entries) => swallow(() => store.record(entries), undefined) }),
    ],
    ['ignores the filter', 'reading', (store) => ({ list: (ask) => store.list({ ...ask, filter: {} }) })],
    [
      'ignores the transaction',
      'host transaction',
      (store) => ({ within: () => store.within({ onRollback: () => undefined }) }),
    ],
    ['erases nothing', 'erasure', () => ({ erasePerson: async () => ({ entries: 4 }) })],
  ])('audit: one that %s', async (_, group, change) => {
    expect(await failures(broken(createMemoryAuditSink, change), auditSinkCases<MemoryTransaction>())).toContain(group);
  });

  it.each<[string, string, (store: ProcessStoreV1<MemoryTransaction>) => Partial<ProcessStoreV1<MemoryTransaction>>]>([
    [
      'lets everybody win',
      'race',
      (store) => ({ saveProcess: (save) => swallow(() => store.saveProcess(save), undefined) }),
    ],
    [
      'forgets keys',
      'idempotent replay',
      (store) => ({
        saveProcess: ({ process, guard }) => store.saveProcess({ process, guard: { ...guard, key: fresh() } }),
      }),
    ],
    [
      'ignores the status',
      'stable paging',
      (store) => ({ listProcesses: ({ page }) => store.listProcesses({ page }) }),
    ],
    [
      'ignores the transaction',
      'host transaction',
      (store) => ({ within: () => store.within({ onRollback: () => undefined }) }),
    ],
    ['erases nothing', 'erasure', () => ({ erasePerson: async () => ({ processes: 0 }) })],
  ])('processes: one that %s', async (_, group, change) => {
    expect(await failures(broken(createMemoryProcessStore, change), processStoreCases<MemoryTransaction>())).toContain(
      group,
    );
  });

  // What it wrote may be rolled back, and nobody could tell.
  const silent = <Store extends Transactional<Store, MemoryTransaction>>(store: Store) => ({
    within: (transaction: MemoryTransaction) => {
      const { joined: _, ...rest } = store.within(transaction);
      return rest as unknown as Joined<Store>;
    },
  });

  it.each<[string, () => Promise<readonly string[]>]>([
    ['facts', () => failures(broken(createMemoryFactStore, silent), factStoreCases<MemoryTransaction>())],
    ['accounts', () => failures(broken(createMemoryAccountMap, silent), accountMapCases<MemoryTransaction>())],
    ['audit', () => failures(broken(createMemoryAuditSink, silent), auditSinkCases<MemoryTransaction>())],
    ['processes', () => failures(broken(createMemoryProcessStore, silent), processStoreCases<MemoryTransaction>())],
  ])('%s: one that does not say that it joined a transaction', async (_, failed) => {
    expect(await failed()).toEqual(['host transaction']);
  });

  // The memory database runs one transaction at a time: a store used inside that did not join waits for its end.
  const joinsNothing = <Store extends object>(store: Store) => ({
    within: () => ({ ...store, joined: true as const }),
  });
  const limited = async <Store extends object>(
    make: Make<Store>,
    kit: readonly ConformanceCase<Store, MemoryTransaction>[],
  ) => {
    const harness = { ...harnessOf('hangs', make), timeLimitMs: 1000 };
    const results = await checkCases({ harness, cases: kit });
    return results.flatMap(({ error }) => (error instanceof Error ? [error.message] : []));
  };

  it.each<[string, () => Promise<readonly string[]>]>([
    ['facts', () => limited(broken(createMemoryFactStore, joinsNothing), factStoreCases<MemoryTransaction>())],
    ['accounts', () => limited(broken(createMemoryAccountMap, joinsNothing), accountMapCases<MemoryTransaction>())],
    ['audit', () => limited(broken(createMemoryAuditSink, joinsNothing), auditSinkCases<MemoryTransaction>())],
    [
      'processes',
      () => limited(broken(createMemoryProcessStore, joinsNothing), processStoreCases<MemoryTransaction>()),
    ],
  ])('%s: one that waits for the transaction it is called in is ended, and named', async (_, messages) => {
    expect(await messages()).toContainEqual(
      expect.stringMatching(/^"host transaction: .*" on hangs: the case did not end within 1000 ms/),
    );
  });
});
