import { describe, expect, it } from 'vitest';
import { type AccountState, emptyAccount } from './account.ts';
import type { Command, HoldCommand } from './command.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { emptyState, findAccount, type LedgerState } from './state.ts';

const lots = [
  { lot: 1, original: 5n, remaining: 5n, expiresMs: 50 },
  { lot: 2, original: 7n, remaining: 7n, expiresMs: null },
];
const base = { entryId: 'e', effectiveMs: 10, recordedMs: 11 };
const of = (more: object = {}) => ({ accountId: 'a', holdId: 'h', ...base, ...more });
const place = (more: Partial<HoldCommand> = {}) =>
  ({ type: 'hold', unit: 'points', amount: 8n, expiresMs: 20, ...of(), ...more }) as const;
const capture = (more: object = {}) =>
  ({ type: 'capture', amount: null, toAccountId: 'clearing:redeemed:points', ...of(more) }) as const;
const release = (more: object = {}) => ({ type: 'release', ...of(more) }) as const;

function start(more: Partial<AccountState> = {}, rest: Partial<LedgerState> = {}): LedgerState {
  const a = { ...emptyAccount({ id: 'a', kind: 'person', unit: 'points' }), lots, lotsOpened: 2, posted: 12n, ...more };
  const b = emptyAccount({ id: 'b', kind: 'person', unit: 'points' });
  const units = { points: { scale: 0 }, hours: { scale: 2 } };
  return { ...emptyState({ units }), accounts: [a, b], ...rest };
}

function entryOf(state: LedgerState, command: Command) {
  const decision = decide(state, command);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.entries[0]!;
}

function refusal(state: LedgerState, command: Command) {
  const decision = decide(state, command);
  return decision.ok ? null : decision.rejection;
}

const then = (state: LedgerState, command: Command) => evolve(state, entryOf(state, command));
const parts = [
  { lot: 1, amount: 5n },
  { lot: 2, amount: 3n },
];
const closed = { closedThroughMs: { points: 11 } };

describe('a hold', () => {
  it('reserves the lots that end soonest, and moves nothing', () => {
    const entry = entryOf(start(), place());
    expect(entry.holds).toEqual([{ accountId: 'a', holdId: 'h', action: 'place', parts, expiresMs: 20 }]);
    expect([entry.kind, entry.postings, entry.lots]).toEqual(['hold', [], []]);
    expect(findAccount(then(start(), place()), 'a')?.holds).toEqual([{ id: 'h', parts, expiresMs: 20 }]);
  });

  it('takes up to all there is, and no more', () => {
    expect(refusal(start(), place({ amount: 12n }))).toBeNull();
    const lacking = { code: 'ledger/insufficient-points', available: '12', needed: '13' };
    expect(refusal(start(), place({ amount: 13n }))).toEqual(lacking);
    expect(refusal(start({ debt: 4n, posted: 8n }), place({ amount: 9n }))).toEqual({
      ...lacking,
      available: '8',
      needed: '9',
    });
    expect(refusal(start({ debt: 4n, posted: 8n }), place({ amount: 8n }))).toBeNull();
    const other = { ...place({ amount: 4n }), holdId: 'other' };
    expect(refusal(then(start(), other), place({ amount: 9n }))).toEqual({ ...lacking, available: '8', needed: '9' });
  });

  it('is refused where it has no place', () => {
    expect(refusal(start({}, closed), place())).toMatchObject({ code: 'ledger/period-closed' });
    expect(refusal(start(), place({ unit: 'gold' }))).toEqual({ code: 'ledger/unknown-unit', unit: 'gold' });
    expect(refusal(start(), place({ amount: 0n }))).toMatchObject({ code: 'ledger/amount-not-positive' });
    expect(refusal(start(), place({ accountId: 'x' }))).toEqual({ code: 'ledger/unknown-account', account: 'x' });
    expect(refusal(start(), place({ unit: 'hours' }))).toMatchObject({ code: 'ledger/unit-mismatch' });
    const issuer = 'issuer:points';
    expect(refusal(start(), place({ accountId: issuer }))).toEqual({
      code: 'ledger/account-is-derived',
      account: issuer,
    });
  });

  it('is placed once, open or resolved', () => {
    const exists = { code: 'ledger/hold-exists', holdId: 'h' };
    expect(refusal(then(start(), { ...place({ amount: 1n }) }), place({ amount: 1n, entryId: 'f' }))).toEqual(exists);
    expect(refusal(start({}, { resolvedHolds: { h: true } }), place())).toEqual(exists);
    const others = start({ holds: [{ id: 'g', parts: [], expiresMs: null }] }, { resolvedHolds: { g: true } });
    expect(refusal(others, place())).toBeNull();
  });
});

