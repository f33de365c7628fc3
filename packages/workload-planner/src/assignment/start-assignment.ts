import { scalePrices, takeCheapest } from './scale-prices.ts';

/**
 * Prices of columns, and rows on columns that are cheapest at these prices: the start of Jonker & Volgenant (1987).
 * Any such start leads to the optimum; a good one leaves few rows, listed in `free`, to the paths. Returns how many.
 */
export function startAssignment(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
  free: Int32Array,
): number {
  let freeCount = reduceColumns(table, size, columnOf, rowOf, prices, free);
  for (let pass = 0; pass < 2 && freeCount > 0; pass += 1)
    freeCount = reduceRows(table, size, columnOf, rowOf, prices, free, freeCount);
  // Where row reduction placed less than half, paths from its prices would be long: better prices first.
  if (2 * freeCount <= size || size <= 2) return freeCount;
  scalePrices(table, size, columnOf, rowOf, prices);
  return takeCheapest(table, size, columnOf, rowOf, prices, free);
}

/** Column reduction from the last column, then reduction transfer; returns how many rows stay free. */
function reduceColumns(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
  free: Int32Array,
): number {
  const matches = new Int32Array(size);
  const bestRow = new Int32Array(size);
  prices.set(table.subarray(0, size));
  for (let row = 1; row < size; row += 1) {
    const base = row * size;
    for (let column = 0; column < size; column += 1)
      if (table[base + column]! < prices[column]!) {
        prices[column] = table[base + column]!;
        bestRow[column] = row;
      }
  }
  for (let column = size - 1; column >= 0; column -= 1) {
    const row = bestRow[column]!;
    matches[row] = matches[row]! + 1;
    if (matches[row] !== 1) continue;
    columnOf[row] = column;
    rowOf[column] = row;
  }
  let freeCount = 0;
  for (let row = 0; row < size; row += 1) {
    if (matches[row] === 0) free[freeCount++] = row;
    if (matches[row] !== 1) continue;
    const own = columnOf[row]!;
    let least = Number.POSITIVE_INFINITY;
    for (let column = 0; column < size; column += 1) {
      const left = table[row * size + column]! - prices[column]!;
      if (column !== own && left < least) least = left;
    }
    if (least < Number.POSITIVE_INFINITY) prices[own] = prices[own]! - least;
  }
  return freeCount;
}

/** Augmenting row reduction: free rows take their cheapest column and lower its price to the second cheapest. */
function reduceRows(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
  free: Int32Array,
  count: number,
): number {
  let next = 0;
  let kept = 0;
  // Each price falls by a part of the costs; ties and rounding could make that endless, hence the limit.
  for (let steps = 0; next < count && steps < 8 * size; steps += 1) {
    const row = free[next++]!;
    const base = row * size;
    let first = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    let at = 0;
    let secondAt = 0;
    for (let column = 0; column < size; column += 1) {
      const left = table[base + column]! - prices[column]!;
      if (left >= second) continue;
      if (left >= first) {
        second = left;
        secondAt = column;
      } else {
        second = first;
        secondAt = at;
        first = left;
        at = column;
      }
    }
    let owner = rowOf[at]!;
    if (first < second) prices[at] = prices[at]! - (second - first);
    else if (owner >= 0 && second < Number.POSITIVE_INFINITY) {
      at = secondAt;
      owner = rowOf[at]!;
    }
    columnOf[row] = at;
    rowOf[at] = row;
    if (owner < 0) continue;
    columnOf[owner] = -1;
    if (first < second) free[--next] = owner;
    else free[kept++] = owner;
  }
  while (next < count) free[kept++] = free[next++]!;
  return kept;
}
