import type { Explanation, FactReference } from './term.ts';

/**
 * Every term of the tree, parents first.
 *
 * @example
 * ```ts
 * import { explain, given, walkTerms } from '@meritkit/core/explanation';
 *
 * const sum = explain({
 *   key: 'total', operation: { name: 'sum', version: 1 },
 *   children: [
 *     given({ key: 'a', value: 1, sources: [{ system: 'jira', ref: 'PAY-1' }] }),
 *     given({ key: 'b', value: null, unknown: { reason: 'no-evidence' } }),
 *   ],
 * });
 * [...walkTerms(sum)].map((term) => term.key); // ['total', 'a', 'b']
 * ```
 */
export function* walkTerms(explanation: Explanation): Generator<Explanation> {
  yield explanation;
  for (const child of explanation.children ?? []) yield* walkTerms(child);
}

/**
 * The leaves: what was given, and what is unknown.
 *
 * @example
 * ```ts
 * import { explain, given, leavesOf } from '@meritkit/core/explanation';
 *
 * const sum = explain({
 *   key: 'total', operation: { name: 'sum', version: 1 },
 *   children: [
 *     given({ key: 'a', value: 1, sources: [{ system: 'jira', ref: 'PAY-1' }] }),
 *     given({ key: 'b', value: null, unknown: { reason: 'no-evidence' } }),
 *   ],
 * });
 * leavesOf(sum).map((term) => term.key); // ['a', 'b']
 * ```
 */
export function leavesOf(explanation: Explanation): readonly Explanation[] {
  return [...walkTerms(explanation)].filter((term) => (term.children ?? []).length === 0);
}

/**
 * Every source behind a number, each once, in the order of the tree.
 *
 * @example
 * ```ts
 * import { explain, given, sourcesOf } from '@meritkit/core/explanation';
 *
 * const sum = explain({
 *   key: 'total', operation: { name: 'sum', version: 1 },
 *   children: [
 *     given({ key: 'a', value: 1, sources: [{ system: 'jira', ref: 'PAY-1' }] }),
 *     given({ key: 'b', value: null, unknown: { reason: 'no-evidence' } }),
 *   ],
 * });
 * sourcesOf(sum); // [{ system: 'jira', ref: 'PAY-1' }]
 * ```
 */
export function sourcesOf(explanation: Explanation): readonly FactReference[] {
  const seen = new Map<string, FactReference>();
  for (const term of walkTerms(explanation)) {
    for (const source of term.sources ?? []) {
      const id = `${source.system}\u0000${source.ref}`;
      if (!seen.has(id)) seen.set(id, source);
    }
  }
  return [...seen.values()];
}

/**
 * What a number lacks: the unknown leaves with their reasons.
 *
 * @example
 * ```ts
 * import { explain, given, missingOf } from '@meritkit/core/explanation';
 *
 * const sum = explain({
 *   key: 'total', operation: { name: 'sum', version: 1 },
 *   children: [
 *     given({ key: 'a', value: 1, sources: [{ system: 'jira', ref: 'PAY-1' }] }),
 *     given({ key: 'b', value: null, unknown: { reason: 'no-evidence' } }),
 *   ],
 * });
 * missingOf(sum); // [{ key: 'b', reason: 'no-evidence' }]
 * ```
 */
export function missingOf(explanation: Explanation): readonly { readonly key: string; readonly reason: string }[] {
  return leavesOf(explanation)
    .filter((term) => term.value === null)
    .map((term) => ({ key: term.key, reason: term.unknown?.reason ?? 'not-supplied' }));
}