describe('a capture', () => {
  const held = then(start(), place());

  it('takes what is reserved from its very lots, or a part of it', () => {
    const whole = entryOf(held, capture({ entryId: 'c' }));
    expect(whole.lots.map(({ lot, amount }) => [lot, amount])).toEqual([
      [1, -5n],
      [2, -3n],
    ]);
    expect(whole.postings.map(({ accountId, amount }) => [accountId, amount])).toEqual([
      ['a', -8n],
      ['clearing:redeemed:points', 8n],
    ]);
    expect(whole.holds).toEqual([{ accountId: 'a', holdId: 'h', action: 'capture', parts, expiresMs: 20 }]);
    expect(whole.kind).toBe('capture');
    const part = entryOf(held, { ...capture({ entryId: 'c' }), amount: 5n });
    expect(part.lots.map(({ lot, amount }) => [lot, amount])).toEqual([[1, -5n]]);
    const after = findAccount(evolve(held, part), 'a');
    expect([after?.holds, after?.posted]).toEqual([[], 7n]);
  });

  it('gives them to somebody with the ends they had', () => {
    const entry = entryOf(held, { ...capture({ entryId: 'c' }), toAccountId: 'b' });
    const b = findAccount(evolve(held, entry), 'b');
    expect(b?.lots.map(({ remaining, expiresMs }) => [remaining, expiresMs])).toEqual([
      [5n, 50],
      [3n, null],
    ]);
    expect(entry.versions.map(({ accountId }) => accountId)).toEqual(['a', 'b']);
  });

  it('takes no more than is reserved, in open books, for an account that is there', () => {
    const exceeds = { code: 'ledger/capture-exceeds-hold', held: '8', requested: '9' };
    expect(refusal(held, { ...capture(), amount: 9n })).toEqual(exceeds);
    expect(refusal(held, { ...capture(), amount: 8n })).toBeNull();
    expect(refusal(held, { ...capture(), amount: 0n })).toMatchObject({ code: 'ledger/amount-not-positive' });
    expect(refusal({ ...held, ...closed }, capture())).toMatchObject({ code: 'ledger/period-closed' });
    expect(refusal(held, { ...capture(), toAccountId: 'x' })).toEqual({ code: 'ledger/unknown-account', account: 'x' });
  });

  it('is of a hold that binds', () => {
    expect(refusal(held, capture({ effectiveMs: 19 }))).toBeNull();
    const resolved = { code: 'ledger/hold-resolved', holdId: 'h' };
    expect(refusal(held, capture({ effectiveMs: 20 }))).toEqual(resolved);
    expect(refusal(then(held, capture({ entryId: 'c' })), capture({ entryId: 'd' }))).toEqual(resolved);
    expect(refusal(held, capture({ holdId: 'g' }))).toEqual({ code: 'ledger/unknown-hold', holdId: 'g' });
    expect(refusal(held, capture({ accountId: 'x' }))).toEqual({ code: 'ledger/unknown-account', account: 'x' });
  });
});

describe('a release', () => {
  const held = then(start(), place());

  it('gives everything back, once', () => {
    const entry = entryOf(held, release({ entryId: 'r' }));
    expect(entry.holds).toEqual([{ accountId: 'a', holdId: 'h', action: 'release', parts, expiresMs: 20 }]);
    expect([entry.kind, entry.postings, entry.lots]).toEqual(['release', [], []]);
    const after = evolve(held, entry);
    expect(findAccount(after, 'a')?.holds).toEqual([]);
    expect(refusal(after, release({ entryId: 's' }))).toEqual({ code: 'ledger/hold-resolved', holdId: 'h' });
    expect(refusal({ ...held, ...closed }, release())).toMatchObject({ code: 'ledger/period-closed' });
  });
});
