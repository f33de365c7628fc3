import { invalidInput } from '../errors/index.ts';
import { type DecimalInput, type DecimalValue, decimalText, toDecimal } from './decimal.ts';

/**
 * Splits a total by relative weights so that the parts add up to it exactly: largest remainder (Hamilton), ties to
 * the earlier part. Parts have `decimals` places; the total must fit them.
 *
 * @throws InvalidInputError `core/allocation` for no weights, a negative weight, a weight sum of zero, or a total
 * with more places than `decimals`.
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
  const total = toDecimal(options.total, ['total']);
  const weights = options.weights.map((weight, index) => readWeight(weight, index));
  const sum = weights.reduce((left, right) => left.plus(right), toDecimal(0));
  if (sum.isZero()) throw invalidInput('core/allocation', ['weights'], 'the weights add up to nothing');
  if (total.decimalPlaces() > options.decimals) {
    throw invalidInput(
      'core/allocation',
      ['total'],
      `${decimalText(total)} has more than ${options.decimals} decimals`,
    );
  }
  const step = toDecimal(10).pow(options.decimals);
  const units = BigInt(total.abs().times(step).toFixed(0));
  const parts = largestRemainder(units, integerWeights(weights));
  const sign = total.isNegative() ? '-' : '';
  return parts.map((part) => signed(decimalText(toDecimal(part).div(step), options.decimals), sign));
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
  const scale = toDecimal(10).pow(places);
  return weights.map((weight) => BigInt(weight.times(scale).toFixed(0)));
}

function signed(text: string, sign: string): string {
  return /^0(\.0*)?$/.test(text) ? text : sign + text;
}
