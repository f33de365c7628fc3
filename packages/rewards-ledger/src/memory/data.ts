import type { MemoryDatabase } from '@meritkit/core/memory';
import type { LedgerEvent } from '../events.ts';
import type { AccountState, HeldPart } from '../ledger/account.ts';
import type { CommitRecord, DocumentId, DocumentType, LedgerDocument, OwnerInUnit } from '../ports.ts';
import type { Seal, SealLeaf } from '../seal/types.ts';
import type { Bindings } from './bindings.ts';
import { type PackedEntry, unpackEntry } from './pack.ts';
import { createTextTable, type TextTable } from './text-table.ts';

/** An entry with all that is known of it; one object, because there are millions of them. */
export interface EntryCell extends PackedEntry {
  /** Of the commit that wrote it; null when that commit wrote several and has a record of its own. */
  readonly key: string | null;
  readonly fingerprint: string;
  readonly answer: CommitRecord['answer'];
  details: Readonly<Record<string, string>> | null;
  salt: string | null;
  reversedBy: string | null;
}

/** What a key did: the cell of its one entry, or a record where there are none or several. */
export type StoredRecord = EntryCell | CommitRecord;

/** A commit record as the port gives it. */
export function recordOf(stored: StoredRecord): CommitRecord {
  if ('entries' in stored) return stored;
  const { key, fingerprint, answer } = stored;
  return { key: key ?? '', fingerprint, entries: [unpackEntry(stored)], answer };
}

/** An account with whose it is; null once that was erased. */
export interface AccountCell {
  readonly id: string;
  owner: OwnerInUnit | null;
  /** Undefined until the commit that opens it has written it. */
  state: AccountState | undefined;
}

/** A hold, placed or resolved; of a resolved one, it is enough to know that there was one. */
export interface HoldCell {
  readonly holdId: string;
  readonly accountId: string;
  readonly placed: {
    readonly entryId: string;
    readonly parts: readonly HeldPart[];
    readonly expiresMs: number | null;
  } | null;
}

/** What one tenant's ledger holds. Values are frozen, so that nobody can change what they were given. */
export interface TenantData {
  /** What each key did. */
  readonly records: TextTable<StoredRecord>;
  readonly accounts: Map<string, AccountCell>;
  readonly bindings: Bindings;
  /** Entries by id; an entry's position is its place plus one. */
  readonly journal: TextTable<EntryCell>;
  readonly holds: Map<string, HoldCell>;
  /** By type, then by id. */
  readonly documents: Readonly<Record<DocumentType, Map<string, LedgerDocument>>>;
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
    records: createTextTable((record) => record.key ?? ''),
    accounts: new Map(),
    bindings: new Map(),
    journal: createTextTable((cell) => cell.id),
    holds: new Map(),
    documents: {
      books: new Map(),
      item: new Map(),
      redemption: new Map(),
      rule: new Map(),
      payroll: new Map(),
      unit: new Map(),
      sealing: new Map(),
    },
    outbox: new Map(),
    seals: [],
    leaves: [],
  };
}

/** A document as it is now. */
export function documentIn({ documents }: TenantData, { type, id }: DocumentId): LedgerDocument | undefined {
  return documents[type].get(id);
}
