import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest, StorePort, Transactional, WriteGuard } from '@meritkit/core/ports';
import type { PlannerEvent } from './events.ts';
import type { Team } from './model/types.ts';

/** What the planner keeps: who is promised where, what was asked, and the plans people were shown. */
export type DocumentType = 'allocation' | 'demand' | 'plan';

/** Names a document. */
export interface DocumentId {
  readonly type: DocumentType;
  readonly id: string;
}

/** A document as stored: plain JSON with its own `schemaVersion`. */
export interface PlannerDocument extends DocumentId {
  /** Everyone it names, so that a person's documents can be found and erased. */
  readonly personIds: readonly string[];
  readonly body: JsonObject;
}

/** What a key did, for ever: a replay gets the same answer. A refusal did nothing; the service keeps none of its keys. */
export interface CommitRecord {
  readonly key: string;
  readonly fingerprint: string;
  /** The book's version after it. */
  readonly version: number;
  /** Plain JSON with its own `schemaVersion`. */
  readonly answer: JsonObject;
}

/**
 * One atomic write: documents, removals and events, or nothing. The adapter checks the key first (known with the same
 * fingerprint: its record is returned and nothing written; with another: `KeyConflictError`), then the version of the
 * tenant's book (`VersionConflictError`). Each commit raises that version by one, so that two decisions on the same
 * hours cannot both stand.
 */
export interface PlannerCommit {
  readonly guard: WriteGuard;
  readonly fingerprint: string;
  /** Written in full; a document of the same name is replaced. */
  readonly put: readonly PlannerDocument[];
  /** Names that are not there are no error. */
  readonly remove: readonly DocumentId[];
  /** Rows for the outbox, in the same transaction. */
  readonly events: readonly PlannerEvent[];
  readonly answer: JsonObject;
}

/** What an append did: `repeated` when the key was known and nothing was written. */
export interface Appended {
  readonly repeated: boolean;
  readonly record: CommitRecord;
}

/** The planner's storage, bound to one tenant. */
export interface PlannerStoreV1<Transaction = unknown>
  extends StorePort,
    Transactional<PlannerStoreV1<Transaction>, Transaction> {
  /** The book's version: the number of commits there have been. */
  readVersion(): Promise<number>;
  /** What a key did; null for one never seen. */
  findCommit(key: string): Promise<CommitRecord | null>;
  getDocument(id: DocumentId): Promise<PlannerDocument | null>;
  /** Documents of a type by id, in the order of their ids (code units); of one person where asked. */
  listDocuments(options: {
    readonly type: DocumentType;
    readonly personId?: string;
    readonly page: PageRequest;
  }): Promise<Page<PlannerDocument>>;
  append(commit: PlannerCommit): Promise<Appended>;
  /** The outbox, oldest first. */
  listEvents(options: { readonly page: PageRequest }): Promise<Page<PlannerEvent>>;
  /**
   * Takes a person out: their allocations go; in demands, plans, answers and events their id becomes `erased`. The `events`
   * of the erasure are written in the same write, all or none, and no later erasure changes them: whom others have to
   * forget must stay known. The key and the person alone tell a replay, which writes nothing and is `repeated`. It raises
   * the book's version.
   */
  erasePerson(options: {
    readonly personId: string;
    readonly key: string;
    readonly events: readonly PlannerEvent[];
  }): Promise<{ readonly documents: number; readonly repeated: boolean }>;
}

/** The host's people with their skills, calendars and absences, as the planner needs them. Read only, bound to a tenant. */
export interface PeopleSourceV1 {
  readonly specificationVersion: 'v1';
  readonly tenantId: string;
  /**
   * People employed at any time in the days `[start, end)`, with what is known of those days: holidays, absences, changes,
   * and where a person begins or leaves within them, `employedFrom` or `employedUntil`. About a demand it is asked three years
   * beyond the last deadline, since a date is looked for so far ahead.
   */
  readPeople(options: { readonly start: string; readonly end: string }): Promise<Pick<Team, 'people' | 'calendars'>>;
}
