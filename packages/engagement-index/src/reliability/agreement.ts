import { invalidInput } from '@meritkit/core/errors';
import { fCdf, meanVariance } from '@meritkit/core/statistics';
import { fQuantile } from './alpha.ts';
import { type CompleteRows, sumOf } from './matrix.ts';

/** An intraclass correlation with its F test and 95% interval. */
export interface IntraclassCorrelation {
  readonly type: 'ICC1' | 'ICC2' | 'ICC3' | 'ICC1k' | 'ICC2k' | 'ICC3k';
  readonly value: number;
  readonly f: number;
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The six intraclass correlations of targets (rows) by judges (columns): one random judge per rating, random judges,
 * fixed judges, each for one rating and for the mean of k.
 *
 * Source: Shrout and Fleiss 1979; McGraw and Wong 1996.
 *
 * @throws InvalidInputError `engagement/too-few-rows`
 * @example
 * ```ts
 * import { intraclassCorrelations } from '@meritkit/engagement-index';
 *
 * intraclassCorrelations({ rows: [[9, 8], [6, 5], [8, 8], [7, 6]] })[1]?.type; // 'ICC2'
 * ```
 */
export function intraclassCorrelations(options: { readonly rows: CompleteRows }): readonly IntraclassCorrelation[] {
  const { rows } = options;
  const [n, k] = [rows.length, rows[0]?.length ?? 0];
  if (n < 2 || k < 2 || rows.some((row) => row.length !== k || !row.every(Number.isFinite))) {
    throw invalidInput('engagement/too-few-rows', ['rows'], 'at least two targets and two judges, without gaps');
  }
  const grand = sumOf(rows.map(sumOf)) / (n * k);
  const square = (value: number) => value * value;
  const between = (k * sumOf(rows.map((row) => square(sumOf(row) / k - grand)))) / (n - 1);
  const judges = rows[0]!.map((_, column) => sumOf(rows.map((row) => row[column]!)) / n);
  const judgeSquares = n * sumOf(judges.map((mean) => square(mean - grand)));
  const total = sumOf(rows.map((row) => sumOf(row.map((value) => square(value - grand)))));
  const withinSquares = total - between * (n - 1);
  const within = withinSquares / (n * (k - 1));
  const [judge, error] = [judgeSquares / (k - 1), (withinSquares - judgeSquares) / ((n - 1) * (k - 1))];
  const one = ratios('ICC1', between / within, n - 1, n * (k - 1), k);
  const three = ratios('ICC3', between / error, n - 1, (n - 1) * (k - 1), k);
  const two = randomJudges({ n, k, between, judge, error, p: three.single.p });
  return [one.single, two.single, three.single, one.mean, two.mean, three.mean];
}

function ratios(type: 'ICC1' | 'ICC3', f: number, first: number, second: number, k: number) {
  const low = f / fQuantile(0.975, first, second);
  const high = f * fQuantile(0.975, second, first);
  const p = 1 - fCdf({ value: f, numeratorDegrees: first, denominatorDegrees: second });
  const single = (value: number) => (value - 1) / (value + k - 1);
  const mean = (value: number) => 1 - 1 / value;
  return {
    single: { type, value: single(f), f, p, lower: single(low), upper: single(high) } as const,
    mean: { type: `${type}k`, value: mean(f), f, p, lower: mean(low), upper: mean(high) } as const,
  };
}

function randomJudges(given: {
  readonly n: number;
  readonly k: number;
  readonly between: number;
  readonly judge: number;
  readonly error: number;
  readonly p: number;
}) {
  const { n, k, between, judge, error, p } = given;
  const value = (between - error) / (between + (k - 1) * error + (k * (judge - error)) / n);
  const ratio = judge / error;
  const rest = n * (1 + (k - 1) * value) - k * value;
  const degrees =
    ((k - 1) * (n - 1) * (k * value * ratio + rest) * (k * value * ratio + rest)) /
    ((n - 1) * k * k * value * value * ratio * ratio + rest * rest);
  const [up, down] = [fQuantile(0.975, n - 1, degrees), fQuantile(0.975, degrees, n - 1)];
  const spread = k * judge + (k * n - k - n) * error;
  const lower = (n * (between - up * error)) / (up * spread + n * between);
  const upper = (n * (down * between - error)) / (spread + n * down * between);
  const mean = (single: number) => (single * k) / (1 + single * (k - 1));
  const f = between / error;
  return {
    single: { type: 'ICC2', value, f, p, lower, upper } as const,
    mean: { type: 'ICC2k', value: mean(value), f, p, lower: mean(lower), upper: mean(upper) } as const,
  };
}

/**
 * Within-group agreement on one item against a uniform null: 1 is full agreement, 0 what chance gives, below 0 a split
 * group; null for fewer than two answers.
 *
 * Source: James, Demaree and Wolf 1984.
 *
 * @example
 * ```ts
 * import { withinGroupAgreement } from '@meritkit/engagement-index';
 *
 * withinGroupAgreement({ values: [4, 4, 5, 4], steps: 5 })?.toFixed(3); // '0.875'
 * ```
 */
export function withinGroupAgreement(options: {
  readonly values: readonly number[];
  readonly steps: number;
}): number | null {
  const { variance } = meanVariance(options.values);
  return variance === null ? null : 1 - variance / ((options.steps * options.steps - 1) / 12);
}
