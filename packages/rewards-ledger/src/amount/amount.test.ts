import { describe, expect, it } from 'vitest';
import { readAmount } from './amount.ts';

const read = (text: string, scale = 0, signed = false) => readAmount({ text, scale, signed });

describe('an amount as text', () => {
  it('is read to the last digit, in few digits and in many', () => {
    for (const text of [
      '1',
      '10',
      '010',
      '999999999999999',
      '1000000000000000',
      '9007199254740991',
      '0009007199254740991',
    ]) {
      expect(read(text)).toEqual({ ok: true, amount: BigInt(text) });
    }
    expect(read('12.5', 2)).toEqual({ ok: true, amount: 1250n });
    expect(read('12', 2)).toEqual({ ok: true, amount: 1200n });
    expect(read('12.00')).toEqual({ ok: true, amount: 12n });
    expect(read('-12', 0, true)).toEqual({ ok: true, amount: -12n });
    expect(read('0', 0, true)).toEqual({ ok: true, amount: 0n });
  });

  it('is refused for what cannot be posted', () => {
    expect(read('0')).toEqual({ ok: false, problem: 'ledger/amount-not-positive' });
    expect(read('-3')).toEqual({ ok: false, problem: 'ledger/amount-not-positive' });
    expect(read('9007199254740992')).toEqual({ ok: false, problem: 'ledger/amount-too-large' });
    expect(read('1.5')).toEqual({ ok: false, problem: 'ledger/too-precise' });
  });

  it.each(['', ' ', '1 0', '1e3', '+5', '1.', '.5', '0x10', '１２', '1'.repeat(101), 'NaN'])('is not %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'ledger/not-an-amount' }));
  });
});
