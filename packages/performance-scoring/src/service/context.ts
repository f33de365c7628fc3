import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import type { Publish } from '@meritkit/core/events';
import type { Actor, IdSource, Page, PageRequest } from '@meritkit/core/ports';
import type { ReviewStoreV1 } from '../ports.ts';

/** What every read carries: who reads, and when. Whether they may is the host's to ask (`@meritkit/core/access`). */
export interface ReviewQuery {
  readonly actor: Actor;
  /** Instant with offset. */
  readonly at: string;
}

/** What the service is made with. Internal. */
export interface ReviewContext {
  readonly store: ReviewStoreV1;
  readonly ids: IdSource;
  readonly salts: IdSource;
  readonly publish: Publish | undefined;
  readonly audit: AuditSinkV1 | undefined;
}

/** Records who read what. It is awaited before anything is handed out: no read without its line. Internal. */
export async function noteRead(
  { audit, ids }: ReviewContext,
  query: ReviewQuery,
  line: {
    readonly action: string;
    readonly subject: { readonly type: string; readonly id: string };
    readonly personId?: string;
    readonly dataKind: 'score' | 'review-text';
    readonly outcome: 'done' | 'refused' | 'redacted';
  },
): Promise<void> {
  const { actor, at } = query;
  const action = `performance.${line.action}`;
  const entry = createAuditEntry({ ...line, id: ids(), at, actor, action });
  await audit?.record([entry]);
}

/** Every item of a list, page by page. Internal. */
export async function readAll<Item>(list: (page: PageRequest) => Promise<Page<Item>>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: Page<Item> = await list({ cursor, limit: 500 });
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
