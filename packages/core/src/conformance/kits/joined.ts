import type { Transactional } from '../../ports/index.ts';
import { check, checkEqual } from '../check.ts';
import type { ConformanceCase } from '../harness.ts';

/**
 * The case that a store within a host's transaction says so, and no other does: what it wrote may yet be rolled back, and
 * a service must know before it tells anybody. For the kit of any store that is `Transactional`.
 *
 * @example
 * ```ts
 * import { joinedStoreCase } from '@meritkit/core/conformance';
 *
 * joinedStoreCase({ group: 'host transaction' }).name; // 'a store within a transaction says so, and no other does'
 * ```
 */
export function joinedStoreCase<Store extends Transactional<object, Transaction>, Transaction = unknown>(options: {
  readonly group: string;
}): ConformanceCase<Store, Transaction> {
  return {
    group: options.group,
    name: 'a store within a transaction says so, and no other does',
    run: async ({ forTenant, transact }) => {
      const store = forTenant('acme');
      check(!('joined' in store), 'a store of its own has joined nothing');
      await transact(async (transaction) => {
        checkEqual(store.within(transaction).joined, true, 'what `within` gives has `joined: true`');
      });
    },
  };
}
