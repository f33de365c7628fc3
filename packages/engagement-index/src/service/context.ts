import type { AuditSinkV1 } from '@meritkit/core/audit';
import { KeyConflictError } from '@meritkit/core/errors';
import { type CloudEvent, createEvent, type Publish, publishAfterCommit } from '@meritkit/core/events';
import { hmacSha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { Actor, IdSource } from '@meritkit/core/ports';
import { peopleInDocument } from '../erasure/erase.ts';
import type { CommandName } from '../erasure/places.ts';
import type { EngagementEvents } from '../events.ts';
import type { SegmentWords } from '../language/segment.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../ports.ts';
import type { StoredBodies } from '../stored/bodies.ts';
import { readBody, writeBody } from '../stored/upcast.ts';
import { record } from './audit.ts';
import { readActor, readId } from './read.ts';

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
  /** Where every write and every read of people's data is recorded, with a line for each person. */
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

/** What a command writes, and whose data it is about; `subject` is what it is about where it writes no document. */
type Write = Partial<Pick<EngagementWrite, 'documents' | 'admissions' | 'events'>> & {
  readonly about?: readonly string[];
  readonly subject?: { readonly type: DocumentType; readonly id: string };
};

/** Writes, and keeps the answer beside what was written. `unkept` is told the first time only and stored nowhere. */
export type Keep = <Kept extends object>(write: Write, answer: Kept, unkept?: Partial<Kept>) => Promise<Kept>;

/**
 * Runs a command that has one effect per key. The answer is stored in the same commit as its effect, so that a replay
 * gives the first answer again, however far the documents have moved on; it writes, records and publishes nothing. A
 * refusal that wrote nothing is not kept: it is decided again.
 *
 * @throws KeyConflictError when the key came before with another request or from another actor
 */
export async function once<Answer extends object>(
  context: EngagementContext,
  name: CommandName,
  command: Command,
  act: (keep: Keep) => Promise<Answer>,
): Promise<Answer> {
  const { actor, ...request } = command;
  const { id, onBehalfOf = null } = readActor(actor);
  const asked = canonicalJson([name, id, onBehalfOf, JSON.parse(JSON.stringify(request)) as JsonObject]);
  const fingerprint = hmacSha256Hex(context.secret, asked);
  const key = storedKey(context, command.key);
  const firstAnswer = async <Kept>(): Promise<Kept | null> => {
    const stored = await context.store.load({ type: 'outcome', id: key });
    if (stored === null) return null;
    const kept = readBody('outcome', stored.body);
    if (kept.request !== fingerprint) throw new KeyConflictError({ key: command.key });
    // The request is the same, and with it the command, so this is what it answers.
    return kept.answer as Kept;
  };
  return (
    (await firstAnswer<Answer>()) ??
    act(async (write, answer, unkept) => {
      const documents = write.documents ?? [];
      const events = write.events ?? [];
      const { repeated } = await context.store.commit({
        key,
        fingerprint,
        documents: [...documents, documentOf('outcome', key, { command: name, request: fingerprint, answer }, null)],
        admissions: write.admissions ?? [],
        spent: [],
        responses: [],
        events,
      });
      if (repeated) return (await firstAnswer<typeof answer>()) ?? answer;
      const subject = write.subject ?? documents[0];
      if (subject !== undefined) {
        const { type, id: subjectId } = subject;
        await record(context, { actor, action: name, subject: { type, id: subjectId }, people: write.about ?? [] });
      }
      publishAfterCommit({ publish: context.publish, events });
      return { ...answer, ...unkept };
    })
  );
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
