import type { AccountKind } from '../ledger/account.ts';
import type { OwnerInUnit } from '../ports.ts';
import type { AccountCell } from './data.ts';

/** The accounts of one unit, by kind and id of their owner. */
type UnitBindings = Readonly<Record<AccountKind, Map<string, AccountCell>>>;

/** Accounts by whose they are, by unit: kinds are few and known, so that finding one takes two looks. */
export type Bindings = Map<string, UnitBindings>;

/** The account of an owner in a unit. */
export function findBinding(bindings: Bindings, owner: OwnerInUnit): AccountCell | undefined {
  return bindings.get(owner.unit)?.[owner.kind].get(owner.id);
}

/** Writes down whose an account is. */
export function putBinding(bindings: Bindings, owner: OwnerInUnit, account: AccountCell): void {
  let inUnit = bindings.get(owner.unit);
  if (inUnit === undefined) {
    inUnit = { person: new Map(), team: new Map(), budget: new Map(), stock: new Map() };
    bindings.set(owner.unit, inUnit);
  }
  inUnit[owner.kind].set(owner.id, account);
}

/** Forgets whose an account is. */
export function removeBinding(bindings: Bindings, owner: OwnerInUnit): void {
  bindings.get(owner.unit)?.[owner.kind].delete(owner.id);
}
