import type { AccountState } from '../ledger/account.ts';
import { added } from '../ledger/added.ts';
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
  let accounts: AccountState[] = [];
  let bindings: AccountBinding[] = [];
  for (const owner of owners) {
    const account = findBinding(data.bindings, owner);
    if (account === undefined) continue;
    bindings = added(bindings, { owner, accountId: account.id });
    accounts = withAccount(accounts, account);
  }
  for (const accountId of accountIds) accounts = withAccount(accounts, data.accounts.get(accountId));
  for (const accountId of ownersOf) {
    const owner = data.accounts.get(accountId)?.owner;
    if (owner) bindings = added(bindings, { owner, accountId });
  }
  const holds = request.holdIds === undefined ? [] : holdsIn(data, request.holdIds);
  for (const hold of holds) accounts = withAccount(accounts, data.accounts.get(hold.accountId));
  const entries = request.entryIds === undefined ? [] : entriesIn(data, request.entryIds);
  for (const { entry } of entries) {
    for (const { accountId } of entry.versions) accounts = withAccount(accounts, data.accounts.get(accountId));
  }
  const documents = request.documents === undefined ? [] : documentsIn(data, request.documents);
  return { record: record === undefined ? null : recordOf(record), accounts, bindings, holds, entries, documents };
}

/** The accounts with one more, if it is there and not among them. */
function withAccount(accounts: AccountState[], account: AccountCell | undefined): AccountState[] {
  const state = account?.state;
  return state === undefined || (accounts.length > 0 && accounts.includes(state)) ? accounts : added(accounts, state);
}

function holdsIn(data: TenantData, holdIds: readonly string[]): Loaded['holds'] {
  return holdIds.flatMap((holdId) => {
    const cell = data.holds.get(holdId);
    return cell === undefined ? [] : [{ holdId, accountId: cell.accountId, resolved: cell.placed === null }];
  });
}

function entriesIn(data: TenantData, entryIds: readonly string[]): Loaded['entries'] {
  return entryIds.flatMap((entryId) => {
    const cell = data.journal.find(entryId);
    return cell === undefined ? [] : [{ entry: unpackEntry(cell), reversedBy: cell.reversedBy }];
  });
}

function documentsIn(data: TenantData, ids: readonly DocumentId[]): Loaded['documents'] {
  let found: LedgerDocument[] = [];
  for (const id of ids) {
    const document = documentIn(data, id);
    if (document !== undefined) found = added(found, document);
  }
  return found;
}
