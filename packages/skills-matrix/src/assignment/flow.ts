/** Units to place: each row `needs` so many different columns, each column takes up to `capacity` rows. */
export interface FlowProblem {
  readonly needs: readonly number[];
  readonly capacities: readonly number[];
  /** Cost of a pair, 0 or more; Infinity forbids it. */
  readonly costs: readonly Float64Array[];
  /** Cost of leaving one unit of any row unplaced. */
  readonly unplacedCost: number;
}

const FAR = Number.POSITIVE_INFINITY;

interface Flow {
  readonly problem: FlowProblem;
  /** Columns of each row. */
  readonly taken: readonly Set<number>[];
  /** Rows of each column. */
  readonly holders: readonly Set<number>[];
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
}

/**
 * The cheapest placement: a minimum cost flow by successive shortest paths with prices (Dijkstra), exact for any
 * costs. Returns the columns of each row in rising order.
 *
 * Source: R. K. Ahuja, T. L. Magnanti and J. B. Orlin, "Network Flows", 1993, 9.7.
 */
export function placeUnits(problem: FlowProblem): readonly (readonly number[])[] {
  const flow: Flow = {
    problem,
    taken: problem.needs.map(() => new Set<number>()),
    holders: problem.capacities.map(() => new Set<number>()),
    rowPrices: new Float64Array(problem.needs.length),
    columnPrices: new Float64Array(problem.capacities.length + 1),
  };
  for (const [row, need] of problem.needs.entries()) {
    for (let unit = 0; unit < need; unit += 1) placeOne(flow, row);
  }
  return flow.taken.map((columns) => [...columns].sort((a, b) => a - b));
}

/** Distances of one search; the last column stands for leaving a unit unplaced and never fills up. */
interface Reach {
  readonly column: Float64Array;
  readonly row: Float64Array;
  /** The row a column is reached from, and the column a row is reached from. */
  readonly via: Int32Array;
  readonly reachedBy: Int32Array;
  readonly columnDone: Uint8Array;
  readonly rowDone: Uint8Array;
}

/** Places one more unit along the cheapest path, moving others where that is cheaper. */
function placeOne(flow: Flow, start: number): void {
  const { problem, holders, rowPrices, columnPrices } = flow;
  const columns = problem.capacities.length + 1;
  const rows = problem.needs.length;
  const reach: Reach = {
    column: new Float64Array(columns).fill(Number.POSITIVE_INFINITY),
    row: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
    via: new Int32Array(columns).fill(-1),
    reachedBy: new Int32Array(rows).fill(-1),
    columnDone: new Uint8Array(columns),
    rowDone: new Uint8Array(rows),
  };
  reach.row[start] = 0;
  const hasRoom = (column: number): boolean =>
    column === columns - 1 || holders[column]!.size < problem.capacities[column]!;
  let end = -1;
  while (end < 0) {
    const row = nearestOf(reach.row, reach.rowDone);
    const column = nearestOf(reach.column, reach.columnDone, hasRoom);
    const [toRow, toColumn] = [reach.row[row] ?? FAR, reach.column[column] ?? FAR];
    // Of places equally near, one with room ends the search: nobody has to move.
    if (toColumn <= toRow && hasRoom(column)) end = column;
    else if (toRow <= toColumn) leaveRow(flow, reach, row);
    else leaveColumn(flow, reach, column);
  }
  const length = reach.column[end]!;
  for (let row = 0; row < rows; row += 1) rowPrices[row]! += Math.min(0, reach.row[row]! - length);
  for (let column = 0; column < columns; column += 1) {
    columnPrices[column]! += Math.min(0, reach.column[column]! - length);
  }
  reassign(flow, { start, end, via: reach.via, reachedBy: reach.reachedBy });
}

/** The nearest node not yet done, of equally near ones the first that is preferred; -1: none is reached. */
function nearestOf(distance: Float64Array, done: Uint8Array, isPreferred?: (node: number) => boolean): number {
  let nearest = -1;
  let best = FAR;
  let isBest = false;
  for (let at = 0; at < distance.length; at += 1) {
    if (done[at] !== 0 || distance[at]! > best || distance[at] === FAR) continue;
    const isCloser = distance[at]! < best;
    if (!isCloser && (isBest || isPreferred?.(at) !== true)) continue;
    best = distance[at]!;
    nearest = at;
    isBest = isPreferred === undefined || isPreferred(at);
  }
  return nearest;
}

function leaveRow({ problem, taken, rowPrices, columnPrices }: Flow, reach: Reach, row: number): void {
  reach.rowDone[row] = 1;
  const nowhere = problem.capacities.length;
  const base = reach.row[row]! + rowPrices[row]!;
  for (let column = 0; column <= nowhere; column += 1) {
    if (reach.columnDone[column] === 1 || (column < nowhere && taken[row]!.has(column))) continue;
    const cost = column === nowhere ? problem.unplacedCost : problem.costs[row]![column]!;
    const distance = base + cost - columnPrices[column]!;
    if (distance < reach.column[column]!) {
      reach.column[column] = distance;
      reach.via[column] = row;
    }
  }
}

/** From a full column back to the rows it holds: each could go elsewhere. */
function leaveColumn({ problem, holders, rowPrices, columnPrices }: Flow, reach: Reach, column: number): void {
  reach.columnDone[column] = 1;
  for (const row of holders[column]!) {
    const distance = reach.column[column]! - problem.costs[row]![column]! - rowPrices[row]! + columnPrices[column]!;
    if (distance < reach.row[row]!) {
      reach.row[row] = distance;
      reach.reachedBy[row] = column;
    }
  }
}

function reassign(
  { problem, taken, holders }: Flow,
  path: { readonly start: number; readonly end: number; readonly via: Int32Array; readonly reachedBy: Int32Array },
): void {
  const nowhere = problem.capacities.length;
  for (let column = path.end; ; ) {
    const row = path.via[column]!;
    if (column !== nowhere) {
      taken[row]!.add(column);
      holders[column]!.add(row);
    }
    if (row === path.start && path.reachedBy[row] === -1) return;
    const from = path.reachedBy[row]!;
    taken[row]!.delete(from);
    holders[from]!.delete(row);
    column = from;
  }
}
