import type { Network } from '../network.ts';
import type { FastRandom } from '../random.ts';

/** A neighbourhood of a schedule: what stays (`anchors`, first to be decided) and where everything should go. */
export interface Window {
  readonly anchors: Int32Array;
  readonly wanted: Int32Array;
}

/** Draws stretches of schedules to search anew; the arrays are reused. */
export function createWindows(
  network: Network,
  random: FastRandom,
): { readonly draw: (starts: readonly number[], makespan: number) => Window } {
  const { count, durations } = network;
  const distance = new Float64Array(count);
  const order = Int32Array.from({ length: count }, (_, activity) => activity);
  const wanted = new Int32Array(count);
  return {
    draw: (starts, makespan) => {
      const centre = random.next() * makespan;
      const freed = Math.min(count - 2, 12 + random.below(Math.max(1, Math.min(34, Math.floor(count / 2)))));
      for (let activity = 0; activity < count; activity += 1)
        distance[activity] = Math.abs(starts[activity]! + durations[activity]! / 2 - centre);
      order.sort((a, b) => distance[b]! - distance[a]!);
      for (let activity = 0; activity < count; activity += 1) {
        const start = starts[activity]!;
        wanted[activity] = start + durations[activity]! / 2 > centre ? Math.max(0, start - 1) : start;
      }
      return { anchors: order.subarray(0, count - freed), wanted };
    },
  };
}
