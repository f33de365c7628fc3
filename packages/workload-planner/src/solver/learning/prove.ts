import type { Network } from '../network.ts';
import type { PackedNeeds } from '../packed-needs.ts';
import type { FastRandom } from '../random.ts';
import { createAnalyser, type Lesson } from './analyse.ts';
import { addClause, createClauses, forgetClauses, propagateClauses } from './clauses.ts';
import { createTimetable } from './timetable.ts';
import { backTo, because, createTrail, decide, raise } from './trail.ts';

/** What a stretch of search ended with. */
export type SearchVerdict = 'found' | 'refuted' | 'unknown';

/** A search for schedules that end by a deadline, which learns from its conflicts and can be continued. */
export interface LearningSearch {
  /** Searches until a schedule is found (then in `starts`), none can exist, or so many conflicts have passed. */
  readonly search: (conflicts: number, done: () => boolean) => SearchVerdict;
  /** Asks for an earlier deadline from now on. */
  readonly tighten: (deadline: number) => void;
  /** Start times that the search should try first. */
  readonly suggest: (starts: Int32Array) => void;
  /**
   * As `search` from the suggested schedule, deciding the activities listed first at their suggested times as far as
   * that is possible: what is left free is searched (large-neighbourhood search).
   */
  readonly searchAround: (anchors: Int32Array, conflicts: number, done: () => boolean) => SearchVerdict;
  /** The schedule of the last `found`. */
  readonly starts: Int32Array;
}

const empty: Int32Array = new Int32Array(0);

/**
 * Lazy clause generation on start times (Schutt, Feydy, Stuckey & Wallace 2011): time-table and precedence propagation
 * with explanations, first-UIP learning, activity-driven choices, values near the suggested schedule (Beck 2007), restarts.
 */
