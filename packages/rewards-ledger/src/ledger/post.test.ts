import { describe, expect, it } from 'vitest';
import { MAXIMUM_MINOR_UNITS } from '../amount/index.ts';
import { type AccountState, emptyAccount, issuerAccountId } from './account.ts';
import type { Leg, PostCommand } from './command.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { emptyState, findAccount, type LedgerState } from './state.ts';

const units = { points: { scale: 0 }, hours: { scale: 2 } };
const issuer = issuerAccountId('points');

function start(): LedgerState {
  const accounts = [
    emptyAccount({ id: 'a', kind: 'person', unit: 'points' }),
    emptyAccount({ id: 'b', kind: 'person', unit: 'points' }),
    emptyAccount({ id: 'budget', kind: 'budget', unit: 'points' }),
    emptyAccount({ id: 'stock', kind: 'stock', unit: 'points' }),
    emptyAccount({ id: 'h', kind: 'person', unit: 'hours' }),
  ];
  return { ...emptyState({ units }), accounts };
}

const leg = (accountId: string, amount: bigint, expiresMs?: Leg['expiresMs'], unit = 'points'): Leg => ({
  accountId,
  unit,
  amount,
  ...(expiresMs === undefined ? {} : { expiresMs }),
});
const command = (entryId: string, legs: readonly Leg[], more: Partial<PostCommand> = {}): PostCommand => ({
  type: 'post',
  kind: 'post',
  entryId,
  effectiveMs: 10,
  recordedMs: 11,
  legs,
  ...more,
});

const accountIn = (state: LedgerState, id: string): AccountState => findAccount(state, id)!;
const withAccount = (state: LedgerState, account: AccountState): LedgerState => ({
  ...state,
  accounts: state.accounts.map((known) => (known.id === account.id ? account : known)),
});

function apply(state: LedgerState, ...commands: readonly PostCommand[]): LedgerState {
  return commands.reduce((before, each) => {
    const decision = decide(before, each);
    if (!decision.ok) throw new Error(decision.rejection.code);
    return decision.entries.reduce(evolve, before);
  }, state);
}
const refusal = (state: LedgerState, each: PostCommand) => {
  const decision = decide(state, each);
  return decision.ok ? null : decision.rejection;
};

