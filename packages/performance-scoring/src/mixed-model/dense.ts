import { InvariantError } from '@meritkit/core/errors';

const panel = 64;

/**
 * Cholesky factor of a symmetric positive definite matrix, in place in the lower triangle of row-major `a`. Blocked and
 * left-looking: nearly all work is dot products of contiguous rows in 4 by 4 tiles that stay in registers.
 */
export function factorDense(a: Float64Array, size: number): void {
  for (let from = 0; from < size; from += panel) {
    const to = Math.min(from + panel, size);
    for (let row = from; row < size; row += 4) {
      const last = Math.min(to, row + 4);
      for (let column = from; column < last; column += 4) {
        if (row + 4 <= size && column + 4 <= to) subtractTile(a, size, row, column, from);
        else subtractEdge(a, size, row, column, from, to);
      }
    }
    factorPanel(a, size, from, to);
  }
}

/** a[row..row+4, column..column+4] -= rows · columns over the first `depth` entries. */
function subtractTile(a: Float64Array, size: number, row: number, column: number, depth: number): void {
  const r0 = row * size;
  const r1 = r0 + size;
  const r2 = r1 + size;
  const r3 = r2 + size;
  const c0 = column * size;
  const c1 = c0 + size;
  const c2 = c1 + size;
  const c3 = c2 + size;
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0;
  let s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  for (let k = 0; k < depth; k += 1) {
    const x0 = a[r0 + k]!,
      x1 = a[r1 + k]!,
      x2 = a[r2 + k]!,
      x3 = a[r3 + k]!;
    const y0 = a[c0 + k]!,
      y1 = a[c1 + k]!,
      y2 = a[c2 + k]!,
      y3 = a[c3 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
    s23 += x2 * y3;
    s30 += x3 * y0;
    s31 += x3 * y1;
    s32 += x3 * y2;
    s33 += x3 * y3;
  }
  a[r0 + column]! -= s00;
  a[r0 + column + 1]! -= s01;
  a[r0 + column + 2]! -= s02;
  a[r0 + column + 3]! -= s03;
  a[r1 + column]! -= s10;
  a[r1 + column + 1]! -= s11;
  a[r1 + column + 2]! -= s12;
  a[r1 + column + 3]! -= s13;
  a[r2 + column]! -= s20;
  a[r2 + column + 1]! -= s21;
  a[r2 + column + 2]! -= s22;
  a[r2 + column + 3]! -= s23;
  a[r3 + column]! -= s30;
  a[r3 + column + 1]! -= s31;
  a[r3 + column + 2]! -= s32;
  a[r3 + column + 3]! -= s33;
}

function subtractEdge(a: Float64Array, size: number, row: number, column: number, depth: number, to: number): void {
  for (let i = row; i < Math.min(row + 4, size); i += 1) {
    for (let j = column; j < Math.min(column + 4, to); j += 1) a[i * size + j]! -= dot(a, i * size, j * size, depth);
  }
}

function dot(a: Float64Array, left: number, right: number, length: number): number {
  let sum = 0;
  for (let k = 0; k < length; k += 1) sum += a[left + k]! * a[right + k]!;
  return sum;
}

/** Factors the panel's own block and solves the rows below it. */
function factorPanel(a: Float64Array, size: number, from: number, to: number): void {
  for (let column = from; column < to; column += 1) {
    const at = column * size;
    const pivot = a[at + column]! - dot(a, at + from, at + from, column - from);
    if (!(pivot > 0)) {
      throw new InvariantError({ code: 'performance/not-positive-definite', message: `pivot ${column} is ${pivot}` });
    }
    const root = Math.sqrt(pivot);
    a[at + column] = root;
    for (let row = column + 1; row < size; row += 1) {
      const start = row * size;
      a[start + column] = (a[start + column]! - dot(a, start + from, at + from, column - from)) / root;
    }
  }
}

/** Solves L x = b in place. */
export function solveLowerDense(a: Float64Array, size: number, b: Float64Array): void {
  for (let row = 0; row < size; row += 1) {
    let sum = b[row]!;
    const at = row * size;
    for (let k = 0; k < row; k += 1) sum -= a[at + k]! * b[k]!;
    b[row] = sum / a[at + row]!;
  }
}

/** Solves Lᵀ x = b in place. */
export function solveUpperDense(a: Float64Array, size: number, b: Float64Array): void {
  for (let row = size - 1; row >= 0; row -= 1) {
    const at = row * size;
    const value = b[row]! / a[at + row]!;
    b[row] = value;
    for (let k = 0; k < row; k += 1) b[k]! -= a[at + k]! * value;
  }
}
