import { Decimal as SharedDecimal } from 'decimal.js';
import { invalidInput } from '../errors/index.ts';

/**
 * The one decimal type of Meritkit: a private clone, so that no host's `Decimal.set` changes our digits (a mixed
 * operation takes the left operand's precision). 64 significant digits hold sums that the default 20 would round.
 */
const Decimal = SharedDecimal.clone({
  precision: 64,
  rounding: SharedDecimal.ROUND_HALF_UP,
  toExpNeg: -1e9,
  toExpPos: 1e9,
});

/** A decimal number for calculations; at the edge it is text. */
export type DecimalValue = SharedDecimal;

/** What can be read as a decimal: plain text (`-12.50`, no exponent), a number by its shortest text (0.1 is one tenth), or a decimal. */
export type DecimalInput = string | number | bigint | DecimalValue;

const plainDecimal = /^-?\d+(\.\d+)?$/;

/**
 * Reads a decimal exactly.
 *
 * @throws InvalidInputError `core/not-a-decimal` for other text, NaN, Infinity, or anything else.
 * @example
 * ```ts
 * import { decimalText, toDecimal } from '@meritkit/core/decimal';
 *
 * decimalText(toDecimal('0.1').plus('0.2')); // '0.3'
 * ```
 */
export function toDecimal(input: DecimalInput, path: readonly (string | number)[] = []): DecimalValue {
  if (typeof input === 'string') {
    if (!plainDecimal.test(input))
      throw invalidInput('core/not-a-decimal', path, `"${input}" is not a decimal such as "12.50"`);
    return new Decimal(input);
  }
  if (typeof input === 'bigint') return new Decimal(input.toString());
  if (typeof input === 'number') {
    if (!Number.isFinite(input)) throw invalidInput('core/not-a-decimal', path, `${input} is not a decimal`);
    return new Decimal(String(input));
  }
  if (!SharedDecimal.isDecimal(input) || !input.isFinite()) {
    throw invalidInput('core/not-a-decimal', path, `${String(input)} is not a decimal`);
  }
  return new Decimal(input);
}

/**
 * A decimal as plain text without exponent; with `decimals`, padded to that many places (it must fit: nothing is rounded).
 *
 * @example
 * ```ts
 * import { decimalText, toDecimal } from '@meritkit/core/decimal';
 *
 * decimalText(toDecimal('12.5'), 2); // '12.50'
 * ```
 */
export function decimalText(value: DecimalValue, decimals?: number): string {
  const text = decimals === undefined ? value.toFixed() : value.toFixed(Math.max(decimals, value.decimalPlaces()));
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}
