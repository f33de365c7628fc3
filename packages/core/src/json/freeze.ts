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
  if (typeof value !== 'object' || value === null) return value;
  const members: readonly unknown[] = Object.values(Object.freeze(value));
  if (!members.some((member) => typeof member === 'object' && member !== null)) return value; // the usual case
  // What is frozen already may hold what is not; only what was met in this call is left alone.
  const open: unknown[] = [...members];
  const met = new Set<unknown>([value]);
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || met.has(next)) continue;
    met.add(next);
    for (const member of Object.values(Object.freeze(next))) open.push(member);
  }
  return value;
}
