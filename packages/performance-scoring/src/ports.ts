import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest, StorePort, Transactional, WriteGuard } from '@meritkit/core/ports';
import type { CycleStage, ReviewCycle } from './cycle/cycle.ts';
import type { LogEntry, LogText } from './cycle/log.ts';

/** A cycle with the version of its last write. */
export interface StoredCycle {
  readonly cycle: ReviewCycle;
  readonly version: number;
}

/** Which cycles are wanted; every given field must match. */
export interface CycleFilter {
  /** At one of these stages. */
  readonly stages?: readonly CycleStage[];
  /** In which this person takes part. */
  readonly personId?: string;
}

/** What an idempotency key did: a fingerprint of the command and the answer it got. */
export interface StoredAnswer {
  /** Empty once a text of the command was erased, since a short reason could be guessed from it: it then fits any command. */
  readonly fingerprint: string;
  /** The cycle as it stood then, with its own `schemaVersion`. */
  readonly answer: JsonObject;
}

/** One atomic write: all of it is there afterwards, or none. */
export interface CycleWrite extends WriteGuard, StoredAnswer {
  readonly cycle: ReviewCycle;
  readonly entries: readonly LogEntry[];
  readonly texts: readonly LogText[];
  readonly events: readonly CloudEvent[];
}

/** Where reviews keep their state, for one tenant. */
export interface ReviewStoreV1<Transaction = unknown>
  extends StorePort,
    Transactional<ReviewStoreV1<Transaction>, Transaction> {
  /** Null where there is none. */
  loadCycle(cycleId: string): Promise<StoredCycle | null>;
  /** What a key did before; null for a new key. */
  findAnswer(key: string): Promise<StoredAnswer | null>;
  /**
   * Writes a cycle, its new log entries, texts and events together. The same key with the same fingerprint has one
   * effect and the same answer; with another it is a `KeyConflictError`. A cycle at another version than
   * `expectedVersion` (0: not there yet) is a `VersionConflictError`. Keys are looked at before versions.
   */
  append(write: CycleWrite): Promise<{ readonly version: number }>;
  /** In the order of ids. */
  listCycles(request: { readonly filter: CycleFilter; readonly page: PageRequest }): Promise<Page<StoredCycle>>;
  /** In the order of the log; with `personId` those alone whose `data.personId` it is. */
  listEntries(request: {
    readonly cycleId: string;
    readonly personId?: string;
    readonly page: PageRequest;
  }): Promise<Page<LogEntry>>;
  /** In the order they were written, without those that were erased; with `personId` those alone that are about this person. */
  listTexts(request: {
    readonly cycleId: string;
    readonly personId?: string;
    readonly page: PageRequest;
  }): Promise<Page<LogText>>;
  /** Events in the order they were written, for an outbox relay. */
  listEvents(page: PageRequest): Promise<Page<CloudEvent>>;
  /**
   * Erases the texts about a person, the fingerprints of the commands that brought them, and the events whose
   * `data.personId` the person is; as the actor of others' events they become `erased`. The `events` of the erasure are
   * written in the same step, all or none. Cycles and log stay, with ids: the log keeps its commitments and still
   * verifies. The key and the person alone tell a replay, which gives the first answer; a key known with another person
   * is a `KeyConflictError`.
   */
  erasePerson(request: {
    readonly personId: string;
    readonly key: string;
    readonly events: readonly CloudEvent[];
  }): Promise<{ readonly texts: number }>;
}
