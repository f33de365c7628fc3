import { clearingAccountId } from './account.ts';
import { expiredAt } from './balance.ts';
import { checkUnit, readAccount } from './checks.ts';
import type { ExpireCommand } from './command.ts';
import type { Decision } from './decide.ts';
import { addLot, addPosting, closeDraft, openDraft, touch } from './draft.ts';
import { hasEnded, lotLine } from './lots.ts';
import { findAccount, type LedgerState } from './state.ts';

/**
 * Moves what has expired to the unit's clearing account and resolves holds that have timed out. Nothing to do gives
 * no entry, so that a sweep may run as often as it likes.
 */
export function expireLots(state: LedgerState, command: ExpireCommand): Decision {
  const { effectiveMs, accountId } = command;
  const unit = findAccount(state, accountId)?.unit ?? '';
  const read = readAccount(state, accountId, unit);
  if (!read.ok) return read;
  const { account } = read;
  if (account === null) return { ok: true, entries: [] };
  const refused = checkUnit(state, unit, effectiveMs);
  if (refused !== null) return refused;
  const draft = openDraft(command);
  const { holdsAtMs } = draft;
  const expired = expiredAt(account, effectiveMs, holdsAtMs);
  const timedOut = account.holds.some((hold) => hasEnded(hold.expiresMs, holdsAtMs));
  if (expired.length === 0 && !timedOut) return { ok: true, entries: [] };
  touch(draft, account);
  let total = 0n;
  for (const { lot, amount } of expired) {
    addLot(draft, lotLine(accountId, account.lots.find((candidate) => candidate.lot === lot)!, -amount));
    total += amount;
  }
  addPosting(draft, accountId, unit, -total);
  addPosting(draft, clearingAccountId('expired', unit), unit, total);
  return { ok: true, entries: [closeDraft(draft, command, 'expire', null)] };
}
