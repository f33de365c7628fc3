import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import { type CloudEvent, createEvent, type Publish } from '@meritkit/core/events';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import type { EngagementEvents } from '../events.ts';
import type { DocumentType, EngagementStoreV1, EngagementWrite, StoredDocument } from '../ports.ts';

/** What a service needs from its host. `randomId` and `randomUniform` come from a secure source. */
export interface EngagementPorts {
  readonly store: EngagementStoreV1;
  readonly auditSink: AuditSinkV1 | null;
  /** The current instant with offset. */
  readonly now: () => string;
  readonly newId: () => string;
  readonly randomId: () => string;
  readonly randomUniform: () => number;
  /** Keys the digests of tokens; kept outside the database. */
  readonly secret: string;
  readonly publish?: Publish;
}

/** A command's idempotency key and who gives it. */
export interface Command {
  readonly key: string;
  readonly actor: Actor;
}

type DocumentWrite = EngagementWrite['documents'][number];

/** An event of this package, at the service's time. */
export function eventOf<Type extends Extract<keyof EngagementEvents, `meritkit.${string}`>>(
  ports: EngagementPorts,
  command: Command,
  type: Type,
  data: EngagementEvents[Type],
): CloudEvent {
  return createEvent({
    type: type as `meritkit.${string}.${string}.v${number}`,
    id: ports.newId(),
    time: ports.now(),
    tenantId: ports.store.tenantId,
    actor: command.actor,
    data,
  });
}

/** A new version of a document. */
export function documentOf(
  type: DocumentType,
  id: string,
  body: object,
  known: StoredDocument | null,
  personIds: readonly string[] = known?.personIds ?? [],
): DocumentWrite {
  return { type, id, expectedVersion: known?.version ?? 0, personIds, body: body as JsonObject };
}

/** Commits, then records who did it, then publishes. A replayed key publishes nothing again. */
export async function save(
  ports: EngagementPorts,
  command: Command,
  write: Partial<Omit<EngagementWrite, 'key' | 'fingerprint'>>,
): Promise<readonly CloudEvent[]> {
  const events = write.events ?? [];
  const documents = write.documents ?? [];
  const fingerprint = sha256Hex(
    canonicalJson([documents.map(({ type, id, body }) => [type, id, body]), write.admissions?.length ?? 0]),
  );
  const { repeated } = await ports.store.commit({
    key: command.key,
    fingerprint,
    documents,
    admissions: write.admissions ?? [],
    spent: [],
    responses: [],
    events,
  });
  if (repeated) return [];
  await record(ports, command, 'written', documents[0]);
  ports.publish?.(events);
  return events;
}

/** Records a write or a sensitive read. Answers never come here. */
export async function record(
  ports: EngagementPorts,
  command: { readonly actor: Actor },
  action: string,
  subject: { readonly type: string; readonly id: string; readonly personIds?: readonly string[] } | undefined,
): Promise<void> {
  if (ports.auditSink === null || subject === undefined) return;
  const personId = subject.personIds?.[0];
  const entry = createAuditEntry({
    id: ports.newId(),
    at: ports.now(),
    actor: command.actor,
    action: `engagement.${subject.type}.${action}`,
    subject: { type: subject.type, id: subject.id },
    ...(personId === undefined ? {} : { personId }),
    outcome: 'done',
  });
  await ports.auditSink.record([entry]);
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
