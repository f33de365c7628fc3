import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readInstance } from '../src/instances/read-instance.ts';
import { validateSchedule } from '../src/instances/validate-schedule.ts';
import { readBestKnown, summarise } from './best-known.ts';
import { type InstanceLine, solveFile } from './solve-file.ts';

/**
 * Solves files with CP-SAT in WebAssembly (npm or-tools-wasm, 325 MB, hence not a dependency) and with this package,
 * one after the other on one thread with the same time, and prints a summary of each.
 *
 * `node bench/cp-sat.ts <folder with node_modules/or-tools-wasm> <folder of .sm or .rcp> [--seconds 10] [--every 12]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '10' }, every: { type: 'string', default: '12' } },
});
const [home, folder] = positionals;
if (home === undefined || folder === undefined) throw new Error('which folders?');

/** The few words of the library's modelling interface that are spoken here. */
interface CpSat {
  readonly CpModel: new () => {
    readonly newIntVar: (low: number, high: number, name: string) => object;
    readonly newFixedSizeIntervalVar: (start: object, size: number, name: string) => object;
    readonly addCumulative: (intervals: readonly object[], demands: readonly number[], capacity: number) => void;
    readonly addLinearConstraint: (sum: object, low: number, high: number) => void;
    readonly minimize: (target: object) => void;
  };
  readonly CpSolver: new () => {
    readonly solve: (model: object, limits: object) => Promise<number>;
    readonly value: (variable: object) => number;
    readonly bestObjectiveBound: () => number;
  };
}
const entry = createRequire(pathToFileURL(join(resolve(home), 'x.js'))).resolve('or-tools-wasm/cp-sat');
const { CpModel, CpSolver }: CpSat = await import(pathToFileURL(entry).href);

async function solveWithCpSat(name: string, text: string, seconds: number): Promise<InstanceLine> {
  const project = readInstance({ name, text });
  if (project.kind !== 'resource-project') throw new Error(`${name}: only resources here`);
  const began = performance.now();
  const { durations, successors, requirements, capacities } = project;
  const horizon = durations.reduce((sum, duration) => sum + duration, 0);
  const model = new CpModel();
  const starts = durations.map((_, activity) => model.newIntVar(0, horizon, `s${activity}`));
  const intervals = starts.map((start, activity) =>
    model.newFixedSizeIntervalVar(start, durations[activity]!, `i${activity}`),
  );
  const end = model.newIntVar(0, horizon, 'end');
  const minus = (later: object, earlier: object) => (later as { minus: (other: object) => object }).minus(earlier);
  starts.forEach((start, activity) => {
    model.addLinearConstraint(minus(end, start), durations[activity]!, horizon);
    for (const successor of successors[activity]!)
      model.addLinearConstraint(minus(starts[successor]!, start), durations[activity]!, horizon);
  });
  capacities.forEach((capacity, resource) => {
    const users = intervals.flatMap((interval, activity) => {
      const need = requirements[activity]![resource]!;
      return need > 0 ? [{ interval, need }] : [];
    });
    model.addCumulative(
      users.map(({ interval }) => interval),
      users.map(({ need }) => need),
      capacity,
    );
  });
  model.minimize(end);
  const solver = new CpSolver();
  await solver.solve(model, { numSearchWorkers: 1, maxTimeInSeconds: seconds });
  const schedule = { starts: starts.map((start) => solver.value(start)), staffing: [] };
  if (validateSchedule({ project, schedule }).length > 0) throw new Error(`${name}: invalid schedule from CP-SAT`);
  const makespan = solver.value(end);
  const lowerBound = Math.ceil(solver.bestObjectiveBound() - 1e-6);
  return {
    instance: name,
    makespan,
    lowerBound,
    provenOptimal: lowerBound === makespan,
    schedules: 0,
    seconds: Math.round(performance.now() - began) / 1000,
  };
}

const known = readBestKnown(folder);
if (known === undefined) throw new Error(`${folder} has no bks.csv`);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.sm') || name.endsWith('.rcp'))
  .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .filter((_, index) => index % Number(values.every) === 0);
const seconds = Number(values.seconds);
const [theirs, ours]: [InstanceLine[], InstanceLine[]] = [[], []];
for (const name of names) {
  theirs.push(await solveWithCpSat(name, readFileSync(join(folder, name), 'utf8'), seconds));
  ours.push(solveFile(join(folder, name), { seconds, seed: 1 }));
}
console.log(JSON.stringify({ 'or-tools-wasm': summarise('', theirs, known) }));
console.log(JSON.stringify({ solveProject: summarise('', ours, known) }));
process.exit(0);
