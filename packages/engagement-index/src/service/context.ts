import type { AuditSinkV1 } from '@meritkit/core/audit';
import { type CloudEvent, createEvent, type Publish } from '@meritkit/core/events';
import { hmacSha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { Actor, IdSource } from '@meritkit/core/ports';
import { peopleInDocument } from '../erasure/erase.ts';
import type { EngagementEvents } from '../events.ts';
import type { SegmentWords } from '../language/segment.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../ports.ts';
import type { StoredBodies } from '../stored/bodies.ts';
import { writeBody } from '../stored/upcast.ts';
import { readId } from './read.ts';

/** What an engagement service is made of. */
export interface EngagementOptions {
  readonly store: EngagementStoreV1;
  /** Keys the digests of tokens; kept outside the database. */
  readonly secret: string;
  /** The present, an instant with offset; the machine's clock unless given. */
  readonly now?: () => string;
  /** Ids of events and audit lines; UUIDs of version 7 unless given. */
  readonly ids?: IdSource;
  /** Tokens, respondents and seeds of chance, which nobody may guess; UUIDs of version 4 unless given. */
  readonly tokens?: IdSource;
  /** A number above 0 and below 1 for noise, from a secure source; the platform's unless given. */
  readonly uniform?: () => number;
  /** Where writes, refusals and reads of people's data are recorded, with a line for each person. */
  readonly audit?: AuditSinkV1;
  /** Ids of actors that are systems of the host and may act for anybody: vote, enter, confirm and so on as told. None unless given. */
  readonly systemActors?: readonly string[];
  /** Called with the events after the commit, best effort. Refused on a store within a host's transaction. */
  readonly publish?: Publish;
  /** Cuts comments into words in place of the runtime's segmenter: `@node-rs/jieba`, say. */
  readonly segmentWords?: SegmentWords;
}

/** The options with everything decided. */
export interface EngagementContext extends EngagementOptions {
  readonly now: () => string;
  readonly ids: IdSource;
  readonly tokens: IdSource;
  readonly uniform: () => number;
}

/** A command's idempotency key and who gives it. */
export interface Command {
  readonly key: string;
  readonly actor: Actor;
}

/** Who reads what is people's. */
export interface Read {
  readonly actor: Actor;
}

type DocumentWrite = EngagementWrite['documents'][number];

/** An event of this package, at the service's time. */
export function eventOf<Type extends Extract<keyof EngagementEvents, `meritkit.${string}`>>(
  context: EngagementContext,
  command: Command,
  type: Type,
  data: EngagementEvents[Type],
): CloudEvent {
  return createEvent({
    type: type as `meritkit.${string}.${string}.v${number}`,
    id: context.ids(),
    time: context.now(),
    tenantId: context.store.tenantId,
    actor: command.actor,
    data,
  });
}

/** A new version of a document, with the people whom it names. */
export function documentOf<Type extends DocumentType>(
  type: Type,
  id: string,
  value: StoredBodies[Type],
  known: StoredDocument | null,
): DocumentWrite {
  const body = writeBody(type, value);
  return { type, id, expectedVersion: known?.version ?? 0, personIds: peopleInDocument({ type, body }), body };
}

/** A key as it is stored: hosts make keys of people's ids, and a key outlives the person. */
export function storedKey(context: EngagementContext, key: string, ...more: readonly string[]): string {
  return hmacSha256Hex(context.secret, canonicalJson(['key', context.store.tenantId, readId(key, ['key']), ...more]));
}

/** Every item of a paged list. */
export async function everyPage<Item>(
  read: (page: {
    readonly cursor: string | null;
    readonly limit: number;
  }) => Promise<{ readonly items: readonly Item[]; readonly nextCursor: string | null }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly Item[]; readonly nextCursor: string | null } = await read({
      cursor,
      limit: 500,
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** The error for a document that is not there, as a rejection. */
export function notFound(type: DocumentType, id: string) {
  return { ok: false, rejection: { code: 'engagement/not-found', type, id } } as const;
}

/** The refusal of a document that is there already. */
export async function refuseExisting(context: EngagementContext, type: DocumentType, id: string) {
  if ((await context.store.load({ type, id })) === null) return null;
  return { ok: false, rejection: { code: 'engagement/already-there', type, id } } as const;
}
