import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceLine } from './solve-file.ts';

/** What is known about an instance from elsewhere. */
export interface BestKnown {
  readonly criticalPath: number;
  readonly makespan: number;
  readonly isOptimal: boolean;
  /** The set within the folder, where the file names one. */
  readonly set: string;
}

/** Reads `bks.csv` of a folder; `undefined` where there is none. Columns are found by name. */
export function readBestKnown(folder: string): ReadonlyMap<string, BestKnown> | undefined {
  const path = join(folder, 'bks.csv');
  if (!existsSync(path)) return undefined;
  const [title = '', ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = title.split(',');
  const column = (...wanted: string[]) => names.findIndex((name) => wanted.includes(name));
  const at = {
    instance: column('instance'),
    criticalPath: column('cpm_lb', 'cp_lb'),
    makespan: column('best_ub', 'best_makespan'),
    isOptimal: column('proven_optimal'),
    set: column('set'),
  };
  if (at.instance < 0 || at.makespan < 0) return undefined;
  return new Map(
    rows.map((row) => {
      const cells = row.split(',');
      return [
        cells[at.instance]!,
        {
          criticalPath: Number(cells[at.criticalPath]),
          makespan: Number(cells[at.makespan]),
          isOptimal: cells[at.isOptimal] === '1',
          set: cells[at.set] ?? '',
        },
      ];
    }),
  );
}

/** How a run compares with what is known; percentages are averages over the instances. */
export interface RunSummary {
  readonly set: string;
  readonly instances: number;
  readonly provenOptimal: number;
  readonly atBestKnown: number;
  readonly belowBestKnown: number;
  readonly gapToBestKnownPercent: number;
  readonly gapToBoundPercent: number;
  readonly aboveCriticalPathPercent: number;
  readonly bestKnownAboveCriticalPathPercent: number;
  readonly meanMakespan: number;
  readonly meanBestKnown: number;
  readonly seconds: number;
}

/** Averages the lines of one set against its best known values. */
export function summarise(
  set: string,
  lines: readonly InstanceLine[],
  known: ReadonlyMap<string, BestKnown>,
): RunSummary {
  const pairs = lines.flatMap((line) => {
    const best = known.get(line.instance);
    return best === undefined ? [] : [{ line, best }];
  });
  const mean = (value: (pair: (typeof pairs)[number]) => number) =>
    round(pairs.reduce((sum, pair) => sum + value(pair), 0) / Math.max(1, pairs.length));
  const count = (test: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(test).length;
  return {
    set,
    instances: pairs.length,
    provenOptimal: count(({ line }) => line.provenOptimal),
    atBestKnown: count(({ line, best }) => line.makespan <= best.makespan),
    belowBestKnown: count(({ line, best }) => line.makespan < best.makespan),
    gapToBestKnownPercent: mean(({ line, best }) => 100 * (line.makespan / best.makespan - 1)),
    gapToBoundPercent: mean(({ line }) => 100 * (line.makespan / line.lowerBound - 1)),
    aboveCriticalPathPercent: mean(({ line, best }) => 100 * (line.makespan / best.criticalPath - 1)),
    bestKnownAboveCriticalPathPercent: mean(({ best }) => 100 * (best.makespan / best.criticalPath - 1)),
    meanMakespan: mean(({ line }) => line.makespan),
    meanBestKnown: mean(({ best }) => best.makespan),
    seconds: mean(({ line }) => line.seconds),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
