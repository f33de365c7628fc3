import { describe, expect, it } from 'vitest';
import { type AccountState, emptyAccount } from './account.ts';
import type { Command, Leg, PostCommand, ReverseCommand } from './command.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { emptyState, findAccount, type LedgerState } from './state.ts';

const issuer = 'issuer:points';
const gone = 'clearing:redeemed:points';
const leg = (accountId: string, amount: bigint, expiresMs: Leg['expiresMs'] = null): Leg => ({
  ...{ accountId, unit: 'points', amount, expiresMs },
});
const post = (entryId: string, legs: readonly Leg[], more: Partial<PostCommand> = {}): PostCommand => ({
  ...{ type: 'post', kind: 'post', entryId, effectiveMs: 10, recordedMs: 11, legs },
  ...more,
});
const back = (reversesEntryId: string, more: Partial<ReverseCommand> = {}): ReverseCommand => ({
  ...{ type: 'reverse', kind: 'reverse', entryId: 'u', effectiveMs: 12, recordedMs: 13, reversesEntryId },
  ...{ shortfall: { kind: 'refuse' } },
  ...more,
});
const hold = (holdId: string, amount: bigint, expiresMs: number | null = null): Command => ({
  ...{ type: 'hold', accountId: 'a', unit: 'points', amount, holdId, expiresMs },
  ...{ entryId: holdId, effectiveMs: 11, recordedMs: 11 },
});

function start(more: Partial<AccountState> = {}): LedgerState {
  const accounts = ['a', 'b'].map((id) => emptyAccount({ id, kind: 'person', unit: 'points' }));
  return { ...emptyState({ units: { points: { scale: 0 } } }), accounts: [{ ...accounts[0]!, ...more }, accounts[1]!] };
}

const apply = (state: LedgerState, ...commands: readonly Command[]): LedgerState =>
  commands.reduce((now, command) => {
    const decision = decide(now, command);
    if (!decision.ok) throw new Error(decision.rejection.code);
    return decision.entries.reduce(evolve, now);
  }, state);
const refusal = (state: LedgerState, command: Command) => {
  const decision = decide(state, command);
  return decision.ok ? null : decision.rejection;
};
const accountIn = (state: LedgerState, id: string) => findAccount(state, id)!;
const left = (state: LedgerState, id: string) =>
  accountIn(state, id).lots.map(({ lot, remaining }) => [lot, remaining]);
const entryIn = (state: LedgerState, id: string) => state.entries[id]!.entry;

const grant = post('g', [leg(issuer, -10n), leg('a', 10n, 50)]);
const spend = (amount: bigint) => post('s', [leg('a', -amount), leg(gone, amount)]);
const waive = { shortfall: { kind: 'waive' } } as const;
const debt = (limit: bigint) => ({ shortfall: { kind: 'debt', limits: { points: limit } } }) as const;

describe('an entry that is taken back', () => {
  it('is one there is, of a kind that moves points, once', () => {
    const state = apply(start(), grant, hold('h', 1n));
    expect(refusal(state, back('x'))).toEqual({ code: 'ledger/unknown-entry', entryId: 'x' });
    expect(refusal(state, back('toString'))).toMatchObject({ code: 'ledger/unknown-entry' });
    expect(refusal(state, back('h'))).toEqual({ code: 'ledger/not-reversible', entryId: 'h', kind: 'hold' });
    const after = apply(apply(start(), grant), back('g'));
    expect(refusal(after, back('u', { entryId: 'v' }))).toEqual({ code: 'ledger/reversal-of-reversal', entryId: 'u' });
    const again = { code: 'ledger/already-reversed', entryId: 'g', reversedBy: 'u' };
    expect(refusal(after, back('g', { entryId: 'v' }))).toEqual(again);
  });

  it('needs open books, and the accounts it touched', () => {
    const state = apply(start(), grant);
    expect(refusal({ ...state, closedThroughMs: { points: 13 } }, back('g'))).toMatchObject({
      code: 'ledger/period-closed',
    });
    const without = { ...state, accounts: state.accounts.filter(({ id }) => id !== 'a') };
    expect(refusal(without, back('g'))).toEqual({ code: 'ledger/unknown-account', account: 'a' });
  });

  it('goes back to the very lots, and its counts with it', () => {
    const counters = [{ accountId: 'a', counter: 'c', amount: 4n, maximum: 9n }];
    const state = apply(start(), grant, post('g2', [leg(issuer, -3n), leg('a', 3n)]), { ...spend(12n), counters });
    expect(left(state, 'a')).toEqual([[2, 1n]]);
    const after = apply(state, back('s'));
    expect(left(after, 'a')).toEqual([
      [1, 10n],
      [2, 3n],
    ]);
    expect(accountIn(after, 'a')).toMatchObject({ posted: 13n, counters: { c: 0n }, lotsOpened: 2 });
    const entry = entryIn(after, 'u');
    expect([entry.reverses, entry.kind, entry.postings.map(({ amount }) => amount)]).toEqual([
      's',
      'reverse',
      [12n, -12n],
    ]);
  });

  it('is taken from what is left of its own lot, and of nobody else’s', () => {
    const both = post('both', [leg(issuer, -10n), leg('a', 4n), leg('b', 6n)]);
    const state = apply(start(), post('own', [leg(issuer, -2n), leg('a', 2n)]), both);
    const after = apply(state, back('both'));
    expect([left(after, 'a'), left(after, 'b')]).toEqual([[[1, 2n]], []]);
    expect(entryIn(after, 'u').lots.map(({ accountId, lot, amount }) => [accountId, lot, amount])).toEqual([
      ['a', 2, -4n],
      ['b', 1, -6n],
    ]);
  });
});