describe('a posting', () => {
  it('is one entry with every line', () => {
    const state = apply(
      start(),
      command('g1', [leg(issuer, -5n), leg('a', 5n, 50)]),
      command('g2', [leg(issuer, -7n), leg('a', 7n)]),
    );
    const decision = decide(
      state,
      command('t', [leg('a', -9n), leg('b', 9n, 'inherit')], { kind: 'transfer', subject: 'thanks', memo: { n: 1 } }),
    );
    expect(decision).toEqual({
      ok: true,
      entries: [
        {
          schemaVersion: 1,
          id: 't',
          kind: 'transfer',
          effectiveMs: 10,
          recordedMs: 11,
          postings: [
            { accountId: 'a', unit: 'points', amount: -9n },
            { accountId: 'b', unit: 'points', amount: 9n },
          ],
          lots: [
            { accountId: 'a', lot: 1, amount: -5n, original: 5n, expiresMs: 50, opens: false },
            { accountId: 'a', lot: 2, amount: -4n, original: 7n, expiresMs: null, opens: false },
            { accountId: 'b', lot: 1, amount: 5n, original: 5n, expiresMs: 50, opens: true },
            { accountId: 'b', lot: 2, amount: 4n, original: 4n, expiresMs: null, opens: true },
          ],
          debts: [],
          holds: [],
          counters: [],
          versions: [
            { accountId: 'a', version: 3 },
            { accountId: 'b', version: 1 },
          ],
          reverses: null,
          subject: 'thanks',
          memo: { n: 1 },
        },
      ],
    });
  });

  it('opens no lot that has ended when it counts; an end of what is given or goes to a clearing account says nothing', () => {
    const grant = (end: number) => command('g', [leg(issuer, -5n), leg('a', 5n, end)]);
    const ended = (expires: string) => ({
      code: 'ledger/already-ended',
      effective: '1970-01-01T00:00:00.010Z',
      expires,
    });
    expect(refusal(start(), grant(10))).toEqual(ended('1970-01-01T00:00:00.010Z'));
    expect(refusal(start(), grant(9))).toEqual(ended('1970-01-01T00:00:00.009Z'));
    expect(refusal(start(), grant(11))).toBeNull();
    const state = apply(start(), grant(50));
    expect(refusal(state, command('r', [leg('a', -5n, 9), leg('clearing:redeemed:points', 5n, 9)]))).toBeNull();
  });

  it('passes points on to several with the ends they had, in order', () => {
    const state = apply(
      start(),
      command('g1', [leg(issuer, -5n), leg('budget', 5n, 50)]),
      command('g2', [leg(issuer, -5n), leg('budget', 5n, 60)]),
    );
    const after = apply(state, command('t', [leg('budget', -8n), leg('a', 4n, 'inherit'), leg('b', 4n, 'inherit')]));
    expect(accountIn(after, 'a').lots.map((lot) => [lot.remaining, lot.expiresMs])).toEqual([[4n, 50]]);
    expect(accountIn(after, 'b').lots.map((lot) => [lot.remaining, lot.expiresMs])).toEqual([
      [1n, 50],
      [3n, 60],
    ]);
  });

  it('takes of each payer its own lots, whatever their numbers', () => {
    const state = apply(
      start(),
      command('g1', [leg(issuer, -5n), leg('a', 5n, 50)]),
      command('g2', [leg(issuer, -5n), leg('budget', 5n, 60)]),
    );
    const both = command('t', [leg('a', -5n), leg('budget', -5n), leg('b', 10n, 'inherit')]);
    const after = apply(state, both);
    expect(accountIn(after, 'b').lots.map((lot) => [lot.remaining, lot.expiresMs])).toEqual([
      [5n, 50],
      [5n, 60],
    ]);
    expect([accountIn(after, 'a').posted, accountIn(after, 'budget').posted]).toEqual([0n, 0n]);
  });

  it('passes on the ends of each unit apart, and none for what the issuer adds', () => {
    const [k, m] = [emptyAccount({ id: 'k', kind: 'person', unit: 'hours' }), 'issuer:hours'];
    const state = apply(
      { ...start(), accounts: [...start().accounts, k, emptyAccount({ id: 'c', kind: 'person', unit: 'points' })] },
      command('g1', [leg(issuer, -3n), leg('a', 3n, 50)]),
      command('g2', [leg(m, -300n, null, 'hours'), leg('h', 300n, 70, 'hours')]),
    );
    const mixed = command('t', [
      leg('h', -300n, null, 'hours'),
      leg('a', -3n),
      leg(issuer, -3n),
      leg('c', 2n, 99),
      leg('b', 4n, 'inherit'),
      leg('k', 300n, 'inherit', 'hours'),
    ]);
    const after = apply(state, mixed);
    expect(accountIn(after, 'b').lots.map((lot) => [lot.remaining, lot.expiresMs])).toEqual([
      [3n, 50],
      [1n, null],
    ]);
    expect(accountIn(after, 'k').lots.map((lot) => [lot.remaining, lot.expiresMs])).toEqual([[300n, 70]]);
    expect(accountIn(after, 'c').lots.map((lot) => [lot.lot, lot.remaining, lot.expiresMs])).toEqual([[1, 2n, 99]]);
  });

  it('from the issuer has no end to pass on', () => {
    const after = apply(start(), command('g', [leg(issuer, -5n), leg('a', 5n, 'inherit')]));
    expect(accountIn(after, 'a').lots).toEqual([{ lot: 1, original: 5n, remaining: 5n, expiresMs: null }]);
  });

  it('may take twice from one account, never more than there is', () => {
    const state = apply(start(), command('g', [leg(issuer, -10n), leg('a', 10n)]));
    const twice = (second: bigint) => command('t', [leg('a', -6n), leg('a', -second), leg('b', 6n + second)]);
    expect(accountIn(apply(state, twice(4n)), 'a').lots).toEqual([]);
    expect(accountIn(apply(state, twice(4n)), 'a').version).toBe(2);
    expect(refusal(state, twice(5n))).toEqual({ code: 'ledger/insufficient-points', available: '4', needed: '5' });
  });

  it('keeps units apart', () => {
    const mixed = command('m', [
      leg(issuer, -5n),
      leg('a', 5n),
      leg('issuer:hours', -150n, null, 'hours'),
      leg('h', 150n, null, 'hours'),
    ]);
    expect(accountIn(apply(start(), mixed), 'h').posted).toBe(150n);
    expect(refusal(start(), command('m', [leg(issuer, -5n), leg('h', 5n, null, 'hours')]))).toEqual({
      code: 'ledger/unbalanced',
      unit: 'points',
      difference: '-5',
    });
    expect(
      refusal(start(), command('m', [leg('issuer:hours', -150n, null, 'hours'), leg('h', 151n, null, 'hours')])),
    ).toEqual({
      code: 'ledger/unbalanced',
      unit: 'hours',
      difference: '0.01',
    });
  });
});

