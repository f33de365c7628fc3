import type { Objective } from './schema.ts';

/** What an objective may serve: the objectives that are there, and the ids of those that are kept elsewhere. */
export interface AlignmentScope {
  readonly objectives: ReadonlyMap<string, Objective>;
  readonly elsewhere: readonly string[];
}

/**
 * How an objective stands among the others; the one rule of what counts as aligned. `aligned`: it serves one that is
 * there or kept elsewhere. `top`: it serves none, and others serve it. `unknown`: what it serves, or what that serves,
 * is nowhere. `cyclic`: it leads to a circle; `trail` is the way. Internal.
 */
export function alignmentOf(
  objective: Objective,
  { objectives, elsewhere }: AlignmentScope,
): {
  readonly status: 'aligned' | 'top' | 'not-aligned' | 'unknown' | 'cyclic';
  readonly trail: readonly string[];
} {
  const trail = [objective.id];
  if (objective.alignsTo === undefined) {
    const isServed = [...objectives.values()].some((other) => other.alignsTo === objective.id);
    return { status: isServed ? 'top' : 'not-aligned', trail };
  }
  for (let next: string | undefined = objective.alignsTo; next !== undefined; ) {
    const isCircle = trail.includes(next);
    trail.push(next);
    if (isCircle) return { status: 'cyclic', trail };
    const found: Objective | undefined = objectives.get(next);
    if (found === undefined) return { status: elsewhere.includes(next) ? 'aligned' : 'unknown', trail };
    next = found.alignsTo;
  }
  return { status: 'aligned', trail };
}
