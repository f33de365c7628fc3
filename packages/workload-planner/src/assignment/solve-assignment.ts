import { invalidInput } from '@meritkit/core/errors';
import { startAssignment } from './start-assignment.ts';

/** Who gets what, and what it costs in all. */
export interface CheapestAssignment {
  /** `columns[row]` is the column assigned to the row, -1 where there are more rows than columns. */
  readonly columns: readonly number[];
  /** Sum of the chosen costs. */
  readonly cost: number;
}

/**
 * The cheapest one-to-one assignment of rows to columns; a rectangular matrix leaves the longer side partly unassigned.
 *
 * Costs may be negative or fractional; refuses what is not finite. Exact, O(n^3) at worst.
 * Throws `InvalidInputError` `planner/instance-number` (a cost not finite), `planner/instance-malformed` (ragged rows).
 * Sources: Jonker & Volgenant (1987), A shortest augmenting path algorithm, Computing 38, 325-340; where its reduction
 * leaves most rows free, prices come from an auction with narrowing steps (Bertsekas 1988).
 *
 * @example
 * ```ts
 * import { solveAssignment } from '@meritkit/workload-planner';
 *
 * solveAssignment({ costs: [[4, 1, 3], [2, 0, 5], [3, 2, 2]] }); // { columns: [1, 0, 2], cost: 5 }
 * ```
 */
export function solveAssignment(options: { readonly costs: readonly ArrayLike<number>[] }): CheapestAssignment {
  const { costs } = options;
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  const isTall = rows > columns;
  const size = Math.max(rows, columns);
  const table = new Float64Array(size * size);
  for (let row = 0; row < rows; row += 1) {
    const line = costs[row]!;
    if (line.length !== columns)
      throw invalidInput('planner/instance-malformed', ['costs', row], `expected ${columns} costs, got ${line.length}`);
    for (let column = 0; column < columns; column += 1) {
      const cost = line[column]!;
      if (!Number.isFinite(cost))
        throw invalidInput('planner/instance-number', ['costs', row, column], `expected a finite cost, got ${cost}`);
      table[row * size + column] = cost;
    }
  }
  const assigned = assignSquare(table, size);
  let cost = 0;
  const chosen = Array.from({ length: rows }, (_, row) => {
    const column = assigned[row]!;
    if (isTall && column >= columns) return -1;
    cost += table[row * size + column]!;
    return column;
  });
  return { columns: chosen, cost };
}

/** Shortest augmenting paths from a good start, on a square table stored by rows; returns the column of each row. */
function assignSquare(table: Float64Array, size: number): Int32Array {
  const columnOf = new Int32Array(size).fill(-1);
  const rowOf = new Int32Array(size).fill(-1);
  const prices = new Float64Array(size);
  const free = new Int32Array(size);
  const freeCount = startAssignment(table, size, columnOf, rowOf, prices, free);
  augment(table, size, columnOf, rowOf, prices, free, freeCount);
  return columnOf;
}

/**
 * Shortest augmenting paths for the rows that are still free (Dijkstra on reduced costs). The columns still to be
 * reached stay in rising order, so that every row is read from left to right.
 */
function augment(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
  free: Int32Array,
  freeCount: number,
): void {
  const distance = new Float64Array(size);
  const before = new Int32Array(size);
  const open = new Int32Array(size);
  const reached = new Int32Array(size);
  for (let index = 0; index < freeCount; index += 1) {
    const start = free[index]!;
    let row = start;
    let offset = 0;
    let openCount = size;
    let reachedCount = 0;
    let least = 0;
    let column = -1;
    for (let position = 0; position < size; position += 1) open[position] = position;
    distance.fill(Number.POSITIVE_INFINITY);
    for (;;) {
      const base = row * size;
      let nearest = 0;
      least = Number.POSITIVE_INFINITY;
      for (let position = 0; position < openCount; position += 1) {
        const other = open[position]!;
        const reach = table[base + other]! - prices[other]! - offset;
        let current = distance[other]!;
        if (reach < current) {
          current = reach;
          distance[other] = reach;
          before[other] = row;
        }
        if (current < least || (current === least && rowOf[other]! < 0)) {
          least = current;
          nearest = position;
        }
      }
      column = open[nearest]!;
      if (rowOf[column]! < 0) break;
      open.copyWithin(nearest, nearest + 1, openCount);
      openCount -= 1;
      reached[reachedCount++] = column;
      row = rowOf[column]!;
      offset = table[row * size + column]! - prices[column]! - least;
    }
    for (let position = 0; position < reachedCount; position += 1) {
      const other = reached[position]!;
      prices[other] = prices[other]! + distance[other]! - least;
    }
    for (;;) {
      const owner = before[column]!;
      rowOf[column] = owner;
      const next = columnOf[owner]!;
      columnOf[owner] = column;
      column = next;
      if (owner === start) break;
    }
  }
}
