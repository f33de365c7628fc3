/**
 * Discounted cumulative gain of graded results in the order shown, gains as given, discount log2(rank + 1).
 *
 * Source: Järvelin and Kekäläinen 2002.
 *
 * @example
 * ```ts
 * import { discountedGain } from '@meritkit/engagement-index';
 *
 * discountedGain([3, 2, 0]).toFixed(4); // '4.2619'
 * ```
 */
export function discountedGain(gains: readonly number[]): number {
  let sum = 0;
  gains.forEach((gain, index) => {
    sum += gain / Math.log2(index + 2);
  });
  return sum;
}

/**
 * DCG over the best order's DCG; null when nothing is relevant.
 *
 * @example
 * ```ts
 * import { normalizedGain } from '@meritkit/engagement-index';
 *
 * normalizedGain([3, 2, 0]); // 1
 * ```
 */
export function normalizedGain(gains: readonly number[]): number | null {
  const best = discountedGain([...gains].sort((left, right) => right - left));
  return best === 0 ? null : discountedGain(gains) / best;
}

/**
 * Average precision of hits and misses in the order shown; null without a hit.
 *
 * @example
 * ```ts
 * import { averagePrecision } from '@meritkit/engagement-index';
 *
 * averagePrecision([true, false, true])?.toFixed(4); // '0.8333'
 * ```
 */
export function averagePrecision(hits: readonly boolean[]): number | null {
  let [found, sum] = [0, 0];
  hits.forEach((hit, index) => {
    if (!hit) return;
    found += 1;
    sum += found / (index + 1);
  });
  return found === 0 ? null : sum / found;
}
