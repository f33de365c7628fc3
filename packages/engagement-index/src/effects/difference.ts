import { invalidInput } from '@meritkit/core/errors';
import { meanVariance, tCdf, tQuantile } from '@meritkit/core/statistics';
import { sumOf } from '../reliability/matrix.ts';

/** A group before and after, and whether the activity reached it. */
export interface PanelGroup {
  readonly id: string;
  readonly treated: boolean;
  readonly before: number;
  readonly after: number;
}

/** The change of treated groups beyond that of the others, with what it assumes. */
export interface DifferenceInDifferences {
  readonly effect: number;
  /** Welch's test of the groups' changes. */
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
  readonly interval: readonly [number, number];
  /** Share of all ways to pick the treated groups with a change as large; null beyond 200,000 ways. */
  readonly permutationP: number | null;
  readonly standardErrors: { readonly pooled: number; readonly clustered: number };
  readonly assumes: 'parallel-trends';
  readonly treated: number;
  readonly compared: number;
}

/**
 * Difference in differences over groups: the effect of an activity on those it reached, beside groups it did not
 * reach. There is no call for a bare before and after: without a comparison no effect is named.
 *
 * Source: Angrist and Pischke 2009; Bertrand, Duflo and Mullainathan 2004 (one change per group); Fisher's exact
 * permutation.
 *
 * @throws InvalidInputError `engagement/no-comparison` with fewer than two groups on a side.
 * @example
 * ```ts
 * import { differenceInDifferences } from '@meritkit/engagement-index';
 *
 * const group = (id: string, treated: boolean, before: number, after: number) => ({ id, treated, before, after });
 * const groups = [group('a', true, 50, 60), group('b', true, 52, 64), group('c', false, 51, 53), group('d', false, 49, 50)];
 * differenceInDifferences({ groups }).effect; // 9.5
 * ```
 */
export function differenceInDifferences(options: { readonly groups: readonly PanelGroup[] }): DifferenceInDifferences {
  const changes = options.groups.map((group, index) => {
    if (!Number.isFinite(group.before) || !Number.isFinite(group.after)) {
      throw invalidInput('engagement/no-comparison', ['groups', index], 'before and after are finite numbers');
    }
    return { treated: group.treated, change: group.after - group.before };
  });
  const treated = changes.filter((group) => group.treated).map((group) => group.change);
  const others = changes.filter((group) => !group.treated).map((group) => group.change);
  if (treated.length < 2 || others.length < 2) {
    throw invalidInput('engagement/no-comparison', ['groups'], 'at least two groups on each side');
  }
  const [one, two] = [meanVariance(treated), meanVariance(others)];
  const effect = one.mean! - two.mean!;
  const [left, right] = [one.variance! / treated.length, two.variance! / others.length];
  const error = Math.sqrt(left + right);
  const degreesOfFreedom =
    error === 0
      ? treated.length + others.length - 2
      : ((left + right) * (left + right)) /
        ((left * left) / (treated.length - 1) + (right * right) / (others.length - 1));
  const t = error === 0 ? (effect === 0 ? 0 : Math.sign(effect) * Number.MAX_VALUE) : effect / error;
  const half = tQuantile({ probability: 0.975, degreesOfFreedom }) * error;
  return {
    effect,
    t,
    degreesOfFreedom,
    p: Math.min(1, 2 * tCdf({ value: -Math.abs(t), degreesOfFreedom })),
    interval: [effect - half, effect + half],
    permutationP: permutationP(
      changes.map((group) => group.change),
      treated.length,
      effect,
    ),
    standardErrors: { pooled: pooledError(options.groups), clustered: clusteredError(treated, others) },
    assumes: 'parallel-trends',
    treated: treated.length,
    compared: others.length,
  };
}

function pooledError(groups: readonly PanelGroup[]): number {
  const cells = [true, false].flatMap((side) => {
    const members = groups.filter((group) => group.treated === side);
    return [members.map((group) => group.before), members.map((group) => group.after)];
  });
  const squares = sumOf(cells.map((cell) => (meanVariance(cell).variance ?? 0) * (cell.length - 1)));
  const variance = squares / (groups.length * 2 - 4);
  return Math.sqrt(variance * sumOf(cells.map((cell) => 1 / cell.length)));
}

function clusteredError(treated: readonly number[], others: readonly number[]): number {
  const groups = treated.length + others.length;
  const side = (changes: readonly number[]) =>
    ((meanVariance(changes).variance ?? 0) * (changes.length - 1)) / (changes.length * changes.length);
  const correction = (groups / (groups - 1)) * ((groups * 2 - 1) / (groups * 2 - 4));
  return Math.sqrt((side(treated) + side(others)) * correction);
}

function permutationP(changes: readonly number[], size: number, effect: number): number | null {
  let ways = 1;
  for (let index = 0; index < size; index += 1) ways = (ways * (changes.length - index)) / (index + 1);
  if (ways > 200_000) return null;
  const total = sumOf(changes);
  const bound = Math.abs(effect) - 1e-9 * Math.max(1, Math.abs(effect));
  let extreme = 0;
  const visit = (from: number, left: number, sum: number): void => {
    if (left === 0) {
      if (Math.abs(sum / size - (total - sum) / (changes.length - size)) >= bound) extreme += 1;
      return;
    }
    for (let index = from; index <= changes.length - left; index += 1)
      visit(index + 1, left - 1, sum + changes[index]!);
  };
  visit(0, size, 0);
  return extreme / Math.round(ways);
}
