import type { JsonObject } from '@meritkit/core/json';
import type { Page, PageRequest, StorePort, Transactional } from '@meritkit/core/ports';
import type { LedgerEvent } from './events.ts';
import type { AccountKind, AccountOwner, AccountState, HeldPart } from './ledger/account.ts';
import type { Entry, StoredEntry } from './ledger/entry.ts';
import type { RedemptionStatus } from './redemption/redemption.ts';
import type { Seal, SealLeaf } from './seal/types.ts';

/** An owner's account in one unit. */
export interface OwnerInUnit extends AccountOwner {
  readonly unit: string;
}

/** Where an owner's account is. The only place where a person's id meets an account's; it can be erased. */
export interface AccountBinding {
  readonly owner: OwnerInUnit;
  readonly accountId: string;
}

/** Versioned documents beside the journal. */
export type DocumentType = 'books' | 'item' | 'redemption' | 'rule' | 'payroll' | 'unit' | 'sealing';

/** Names a document. */
export interface DocumentId {
  readonly type: DocumentType;
  readonly id: string;
}

/** A document as stored: plain JSON with its own `schemaVersion`; `version` counts its writes from 1. */
export interface LedgerDocument extends DocumentId {
  readonly version: number;
  readonly body: JsonObject;
}

/** What a person may have erased: free text and names. It lies beside the entry, never in it. */
export interface EntryDetails {
  readonly entryId: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a key once did: kept for ever, so that a replay years later gets the same answer. */
export interface CommitRecord {
  readonly key: string;
  readonly fingerprint: string;
  readonly entries: readonly Entry[];
  /** What the service answered beside the entries, with its own `schemaVersion`; null when the entries say it all. */
  readonly answer: JsonObject | null;
}

/** What a decision needs. Everything is read as of one moment. */
export interface LoadRequest {
  readonly key?: string;
  readonly owners?: readonly OwnerInUnit[];
  readonly accountIds?: readonly string[];
  /** Accounts whose owners are asked for. */
  readonly ownersOf?: readonly string[];
  readonly holdIds?: readonly string[];
  readonly entryIds?: readonly string[];
  readonly documents?: readonly DocumentId[];
}

/** What was found; what is not there is left out. */
export interface Loaded {
  readonly record: CommitRecord | null;
  /** Accounts by owner or id, and those that the named holds and entries touch; each once. */
  readonly accounts: readonly AccountState[];
  /** Of the owners asked for, and of the accounts whose owners were asked for (an erased owner is left out). */
  readonly bindings: readonly AccountBinding[];
  readonly holds: readonly { readonly holdId: string; readonly accountId: string; readonly resolved: boolean }[];
  readonly entries: readonly { readonly entry: Entry; readonly reversedBy: string | null }[];
  readonly documents: readonly LedgerDocument[];
}

/** An account that a commit opens: its owner has none in this unit yet. */
export interface OpenedAccount {
  readonly owner: OwnerInUnit;
  readonly accountId: string;
}

/**
 * One atomic write: all of it, or nothing. The adapter checks, in this order: the key (a known key with the same
 * fingerprint returns its record and writes nothing), the versions, the guards, that opened owners have no account in
 * the unit, that entry ids are new, and that no entry is reversed twice.
 */
export interface LedgerCommit {
  readonly key: string;
  readonly fingerprint: string;
  readonly opened: readonly OpenedAccount[];
  /** States after the entries; the store must hold each at `version - (entries that touch it)`, given as `expectedVersion`. */
  readonly accounts: readonly { readonly expectedVersion: number; readonly state: AccountState }[];
  readonly entries: readonly Entry[];
  readonly details: readonly EntryDetails[];
  /** Written at `version`; the store must hold `version - 1` (0: not there). */
  readonly documents: readonly LedgerDocument[];
  /** Documents that must still have this version (0: not there), unwritten: closed books under a posting. */
  readonly guards: readonly (DocumentId & { readonly version: number })[];
  /** Rows for the outbox, in the same transaction. */
  readonly outbox: readonly LedgerEvent[];
  readonly answer: JsonObject | null;
}

/** What an append did: `repeated` when the key was known and nothing was written. */
export interface Appended {
  readonly repeated: boolean;
  readonly record: CommitRecord;
}

/** Which entries to list; times are effective times, the end is not included. */
export interface EntryFilter {
  readonly accountId?: string;
  readonly unit?: string;
  readonly fromMs?: number;
  readonly beforeMs?: number;
  readonly kinds?: readonly Entry['kind'][];
}

/** Which accounts to list, in the order in which they were opened; with the kind of their owner but not the owner. */
export interface AccountFilter {
  readonly kind?: AccountKind;
  readonly unit?: string;
  /** Those with a lot that ends in this time, its end not included: an index over the ends of open lots. */
  readonly lotsEnding?: { readonly fromMs: number; readonly beforeMs: number };
}

/** A page of a list that can be read from its end: the same rows in the reverse order. */
export interface OrderedPageRequest extends PageRequest {
  readonly newestFirst?: boolean;
}

/** A hold that no entry has resolved. */
export interface PlacedHold {
  readonly holdId: string;
  readonly accountId: string;
  readonly unit: string;
  /** The entry that placed it. */
  readonly entryId: string;
  readonly parts: readonly HeldPart[];
  readonly expiresMs: number | null;
}

/** Which holds to list: of those that no entry has resolved, the ones that have not timed out at `openAtMs`. */
export interface HoldFilter {
  readonly accountId?: string;
  readonly unit?: string;
  readonly openAtMs: number;
}

/** Which redemptions to list. What each is found by, `termsOfRedemption` says of its body when it is written. */
export interface RedemptionFilter {
  /** Of any of these accounts. */
  readonly accountIds?: readonly string[];
  readonly itemId?: string;
  readonly status?: RedemptionStatus;
  /** From when on they were asked for. */
  readonly fromMs?: number;
  /** Before when they were asked for. */
  readonly beforeMs?: number;
  /** Those that have no end, or one after this time. */
  readonly endsAfterMs?: number;
  /** Those that have an end, at this time or before it. */
  readonly endsByMs?: number;
}

/**
 * The store of a ledger, bound to one tenant when it is made. Amounts are bigint minor units (`numeric` or `bigint`
 * in SQL, text in JSON), times are milliseconds since 1970.
 *
 * Errors: `KeyConflictError` (key known with another fingerprint), `VersionConflictError` (a version, a guard or a
 * uniqueness that a concurrent writer won), `StorageUnavailableError` (nothing is known; the same call may be retried).
 */
export interface LedgerStoreV1 extends StorePort {
  load(request: LoadRequest): Promise<Loaded>;
  append(commit: LedgerCommit): Promise<Appended>;
  /** In the order of positions, or against it. */
  listEntries(filter: EntryFilter, page: OrderedPageRequest): Promise<Page<StoredEntry>>;
  listAccounts(filter: AccountFilter, page: PageRequest): Promise<Page<AccountState>>;
  /** In the order in which they were placed. */
  listHolds(filter: HoldFilter, page: PageRequest): Promise<Page<PlacedHold>>;
  /** In the order in which they were first written, or against it. */
  listRedemptions(filter: RedemptionFilter, page: OrderedPageRequest): Promise<Page<LedgerDocument>>;
  listDocuments(type: DocumentType, page: PageRequest): Promise<Page<LedgerDocument>>;
  readDetails(entryIds: readonly string[]): Promise<readonly (EntryDetails & { readonly salt: string | null })[]>;
  /** Outbox rows not acknowledged yet, oldest first. */
  readOutbox(limit: number): Promise<readonly LedgerEvent[]>;
  acknowledgeOutbox(eventIds: readonly string[]): Promise<void>;
  /** Writes the next seal with its leaves and the salts of the details they cover; `seal.index` must be the next. */
  appendSeal(sealed: {
    readonly seal: Seal;
    readonly leaves: readonly SealLeaf[];
    readonly salts: readonly { readonly entryId: string; readonly salt: string }[];
  }): Promise<void>;
  listSeals(page: PageRequest): Promise<Page<Seal>>;
  listSealLeaves(page: PageRequest): Promise<Page<SealLeaf>>;
  /**
   * Forgets who an owner's accounts belong to, with the details and salts of the entries that touch them; of a person
   * also their names in the details of other entries (`namesPerson`, `detailsWithoutPerson`), which count as erased too;
   * and says in no waiting event whose it is (`eventWithoutOwner`).
   */
  eraseOwner(owner: AccountOwner): Promise<{ readonly accounts: number; readonly details: number }>;
}

/** A ledger store that can join the host's own transaction. */
export type TransactionalLedgerStoreV1<Transaction> = LedgerStoreV1 & Transactional<LedgerStoreV1, Transaction>;
