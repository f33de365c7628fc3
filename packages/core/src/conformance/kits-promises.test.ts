import { describe, expect, it } from 'vitest';
import { broken, failedCases } from '../../testing/broken-stores.ts';
import type { AccountLink, AccountMapV1 } from '../accounts/index.ts';
import type { AuditEntry, AuditSinkV1 } from '../audit/index.ts';
import type { CalendarV1, PersonCalendar } from '../calendar/index.ts';
import type { Fact, FactStoreV1 } from '../facts/index.ts';
import {
  createMemoryAccountMap,
  createMemoryAuditSink,
  createMemoryCalendar,
  createMemoryDatabase,
  createMemoryDirectory,
  createMemoryFactStore,
  createMemoryProcessStore,
  type MemoryTransaction,
} from '../memory/index.ts';
import { type DirectoryV1, emptyOrganisation, type Organisation } from '../organisation/index.ts';
import type { Process, ProcessStoreV1 } from '../processes/index.ts';
import {
  accountMapCases,
  auditSinkCases,
  calendarCases,
  checkCases,
  directoryCases,
  factStoreCases,
  processStoreCases,
} from './index.ts';

type Facts = FactStoreV1<MemoryTransaction>;
type Accounts = AccountMapV1<MemoryTransaction>;
type Audit = AuditSinkV1<MemoryTransaction>;
type Processes = ProcessStoreV1<MemoryTransaction>;

/** A list whose items come out changed, as from a column of another type. */
const eachFact = (change: (fact: Fact) => Fact) => (store: Facts) => ({
  listFacts: async (ask: Parameters<Facts['listFacts']>[0]) => {
    const page = await store.listFacts(ask);
    return { ...page, items: page.items.map(change) };
  },
});

describe('facts: one that', () => {
  const digits = 'every member comes back to the digit, the largest too';
  const matching = 'every field that is given must match, and it is the present revision that is asked';
  const ordered = 'facts are in the order of time whatever their offsets, those of one instant in the order of ids';

  it.each<[string, string, (store: Facts) => Partial<Facts>]>([
    ['keeps quantities as doubles', digits, eachFact((fact) => ({ ...fact, quantity: String(Number(fact.quantity)) }))],
    ['keeps revisions in 32 bits', digits, eachFact((fact) => ({ ...fact, revision: fact.revision | 0 }))],
    ['has no column for teams', digits, eachFact(({ teamId: _, ...fact }) => fact)],
    [
      'has no column for addresses',
      digits,
      eachFact((fact) => ({ ...fact, source: { system: fact.source.system, ref: fact.source.ref } })),
    ],
    ['writes times in UTC', digits, eachFact((fact) => ({ ...fact, at: new Date(fact.at).toISOString() }))],
    [
      'takes any field of the filter for all',
      matching,
      (store) => ({
        listFacts: ({ filter, page }) =>
          store.listFacts({ filter: filter.personIds === undefined ? filter : { personIds: filter.personIds }, page }),
      }),
    ],
    [
      'orders by the text of the time',
      ordered,
      (store) => ({
        listFacts: async ({ filter, page }) => {
          const { items } = await store.listFacts({ filter, page: { cursor: null, limit: 1000 } });
          const rest = [...items]
            .sort((left, right) => (`${left.at} ${left.id}` < `${right.at} ${right.id}` ? -1 : 1))
            .filter((fact) => page.cursor === null || `${fact.at} ${fact.id}` > page.cursor);
          const given = rest.slice(0, page.limit);
          const last = given.at(-1);
          return { items: given, nextCursor: last && rest.length > page.limit ? `${last.at} ${last.id}` : null };
        },
      }),
    ],
  ])('%s', async (_, name, change) => {
    expect(await failedCases(broken(createMemoryFactStore, change), factStoreCases<MemoryTransaction>())).toContain(
      name,
    );
  });

  it('filters before it looks for the present revision', async () => {
    const rows = new Map<object, Fact[]>();
    const first = ({ tenantId, database }: { readonly tenantId: string; readonly database: object }): Facts => {
      const store = createMemoryFactStore({ tenantId, database: database as ReturnType<typeof createMemoryDatabase> });
      const put = rows.get(database) ?? [];
      rows.set(database, put);
      return {
        ...store,
        putFacts: async (given) => {
          put.push(...given.facts);
          return store.putFacts(given);
        },
        listFacts: async ({ filter, page }) => {
          const known = createMemoryFactStore({ tenantId: 'x' });
          const wanted = put.filter((fact) => filter.personIds?.includes(fact.personId) ?? true);
          for (const fact of wanted) await known.putFacts({ facts: [fact], key: JSON.stringify(fact) });
          return known.listFacts({ filter, page });
        },
      };
    };
    expect(await failedCases(first, factStoreCases<MemoryTransaction>())).toContain(matching);
  });
});

