import type { Network } from '../network.ts';
import type { PackedNeeds } from '../packed-needs.ts';
import { because, raise, type Trail } from './trail.ts';

/** Keeps start times consistent with the compulsory parts of all activities. */
export interface Timetable {
  /** Notes that a bound of an activity rose. */
  readonly touch: (activity: number) => void;
  /** Notes that a bound of an activity was undone. */
  readonly shrink: (activity: number) => void;
  /** Raises bounds that the compulsory parts forbid; false on conflict. */
  readonly propagate: () => boolean;
}

/**
 * Time-table propagation for all resources at once, explained moment by moment (Schutt, Feydy, Stuckey & Wallace 2011):
 * an activity holds its resources for certain from its latest start to its earliest end.
 */
export function createTimetable(options: {
  readonly network: Network;
  readonly packed: PackedNeeds;
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
  readonly trail: Trail;
  readonly horizon: number;
}): Timetable {
  const { network, packed, trail, horizon } = options;
  const { count, durations } = network;
  const { words, needs, guards } = packed;
  const { bound } = trail;
  const resources = options.capacities.length;
  const uses = Int32Array.from(options.requirements.flat());
  const free = new Int32Array((horizon + 1) * words);
  for (let time = 0; time <= horizon; time += 1) free.set(packed.full, time * words);
  const partStart = new Int32Array(count);
  const partEnd = new Int32Array(count);
  const isStale = new Uint8Array(count).fill(1);
  const stale = Int32Array.from({ length: count }, (_, activity) => activity);
  let staleCount = count;
  const empty = new Int32Array(0);
  const active = Int32Array.from(
    [...network.order].filter((a) => durations[a]! > 0 && options.requirements[a]!.some((need) => need > 0)),
  );

  const touch = (activity: number): void => {
    if (isStale[activity] === 1) return;
    isStale[activity] = 1;
    stale[staleCount++] = activity;
  };

  /** Changes usage on [from, to); false when some period is overbooked, which is then in `crowded`. */
  let crowded = 0;
  const change = (activity: number, from: number, to: number, sign: number): boolean => {
    let fine = true;
    for (let time = from; time < to; time += 1)
      for (let word = 0; word < words; word += 1) {
        const left = free[time * words + word]! - sign * needs[activity * words + word]!;
        free[time * words + word] = left;
        if ((left & guards[word]!) !== guards[word]!) {
          fine = false;
          crowded = time;
        }
      }
    return fine;
  };

  /** Gives back what the bounds no longer make certain. */
  const shrink = (activity: number): void => {
    touch(activity);
    const oldStart = partStart[activity]!;
    const oldEnd = partEnd[activity]!;
    if (oldEnd === 0) return;
    const start = Math.max(oldStart, -bound[2 * activity + 1]!);
    const end = Math.min(oldEnd, bound[2 * activity]! + durations[activity]!);
    if (start >= end) {
      change(activity, oldStart, oldEnd, -1);
      partStart[activity] = 0;
      partEnd[activity] = 0;
      return;
    }
    if (start > oldStart) change(activity, oldStart, start, -1);
    if (end < oldEnd) change(activity, end, oldEnd, -1);
    partStart[activity] = start;
    partEnd[activity] = end;
  };

  /** Books what the bounds have made certain since; false when a period is overbooked. */
  const extend = (activity: number): boolean => {
    const start = -bound[2 * activity + 1]!;
    const end = bound[2 * activity]! + durations[activity]!;
    if (start >= end) return true;
    const oldStart = partStart[activity]!;
    const oldEnd = partEnd[activity]!;
    partStart[activity] = start;
    partEnd[activity] = end;
    if (oldEnd === 0) return change(activity, start, end, 1);
    const fine = change(activity, start, oldStart, 1);
    return change(activity, oldEnd, end, 1) && fine;
  };

  const fits = (activity: number, time: number): boolean => {
    for (let word = 0; word < words; word += 1)
      if (((free[time * words + word]! - needs[activity * words + word]!) & guards[word]!) !== guards[word]!)
        return false;
    return true;
  };

  /** Writes why `activity` cannot run at `time` beside the others (-1: why the others alone overbook it). */
  const explain = (activity: number, time: number): void => {
    let resource = 0;
    let surplus = -1;
    for (; resource < resources; resource += 1) {
      let sum = activity < 0 ? 0 : uses[activity * resources + resource]!;
      if (activity >= 0 && sum === 0) continue;
      for (const other of active)
        if (other !== activity && partStart[other]! <= time && time < partEnd[other]!)
          sum += uses[other * resources + resource]!;
      surplus = sum - options.capacities[resource]! - 1;
      if (surplus >= 0) break;
    }
    for (const other of active) {
      if (other === activity || partStart[other]! > time || time >= partEnd[other]!) continue;
      const use = uses[other * resources + resource]!;
      if (use === 0) continue;
      if (use <= surplus) {
        surplus -= use;
        continue;
      }
      because(trail, 2 * other, time - durations[other]! + 1);
      because(trail, 2 * other + 1, -time);
    }
  };

  const pushLater = (activity: number): boolean => {
    const duration = durations[activity]!;
    let start = bound[2 * activity]!;
    for (let time = start + duration - 1; time >= start; time -= 1) {
      if ((partStart[activity]! <= time && time < partEnd[activity]!) || fits(activity, time)) continue;
      const reason = trail.literalCount;
      explain(activity, time);
      because(trail, 2 * activity, time - duration + 1);
      if (!raise(trail, 2 * activity, time + 1, reason, -1, empty)) return false;
      start = time + 1;
      time = Math.min(start + duration, horizon + 1);
    }
    return true;
  };

  const pushEarlier = (activity: number): boolean => {
    const duration = durations[activity]!;
    let start = -bound[2 * activity + 1]!;
    for (let time = start; time < start + duration; time += 1) {
      if ((partStart[activity]! <= time && time < partEnd[activity]!) || fits(activity, time)) continue;
      const reason = trail.literalCount;
      explain(activity, time);
      because(trail, 2 * activity + 1, -time);
      if (!raise(trail, 2 * activity + 1, duration - time, reason, -1, empty)) return false;
      start = time - duration;
      time = Math.max(start - 1, -1);
    }
    return true;
  };

  const propagate = (): boolean => {
    while (staleCount > 0) {
      const activity = stale[--staleCount]!;
      isStale[activity] = 0;
      if (words === 0 || durations[activity] === 0 || extend(activity)) continue;
      // The parts noted so far overbook a period; the bounds behind them all hold now.
      trail.conflict.length = 0;
      const reason = trail.literalCount;
      explain(-1, crowded);
      for (let index = reason; index < trail.literalCount; index += 1) trail.conflict.push(trail.literals[index]!);
      trail.literalCount = reason;
      return false;
    }
    if (words === 0) return true;
    for (let index = 0; index < active.length; index += 1) {
      const activity = active[index]!;
      if (bound[2 * activity]! === -bound[2 * activity + 1]!) continue;
      if (!pushLater(activity) || !pushEarlier(activity)) return false;
    }
    return true;
  };
  return { touch, shrink, propagate };
}
