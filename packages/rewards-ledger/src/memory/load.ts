import type { AccountState } from '../ledger/account.ts';
import type { AccountBinding, DocumentId, LedgerDocument, Loaded, LoadRequest } from '../ports.ts';
import { findBinding } from './bindings.ts';
import { type AccountCell, documentIn, recordOf, type TenantData } from './data.ts';
import { unpackEntry } from './pack.ts';

/** Stays in here: engines walk a plain list faster than a frozen one. */
const none: readonly never[] = [];

/** Reads everything a request names, as of now. */
export function loadFrom(data: TenantData, request: LoadRequest): Loaded {
  const { key, owners = none, accountIds = none, ownersOf = none } = request;
  const record = key === undefined ? undefined : data.records.find(key);
  const accounts: AccountState[] = [];
  const bindings: AccountBinding[] = [];
  for (const owner of owners) {
    const account = findBinding(data.bindings, owner);
    if (account === undefined) continue;
    bindings.push({ owner, accountId: account.id });
    addAccount(accounts, account);
  }
  for (const accountId of accountIds) addAccount(accounts, data.accounts.get(accountId));
  for (const accountId of ownersOf) {
    const owner = data.accounts.get(accountId)?.owner;
    if (owner) bindings.push({ owner, accountId });
  }
  const holds = request.holdIds === undefined ? [] : holdsIn(data, request.holdIds);
  for (const hold of holds) addAccount(accounts, data.accounts.get(hold.accountId));
  const entries = request.entryIds === undefined ? [] : entriesIn(data, request.entryIds);
  for (const { entry } of entries) {
    for (const { accountId } of entry.versions) addAccount(accounts, data.accounts.get(accountId));
  }
  const documents = request.documents === undefined ? [] : documentsIn(data, request.documents);
  return { record: record === undefined ? null : recordOf(record), accounts, bindings, holds, entries, documents };
}

/** Adds an account that is there, once. */
function addAccount(accounts: AccountState[], account: AccountCell | undefined): void {
  const state = account?.state;
  if (state !== undefined && !accounts.includes(state)) accounts.push(state);
}

function holdsIn(data: TenantData, holdIds: readonly string[]): Loaded['holds'] {
  return holdIds.flatMap((holdId) => data.holds.get(holdId) ?? []);
}

function entriesIn(data: TenantData, entryIds: readonly string[]): Loaded['entries'] {
  return entryIds.flatMap((entryId) => {
    const cell = data.journal.find(entryId);
    return cell === undefined ? [] : [{ entry: unpackEntry(cell), reversedBy: cell.reversedBy }];
  });
}

function documentsIn(data: TenantData, ids: readonly DocumentId[]): Loaded['documents'] {
  const found: LedgerDocument[] = [];
  for (const id of ids) {
    const document = documentIn(data, id);
    if (document !== undefined) found.push(document);
  }
  return found;
}
