import { invalidInput } from '../../errors/index.ts';
import type { Page, PageRequest } from '../../ports/index.ts';
import { check, checkEqual } from '../check.ts';

/** Every item of a paged list, page by page; fails when a page is larger than asked or the pages do not end. */
export async function readPages<Item>(
  list: (page: PageRequest) => Promise<Page<Item>>,
  limit: number,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let count = 0; count < 1000; count += 1) {
    const page: Page<Item> = await list({ cursor, limit });
    check(page.items.length <= limit, `a page of ${limit} holds ${page.items.length} items`);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    check(page.items.length > 0, 'a page that is not the last one is empty');
    cursor = page.nextCursor;
  }
  throw invalidInput('core/page-request', [], 'the pages do not end');
}

/** Changes whatever can be changed in a value that a store took or gave. A frozen value throws, which is as good. */
export function scribble(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    scribble(member);
    try {
      (value as Record<string, unknown>)[key] = 'scribbled';
    } catch {
      // Frozen: the store cannot be changed through it.
    }
  }
}

/** Starts work several times at once and counts the winners; the others must fail with the error that `lost` knows. */
export async function race(options: {
  readonly runners: number;
  readonly work: (index: number) => Promise<unknown>;
  readonly lost: (error: unknown) => boolean;
}): Promise<number> {
  const settled = await Promise.allSettled(Array.from({ length: options.runners }, (_, index) => options.work(index)));
  for (const result of settled) {
    check(result.status === 'fulfilled' || options.lost(result.reason), 'a loser of a race gets the conflict error');
  }
  return settled.filter((result) => result.status === 'fulfilled').length;
}

/** An error that rolls a host's transaction back. */
export async function rolledBack<Transaction>(
  transact: <Result>(work: (transaction: Transaction) => Promise<Result>) => Promise<Result>,
  work: (transaction: Transaction) => Promise<unknown>,
): Promise<void> {
  const sentinel = 'the host rolls back';
  try {
    await transact(async (transaction): Promise<never> => {
      await work(transaction);
      throw new Error(sentinel);
    });
  } catch (error) {
    checkEqual(error instanceof Error ? error.message : String(error), sentinel, "the host's own error comes through");
    return;
  }
  throw new Error('a transaction whose work rejects must reject');
}

/** Checks that a store knows its port's version and tenant. */
export function checkBinding(
  store: { readonly specificationVersion: string; readonly tenantId: string },
  tenantId: string,
): void {
  checkEqual(store.specificationVersion, 'v1', 'the store names the version of the port');
  checkEqual(store.tenantId, tenantId, 'the store is bound to the tenant it was opened for');
}
