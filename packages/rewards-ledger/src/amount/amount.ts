import { invalidInput } from '@meritkit/core/errors';

/** A unit of account: points, leave hours, a currency. `scale` is its fixed number of decimals. */
export interface UnitDefinition {
  readonly scale: number;
}

/** Units by their id. */
export type Units = Readonly<Record<string, UnitDefinition>>;

/** The largest amount one posting may carry, in minor units: every amount is exact in a double and in 64 bits. */
export const MAXIMUM_MINOR_UNITS = 9_007_199_254_740_991n;

/** What reading an amount can come to, short of text that is no decimal at all. */
export type AmountReading =
  | { readonly ok: true; readonly amount: bigint }
  | {
      readonly ok: false;
      readonly problem: 'ledger/too-precise' | 'ledger/amount-not-positive' | 'ledger/amount-too-large';
    };

type Path = readonly (string | number)[];

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal text as minor units, exactly: `'12.5'` at scale 2 is `1250n`. Trailing zeros beyond the scale are
 * no decimals.
 *
 * @throws InvalidInputError `ledger/not-an-amount` for anything but plain decimal text
 * @example
 * ```ts
 * import { readAmount } from '@meritkit/rewards-ledger';
 *
 * readAmount({ text: '12.5', scale: 2 }).ok; // true
 * readAmount({ text: '0.001', scale: 2 }); // { ok: false, problem: 'ledger/too-precise' }
 * ```
 */
export function readAmount(options: {
  readonly text: string;
  readonly scale: number;
  readonly path?: Path;
  /** Negative and zero amounts are read too (a posting's leg). */
  readonly signed?: boolean;
}): AmountReading {
  const whole = options.scale === 0 ? readWhole(options.text) : 0;
  if (whole > 0) return { ok: true, amount: BigInt(whole) };
  const match = typeof options.text === 'string' && options.text.length <= 100 ? decimal.exec(options.text) : null;
  if (match === null) {
    const shown = typeof options.text === 'string' ? JSON.stringify(options.text.slice(0, 40)) : typeof options.text;
    throw invalidInput('ledger/not-an-amount', options.path ?? ['amount'], `${shown} is no amount such as "12.50"`);
  }
  const fraction = match[3] === undefined ? '' : match[3].replace(/0+$/, '');
  if (fraction.length > options.scale) return { ok: false, problem: 'ledger/too-precise' };
  const size = BigInt(match[2] + fraction.padEnd(options.scale, '0'));
  if (size > MAXIMUM_MINOR_UNITS) return { ok: false, problem: 'ledger/amount-too-large' };
  const amount = match[1] === '-' ? -size : size;
  if (options.signed !== true && amount <= 0n) return { ok: false, problem: 'ledger/amount-not-positive' };
  return { ok: true, amount };
}

/** A whole number of up to 15 digits, the usual amount, without a pattern; 0 for any other text. */
function readWhole(text: unknown): number {
  if (typeof text !== 'string' || text.length > 15) return 0;
  let whole = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return 0;
    whole = whole * 10 + digit;
  }
  return whole;
}

/**
 * Minor units as decimal text with the unit's decimals.
 *
 * @example
 * ```ts
 * import { amountText } from '@meritkit/rewards-ledger';
 *
 * amountText({ amount: -1250n, scale: 2 }); // '-12.50'
 * ```
 */
export function amountText(options: { readonly amount: bigint; readonly scale: number }): string {
  const { amount, scale } = options;
  if (scale === 0) return amount.toString();
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return amount < 0n ? `-${text}` : text;
}
