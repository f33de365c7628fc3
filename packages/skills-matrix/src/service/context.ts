import type { AuditSinkV1 } from '@meritkit/core/audit';
import { invalidInput } from '@meritkit/core/errors';
import { type CloudEvent, createEvent, type Publish } from '@meritkit/core/events';
import { stableId } from '@meritkit/core/hash';
import type { Actor, IdSource } from '@meritkit/core/ports';
import type { SkillsEvents } from '../events.ts';
import type { SkillsStoreV1 } from '../ports.ts';
import type { EvidenceSettings } from '../profiles/collect.ts';
import { readStoredDocument } from '../stored.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { parseTaxonomy } from '../taxonomy/schema.ts';

/** What every command carries. `key`: the same command again has one effect. `at`: the instant it is made. */
export interface SkillsCommand {
  readonly actor: Actor;
  readonly key: string;
  readonly at: string;
}

/** What every sensitive read carries: who reads, and when. */
export interface SkillsQuery {
  readonly actor: Actor;
  /** An instant with offset. */
  readonly at: string;
}

/** An answer with the events that were stored beside it. */
export interface SkillsAnswer<Result> {
  readonly result: Result;
  readonly events: readonly CloudEvent[];
}

/** What a service is made with. */
export interface ServiceContext {
  readonly store: SkillsStoreV1;
  readonly ids: IdSource;
  readonly publish: Publish | undefined;
  readonly audit: AuditSinkV1 | undefined;
  readonly settings: Omit<EvidenceSettings, 'taxonomy'>;
}

/**
 * An event about a command. Its id follows from the tenant and the command, not from chance: a replayed command must be
 * the same write, outbox rows included, and tenants may use the same keys.
 */
export function eventOf<Type extends keyof SkillsEvents & string>(
  { store }: ServiceContext,
  command: SkillsCommand,
  event: { readonly type: Type; readonly id: string; readonly subject: string; readonly data: SkillsEvents[Type] },
): CloudEvent {
  return createEvent({
    type: event.type as `meritkit.skills.${string}.v1`,
    id: stableId('skills-event', store.tenantId, command.key, event.id),
    time: command.at,
    tenantId: store.tenantId,
    subject: event.subject,
    actor: command.actor,
    data: event.data,
  });
}

/** Records in the audit log who did what. */
export async function note(
  { audit, ids }: ServiceContext,
  query: SkillsQuery,
  action: string,
  subject: { readonly type: string; readonly id: string },
): Promise<void> {
  const person = subject.type === 'person' ? { personId: subject.id } : {};
  const head = { schemaVersion: 1, id: ids(), at: query.at, actor: query.actor, dataKind: 'skills' } as const;
  await audit?.record([{ ...head, action: `skills.${action}`, subject, ...person, outcome: 'done' }]);
}

/** The taxonomy in use: the stored document `current`. */
export async function readTaxonomy({ store }: ServiceContext): Promise<Taxonomy> {
  const document = await store.readDocument('taxonomy', 'current');
  if (document === null) throw invalidInput('skills/no-taxonomy', ['taxonomy'], 'save a taxonomy first');
  return parseTaxonomy(readStoredDocument(document).body);
}
