import { instantText } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import type { AccountOwner } from '../ledger/account.ts';
import { accountOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { type OptionalReference, ownersIn, readOptionalOwner } from './owners.ts';
import { type ListInput, readPage } from './page.ts';
import { readAt, readKnownUnit } from './read.ts';
import { loadInScale } from './scale.ts';
import { toMilliseconds } from './time.ts';

/** Whose holds, or everybody's, in one unit. */
export type ListHoldsInput = ListInput &
  OptionalReference & {
    readonly unit?: string;
    /** As of when they are open: the present unless given, or ahead. What was open in the past, `viewAccount` tells. */
    readonly at?: string;
    readonly actor?: Actor;
  };

/** Points that are reserved. */
export interface HoldRow {
  /** Where a redemption was asked for, also the id of that. */
  readonly holdId: string;
  readonly accountId: string;
  /** Null once they were erased. */
  readonly owner: AccountOwner | null;
  /** Decimal text. */
  readonly amount: string;
  readonly about: string | null;
  /** From when on they count as reserved. */
  readonly placed: string;
  /** When they are free again by themselves. */
  readonly expires: string | null;
  /** Why; null where nothing was said, or it was erased. */
  readonly reason: string | null;
}

/** Holds that nothing has resolved and that have not timed out, in the order in which they were placed. */
export async function listHolds(
  context: LedgerContext,
  input: ListHoldsInput,
): Promise<{ readonly holds: readonly HoldRow[]; readonly nextCursor: string | null }> {
  const unit = readKnownUnit(context, input.unit);
  const owner = readOptionalOwner(input);
  const nowMs = toMilliseconds(context.now());
  const openAtMs = readAt(input.at, nowMs);
  if (openAtMs < nowMs) {
    throw invalidInput('ledger/invalid-input', ['at'], 'holds are listed as of the present or a time ahead');
  }
  const page = readPage(input);
  const known = await loadInScale(context, owner === null ? {} : { owners: [{ ...owner, unit }] }, [unit]);
  const accountId = owner === null ? undefined : accountOf(known, { ...owner, unit });
  if (accountId === null) return { holds: [], nextCursor: null };
  const filter = { unit, openAtMs, ...(accountId === undefined ? {} : { accountId }) };
  const { items, nextCursor } = await context.store.listHolds(filter, page);
  if (items.length === 0) return { holds: [], nextCursor };
  const entryIds = items.map(({ entryId }) => entryId);
  const [loaded, rows] = await Promise.all([
    context.store.load({ entryIds, ownersOf: [...new Set(items.map((item) => item.accountId))] }),
    context.store.readDetails(entryIds),
  ]);
  const owners = ownersIn(loaded);
  const entries = new Map(loaded.entries.map(({ entry }) => [entry.id, entry]));
  const fields = new Map(rows.map((row) => [row.entryId, row.fields]));
  const holds = items.map((item): HoldRow => {
    const { subject, effectiveMs } = entries.get(item.entryId)!;
    const amount = item.parts.reduce((sum, part) => sum + part.amount, 0n);
    return {
      holdId: item.holdId,
      accountId: item.accountId,
      owner: owners.get(item.accountId) ?? null,
      amount: amountText({ amount, scale: context.units[unit]!.scale }),
      about: subject,
      placed: instantText(effectiveMs),
      expires: item.expiresMs === null ? null : instantText(item.expiresMs),
      reason: fields.get(item.entryId)?.reason ?? null,
    };
  });
  return { holds, nextCursor };
}
