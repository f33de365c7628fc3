import { InvariantError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { type AccountState, emptyAccount } from './account.ts';
import type { Entry } from './entry.ts';
import { evolve, evolveAccount, evolveAccounts } from './evolve.ts';
import { emptyState } from './state.ts';

const fresh = (id: string): AccountState => emptyAccount({ id, kind: 'person', unit: 'points' });
const lines = { lots: [], debts: [], holds: [], counters: [] };
const entry = (id: string, version: number, more: Partial<Entry> = {}): Entry => ({
  schemaVersion: 1,
  id,
  kind: 'earn',
  effectiveMs: 10,
  recordedMs: 11,
  postings: [
    { accountId: 'issuer:points', unit: 'points', amount: -5n },
    { accountId: 'a', unit: 'points', amount: 5n },
  ],
  ...lines,
  lots: [{ accountId: 'a', lot: version, amount: 5n, original: 5n, expiresMs: 90, opens: true }],
  versions: [{ accountId: 'a', version }],
  reverses: null,
  subject: null,
  memo: null,
  ...more,
});
const place = { accountId: 'a', holdId: 'h', action: 'place', parts: [{ lot: 1, amount: 2n }], expiresMs: 50 } as const;

describe('an account after an entry', () => {
  it('has its amounts, its version, and nothing of other accounts', () => {
    const other = { accountId: 'b', unit: 'points', amount: 70n };
    const mixed = entry('e', 1, {
      postings: [...entry('e', 1).postings, other],
      lots: [{ ...entry('e', 1).lots[0]!, accountId: 'b', lot: 9 }, entry('e', 1).lots[0]!],
      debts: [
        { accountId: 'a', amount: 3n },
        { accountId: 'b', amount: 4n },
      ],
      counters: [
        { accountId: 'a', counter: 'c', amount: 1n },
        { accountId: 'b', counter: 'c', amount: 6n },
        { accountId: 'a', counter: 'c', amount: 2n },
      ],
      holds: [{ ...place, accountId: 'b', holdId: 'of-b' }, place],
    });
    expect(evolveAccount(fresh('a'), mixed)).toEqual({
      ...fresh('a'),
      version: 1,
      posted: 5n,
      debt: 3n,
      lotsOpened: 1,
      lots: [{ lot: 1, original: 5n, remaining: 5n, expiresMs: 90 }],
      holds: [{ id: 'h', parts: [{ lot: 1, amount: 2n }], expiresMs: 50 }],
      counters: { c: 3n },
    });
  });

  it('keeps the number of the last lot that was opened, also when an old one comes back', () => {
    const two = evolveAccount(evolveAccount(fresh('a'), entry('e1', 1)), entry('e2', 2));
    const line = { accountId: 'a', original: 5n, expiresMs: 90, opens: false };
    const spent = evolveAccount(two, entry('e3', 3, { lots: [{ ...line, lot: 1, amount: -5n }] }));
    expect(spent.lots.map((lot) => lot.lot)).toEqual([2]);
    const back = evolveAccount(spent, entry('e4', 4, { lots: [{ ...line, lot: 1, amount: 5n }] }));
    expect([back.lotsOpened, back.lots.map((lot) => lot.lot)]).toEqual([2, [1, 2]]);
  });

  it('resolves the hold that the entry names, and no other', () => {
    const held = evolveAccount(fresh('a'), entry('e1', 1, { holds: [place, { ...place, holdId: 'h2' }] }));
    const resolved = evolveAccount(held, entry('e2', 2, { holds: [{ ...place, action: 'release' }] }));
    expect(resolved.holds.map((hold) => hold.id)).toEqual(['h2']);
  });

  it('is frozen to the bottom, and shares what did not change', () => {
    const before = evolveAccount(
      fresh('a'),
      entry('e1', 1, { holds: [place], counters: [{ accountId: 'a', counter: 'c', amount: 1n }] }),
    );
    for (const part of [
      fresh('a'),
      before,
      before.lots,
      before.lots[0],
      before.holds,
      before.holds[0],
      before.counters,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
    const after = evolveAccount(before, entry('e2', 2));
    expect(after.holds).toBe(before.holds);
    expect(after.counters).toBe(before.counters);
  });
});

describe('an entry that does not belong here', () => {
  it('is a broken invariant, told with the entry', () => {
    const broken = (work: () => unknown, message: RegExp) => {
      expect(work).toThrow(InvariantError);
      expect(work).toThrow(
        expect.objectContaining({ code: 'ledger/invariant', message: expect.stringMatching(message) }),
      );
    };
    broken(() => evolveAccount(fresh('a'), entry('e1', 2)), /entry e1: .*version 0 of account a/);
    broken(() => evolveAccount(fresh('b'), entry('e1', 1)), /entry e1: .*account b/);
    broken(() => evolveAccounts([fresh('b')], entry('e1', 1)), /entry e1: account a is not there/);
    const release = { ...place, action: 'release' } as const;
    broken(() => evolveAccount(fresh('a'), entry('e1', 1, { holds: [release] })), /entry e1: hold h is not open/);
  });
});

describe('a ledger after an entry', () => {
  it('has the accounts in their order, the entry, and what it took back or resolved', () => {
    const state = { ...emptyState({ units: { points: { scale: 0 } } }), accounts: [fresh('b'), fresh('a')] };
    const first = entry('e1', 1, { holds: [place] });
    const second = entry('e2', 2, { reverses: 'e1', holds: [{ ...place, action: 'time-out' }] });
    const after = [first, second].reduce(evolve, state);
    expect(after.accounts.map(({ id, version }) => [id, version])).toEqual([
      ['b', 0],
      ['a', 2],
    ]);
    expect(after.accounts[0]).toBe(state.accounts[0]);
    expect(after.entries).toEqual({
      e1: { entry: first, reversedBy: 'e2' },
      e2: { entry: second, reversedBy: null },
    });
    expect([evolve(state, first).resolvedHolds, after.resolvedHolds]).toEqual([{}, { h: true }]);
    expect(state).toEqual({ ...emptyState({ units: { points: { scale: 0 } } }), accounts: [fresh('b'), fresh('a')] });
    const stranger = evolve(state, entry('e3', 1, { reverses: 'long-ago' }));
    expect(Object.keys(stranger.entries)).toEqual(['e3']);
  });
});
