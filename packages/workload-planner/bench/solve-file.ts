import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readInstance } from '../src/instances/read-instance.ts';
import { makespanOf, validateSchedule } from '../src/instances/validate-schedule.ts';
import { type SolveBudget, solveProject } from '../src/solver/solve-project.ts';

/** One line of the instance bench. */
export interface InstanceLine {
  readonly instance: string;
  readonly makespan: number;
  readonly lowerBound: number;
  readonly provenOptimal: boolean;
  readonly schedules: number;
  readonly seconds: number;
}

/** What a run may use: schedules, seconds, or both. */
export interface RunLimits {
  readonly schedules?: number;
  readonly seconds?: number;
  readonly seed: number;
}

/** Solves one file, checks the schedule with the independent validator and times it all, reading included. */
export function solveFile(path: string, limits: RunLimits): InstanceLine {
  const began = performance.now();
  const name = basename(path);
  const project = readInstance({ name, text: readFileSync(path, 'utf8') });
  const { seed } = limits;
  const solution = solveProject({ project, seed, budget: budgetOf() });
  const violations = validateSchedule({ project, schedule: solution.schedule });
  if (violations.length > 0) throw new Error(`${name}: invalid schedule: ${JSON.stringify(violations[0])}`);
  if (makespanOf({ project, starts: solution.schedule.starts }) !== solution.makespan)
    throw new Error(`${name}: the makespan stated is not the schedule's`);
  return {
    instance: name,
    makespan: solution.makespan,
    lowerBound: solution.lowerBound,
    provenOptimal: solution.provenOptimal,
    schedules: solution.schedules,
    seconds: Math.round(performance.now() - began) / 1000,
  };

  /** With a time limit, the first schedules tell how many the rest will allow. */
  function budgetOf(): SolveBudget {
    const { schedules, seconds } = limits;
    const most = schedules === undefined ? {} : { schedules };
    if (seconds === undefined) return most;
    const end = began + seconds * 1000 - 5;
    let first: number | undefined;
    const stop = () => {
      const now = performance.now();
      first ??= now;
      return now >= end;
    };
    if (schedules !== undefined) return { ...most, stop };
    // On projects of this size the search that proves takes about half the time; on larger ones it soon gives way.
    const share = project.durations.length > 70 ? 0.85 : 0.4;
    const expectedSchedules = (built: number) => {
      const each = (performance.now() - (first ?? began)) / built;
      return Math.max(1, (share * seconds * 1000) / each);
    };
    return { stop, expectedSchedules };
  }
}
