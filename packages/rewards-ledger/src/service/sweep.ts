import { instantText } from '@meritkit/core/dates';
import { invalidInput, type Outcome } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { AccountState } from '../ledger/account.ts';
import { expiredAt } from '../ledger/balance.ts';
import { hasEnded } from '../ledger/lots.ts';
import type { LedgerContext } from './context.ts';
import { execute } from './execute.ts';
import { readAt } from './read.ts';
import { toMilliseconds } from './time.ts';

/**
 * Moves what has expired out of every account, for books and reports; balances do not change. Safe to run twice, from
 * several workers, or never.
 *
 * @throws InvalidInputError `ledger/invalid-input` for a time that has not come
 */
export async function sweepExpired(
  context: LedgerContext,
  input: { readonly at?: string; readonly actor?: Actor } = {},
): Promise<{ readonly swept: number; readonly refused: number }> {
  const nowMs = toMilliseconds(context.now());
  const atMs = readAt(input.at, nowMs);
  if (atMs > nowMs) throw invalidInput('ledger/invalid-input', ['at'], 'what has not ended yet is not moved out');
  let swept = 0;
  let refused = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof context.store.listAccounts>> = await context.store.listAccounts(
      {},
      { cursor, limit: 500 },
    );
    for (const account of page.items) {
      const timedOut = account.holds.some((hold) => hasEnded(hold.expiresMs, atMs));
      if (expiredAt(account, atMs).length === 0 && !timedOut) continue;
      const answer = await sweepAccount(context, account, atMs, input.actor);
      if (!answer.ok) refused += 1;
      else if (answer.entryId !== null) swept += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { swept, refused };
}

function sweepAccount(
  context: LedgerContext,
  { id: accountId, unit, version }: AccountState,
  atMs: number,
  actor: Actor | undefined,
): Promise<Outcome<{ readonly entryId: string | null }>> {
  return execute(context, {
    name: 'sweep',
    key: `sweep:${accountId}:${version}:${instantText(atMs)}`,
    actor,
    payload: [accountId, atMs],
    request: { accountIds: [accountId], documents: [{ type: 'books', id: unit }] },
    plan: (_, moment) => ({
      ok: true,
      commands: [
        { type: 'expire', accountId, entryId: moment.newId(), effectiveMs: atMs, recordedMs: moment.recordedMs },
      ],
    }),
  });
}
