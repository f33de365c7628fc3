import { invalidInput } from '@meritkit/core/errors';

/** Rows of numbers without gaps: respondents by items. */
export type CompleteRows = readonly (readonly number[])[];

/** Sample covariances (n - 1) of the columns. Throws `engagement/too-few-rows` for ragged, short or non-numeric data. */
export function covarianceMatrix(rows: CompleteRows): readonly (readonly number[])[] {
  const width = rows[0]?.length ?? 0;
  if (rows.length < 2 || width < 1) {
    throw invalidInput('engagement/too-few-rows', ['rows'], 'at least two complete rows are needed');
  }
  rows.forEach((row, index) => {
    if (row.length !== width || !row.every((value) => Number.isFinite(value))) {
      throw invalidInput('engagement/too-few-rows', ['rows', index], 'every row holds one finite number per item');
    }
  });
  const means = Array.from({ length: width }, (_, column) => meanOf(rows, column));
  const covariance = means.map(() => new Array<number>(width).fill(0));
  for (let one = 0; one < width; one += 1) {
    for (let two = one; two < width; two += 1) {
      let sum = 0;
      for (const row of rows) sum += (row[one]! - means[one]!) * (row[two]! - means[two]!);
      covariance[one]![two] = sum / (rows.length - 1);
      covariance[two]![one] = covariance[one]![two]!;
    }
  }
  return covariance;
}

function meanOf(rows: CompleteRows, column: number): number {
  let sum = 0;
  for (const row of rows) sum += row[column]!;
  return sum / rows.length;
}

/** The correlations behind a covariance matrix; null where an item does not vary. */
export function correlationMatrix(covariance: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  if (covariance.some((row, index) => !(row[index]! > 0))) return null;
  return covariance.map((row, one) =>
    row.map((value, two) => (one === two ? 1 : value / Math.sqrt(covariance[one]![one]! * covariance[two]![two]!))),
  );
}

/** The sum of numbers, in their order. */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
