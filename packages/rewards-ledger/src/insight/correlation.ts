import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import { normalQuantile } from '@meritkit/core/statistics';
import { readMinimumGroup } from './minimum-group.ts';

/** What must be said with every such number. */
export type CorrelationWarning = 'association-is-not-cause' | 'points-are-earned-by-participating';

/** How redemption and participation go together across people. */
export interface Correlation {
  /** Pearson's r of ranks (Spearman), ties at their mean rank; -1 to 1. */
  readonly coefficient: number;
  /** Fisher's z with Bonett and Wright's variance. */
  readonly interval: readonly [number, number];
  readonly confidence: number;
  readonly people: number;
  /** Always both: who participates more has more points to redeem, whatever the rewards do. */
  readonly warnings: readonly CorrelationWarning[];
}

/** Why no number is given. */
export type CorrelationRejection =
  | Rejection<'ledger/group-too-small', { readonly people: number; readonly minimum: number }>
  | Rejection<'ledger/switched-off', { readonly what: string }>;

/**
 * Rank correlation between what people redeemed and how much they took part, with an interval; refused for small
 * groups. The interval follows Bonett and Wright (2000): Fisher's z with variance (1 + r^2/2) / (n - 3).
 *
 * Nobody differs in one of the two: the coefficient is unknown, and `null` is returned with the reason.
 * @example
 * ```ts
 * import { correlateRedemption } from '@meritkit/rewards-ledger';
 *
 * const people = Array.from({ length: 10 }, (_, index) => ({ redeemed: index, participated: index * index }));
 * const answer = correlateRedemption({ people });
 * answer.ok && answer.correlation?.warnings.length; // 2
 * ```
 */
export function correlateRedemption(options: {
  readonly people: readonly { readonly redeemed: number; readonly participated: number }[];
  /** At least 5; 10 unless given. */
  readonly minimumGroup?: number;
  /** 0.95 unless given. */
  readonly confidence?: number;
}):
  | { readonly ok: true; readonly correlation: Correlation }
  | { readonly ok: true; readonly correlation: null; readonly unknown: { readonly reason: 'no-variation' } }
  | { readonly ok: false; readonly rejection: CorrelationRejection } {
  const minimum = readMinimumGroup(options.minimumGroup);
  const { people } = options;
  if (people.length < minimum) return reject('ledger/group-too-small', { people: people.length, minimum });
  const confidence = options.confidence ?? 0.95;
  if (!(confidence > 0 && confidence < 1)) {
    throw invalidInput('ledger/invalid-input', ['confidence'], 'a confidence lies between 0 and 1');
  }
  for (const [index, { redeemed, participated }] of people.entries()) {
    if (Number.isFinite(redeemed) && Number.isFinite(participated)) continue;
    throw invalidInput('ledger/invalid-input', ['people', index], 'both are finite numbers');
  }
  const coefficient = pearson(
    ranks(people.map((person) => person.redeemed)),
    ranks(people.map((person) => person.participated)),
  );
  if (coefficient === null) return { ok: true, correlation: null, unknown: { reason: 'no-variation' } };
  return {
    ok: true,
    correlation: {
      coefficient,
      interval: intervalOf(coefficient, people.length, confidence),
      confidence,
      people: people.length,
      warnings: ['association-is-not-cause', 'points-are-earned-by-participating'],
    },
  };
}

/** Ranks from 1; equal values share their mean rank. */
export function ranks(values: readonly number[]): readonly number[] {
  const order = values.map((value, index) => ({ value, index })).sort((left, right) => left.value - right.value);
  const result = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]!.value === order[start]!.value) end += 1;
    for (let at = start; at <= end; at += 1) result[order[at]!.index] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return result;
}

function pearson(left: readonly number[], right: readonly number[]): number | null {
  const n = left.length;
  const meanLeft = left.reduce((sum, value) => sum + value, 0) / n;
  const meanRight = right.reduce((sum, value) => sum + value, 0) / n;
  let [product, squareLeft, squareRight] = [0, 0, 0];
  for (let index = 0; index < n; index += 1) {
    const one = left[index]! - meanLeft;
    const other = right[index]! - meanRight;
    product += one * other;
    squareLeft += one * one;
    squareRight += other * other;
  }
  if (squareLeft === 0 || squareRight === 0) return null;
  return Math.max(-1, Math.min(1, product / Math.sqrt(squareLeft * squareRight)));
}

function intervalOf(coefficient: number, n: number, confidence: number): readonly [number, number] {
  if (Math.abs(coefficient) === 1) return [coefficient, coefficient];
  const centre = Math.atanh(coefficient);
  const half = normalQuantile((1 + confidence) / 2) * Math.sqrt((1 + (coefficient * coefficient) / 2) / (n - 3));
  return [Math.tanh(centre - half), Math.tanh(centre + half)];
}
