import { describe, expect, it } from 'vitest';
import { emptyAccount } from './account.ts';
import type { CaptureCommand, Command, HoldCommand, ReleaseCommand } from './command.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { emptyState, findAccount, type LedgerState } from './state.ts';

const units = { points: { scale: 0 }, 'stock:mug': { scale: 0 } };
const base = { entryId: 'e', effectiveMs: 10, recordedMs: 10 };

function start(): LedgerState {
  const account = (id: string, kind: 'person' | 'stock', unit: string, amount: bigint) => ({
    ...emptyAccount({ id, kind, unit }),
    ...{ posted: amount, lotsOpened: 1, lots: [{ lot: 1, original: amount, remaining: amount, expiresMs: null }] },
  });
  return {
    ...emptyState({ units }),
    accounts: [account('lin', 'person', 'points', 50n), account('mugs', 'stock', 'stock:mug', 2n)],
  };
}

const pieces = (amount = 2n, more: object = {}) => ({
  ...{ holdId: 'pieces', accountId: 'mugs', unit: 'stock:mug', amount },
  ...more,
});
const place = (more: Partial<HoldCommand> = {}): HoldCommand => ({
  ...{ type: 'hold', ...base, holdId: 'h', accountId: 'lin', unit: 'points', amount: 20n, expiresMs: 100 },
  ...{ also: [pieces()], ...more },
});
const both = [{ holdId: 'pieces', accountId: 'mugs' }];
const take = (more: Partial<CaptureCommand> = {}): CaptureCommand => ({
  ...{ type: 'capture', ...base, entryId: 'c', holdId: 'h', accountId: 'lin', amount: null },
  toAccountId: 'clearing:redeemed:points',
  releases: both,
  legs: [
    { accountId: 'mugs', unit: 'stock:mug', amount: -2n },
    { accountId: 'clearing:redeemed:stock:mug', unit: 'stock:mug', amount: 2n },
  ],
  ...more,
});
const free = (more: Partial<ReleaseCommand> = {}): ReleaseCommand => ({
  ...{ type: 'release', ...base, entryId: 'r', holdId: 'h', accountId: 'lin', also: both },
  ...more,
});

function after(state: LedgerState, command: Command): LedgerState {
  const decision = decide(state, command);
  if (!decision.ok) throw new Error(decision.rejection.code);
  return decision.entries.reduce(evolve, state);
}

function refusal(state: LedgerState, command: Command): unknown {
  const decision = decide(state, command);
  return decision.ok ? null : decision.rejection;
}

const account = (state: LedgerState, id: string) => findAccount(state, id)!;

describe('a hold on two accounts', () => {
  it('is one entry, with the same end for both', () => {
    const held = after(start(), place());
    expect(account(held, 'lin').holds).toEqual([{ id: 'h', parts: [{ lot: 1, amount: 20n }], expiresMs: 100 }]);
    expect(account(held, 'mugs').holds).toEqual([{ id: 'pieces', parts: [{ lot: 1, amount: 2n }], expiresMs: 100 }]);
    expect([account(held, 'lin').version, account(held, 'mugs').version]).toEqual([1, 1]);
  });

  it('is refused as a whole where one of them lacks, in its own words', () => {
    const outOfStock = { code: 'ledger/out-of-stock', available: '2', needed: '3' };
    expect(refusal(start(), place({ also: [pieces(3n)] }))).toEqual(outOfStock);
    const lacking = { code: 'ledger/insufficient-points', available: '50', needed: '51' };
    expect(refusal(start(), place({ amount: 51n }))).toEqual(lacking);
    expect(refusal(start(), place({ also: [pieces(0n)] }))).toMatchObject({ code: 'ledger/amount-not-positive' });
    expect(refusal(start(), place({ also: [pieces(1n, { unit: 'points' })] }))).toMatchObject({
      code: 'ledger/unit-mismatch',
    });
  });

  it('counts what it has reserved so far, and takes each id once', () => {
    const twice = pieces(1n, { holdId: 'more' });
    expect(refusal(start(), place({ also: [pieces(1n), twice] }))).toBeNull();
    expect(refusal(start(), place({ also: [pieces(2n), twice] }))).toMatchObject({
      code: 'ledger/out-of-stock',
      available: '0',
    });
    const hold = { code: 'ledger/hold-exists' };
    expect(refusal(start(), place({ also: [pieces(1n, { holdId: 'h' })] }))).toEqual({ ...hold, holdId: 'h' });
    expect(refusal(start(), place({ also: [pieces(1n), pieces(1n)] }))).toEqual({ ...hold, holdId: 'pieces' });
    expect(refusal({ ...start(), resolvedHolds: { pieces: true } }, place())).toEqual({ ...hold, holdId: 'pieces' });
  });
});

describe('taking what two holds keep', () => {
  it('gives the pieces back to their stock and takes them from there, in one entry', () => {
    const held = after(start(), place());
    const taken = after(held, take());
    expect([account(taken, 'lin').posted, account(taken, 'mugs').posted]).toEqual([30n, 0n]);
    expect([account(taken, 'lin').holds, account(taken, 'mugs').holds]).toEqual([[], []]);
    expect([account(taken, 'lin').version, account(taken, 'mugs').version]).toEqual([2, 2]);
    expect(taken.resolvedHolds).toEqual({ h: true, pieces: true });
  });

  it('takes no more than is there once the pieces are free again', () => {
    const held = after(start(), place());
    expect(refusal(held, take({ releases: [] }))).toMatchObject({ code: 'ledger/out-of-stock', available: '0' });
    const three = [
      { accountId: 'mugs', unit: 'stock:mug', amount: -3n },
      { accountId: 'clearing:redeemed:stock:mug', unit: 'stock:mug', amount: 3n },
    ];
    expect(refusal(held, take({ legs: three }))).toMatchObject({ code: 'ledger/out-of-stock', available: '2' });
  });

  it('is refused where one of the holds is not there, was resolved, or has ended', () => {
    const held = after(start(), place());
    const unknown = [{ holdId: 'other', accountId: 'mugs' }];
    expect(refusal(held, take({ releases: unknown }))).toEqual({ code: 'ledger/unknown-hold', holdId: 'other' });
    expect(refusal(held, take({ releases: [...both, ...both] }))).toEqual({
      code: 'ledger/unknown-hold',
      holdId: 'pieces',
    });
    expect(refusal(held, take({ effectiveMs: 100 }))).toMatchObject({ code: 'ledger/hold-resolved' });
  });
});

describe('giving two holds back', () => {
  it('frees both in one entry', () => {
    const freed = after(after(start(), place()), free());
    expect([account(freed, 'lin').holds, account(freed, 'mugs').holds]).toEqual([[], []]);
    expect([account(freed, 'lin').posted, account(freed, 'mugs').posted]).toEqual([50n, 2n]);
    expect(refusal(freed, free())).toEqual({ code: 'ledger/hold-resolved', holdId: 'h' });
    expect(refusal(freed, place({ holdId: 'n', also: [pieces(2n, { holdId: 'p2' })] }))).toBeNull();
  });

  it('is refused in closed books of either unit', () => {
    const held = after(start(), place());
    for (const unit of Object.keys(units)) {
      const closed = { ...held, closedThroughMs: { [unit]: 11 } };
      expect(refusal(closed, free())).toMatchObject({ code: 'ledger/period-closed', unit });
    }
  });
});
