import { KeyConflictError, VersionConflictError } from '@meritkit/core/errors';
import { deepFreeze } from '@meritkit/core/json';
import type { AccountState } from '../ledger/account.ts';
import type { Entry } from '../ledger/entry.ts';
import type { Appended, LedgerCommit } from '../ports.ts';
import { findBinding, putBinding, removeBinding } from './bindings.ts';
import { type AccountCell, documentIn, type EntryCell, recordOf, type StoredRecord, type TenantData } from './data.ts';
import { packParts, packRare } from './pack.ts';

/** Takes back one write, when the host's transaction is rolled back. */
export type Undo = () => void;

/** One atomic write: every check before the first change. `undo` collects how to take it back. */
export function appendTo(data: TenantData, commit: LedgerCommit, undo: Undo[] | null): Appended {
  const known = data.records.find(commit.key);
  if (known !== undefined) {
    if (known.fingerprint !== commit.fingerprint) throw new KeyConflictError({ key: commit.key });
    return { repeated: true, record: recordOf(known) };
  }
  const accounts = accountsOf(data, commit);
  checkVersions(data, commit);
  checkUniqueness(data, commit);
  const record = writeEntries(data, commit, undo);
  data.records.add(record);
  undo?.push(data.records.removeLast);
  writeAccounts(data, commit, accounts, undo);
  for (const document of commit.documents) {
    put(data.documents[document.type], document.id, deepFreeze(structuredClone(document)), undo);
  }
  for (const event of commit.outbox) put(data.outbox, event.id, deepFreeze(event), undo);
  const { key, fingerprint, entries } = commit;
  return { repeated: false, record: { key, fingerprint, entries, answer: record.answer } };
}

type Found = readonly (AccountCell | undefined)[];

/** The accounts that a commit writes, each as expected; undefined for one that is not there yet. */
function accountsOf(data: TenantData, { accounts }: LedgerCommit): Found {
  return accounts.map(({ expectedVersion, state }) => {
    const account = data.accounts.get(state.id);
    const actual = account?.state?.version ?? 0;
    if (actual !== expectedVersion) throw conflict(`account ${state.id}`, expectedVersion, actual);
    return account;
  });
}

function checkVersions(data: TenantData, commit: LedgerCommit): void {
  for (const document of commit.documents) {
    const actual = documentIn(data, document)?.version ?? 0;
    if (actual !== document.version - 1) {
      throw conflict(`${document.type} ${document.id}`, document.version - 1, actual);
    }
  }
  for (const guard of commit.guards) {
    const actual = documentIn(data, guard)?.version ?? 0;
    if (actual !== guard.version) throw conflict(`${guard.type} ${guard.id}`, guard.version, actual);
  }
}

function checkUniqueness(data: TenantData, commit: LedgerCommit): void {
  for (const { owner } of commit.opened) {
    if (findBinding(data.bindings, owner) !== undefined)
      throw conflict(`account of a ${owner.kind} in ${owner.unit}`, 0, 1);
  }
  for (const entry of commit.entries) {
    if (data.journal.find(entry.id) !== undefined) throw conflict(`entry ${entry.id}`, 0, 1);
    if (entry.reverses !== null && (data.journal.find(entry.reverses)?.reversedBy ?? null) !== null) {
      throw conflict(`reversal of ${entry.reverses}`, 0, 1);
    }
  }
}

function conflict(subject: string, expectedVersion: number, actualVersion: number): VersionConflictError {
  return new VersionConflictError({ subject, expectedVersion, actualVersion });
}

function writeAccounts(data: TenantData, commit: LedgerCommit, found: Found, undo: Undo[] | null): void {
  for (const opened of commit.opened) {
    const owner = Object.freeze({ ...opened.owner });
    const account: AccountCell = { id: opened.accountId, owner, state: undefined };
    put(data.accounts, account.id, account, undo);
    putBinding(data.bindings, owner, account);
    undo?.push(() => removeBinding(data.bindings, owner));
  }
  for (let index = 0; index < found.length; index += 1) {
    const { state } = commit.accounts[index]!;
    writeState(found[index] ?? accountOf(data, state.id, undo), state, undo);
  }
}

/** An account that was not there before the commit: opened by it, or nobody's. */
function accountOf(data: TenantData, accountId: string, undo: Undo[] | null): AccountCell {
  const opened = data.accounts.get(accountId);
  if (opened !== undefined) return opened;
  const account: AccountCell = { id: accountId, owner: null, state: undefined };
  put(data.accounts, accountId, account, undo);
  return account;
}

function writeState(account: AccountCell, state: AccountState, undo: Undo[] | null): void {
  const before = account.state;
  undo?.push(() => {
    account.state = before;
  });
  account.state = freezeAccount(state);
}

/** A state is frozen to the bottom where it is made (`evolveAccount`); one that came another way is copied. */
function freezeAccount(state: AccountState): AccountState {
  return Object.isFrozen(state) ? state : deepFreeze(structuredClone(state));
}

/** Writes the entries with their details, and gives back what the key leads to. */
function writeEntries(data: TenantData, commit: LedgerCommit, undo: Undo[] | null): StoredRecord {
  const { key, fingerprint, entries } = commit;
  const answer = commit.answer === null ? null : deepFreeze(commit.answer);
  const only = entries[0];
  if (only !== undefined && entries.length === 1) {
    const cell = cellOf(only, commit.details, { key, fingerprint, answer });
    writeEntry(data, only, cell, undo);
    return cell;
  }
  for (const entry of entries) {
    writeEntry(data, entry, cellOf(entry, commit.details, { key: null, fingerprint: '', answer: null }), undo);
  }
  return Object.freeze({ key, fingerprint, entries: deepFreeze(entries), answer });
}

function writeEntry(data: TenantData, entry: Entry, cell: EntryCell, undo: Undo[] | null): void {
  data.journal.add(cell);
  undo?.push(data.journal.removeLast);
  if (entry.reverses !== null) markReversed(data, entry.reverses, entry.id, undo);
  for (const { holdId, accountId, action, parts, expiresMs } of entry.holds) {
    const placed = action === 'place' ? { entryId: entry.id, parts, expiresMs } : null;
    put(data.holds, holdId, Object.freeze({ holdId, accountId, placed }), undo);
  }
}

function cellOf(
  entry: Entry,
  details: LedgerCommit['details'],
  commit: Pick<EntryCell, 'key' | 'fingerprint' | 'answer'>,
): EntryCell {
  let fields: EntryCell['details'] = null;
  for (const detail of details) if (detail.entryId === entry.id) fields = Object.freeze(detail.fields);
  return {
    id: entry.id,
    kind: entry.kind,
    effectiveMs: entry.effectiveMs,
    recordedMs: entry.recordedMs,
    reverses: entry.reverses,
    subject: entry.subject,
    memo: deepFreeze(entry.memo),
    parts: packParts(entry),
    rare: packRare(entry),
    key: commit.key,
    fingerprint: commit.fingerprint,
    answer: commit.answer,
    details: fields,
    salt: null,
    reversedBy: null,
  };
}

function markReversed(data: TenantData, entryId: string, reversedBy: string, undo: Undo[] | null): void {
  const cell = data.journal.find(entryId);
  if (cell === undefined) return;
  cell.reversedBy = reversedBy;
  undo?.push(() => {
    cell.reversedBy = null;
  });
}

function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, undo: Undo[] | null): void {
  if (undo !== null) {
    const had = map.has(key);
    const before = map.get(key);
    undo.push(() => {
      if (had) map.set(key, before as Value);
      else map.delete(key);
    });
  }
  map.set(key, value);
}
