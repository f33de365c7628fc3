import type { ScheduleGenerator } from './generate.ts';
import type { Network } from './network.ts';
import type { PackedNeeds } from './packed-needs.ts';

/**
 * Parallel generation (Brooks & White 1965; Kelley 1963): walks through time and, whenever something ends, starts what
 * may start, first in the order first. Its schedules leave nothing idle that could run (non-delay): seldom the very
 * best, good on average. Interface and counting as in serial generation; nothing is allocated per call.
 */
export function createParallelGenerator(network: Network, packed: PackedNeeds): ScheduleGenerator {
  const { count, durations, predecessorStart, successorStart, successors, tails } = network;
  const { words, needs, full, guards } = packed;
  const free = new Int32Array(words);
  const rank = new Int32Array(count);
  const open = new Int32Array(count);
  /** What may start as far as precedence goes, by rank. */
  const ready = new Int32Array(count);
  let readyCount = 0;
  /** Activities by their end: the first of each time, then from one to the next. */
  const firstEnding = new Int32Array(network.horizon + 1).fill(-1);
  const nextEnding = new Int32Array(count);
  let dirty = 0;

  const prepare = (order: Int32Array): void => {
    free.set(full);
    firstEnding.fill(-1, 0, dirty);
    dirty = 0;
    readyCount = 0;
    for (let position = 0; position < count; position += 1) {
      const activity = order[position]!;
      rank[activity] = position;
      open[activity] = predecessorStart[activity + 1]! - predecessorStart[activity]!;
      if (open[activity] === 0) ready[readyCount++] = activity;
    }
  };

  const admit = (activity: number): void => {
    let at = readyCount;
    readyCount += 1;
    for (; at > 0 && rank[ready[at - 1]!]! > rank[activity]!; at -= 1) ready[at] = ready[at - 1]!;
    ready[at] = activity;
  };

  /** Gives back what an activity held and admits what waited for it alone. */
  const finish = (activity: number): void => {
    for (let word = 0; word < words; word += 1) free[word] = free[word]! + needs[activity * words + word]!;
    for (let index = successorStart[activity]!; index < successorStart[activity + 1]!; index += 1) {
      const successor = successors[index]!;
      open[successor] = open[successor]! - 1;
      if (open[successor] === 0) admit(successor);
    }
  };

  const fits = (activity: number): boolean => {
    if (durations[activity] === 0) return true;
    for (let word = 0; word < words; word += 1)
      if (((free[word]! - needs[activity * words + word]!) & guards[word]!) !== guards[word]!) return false;
    return true;
  };

  /** Takes an activity off the ready ones; what takes no time admits its successors, which rank behind it, at once. */
  const begin = (index: number, time: number): void => {
    const activity = ready[index]!;
    readyCount -= 1;
    ready.copyWithin(index, index + 1, readyCount + 1);
    for (let word = 0; word < words; word += 1) free[word] = free[word]! - needs[activity * words + word]!;
    const end = time + durations[activity]!;
    if (end === time) {
      finish(activity);
      return;
    }
    nextEnding[activity] = firstEnding[end]!;
    firstEnding[end] = activity;
    dirty = Math.max(dirty, end + 1);
  };

  const generate = (order: Int32Array, starts: Int32Array, limit: number): number => {
    prepare(order);
    let placed = 0;
    let makespan = 0;
    for (let time = 0; placed < count; time += 1) {
      for (let ended = time < dirty ? firstEnding[time]! : -1; ended >= 0; ended = nextEnding[ended]!) finish(ended);
      for (let index = 0; index < readyCount; ) {
        const activity = ready[index]!;
        if (time + tails[activity]! > limit) return -1 - placed;
        if (!fits(activity)) {
          index += 1;
          continue;
        }
        starts[activity] = time;
        makespan = Math.max(makespan, time + durations[activity]!);
        placed += 1;
        begin(index, time);
      }
    }
    return makespan;
  };
  return { generate };
}
