import { decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from './decimal.ts';

const decimal = fc
  .record({
    negative: fc.boolean(),
    whole: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    part: fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9]{1,9}$/)),
  })
  .map(({ negative, whole, part }) => `${negative ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`);

describe('decimals on text agree with core', () => {
  it('in every operation', () => {
    fc.assert(
      fc.property(decimal, decimal, (one, other) => {
        expect(addDecimals(one, other)).toBe(decimalText(toDecimal(one).plus(other)));
        expect(subtractDecimals(one, other)).toBe(decimalText(toDecimal(one).minus(other)));
        expect(multiplyDecimals(one, other)).toBe(decimalText(toDecimal(one).times(other)));
        expect(Math.sign(compareDecimals(one, other))).toBe(toDecimal(one).comparedTo(other));
        const expected = toDecimal(other).isZero()
          ? null
          : decimalText(roundDecimal({ value: toDecimal(one).div(other), decimals: 12, mode: 'half-even' }));
        expect(divideDecimals(one, other, 12)).toBe(expected);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('settles ties to the even neighbour, on both sides of zero', () => {
    expect(['0.5', '1.5', '2.5', '-0.5', '-1.5', '-2.5'].map((value) => divideDecimals(value, '1', 0))).toEqual([
      '0',
      '2',
      '2',
      '0',
      '-2',
      '-2',
    ]);
    expect(divideDecimals('1', '0.00', 2)).toBeNull();
    expect(addDecimals('-0', '0.0')).toBe('0');
  });
});
