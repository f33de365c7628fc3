import { type ConformanceCase, type ConformanceHarness, checkCases } from '../src/conformance/index.ts';
import { createMemoryDatabase, type MemoryDatabase, type MemoryTransaction } from '../src/memory/index.ts';
import type { Transactional } from '../src/ports/index.ts';

/** Makes a store on a database. */
export type Make<Store> = (options: { readonly tenantId: string; readonly database: MemoryDatabase }) => Store;

/** A harness over memory. */
export function harnessOf<Store>(name: string, make: Make<Store>): ConformanceHarness<Store, MemoryTransaction> {
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

/** A store with one method made wrong; also on the handles that join a transaction. */
export function broken<Store extends Transactional<Store, MemoryTransaction>>(
  make: Make<Store>,
  change: (store: Store) => Partial<Store>,
): Make<Store> {
  const wrap = (store: Store): Store => ({
    ...store,
    within: (transaction: MemoryTransaction) => ({
      ...wrap(store.within(transaction)),
      joined: store.within(transaction).joined,
    }),
    ...change(store),
  });
  return (options) => wrap(make(options));
}

/** The groups of the cases that a store fails. */
export async function failures<Store>(
  make: Make<Store>,
  cases: readonly ConformanceCase<Store, MemoryTransaction>[],
): Promise<readonly string[]> {
  const results = await checkCases({ harness: harnessOf('broken', make), cases });
  return results.filter((result) => !result.passed).map((result) => result.group);
}

/** The names of the cases that a store with something made wrong fails. */
export async function failedCases<Store>(
  make: Make<Store>,
  cases: readonly ConformanceCase<Store, MemoryTransaction>[],
): Promise<readonly string[]> {
  const results = await checkCases({ harness: harnessOf('broken', make), cases });
  return results.filter((result) => !result.passed).map((result) => result.name);
}
