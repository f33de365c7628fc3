import { type AccountLink, type AccountMapV1, accountKey, parseAccountLinks } from '../accounts/index.ts';
import { VersionConflictError } from '../errors/index.ts';
import { canonicalJson } from '../json/index.ts';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
import { memoryTables, pageOf } from './tables.ts';

/**
 * The account-to-person map in memory, for tests and first steps.
 *
 * @example
 * ```ts
 * import { createMemoryAccountMap } from '@meritkit/core/memory';
 *
 * const map = createMemoryAccountMap({ tenantId: 'acme' });
 * const link = { schemaVersion: 1, system: 'git', account: 'lin@x.y', personId: 'lin', status: 'confirmed', revision: 0 } as const;
 * await map.putLinks({ links: [link], key: 'k' }); // { stored: 1 }
 * ```
 */
export function createMemoryAccountMap(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): AccountMapV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const open = (transaction?: MemoryTransaction): AccountMapV1<MemoryTransaction> => {
    const tables = memoryTables({
      port: 'accounts',
      database,
      tenantId: options.tenantId,
      ...(transaction && { transaction }),
    });
    const histories = tables.table<readonly AccountLink[]>('accounts');
    const historyOf = (system: string, account: string) => histories.get(accountKey(system, account)) ?? [];
    return {
      specificationVersion: 'v1',
      tenantId: options.tenantId,
      within: (joined) => ({ ...open(joined), joined: true }),
      putLinks: async ({ links, key }) => {
        await tables.ready();
        const read = parseAccountLinks(links);
        return tables.once(key, { put: read }, () => {
          const next = new Map<string, readonly AccountLink[]>();
          let stored = 0;
          for (const link of read) {
            const name = accountKey(link.system, link.account);
            const history = next.get(name) ?? historyOf(link.system, link.account);
            if (follows(link, history)) {
              next.set(name, [...history, link]);
              stored += 1;
            }
          }
          for (const [name, history] of next) histories.put(name, history);
          return { stored };
        });
      },
      listLinks: async ({ system, page }) => {
        await tables.ready();
        const rows = histories.rows().flatMap((history) => history.at(-1) ?? []);
        const wanted = rows.filter((link) => system === undefined || link.system === system);
        return pageOf({ rows: wanted, page, sortText: (link) => accountKey(link.system, link.account) });
      },
      listRevisions: async ({ system, account }) => {
        await tables.ready();
        return historyOf(system, account);
      },
      erasePerson: async ({ personId, key }) => {
        await tables.ready();
        return tables.once(key, { erase: personId }, () => {
          let links = 0;
          for (const history of histories.rows()) {
            const { system, account } = history[0]!;
            if (history.some((link) => link.personId === personId)) {
              links += history.length;
              histories.remove(accountKey(system, account));
            } else if (history.some((link) => link.decidedBy === personId)) {
              histories.put(
                accountKey(system, account),
                history.map((link) => withoutDecider(link, personId)),
              );
            }
          }
          return { links };
        });
      },
    };
  };
  return open();
}

/** True for the next revision, false for a replay of one that is there. */
function follows(link: AccountLink, history: readonly AccountLink[]): boolean {
  const same = history[link.revision];
  if (same !== undefined && canonicalJson(same) === canonicalJson(link)) return false;
  if (link.revision === history.length) return true;
  throw new VersionConflictError({
    subject: `link of ${link.system} account ${link.account}`,
    expectedVersion: link.revision,
    actualVersion: history.length,
  });
}

function withoutDecider(link: AccountLink, personId: string): AccountLink {
  return link.decidedBy === personId ? { ...link, decidedBy: 'erased' } : link;
}