const eachLink = (change: (link: AccountLink) => AccountLink) => (store: Accounts) => ({
  listLinks: async (ask: Parameters<Accounts['listLinks']>[0]) => {
    const page = await store.listLinks(ask);
    return { ...page, items: page.items.map(change) };
  },
});

describe('accounts: one that', () => {
  it.each<[string, string, (store: Accounts) => Partial<Accounts>]>([
    [
      'has no column for the time of a decision',
      'every member comes back, also of a link to nobody',
      eachLink(({ decidedAt: _, ...link }) => link),
    ],
    [
      'makes nobody somebody',
      'every member comes back, also of a link to nobody',
      eachLink((link) => ({ ...link, personId: link.personId ?? 'nobody' })),
    ],
    [
      'lists in the order of writing',
      'links are in the order of system and account, whatever the order they were put in',
      (store) => ({
        listLinks: async (ask) => {
          const page = await store.listLinks(ask);
          return { ...page, items: [...page.items].reverse() };
        },
      }),
    ],
    [
      'forgets who decided in the present link alone',
      'whoever decided is taken out of every revision, and a replay of the erasure answers the same',
      (store) => {
        const kept = new Map<string, readonly AccountLink[]>();
        return {
          erasePerson: async (erase) => {
            for (const { system, account } of (await store.listLinks({ page: { cursor: null, limit: 100 } })).items) {
              kept.set(account, await store.listRevisions({ system, account }));
            }
            return store.erasePerson(erase);
          },
          listRevisions: async (ask) => {
            const now = await store.listRevisions(ask);
            return now.map((link, index) => (index < now.length - 1 ? (kept.get(ask.account)?.[index] ?? link) : link));
          },
        };
      },
    ],
  ])('%s', async (_, name, change) => {
    const stores = new Map<string, Accounts>();
    const once = broken(createMemoryAccountMap, change);
    const shared: typeof once = (options) => {
      const known = stores.get(options.tenantId);
      if (known !== undefined) return known;
      const made = once(options);
      stores.set(options.tenantId, made);
      return made;
    };
    const [wanted] = accountMapCases<MemoryTransaction>().filter((item) => item.name === name);
    expect(await failedCases(shared, wanted === undefined ? [] : [wanted])).toEqual([name]);
  });
});

const eachEntry = (change: (entry: AuditEntry) => AuditEntry) => (sink: Audit) => ({
  list: async (ask: Parameters<Audit['list']>[0]) => {
    const page = await sink.list(ask);
    return { ...page, items: page.items.map(change) };
  },
});

describe('audit: one that', () => {
  const whole = 'every member comes back, and none that was not given';
  const erased = 'a person goes from every place of an entry, and the line stays';

  it.each<[string, string, (sink: Audit) => Partial<Audit>]>([
    ['has no column for kinds of data', whole, eachEntry(({ dataKind: _, ...entry }) => entry)],
    ['makes details up', whole, eachEntry((entry) => ({ ...entry, details: entry.details ?? {} }))],
    [
      'takes one field of the filter',
      'every field that is given must match',
      (sink) => ({
        list: ({ filter, page }) =>
          sink.list({ filter: filter.personId === undefined ? filter : { personId: filter.personId }, page }),
      }),
    ],
    [
      'leaves the reasons of those who were erased',
      erased,
      eachEntry((entry) =>
        entry.actor.id === 'erased' ? { ...entry, actor: { ...entry.actor, reason: 'mine' } } : entry,
      ),
    ],
    ['blanks the lines of others', erased, eachEntry(({ details: _, ...entry }) => entry)],
  ])('%s', async (_, name, change) => {
    expect(await failedCases(broken(createMemoryAuditSink, change), auditSinkCases<MemoryTransaction>())).toContain(
      name,
    );
  });
});

