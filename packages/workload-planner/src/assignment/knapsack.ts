/** Chooses items of positive worth within a capacity, at the highest total worth. */
export interface Knapsack {
  /** Solves for `worth` (items without positive worth are left out); marks `taken` with 1 and returns the total. */
  readonly solve: (
    worth: Float64Array,
    weights: Int32Array,
    offset: number,
    capacity: number,
    taken: Uint8Array,
  ) => number;
}

/**
 * 0-1 knapsack by dynamic programming over capacities (Bellman 1957), whole weights, real worths; memory is kept
 * between calls. Weights of item j are at `weights[offset + j]`.
 */
export function createKnapsack(items: number, largestCapacity: number): Knapsack {
  const width = largestCapacity + 1;
  const best = new Float64Array(width);
  const takes = new Uint8Array(items * width);
  const chosen = new Int32Array(items);
  return {
    solve: (worth, weights, offset, capacity, taken) => {
      let count = 0;
      let light = 0;
      let total = 0;
      for (let item = 0; item < items; item += 1) {
        taken[item] = 0;
        const weight = weights[offset + item]!;
        if (worth[item]! <= 0 || weight > capacity) continue;
        chosen[count++] = item;
        light += weight;
        total += worth[item]!;
      }
      if (light <= capacity) {
        for (let index = 0; index < count; index += 1) taken[chosen[index]!] = 1;
        return total;
      }
      best.fill(0, 0, capacity + 1);
      for (let index = 0; index < count; index += 1) {
        const item = chosen[index]!;
        const weight = weights[offset + item]!;
        const gain = worth[item]!;
        const row = index * width;
        for (let room = capacity; room >= weight; room -= 1) {
          const value = best[room - weight]! + gain;
          if (value > best[room]!) {
            best[room] = value;
            takes[row + room] = 1;
          } else takes[row + room] = 0;
        }
      }
      let room = capacity;
      for (let index = count - 1; index >= 0; index -= 1) {
        const item = chosen[index]!;
        const weight = weights[offset + item]!;
        if (room < weight || takes[index * width + room] === 0) continue;
        taken[item] = 1;
        room -= weight;
      }
      return best[capacity]!;
    },
  };
}
