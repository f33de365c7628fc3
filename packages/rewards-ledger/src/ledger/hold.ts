import { reject } from '@meritkit/core/errors';
import type { AccountState, Hold } from './account.ts';
import { balanceAt } from './balance.ts';
import { checkAmount, checkUnit, lacking, readAccount, textOf } from './checks.ts';
import type { CaptureCommand, HoldCommand, ReleaseCommand } from './command.ts';
import type { Decision } from './decide.ts';
import { addLot, addPosting, closeDraft, openDraft, openLot, touch } from './draft.ts';
import { consumeLots, hasEnded, lotLine } from './lots.ts';
import { writeLegs } from './post.ts';
import type { Refused } from './rejection.ts';
import { findAccount, type LedgerState } from './state.ts';

/** Reserves points on specific lots, soonest expiry first. Nothing moves. */
export function placeHold(state: LedgerState, command: HoldCommand): Decision {
  const { unit, amount, holdId, effectiveMs } = command;
  const refused = checkUnit(state, unit, effectiveMs) ?? checkAmount(state, unit, amount);
  if (refused !== null) return refused;
  const read = readAccount(state, command.accountId, unit);
  if (!read.ok) return read;
  const { account } = read;
  if (account === null) return reject('ledger/account-is-derived', { account: command.accountId });
  if (account.holds.some((hold) => hold.id === holdId) || Object.hasOwn(state.resolvedHolds, holdId)) {
    return reject('ledger/hold-exists', { holdId });
  }
  const draft = openDraft(command);
  const { holdsAtMs } = draft;
  const { available } = balanceAt(account, effectiveMs, holdsAtMs);
  const { lines, missing } = consumeLots({ account, amount, atMs: effectiveMs, holdsAtMs });
  if (available < amount || missing > 0n) return lacking(state, account, available, amount);
  touch(draft, account);
  draft.holds.push({
    accountId: account.id,
    holdId,
    action: 'place',
    parts: lines.map((line) => ({ lot: line.lot, amount: -line.amount })),
    expiresMs: command.expiresMs,
  });
  return { ok: true, entries: [closeDraft(draft, command, 'hold', null)] };
}

/** Takes what a hold reserves from its very lots, even past their expiry; what is not taken is released. */
export function captureHold(state: LedgerState, command: CaptureCommand): Decision {
  const { effectiveMs } = command;
  const found = findHold(state, command.accountId, command.holdId, effectiveMs);
  if (!found.ok) return found;
  const { account, hold } = found;
  const held = hold.parts.reduce((sum, part) => sum + part.amount, 0n);
  const amount = command.amount ?? held;
  const refused = checkUnit(state, account.unit, effectiveMs) ?? checkAmount(state, account.unit, amount);
  if (refused !== null) return refused;
  if (amount > held) {
    return reject('ledger/capture-exceeds-hold', {
      held: textOf(state, account.unit, held),
      requested: textOf(state, account.unit, amount),
    });
  }
  const receiver = readAccount(state, command.toAccountId, account.unit);
  if (!receiver.ok) return receiver;
  const draft = openDraft(command);
  touch(draft, account);
  draft.holds.push({ ...resolution(account, hold), action: 'capture' });
  let missing = amount;
  for (const part of hold.parts) {
    const taken = part.amount < missing ? part.amount : missing;
    const lot = account.lots.find((candidate) => candidate.lot === part.lot);
    if (taken === 0n || lot === undefined) continue;
    addLot(draft, lotLine(account.id, lot, -taken));
    missing -= taken;
  }
  addPosting(draft, account.id, account.unit, -amount);
  addPosting(draft, command.toAccountId, account.unit, amount);
  if (receiver.account !== null) {
    touch(draft, receiver.account);
    for (const line of draft.lots.filter((taken) => taken.accountId === account.id)) {
      openLot(draft, receiver.account, -line.amount, line.expiresMs);
    }
  }
  const more =
    command.legs === undefined || command.legs.length === 0 ? null : writeLegs(state, draft, command.legs, effectiveMs);
  return more ?? { ok: true, entries: [closeDraft(draft, command, 'capture', null)] };
}

/** Gives back what a hold reserves; what has expired meanwhile is gone. */
export function releaseHold(state: LedgerState, command: ReleaseCommand): Decision {
  const found = findHold(state, command.accountId, command.holdId, command.effectiveMs);
  if (!found.ok) return found;
  const refused = checkUnit(state, found.account.unit, command.effectiveMs);
  if (refused !== null) return refused;
  const draft = openDraft(command);
  touch(draft, found.account);
  draft.holds.push({ ...resolution(found.account, found.hold), action: 'release' });
  return { ok: true, entries: [closeDraft(draft, command, 'release', null)] };
}

function resolution(account: AccountState, hold: Hold) {
  return { accountId: account.id, holdId: hold.id, parts: hold.parts, expiresMs: hold.expiresMs };
}

function findHold(
  state: LedgerState,
  accountId: string,
  holdId: string,
  atMs: number,
): { readonly ok: true; readonly account: AccountState; readonly hold: Hold } | Refused {
  if (Object.hasOwn(state.resolvedHolds, holdId)) return reject('ledger/hold-resolved', { holdId });
  const account = findAccount(state, accountId);
  if (account === undefined) return reject('ledger/unknown-account', { account: accountId });
  const hold = account.holds.find((candidate) => candidate.id === holdId);
  if (hold === undefined) return reject('ledger/unknown-hold', { holdId });
  if (hasEnded(hold.expiresMs, atMs)) return reject('ledger/hold-resolved', { holdId });
  return { ok: true, account, hold };
}
