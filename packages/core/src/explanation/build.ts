import { roundNumber } from '../decimal/index.ts';
import { invalidInput } from '../errors/index.ts';
import type { JsonObject } from '../json/index.ts';
import { type OperationRegistry, operationKey, standardOperations } from './operations.ts';
import type { Explanation, Operation } from './term.ts';

/** What a term may carry besides its value. */
export type TermDetails = Omit<Explanation, 'value' | 'operation' | 'children'>;

/**
 * A leaf: a fact as it was given, or an unknown with its reason.
 *
 * @example
 * ```ts
 * import { given } from '@meritkit/core/explanation';
 *
 * given({ key: 'project', value: 90, weight: 0.4 }).operation; // { name: 'given', version: 1 }
 * ```
 */
export function given(details: TermDetails & { readonly value: number | string | null }): Explanation {
  return { ...details, operation: { name: 'given', version: 1 } };
}

/**
 * An inner term: its value is computed here, by the same function `recompute` will use, so the two cannot drift.
 *
 * @throws InvalidInputError `core/unknown-operation`
 * @example
 * ```ts
 * import { explain, given } from '@meritkit/core/explanation';
 *
 * explain({
 *   key: 'total', operation: { name: 'sum', version: 1 },
 *   children: [given({ key: 'a', value: 1 }), given({ key: 'b', value: 2 })],
 * }).value; // 3
 * ```
 */
export function explain(
  details: TermDetails & {
    readonly operation: Operation;
    readonly children: readonly Explanation[];
    readonly operations?: OperationRegistry;
  },
): Explanation {
  const { operation, children, operations, ...rest } = details;
  const compute = operations?.[operationKey(operation)] ?? standardOperations[operationKey(operation)];
  if (compute === undefined) {
    throw invalidInput('core/unknown-operation', [details.key], `no function for operation ${operationKey(operation)}`);
  }
  const inputs = children.map((child) => ({ key: child.key, value: child.value, weight: child.weight }));
  const parameters: JsonObject = operation.parameters ?? {};
  const raw = compute(inputs, parameters);
  const value =
    typeof raw === 'number' && operation.rounding !== undefined
      ? roundNumber({ value: raw, ...operation.rounding })
      : raw;
  return { ...rest, value, operation, children };
}
