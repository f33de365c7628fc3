import { reject } from '@meritkit/core/errors';
import type { AccountState, Hold } from './account.ts';
import { balanceAt } from './balance.ts';
import { checkAmount, checkUnit, lacking, readAccount, textOf } from './checks.ts';
import type { CaptureCommand, HoldCommand, HoldReference, ReleaseCommand, Reservation } from './command.ts';
import type { Decision } from './decide.ts';
import { addLot, addPosting, closeDraft, type Draft, openDraft, openLot, touch } from './draft.ts';
import { consumeLots, hasEnded, lotLine } from './lots.ts';
import { writeLegs } from './post.ts';
import type { Refused } from './rejection.ts';
import { findAccount, type LedgerState } from './state.ts';

/** Reserves points on specific lots, soonest expiry first. Nothing moves. */
export function placeHold(state: LedgerState, command: HoldCommand): Decision {
  const draft = openDraft(command);
  let reserved = state;
  for (const reservation of [command, ...(command.also ?? [])]) {
    const next = reserve(reserved, draft, reservation, command);
    if (!next.ok) return next;
    reserved = next.state;
  }
  return { ok: true, entries: [closeDraft(draft, command, 'hold', null)] };
}

/** A state on the way through one entry: what was reserved or given back so far counts for what comes after. */
type OnTheWay = { readonly ok: true; readonly state: LedgerState } | Refused;

function withHolds(state: LedgerState, account: AccountState, holds: readonly Hold[]): LedgerState {
  const accounts = state.accounts.map((other) => (other.id === account.id ? { ...account, holds } : other));
  return { ...state, accounts };
}

function reserve(
  state: LedgerState,
  draft: Draft,
  { holdId, accountId, unit, amount }: Reservation,
  { effectiveMs, expiresMs }: HoldCommand,
): OnTheWay {
  const refused = checkUnit(state, unit, effectiveMs) ?? checkAmount(state, unit, amount);
  if (refused !== null) return refused;
  const read = readAccount(state, accountId, unit);
  if (!read.ok) return read;
  const { account } = read;
  if (account === null) return reject('ledger/account-is-derived', { account: accountId });
  const isKnown = (hold: { readonly id: string }) => hold.id === holdId;
  if (state.accounts.some((known) => known.holds.some(isKnown)) || Object.hasOwn(state.resolvedHolds, holdId)) {
    return reject('ledger/hold-exists', { holdId });
  }
  const { holdsAtMs } = draft;
  const { available } = balanceAt(account, effectiveMs, holdsAtMs);
  const { lines, missing } = consumeLots({ account, amount, atMs: effectiveMs, holdsAtMs });
  if (available < amount || missing > 0n) return lacking(state, account, available, amount);
  touch(draft, account);
  const parts = lines.map((line) => ({ lot: line.lot, amount: -line.amount }));
  draft.holds.push({ accountId, holdId, action: 'place', parts, expiresMs });
  return { ok: true, state: withHolds(state, account, [...account.holds, { id: holdId, parts, expiresMs }]) };
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
  const freed = giveBackAll(state, draft, command.releases ?? [], effectiveMs);
  if (!freed.ok) return freed;
  const legs = command.legs ?? [];
  const refusedLegs = legs.length === 0 ? null : writeLegs(freed.state, draft, legs, effectiveMs);
  return refusedLegs ?? { ok: true, entries: [closeDraft(draft, command, 'capture', null)] };
}

/** Gives back what a hold reserves; what has expired meanwhile is gone. */
export function releaseHold(state: LedgerState, command: ReleaseCommand): Decision {
  const draft = openDraft(command);
  const freed = giveBackAll(state, draft, [command, ...(command.also ?? [])], command.effectiveMs);
  return freed.ok ? { ok: true, entries: [closeDraft(draft, command, 'release', null)] } : freed;
}

/** Releases holds, and gives the state in which what they kept is free for the rest of the entry. */
function giveBackAll(state: LedgerState, draft: Draft, holds: readonly HoldReference[], atMs: number): OnTheWay {
  let freed = state;
  for (const { accountId, holdId } of holds) {
    const found = findHold(freed, accountId, holdId, atMs);
    if (!found.ok) return found;
    const { account, hold } = found;
    const refused = checkUnit(state, account.unit, atMs);
    if (refused !== null) return refused;
    touch(draft, account);
    draft.holds.push({ ...resolution(account, hold), action: 'release' });
    const left = account.holds.filter((other) => other.id !== holdId);
    freed = withHolds(freed, account, left);
  }
  return { ok: true, state: freed };
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
