import type { Network } from './network.ts';
import type { Problem } from './problem.ts';

/**
 * The longer of the critical path and the most pressed resource: for every resource and every pair of a shortest head
 * and a shortest tail, the work between them divided by the capacity (energetic bound with heads and tails).
 */
export function boundMakespan(network: Network, relaxed: Problem['relaxed']): number {
  let bound = network.criticalPath;
  const heads = [...new Set(network.heads)].toSorted((a, b) => a - b).slice(0, 40);
  const queues = Array.from(network.tails, (tail, activity) => tail - network.durations[activity]!);
  const ends = [...new Set(queues)].toSorted((a, b) => a - b).slice(0, 40);
  relaxed.capacities.forEach((capacity, resource) => {
    if (capacity === 0) return;
    for (const head of heads)
      for (const end of ends) {
        let work = 0;
        for (let activity = 0; activity < network.count; activity += 1)
          if (network.heads[activity]! >= head && queues[activity]! >= end)
            work += relaxed.requirements[activity]![resource]! * network.durations[activity]!;
        if (work > 0) bound = Math.max(bound, head + Math.ceil(work / capacity) + end);
      }
  });
  return bound;
}
