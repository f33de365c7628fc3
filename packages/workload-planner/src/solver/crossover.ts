import type { Network } from './network.ts';
import { createOrderTurner } from './order.ts';
import type { FastRandom } from './random.ts';

/** A schedule as seen from one side (starts count from that side). */
export interface Individual {
  starts: Int32Array;
  makespan: number;
  /** The makespan plus, as a fraction, how late the work lies: of equally long schedules one with room at its end wins. */
  rating: number;
  /** Of the starts; tells duplicates apart. */
  hash: number;
}

/** Breeds an order for the other side from two schedules of one side. */
export interface Crossover {
  /**
   * The stretch of the father in which resources are busiest stays together; what came before and after it there
   * follows the mother's order (peak crossover: Valls, Ballestin & Quintanilla 2008; choice of the stretch by
   * utilisation: Debels & Vanhoucke 2007). Then neighbours change places here and there.
   */
  readonly cross: (father: Individual, mother: Individual, order: Int32Array) => void;
}

const shortest = 0.1;
const longest = 0.4;
const swapShare = 0.05;

/** `opposite` is the network of the side the order is for; `load[activity]` is the share of the resources it holds. */
export function createCrossover(options: {
  readonly opposite: Network;
  readonly load: Float64Array;
  readonly random: FastRandom;
}): Crossover {
  const { opposite, load, random } = options;
  const { count, durations, successorStart, successors } = opposite;
  const { turn } = createOrderTurner(opposite);
  const fathers = new Int32Array(count);
  const mothers = new Int32Array(count);
  const part = new Uint8Array(count);
  const change = new Float64Array(opposite.horizon + 2);
  const usage = new Float64Array(opposite.horizon + 2);

  /** Start of the busiest stretch of a length. */
  const busiest = (individual: Individual, length: number): number => {
    const { makespan, starts } = individual;
    change.fill(0, 0, makespan + 2);
    for (let activity = 0; activity < count; activity += 1) {
      const start = starts[activity]!;
      const end = start + durations[activity]!;
      change[start] = change[start]! + load[activity]!;
      change[end] = change[end]! - load[activity]!;
    }
    let level = 0;
    for (let time = 0; time < makespan; time += 1) {
      level += change[time]!;
      usage[time] = level;
    }
    let sum = 0;
    for (let time = 0; time < length; time += 1) sum += usage[time]!;
    let best = sum;
    let at = 0;
    for (let time = length; time < makespan; time += 1) {
      sum += usage[time]! - usage[time - length]!;
      if (sum > best + 1e-9 || (sum > best - 1e-9 && random.next() < 0.5)) {
        best = sum;
        at = time - length + 1;
      }
    }
    return at;
  };

  const follows = (first: number, second: number): boolean => {
    for (let index = successorStart[first]!; index < successorStart[first + 1]!; index += 1)
      if (successors[index] === second) return true;
    return false;
  };

  const cross = (father: Individual, mother: Individual, order: Int32Array): void => {
    turn(father.makespan, father.starts, fathers);
    turn(mother.makespan, mother.starts, mothers);
    const share = shortest + random.next() * (longest - shortest);
    const length = Math.min(father.makespan, Math.max(2, Math.floor(father.makespan * share)));
    const from = busiest(father, length);
    const ends = (position: number) => father.starts[fathers[position]!]! + durations[fathers[position]!]!;
    let left = 0;
    while (left < count && ends(left) > from + length) part[fathers[left++]!] = 0;
    let right = left;
    while (right < count && ends(right) > from) {
      order[right] = fathers[right]!;
      part[fathers[right++]!] = 1;
    }
    for (let position = right; position < count; position += 1) part[fathers[position]!] = 2;
    let before = 0;
    for (let position = 0; position < count; position += 1) {
      const activity = mothers[position]!;
      if (part[activity] === 0) order[before++] = activity;
      else if (part[activity] === 2) order[right++] = activity;
    }
    for (let position = 0; position + 1 < count; position += 1) {
      if (random.next() >= swapShare || follows(order[position]!, order[position + 1]!)) continue;
      const moved = order[position]!;
      order[position] = order[position + 1]!;
      order[position + 1] = moved;
    }
  };
  return { cross };
}
