import { invalidInput } from '@meritkit/core/errors';
import type { BonusAward } from './bonus.ts';
import type { CompiledScorecard } from './compile.ts';
import type { Evidence, Scorecard } from './schema.ts';

/**
 * Kinds of facts that measure time worked. They are a sign of load, never of merit: whatever is derived from them may
 * not stand in a scorecard.
 */
export const timeWorkedKinds: readonly string[] = [
  'time-worked',
  'hours-worked',
  'worklog',
  'overtime',
  'attendance',
  'presence',
  'after-hours-activity',
];

/** How time worked would have entered a score: from the metric through what it derives from to the fact kind. */
export interface Taint {
  readonly metricId: string;
  readonly via: readonly string[];
  readonly factKind: string;
}

/**
 * Finds the first metric that is derived, over any number of steps, from facts of time worked, or the first award that
 * was won with them; undefined when none is.
 *
 * @throws InvalidInputError `performance/cyclic-scorecard` when derivations run in a circle,
 * `performance/unknown-metric` when one names something that is not there
 * @example
 * ```ts
 * import { compileScorecard, findTaint } from '@meritkit/performance-scoring';
 *
 * const compiled = compileScorecard({
 *   id: 's',
 *   metrics: [{ id: 'pace', weight: 1, source: { kind: 'derived', from: ['effort'] } }],
 *   derivations: [{ id: 'effort', factKinds: ['worklog'] }],
 * });
 * findTaint({ compiled, evidence: [] }); // { metricId: 'pace', via: ['pace', 'effort'], factKind: 'worklog' }
 * ```
 */
export function findTaint(options: {
  readonly compiled: CompiledScorecard;
  readonly evidence: readonly Evidence[];
  readonly bonuses?: readonly BonusAward[];
  /** More kinds that count as time worked in this company. */
  readonly alsoTimeWorked?: readonly string[];
}): Taint | undefined {
  const { compiled, evidence } = options;
  const kinds = new Set([...timeWorkedKinds, ...(options.alsoTimeWorked ?? [])]);
  const origins = originsOf(compiled.scorecard, compiled);
  for (const item of evidence) {
    const origin = origins.get(item.metricId);
    if (origin !== undefined) origin.factKinds.push(...(item.factKinds ?? []));
  }
  for (const [index, metric] of compiled.metrics.entries()) {
    const trail = trace(metric.id, origins, kinds, [], compiled.paths[index] ?? []);
    if (trail !== undefined) return { metricId: metric.id, via: trail.via, factKind: trail.factKind };
  }
  for (const award of options.bonuses ?? []) {
    const factKind = award.factKinds?.find((kind) => kinds.has(kind));
    if (factKind !== undefined) return { metricId: award.id, via: [award.id], factKind };
  }
  return undefined;
}

interface Origin {
  readonly factKinds: string[];
  readonly from: readonly string[];
}

function originsOf(scorecard: Scorecard, compiled: CompiledScorecard): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const metric of compiled.metrics) {
    const source = metric.source;
    origins.set(metric.id, {
      factKinds: source?.kind === 'facts' ? [...source.factKinds, ...(source.outOf ?? [])] : [],
      from: source?.kind === 'derived' ? source.from : [],
    });
  }
  for (const [index, derivation] of (scorecard.derivations ?? []).entries()) {
    if (origins.has(derivation.id)) {
      throw invalidInput('performance/duplicate-id', ['derivations', index, 'id'], `"${derivation.id}" stands twice`);
    }
    origins.set(derivation.id, { factKinds: [...(derivation.factKinds ?? [])], from: derivation.from ?? [] });
  }
  return origins;
}

function trace(
  id: string,
  origins: ReadonlyMap<string, Origin>,
  kinds: ReadonlySet<string>,
  open: readonly string[],
  path: readonly (string | number)[],
): { readonly via: readonly string[]; readonly factKind: string } | undefined {
  if (open.includes(id)) {
    throw invalidInput('performance/cyclic-scorecard', path, `${[...open, id].join(' <- ')} is derived from itself`);
  }
  const origin = origins.get(id);
  if (origin === undefined)
    throw invalidInput('performance/unknown-metric', path, `nothing called "${id}" is declared`);
  const via = [...open, id];
  const factKind = origin.factKinds.find((kind) => kinds.has(kind));
  if (factKind !== undefined) return { via, factKind };
  for (const next of origin.from) {
    const found = trace(next, origins, kinds, via, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
