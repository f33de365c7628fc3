/**
 * Freezes plain data to the bottom and returns it; for tests and memory adapters that must not share what they hold.
 *
 * @example
 * ```ts
 * import { deepFreeze } from '@meritkit/core/json';
 *
 * Object.isFrozen(deepFreeze({ a: { b: 1 } }).a); // true
 * ```
 */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
  return value;
}
