import type { AccountState } from '../ledger/account.ts';
import type { AccountBinding, Loaded, LoadRequest } from '../ports.ts';
import { bindingKey, documentIn, recordOf, type TenantData } from './data.ts';
import { unpackEntry } from './pack.ts';

/** Reads everything a request names, as of now. */
export function loadFrom(data: TenantData, request: LoadRequest): Loaded {
  const record = request.key === undefined ? undefined : data.records.get(request.key);
  const accounts: AccountState[] = [];
  const add = (accountId: string) => {
    const account = data.accounts.get(accountId);
    if (account !== undefined && !accounts.includes(account)) accounts.push(account);
  };
  const bindings: AccountBinding[] = [];
  for (const owner of request.owners ?? []) {
    const accountId = data.bindings.get(bindingKey(owner));
    if (accountId === undefined) continue;
    bindings.push({ owner, accountId });
    add(accountId);
  }
  for (const accountId of request.accountIds ?? []) add(accountId);
  for (const accountId of request.ownersOf ?? []) {
    const owner = data.owners.get(accountId);
    if (owner !== undefined) bindings.push({ owner, accountId });
  }
  const holds = present(request.holdIds, (holdId) => data.holds.get(holdId));
  for (const hold of holds) add(hold.accountId);
  const entries = present(request.entryIds, (entryId) => {
    const cell = data.entries.get(entryId);
    return cell === undefined ? undefined : { entry: unpackEntry(cell), reversedBy: cell.reversedBy };
  });
  for (const { entry } of entries) for (const { accountId } of entry.versions) add(accountId);
  return {
    record: record === undefined || request.key === undefined ? null : recordOf(request.key, record),
    accounts,
    bindings,
    holds,
    entries,
    documents: present(request.documents, (id) => documentIn(data, id)),
  };
}

function present<Id, Found>(ids: readonly Id[] | undefined, find: (id: Id) => Found | undefined): readonly Found[] {
  if (ids === undefined || ids.length === 0) return nothing;
  const found: Found[] = [];
  for (const id of ids) {
    const item = find(id);
    if (item !== undefined) found.push(item);
  }
  return found;
}

const nothing: readonly never[] = Object.freeze([]);
