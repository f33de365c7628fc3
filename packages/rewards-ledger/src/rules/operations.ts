import {
  allocate,
  type DecimalValue,
  decimalText,
  type RoundingMode,
  roundDecimal,
  toDecimal,
} from '@meritkit/core/decimal';
import type { OperationFunction, OperationInput, OperationRegistry } from '@meritkit/core/explanation';

/** A product of decimals, exact until one rounding. Unknown where a factor is. */
const points: OperationFunction = (inputs, parameters) => {
  const factors = decimals(inputs);
  if (factors === null) return null;
  const product = factors.reduce((left, right) => left.times(right), toDecimal(1));
  const places = Number(parameters.decimals ?? 0);
  const rounded = roundDecimal({ value: product, decimals: places, mode: (parameters.mode ?? 'down') as RoundingMode });
  return decimalText(rounded, places);
};

/** The smallest of decimals: an amount under its caps. */
const capped: OperationFunction = (inputs, parameters) => {
  const values = decimals(inputs);
  if (values === null) return null;
  const least = values.reduce((left, right) => (right.lessThan(left) ? right : left));
  return decimalText(least, Number(parameters.decimals ?? 0));
};

/** What is left of a cap: its maximum less what was used, not below zero. */
const remaining: OperationFunction = (inputs, parameters) => {
  const values = decimals(inputs);
  const [maximum, used] = values ?? [];
  if (maximum === undefined || used === undefined) return null;
  const left = maximum.minus(used);
  return decimalText(left.isNegative() ? toDecimal(0) : left, Number(parameters.decimals ?? 0));
};

/** One part of a whole split by largest remainder: parameters `index` and `decimals`; children: the total, then every share. */
const share: OperationFunction = (inputs, parameters) => {
  const values = decimals(inputs);
  const [total, ...weights] = values ?? [];
  if (total === undefined) return null;
  const parts = allocate({ total, weights, decimals: Number(parameters.decimals ?? 0) });
  return parts[Number(parameters.index ?? 0)] ?? null;
};

function decimals(inputs: readonly OperationInput[]): readonly DecimalValue[] | null {
  if (inputs.some((input) => input.value === null)) return null;
  return inputs.map((input) => toDecimal(input.value as string | number, [input.key]));
}

/** The operations behind this package's explanations, for `recompute`. */
export const ledgerOperations: OperationRegistry = {
  'points@1': points,
  'capped@1': capped,
  'remaining@1': remaining,
  'share@1': share,
};
