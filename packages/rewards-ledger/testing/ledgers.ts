import { createMemoryDatabase, type MemoryDatabase } from '@meritkit/core/memory';
import { everythingIn } from '../src/conformance/fixtures.ts';
import { createMemoryLedgerStore } from '../src/memory/index.ts';
import type { LedgerStoreV1 } from '../src/ports.ts';
import type { LedgerOptions } from '../src/service/context.ts';
import { createLedger, type Ledger } from '../src/service.ts';

/** The present of these tests. */
export const now = '2026-11-22T09:00:00+08:00';

/** An actor of these tests. */
export function actor(id: string) {
  return { id, requestId: 'test' };
}

/** Ids that count. */
export function countingIds(prefix = 'id'): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `${prefix}-${next}`;
  };
}

/** A ledger on an empty memory store, with a clock that stands still and ids that count. */
export function openLedger(options: Partial<LedgerOptions> = {}): {
  readonly ledger: Ledger;
  readonly store: LedgerStoreV1;
  readonly database: MemoryDatabase;
} {
  const database = createMemoryDatabase();
  const store = options.store ?? createMemoryLedgerStore({ tenantId: 'acme', database });
  const ledger = createLedger({ now: () => now, ids: countingIds(), ...options, store });
  return { ledger, store, database };
}

/** Everything in a store as one text, to show that nothing changed. */
export async function bytesOf(store: LedgerStoreV1): Promise<string> {
  const page = { cursor: null, limit: 1000 };
  const documents = await Promise.all(
    (['redemption', 'rule', 'payroll', 'unit'] as const).map((type) => store.listDocuments(type, page)),
  );
  const seals = [await store.listSeals(page), await store.listSealLeaves(page)];
  return JSON.stringify([await everythingIn(store, ['lin', 'zhao', 'chen']), documents, seals]);
}
