import type { AccountState } from '../ledger/account.ts';
import type { AccountBinding, Loaded, LoadRequest } from '../ports.ts';
import { findBinding } from './bindings.ts';
import { type AccountCell, documentIn, recordOf, type TenantData } from './data.ts';
import { unpackEntry } from './pack.ts';

const nothing: readonly never[] = Object.freeze([]);

/** Reads everything a request names, as of now. */
export function loadFrom(data: TenantData, request: LoadRequest): Loaded {
  const { key, owners = nothing, accountIds = nothing, ownersOf = nothing } = request;
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
  const holds = present(request.holdIds, (holdId) => data.holds.get(holdId));
  for (const hold of holds) addAccount(accounts, data.accounts.get(hold.accountId));
  const entries = present(request.entryIds, (entryId) => {
    const cell = data.journal.find(entryId);
    return cell === undefined ? undefined : { entry: unpackEntry(cell), reversedBy: cell.reversedBy };
  });
  for (const { entry } of entries) {
    for (const { accountId } of entry.versions) addAccount(accounts, data.accounts.get(accountId));
  }
  return {
    record: record === undefined ? null : recordOf(record),
    accounts,
    bindings,
    holds,
    entries,
    documents: present(request.documents, (id) => documentIn(data, id)),
  };
}

/** Adds an account that is there, once. */
function addAccount(accounts: AccountState[], account: AccountCell | undefined): void {
  const state = account?.state;
  if (state !== undefined && !accounts.includes(state)) accounts.push(state);
}

function present<Id, Found>(ids: readonly Id[] = nothing, find: (id: Id) => Found | undefined): readonly Found[] {
  if (ids.length === 0) return nothing;
  const found: Found[] = [];
  for (const id of ids) {
    const item = find(id);
    if (item !== undefined) found.push(item);
  }
  return found;
}
