import { invalidInput } from '@meritkit/core/errors';
import { wilsonShare } from '../intervals/wilson.ts';
import { coarsen } from '../release/coarsen.ts';
import { rakeWeights } from '../weighting/rake.ts';

/** A released group that takes part in a reweighting: its place in each attribute, its share and its answers. */
export interface ReweightedGroup {
  readonly categories: Readonly<Record<string, string>>;
  readonly favourable: number;
  readonly answered: number;
}

/** The company's share as if every category had answered as often as it was invited. */
export interface ReweightedShare {
  readonly favourable: number;
  readonly interval: readonly [number, number];
  readonly designEffect: number;
  readonly effectiveAnswers: number;
  readonly converged: boolean;
}

/**
 * Reweights a share for non-response by raking to how many people of each category were invited. The groups are
 * released ones that do not overlap and together are everyone, so that nothing is used that was not shown. It corrects
 * for what the attributes explain and for nothing else.
 *
 * Source: Deming and Stephan 1940; Kish 1965 for the effective number of answers, which the Wilson interval uses.
 *
 * @throws InvalidInputError `engagement/unknown-margin`, `engagement/impossible-count`
 * @example
 * ```ts
 * import { reweightShare } from '@meritkit/engagement-index';
 *
 * const groups = [
 *   { categories: { team: 'a' }, favourable: 0.8, answered: 40 },
 *   { categories: { team: 'b' }, favourable: 0.4, answered: 10 },
 * ];
 * // Of all 50 answers 0.72 are favourable; team b answered less.
 * reweightShare({ groups, invited: { team: { a: 50, b: 50 } } }).favourable; // 0.6
 * ```
 */
export function reweightShare(options: {
  readonly groups: readonly ReweightedGroup[];
  readonly invited: Readonly<Record<string, Readonly<Record<string, number>>>>;
}): ReweightedShare {
  const { groups, invited } = options;
  const attributes = Object.keys(invited);
  if (groups.length === 0) throw invalidInput('engagement/unknown-margin', ['groups'], 'nobody to weight');
  const raked = rakeWeights({
    baseWeights: groups.map(() => 1),
    counts: groups.map((group) => group.answered),
    dimensions: attributes.map((attribute) => ({
      categories: groups.map((group) => group.categories[attribute] ?? ''),
      targets: invited[attribute]!,
    })),
  });
  let [sum, total] = [0, 0];
  groups.forEach((group, index) => {
    const weight = raked.weights[index]! * group.answered;
    sum += weight * group.favourable;
    total += weight;
  });
  const share = sum / total;
  const { lower, upper } = wilsonShare({ favourable: share * raked.effectiveSize, answered: raked.effectiveSize });
  return {
    favourable: coarsen('share', share),
    interval: [coarsen('share', lower), coarsen('share', upper)],
    designEffect: raked.designEffect,
    effectiveAnswers: raked.effectiveSize,
    converged: raked.converged,
  };
}
