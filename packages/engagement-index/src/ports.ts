import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest, StorePort, Transactional } from '@meritkit/core/ports';
import type { Admission, AnonymousResponse } from './survey/survey.ts';

/**
 * What a stored document is. `signal` is the attributed lane; `result` is what a survey published; `series` lists the
 * closed waves of a series, and `invited` who is asked in a wave of one, under digests, until it closes; `outcome` is the first answer of a command, kept under its
 * key so that a replay gives it again; responses are not documents and name nobody.
 */
export type DocumentType =
  | 'survey'
  | 'audit'
  | 'budget'
  | 'issue'
  | 'activity'
  | 'enrolment'
  | 'signal'
  | 'recommendation'
  | 'result'
  | 'series'
  | 'invited'
  | 'help-need'
  | 'award'
  | 'outcome';

/**
 * A stored document with its version, which counts its writes; `body` is plain JSON and says the version of its shape
 * as `schemaVersion`. `personIds` are the people it is about, for export and erasure.
 */
export interface StoredDocument {
  readonly type: DocumentType;
  readonly id: string;
  readonly version: number;
  readonly personIds: readonly string[];
  readonly body: JsonObject;
}

/** One atomic write. `expectedVersion` 0 means "not there yet"; a spent admission that is spent again is a conflict. */
export interface EngagementWrite {
  readonly key: string;
  /** Digest of the payload; for a response a constant, so that a key never vouches for an answer. */
  readonly fingerprint: string;
  readonly documents: readonly {
    readonly type: DocumentType;
    readonly id: string;
    readonly expectedVersion: number;
    readonly personIds: readonly string[];
    readonly body: JsonObject;
  }[];
  readonly admissions: readonly { readonly surveyId: string; readonly admission: Admission }[];
  readonly spent: readonly { readonly surveyId: string; readonly digest: string }[];
  readonly responses: readonly { readonly surveyId: string; readonly response: AnonymousResponse }[];
  readonly events: readonly CloudEvent[];
}

/**
 * Where engagement keeps its state, for one tenant. Answers are kept without time and order: `listResponses` is in the
 * order of random keys, and an adapter must not add columns that bring either back.
 *
 * That is why responses, and the admissions they come under, say no version of their shape: one that rose while a
 * survey is open would tell the answers before an upgrade from those after it. Their survey says it for them: all of
 * version 1 have the responses and admissions of this port. Another shape is for surveys that open after it, with a
 * new version of the survey's document that names it.
 */
export interface EngagementStoreV1 extends StorePort {
  /**
   * Writes all or nothing. The same key with the same fingerprint has one effect (`repeated: true` afterwards); with
   * another it is a `KeyConflictError`. A wrong `expectedVersion`, or an admission already spent, is a
   * `VersionConflictError`.
   */
  commit(write: EngagementWrite): Promise<{ readonly repeated: boolean }>;
  load(reference: { readonly type: DocumentType; readonly id: string }): Promise<StoredDocument | null>;
  /** In the order of ids. */
  list(request: { readonly type: DocumentType; readonly page: PageRequest }): Promise<Page<StoredDocument>>;
  findAdmission(request: { readonly surveyId: string; readonly digest: string }): Promise<Admission | null>;
  /** In the order of random keys. */
  listResponses(request: { readonly surveyId: string; readonly page: PageRequest }): Promise<Page<AnonymousResponse>>;
  listEvents(page: PageRequest): Promise<Page<CloudEvent>>;
  /** Every document that names a person, for their export. */
  listByPerson(request: { readonly personId: string; readonly page: PageRequest }): Promise<Page<StoredDocument>>;
  /**
   * Takes a person out of every document that has them among its `personIds`, by `documentWithoutPerson` (null: the document
   * is removed), and of every event by `eventWithoutPerson`; all or nothing, and once per key. Responses name nobody.
   */
  erasePerson(request: { readonly personId: string; readonly key: string }): Promise<{ readonly documents: number }>;
}

/** A store that can join the host's transaction. */
export type TransactionalEngagementStoreV1<Transaction> = EngagementStoreV1 &
  Transactional<EngagementStoreV1, Transaction>;
