import { invalidInput } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import { quantile } from '@meritkit/core/statistics';
import { type CompleteRows, covarianceMatrix, sumOf } from '../reliability/matrix.ts';

/** How much of an outcome's variance each predictor goes with. Association, not cause. */
export interface DriverImportance {
  readonly rSquared: number;
  /** Lindeman-Merenda-Gold shares of R squared; they add up to it. */
  readonly lmg: readonly number[];
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** 95% percentile bootstrap intervals of `lmg`, or null when no samples were asked for. */
  readonly intervals: readonly (readonly [number, number])[] | null;
}

const MOST_PREDICTORS = 12;

/**
 * The relative importance of predictors (columns 1 and on) for an outcome (column 0) by averaging over all orders,
 * with percentile bootstrap intervals when `bootstrap` is given. Survey-wide only: the package never releases it for
 * a group.
 *
 * Source: Lindeman, Merenda and Gold 1980; Grömping 2006; Efron 1979 for the bootstrap.
 *
 * @throws InvalidInputError `engagement/too-few-rows`, `engagement/too-many-predictors`, `engagement/impossible-count`
 * for fewer than 40 or more than 10,000 samples
 * @example
 * ```ts
 * import { driverImportance } from '@meritkit/engagement-index';
 *
 * const rows = [[1, 1, 3], [2, 2, 1], [3, 3, 2], [4, 4, 3], [5, 5, 1]];
 * driverImportance({ rows }).lmg[0]?.toFixed(2); // '0.95'
 * ```
 */
export function driverImportance(options: {
  readonly rows: CompleteRows;
  readonly bootstrap?: { readonly samples: number; readonly seed: number | string };
}): DriverImportance {
  const { rows, bootstrap } = options;
  const predictors = (rows[0]?.length ?? 1) - 1;
  checkPredictors(predictors);
  const point = importanceOf(rows, predictors);
  if (bootstrap === undefined) return { ...point, intervals: null };
  checkSamples(bootstrap.samples);
  const random = createRandom(bootstrap.seed);
  const samples = Array.from({ length: bootstrap.samples }, () => {
    const drawn = rows.map(() => random.pick(rows));
    return importanceOf(drawn, predictors).lmg;
  });
  const intervals = point.lmg.map((_, index) => {
    const values = samples.map((sample) => sample[index]!);
    return [quantile({ values, probability: 0.025 }) ?? 0, quantile({ values, probability: 0.975 }) ?? 0] as const;
  });
  return { ...point, intervals };
}

/** A 2.5% point needs forty samples to exist; beyond ten thousand nothing is gained. */
function checkSamples(samples: number): void {
  if (!Number.isSafeInteger(samples) || samples < 40 || samples > 10_000) {
    throw invalidInput('engagement/impossible-count', ['bootstrap', 'samples'], 'between 40 and 10000');
  }
}

/** Throws `engagement/too-many-predictors` unless the number of predictors can be taken apart. Internal. */
export function checkPredictors(predictors: number): void {
  if (predictors < 1 || predictors > MOST_PREDICTORS) {
    throw invalidInput('engagement/too-many-predictors', ['rows'], `between 1 and ${MOST_PREDICTORS} predictors`);
  }
}

function importanceOf(rows: CompleteRows, predictors: number) {
  const covariance = covarianceMatrix(rows);
  const explained = new Float64Array(1 << predictors);
  for (let subset = 1; subset < explained.length; subset += 1) explained[subset] = rSquaredOf(covariance, subset);
  const full = explained.length - 1;
  const weights = orderWeights(predictors);
  const lmg = Array.from({ length: predictors }, (_, predictor) => {
    let sum = 0;
    for (let subset = 0; subset <= full; subset += 1) {
      if ((subset >> predictor) & 1) continue;
      sum += weights[bitsOf(subset)]! * (explained[subset | (1 << predictor)]! - explained[subset]!);
    }
    return sum;
  });
  return {
    rSquared: explained[full]!,
    lmg,
    first: lmg.map((_, predictor) => explained[1 << predictor]!),
    last: lmg.map((_, predictor) => explained[full]! - explained[full & ~(1 << predictor)]!),
  };
}

/** The share of orders in which exactly a given set of `size` others comes before a predictor. */
function orderWeights(predictors: number): readonly number[] {
  return Array.from({ length: predictors }, (_, size) => {
    let choose = 1;
    for (let index = 0; index < size; index += 1) choose = (choose * (predictors - 1 - index)) / (index + 1);
    return 1 / (predictors * choose);
  });
}

function bitsOf(subset: number): number {
  let [rest, count] = [subset, 0];
  while (rest !== 0) {
    rest &= rest - 1;
    count += 1;
  }
  return count;
}

/** R squared of the outcome on a subset of predictors, by Cholesky; predictors that add nothing are passed over. */
function rSquaredOf(covariance: readonly (readonly number[])[], subset: number): number {
  const chosen = covariance
    .map((_, index) => index)
    .filter((index) => index > 0 && ((subset >> (index - 1)) & 1) === 1);
  const factors: number[][] = [];
  const projected: number[] = [];
  const kept: number[] = [];
  for (const index of chosen) {
    const row: number[] = [];
    for (let earlier = 0; earlier < kept.length; earlier += 1) {
      const known = sumOf(row.map((value, at) => value * factors[earlier]![at]!));
      row.push((covariance[index]![kept[earlier]!]! - known) / factors[earlier]![earlier]!);
    }
    const rest = covariance[index]![index]! - sumOf(row.map((value) => value * value));
    if (rest <= 1e-12 * covariance[index]![index]!) continue;
    const root = Math.sqrt(rest);
    projected.push((covariance[index]![0]! - sumOf(row.map((value, at) => value * projected[at]!))) / root);
    factors.push([...row, root]);
    kept.push(index);
  }
  const total = covariance[0]![0]!;
  return total > 0 ? sumOf(projected.map((value) => value * value)) / total : 0;
}