describe('a posting is refused', () => {
  const cases: readonly [string, readonly Leg[], object][] = [
    ['with no legs', [], { code: 'ledger/unbalanced', unit: '', difference: '0' }],
    [
      'from an account to itself',
      [leg('a', -1n), leg('a', 1n)],
      { code: 'ledger/unbalanced', unit: 'points', difference: '0' },
    ],
    [
      'that gives back a part of what it takes',
      [leg('h', -2n, null, 'hours'), leg('a', -1n), leg(issuer, 1n), leg('h', 2n, 99, 'hours')],
      { code: 'ledger/unbalanced', unit: 'hours', difference: '0' },
    ],
    ['in an unknown unit', [leg('a', 1n, null, 'gold')], { code: 'ledger/unknown-unit', unit: 'gold' }],
    ['in a unit every object has', [leg('a', 1n, null, 'toString')], { code: 'ledger/unknown-unit', unit: 'toString' }],
    ['on an unknown account', [leg('x', 1n)], { code: 'ledger/unknown-account', account: 'x' }],
    [
      'on an account of another unit',
      [leg('h', 1n)],
      { code: 'ledger/unit-mismatch', account: 'h', unit: 'points', accountUnit: 'hours' },
    ],
    [
      'on a clearing account of another unit',
      [leg('clearing:redeemed:hours', 1n)],
      { code: 'ledger/unit-mismatch', account: 'clearing:redeemed:hours', unit: 'points', accountUnit: 'hours' },
    ],
    ['of nothing', [leg('a', 0n)], { code: 'ledger/amount-not-positive', amount: '0' }],
    [
      'too large',
      [leg('a', MAXIMUM_MINOR_UNITS + 1n)],
      { code: 'ledger/amount-too-large', amount: '9007199254740992', maximum: '9007199254740991' },
    ],
    [
      'too large below zero',
      [leg('a', -MAXIMUM_MINOR_UNITS - 1n)],
      { code: 'ledger/amount-too-large', amount: '9007199254740992', maximum: '9007199254740991' },
    ],
    [
      'when a person lacks points',
      [leg('a', -1n), leg(issuer, 1n)],
      { code: 'ledger/insufficient-points', available: '0', needed: '1' },
    ],
    [
      'when a budget is used up',
      [leg('budget', -1n), leg('a', 1n)],
      { code: 'ledger/budget-exhausted', available: '0', needed: '1' },
    ],
    [
      'when stock is out',
      [leg('stock', -1n), leg('a', 1n)],
      { code: 'ledger/out-of-stock', available: '0', needed: '1' },
    ],
  ];
  it.each(cases)('%s', (_, legs, rejection) => {
    expect(refusal(start(), command('x', legs))).toEqual(rejection);
  });

  it('but not at the largest amount', () => {
    expect(
      accountIn(apply(start(), command('x', [leg(issuer, -MAXIMUM_MINOR_UNITS), leg('a', MAXIMUM_MINOR_UNITS)])), 'a')
        .posted,
    ).toBe(MAXIMUM_MINOR_UNITS);
  });

  it('nor does what several legs give one account exceed it', () => {
    const more = command('x', [
      leg(issuer, -MAXIMUM_MINOR_UNITS),
      leg('a', MAXIMUM_MINOR_UNITS),
      leg(issuer, -1n),
      leg('a', 1n),
    ]);
    expect(refusal(start(), more)).toEqual({
      code: 'ledger/amount-too-large',
      amount: '9007199254740992',
      maximum: '9007199254740991',
    });
  });

  it('into closed books, up to their end', () => {
    const closed = { ...start(), closedThroughMs: { points: 10 } };
    const grant = (effectiveMs: number) => command('g', [leg(issuer, -1n), leg('a', 1n)], { effectiveMs });
    expect(refusal(closed, grant(9))).toEqual({
      code: 'ledger/period-closed',
      unit: 'points',
      closedThrough: '1970-01-01T00:00:00.010Z',
    });
    expect(refusal(closed, grant(10))).toBeNull();
  });

  it('when debt or holds leave too little, to the last point', () => {
    const base = apply(start(), command('g', [leg(issuer, -10n), leg('a', 10n)]));
    const account = accountIn(base, 'a');
    const owing = withAccount(base, { ...account, debt: 4n });
    const spend = (amount: bigint) => command('s', [leg('a', -amount), leg(issuer, amount)]);
    expect(refusal(owing, spend(6n))).toBeNull();
    expect(refusal(owing, spend(7n))).toEqual({ code: 'ledger/insufficient-points', available: '6', needed: '7' });
    const holds = [{ id: 'h', parts: [{ lot: 1, amount: 3n }], expiresMs: 20 }];
    const holding = withAccount(base, { ...account, holds });
    expect(refusal(holding, spend(8n))).toMatchObject({ available: '7' });
    expect(refusal(holding, { ...spend(8n), effectiveMs: 20 })).toMatchObject({ available: '7' }); // recorded before it ends
    const late = apply(holding, { ...spend(8n), effectiveMs: 20, recordedMs: 20 });
    expect([accountIn(late, 'a').holds, late.resolvedHolds]).toEqual([[], { h: true }]);
  });
});

