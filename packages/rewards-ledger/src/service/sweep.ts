import { instantText } from '@meritkit/core/dates';
import type { Outcome } from '@meritkit/core/errors';
import { expiredAt } from '../ledger/balance.ts';
import { hasEnded } from '../ledger/lots.ts';
import type { LedgerContext } from './context.ts';
import { execute } from './execute.ts';
import { readAt } from './read.ts';
import { toMilliseconds } from './time.ts';

/**
 * Moves what has expired out of every account, for books and reports; balances do not change. Safe to run twice, from
 * several workers, or never.
 */
export async function sweepExpired(
  context: LedgerContext,
  input: { readonly at?: string } = {},
): Promise<{ readonly swept: number; readonly refused: number }> {
  const atMs = readAt(input.at, toMilliseconds(context.now()));
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
      const answer = await sweepAccount(context, account.id, account.unit, account.version, atMs);
      if (!answer.ok) refused += 1;
      else if (answer.entryId !== null) swept += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { swept, refused };
}

function sweepAccount(
  context: LedgerContext,
  accountId: string,
  unit: string,
  version: number,
  atMs: number,
): Promise<Outcome<{ readonly entryId: string | null }>> {
  return execute(context, {
    name: 'sweep',
    key: `sweep:${accountId}:${version}:${instantText(atMs)}`,
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
