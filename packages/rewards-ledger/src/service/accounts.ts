import type { AccountOwner } from '../ledger/account.ts';
import type { Loaded, OpenedAccount, OwnerInUnit } from '../ports.ts';
import type { Moment } from './operation.ts';

/** An owner's account in a unit, if there is one. */
export function accountOf(loaded: Loaded, owner: OwnerInUnit): string | null {
  for (const binding of loaded.bindings) {
    const known = binding.owner;
    if (known.id === owner.id && known.kind === owner.kind && known.unit === owner.unit) return binding.accountId;
  }
  return null;
}

/** An owner's account in a unit, opened with this commit if there is none yet. */
export function accountOrOpen(loaded: Loaded, owner: OwnerInUnit, moment: Moment, opened: OpenedAccount[]): string {
  const known = accountOf(loaded, owner) ?? opened.find((account) => sameOwner(account.owner, owner))?.accountId;
  if (known !== undefined) return known;
  const accountId = moment.newId();
  opened.push({ owner, accountId });
  return accountId;
}

function sameOwner(left: OwnerInUnit, right: OwnerInUnit): boolean {
  return left.id === right.id && left.kind === right.kind && left.unit === right.unit;
}

/** An owner in words, for a refusal: `person:lin`. */
export function ownerText(owner: AccountOwner): string {
  return `${owner.kind}:${owner.id}`;
}
