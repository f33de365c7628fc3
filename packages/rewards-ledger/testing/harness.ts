import type { ConformanceHarness } from '@meritkit/core/conformance';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { createMemoryLedgerStore } from '../src/memory/index.ts';
import type { LedgerStoreV1, TransactionalLedgerStoreV1 } from '../src/ports.ts';

/** Turns a store into another one: for stores that are broken on purpose. */
export type Breaking = (
  store: TransactionalLedgerStoreV1<MemoryTransaction>,
  more: { readonly tenantId: string; readonly database: MemoryDatabase; readonly restarts: number },
) => LedgerStoreV1;

/** The memory adapter under the kit. A process's memory has no restart: `reopen` keeps the data, as a stub of one. */
export function memoryHarness(
  name: string,
  breaking: Breaking = (store) => store,
): ConformanceHarness<LedgerStoreV1, MemoryTransaction> {
  return {
    name,
    open: async () => {
      const database = createMemoryDatabase();
      let restarts = 0;
      const opened = new Map<string, LedgerStoreV1>();
      return {
        forTenant: (tenantId) => {
          const id = `${tenantId}/${restarts}`;
          const known = opened.get(id);
          if (known !== undefined) return known;
          const store = breaking(createMemoryLedgerStore({ tenantId, database }), { tenantId, database, restarts });
          opened.set(id, store);
          return store;
        },
        transact: database.transact,
        reopen: async () => {
          restarts += 1;
        },
        dispose: async () => {},
      };
    },
  };
}
