import { invalidInput } from '../errors/index.ts';
import type { JsonObject } from '../json/index.ts';

/** A child as its parent's operation sees it. */
export interface OperationInput {
  readonly key: string;
  readonly value: number | string | null;
  readonly weight: number | undefined;
}

/** The function behind an operation's name and version: pure, and the very one the package computes with. */
export type OperationFunction = (inputs: readonly OperationInput[], parameters: JsonObject) => number | string | null;

/** Operations by `name@version`. Packages publish theirs so that anyone can recompute. */
export type OperationRegistry = Readonly<Record<string, OperationFunction>>;

/**
 * The key of an operation in a registry.
 *
 * @example
 * ```ts
 * import { operationKey } from '@meritkit/core/explanation';
 *
 * operationKey({ name: 'sum', version: 1 }); // 'sum@1'
 * ```
 */
export function operationKey(operation: { readonly name: string; readonly version: number }): string {
  return `${operation.name}@${operation.version}`;
}

/**
 * Weighted mean of what is known: unknown children leave, and the others share their weight in proportion. Sums run
 * in the children's order; there is one division.
 *
 * @example
 * ```ts
 * import { weightedMean } from '@meritkit/core/explanation';
 *
 * weightedMean([
 *   { key: 'a', value: 80, weight: 1 },
 *   { key: 'b', value: null, weight: 2 },
 *   { key: 'c', value: 90, weight: 1 },
 * ]); // 85
 * ```
 */
export function weightedMean(inputs: readonly OperationInput[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const input of inputs) {
    if (input.value === null) continue;
    const weight = input.weight ?? 1;
    sum += weight * numeric(input);
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}

/**
 * A child's value as a number; a string or unknown where a number is needed is broken input.
 *
 * @example
 * ```ts
 * import { numeric } from '@meritkit/core/explanation';
 *
 * numeric({ key: 'a', value: 7, weight: undefined }); // 7
 * ```
 */
export function numeric(input: OperationInput): number {
  if (typeof input.value === 'number' && Number.isFinite(input.value)) return input.value;
  throw invalidInput('core/not-a-number', [input.key], `term "${input.key}" is not a number`);
}

/**
 * Applies `combine` when every child is known, and is unknown otherwise.
 *
 * @example
 * ```ts
 * import { whenKnown } from '@meritkit/core/explanation';
 *
 * const double = whenKnown(([value = 0]) => 2 * value);
 * double([{ key: 'a', value: null, weight: undefined }], {}); // null
 * ```
 */
export function whenKnown(combine: (values: readonly number[], parameters: JsonObject) => number): OperationFunction {
  return (inputs, parameters) =>
    inputs.some((input) => input.value === null) ? null : combine(inputs.map(numeric), parameters);
}

/** Operations every package shares. Numbers in binary floating point, in the children's order. */
export const standardOperations: OperationRegistry = {
  'weighted-mean@1': weightedMean,
  'sum@1': whenKnown((values) => values.reduce((sum, value) => sum + value, 0)),
  'product@1': whenKnown((values) => values.reduce((product, value) => product * value, 1)),
  'difference@1': whenKnown(([first = 0, ...others]) => others.reduce((rest, value) => rest - value, first)),
  'ratio@1': whenKnown(([dividend = 0, divisor = 1]) => dividend / divisor),
  'minimum@1': whenKnown((values) => Math.min(...values)),
  'maximum@1': whenKnown((values) => Math.max(...values)),
};
