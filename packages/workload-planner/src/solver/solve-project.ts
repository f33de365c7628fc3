import { invalidInput } from '@meritkit/core/errors';
import { checkProject } from '../instances/check-project.ts';
import type { Project, ProjectSchedule } from '../instances/model.ts';
import { finish, isTold } from '../steps.ts';
import { boundMakespan } from './bounds.ts';
import { createEvolution } from './evolve.ts';
import { createKeeper, type Improvement, type Incumbent } from './incumbent.ts';
import { createProver } from './learning/prover.ts';
import { type Problem, prepareProblem } from './problem.ts';
import { createFastRandom, type FastRandom } from './random.ts';

/** When to stop. At least one of `schedules` and `stop` is needed. */
export interface SolveBudget {
  /** Schedules to build, each being all activities placed once; justification passes and broken-off parts count. */
  readonly schedules?: number;
  /** Asked often; true ends the search. The only way in which time enters. */
  readonly stop?: () => boolean;
  /**
   * How many schedules the caller expects `stop` to allow in all; sizes the population. A function is asked once, after
   * the first few hundred and before anything is proved, with how many there were: who knows the time can tell from it.
   */
  readonly expectedSchedules?: number | ((built: number) => number);
}

/** The best schedule found and how good it is for certain. */
export interface ProjectSolution {
  readonly schedule: ProjectSchedule;
  /** Periods from 0 to the end of the last activity. */
  readonly makespan: number;
  /** No schedule is shorter than this. */
  readonly lowerBound: number;
  readonly provenOptimal: boolean;
  /** (makespan - lowerBound) / lowerBound; 0 when proven. */
  readonly gap: number;
  readonly schedules: number;
}

/**
 * The shortest schedule that the budget finds, with a lower bound: for resources (RCPSP) and people with skills (MSPSP).
 *
 * Pure and synchronous: the same project, seed and budget give the same result. With `schedules` alone only the genetic
 * algorithm runs; with `stop` it shares the time with a search that learns from conflicts and proves.
 * Throws `InvalidInputError`: `planner/instance-number`, `-cycle`, `-impossible`, `-malformed`.
 * Methods: Debels & Vanhoucke (2007), Valls et al. (2008), Schutt et al. (2011).
 *
 * @example
 * ```ts
 * import { solveProject } from '@meritkit/workload-planner';
 *
 * let asked = 0;
 * const solution = solveProject({
 *   project: {
 *     kind: 'resource-project', name: 'three', durations: [2, 3, 2], successors: [[2], [], []],
 *     capacities: [2], requirements: [[1], [2], [1]],
 *   },
 *   seed: 1,
 *   budget: { stop: () => ++asked > 1000 },
 * });
 * solution.makespan; // 7
 * solution.provenOptimal; // true
 * ```
 */
export function solveProject(options: SolveProjectOptions): ProjectSolution {
  return finish(solveSteps(options));
}

/** The options of `solveProject`. */
export interface SolveProjectOptions {
  readonly project: Project;
  readonly seed: number;
  readonly budget: SolveBudget;
  readonly onImprovement?: (improvement: Improvement) => void;
}

/** How far a solution is. */
export type SolveProgress = Omit<Improvement, 'schedule'>;

/** As `solveProject`, some hundred schedules at a time. */
export function* solveSteps(options: SolveProjectOptions): Generator<SolveProgress, ProjectSolution> {
  const { project, seed, budget } = options;
  checkProject(project);
  checkSeed(seed);
  checkBudget(budget);
  if (project.durations.length === 0)
    return solutionOf({ schedule: { starts: [], staffing: [] }, recent: [], makespan: 0, lowerBound: 0, schedules: 0 });
  const random = createFastRandom(seed);
  const problem = prepareProblem(project, random);
  const incumbent: Incumbent = {
    schedule: { starts: [], staffing: [] },
    recent: [],
    makespan: Number.MAX_SAFE_INTEGER,
    lowerBound: boundMakespan(problem.sides[0].network, problem.relaxed),
    schedules: 0,
  };
  const keeper = createKeeper(problem, incumbent, options.onImprovement);
  const prover = createProver({ problem, incumbent, keeper, random });
  prover.raiseByPropagation();
  yield* searchOn(problem, incumbent, keeper, prover, random, budget);
  return solutionOf(incumbent);
}

