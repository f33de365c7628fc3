import { invalidInput } from '../errors/index.ts';
import { decimalText, toDecimal } from './decimal.ts';
import { type RoundingMode, roundDecimal } from './round.ts';

/** An amount in one currency: plain decimal text and an ISO 4217 code. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** A dated rate: one unit of `from` is `rate` units of `to`. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/**
 * Adds amounts of one currency exactly.
 *
 * @throws InvalidInputError `core/mixed-currencies`: currencies meet only through an explicit dated rate.
 * @example
 * ```ts
 * import { addMoney } from '@meritkit/core/decimal';
 *
 * addMoney([{ amount: '0.10', currency: 'CNY' }, { amount: '0.20', currency: 'CNY' }]); // { amount: '0.30', currency: 'CNY' }
 * ```
 */
export function addMoney(amounts: readonly Money[]): Money {
  const first = amounts[0];
  if (first === undefined) throw invalidInput('core/no-amounts', [], 'no amounts to add: the currency is unknown');
  let sum = toDecimal(0);
  let places = 0;
  for (const [index, money] of amounts.entries()) {
    if (money.currency !== first.currency) {
      throw invalidInput(
        'core/mixed-currencies',
        [index, 'currency'],
        `${money.currency} does not add to ${first.currency}`,
      );
    }
    sum = sum.plus(toDecimal(money.amount, [index, 'amount']));
    places = Math.max(places, (money.amount.split('.')[1] ?? '').length);
  }
  return { amount: decimalText(sum, places), currency: first.currency };
}

/**
 * Converts by a dated rate, with a declared rounding.
 *
 * @example
 * ```ts
 * import { convertMoney } from '@meritkit/core/decimal';
 *
 * const rate = { from: 'USD', to: 'CNY', rate: '7.1234', date: '2026-11-22' };
 * convertMoney({ money: { amount: '10.55', currency: 'USD' }, rate, decimals: 2, mode: 'half-even' }); // { amount: '75.15', currency: 'CNY' }
 * ```
 */
export function convertMoney(options: {
  readonly money: Money;
  readonly rate: ExchangeRate;
  readonly decimals: number;
  readonly mode: RoundingMode;
}): Money {
  const { money, rate } = options;
  if (money.currency !== rate.from) {
    throw invalidInput(
      'core/mixed-currencies',
      ['rate', 'from'],
      `a rate from ${rate.from} does not convert ${money.currency}`,
    );
  }
  const value = toDecimal(money.amount, ['money', 'amount']).times(toDecimal(rate.rate, ['rate', 'rate']));
  return {
    amount: decimalText(roundDecimal({ value, decimals: options.decimals, mode: options.mode }), options.decimals),
    currency: rate.to,
  };
}
