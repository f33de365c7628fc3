import type { Layout } from './layout.ts';
import { orderByMinimumDegree } from './ordering.ts';
import { allocateFactor, factorInPlace, logDeterminantOf, positionOf, solveLower, solveUpper } from './sparse.ts';

/** The system of the small factor after the large one was eliminated: filled, factored and solved again and again. */
export interface SchurSystem {
  /** How many columns of the factor are kept sparse, and how many are left as a dense block. */
  readonly sparseColumns: number;
  readonly denseColumns: number;
  /** Fills and factors diag(diagonal) minus, for each row, scale[row] times the outer product of its counts. */
  readonly factor: (diagonal: Float64Array, scale: Float64Array) => void;
  readonly logDeterminant: () => number;
  /** Solve L x = b and Lᵀ x = b in place; `b` stands in the factor's own order. */
  readonly solveLower: (b: Float64Array) => void;
  readonly solveUpper: (b: Float64Array) => void;
  /** Into the factor's order, and back. */
  readonly permute: (b: Float64Array) => Float64Array;
  readonly restore: (b: Float64Array) => Float64Array;
}

/** From this share of neighbours on, contiguous rows beat indices. */
const defaultDenseFrom = 0.6;

/** Looks at who met whom once, and prepares the factor that every evaluation fills again. */
export function makeSchur(layout: Layout, denseFrom: number = defaultDenseFrom): SchurSystem {
  const elimination = orderByMinimumDegree(layout, denseFrom);
  const factor = allocateFactor(elimination);
  const { order, stepOf } = elimination;
  const diagonalAt = Int32Array.from({ length: factor.size }, (_, step) => positionOf(factor, step, step));
  const positions = pairPositions(layout, stepOf, (row, column) => positionOf(factor, row, column));
  const { values, rest } = factor;
  const { rowStart, times } = layout;
  return {
    sparseColumns: factor.split,
    denseColumns: factor.size - factor.split,
    factor: (diagonal, scale) => {
      values.fill(0);
      rest.fill(0);
      for (let step = 0; step < factor.size; step += 1) {
        const at = diagonalAt[step]!;
        if (at >= 0) values[at] = diagonal[order[step]!]!;
        else rest[-1 - at] = diagonal[order[step]!]!;
      }
      let pair = 0;
      for (let row = 0; row + 1 < rowStart.length; row += 1) {
        for (let one = rowStart[row]!; one < rowStart[row + 1]!; one += 1) {
          const share = scale[row]! * times[one]!;
          for (let other = rowStart[row]!; other <= one; other += 1) {
            const at = positions[pair]!;
            pair += 1;
            if (at >= 0) values[at]! -= share * times[other]!;
            else rest[-1 - at]! -= share * times[other]!;
          }
        }
      }
      factorInPlace(factor);
    },
    logDeterminant: () => logDeterminantOf(factor),
    solveLower: (b) => solveLower(factor, b),
    solveUpper: (b) => solveUpper(factor, b),
    permute: (b) => b.map((_, step) => b[order[step]!]!),
    restore: (b) => b.map((_, level) => b[stepOf[level]!]!),
  };
}

/** For every pair of levels that one row met, where its entry of the lower triangle lies. */
function pairPositions(layout: Layout, stepOf: Int32Array, find: (row: number, column: number) => number): Int32Array {
  const { rowStart, column } = layout;
  let pairs = 0;
  for (let row = 0; row + 1 < rowStart.length; row += 1) {
    const length = rowStart[row + 1]! - rowStart[row]!;
    pairs += (length * (length + 1)) / 2;
  }
  const positions = new Int32Array(pairs);
  let pair = 0;
  for (let row = 0; row + 1 < rowStart.length; row += 1) {
    for (let one = rowStart[row]!; one < rowStart[row + 1]!; one += 1) {
      const left = stepOf[column[one]!]!;
      for (let other = rowStart[row]!; other <= one; other += 1) {
        const right = stepOf[column[other]!]!;
        positions[pair] = left > right ? find(left, right) : find(right, left);
        pair += 1;
      }
    }
  }
  return positions;
}