describe('processes: one that', () => {
  it.each<[string, string, (store: Processes) => Partial<Processes>]>([
    [
      'keeps the code of a refusal and no more',
      'a refusal comes back with all it says, and a process about nobody without a person',
      (store) => ({
        listProcesses: async (ask) => {
          const page = await store.listProcesses(ask);
          const cut = (process: Process) =>
            process.rejection === undefined ? process : { ...process, rejection: { code: process.rejection.code } };
          return { ...page, items: page.items.map(cut) };
        },
      }),
    ],
    [
      'lets everybody begin',
      'of several runs that begin one process at once one wins',
      (store) => ({
        saveProcess: async (save) => {
          if (save.guard.expectedVersion > 0) return store.saveProcess(save);
          await store.saveProcess(save).catch(() => undefined);
        },
      }),
    ],
    [
      'erases from the list alone',
      "a person's processes go",
      (store) => {
        const kept = new Map<string, Process>();
        return {
          saveProcess: async (save) => {
            kept.set(save.process.id, save.process);
            return store.saveProcess(save);
          },
          loadProcess: async (id) => (await store.loadProcess(id)) ?? kept.get(id) ?? null,
        };
      },
    ],
  ])('%s', async (_, name, change) => {
    const [wanted] = processStoreCases<MemoryTransaction>().filter((item) => item.name === name);
    const stores = new Map<string, Processes>();
    const make = broken(createMemoryProcessStore, change);
    const shared: typeof make = (options) => {
      const store = stores.get(options.tenantId) ?? make(options);
      stores.set(options.tenantId, store);
      return store;
    };
    expect(await failedCases(shared, wanted === undefined ? [] : [wanted])).toEqual([name]);
  });
});

/** A host's own tables, seeded by a case, behind a port with something made wrong. */
function seeded<Rows, Port>(portOf: (tenantId: string, rows: Rows) => Port, empty: Rows) {
  const tables = new Map<string, Rows>();
  const { transact } = createMemoryDatabase();
  return {
    name: 'broken',
    open: async () => ({
      forTenant: (tenantId: string) => ({
        seed: async (rows: Rows) => {
          tables.set(tenantId, rows);
        },
        directory: () => portOf(tenantId, tables.get(tenantId) ?? empty),
        calendar: () => portOf(tenantId, tables.get(tenantId) ?? empty),
      }),
      transact,
      reopen: async () => tables.clear(),
      dispose: async () => tables.clear(),
    }),
  };
}

describe('host tables: those that', () => {
  const directory = async (change: (port: DirectoryV1) => Partial<DirectoryV1>) => {
    const portOf = (tenantId: string, organisation: Organisation) => {
      const port = createMemoryDirectory({ tenantId, organisation });
      return { ...port, ...change(port) };
    };
    const results = await checkCases({ harness: seeded(portOf, emptyOrganisation), cases: directoryCases() });
    return results.filter(({ passed }) => !passed).map(({ name }) => name);
  };

  it('lose a column, or page one list alone', async () => {
    const bare = await directory((port) => ({
      listRows: async (ask) => {
        const page = await port.listRows(ask);
        const items = page.items.map((row) => {
          const { attributes: _, ...rest } = row as { readonly attributes?: unknown };
          return rest as typeof row;
        });
        return { ...page, items };
      },
    }));
    expect(bare).toContain('the whole history comes back, past and planned rows too');
    const whole = await directory((port) => ({
      listRows: (ask) =>
        port.listRows(ask.list === 'people' ? ask : { ...ask, page: { cursor: ask.page.cursor, limit: 1000 } }),
    }));
    expect(whole).toEqual(['every list comes in pages, row by row', 'the rows are there after a restart']);
  });

  it('give calendars of what only meets the period, twice, or lose them', async () => {
    const calendar = async (change: (port: CalendarV1) => Partial<CalendarV1>) => {
      const portOf = (tenantId: string, calendars: readonly PersonCalendar[]) => {
        const port = createMemoryCalendar({ tenantId, calendars });
        return { ...port, ...change(port) };
      };
      const results = await checkCases({
        harness: seeded(portOf, [] as readonly PersonCalendar[]),
        cases: calendarCases(),
      });
      return results.filter(({ passed }) => !passed).map(({ name }) => name);
    };
    const lost = 'the calendars are there after a restart';
    const touching = 'a pattern touches a period when they share a day, and a person asked for twice comes once';
    expect(await calendar(() => ({}))).toEqual([lost]);
    const wide = await calendar((port) => ({
      readCalendars: ({ personIds, period }) =>
        port.readCalendars({ personIds, period: { ...period, end: '2030-01-01' } }),
    }));
    expect(wide).toContain(touching);
    const twice = await calendar((port) => ({
      readCalendars: async ({ personIds, period }) =>
        (await Promise.all(personIds.map((id) => port.readCalendars({ personIds: [id], period })))).flat(),
    }));
    expect(twice).toContain(touching);
  });
});
