/**
 * A number above 0 and below 1 from the machine's secure source, 52 bits of it: for noise that nobody may foresee.
 *
 * @example
 * ```ts
 * import { randomUniform } from '@meritkit/core/platform';
 *
 * const value = randomUniform();
 * value > 0 && value < 1; // true
 * ```
 */
export function randomUniform(): number {
  const [high = 0, low = 0] = globalThis.crypto.getRandomValues(new Uint32Array(2));
  // Halfway between two of 2^52 steps, so that neither end is ever drawn.
  return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) / 2 ** 52;
}
