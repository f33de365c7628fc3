import type { AccountOwner } from '../ledger/account.ts';
import type { Loaded } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import { type AccountReference, readOwner } from './read.ts';

/** Kinds of owners whose points are counted in a unit of the ledger's own. */
export const ownerKinds = ['person', 'team', 'budget'] as const;

/** A kind of owner that a host names: all but the stock of an item, which is counted in pieces. */
export type OwnerKind = (typeof ownerKinds)[number];

/** An owner where a list may name one. */
export type OptionalReference =
  | AccountReference
  | { readonly personId?: never; readonly teamId?: never; readonly budgetId?: never };

/** The owner that a list names; null where it names nobody. @throws InvalidInputError `ledger/invalid-input` */
export function readOptionalOwner({ personId, teamId, budgetId }: OptionalReference): AccountOwner | null {
  if (personId === undefined && teamId === undefined && budgetId === undefined) return null;
  return readOwner({ personId, teamId, budgetId } as AccountReference);
}

/** Whose accounts are, by the account; erased owners are left out. */
export type Owners = ReadonlyMap<string, AccountOwner>;

/** Whose accounts are, of what was loaded. */
export function ownersIn({ bindings }: Pick<Loaded, 'bindings'>): Owners {
  return new Map(bindings.map(({ accountId, owner: { kind, id } }) => [accountId, { kind, id }]));
}

/** Whose accounts are. */
export async function ownersOf(context: LedgerContext, accountIds: Iterable<string>): Promise<Owners> {
  const asked = [...new Set(accountIds)];
  return asked.length === 0 ? new Map() : ownersIn(await context.store.load({ ownersOf: asked }));
}
