import { readdirSync } from 'node:fs';
import type { BenchGoal } from '../../../scripts/bench-goal.ts';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { instanceEndings } from '../src/instances/read-instance.ts';
import { type RunSummary, readBestKnown, summarise } from './best-known.ts';
import { assignmentGoals } from './goals/assignment.ts';
import { type RunLimits, solveFile } from './solve-file.ts';

/** Goals 1 to 7: the published instances, and assignment beside linear-sum-assignment and HiGHS in the same run. */
export async function solverGoals(options: { readonly quick: boolean }): Promise<readonly BenchGoal[]> {
  if (!hasShared) {
    process.stderr.write('the published instances are not there: goals 1 to 6 are left out\n');
    return assignmentGoals(options);
  }
  return [...projectGoals(options.quick), ...(await assignmentGoals(options))];
}

/** A published set under a time limit: the full one, and the one of a quick run with every so-manieth instance. */
interface TimedSet {
  readonly goal: string;
  readonly set: string;
  readonly folder: string;
  readonly match?: string;
  readonly seconds: number;
  readonly quick: { readonly seconds: number; readonly every: number };
  readonly peer: string;
  readonly peerValue: number;
  readonly target: number;
}

const cpSat = 'CP-SAT, 10 s, 1 thread';
const timedSets: readonly TimedSet[] = [
  {
    ...{ goal: 'planner-2', set: 'J120', folder: 'j120', seconds: 10, quick: { seconds: 2, every: 30 } },
    ...{ peer: cpSat, peerValue: 5.54, target: 1.4 },
  },
  {
    ...{ goal: 'planner-3-j60', set: 'J60', folder: 'j60', seconds: 5, quick: { seconds: 1, every: 12 } },
    ...{ peer: cpSat, peerValue: 0.73, target: 0.13 },
  },
  {
    ...{ goal: 'planner-3-j30', set: 'J30', folder: 'j30', seconds: 2, quick: { seconds: 1, every: 6 } },
    ...{ peer: cpSat, peerValue: 0, target: 0 },
  },
  {
    ...{ goal: 'planner-4', set: 'RG300', folder: 'rg300', seconds: 60, quick: { seconds: 2, every: 20 } },
    ...{ peer: 'Hexaly, 60 s', peerValue: 1.9, target: 1.5 },
  },
  {
    ...{ goal: 'planner-5-1a', set: 'MSPSP 1a', folder: 'mspsp', match: 'set1a', seconds: 2 },
    ...{ quick: { seconds: 1, every: 12 }, peer: cpSat, peerValue: 0.12, target: 0 },
  },
  {
    ...{ goal: 'planner-5-1b', set: 'MSPSP 1b', folder: 'mspsp', match: 'set1b', seconds: 10 },
    ...{ quick: { seconds: 2, every: 18 }, peer: 'clause learning, 600 s', peerValue: 0, target: 0 },
  },
  {
    ...{ goal: 'planner-5-2a', set: 'MSPSP 2a', folder: 'mspsp', match: 'set2a', seconds: 5 },
    ...{ quick: { seconds: 1, every: 11 }, peer: 'clause learning, 600 s', peerValue: 0, target: 1 },
  },
];

/** A quick run takes some instances, one seed and shorter times, and says so: it shows that all works. */
function projectGoals(quick: boolean): BenchGoal[] {
  return [
    aboveCriticalPath(1000, 32.3, quick ? { seeds: 1, every: 4 } : { seeds: 5, every: 1 }),
    aboveCriticalPath(5000, 30.9, quick ? { seeds: 1, every: 6 } : { seeds: 3, every: 1 }),
    aboveCriticalPath(50_000, 29.4, quick ? { seeds: 1, every: 20 } : { seeds: 1, every: 1 }),
    ...timedSets.map((set) => gapToBestKnown(set, quick)),
  ];
}

/** The targets are stated for all 60 instances, where best known values lie 27.69 % above the critical path. */
function aboveCriticalPath(
  schedules: number,
  goal: number,
  take: { readonly seeds: number; readonly every: number },
): BenchGoal {
  const limits = Array.from({ length: take.seeds }, (_, index) => ({ schedules, seed: index + 1 }));
  const run = runSet('j120', limits, take.every);
  const best = run.bestKnownAboveCriticalPathPercent;
  return line(
    `planner-1-${schedules}`,
    `J120, above the critical path after ${schedules} schedules, seeds 1 to ${take.seeds}${of(run)}`,
    run.aboveCriticalPathPercent,
    'best known values',
    best,
    best + goal - 27.69,
  );
}

function gapToBestKnown(set: TimedSet, quick: boolean): BenchGoal {
  const { goal, folder, match, peer, peerValue, target } = set;
  const seconds = quick ? set.quick.seconds : set.seconds;
  const run = runSet(folder, [{ seconds, seed: 1 }], quick ? set.quick.every : 1, match);
  const words = `${set.set}, ${seconds} s${seconds < set.seconds ? ` (goal: ${set.seconds} s)` : ''}`;
  return line(goal, `${words}, gap to best known${of(run)}`, run.gapToBestKnownPercent, peer, peerValue, target);
}

function runSet(folder: string, runs: readonly RunLimits[], every: number, match = ''): RunSummary {
  const path = sharedPath('data', 'planning', folder);
  const known = readBestKnown(path);
  if (known === undefined) throw new Error(`${path} has no bks.csv`);
  const names = readdirSync(path)
    .filter((name) => name.includes(match) && instanceEndings.some((ending) => name.endsWith(ending)))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .filter((_, index) => index % every === 0);
  const lines = runs.flatMap((limits) =>
    names.map((name) => solveFile(sharedPath('data', 'planning', folder, name), limits)),
  );
  return summarise(folder, lines, known);
}

function of(run: RunSummary): string {
  return ` (${run.instances} runs, ${run.atBestKnown} at best known, ${run.provenOptimal} proven, gap to bound ${run.gapToBoundPercent} %)`;
}

function line(
  goal: string,
  measure: string,
  value: number,
  peer: string,
  peerValue: number,
  target: number,
): BenchGoal {
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
