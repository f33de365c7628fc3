import type { StaffedSlot } from '../instances/model.ts';
import type { ScheduleGenerator } from './generate.ts';
import type { Network } from './network.ts';
import type { Staffer } from './staff.ts';

/** A generator that also says who does what in the schedule it built last. */
export interface StaffedGenerator extends ScheduleGenerator {
  readonly staffing: () => StaffedSlot[];
}

/**
 * Serial generation for people with skills: every activity starts at the first time at which people who are free from
 * its start to its end can be matched to its skill slots (list scheduling with bipartite matching).
 */
export function createStaffedGenerator(network: Network, staffer: Staffer): StaffedGenerator {
  const { count, durations, predecessorStart, predecessors, tails } = network;
  const { words, everyone, chosen } = staffer;
  const team = chosen.length;
  const free = new Int32Array((network.horizon + 1) * words);
  const teams = new Int32Array(count * team);
  const available = new Int32Array(words);
  let dirty = network.horizon + 1;

  const book = (activity: number, start: number): void => {
    teams.set(chosen, activity * team);
    const end = start + durations[activity]!;
    for (let word = 0; word < words; word += 1) {
      let busy = 0;
      for (let index = word; index < team; index += words) busy |= chosen[index]!;
      if (busy === 0) continue;
      for (let time = start; time < end; time += 1) free[time * words + word]! &= ~busy;
    }
  };

  const firstStart = (activity: number, earliest: number): number => {
    const duration = durations[activity]!;
    for (let start = earliest; ; start += 1) {
      for (let word = 0; word < words; word += 1) {
        let all = everyone[word]!;
        for (let time = start; time < start + duration; time += 1) all &= free[time * words + word]!;
        available[word] = all;
      }
      if (staffer.staff(activity, available)) return start;
      if (start > network.horizon) return start;
    }
  };

  const generate = (order: Int32Array, starts: Int32Array, limit: number): number => {
    for (let word = 0; word < words; word += 1)
      for (let time = 0; time < dirty; time += 1) free[time * words + word] = everyone[word]!;
    let makespan = 0;
    for (let position = 0; position < count; position += 1) {
      const activity = order[position]!;
      let start = 0;
      for (let index = predecessorStart[activity]!; index < predecessorStart[activity + 1]!; index += 1) {
        const before = predecessors[index]!;
        start = Math.max(start, starts[before]! + durations[before]!);
      }
      start = firstStart(activity, start);
      if (start + tails[activity]! > limit) {
        dirty = makespan + 1;
        return -1 - position;
      }
      book(activity, start);
      starts[activity] = start;
      makespan = Math.max(makespan, start + durations[activity]!);
    }
    dirty = makespan + 1;
    return makespan;
  };

  const staffing = (): StaffedSlot[] => {
    const slots: StaffedSlot[] = [];
    for (let activity = 0; activity < count; activity += 1)
      for (let index = 0; index < team; index += 1) {
        let bits = teams[activity * team + index]!;
        while (bits !== 0) {
          const bit = 31 - Math.clz32(bits);
          bits ^= 1 << bit;
          slots.push({ activity, person: (index % words) * 32 + bit, skill: Math.floor(index / words) });
        }
      }
    return slots;
  };
  return { generate, staffing };
}
