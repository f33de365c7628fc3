import { type EvidenceSource, evidenceSources } from '../evidence/model.ts';
import type { EvidencePolicy } from '../evidence/policy.ts';
import type { SourceStatistics } from './model.ts';
import { bounded, boundedMean } from './operations.ts';

type Sources = Readonly<Partial<Record<EvidenceSource, SourceStatistics>>>;

/** One source's word: its mean level, and the precision it counts with after the cap; 0 where precedence silences it. */
export interface SourceOpinion {
  readonly source: EvidenceSource;
  readonly mean: number;
  readonly precision: number;
  readonly overridden: boolean;
}

/** Below this nothing is left of evidence but rounding, and a standard deviation would not be a number any more. */
const LEAST_PRECISION = 1e-100;

/** True where forgetting left something of a source's evidence. */
export function isLive(sums: SourceStatistics | undefined): sums is SourceStatistics {
  return sums !== undefined && sums.precision >= LEAST_PRECISION;
}

/** What each source says, in the fixed order of sources, with caps and precedence applied. */
export function opinionsOf(sources: Sources, policy: EvidencePolicy): readonly SourceOpinion[] {
  const groups = policy.precedence ?? [];
  const leading = groups.findIndex((group) => group.some((source) => isLive(sources[source])));
  return evidenceSources
    .filter((source) => isLive(sources[source]))
    .map((source) => {
      const { precision, weightedLevels, lowest, highest } = sources[source]!;
      const group = groups.findIndex((members) => members.includes(source));
      const overridden = group >= 0 && group !== leading;
      const cap = policy.sources[source].precisionCap;
      return {
        source,
        mean: bounded(weightedLevels / precision, lowest, highest),
        precision: overridden ? 0 : Math.min(precision, cap),
        overridden,
      };
    });
}

/**
 * The normal update with known precision: precisions add, and the mean is weighted by them; null where no live
 * evidence is left.
 *
 * Source: A. Gelman et al., "Bayesian Data Analysis", 3rd edition, 2.5.
 */
export function posterior(
  sources: Sources,
  policy: EvidencePolicy,
): { readonly mean: number; readonly precision: number } | null {
  const opinions = opinionsOf(sources, policy);
  const inputs = opinions.map(({ source, mean, precision }) => ({ key: source, value: mean, weight: precision }));
  if (inputs.every((input) => input.weight === 0)) return null;
  const prior =
    policy.prior === null ? [] : [{ key: 'prior', value: policy.prior.mean, weight: policy.prior.precision }];
  const all = [...prior, ...inputs];
  return { mean: boundedMean(all)!, precision: all.reduce((sum, input) => sum + input.weight, 0) };
}
