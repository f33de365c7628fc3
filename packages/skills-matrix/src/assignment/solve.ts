import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';

/** The answer of `solveAssignment`. */
export interface AssignmentSolution {
  /** For each row its column. */
  readonly columns: readonly number[];
  readonly cost: number;
  /** A price per row and column with price(row) + price(column) <= cost everywhere and equal where assigned: the proof. */
  readonly rowPrices: readonly number[];
  readonly columnPrices: readonly number[];
}

/**
 * The cheapest assignment of every row to a column of its own. Infinity forbids a pair. Exact, in O(rows² · columns).
 *
 * Source: R. Jonker and A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", 1987; in the rectangular form of D. F. Crouse, 2016.
 *
 * @throws InvalidInputError `skills/invalid-matrix` for rows of different length, more rows than columns, or NaN
 * @example
 * ```ts
 * import { solveAssignment } from '@meritkit/skills-matrix';
 *
 * const answer = solveAssignment({ costs: [[4, 1, 3], [2, 0, 5], [3, 2, 2]] });
 * answer.ok && answer.cost; // 5
 * ```
 */
export function solveAssignment(options: {
  readonly costs: readonly ArrayLike<number>[];
}): Outcome<AssignmentSolution, Rejection<'skills/no-assignment', { readonly row: number }>> {
  const { costs } = options;
  const width = costs[0]?.length ?? 0;
  checkMatrix(costs, width);
  const rowPrices = new Float64Array(costs.length);
  const columnPrices = new Float64Array(width);
  const rowOf = new Int32Array(width).fill(-1);
  const columnOf = new Int32Array(costs.length).fill(-1);
  for (let row = 0; row < costs.length; row += 1) {
    if (!augment(costs, row, { rowPrices, columnPrices, rowOf, columnOf }))
      return reject('skills/no-assignment', { row });
  }
  const columns = [...columnOf];
  const cost = columns.reduce((sum, column, row) => sum + costs[row]![column]!, 0);
  return { ok: true, columns, cost, rowPrices: [...rowPrices], columnPrices: [...columnPrices] };
}

function checkMatrix(costs: readonly ArrayLike<number>[], width: number): void {
  if (costs.length > width) throw invalidInput('skills/invalid-matrix', ['costs'], 'there are more rows than columns');
  for (const [row, values] of costs.entries()) {
    if (values.length !== width) throw invalidInput('skills/invalid-matrix', ['costs', row], 'rows differ in length');
    for (let column = 0; column < width; column += 1) {
      const value = values[column]!;
      if (Number.isNaN(value) || value === Number.NEGATIVE_INFINITY) {
        throw invalidInput('skills/invalid-matrix', ['costs', row, column], `${value} is not a cost`);
      }
    }
  }
}

interface Duals {
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
  readonly rowOf: Int32Array;
  readonly columnOf: Int32Array;
}

/** Finds the shortest path of reduced costs from a free row to a free column, and reassigns along it. */
function augment(costs: readonly ArrayLike<number>[], start: number, duals: Duals): boolean {
  const { rowPrices, columnPrices, rowOf, columnOf } = duals;
  const width = columnPrices.length;
  const shortest = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(width).fill(-1);
  const doneColumn = new Uint8Array(width);
  const doneRows: number[] = [];
  let row = start;
  let lowest = 0;
  let sink = -1;
  while (sink < 0) {
    doneRows.push(row);
    const values = costs[row]!;
    const base = lowest - rowPrices[row]!;
    let next = -1;
    let nearest = Number.POSITIVE_INFINITY;
    for (let column = 0; column < width; column += 1) {
      if (doneColumn[column] === 1) continue;
      const reach = base + values[column]! - columnPrices[column]!;
      if (reach < shortest[column]!) {
        shortest[column] = reach;
        via[column] = row;
      }
      const known = shortest[column]!;
      if (known < nearest || (known === nearest && next >= 0 && rowOf[column]! < 0 && rowOf[next]! >= 0)) {
        nearest = known;
        next = column;
      }
    }
    if (next < 0 || nearest === Number.POSITIVE_INFINITY) return false;
    lowest = nearest;
    doneColumn[next] = 1;
    if (rowOf[next]! < 0) sink = next;
    else row = rowOf[next]!;
  }
  for (const done of doneRows) {
    rowPrices[done]! += done === start ? lowest : lowest - shortest[columnOf[done]!]!;
  }
  for (let column = 0; column < width; column += 1) {
    if (doneColumn[column] === 1) columnPrices[column]! -= lowest - shortest[column]!;
  }
  for (let column = sink; ; ) {
    const owner = via[column]!;
    rowOf[column] = owner;
    const before = columnOf[owner]!;
    columnOf[owner] = column;
    if (owner === start) return true;
    column = before;
  }
}