function* searchOn(
  problem: Problem,
  incumbent: Incumbent,
  keeper: ReturnType<typeof createKeeper>,
  prover: ReturnType<typeof createProver>,
  random: FastRandom,
  budget: SolveBudget,
): Generator<SolveProgress, void> {
  const allowed = budget.schedules ?? Number.POSITIVE_INFINITY;
  const stop = budget.stop ?? (() => false);
  const hasSchedule = () => incumbent.makespan < Number.MAX_SAFE_INTEGER;
  const isDone = () => incumbent.makespan <= incumbent.lowerBound || (hasSchedule() && stop());
  // People are asked in a new order every 20 schedules; the search for a bound has its turn after every eighth of these.
  const portion = problem.isExact ? 500 : 20;
  const rest = problem.isExact ? 1 : 8;
  let turn = 0;
  let expected = typeof budget.expectedSchedules === 'number' ? budget.expectedSchedules : undefined;
  for (const epoch of epochsOf(budget, () => expected)) {
    const evolution = createEvolution({
      sides: problem.sides,
      load: problem.load,
      random,
      population: populationFor(epoch),
      planned: epoch,
      best: incumbent.makespan,
      onFound: keeper.found,
    });
    for (let built = 0; built < epoch; ) {
      if (isDone() || incumbent.schedules >= allowed) return;
      problem.shake(0.3);
      const more = evolution.run(Math.min(portion, epoch - built, allowed - incumbent.schedules), isDone);
      if (more === 0) break;
      built += more;
      incumbent.schedules += more;
      turn += 1;
      if (typeof budget.expectedSchedules === 'function') {
        expected ??= Math.round(budget.expectedSchedules(incumbent.schedules));
      }
      if (budget.schedules === undefined && turn % rest === 0 && !isDone()) prover.work(isDone);
      const { makespan, lowerBound, schedules } = incumbent;
      if (problem.isExact || isTold(turn)) yield { makespan, lowerBound, schedules };
    }
  }
}

/** Schedules of the first population, where it is not known how many there will be. */
const FIRST_POPULATION = 2000;

/** How many schedules each fresh population gets: all at once when known, else each time three times as many; never more than allowed. */
function* epochsOf(budget: SolveBudget, expectation: () => number | undefined): Generator<number> {
  if (budget.schedules !== undefined) {
    yield budget.schedules;
    return;
  }
  yield FIRST_POPULATION;
  const expected = expectation();
  if (expected !== undefined && expected > 2 * FIRST_POPULATION) yield expected - FIRST_POPULATION;
  for (let size = 4 * FIRST_POPULATION; ; size *= 3) yield size;
}

/** About 38 members for 1,000 schedules, 117 for 5,000, 588 for 50,000, where tuning on generated projects of 120 led. */
function populationFor(schedules: number): number {
  return Math.min(2000, Math.max(10, Math.round(38 * Math.exp(0.7 * Math.log(schedules / 1000)))));
}

function solutionOf(incumbent: Incumbent): ProjectSolution {
  const { schedule, makespan, lowerBound, schedules } = incumbent;
  return {
    schedule,
    makespan,
    lowerBound,
    provenOptimal: makespan === lowerBound,
    gap: lowerBound === 0 ? 0 : (makespan - lowerBound) / lowerBound,
    schedules: Math.ceil(schedules - 1e-6),
  };
}

function checkSeed(seed: number): void {
  if (!Number.isSafeInteger(seed)) throw invalidInput('planner/instance-number', ['seed'], 'expected a whole number');
}

function checkBudget(budget: SolveBudget): void {
  const { schedules, expectedSchedules, stop } = budget;
  if (schedules === undefined && stop === undefined)
    throw invalidInput('planner/instance-number', ['budget'], 'needs schedules or stop, else it would never end');
  if (schedules !== undefined && !(Number.isInteger(schedules) && schedules > 0))
    throw invalidInput('planner/instance-number', ['budget', 'schedules'], `expected a whole number above 0`);
  if (typeof expectedSchedules === 'number' && !(expectedSchedules > 0))
    throw invalidInput('planner/instance-number', ['budget', 'expectedSchedules'], `expected a number above 0`);
}
