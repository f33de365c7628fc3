/**
 * Discounted cumulative gain of graded results in the order shown, gains as given, discount log2(rank + 1).
 *
 * Source: Järvelin and Kekäläinen 2002.
 */
export function discountedGain(gains: readonly number[]): number {
  let sum = 0;
  gains.forEach((gain, index) => {
    sum += gain / Math.log2(index + 2);
  });
  return sum;
}

/** DCG over the best order's DCG; null when nothing is relevant. */
export function normalizedGain(gains: readonly number[]): number | null {
  const best = discountedGain([...gains].sort((left, right) => right - left));
  return best === 0 ? null : discountedGain(gains) / best;
}

/** Average precision of hits and misses in the order shown; null without a hit. */
export function averagePrecision(hits: readonly boolean[]): number | null {
  let [found, sum] = [0, 0];
  hits.forEach((hit, index) => {
    if (!hit) return;
    found += 1;
    sum += found / (index + 1);
  });
  return found === 0 ? null : sum / found;
}
