import type { ConformanceHarness } from '@meritkit/core/conformance';
import { createMemoryDatabase, type MemoryTransaction } from '@meritkit/core/memory';
import { createMemoryReviewStore } from '../memory/index.ts';
import type { ReviewStoreV1 } from '../ports.ts';

/** A review store in memory. */
export type Store = ReviewStoreV1<MemoryTransaction>;

/** The memory store under the kit, whole or spoilt: for the kit's own tests. */
export function memoryHarness(
  name: string,
  spoil: (store: Store, tenantId: string) => Store = (store) => store,
): ConformanceHarness<Store, MemoryTransaction> {
  return {
    name,
    open: async () => {
      const database = createMemoryDatabase();
      return {
        forTenant: (tenantId) => spoil(createMemoryReviewStore({ tenantId, database }), tenantId),
        transact: database.transact,
        reopen: async () => {},
        dispose: async () => {},
      };
    },
  };
}
