/**
 * An expected refusal: returned, never thrown. `code` is namespaced like an error's; the other fields are its data.
 *
 * @example
 * ```ts
 * import type { Outcome, Rejection } from '@meritkit/core/errors';
 *
 * type TooFew = Rejection<'ledger/insufficient-points', { readonly available: string; readonly needed: string }>;
 * const answer: Outcome<{ readonly entryId: string }, TooFew> = {
 *   ok: false,
 *   rejection: { code: 'ledger/insufficient-points', available: '100', needed: '200' },
 * };
 * answer.ok; // false
 * ```
 */
export type Rejection<Code extends string = string, Data extends object = object> = {
  readonly code: Code;
} & Readonly<Data>;

/** Either the result's own fields with `ok: true`, or a rejection. */
export type Outcome<Result extends object, Refusal extends Rejection = Rejection> =
  | ({ readonly ok: true } & Readonly<Result>)
  | { readonly ok: false; readonly rejection: Refusal };

/**
 * A refusal as a result.
 *
 * @example
 * ```ts
 * import { reject } from '@meritkit/core/errors';
 *
 * reject('ledger/insufficient-points', { available: '100', needed: '200' });
 * // { ok: false, rejection: { code: 'ledger/insufficient-points', available: '100', needed: '200' } }
 * ```
 */
export function reject<Code extends string, Data extends object>(
  code: Code,
  data: Data,
): { readonly ok: false; readonly rejection: Rejection<Code, Data> } {
  return { ok: false, rejection: { code, ...data } };
}
