import { invalidInput } from '@meritkit/core/errors';
import { sumOf } from '../reliability/matrix.ts';

/** Weights that make the margins of the answers those of the company. */
export interface RakedWeights {
  readonly weights: readonly number[];
  readonly converged: boolean;
  readonly iterations: number;
  /** Kish's design effect, and the number of equally weighted answers these are worth. */
  readonly designEffect: number;
  readonly effectiveSize: number;
}

/**
 * Rakes units (respondents or cells) to known margins by iterative proportional fitting. `dimensions[d].categories[i]`
 * is unit i's category in dimension d.
 *
 * Source: Deming and Stephan 1940; Kish 1965.
 *
 * @throws InvalidInputError `engagement/unknown-margin` for a category without a target, or a target nobody can fill.
 * @example
 * ```ts
 * import { rakeWeights } from '@meritkit/engagement-index';
 *
 * const team = { categories: ['a', 'a', 'b'], targets: { a: 1, b: 2 } };
 * rakeWeights({ baseWeights: [1, 1, 1], dimensions: [team] }).weights; // [ 0.5, 0.5, 2 ]
 * ```
 */
export function rakeWeights(options: {
  readonly baseWeights: readonly number[];
  readonly dimensions: readonly {
    readonly categories: readonly string[];
    readonly targets: Readonly<Record<string, number>>;
  }[];
  readonly tolerance?: number;
  readonly counts?: readonly number[];
}): RakedWeights {
  const counts = options.counts ?? options.baseWeights.map(() => 1);
  const weights = [...options.baseWeights];
  const groups = options.dimensions.map((dimension, index) => groupsOf(dimension, weights.length, index));
  const tolerance = options.tolerance ?? 1e-12;
  let iterations = 0;
  let change = Number.POSITIVE_INFINITY;
  while (change > tolerance && iterations < 1000) {
    change = 0;
    iterations += 1;
    for (const dimension of groups) {
      for (const { members, target } of dimension) {
        const sum = sumOf(members.map((member) => weights[member]! * counts[member]!));
        const factor = sum > 0 ? target / sum : 1;
        change = Math.max(change, Math.abs(factor - 1));
        for (const member of members) weights[member]! *= factor;
      }
    }
  }
  const total = sumOf(weights.map((weight, index) => weight * counts[index]!));
  const squares = sumOf(weights.map((weight, index) => weight * weight * counts[index]!));
  const units = sumOf(counts);
  return {
    weights,
    converged: change <= tolerance,
    iterations,
    designEffect: (units * squares) / (total * total),
    effectiveSize: (total * total) / squares,
  };
}

function groupsOf(
  dimension: { readonly categories: readonly string[]; readonly targets: Readonly<Record<string, number>> },
  units: number,
  index: number,
) {
  const members = new Map<string, number[]>();
  if (dimension.categories.length !== units) {
    throw invalidInput('engagement/unknown-margin', ['dimensions', index, 'categories'], 'one category per unit');
  }
  dimension.categories.forEach((category, unit) => {
    if (!Object.hasOwn(dimension.targets, category)) {
      throw invalidInput(
        'engagement/unknown-margin',
        ['dimensions', index, 'categories', unit],
        `no target for "${category}"`,
      );
    }
    members.set(category, [...(members.get(category) ?? []), unit]);
  });
  return Object.entries(dimension.targets).map(([category, target]) => {
    const inside = members.get(category) ?? [];
    if (!(target >= 0) || (target > 0 && inside.length === 0)) {
      throw invalidInput('engagement/unknown-margin', ['dimensions', index, 'targets', category], 'nobody can fill it');
    }
    return { members: inside, target };
  });
}
