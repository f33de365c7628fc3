import { roundNumber } from '../decimal/index.ts';
import { invalidInput } from '../errors/index.ts';
import { type OperationRegistry, operationKey, standardOperations } from './operations.ts';
import type { Explanation } from './term.ts';

/**
 * Computes an explanation's value again from its leaves alone: inner values are not read. Equal to the value it
 * explains, or the explanation is wrong.
 *
 * @throws InvalidInputError `core/unknown-operation` when no function is given for an operation's version.
 * @example
 * ```ts
 * import { recompute } from '@meritkit/core/explanation';
 *
 * const given = { operation: { name: 'given', version: 1 } };
 * recompute({
 *   explanation: {
 *     key: 'score', value: null, operation: { name: 'weighted-mean', version: 1 },
 *     children: [{ key: 'a', value: 80, weight: 1, ...given }, { key: 'b', value: 90, weight: 1, ...given }],
 *   },
 * }); // 85
 * ```
 */
export function recompute(options: {
  readonly explanation: Explanation;
  readonly operations?: OperationRegistry;
}): number | string | null {
  const registry = { ...standardOperations, ...options.operations };
  return evaluate(options.explanation, registry, [options.explanation.key]);
}

function evaluate(term: Explanation, registry: OperationRegistry, path: readonly string[]): number | string | null {
  if (term.operation.name === 'given') return term.value;
  const compute = registry[operationKey(term.operation)];
  if (compute === undefined) {
    throw invalidInput('core/unknown-operation', path, `no function for operation ${operationKey(term.operation)}`);
  }
  const inputs = (term.children ?? []).map((child) => ({
    key: child.key,
    value: evaluate(child, registry, [...path, child.key]),
    weight: child.weight,
  }));
  const value = compute(inputs, term.operation.parameters ?? {});
  return typeof value === 'number' && term.operation.rounding !== undefined
    ? roundNumber({ value, ...term.operation.rounding })
    : value;
}
