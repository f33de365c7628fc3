/** Each phase asks for steps a fifth as wide as the phase before. */
const narrowing = 5;
/** Bids after which the prices are taken as they are; they may be any. */
const mostBidsPerRow = 200;

/**
 * Prices near the best ones by an auction with narrowing steps (Bertsekas 1988): free rows bid for their cheapest
 * column by what it is cheaper than the second cheapest, plus a step. Overwrites `prices`, `columnOf` and `rowOf`
 * (whose assignment is only nearly right afterwards). Made for tables such as i x j, where rows drive each other out
 * one small step at a time.
 */
export function scalePrices(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
): void {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const cost of table) {
    if (cost < least) least = cost;
    if (cost > most) most = cost;
  }
  const finest = (most - least) / size / size;
  const waiting = new Int32Array(size);
  let bids = mostBidsPerRow * size;
  prices.fill(0);
  for (let step = (most - least) / narrowing; step > finest / narrowing && bids > 0; step /= narrowing) {
    columnOf.fill(-1);
    rowOf.fill(-1);
    let count = size;
    for (let row = 0; row < size; row += 1) waiting[row] = row;
    for (; count > 0 && bids > 0; bids -= 1) {
      const row = waiting[--count]!;
      const base = row * size;
      let first = Number.POSITIVE_INFINITY;
      let second = Number.POSITIVE_INFINITY;
      let at = 0;
      for (let column = 0; column < size; column += 1) {
        const left = table[base + column]! - prices[column]!;
        if (left >= second) continue;
        if (left < first) {
          second = first;
          first = left;
          at = column;
        } else second = left;
      }
      prices[at] = prices[at]! - (second - first) - step;
      const owner = rowOf[at]!;
      rowOf[at] = row;
      columnOf[row] = at;
      if (owner < 0) continue;
      columnOf[owner] = -1;
      waiting[count++] = owner;
    }
  }
}

/** Gives each row its cheapest column at these prices unless another has it; returns how many rows stay free. */
export function takeCheapest(
  table: Float64Array,
  size: number,
  columnOf: Int32Array,
  rowOf: Int32Array,
  prices: Float64Array,
  free: Int32Array,
): number {
  columnOf.fill(-1);
  rowOf.fill(-1);
  let freeCount = 0;
  for (let row = 0; row < size; row += 1) {
    const base = row * size;
    let cheapest = Number.POSITIVE_INFINITY;
    let at = 0;
    for (let column = 0; column < size; column += 1) {
      const left = table[base + column]! - prices[column]!;
      if (left > cheapest || (left === cheapest && rowOf[column]! >= 0)) continue;
      cheapest = left;
      at = column;
    }
    if (rowOf[at]! < 0) {
      rowOf[at] = row;
      columnOf[row] = at;
    } else free[freeCount++] = row;
  }
  return freeCount;
}
