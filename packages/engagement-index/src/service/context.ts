import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import { KeyConflictError } from '@meritkit/core/errors';
import { type CloudEvent, createEvent, type Publish, publishAfterCommit } from '@meritkit/core/events';
import { hmacSha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { Actor, IdSource } from '@meritkit/core/ports';
import type { EngagementEvents } from '../events.ts';
import type { SegmentWords } from '../language/segment.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../ports.ts';
import type { KeptAnswer, StoredBodies } from '../stored/bodies.ts';
import { readBody, writeBody } from '../stored/upcast.ts';

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
  /** Where every write and every read of people's data is recorded. */
  readonly audit?: AuditSinkV1;
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

/** A new version of a document. */
export function documentOf<Type extends DocumentType>(
  type: Type,
  id: string,
  body: StoredBodies[Type],
  known: StoredDocument | null,
  personIds: readonly string[] = known?.personIds ?? [],
): DocumentWrite {
  return { type, id, expectedVersion: known?.version ?? 0, personIds, body: writeBody(type, body) };
}

/** What a command writes; `personIds` are people whom the answer names beside those of its documents. */
type Write = Partial<Pick<EngagementWrite, 'documents' | 'admissions' | 'events'>> & {
  readonly personIds?: readonly string[];
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
  name: string,
  command: Command,
  act: (keep: Keep) => Promise<Answer>,
): Promise<Answer> {
  const { actor, ...request } = command;
  const asked = canonicalJson([name, actor.id, JSON.parse(JSON.stringify(request)) as JsonObject]);
  const fingerprint = hmacSha256Hex(context.secret, asked);
  const firstAnswer = async <Kept>(): Promise<Kept | null> => {
    const stored = await context.store.load({ type: 'outcome', id: command.key });
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
        key: command.key,
        fingerprint,
        documents: [
          ...documents,
          outcomeOf(command.key, { command: name, request: fingerprint, answer }, peopleOf(write)),
        ],
        admissions: write.admissions ?? [],
        spent: [],
        responses: [],
        events,
      });
      if (repeated) return (await firstAnswer<typeof answer>()) ?? answer;
      await record(context, command, 'written', documents[0]);
      publishAfterCommit({ publish: context.publish, events });
      return { ...answer, ...unkept };
    })
  );
}

function peopleOf(write: Write): ReadonlySet<string> {
  return new Set([...(write.personIds ?? []), ...(write.documents ?? []).flatMap((document) => document.personIds)]);
}

/** The kept answer, about those of the people whom it names, so that export and erasure reach it. */
function outcomeOf(key: string, body: KeptAnswer, people: ReadonlySet<string>): DocumentWrite {
  const text = JSON.stringify(body);
  const named = [...people].filter((personId) => text.includes(JSON.stringify(personId)));
  return documentOf('outcome', key, body, null, named);
}

/** Records a write or a sensitive read. Answers never come here. */
export async function record(
  context: EngagementContext,
  command: { readonly actor: Actor },
  action: string,
  subject: { readonly type: string; readonly id: string; readonly personIds?: readonly string[] } | undefined,
): Promise<void> {
  if (context.audit === undefined || subject === undefined) return;
  const personId = subject.personIds?.[0];
  const entry = createAuditEntry({
    id: context.ids(),
    at: context.now(),
    actor: command.actor,
    action: `engagement.${subject.type}.${action}`,
    subject: { type: subject.type, id: subject.id },
    ...(personId === undefined ? {} : { personId }),
    outcome: 'done',
  });
  await context.audit.record([entry]);
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
