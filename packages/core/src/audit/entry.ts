import { z } from 'zod';
import { parseInstant } from '../dates/instant.ts';
import { invalidInput } from '../errors/index.ts';
import { canonicalJson, type JsonObject } from '../json/index.ts';
import type { Actor, Page, PageRequest, StorePort, Transactional } from '../ports/index.ts';
import { instantSchema } from '../schema/instant.ts';
import { parseStored } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';

/** What a read or a write was about. */
export interface AuditSubject {
  /** Such as `person`, `scorecard`, `survey`. */
  readonly type: string;
  readonly id: string;
}

/** One line of "who did or saw what, when, and why". */
export interface AuditEntry {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  /** Such as `performance.score.read` or `ledger.entry.reversed`. */
  readonly action: string;
  readonly subject: AuditSubject;
  /** The person whose data it was, where it was somebody's; the key for export and erasure. */
  readonly personId?: string;
  /** The kind of data, in the words of the access policy. */
  readonly dataKind?: string;
  readonly outcome: 'done' | 'refused' | 'redacted';
  /** What else is needed to understand the line. Erased with the person. */
  readonly details?: JsonObject;
}

/** Which entries are wanted; every given field must match. */
export interface AuditFilter {
  readonly personId?: string;
  readonly actorId?: string;
  readonly action?: string;
  /** From this instant on. */
  readonly from?: string;
  /** Up to and without this instant. */
  readonly to?: string;
}

/**
 * Where sensitive reads and every write are recorded. Append only: an entry is never changed, but for the erasure of
 * what it says about a person.
 */
export interface AuditSinkV1<Transaction = unknown>
  extends StorePort,
    Transactional<AuditSinkV1<Transaction>, Transaction> {
  /**
   * Adds entries, all or none. An entry's id is its idempotency key: recorded again with the same content it changes
   * nothing, with other content it is a `KeyConflictError`.
   */
  record(entries: readonly AuditEntry[]): Promise<void>;
  /** Entries in the order they were recorded. */
  list(options: { readonly filter: AuditFilter; readonly page: PageRequest }): Promise<Page<AuditEntry>>;
  /**
   * Takes a person out: `personId`, a subject of type `person`, the actor's reason and `details` of entries about the
   * person go, and the person's id as an actor becomes `erased`. The line itself stays: who acted when is owed to others.
   */
  erasePerson(options: { readonly personId: string; readonly key: string }): Promise<{ readonly entries: number }>;
}

/** An audit entry's schema. */
export const auditEntrySchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  at: instantSchema,
  actor: z.object({
    id: z.string().min(1),
    onBehalfOf: z.string().optional(),
    requestId: z.string().min(1),
    reason: z.string().optional(),
  }),
  action: z.string().min(1),
  subject: z.object({ type: z.string().min(1), id: z.string() }),
  personId: z.string().optional(),
  dataKind: z.string().optional(),
  outcome: z.enum(['done', 'refused', 'redacted']),
  details: z.record(z.string(), z.json()).optional(),
});

/** The one place where older versions of an entry are read. */
const upcasters = defineUpcasters({ type: 'audit entry', steps: [] });

/**
 * Reads a stored audit entry of any version.
 *
 * @throws InvalidInputError `core/invalid-input` with each issue's path, `core/newer-document`
 * @example
 * ```ts
 * import { createAuditEntry, parseAuditEntry } from '@meritkit/core/audit';
 *
 * const entry = createAuditEntry({
 *   id: 'a-1', at: '2026-11-22T09:00:00+08:00', actor: { id: 'zhou', requestId: 'r-9' },
 *   action: 'performance.score.read', subject: { type: 'scorecard', id: 's-4' }, personId: 'lin', outcome: 'done',
 * });
 * parseAuditEntry(JSON.parse(JSON.stringify(entry))).outcome; // 'done'
 * ```
 */
export function parseAuditEntry(input: unknown): AuditEntry {
  return parseStored({ schema: auditEntrySchema, upcasters, input }) as AuditEntry;
}

/**
 * An audit entry of this version, checked.
 *
 * @throws InvalidInputError `core/invalid-input` without an actor or request, `core/not-an-instant` for its time, `core/not-json`
 * for details that JSON does not hold
 * @example
 * ```ts
 * import { createAuditEntry } from '@meritkit/core/audit';
 *
 * createAuditEntry({
 *   id: 'a-1', at: '2026-11-22T09:00:00+08:00', actor: { id: 'zhou', requestId: 'r-9' },
 *   action: 'performance.score.read', subject: { type: 'scorecard', id: 's-4' }, personId: 'lin', outcome: 'done',
 * }).schemaVersion; // 1
 * ```
 */
export function createAuditEntry(options: Omit<AuditEntry, 'schemaVersion'>): AuditEntry {
  parseInstant(options.at, ['at']);
  if (options.actor.id === '')
    throw invalidInput('core/invalid-input', ['actor', 'id'], 'an audit entry names an actor');
  if (options.actor.requestId === '') {
    throw invalidInput('core/invalid-input', ['actor', 'requestId'], 'an audit entry names a request');
  }
  const { details, ...rest } = options;
  // As JSON keeps it: a member that is undefined is not there, in any sink.
  const kept = details === undefined ? {} : { details: JSON.parse(canonicalJson(details)) as JsonObject };
  return { schemaVersion: 1, ...rest, ...kept };
}

/**
 * What remains of an entry once a person is erased from it.
 *
 * @example
 * ```ts
 * import { createAuditEntry, eraseFromEntry } from '@meritkit/core/audit';
 *
 * const entry = createAuditEntry({
 *   id: 'a-1', at: '2026-11-22T09:00:00+08:00', actor: { id: 'zhou', requestId: 'r-9' },
 *   action: 'performance.score.read', subject: { type: 'scorecard', id: 's-4' }, personId: 'lin', outcome: 'done',
 * });
 * eraseFromEntry(entry, 'lin').personId; // undefined
 * ```
 */
export function eraseFromEntry(entry: AuditEntry, personId: string): AuditEntry {
  const about = entry.personId === personId || (entry.subject.type === 'person' && entry.subject.id === personId);
  const actor = eraseActor(entry.actor, personId, about);
  if (!about) return { ...entry, actor };
  const { personId: _person, details: _details, ...rest } = entry;
  const subject = entry.subject.id === personId ? { ...entry.subject, id: 'erased' } : entry.subject;
  return { ...rest, actor, subject };
}

/**
 * True when an entry names a person in any place.
 *
 * @example
 * ```ts
 * import { createAuditEntry, entryNames } from '@meritkit/core/audit';
 *
 * const entry = createAuditEntry({
 *   id: 'a-1', at: '2026-11-22T09:00:00+08:00', actor: { id: 'zhou', requestId: 'r-9' },
 *   action: 'performance.score.read', subject: { type: 'scorecard', id: 's-4' }, personId: 'lin', outcome: 'done',
 * });
 * entryNames(entry, 'lin'); // true
 * ```
 */
export function entryNames(entry: AuditEntry, personId: string): boolean {
  const { actor, subject } = entry;
  const aboutPerson = entry.personId === personId || (subject.type === 'person' && subject.id === personId);
  return aboutPerson || actor.id === personId || actor.onBehalfOf === personId;
}

function eraseActor(actor: Actor, personId: string, about: boolean): Actor {
  const { reason, onBehalfOf, ...rest } = actor;
  const own = actor.id === personId;
  return {
    ...rest,
    id: own ? 'erased' : actor.id,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf: onBehalfOf === personId ? 'erased' : onBehalfOf }),
    ...(reason === undefined || about || own ? {} : { reason }),
  };
}
