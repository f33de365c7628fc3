import { instantText } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import type { AccountOwner, AccountState } from '../ledger/account.ts';
import { heldByLot } from '../ledger/lots.ts';
import type { LedgerContext } from './context.ts';
import { type OwnerKind, ownerKinds, ownersOf } from './owners.ts';
import { type ListInput, readOneOf, readPage, readTime } from './page.ts';
import { readKnownUnit } from './read.ts';
import { loadInScale } from './scale.ts';

/** Which points: those that end from an instant on and before another one, in one unit. */
export interface ListEndingPointsInput extends ListInput {
  readonly from: string;
  readonly before: string;
  /** Whose: those of people are reminded of; those of a budget are used or lost. */
  readonly kind?: OwnerKind;
  readonly unit?: string;
  readonly actor?: Actor;
}

/** What of an account ends, as far as nothing is spent until then. */
export interface EndingPointsRow {
  readonly accountId: string;
  /** Null once they were erased: nobody is reminded. */
  readonly owner: AccountOwner | null;
  /** What is gone by the end of the time: exactly what a sweep would then move. Decimal text. */
  readonly amount: string;
  /** What outlives its end, because a hold still keeps it at the end of the time. */
  readonly held: string;
  /** The ends, soonest first. */
  readonly ends: readonly { readonly at: string; readonly amount: string; readonly held: string }[];
}

/** Points that end soon, by account, in the order in which the accounts were opened. */
export async function listEndingPoints(
  context: LedgerContext,
  input: ListEndingPointsInput,
): Promise<{ readonly rows: readonly EndingPointsRow[]; readonly nextCursor: string | null }> {
  const unit = readKnownUnit(context, input.unit);
  const { kind } = input;
  if (kind !== undefined) readOneOf(kind, ownerKinds, 'kind');
  const { fromMs, beforeMs } = readTime(input);
  if (fromMs === undefined || beforeMs === undefined) {
    const missing = fromMs === undefined ? 'from' : 'before';
    throw invalidInput('ledger/invalid-input', [missing], 'points end between two instants');
  }
  const page = readPage(input);
  await loadInScale(context, {}, [unit]);
  const ending = { fromMs, beforeMs };
  const { items, nextCursor } = await context.store.listAccounts(
    { unit, lotsEnding: ending, ...(kind === undefined ? {} : { kind }) },
    page,
  );
  const owners = await ownersOf(
    context,
    items.map(({ id }) => id),
  );
  const { scale } = context.units[unit]!;
  const rows = items.map((account) => ({
    accountId: account.id,
    owner: owners.get(account.id) ?? null,
    ...endingIn(account, ending, scale),
  }));
  return { rows, nextCursor };
}

/** What ends of an account, by its end. A hold that times out in between gives its points back to die. */
function endingIn(
  account: AccountState,
  { fromMs, beforeMs }: { readonly fromMs: number; readonly beforeMs: number },
  scale: number,
): Pick<EndingPointsRow, 'amount' | 'held' | 'ends'> {
  const heldAtEnd = heldByLot(account.holds, beforeMs - 1); // the last whole millisecond of the time
  const byEnd = new Map<number, { amount: bigint; held: bigint }>();
  const all = { amount: 0n, held: 0n };
  for (const { lot, remaining, expiresMs } of account.lots) {
    if (expiresMs === null || expiresMs < fromMs || expiresMs >= beforeMs) continue;
    const held = heldAtEnd.get(lot) ?? 0n;
    const sum = byEnd.get(expiresMs) ?? { amount: 0n, held: 0n };
    byEnd.set(expiresMs, sum);
    for (const total of [sum, all]) {
      total.amount += remaining - held;
      total.held += held;
    }
  }
  const texts = ({ amount, held }: { readonly amount: bigint; readonly held: bigint }) => ({
    amount: amountText({ amount, scale }),
    held: amountText({ amount: held, scale }),
  });
  return { ...texts(all), ends: [...byEnd].map(([endMs, sum]) => ({ at: instantText(endMs), ...texts(sum) })) };
}
