import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  allocate,
  convertMoney,
  decimalText,
  integerWeights,
  largestRemainder,
  roundDecimal,
  roundNumber,
  toDecimal,
} from './index.ts';

const decimals = fc.integer({ min: 0, max: 6 });
const total = fc.tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), decimals).map(([units, places]) => ({
  text: decimalText(toDecimal(units).div(toDecimal(10).pow(places)), places),
  places,
}));
const weight = fc.oneof(
  fc.nat(1_000_000).map(String),
  fc.tuple(fc.nat(1000), fc.nat(999_999)).map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`),
);
const weights = fc
  .array(weight, { minLength: 1, maxLength: 12 })
  .filter((list) => list.some((text) => Number(text) > 0));

describe('allocation', () => {
  it('adds up exactly, for any total and weights', () => {
    fc.assert(
      fc.property(total, weights, ({ text, places }, list) => {
        const parts = allocate({ total: text, weights: list, decimals: places });
        expect(decimalText(parts.reduce((sum, part) => sum.plus(part), toDecimal(0)))).toBe(
          decimalText(toDecimal(text)),
        );
        expect(parts.every((part) => (part.split('.')[1] ?? '').length === places)).toBe(true);
      }),
    );
  });

  it('is fair: within one step of the exact share, more weight never gets less, the scale of weights does not matter', () => {
    fc.assert(
      fc.property(total, weights, ({ text, places }, list) => {
        const parts = allocate({ total: text, weights: list, decimals: places });
        const sum = list.reduce((all, one) => all.plus(one), toDecimal(0));
        const step = toDecimal(10).pow(-places);
        for (const [index, part] of parts.entries()) {
          const share = toDecimal(text).times(list[index]!).div(sum);
          expect(toDecimal(part).minus(share).abs().lt(step)).toBe(true);
          for (const [other, rival] of parts.entries()) {
            if (toDecimal(list[index]!).gt(list[other]!))
              expect(toDecimal(part).abs().gte(toDecimal(rival).abs())).toBe(true);
          }
        }
        const scaled = list.map((one) => decimalText(toDecimal(one).times(7)));
        expect(allocate({ total: text, weights: scaled, decimals: places })).toEqual(parts);
        const mirrored = allocate({ total: decimalText(toDecimal(text).neg()), weights: list, decimals: places });
        expect(mirrored.map((part) => decimalText(toDecimal(part).neg(), places))).toEqual(parts);
      }),
    );
  });

  it('gives ties to the earlier part', () => {
    expect(allocate({ total: '100.00', weights: ['1', '1', '1'], decimals: 2 })).toEqual(['33.34', '33.33', '33.33']);
    expect(allocate({ total: '-1', weights: [1, 1], decimals: 0 })).toEqual(['-1', '0']);
    expect(largestRemainder(5n, [1n, 2n, 2n])).toEqual([1n, 2n, 2n]);
    expect(integerWeights([toDecimal('0.5'), toDecimal('2')])).toEqual([5n, 20n]);
  });

  it.each<[string, Parameters<typeof allocate>[0]]>([
    ['no weights', { total: '1', weights: [], decimals: 2 }],
    ['weights of nothing', { total: '1', weights: ['0', '0'], decimals: 2 }],
    ['a negative weight', { total: '1', weights: ['2', '-1'], decimals: 2 }],
    ['a total finer than its places', { total: '1.001', weights: ['1'], decimals: 2 }],
  ])('%s is refused', (_, options) => {
    expect(() => allocate(options)).toThrow(expect.objectContaining({ code: 'core/allocation' }));
  });
});

describe('decimals', () => {
  it('come back as they were written, to sixty digits', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 30 }),
        (units, places) => {
          const digits = units
            .toString()
            .replace('-', '')
            .padStart(places + 1, '0');
          const text = `${units < 0n ? '-' : ''}${digits.slice(0, digits.length - places)}${places === 0 ? '' : `.${digits.slice(-places)}`}`;
          expect(decimalText(toDecimal(text), places)).toBe(text.replace(/^-(0(\.0*)?)$/, '$1'));
        },
      ),
    );
  });

  it('do not hear a host that sets its own Decimal', () => {
    const before = decimalText(toDecimal('1').div('3'));
    Decimal.set({ precision: 3, rounding: Decimal.ROUND_UP });
    expect(decimalText(toDecimal('1').div('3'))).toBe(before);
    expect(decimalText(toDecimal(new Decimal('1')).div('3'))).toBe(before);
    Decimal.set({ defaults: true });
  });

  it.each(['', '1e5', '.5', '5.', '+1', '1,000', ' 1', 'NaN', '０'])('"%s" is none', (text) => {
    expect(() => toDecimal(text, ['amount'])).toThrow(
      expect.objectContaining({ code: 'core/not-a-decimal', issues: [expect.objectContaining({ path: ['amount'] })] }),
    );
  });

  it('take numbers by their shortest text and never write an exponent', () => {
    expect(decimalText(toDecimal(0.1).plus(0.2))).toBe('0.3');
    expect(decimalText(toDecimal(1e-7))).toBe('0.0000001');
    expect(decimalText(toDecimal(12n), 2)).toBe('12.00');
    expect(decimalText(toDecimal('-0.00'))).toBe('0');
    for (const input of [Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(() => toDecimal(input)).toThrow(expect.objectContaining({ code: 'core/not-a-decimal' }));
    }
  });

  it('round as declared', () => {
    const round = (value: string, mode: Parameters<typeof roundDecimal>[0]['mode']) =>
      decimalText(roundDecimal({ value, decimals: 1, mode }), 1);
    const table = (mode: Parameters<typeof roundDecimal>[0]['mode']) =>
      ['0.25', '0.35', '-0.25', '0.21', '0.29'].map((value) => round(value, mode));
    expect(table('half-up')).toEqual(['0.3', '0.4', '-0.3', '0.2', '0.3']);
    expect(table('half-even')).toEqual(['0.2', '0.4', '-0.2', '0.2', '0.3']);
    expect(table('down')).toEqual(['0.2', '0.3', '-0.2', '0.2', '0.2']);
    expect(table('up')).toEqual(['0.3', '0.4', '-0.3', '0.3', '0.3']);
    expect(roundNumber({ value: 1.005, decimals: 2, mode: 'half-up' })).toBe(1.01);
  });
});

describe('money', () => {
  it('adds only to its own currency', () => {
    const cny = (amount: string) => ({ amount, currency: 'CNY' });
    expect(addMoney([cny('0.10'), cny('0.2'), cny('-1')])).toEqual(cny('-0.70'));
    expect(() => addMoney([cny('1'), { amount: '1', currency: 'USD' }])).toThrow(
      expect.objectContaining({ code: 'core/mixed-currencies' }),
    );
    expect(() => addMoney([])).toThrow(expect.objectContaining({ code: 'core/no-amounts' }));
  });

  it('meets another by a dated rate', () => {
    const rate = { from: 'USD', to: 'CNY', rate: '7.1234', date: '2026-11-22' };
    const money = { amount: '10.55', currency: 'USD' };
    expect(convertMoney({ money, rate, decimals: 2, mode: 'half-even' })).toEqual({ amount: '75.15', currency: 'CNY' });
    expect(() => convertMoney({ money: { ...money, currency: 'EUR' }, rate, decimals: 2, mode: 'down' })).toThrow(
      expect.objectContaining({ code: 'core/mixed-currencies' }),
    );
  });
});
