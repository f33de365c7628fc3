import { sumOf } from '../reliability/matrix.ts';

/**
 * James-Stein estimates of several means with a common known variance, drawn towards their grand mean (Efron and
 * Morris, with k - 3). `shrink` is the share of each deviation that stays; below four means nothing is drawn.
 *
 * Source: Efron and Morris 1975.
 *
 * @example
 * ```ts
 * import { jamesStein } from '@meritkit/engagement-index';
 *
 * jamesStein({ means: [50, 60, 70, 80], variance: 100 }).shrink; // 0.8
 * ```
 */
export function jamesStein(options: { readonly means: readonly number[]; readonly variance: number }): {
  readonly estimates: readonly number[];
  readonly shrink: number;
  readonly grandMean: number;
} {
  const { means, variance } = options;
  const grandMean = sumOf(means) / means.length;
  const squares = sumOf(means.map((mean) => (mean - grandMean) * (mean - grandMean)));
  const shrink = means.length < 4 ? 1 : squares === 0 ? 0 : Math.max(0, 1 - ((means.length - 3) * variance) / squares);
  return { estimates: means.map((mean) => grandMean + shrink * (mean - grandMean)), shrink, grandMean };
}

/**
 * Empirical-Bayes shares of groups of different size: each group's share and the company's, weighted by how reliable
 * the group's is (beta-binomial, moments). Small teams move most. Released counts in, shares out.
 *
 * Source: Kleinman 1973.
 *
 * @example
 * ```ts
 * import { shrinkShares } from '@meritkit/engagement-index';
 *
 * const groups = [
 *   { id: 'a', favourable: 4, answered: 5 },
 *   { id: 'b', favourable: 40, answered: 100 },
 * ];
 * shrinkShares({ groups })[0]?.shrunk.toFixed(2); // '0.64'
 * ```
 */
export function shrinkShares(options: {
  readonly groups: readonly { readonly id: string; readonly favourable: number; readonly answered: number }[];
}): readonly { readonly id: string; readonly share: number; readonly shrunk: number; readonly reliability: number }[] {
  const { groups } = options;
  const total = sumOf(groups.map((group) => group.answered));
  const overall = sumOf(groups.map((group) => group.favourable)) / total;
  const between = sumOf(
    groups.map(
      (group) =>
        group.answered * (group.favourable / group.answered - overall) * (group.favourable / group.answered - overall),
    ),
  );
  const noise = overall * (1 - overall);
  const spare = total - sumOf(groups.map((group) => (group.answered * group.answered) / total));
  const variance = spare <= 0 ? 0 : Math.max(0, (between - noise * (groups.length - 1)) / spare);
  return groups.map((group) => {
    const reliability = variance === 0 ? 0 : variance / (variance + Math.max(0, noise - variance) / group.answered);
    const share = group.favourable / group.answered;
    return { id: group.id, share, shrunk: overall + reliability * (share - overall), reliability };
  });
}
