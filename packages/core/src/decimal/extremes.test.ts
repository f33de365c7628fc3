import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { allocate, integerWeights, roundNumber, toDecimal } from './index.ts';

describe('allocation of what no register holds', () => {
  it('adds up to the last digit, however long the total', () => {
    const total = '9'.repeat(70);
    const parts = allocate({ total, weights: [1, 1], decimals: 0 });
    expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(total));
    expect(allocate({ total: `-${'1'.repeat(70)}.01`, weights: ['1'], decimals: 2 })).toEqual([
      `-${'1'.repeat(70)}.01`,
    ]);
  });

  it('keeps weights of any two sizes apart', () => {
    const small = `0.${'0'.repeat(40)}1`;
    const [large] = integerWeights([toDecimal(`1${'0'.repeat(40)}1`), toDecimal(small)]);
    expect(large).toBe(BigInt(`1${'0'.repeat(40)}1${'0'.repeat(41)}`));
  });

  it.each([Number.NaN, 1.5, -1, 1e9])('%s decimals are refused', (decimals) => {
    expect(() => allocate({ total: '1', weights: [1], decimals })).toThrow(
      expect.objectContaining({ code: 'core/allocation', issues: [expect.objectContaining({ path: ['decimals'] })] }),
    );
  });
});

describe('what is no decimal', () => {
  it.each([new Decimal(Number.NaN), new Decimal(Number.POSITIVE_INFINITY), null, undefined, {}, [], true])(
    '%s is refused with its path',
    (input) => {
      expect(() => toDecimal(input as never, ['amount'])).toThrow(
        expect.objectContaining({
          code: 'core/not-a-decimal',
          issues: [expect.objectContaining({ path: ['amount'] })],
        }),
      );
    },
  );
});

it('nothing is rounded to a zero with a sign', () => {
  expect(Object.is(roundNumber({ value: -0.001, decimals: 2, mode: 'half-up' }), 0)).toBe(true);
});
