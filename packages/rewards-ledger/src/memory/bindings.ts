import type { OwnerInUnit } from '../ports.ts';
import type { AccountCell } from './data.ts';

/** Accounts by unit, kind and id of their owner. */
export type Bindings = Map<string, Map<string, Map<string, AccountCell>>>;

/** The account of an owner in a unit. */
export function findBinding(bindings: Bindings, owner: OwnerInUnit): AccountCell | undefined {
  return bindings.get(owner.unit)?.get(owner.kind)?.get(owner.id);
}

/** Writes down whose an account is. */
export function putBinding(bindings: Bindings, owner: OwnerInUnit, account: AccountCell): void {
  inside(inside(bindings, owner.unit), owner.kind).set(owner.id, account);
}

/** Forgets whose an account is. */
export function removeBinding(bindings: Bindings, owner: OwnerInUnit): void {
  bindings.get(owner.unit)?.get(owner.kind)?.delete(owner.id);
}

/** The map under a name; made on first use. */
export function inside<Key, Value>(maps: Map<string, Map<Key, Value>>, name: string): Map<Key, Value> {
  const known = maps.get(name);
  if (known !== undefined) return known;
  const made = new Map<Key, Value>();
  maps.set(name, made);
  return made;
}
