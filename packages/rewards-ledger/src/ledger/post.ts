import { instantText } from '@meritkit/core/dates';
import { reject } from '@meritkit/core/errors';
import { MAXIMUM_MINOR_UNITS } from '../amount/index.ts';
import type { AccountState } from './account.ts';
import { balanceAt } from './balance.ts';
import { checkUnit, lacking, readAccount, textOf, tooLarge } from './checks.ts';
import type { CounterUse, Leg, PostCommand } from './command.ts';
import type { Decision } from './decide.ts';
import { addLot, addPosting, closeDraft, type Draft, openDraft, openLot, touch } from './draft.ts';
import type { LotLine } from './entry.ts';
import { consumeLots, hasEnded } from './lots.ts';
import type { Refused } from './rejection.ts';
import { findAccount, type LedgerState } from './state.ts';

/** Decides a balanced posting: debits consume lots, credits open them, caps are counted in the same entry. */
export function postLegs(state: LedgerState, command: PostCommand): Decision {
  const draft = openDraft(command);
  const refused =
    writeLegs(state, draft, command.legs, command.effectiveMs) ?? writeCounters(state, draft, command.counters ?? []);
  return refused ?? { ok: true, entries: [closeDraft(draft, command, command.kind, null)] };
}

/** Writes balanced legs into a draft, all or (by refusal) none. */
export function writeLegs(state: LedgerState, draft: Draft, legs: readonly Leg[], atMs: number): Refused | null {
  const accounts = new Array<AccountState | null>(legs.length);
  for (let index = 0; index < legs.length; index += 1) {
    const leg = legs[index]!;
    const refused = checkUnit(state, leg.unit, atMs);
    if (refused !== null) return refused;
    const read = readAccount(state, leg.accountId, leg.unit);
    if (!read.ok) return read;
    if (isTooLarge(leg.amount)) return tooLarge(state, leg.unit, sizeOf(leg.amount));
    if (leg.amount === 0n) return reject('ledger/amount-not-positive', { amount: textOf(state, leg.unit, 0n) });
    if (leg.amount > 0n && read.account !== null) {
      const ended = refuseEnded(leg.expiresMs, atMs);
      if (ended !== null) return ended;
    }
    accounts[index] = read.account;
  }
  const unbalanced = checkBalance(state, legs);
  if (unbalanced !== null) return unbalanced;
  for (let index = 0; index < legs.length; index += 1) {
    const leg = legs[index]!;
    const account = accounts[index];
    if (leg.amount < 0n && account) {
      const refused = debit(state, draft, account, -leg.amount, atMs);
      if (refused !== null) return refused;
    }
    addPosting(draft, leg.accountId, leg.unit, leg.amount);
  }
  const total = draft.postings.find(({ amount }) => isTooLarge(amount));
  if (total !== undefined) return tooLarge(state, total.unit, sizeOf(total.amount));
  credit(draft, legs, accounts);
  return null;
}

/** Refuses points that would be worth nothing from the start; what is passed on keeps an end that has not come. */
function refuseEnded(expiresMs: Leg['expiresMs'], atMs: number): Refused | null {
  if (typeof expiresMs !== 'number' || !hasEnded(expiresMs, atMs)) return null;
  return reject('ledger/already-ended', { effective: instantText(atMs), expires: instantText(expiresMs) });
}

const sizeOf = (amount: bigint) => (amount < 0n ? -amount : amount);
const isTooLarge = (amount: bigint) => sizeOf(amount) > MAXIMUM_MINOR_UNITS;

function checkBalance(state: LedgerState, legs: readonly Leg[]): Refused | null {
  const first = legs[0];
  const second = legs[1];
  if (first === undefined) return reject('ledger/unbalanced', { unit: '', difference: '0' });
  const isUsual = legs.length === 2 && first.unit === second?.unit && first.amount === -second.amount;
  if (isUsual && first.accountId !== second.accountId) return null;
  const twice = bothWays(legs);
  if (twice !== undefined) return reject('ledger/unbalanced', { unit: twice.unit, difference: '0' });
  const sums = new Map<string, bigint>();
  for (const leg of legs) sums.set(leg.unit, (sums.get(leg.unit) ?? 0n) + leg.amount);
  for (const [unit, difference] of sums) {
    if (difference !== 0n) {
      return reject('ledger/unbalanced', { unit, difference: textOf(state, unit, difference) });
    }
  }
  return null;
}

/** A leg that gives an account what another takes from it: points would come back with another end, and nothing be said. */
function bothWays(legs: readonly Leg[]): Leg | undefined {
  const signs = new Map<string, boolean>();
  for (const leg of legs) {
    const name = JSON.stringify([leg.accountId, leg.unit]);
    const isCredit = leg.amount > 0n;
    if ((signs.get(name) ?? isCredit) !== isCredit) return leg;
    signs.set(name, isCredit);
  }
  return undefined;
}

