import type { Network } from './network.ts';

/**
 * Turns a schedule round: lists its activities by falling end, which is a precedence-feasible order for the reversed
 * network. Placing them in that order from the other side is justification (Valls, Ballestin & Quintanilla 2005).
 */
export interface OrderTurner {
  /** `makespan` and `starts` as seen from one side; `order` is written for the other side. */
  readonly turn: (makespan: number, starts: Int32Array, order: Int32Array) => void;
}

/** A turner for schedules of one side; `opposite` is the network of the other side, whose order breaks ties. */
export function createOrderTurner(opposite: Network): OrderTurner {
  const { count, durations, order: ties } = opposite;
  const bucket = new Int32Array(opposite.horizon + 2);
  return {
    turn: (makespan, starts, order) => {
      bucket.fill(0, 0, makespan + 2);
      for (let activity = 0; activity < count; activity += 1) {
        const key = makespan - starts[activity]! - durations[activity]! + 1;
        bucket[key] = bucket[key]! + 1;
      }
      for (let time = 1; time <= makespan + 1; time += 1) bucket[time] = bucket[time]! + bucket[time - 1]!;
      for (let position = 0; position < count; position += 1) {
        const activity = ties[position]!;
        const key = makespan - starts[activity]! - durations[activity]!;
        order[bucket[key]!] = activity;
        bucket[key] = bucket[key]! + 1;
      }
    },
  };
}
