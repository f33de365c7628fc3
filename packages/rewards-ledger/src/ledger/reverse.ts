import { reject } from '@meritkit/core/errors';
import { type AccountState, clearingAccountId, type Hold } from './account.ts';
import { checkUnit, textOf } from './checks.ts';
import type { ReverseCommand, ShortfallPolicy } from './command.ts';
import type { Decision } from './decide.ts';
import { addLot, addPosting, closeDraft, type Draft, openDraft, touch } from './draft.ts';
import type { Entry, EntryKind } from './entry.ts';
import { consumeLots, hasEnded, heldByLot, lotLine } from './lots.ts';
import { takenFrom } from './post.ts';
import type { Refused } from './rejection.ts';
import { findAccount, type LedgerState } from './state.ts';

const reversible: ReadonlySet<EntryKind> = new Set(['earn', 'transfer', 'redeem', 'fund', 'capture', 'post']);

/**
 * Takes an entry back, once. What it consumed returns to its very lots with their own expiry, so a cancelled
 * redemption neither loses points nor makes them immortal. What it granted is taken from the lots it opened; points
 * already spent follow the stated policy.
 */
export function reverseEntry(state: LedgerState, command: ReverseCommand): Decision {
  const { reversesEntryId, effectiveMs } = command;
  const fate = Object.hasOwn(state.entries, reversesEntryId) ? state.entries[reversesEntryId] : undefined;
  if (fate === undefined) return reject('ledger/unknown-entry', { entryId: reversesEntryId });
  const { entry } = fate;
  if (entry.reverses !== null) return reject('ledger/reversal-of-reversal', { entryId: entry.id });
  if (!reversible.has(entry.kind)) return reject('ledger/not-reversible', { entryId: entry.id, kind: entry.kind });
  if (fate.reversedBy !== null) {
    return reject('ledger/already-reversed', { entryId: entry.id, reversedBy: fate.reversedBy });
  }
  for (const { unit } of entry.postings) {
    const refused = checkUnit(state, unit, effectiveMs);
    if (refused !== null) return refused;
  }
  const draft = openDraft(command);
  for (const posting of entry.postings) addPosting(draft, posting.accountId, posting.unit, -posting.amount);
  for (const { accountId } of entry.versions) {
    const account = findAccount(state, accountId);
    if (account === undefined) return reject('ledger/unknown-account', { account: accountId });
    touch(draft, account);
    giveBack(draft, account, entry);
    const refused = takeBack(state, draft, account, entry, command);
    if (refused !== null) return refused;
  }
  for (const line of entry.counters) draft.counters.push({ ...line, amount: -line.amount });
  return { ok: true, entries: [closeDraft(draft, command, command.kind, entry.id)] };
}

/** Returns what the entry consumed to the lots it came from. */
function giveBack(draft: Draft, account: AccountState, entry: Entry): void {
  for (const line of entry.lots) {
    if (line.accountId === account.id && line.amount < 0n) {
      addLot(draft, { ...line, amount: -line.amount, opens: false });
    }
  }
}

/** Takes what the entry granted, from the lots it opened first. */
function takeBack(
  state: LedgerState,
  draft: Draft,
  account: AccountState,
  entry: Entry,
  command: ReverseCommand,
): Refused | null {
  const held = heldByLot(account.holds, draft.holdsAtMs);
  let [missing, ended, reserved] = [0n, 0n, 0n];
  for (const line of entry.lots) {
    if (line.accountId !== account.id || !line.opens) continue;
    const lot = account.lots.find((candidate) => candidate.lot === line.lot);
    const bound = lot === undefined ? 0n : (held.get(lot.lot) ?? 0n);
    const free = lot === undefined ? 0n : lot.remaining - bound;
    const taken = smaller(free, line.amount);
    if (lot !== undefined && taken > 0n) addLot(draft, lotLine(account.id, lot, -taken));
    const left = line.amount - taken;
    const kept = smaller(bound, left);
    reserved += kept;
    // What has ended is gone, but for what a hold keeps of it.
    if (hasEnded(line.expiresMs, command.effectiveMs)) ended += left - kept;
    else missing += left - kept;
  }
  if (reserved > 0n && command.shortfall.kind !== 'debt') {
    const binding = account.holds.filter(({ expiresMs }) => !hasEnded(expiresMs, draft.holdsAtMs));
    return stillHeld(state, account, reserved, holdsOf(binding, account, entry));
  }
  missing += reserved;
  const repaid = entry.debts.reduce((sum, line) => (line.accountId === account.id ? sum - line.amount : sum), 0n);
  if (repaid > 0n) draft.debts.push({ accountId: account.id, amount: repaid });
  // What had an end is gone by itself, swept or not: nobody owes it.
  if (ended > 0n) waive(draft, account, ended);
  return missing === 0n ? null : settleShortfall(state, draft, account, missing, command);
}

const smaller = (left: bigint, right: bigint) => (left < right ? left : right);

/** Points that are only reserved are not spent: waived, they would be the person's again once the hold is released. */
function stillHeld(state: LedgerState, account: AccountState, amount: bigint, holdIds: readonly string[]): Refused {
  return reject('ledger/points-held', { held: textOf(state, account.unit, amount), holdIds });
}

/** The holds that reserve points of the lots which an entry opened. */
function holdsOf(holds: readonly Hold[], account: AccountState, entry: Entry): readonly string[] {
  const opened = new Set(
    entry.lots.filter(({ accountId, opens }) => opens && accountId === account.id).map(({ lot }) => lot),
  );
  return holds.filter(({ parts }) => parts.some(({ lot }) => opened.has(lot))).map(({ id }) => id);
}

/** The house bears what is not taken back. */
function waive(draft: Draft, account: AccountState, amount: bigint): void {
  addPosting(draft, account.id, account.unit, amount);
  addPosting(draft, clearingAccountId('waived', account.unit), account.unit, -amount);
}

function settleShortfall(
  state: LedgerState,
  draft: Draft,
  account: AccountState,
  missing: bigint,
  command: ReverseCommand,
): Refused | null {
  const policy: ShortfallPolicy = command.shortfall;
  if (policy.kind === 'refuse') {
    return reject('ledger/points-spent', { missing: textOf(state, account.unit, missing) });
  }
  if (policy.kind === 'waive') {
    waive(draft, account, missing);
    return null;
  }
  const atMs = command.effectiveMs;
  const { taken } = takenFrom(draft.lots, account.id);
  const others = consumeLots({ account, amount: missing, atMs, holdsAtMs: draft.holdsAtMs, taken });
  for (const line of others.lines) addLot(draft, line);
  if (others.missing === 0n) return null;
  const inDraft = draft.debts.reduce((sum, line) => (line.accountId === account.id ? sum + line.amount : sum), 0n);
  const debt = account.debt + inDraft + others.missing;
  const limit = Object.hasOwn(policy.limits, account.unit) ? policy.limits[account.unit]! : 0n;
  if (debt > limit) {
    return reject('ledger/debt-limit', {
      debt: textOf(state, account.unit, debt),
      limit: textOf(state, account.unit, limit),
    });
  }
  draft.debts.push({ accountId: account.id, amount: others.missing });
  return null;
}
