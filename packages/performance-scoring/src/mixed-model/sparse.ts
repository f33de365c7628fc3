import { InvariantError } from '@meritkit/core/errors';
import { factorDense, solveLowerDense, solveUpperDense } from './dense.ts';
import type { Elimination } from './ordering.ts';

/** A lower factor: sparse columns first, then a dense triangle for the rest. Row numbers are elimination steps. */
export interface Factor {
  readonly size: number;
  /** How many columns are sparse. */
  readonly split: number;
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly values: Float64Array;
  /** Row-major square of the rest, of which the lower triangle is used. */
  readonly rest: Float64Array;
}

/** Lays out the factor of an elimination: in each sparse column the diagonal, then the rows below, ascending. */
export function allocateFactor(elimination: Elimination): Factor {
  const size = elimination.order.length;
  const split = elimination.pattern.length;
  const columnStart = new Int32Array(split + 1);
  for (let step = 0; step < split; step += 1) {
    columnStart[step + 1] = columnStart[step]! + elimination.pattern[step]!.length + 1;
  }
  const row = new Int32Array(columnStart[split]!);
  for (let step = 0; step < split; step += 1) {
    row[columnStart[step]!] = step;
    row.set(elimination.pattern[step]!, columnStart[step]! + 1);
  }
  const dense = size - split;
  return { size, split, columnStart, row, values: new Float64Array(row.length), rest: new Float64Array(dense * dense) };
}

/** Where an entry of the lower triangle lies: in `values`, or as `-1 - index` in `rest`. */
export function positionOf(factor: Factor, row: number, column: number): number {
  const { split, size } = factor;
  if (column >= split) return -1 - ((row - split) * (size - split) + column - split);
  let from = factor.columnStart[column]!;
  let to = factor.columnStart[column + 1]!;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (factor.row[middle]! < row) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Factors in place, right-looking: each finished sparse column is subtracted from what it reaches; then the rest. */
export function factorInPlace(factor: Factor): void {
  const { size, split, columnStart, row, values, rest } = factor;
  const place = new Int32Array(size);
  const dense = size - split;
  for (let column = 0; column < split; column += 1) {
    const start = columnStart[column]!;
    const end = columnStart[column + 1]!;
    const pivot = values[start]!;
    if (!(pivot > 0)) {
      throw new InvariantError({ code: 'performance/not-positive-definite', message: `pivot ${column} is ${pivot}` });
    }
    const root = Math.sqrt(pivot);
    values[start] = root;
    for (let at = start + 1; at < end; at += 1) values[at]! /= root;
    let tail = start + 1;
    for (; tail < end && row[tail]! < split; tail += 1) {
      const target = row[tail]!;
      const share = values[tail]!;
      for (let p = columnStart[target]!; p < columnStart[target + 1]!; p += 1) place[row[p]!] = p;
      for (let below = tail; below < end; below += 1) values[place[row[below]!]!]! -= values[below]! * share;
    }
    for (let below = tail; below < end; below += 1) {
      const at = (row[below]! - split) * dense - split;
      const share = values[below]!;
      for (let left = tail; left <= below; left += 1) rest[at + row[left]!]! -= values[left]! * share;
    }
  }
  factorDense(rest, dense);
}

/** 2 log |L|: the log determinant of what was factored. */
export function logDeterminantOf(factor: Factor): number {
  const dense = factor.size - factor.split;
  let sum = 0;
  for (let column = 0; column < factor.split; column += 1) sum += Math.log(factor.values[factor.columnStart[column]!]!);
  for (let index = 0; index < dense; index += 1) sum += Math.log(factor.rest[index * dense + index]!);
  return 2 * sum;
}

/** Solves L x = b in place. */
export function solveLower(factor: Factor, b: Float64Array): void {
  const { split, columnStart, row, values } = factor;
  for (let column = 0; column < split; column += 1) {
    const value = b[column]! / values[columnStart[column]!]!;
    b[column] = value;
    if (value === 0) continue;
    for (let at = columnStart[column]! + 1; at < columnStart[column + 1]!; at += 1) b[row[at]!]! -= values[at]! * value;
  }
  solveLowerDense(factor.rest, factor.size - split, b.subarray(split));
}

/** Solves Lᵀ x = b in place. */
export function solveUpper(factor: Factor, b: Float64Array): void {
  const { split, columnStart, row, values } = factor;
  solveUpperDense(factor.rest, factor.size - split, b.subarray(split));
  for (let column = split - 1; column >= 0; column -= 1) {
    let sum = b[column]!;
    for (let at = columnStart[column]! + 1; at < columnStart[column + 1]!; at += 1) sum -= values[at]! * b[row[at]!]!;
    b[column] = sum / values[columnStart[column]!]!;
  }
}