describe('a grant to somebody in debt', () => {
  it('repays first, and opens a lot with the rest', () => {
    const base = start();
    const owing = withAccount(base, { ...accountIn(base, 'a'), debt: 4n, posted: -4n });
    const grant = (amount: bigint) =>
      accountIn(apply(owing, command('g', [leg(issuer, -amount), leg('a', amount)])), 'a');
    expect(grant(10n)).toMatchObject({
      debt: 0n,
      posted: 6n,
      lotsOpened: 1,
      lots: [{ lot: 1, original: 6n, remaining: 6n }],
    });
    expect(grant(4n)).toMatchObject({ debt: 0n, posted: 0n, lotsOpened: 0, lots: [] });
    expect(grant(3n)).toMatchObject({ debt: 1n, posted: -1n, lotsOpened: 0, lots: [] });
    const twice = accountIn(apply(owing, command('g', [leg(issuer, -9n), leg('a', 3n), leg('a', 6n)])), 'a');
    expect(twice).toMatchObject({ debt: 0n, posted: 5n, lots: [{ lot: 1, original: 5n }] });
    const two = accountIn(apply(base, command('g', [leg(issuer, -9n), leg('a', 3n), leg('a', 6n)])), 'a');
    expect(two.lots.map((lot) => [lot.lot, lot.remaining])).toEqual([
      [1, 3n],
      [2, 6n],
    ]);
  });
});

describe('caps', () => {
  const grant = (amount: bigint, ...uses: readonly bigint[]) =>
    command('g', [leg(issuer, -amount), leg('a', amount)], {
      counters: uses.map((use) => ({ accountId: 'a', counter: 'help/month', amount: use, maximum: 10n })),
    });

  it('are counted in the entry, to the last point', () => {
    const used = apply(start(), grant(6n, 6n));
    expect(accountIn(used, 'a').counters).toEqual({ 'help/month': 6n });
    expect(refusal(used, grant(5n, 5n))).toEqual({
      code: 'ledger/cap-reached',
      counter: 'help/month',
      remaining: '4',
      needed: '5',
    });
    expect(accountIn(apply(used, grant(4n, 4n)), 'a').counters).toEqual({ 'help/month': 10n });
    expect(refusal(start(), grant(11n, 6n, 5n))).toMatchObject({ remaining: '4', needed: '5' });
    expect(accountIn(apply(start(), grant(9n, 6n, 3n)), 'a').counters).toEqual({ 'help/month': 9n });
  });

  it('that were lowered below what is used have nothing left', () => {
    const used = apply(start(), grant(8n, 8n));
    const lowered = { ...grant(1n), counters: [{ accountId: 'a', counter: 'help/month', amount: 1n, maximum: 5n }] };
    expect(refusal(used, lowered)).toMatchObject({ remaining: '0', needed: '1' });
  });

  it('belong to an account that is there, and different ones do not mix', () => {
    const use = { counter: 'c', amount: 1n, maximum: 1n };
    const grantWith = (counters: PostCommand['counters']) => ({ ...grant(1n), counters: counters ?? [] });
    expect(refusal(start(), grantWith([{ accountId: 'x', ...use }]))).toEqual({
      code: 'ledger/unknown-account',
      account: 'x',
    });
    const three = [
      { accountId: 'a', ...use },
      { accountId: 'b', ...use },
      { accountId: 'a', ...use, counter: 'd' },
    ];
    const after = apply(start(), grantWith(three));
    expect([accountIn(after, 'a').counters, accountIn(after, 'b').counters]).toEqual([{ c: 1n, d: 1n }, { c: 1n }]);
    expect(accountIn(after, 'b').version).toBe(1);
  });
});
