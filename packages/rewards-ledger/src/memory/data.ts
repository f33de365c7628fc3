import type { MemoryDatabase } from '@meritkit/core/memory';
import type { LedgerEvent } from '../events.ts';
import type { AccountState } from '../ledger/account.ts';
import type { CommitRecord, LedgerDocument, OwnerInUnit } from '../ports.ts';
import type { Seal, SealLeaf } from '../seal/types.ts';
import { type PackedEntry, unpackEntry } from './pack.ts';

/** An entry with all that is known of it; one object, because there are millions of them. */
export interface EntryCell extends PackedEntry {
  /** Of the commit that wrote it; null when that commit wrote several and has a record of its own. */
  readonly fingerprint: string | null;
  readonly answer: CommitRecord['answer'];
  details: Readonly<Record<string, string>> | null;
  salt: string | null;
  reversedBy: string | null;
}

/** What a key did: the cell of its one entry, or a record where there are none or several. */
export type StoredRecord = EntryCell | Omit<CommitRecord, 'key'>;

/** A commit record as the port gives it. */
export function recordOf(key: string, stored: StoredRecord): CommitRecord {
  if ('entries' in stored) return { key, ...stored };
  return { key, fingerprint: stored.fingerprint ?? '', entries: [unpackEntry(stored)], answer: stored.answer };
}

/** What one tenant's ledger holds. Values are frozen, so that nobody can change what they were given. */
export interface TenantData {
  /** What each key did; the key itself is the map's. */
  readonly records: Map<string, StoredRecord>;
  readonly accounts: Map<string, AccountState>;
  readonly bindings: Map<string, string>;
  readonly owners: Map<string, OwnerInUnit>;
  /** The journal; an entry's position is its index plus one. */
  readonly journal: EntryCell[];
  readonly entries: Map<string, EntryCell>;
  readonly holds: Map<string, { readonly holdId: string; readonly accountId: string; readonly resolved: boolean }>;
  readonly documents: Map<string, LedgerDocument>;
  readonly outbox: Map<string, LedgerEvent>;
  readonly seals: Seal[];
  readonly leaves: SealLeaf[];
}

const tenants = new WeakMap<MemoryDatabase, Map<string, TenantData>>();

/** A tenant's data in a memory database; made on first use. */
export function tenantData(database: MemoryDatabase, tenantId: string): TenantData {
  let known = tenants.get(database);
  if (known === undefined) {
    known = new Map();
    tenants.set(database, known);
  }
  let data = known.get(tenantId);
  if (data === undefined) {
    data = emptyData();
    known.set(tenantId, data);
  }
  return data;
}

function emptyData(): TenantData {
  return {
    records: new Map(),
    accounts: new Map(),
    bindings: new Map(),
    owners: new Map(),
    journal: [],
    entries: new Map(),
    holds: new Map(),
    documents: new Map(),
    outbox: new Map(),
    seals: [],
    leaves: [],
  };
}

/** The key of an owner's account in a unit; injective. */
export function bindingKey(owner: OwnerInUnit): string {
  return `${owner.kind}\u0000${owner.unit}\u0000${owner.id}`;
}

/** The key of a document. */
export function documentKey(document: { readonly type: string; readonly id: string }): string {
  return `${document.type}\u0000${document.id}`;
}

/** A document as it is now; keys are not even written where there are no documents. */
export function documentIn(
  data: TenantData,
  document: { readonly type: string; readonly id: string },
): LedgerDocument | undefined {
  return data.documents.size === 0 ? undefined : data.documents.get(documentKey(document));
}
