/** What a history says about the rate to come, and how sure that is. */
export interface ThroughputFit {
  readonly periods: number;
  /** Items per period. */
  readonly mean: number;
  /** How much of a good or bad period carries over to the next: the lag-one autocorrelation, its small-sample bias taken off. */
  readonly memory: number;
  readonly memoryError: number;
  /** The standard deviation of what is new in each period. */
  readonly noise: number;
  readonly residuals: readonly number[];
  readonly last: number;
}

/**
 * Fits an autoregressive process of order one by moments. The estimate of its memory is low by (1 + 3φ)/n in short
 * series (Marriott and Pope 1954, Kendall 1954); the residuals are scaled for the two parameters they cost.
 */
export function fitThroughput(finished: readonly number[]): ThroughputFit {
  const periods = finished.length;
  const mean = finished.reduce((sum, count) => sum + count, 0) / periods;
  const deviations = finished.map((count) => count - mean);
  let [square, product] = [0, 0];
  for (const [at, deviation] of deviations.entries()) {
    square += deviation * deviation;
    if (at > 0) product += deviation * deviations[at - 1]!;
  }
  const raw = square === 0 ? 0 : product / square;
  const memory = Math.max(-0.3, Math.min(0.9, raw + (1 + 3 * raw) / periods));
  const raws = deviations.slice(1).map((deviation, index) => deviation - memory * deviations[index]!);
  const centre = raws.reduce((sum, value) => sum + value, 0) / raws.length;
  const scale = Math.sqrt(raws.length / Math.max(1, raws.length - 2));
  const residuals = raws.map((value) => (value - centre) * scale);
  const noise = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / residuals.length);
  const memoryError = Math.sqrt((1 - memory * memory) / periods);
  return { periods, mean, memory, memoryError, noise, residuals, last: finished.at(-1)! };
}
