import type { Network } from './network.ts';
import type { PackedNeeds } from './packed-needs.ts';

/** Places activities one after the other, each as early as precedence and resources allow. */
export interface ScheduleGenerator {
  /**
   * Serial generation (Kelley 1963): `order` lists every activity after its predecessors; start times are written to
   * `starts` and the makespan is returned. As soon as it must exceed `limit` the work is given up and `-1 - placed` is
   * returned, where `placed` counts the activities placed so far.
   */
  readonly generate: (order: Int32Array, starts: Int32Array, limit: number) => number;
}

/** A generator with its own working memory; nothing is allocated per call. */
export function createGenerator(network: Network, packed: PackedNeeds): ScheduleGenerator {
  return packed.words === 1 ? oneWord(network, packed) : manyWords(network, packed);
}

function oneWord(network: Network, packed: PackedNeeds): ScheduleGenerator {
  const { count, durations, predecessorStart, predecessors, tails } = network;
  const { needs } = packed;
  const full = packed.full[0]!;
  const guards = packed.guards[0]!;
  const free = new Int32Array(network.horizon + 1);
  let dirty = network.horizon + 1;
  const generate = (order: Int32Array, starts: Int32Array, limit: number): number => {
    free.fill(full, 0, dirty);
    let makespan = 0;
    for (let position = 0; position < count; position += 1) {
      const activity = order[position]!;
      const duration = durations[activity]!;
      let start = 0;
      for (let index = predecessorStart[activity]!; index < predecessorStart[activity + 1]!; index += 1) {
        const before = predecessors[index]!;
        const ready = starts[before]! + durations[before]!;
        if (ready > start) start = ready;
      }
      const need = needs[activity]!;
      if (need !== 0 && duration > 0) {
        let checked = start;
        let period = start + duration - 1;
        while (period >= checked) {
          if (((free[period]! - need) & guards) === guards) period -= 1;
          else {
            checked = start + duration;
            start = period + 1;
            if (checked < start) checked = start;
            period = start + duration - 1;
          }
        }
      }
      if (start + tails[activity]! > limit) {
        dirty = makespan + 1;
        return -1 - position;
      }
      if (need !== 0) {
        const end = start + duration;
        for (let time = start; time < end; time += 1) free[time] = free[time]! - need;
      }
      starts[activity] = start;
      if (start + duration > makespan) makespan = start + duration;
    }
    dirty = makespan + 1;
    return makespan;
  };
  return { generate };
}

function manyWords(network: Network, packed: PackedNeeds): ScheduleGenerator {
  const { count, durations, predecessorStart, predecessors, tails } = network;
  const { words, needs, full, guards } = packed;
  const free = new Int32Array((network.horizon + 1) * words);
  let dirty = network.horizon + 1;
  const fits = (period: number, activity: number): boolean => {
    for (let word = 0; word < words; word += 1) {
      const left = free[period * words + word]! - needs[activity * words + word]!;
      if ((left & guards[word]!) !== guards[word]!) return false;
    }
    return true;
  };
  const generate = (order: Int32Array, starts: Int32Array, limit: number): number => {
    for (let word = 0; word < words; word += 1)
      for (let period = 0; period < dirty; period += 1) free[period * words + word] = full[word]!;
    let makespan = 0;
    for (let position = 0; position < count; position += 1) {
      const activity = order[position]!;
      const duration = durations[activity]!;
      let start = 0;
      for (let index = predecessorStart[activity]!; index < predecessorStart[activity + 1]!; index += 1) {
        const before = predecessors[index]!;
        start = Math.max(start, starts[before]! + durations[before]!);
      }
      let checked = start;
      let period = start + duration - 1;
      while (period >= checked) {
        if (fits(period, activity)) period -= 1;
        else {
          checked = Math.max(start + duration, period + 1);
          start = period + 1;
          period = start + duration - 1;
        }
      }
      if (start + tails[activity]! > limit) {
        dirty = makespan + 1;
        return -1 - position;
      }
      for (let time = start; time < start + duration; time += 1)
        for (let word = 0; word < words; word += 1) free[time * words + word]! -= needs[activity * words + word]!;
      starts[activity] = start;
      makespan = Math.max(makespan, start + duration);
    }
    dirty = makespan + 1;
    return makespan;
  };
  return { generate };
}
