import type { Explanation, FactReference } from './term.ts';

/** Every term of the tree, parents first. */
export function* walkTerms(explanation: Explanation): Generator<Explanation> {
  yield explanation;
  for (const child of explanation.children ?? []) yield* walkTerms(child);
}

/** The leaves: what was given, and what is unknown. */
export function leavesOf(explanation: Explanation): readonly Explanation[] {
  return [...walkTerms(explanation)].filter((term) => (term.children ?? []).length === 0);
}

/** Every source behind a number, each once, in the order of the tree. */
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

/** What a number lacks: the unknown leaves with their reasons. */
export function missingOf(explanation: Explanation): readonly { readonly key: string; readonly reason: string }[] {
  return leavesOf(explanation)
    .filter((term) => term.value === null)
    .map((term) => ({ key: term.key, reason: term.unknown?.reason ?? 'not-supplied' }));
}
