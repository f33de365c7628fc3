import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import type { AccountOwner } from '../ledger/account.ts';
import { balanceAt } from '../ledger/balance.ts';
import { accountAt, type Balance } from './balance.ts';
import type { LedgerContext } from './context.ts';
import { type OwnerKind, ownerKinds, ownersOf } from './owners.ts';
import { type ListInput, readOneOf, readPage } from './page.ts';
import { readAt, readKnownUnit } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';

/** Which accounts, in one unit, and as of when. */
export interface ListAccountsInput extends ListInput {
  readonly kind?: OwnerKind;
  readonly unit?: string;
  /** As of when the balances are; the present unless given. For the past, the entries of each account are read. */
  readonly at?: string;
  readonly actor?: Actor;
}

/** An account with whose it is and what is on it. */
export interface AccountRow extends Balance {
  readonly accountId: string;
  readonly kind: OwnerKind;
  /** Null once they were erased. */
  readonly owner: AccountOwner | null;
}

/** Whether a list of accounts shows people: what belongs to teams or budgets alone is nobody's. */
export function showsPeople({ kind }: { readonly kind?: OwnerKind }): boolean {
  return kind === undefined || kind === 'person';
}

/** The accounts of a unit, in the order in which they were opened. */
export async function listAccounts(
  context: LedgerContext,
  input: ListAccountsInput,
): Promise<{ readonly accounts: readonly AccountRow[]; readonly nextCursor: string | null }> {
  const unit = readKnownUnit(context, input.unit);
  const { kind } = input;
  if (kind !== undefined) readOneOf(kind, ownerKinds, 'kind');
  const nowMs = toMilliseconds(context.now());
  const atMs = readAt(input.at, nowMs);
  const page = readPage(input);
  await loadInScale(context, {}, [unit]);
  const { items, nextCursor } = await context.store.listAccounts(
    { unit, ...(kind === undefined ? {} : { kind }) },
    page,
  );
  const owners = await ownersOf(
    context,
    items.map(({ id }) => id),
  );
  const text = (amount: bigint) => amountText({ amount, scale: context.units[unit]!.scale });
  const accounts: AccountRow[] = [];
  for (const item of items) {
    const { posted, held, available } = balanceAt(await accountAt(context, item, atMs, nowMs), atMs);
    accounts.push({
      accountId: item.id,
      kind: item.kind as AccountRow['kind'], // pieces in stock are counted in units of their own
      owner: owners.get(item.id) ?? null,
      posted: text(posted),
      held: text(held),
      available: text(available),
    });
  }
  return { accounts, nextCursor };
}
