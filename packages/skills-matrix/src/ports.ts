import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest, StorePort, Transactional, WriteGuard } from '@meritkit/core/ports';
import type { Evidence } from './evidence/model.ts';

/** Evidence as it is stored: immutable, with who recorded it and when. */
export interface StoredEvidence {
  readonly schemaVersion: 1;
  readonly evidence: Evidence;
  /** An instant with offset. */
  readonly recordedAt: string;
  readonly recordedBy: string;
}

/** One person's evidence to be added to what the store holds at `expectedVersion` (0: nothing yet). */
export interface EvidenceAppend {
  readonly personId: string;
  readonly expectedVersion: number;
  /** At least one. Ids are unique in the tenant. */
  readonly records: readonly StoredEvidence[];
}

/** A person's evidence: `version` counts the appends; 0 with no records where there is none. */
export interface PersonEvidence {
  readonly personId: string;
  readonly version: number;
  readonly records: readonly StoredEvidence[];
}

/** Kinds of documents beside the evidence. */
export type SkillsDocumentType = 'taxonomy' | 'demand' | 'ladder' | 'course' | 'policy';

/** A document as stored: plain JSON; `version` counts its writes from 1. */
export interface SkillsDocument {
  /** The version of the body's shape, as the writer gave it: a store keeps it and never says one of its own. */
  readonly schemaVersion: number;
  readonly type: SkillsDocumentType;
  readonly id: string;
  readonly version: number;
  readonly body: JsonObject;
}

/**
 * The store of a skill matrix, bound to one tenant when it is made. Keys are resolved before versions: a key known
 * with the same content gives its first answer and writes nothing.
 *
 * Errors: `KeyConflictError` (a key, or an evidence id, known with other content), `VersionConflictError`,
 * `StorageUnavailableError` (nothing is known; the same call may be retried).
 */
export interface SkillsStoreV1<Transaction = unknown>
  extends StorePort,
    Transactional<SkillsStoreV1<Transaction>, Transaction> {
  readPerson(personId: string): Promise<PersonEvidence>;
  /**
   * Adds evidence about any number of people with its outbox rows, all or none; the new version of each. The
   * fingerprint is of the command: a key known with the same one is a replay, whatever else the call carries.
   */
  appendEvidence(append: {
    readonly key: string;
    readonly fingerprint: string;
    readonly people: readonly EvidenceAppend[];
    readonly events: readonly CloudEvent[];
  }): Promise<{ readonly versions: readonly { readonly personId: string; readonly version: number }[] }>;
  /** Everyone's evidence in the order of its ids (code units). */
  listEvidence(page: PageRequest): Promise<Page<StoredEvidence>>;
  readDocument(type: SkillsDocumentType, id: string): Promise<SkillsDocument | null>;
  /** Its content, by which a replay is known, is the type, the id and the body. */
  writeDocument(write: {
    readonly guard: WriteGuard;
    readonly schemaVersion: number;
    readonly type: SkillsDocumentType;
    readonly id: string;
    readonly body: JsonObject;
    readonly events: readonly CloudEvent[];
  }): Promise<SkillsDocument>;
  /** Documents of a type in the order of their ids (code units). */
  listDocuments(type: SkillsDocumentType, page: PageRequest): Promise<Page<SkillsDocument>>;
  /** Outbox rows not acknowledged yet, oldest first. */
  readOutbox(limit: number): Promise<readonly CloudEvent[]>;
  acknowledgeOutbox(eventIds: readonly string[]): Promise<void>;
  /**
   * Removes all evidence about a person, and their name where others' evidence holds it: endorsements they gave lose
   * their weight (`endorserId` becomes `erased`, `endorserLevel` null), ratings lose their `raterId`, records their
   * `recordedBy`. Outbox rows about the person go too, and the `events` of the erasure are written in their place, all
   * or none. Their evidence ids stay taken. The key and the person alone tell a replay.
   */
  erasePerson(erase: {
    readonly key: string;
    readonly personId: string;
    readonly events: readonly CloudEvent[];
  }): Promise<{ readonly evidence: number }>;
}
