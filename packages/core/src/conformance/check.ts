import { MeritkitError } from '../errors/index.ts';
import { canonicalJson } from '../json/index.ts';

/**
 * Fails a case with words about the promise that was broken.
 *
 * @example
 * ```ts
 * import { check } from '@meritkit/core/conformance';
 *
 * check(1 + 1 === 2, 'sums add up');
 * ```
 */
export function check(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(promise);
}

/**
 * Fails unless two plain values are the same JSON.
 *
 * @example
 * ```ts
 * import { checkEqual } from '@meritkit/core/conformance';
 *
 * checkEqual({ a: 1 }, { a: 1 }, 'what was put comes back');
 * ```
 */
export function checkEqual(actual: unknown, expected: unknown, promise: string): void {
  const [left, right] = [canonicalJson(actual ?? null), canonicalJson(expected ?? null)];
  check(left === right, `${promise}\n  expected ${right}\n  actual   ${left}`);
}

/**
 * Fails unless the work rejects with an error of the given class (by marker, so that copies of a package do).
 *
 * @example
 * ```ts
 * import { checkRejects } from '@meritkit/core/conformance';
 * import { KeyConflictError } from '@meritkit/core/errors';
 *
 * const error = await checkRejects(async () => { throw new KeyConflictError({ key: 'k' }); }, KeyConflictError, 'the key was used');
 * error.code; // 'core/key-conflict'
 * ```
 */
export async function checkRejects(
  work: () => Promise<unknown>,
  kind: { readonly isInstance: (value: unknown) => boolean; readonly kind: string },
  promise: string,
): Promise<MeritkitError> {
  try {
    await work();
  } catch (error) {
    const code = MeritkitError.isInstance(error) ? error.code : String(error);
    check(kind.isInstance(error), `${promise}: expected ${kind.kind}, got ${code}`);
    return error as MeritkitError;
  }
  throw new Error(`${promise}: expected ${kind.kind}, nothing was thrown`);
}