/** Takes an amount from an account's lots, soonest expiry first; refuses when debt or holds leave too little. */
export function debit(
  state: LedgerState,
  draft: Draft,
  account: AccountState,
  amount: bigint,
  atMs: number,
): Refused | null {
  touch(draft, account);
  const { taken, sum } = takenFrom(draft.lots, account.id);
  const { lines, missing } = consumeLots({ account, amount, atMs, holdsAtMs: draft.holdsAtMs, taken });
  // Where nothing is owed, what the lots give is there to be spent: the others need not be added up.
  if (missing > 0n || account.debt > 0n) {
    const available = balanceAt(account, atMs, draft.holdsAtMs).available - sum;
    if (available < amount) return lacking(state, account, available, amount);
  }
  for (const line of lines) addLot(draft, line);
  return null;
}

const nothingTaken = { taken: new Map<number, bigint>(), sum: 0n };

/** What a draft has taken of an account's lots so far. */
export function takenFrom(
  lines: readonly LotLine[],
  accountId: string,
): { readonly taken: ReadonlyMap<number, bigint>; readonly sum: bigint } {
  if (lines.length === 0) return nothingTaken;
  const taken = new Map<number, bigint>();
  let sum = 0n;
  for (const line of lines) {
    if (line.accountId !== accountId || line.amount > 0n) continue;
    taken.set(line.lot, (taken.get(line.lot) ?? 0n) - line.amount);
    sum -= line.amount;
  }
  return { taken, sum };
}

function credit(draft: Draft, legs: readonly Leg[], accounts: readonly (AccountState | null)[]): void {
  let sources: Map<string, { readonly expiresMs: number | null; left: bigint }[]> | null = null;
  for (let index = 0; index < legs.length; index += 1) {
    const leg = legs[index]!;
    const account = accounts[index];
    if (leg.amount < 0n || !account) continue;
    touch(draft, account);
    if (leg.expiresMs !== 'inherit') {
      openLot(draft, account, leg.amount, leg.expiresMs ?? null);
      continue;
    }
    sources ??= new Map();
    const source = sources.get(leg.unit) ?? consumedIn(draft, legs, leg.unit);
    sources.set(leg.unit, source);
    inherit(draft, account, leg.amount, source);
  }
}

/** The consumed parts of a unit in the order of consumption; a derived payer's part has no end. */
function consumedIn(draft: Draft, legs: readonly Leg[], unit: string) {
  const payers = new Set(legs.filter((leg) => leg.unit === unit && leg.amount < 0n).map((leg) => leg.accountId));
  return draft.lots
    .filter((line) => payers.has(line.accountId) && line.amount < 0n)
    .map((line) => ({ expiresMs: line.expiresMs, left: -line.amount }));
}

/** Opens one lot per end date that the passed-on points had. */
function inherit(
  draft: Draft,
  account: AccountState,
  amount: bigint,
  source: { readonly expiresMs: number | null; left: bigint }[],
): void {
  let missing = amount;
  for (const part of source) {
    const taken = part.left < missing ? part.left : missing;
    if (taken === 0n) continue;
    part.left -= taken;
    missing -= taken;
    openLot(draft, account, taken, part.expiresMs);
  }
  if (missing > 0n) openLot(draft, account, missing, null);
}

/** What is used of a cap so far; a counter may be called like something that every object has. */
function usedOf({ counters }: AccountState, counter: string): bigint {
  return Object.hasOwn(counters, counter) ? counters[counter]! : 0n;
}

/** Counts against caps; refuses when one would be exceeded. */
function writeCounters(state: LedgerState, draft: Draft, uses: readonly CounterUse[]): Refused | null {
  for (const use of uses) {
    const account = findAccount(state, use.accountId);
    if (account === undefined) return reject('ledger/unknown-account', { account: use.accountId });
    const inDraft = draft.counters.reduce(
      (sum, line) => (line.accountId === use.accountId && line.counter === use.counter ? sum + line.amount : sum),
      0n,
    );
    const remaining = use.maximum - usedOf(account, use.counter) - inDraft;
    if (use.amount > remaining) {
      return reject('ledger/cap-reached', {
        counter: use.counter,
        remaining: textOf(state, account.unit, remaining < 0n ? 0n : remaining),
        needed: textOf(state, account.unit, use.amount),
      });
    }
    touch(draft, account);
    draft.counters.push({ accountId: use.accountId, counter: use.counter, amount: use.amount });
  }
  return null;
}
