/** A two-sided CUSUM after each wave: sums above and below the target, runs since each left zero, and the first signal. */
export interface CusumChart {
  readonly up: readonly number[];
  readonly down: readonly number[];
  readonly upRun: readonly number[];
  readonly downRun: readonly number[];
  /** Index of the first wave that signals, or null. */
  readonly signalAt: number | null;
}

/**
 * The tabular CUSUM of standardised or raw values: slack k and limit h are in units of `deviation`. It finds small
 * lasting shifts; `cusumRunLength` states how often it cries wolf.
 *
 * Source: Page 1954; Montgomery, Statistical Quality Control, chapter 9.
 *
 * @example
 * ```ts
 * import { runCusum } from '@meritkit/engagement-index';
 *
 * runCusum({ values: [12, 12, 12, 12], target: 10, deviation: 1, slack: 0.5, limit: 5 }).signalAt; // 3
 * ```
 */
export function runCusum(options: {
  readonly values: readonly number[];
  readonly target: number;
  readonly deviation: number;
  readonly slack: number;
  readonly limit: number;
}): CusumChart {
  const { values, target, deviation, slack, limit } = options;
  const [up, down, upRun, downRun]: [number[], number[], number[], number[]] = [[], [], [], []];
  let signalAt: number | null = null;
  values.forEach((value, index) => {
    const above = Math.max(0, value - (target + slack * deviation) + (up[index - 1] ?? 0));
    const below = Math.max(0, target - slack * deviation - value + (down[index - 1] ?? 0));
    up.push(above);
    down.push(below);
    upRun.push(above > 0 ? (upRun[index - 1] ?? 0) + 1 : 0);
    downRun.push(below > 0 ? (downRun[index - 1] ?? 0) + 1 : 0);
    if (signalAt === null && (above > limit * deviation || below > limit * deviation)) signalAt = index;
  });
  return { up, down, upRun, downRun, signalAt };
}

/** An EWMA after each wave with its exact limits, and the first wave outside them. */
export interface EwmaChart {
  readonly values: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly signalAt: number | null;
}

/**
 * The exponentially weighted moving average with limits that widen to their steady state.
 *
 * Source: Roberts 1959; Lucas and Saccucci 1990.
 *
 * @example
 * ```ts
 * import { runEwma } from '@meritkit/engagement-index';
 *
 * runEwma({ values: [12, 12, 12], target: 10, deviation: 1, weight: 0.2, limit: 2.86 }).signalAt; // 2
 * ```
 */
export function runEwma(options: {
  readonly values: readonly number[];
  readonly target: number;
  readonly deviation: number;
  readonly weight: number;
  readonly limit: number;
}): EwmaChart {
  const { target, deviation, weight, limit } = options;
  const [values, lower, upper]: [number[], number[], number[]] = [[], [], []];
  let [current, decay] = [target, 1];
  let signalAt: number | null = null;
  options.values.forEach((value, index) => {
    current = weight * value + (1 - weight) * current;
    decay *= (1 - weight) * (1 - weight);
    const half = limit * deviation * Math.sqrt((weight / (2 - weight)) * (1 - decay));
    values.push(current);
    lower.push(target - half);
    upper.push(target + half);
    if (signalAt === null && (current > target + half || current < target - half)) signalAt = index;
  });
  return { values, lower, upper, signalAt };
}
