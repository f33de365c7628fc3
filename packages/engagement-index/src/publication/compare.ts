import { normalCdf } from '@meritkit/core/statistics';
import { newcombeDifference } from '../intervals/difference.ts';
import { adjustComparisons } from '../intervals/multiplicity.ts';
import { coarsen } from '../release/coarsen.ts';
import type { ReleasedShare } from '../release/favourability.ts';

/** How a group's answer to an item differs from that of everyone else, first minus second, in shares. */
export interface GroupDifference {
  readonly group: string;
  readonly item: string;
  readonly difference: number;
  /** Newcombe's 95% interval of this one difference. */
  readonly interval: readonly [number, number];
  /** After Benjamini-Hochberg over all differences of the call. */
  readonly adjustedP: number;
  /** True when `adjustedP` is at most `level`: of those called so, at most that share is expected to be chance. */
  readonly stands: boolean;
}

/**
 * Compares groups with the rest of the company, item by item, from released shares alone, so that it tells nothing
 * that they do not: the rest is the company minus the group, and the audit let both through. Items that only one side
 * has, and groups that are everyone, are left out.
 *
 * Source: Newcombe 1998, method 10; the pooled two-sample test; Benjamini and Hochberg 1995.
 *
 * @example
 * ```ts
 * import { compareGroups } from '@meritkit/engagement-index';
 *
 * const company = { trust: { favourable: 0.6, interval: [0.5, 0.69] as const, answered: 100 } };
 * const support = { trust: { favourable: 0.2, interval: [0.1, 0.37] as const, answered: 30 } };
 * const [found] = compareGroups({ company, groups: [{ id: 'support', items: support }], level: 0.05 });
 * [found?.difference, found?.stands]; // [-0.57, true]
 * ```
 */
export function compareGroups(options: {
  readonly company: Readonly<Record<string, ReleasedShare>>;
  readonly groups: readonly { readonly id: string; readonly items: Readonly<Record<string, ReleasedShare>> }[];
  readonly level: number;
}): readonly GroupDifference[] {
  const { company, groups, level } = options;
  const compared = groups.flatMap((group) =>
    Object.entries(group.items).flatMap(([item, first]) => {
      const rest = Object.hasOwn(company, item) ? restOf(company[item]!, first) : null;
      return rest === null ? [] : [{ group: group.id, item, first: countOf(first), rest }];
    }),
  );
  const adjusted = adjustComparisons({
    pValues: compared.map(({ first, rest }) => pooledP(first, rest)),
    method: 'benjamini-hochberg',
  });
  return compared.map(({ group, item, first, rest }, index) => {
    const { difference, lower, upper } = newcombeDifference({ first, second: rest });
    const adjustedP = coarsen('share', adjusted[index]!);
    const interval = [coarsen('share', lower), coarsen('share', upper)] as const;
    const stands = adjusted[index]! <= level;
    return { group, item, difference: coarsen('share', difference), interval, adjustedP, stands };
  });
}

interface Count {
  readonly favourable: number;
  readonly answered: number;
}

function countOf(share: ReleasedShare): Count {
  return { favourable: share.favourable * share.answered, answered: share.answered };
}

/** Who is in the company and not in the group; null when that is nobody. Coarse shares may miss by an answer. */
function restOf(company: ReleasedShare, group: ReleasedShare): Count | null {
  const answered = company.answered - group.answered;
  if (answered <= 0) return null;
  const favourable = countOf(company).favourable - countOf(group).favourable;
  return { favourable: Math.min(answered, Math.max(0, favourable)), answered };
}

function pooledP(first: Count, second: Count): number {
  const pooled = (first.favourable + second.favourable) / (first.answered + second.answered);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / first.answered + 1 / second.answered));
  if (!(error > 0)) return 1;
  const difference = first.favourable / first.answered - second.favourable / second.answered;
  return Math.min(1, 2 * normalCdf(-Math.abs(difference / error)));
}
