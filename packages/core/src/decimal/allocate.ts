import { invalidInput } from '../errors/index.ts';
import { type DecimalInput, type DecimalValue, decimalText, toDecimal } from './decimal.ts';

/**
 * Splits a total by relative weights so that the parts add up to it exactly: largest remainder (Hamilton), ties to
 * the earlier part. Parts have `decimals` places; the total must fit them.
 *
 * @throws InvalidInputError `core/allocation` for no weights, a negative weight, a weight sum of zero, or a total
 * with more places than `decimals`, or decimals that are no whole number from 0 to 100.
 * @example
 * ```ts
 * import { allocate } from '@meritkit/core/decimal';
 *
 * allocate({ total: '100.00', weights: ['1', '1', '1'], decimals: 2 }); // ['33.34', '33.33', '33.33']
 * ```
 */
export function allocate(options: {
  readonly total: DecimalInput;
  readonly weights: readonly DecimalInput[];
  readonly decimals: number;
}): readonly string[] {
  const { decimals } = options;
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 100) {
    throw invalidInput('core/allocation', ['decimals'], `${decimals} is no number of decimals`);
  }
  const total = toDecimal(options.total, ['total']);
  const weights = options.weights.map((weight, index) => readWeight(weight, index));
  const sum = weights.reduce((left, right) => left.plus(right), toDecimal(0));
  if (sum.isZero()) throw invalidInput('core/allocation', ['weights'], 'the weights add up to nothing');
  if (total.decimalPlaces() > decimals) {
    throw invalidInput('core/allocation', ['total'], `${decimalText(total)} has more than ${decimals} decimals`);
  }
  const parts = largestRemainder(scaled(total.abs(), decimals), integerWeights(weights));
  const sign = total.isNegative() ? '-' : '';
  return parts.map((part) => signed(unscaled(part, decimals), sign));
}

/** A decimal without its point, exactly: whatever its length, by its digits and not by a multiplication that rounds. */
function scaled(value: DecimalValue, decimals: number): bigint {
  return BigInt(value.toFixed(decimals).replace('.', ''));
}

function unscaled(units: bigint, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * Splits an integer total by integer weights; remainders are compared exactly.
 *
 * @example
 * ```ts
 * import { largestRemainder } from '@meritkit/core/decimal';
 *
 * largestRemainder(10n, [1n, 1n, 1n]).map(String); // ['4', '3', '3']
 * ```
 */
export function largestRemainder(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  const parts = weights.map((weight) => (total * weight) / sum);
  const left = Number(total - parts.reduce((done, part) => done + part, 0n));
  const order = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    );
  for (const { index } of order.slice(0, left)) parts[index] = parts[index]! + 1n;
  return parts;
}

function readWeight(input: DecimalInput, index: number): DecimalValue {
  const weight = toDecimal(input, ['weights', index]);
  if (weight.isNegative() && !weight.isZero())
    throw invalidInput('core/allocation', ['weights', index], 'a weight is negative');
  return weight;
}

/**
 * Decimal weights as integers in the same proportion.
 *
 * @example
 * ```ts
 * import { integerWeights, toDecimal } from '@meritkit/core/decimal';
 *
 * integerWeights([toDecimal('0.5'), toDecimal('2')]).map(String); // ['5', '20']
 * ```
 */
export function integerWeights(weights: readonly DecimalValue[]): readonly bigint[] {
  const places = weights.reduce((most, weight) => Math.max(most, weight.decimalPlaces()), 0);
  return weights.map((weight) => scaled(weight, places));
}

function signed(text: string, sign: string): string {
  return /^0(\.0*)?$/.test(text) ? text : sign + text;
}