export function createLearningSearch(options: {
  readonly network: Network;
  readonly packed: PackedNeeds;
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
  readonly deadline: number;
  readonly random: FastRandom;
}): LearningSearch {
  const { network, deadline, random } = options;
  const { count, durations, heads, tails } = network;
  const trail = createTrail({ lower: heads, upper: tails.map((tail) => deadline - tail) });
  const clauses = createClauses(2 * count);
  const timetable = createTimetable({ ...options, trail, horizon: deadline });
  const activityOf = new Float64Array(count);
  const wanted = heads.slice();
  const starts = new Int32Array(count);
  const lesson: Lesson = { literals: [], level: 0, quality: 0 };
  let step = 1;
  let head = 0;
  let refuted = tails.some((tail, activity) => heads[activity]! + tail > deadline);
  let nextForget = 3000;
  let pace = 0;
  let anchors = empty;
  let anchored = 0;

  const analyser = createAnalyser(trail, clauses, (side) => {
    activityOf[side >> 1]! += step;
  });
  const undone = (side: number) => timetable.shrink(side >> 1);
  const retreat = (level: number): void => {
    backTo(trail, level, undone);
    if (head > trail.size) head = trail.size;
  };

  const propagatePrecedence = (side: number, value: number): boolean => {
    const activity = side >> 1;
    const later = (side & 1) === 0;
    const from = later ? network.successorStart : network.predecessorStart;
    const links = later ? network.successors : network.predecessors;
    for (let index = from[activity]!; index < from[activity + 1]!; index += 1) {
      const other = links[index]!;
      const gap = durations[later ? activity : other]!;
      const target = 2 * other + (side & 1);
      if (trail.bound[target]! >= value + gap) continue;
      const reason = trail.literalCount;
      because(trail, side, value);
      if (!raise(trail, target, value + gap, reason, -1, empty)) return false;
    }
    return true;
  };

  const propagate = (): boolean => {
    for (;;) {
      while (head < trail.size) {
        const entry = head++;
        const side = trail.side[entry]!;
        timetable.touch(side >> 1);
        if (!propagatePrecedence(side, trail.value[entry]!)) return false;
        if (!propagateClauses(clauses, trail, side, trail.old[entry]!)) return false;
      }
      const before = trail.size;
      if (!timetable.propagate()) return false;
      if (trail.size === before) return true;
    }
  };

  /** Learns from the conflict and goes back; false when nothing is left to try. */
  const learn = (): boolean => {
    analyser.analyse(lesson);
    step *= 1.05;
    if (step > 1e100) {
      for (let activity = 0; activity < count; activity += 1) activityOf[activity]! *= 1e-100;
      step *= 1e-100;
    }
    if (lesson.level < 0) return false;
    retreat(lesson.level);
    const [side, value] = lesson.literals as [number, number];
    if (lesson.literals.length === 2) return raise(trail, side, value, trail.literalCount, -1, empty);
    const clause = addClause(clauses, lesson.literals, lesson.quality);
    return raise(trail, side, value, trail.literalCount, clause, clauses.store);
  };

  /** The next activity to decide: an anchor while one is open, then the one most often in conflicts; -1 when done. */
  const pick = (): number => {
    for (; anchored < anchors.length; anchored += 1) {
      const anchor = anchors[anchored]!;
      if (trail.bound[2 * anchor]! !== -trail.bound[2 * anchor + 1]!) return anchor;
    }
    let chosen = -1;
    let score = -1;
    for (let activity = 0; activity < count; activity += 1) {
      if (trail.bound[2 * activity]! === -trail.bound[2 * activity + 1]!) continue;
      if (activityOf[activity]! > score) {
        score = activityOf[activity]!;
        chosen = activity;
      }
    }
    return chosen;
  };

  const choose = (): boolean => {
    const chosen = pick();
    if (chosen < 0) return false;
    const low = trail.bound[2 * chosen]!;
    const high = -trail.bound[2 * chosen + 1]!;
    const value = Math.min(high, Math.max(low, wanted[chosen]!));
    if (value === high) decide(trail, 2 * chosen, high);
    else decide(trail, 2 * chosen + 1, -value);
    return true;
  };

  const restart = (): boolean => {
    retreat(0);
    if (clauses.offsets.length > nextForget) {
      forgetClauses(clauses, trail);
      nextForget += 300;
    }
    return propagate();
  };

  const search = (conflicts: number, done: () => boolean): SearchVerdict => {
    if (refuted) return 'refuted';
    let left = conflicts;
    anchored = 0;
    refuted = !restart();
    while (!refuted && left > 0 && !done()) {
      let allowed = anchors.length > 0 ? left : 100 * luby(++pace);
      while (!refuted && allowed > 0 && left > 0) {
        if (!choose()) return record();
        while (!refuted && !propagate()) {
          refuted = !learn();
          anchored = 0;
          allowed -= 1;
          left -= 1;
        }
      }
      if (!refuted) refuted = !restart();
    }
    return refuted ? 'refuted' : 'unknown';
  };

  const searchAround = (given: Int32Array, conflicts: number, done: () => boolean): SearchVerdict => {
    anchors = given;
    const verdict = search(conflicts, done);
    anchors = empty;
    return verdict;
  };

  const record = (): SearchVerdict => {
    for (let activity = 0; activity < count; activity += 1) starts[activity] = trail.bound[2 * activity]!;
    wanted.set(starts);
    return 'found';
  };

  const tighten = (earlier: number): void => {
    retreat(0);
    for (let activity = 0; activity < count && !refuted; activity += 1)
      if (!raise(trail, 2 * activity + 1, tails[activity]! - earlier, trail.literalCount, -1, empty)) refuted = true;
  };

  for (let activity = 0; activity < count; activity += 1) activityOf[activity] = random.next() * 1e-3;
  return { search, searchAround, tighten, suggest: (given) => wanted.set(given), starts };
}

/** The reluctant doubling sequence 1 1 2 1 1 2 4 ... (Luby, Sinclair & Zuckerman 1993). */
function luby(index: number): number {
  let size = 1;
  while (size < index + 1) size *= 2;
  let rest = index;
  while (size - 1 !== rest) {
    size /= 2;
    if (rest >= size) rest -= size - 1;
  }
  return size / 2;
}
