import { MeritkitError } from '../errors/index.ts';
import { canonicalJson } from '../json/index.ts';

/** Fails a case with words about the promise that was broken. */
export function check(condition: boolean, promise: string): asserts condition {
  if (!condition) throw new Error(promise);
}

/** Fails unless two plain values are the same JSON. */
export function checkEqual(actual: unknown, expected: unknown, promise: string): void {
  const [left, right] = [canonicalJson(actual ?? null), canonicalJson(expected ?? null)];
  check(left === right, `${promise}\n  expected ${right}\n  actual   ${left}`);
}

/** Fails unless the work rejects with an error of the given class (by marker, so that copies of a package do). */
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
