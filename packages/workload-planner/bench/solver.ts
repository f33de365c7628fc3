import { readdirSync } from 'node:fs';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { instanceEndings } from '../src/instances/read-instance.ts';
import { type RunSummary, readBestKnown, summarise } from './best-known.ts';
import type { GoalLine } from './goals/admission.ts';
import { assignmentGoals } from './goals/assignment.ts';
import { type RunLimits, solveFile } from './solve-file.ts';

/** Goals 1 to 7: the published instances, and assignment beside linear-sum-assignment in the same run. */
export function solverGoals(options: { readonly quick: boolean }): readonly GoalLine[] {
  if (!hasShared) {
    process.stderr.write('the published instances are not there: goals 1 to 6 are left out\n');
    return assignmentGoals(options);
  }
  return [...projectGoals(options.quick), ...assignmentGoals(options)];
}

const seed = 1;

/** `--quick` takes every so-manieth instance and shorter times; it shows that all works, not that a goal is reached. */
function projectGoals(quick: boolean): GoalLine[] {
  const seconds = (full: number, short: number) => ({ seconds: quick ? short : full, seed });
  const above = (schedules: number, points: number, every: number): GoalLine => {
    const run = runSet('j120', { schedules, seed }, quick ? every : 1);
    const best = run.bestKnownAboveCriticalPathPercent;
    return line(
      `planner-1-${schedules}`,
      `J120, above the critical path after ${schedules} schedules${of(run)}`,
      run.aboveCriticalPathPercent,
      'best known values',
      best,
      best + points,
    );
  };
  const gap = (goal: string, measure: string, run: RunSummary, peer: string, peerValue: number, target: number) =>
    line(goal, `${measure}, gap to best known${of(run)}`, run.gapToBestKnownPercent, peer, peerValue, target);
  const j30 = runSet('j30', seconds(2, 1), quick ? 6 : 1);
  const set1a = runSet('mspsp', seconds(2, 1), quick ? 12 : 1, 'set1a');
  const lines = [
    above(1000, 32.3 - 27.69, 4),
    above(5000, 30.9 - 27.69, 6),
    above(50_000, 29.4 - 27.69, 20),
    gap('planner-2', 'J120, 10 s', runSet('j120', seconds(10, 2), quick ? 30 : 1), 'CP-SAT, 10 s, 1 thread', 5.54, 1.4),
    gap('planner-3-j60', 'J60, 5 s', runSet('j60', seconds(5, 1), quick ? 12 : 1), 'CP-SAT, 10 s', 0.73, 0.13),
    gap('planner-3-j30', 'J30, 2 s, all at the optimum', j30, 'CP-SAT, 10 s', 0, 0),
    gap('planner-4', 'RG300, 60 s', runSet('rg300', seconds(60, 2), quick ? 40 : 1), 'Hexaly', 1.9, 1.5),
    gap('planner-5-1a', 'MSPSP 1a, 2 s, all at the optimum', set1a, 'CP-SAT, 10 s', 0.12, 0),
    gap(
      'planner-5-1b',
      'MSPSP 1b, 10 s',
      runSet('mspsp', seconds(10, 2), quick ? 18 : 1, 'set1b'),
      'clause learning, 600 s',
      0,
      0,
    ),
    gap('planner-5-2a', 'MSPSP 2a, 5 s', runSet('mspsp', seconds(5, 1), quick ? 11 : 1, 'set2a'), 'reference', 0, 1),
  ];
  return lines;
}

function runSet(folder: string, limits: RunLimits, every: number, match = ''): RunSummary {
  const path = sharedPath('data', 'planning', folder);
  const known = readBestKnown(path);
  if (known === undefined) throw new Error(`${path} has no bks.csv`);
  const names = readdirSync(path)
    .filter((name) => name.includes(match) && instanceEndings.some((ending) => name.endsWith(ending)))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((_, index) => index % every === 0);
  return summarise(
    folder,
    names.map((name) => solveFile(sharedPath('data', 'planning', folder, name), limits)),
    known,
  );
}

function of(run: RunSummary): string {
  return ` (${run.instances} instances, ${run.atBestKnown} at best known, ${run.provenOptimal} proven, gap to bound ${run.gapToBoundPercent} %)`;
}

function line(goal: string, measure: string, value: number, peer: string, peerValue: number, target: number): GoalLine {
  return {
    goal,
    measure,
    value,
    unit: '%',
    peer,
    peerValue,
    ratio: peerValue === 0 ? value : value / peerValue,
    target,
    pass: value <= target + 1e-9,
  };
}
