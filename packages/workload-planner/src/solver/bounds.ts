import type { Network } from './network.ts';
import type { Problem } from './problem.ts';

/**
 * The longer of the critical path and the most pressed resource: for every resource, every head and every tail, the
 * work of the activities with no shorter ones, divided by the capacity (energetic bound with heads and tails).
 */
export function boundMakespan(network: Network, relaxed: Problem['relaxed']): number {
  const { durations, heads, tails } = network;
  const after = (activity: number): number => tails[activity]! - durations[activity]!;
  const byTail = [...network.order].sort((a, b) => after(b) - after(a));
  let bound = network.criticalPath;
  relaxed.capacities.forEach((capacity, resource) => {
    for (const head of new Set(heads)) {
      let work = 0;
      for (const activity of byTail) {
        if (heads[activity]! < head) continue;
        work += relaxed.requirements[activity]![resource]! * durations[activity]!;
        bound = Math.max(bound, head + Math.ceil(work / Math.max(1, capacity)) + after(activity));
      }
    }
  });
  return bound;
}