describe('points that were spent', () => {
  const state = apply(start(), grant, spend(4n), post('g2', [leg(issuer, -1n), leg('a', 1n)]));

  it('are refused, borne by the house, or owed, as is said', () => {
    expect(refusal(state, back('g'))).toEqual({ code: 'ledger/points-spent', missing: '4' });
    const borne = apply(state, back('g', waive));
    expect(accountIn(borne, 'a')).toMatchObject({ posted: 1n, debt: 0n });
    expect(entryIn(borne, 'u').postings.map(({ accountId, amount }) => [accountId, amount])).toEqual([
      [issuer, 10n],
      ['a', -6n],
      ['clearing:waived:points', -4n],
    ]);
    const owing = apply(state, back('g', debt(3n)));
    expect(accountIn(owing, 'a')).toMatchObject({ posted: -3n, debt: 3n, lots: [] });
    expect(refusal(state, back('g', debt(2n)))).toEqual({ code: 'ledger/debt-limit', debt: '3', limit: '2' });
  });

  it('add to what is owed already, and to what the grant had repaid', () => {
    const owing = { ...start({ debt: 3n, posted: -3n }) };
    const repaying = apply(owing, grant, spend(7n));
    expect(accountIn(repaying, 'a')).toMatchObject({ debt: 0n, posted: 0n });
    const owed = apply(repaying, back('g', debt(10n)));
    expect(accountIn(owed, 'a')).toMatchObject({ debt: 10n, posted: -10n });
    expect(entryIn(owed, 'u').debts.map(({ amount }) => amount)).toEqual([3n, 7n]);
    expect(refusal(repaying, back('g', debt(9n)))).toEqual({ code: 'ledger/debt-limit', debt: '10', limit: '9' });
  });

  it('are owed by whoever spent them', () => {
    const both = post('both', [leg(issuer, -10n), leg('a', 4n), leg('b', 6n)]);
    const owing = apply(start({ debt: 1n, posted: -1n }), both, post('t', [leg('b', -6n), leg(gone, 6n)]));
    const after = apply(owing, back('both', debt(6n)));
    expect([accountIn(after, 'a').debt, accountIn(after, 'b').debt]).toEqual([1n, 6n]);
    expect(refusal(owing, back('both', debt(5n)))).toMatchObject({ code: 'ledger/debt-limit', debt: '6' });
  });

  it('and had an end that has come are owed by nobody', () => {
    const after = apply(state, back('g', { effectiveMs: 50, recordedMs: 50 }));
    expect(accountIn(after, 'a')).toMatchObject({ posted: 1n, debt: 0n });
  });
});

describe('points that are held', () => {
  const state = apply(
    start(),
    post('own', [leg(issuer, -2n), leg('a', 2n, 20)]),
    grant,
    hold('h1', 2n),
    hold('h2', 3n, 30),
  );

  it('are not taken back, spent or waived; which holds they are is said', () => {
    const held = { code: 'ledger/points-held', held: '3', holdIds: ['h2'] };
    expect(refusal(state, back('g'))).toEqual(held);
    expect(refusal(state, back('g', waive))).toEqual(held);
    expect(refusal(state, back('g', { effectiveMs: 29, recordedMs: 29 }))).toEqual(held);
    expect(refusal(state, back('g', { effectiveMs: 30, recordedMs: 30 }))).toBeNull();
    expect(refusal(state, back('g', { effectiveMs: 30, recordedMs: 29 }))).toEqual(held);
  });

  it('are told beside what is spent, of which waiting changes nothing', () => {
    const spent = apply(state, spend(5n));
    expect(refusal(spent, back('g', waive))).toMatchObject({ held: '3' });
    const free = apply(spent, {
      type: 'release',
      accountId: 'a',
      holdId: 'h2',
      entryId: 'r',
      effectiveMs: 12,
      recordedMs: 12,
    });
    expect(refusal(free, back('g'))).toEqual({ code: 'ledger/points-spent', missing: '5' });
    const owing = apply(spent, back('g', debt(8n)));
    expect(accountIn(owing, 'a')).toMatchObject({ debt: 8n, posted: -3n });
    expect(refusal(spent, back('g', debt(7n)))).toMatchObject({ code: 'ledger/debt-limit', debt: '8' });
  });

  it('are no more than the grant’s, whatever else the lot has got back', () => {
    const ended = apply(start(), grant, hold('h', 4n), spend(3n));
    expect(refusal(ended, back('g', { ...waive, effectiveMs: 50, recordedMs: 50 }))).toMatchObject({ held: '4' });
    const owing = apply(ended, back('g', { ...debt(4n), effectiveMs: 50, recordedMs: 50 }));
    expect(accountIn(owing, 'a')).toMatchObject({ debt: 4n, posted: 0n });
  });
});
