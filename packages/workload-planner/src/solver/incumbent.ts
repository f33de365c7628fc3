import type { ProjectSchedule } from '../instances/model.ts';
import type { Finder } from './evolve.ts';
import type { Problem } from './problem.ts';

/** What is known about a project so far. */
export interface Incumbent {
  schedule: ProjectSchedule;
  /** Another schedule as short as the best, found later. */
  recent: readonly number[];
  makespan: number;
  lowerBound: number;
  /** Schedules built so far, parts included. */
  schedules: number;
}

/** A shorter schedule or a higher bound, as it is found. */
export type Improvement = Readonly<Omit<Incumbent, 'recent'>>;

/** Keeps the best schedule, seen from the start of the project, whichever side found it. */
export function createKeeper(
  problem: Problem,
  incumbent: Incumbent,
  onImprovement: ((improvement: Improvement) => void) | undefined,
): {
  readonly found: Finder;
  readonly foundStarts: (starts: Int32Array) => void;
  readonly raised: (bound: number) => void;
} {
  const { durations } = problem.sides[0].network;
  const report = (): void => {
    const { schedule, makespan, lowerBound, schedules } = incumbent;
    onImprovement?.({ schedule, makespan, lowerBound, schedules });
  };
  const keep = (makespan: number, starts: number[], staffing: () => ProjectSchedule['staffing']): void => {
    if (makespan > incumbent.makespan) return;
    incumbent.recent = starts;
    if (makespan === incumbent.makespan) return;
    incumbent.makespan = makespan;
    incumbent.schedule = { starts, staffing: staffing() };
    report();
  };
  return {
    found: ({ side, makespan, starts }) => {
      // Only the search that closes windows asks for another schedule as short as the best.
      if (makespan > incumbent.makespan || (makespan === incumbent.makespan && !problem.isExact)) return;
      const forward = Array.from(starts, (start, activity) =>
        side === 0 ? start : makespan - start - durations[activity]!,
      );
      keep(makespan, forward, () => problem.staffing(side));
    },
    foundStarts: (starts) => {
      const makespan = starts.reduce((latest, start, activity) => Math.max(latest, start + durations[activity]!), 0);
      keep(makespan, [...starts], () => []);
    },
    raised: (bound) => {
      if (bound <= incumbent.lowerBound) return;
      incumbent.lowerBound = bound;
      report();
    },
  };
}
