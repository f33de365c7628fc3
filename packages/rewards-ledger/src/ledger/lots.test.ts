import { describe, expect, it } from 'vitest';
import { emptyAccount } from './account.ts';
import { applyLotLines, compareLots, consumeLots, hasEnded, heldByLot } from './lots.ts';

const lot = (number: number, expiresMs: number | null, remaining = 10n) => ({
  lot: number,
  original: 10n,
  remaining,
  expiresMs,
});
const account = (lots: readonly ReturnType<typeof lot>[], holds: Parameters<typeof heldByLot>[0] = []) => ({
  ...emptyAccount({ id: 'a', kind: 'person', unit: 'points' }),
  lots,
  holds,
});
const line = (number: number, amount: bigint, expiresMs: number | null, opens = false) => ({
  accountId: 'a',
  lot: number,
  amount,
  original: 10n,
  expiresMs,
  opens,
});

describe('the end of a lot', () => {
  it('is the first moment at which it no longer counts', () => {
    expect([hasEnded(5, 4), hasEnded(5, 5), hasEnded(5, 6), hasEnded(null, 6)]).toEqual([false, true, true, false]);
  });
});

describe('the order of consumption', () => {
  it('is soonest expiry, then number; lots without an end come last', () => {
    const lots = [lot(4, null), lot(3, 7), lot(1, null), lot(5, 2), lot(2, 7)];
    expect(lots.sort(compareLots).map((each) => each.lot)).toEqual([5, 2, 3, 1, 4]);
    expect(compareLots(lot(1, 3), lot(1, 3))).toBe(0);
    expect(compareLots(lot(1, null), lot(2, 3))).toBeGreaterThan(0);
    expect(compareLots(lot(2, 3), lot(1, null))).toBeLessThan(0);
  });
});

describe('holds', () => {
  it('bind until their end, and add up per lot', () => {
    const holds = [
      {
        id: 'h1',
        parts: [
          { lot: 1, amount: 3n },
          { lot: 2, amount: 1n },
        ],
        expiresMs: 5,
      },
      { id: 'h2', parts: [{ lot: 1, amount: 4n }], expiresMs: null },
    ];
    expect([...heldByLot(holds, 4)]).toEqual([
      [1, 7n],
      [2, 1n],
    ]);
    expect([...heldByLot(holds, 5)]).toEqual([[1, 4n]]);
    expect(heldByLot([], 5).size).toBe(0);
  });
});

describe('consumption', () => {
  it('takes good lots in order, leaves held and taken parts, and says what is missing', () => {
    const lots = [lot(1, 3), lot(2, 8), lot(3, 9), lot(4, null)];
    const held = [
      {
        id: 'h',
        parts: [
          { lot: 2, amount: 10n },
          { lot: 3, amount: 4n },
        ],
        expiresMs: null,
      },
    ];
    const consume = (amount: bigint, taken?: ReadonlyMap<number, bigint>) =>
      consumeLots({ account: account(lots, held), amount, atMs: 3, ...(taken === undefined ? {} : { taken }) });
    expect(consume(8n)).toEqual({ lines: [line(3, -6n, 9), line(4, -2n, null)], missing: 0n });
    expect(consume(20n)).toEqual({ lines: [line(3, -6n, 9), line(4, -10n, null)], missing: 4n });
    expect(
      consume(
        8n,
        new Map([
          [3, 6n],
          [4, 9n],
        ]),
      ),
    ).toEqual({ lines: [line(4, -1n, null)], missing: 7n });
    expect(consume(0n)).toEqual({ lines: [], missing: 0n });
    expect(consume(6n).lines).toHaveLength(1);
  });
});

describe('the lots after an entry', () => {
  const lots = Object.freeze([lot(2, 4), lot(1, 8), lot(3, null)]);

  it('change, leave when used up, come back in their place, and are shared where untouched', () => {
    const next = applyLotLines(lots, [line(2, -10n, 4), line(1, -4n, 8)], 'a');
    expect(next).toEqual([lot(1, 8, 6n), lot(3, null)]);
    expect(next[1]).toBe(lots[2]);
    expect(applyLotLines(next, [line(2, 10n, 4), line(1, 4n, 8)], 'a')).toEqual(lots);
  });

  it('are opened in the order of their end', () => {
    const opened = applyLotLines(
      lots,
      [line(4, 5n, 6, true), line(5, 6n, null, true), line(6, 7n, 1, true), line(7, 1n, 8, true)],
      'a',
    );
    expect(opened.map((each) => each.lot)).toEqual([6, 2, 4, 1, 7, 3, 5]);
    expect(opened.find((each) => each.lot === 4)).toEqual(lot(4, 6, 5n));
  });

  it('are frozen, and the same list when nothing concerns the account', () => {
    expect(applyLotLines(lots, [{ ...line(1, -1n, 8), accountId: 'b' }], 'a')).toBe(lots);
    const next = applyLotLines(
      lots.map((each) => Object.freeze(each)),
      [line(1, -1n, 8)],
      'a',
    );
    expect(Object.isFrozen(next) && next.every((each) => Object.isFrozen(each))).toBe(true);
    expect(lots[1]).toEqual(lot(1, 8));
  });
});
