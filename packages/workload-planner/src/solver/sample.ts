import type { Network } from './network.ts';
import type { FastRandom } from './random.ts';

/** Draws precedence-feasible orders that prefer activities with much work behind them. */
export interface OrderSampler {
  readonly sample: (order: Int32Array) => void;
}

/**
 * Regret-based biased random sampling with the latest-start rule (Drexl 1991; Kolisch & Hartmann 1999): among the
 * activities that may come next, one is drawn with weight regret + 1, regret being its longest path to the end above
 * the smallest one.
 */
export function createSampler(network: Network, random: FastRandom): OrderSampler {
  const { count, durations, tails, predecessorStart, successorStart, successors } = network;
  const open = new Int32Array(count);
  const ready = new Int32Array(count);
  const after = tails.map((tail, activity) => tail - durations[activity]!);
  return {
    sample: (order) => {
      let waiting = 0;
      for (let activity = 0; activity < count; activity += 1) {
        open[activity] = predecessorStart[activity + 1]! - predecessorStart[activity]!;
        if (open[activity] === 0) ready[waiting++] = activity;
      }
      for (let position = 0; position < count; position += 1) {
        let least = after[ready[0]!]!;
        let sum = 0;
        for (let index = 0; index < waiting; index += 1) {
          const rest = after[ready[index]!]!;
          if (rest < least) least = rest;
          sum += rest;
        }
        let left = random.next() * (sum + (1 - least) * waiting);
        let chosen = 0;
        for (; chosen < waiting - 1; chosen += 1) {
          left -= after[ready[chosen]!]! - least + 1;
          if (left <= 0) break;
        }
        const activity = ready[chosen]!;
        ready[chosen] = ready[--waiting]!;
        order[position] = activity;
        for (let index = successorStart[activity]!; index < successorStart[activity + 1]!; index += 1) {
          const successor = successors[index]!;
          open[successor] = open[successor]! - 1;
          if (open[successor] === 0) ready[waiting++] = successor;
        }
      }
    },
  };
}
