import { VersionConflictError } from '../errors/index.ts';
import { type Process, type ProcessStoreV1, parseProcess } from '../processes/index.ts';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from './database.ts';
import { memoryTables, pageOf } from './tables.ts';

/**
 * Processes in memory, for tests and first steps.
 *
 * @example
 * ```ts
 * import { createMemoryProcessStore } from '@meritkit/core/memory';
 *
 * const store = createMemoryProcessStore({ tenantId: 'acme' });
 * await store.loadProcess('p-1'); // null
 * ```
 */
export function createMemoryProcessStore(options: {
  readonly tenantId: string;
  readonly database?: MemoryDatabase;
}): ProcessStoreV1<MemoryTransaction> {
  const database = options.database ?? createMemoryDatabase();
  const open = (transaction?: MemoryTransaction): ProcessStoreV1<MemoryTransaction> => {
    const tables = memoryTables({
      port: 'processes',
      database,
      tenantId: options.tenantId,
      ...(transaction && { transaction }),
    });
    const processes = tables.table<Process>('processes');
    return {
      specificationVersion: 'v1',
      tenantId: options.tenantId,
      within: (joined) => ({ ...open(joined), joined: true }),
      loadProcess: async (id) => {
        await tables.ready();
        return processes.get(id) ?? null;
      },
      saveProcess: async ({ process, guard }) => {
        await tables.ready();
        const read = parseProcess(process);
        tables.once(guard.key, { save: read }, () => {
          const actualVersion = processes.get(read.id)?.version ?? 0;
          const { expectedVersion } = guard;
          if (actualVersion !== expectedVersion || read.version !== expectedVersion + 1) {
            throw new VersionConflictError({ subject: `process ${read.id}`, expectedVersion, actualVersion });
          }
          processes.put(read.id, read);
          return null;
        });
      },
      listProcesses: async ({ status, page }) => {
        await tables.ready();
        const rows = processes.rows().filter((process) => status === undefined || process.status === status);
        return pageOf({ rows, page, sortText: (process) => process.id });
      },
      erasePerson: async ({ personId, key }) => {
        await tables.ready();
        return tables.once(key, { erase: personId }, () => {
          const own = processes.rows().filter((process) => process.personId === personId);
          for (const { id } of own) processes.remove(id);
          return { processes: own.length };
        });
      },
    };
  };
  return open();
}
