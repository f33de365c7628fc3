import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { evaluateModel, predictEffects } from './criterion.ts';
import { type Layout, layOut } from './layout.ts';
import { minimiseSmooth, solveLinear } from './minimise.ts';
import { makeSchur, type SchurSystem } from './schur.ts';

/** A random-effects model that was fitted. */
export interface RandomEffectsFit {
  /** Variance of each factor and of the residual, in squared units of the ratings. */
  readonly variances: Readonly<Record<string, number>>;
  readonly residualVariance: number;
  readonly intercept: number;
  readonly interceptStandardError: number;
  /** -2 log restricted likelihood. */
  readonly criterion: number;
  /** Shrunk effects (best linear unbiased predictions) by factor and level. */
  readonly effects: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly observations: number;
  readonly evaluations: number;
  readonly converged: boolean;
  /** How the smaller factor's system was factored: columns kept sparse, and columns of the dense rest. */
  readonly factorisation: { readonly sparseColumns: number; readonly denseColumns: number };
}

/** Why no model can be fitted. */
export type FitRejection =
  | Rejection<
      'performance/too-few-ratings',
      { readonly observations: number; readonly factor: string; readonly levels: number }
    >
  | Rejection<'performance/no-variation', { readonly observations: number }>;

/**
 * Fits y = intercept + one or two crossed random factors + residual by restricted maximum likelihood. Own sparse
 * solver: the larger factor is eliminated exactly, the smaller one's system is factored sparse (minimum degree) or
 * dense, whichever is smaller; the two relative standard deviations are found by quadratic interpolation.
 *
 * Source: Patterson and Thompson 1971; Bates, Maechler, Bolker and Walker 2015 (lme4), whose criterion it equals.
 *
 * @throws InvalidInputError `performance/invalid-ratings` when labels and values differ in number, `performance/not-finite`
 * @example
 * ```ts
 * import { fitRandomEffects } from '@meritkit/performance-scoring';
 *
 * const ratee = ['a', 'a', 'b', 'b', 'c', 'c'];
 * const rater = ['x', 'y', 'x', 'y', 'x', 'y'];
 * const fit = fitRandomEffects({ factors: { ratee, rater }, values: [9, 7, 6, 3, 8, 6] });
 * fit.ok && fit.intercept; // 6.5
 * ```
 */
export function fitRandomEffects(options: {
  readonly factors: Readonly<Record<string, readonly string[]>>;
  readonly values: ArrayLike<number>;
  /** From which share of neighbours on the factor is kept dense: 0 all of it, above 1 none; 0.6 unless stated. */
  readonly denseFrom?: number;
}): Outcome<RandomEffectsFit, FitRejection> {
  const layout = layOut(options);
  const refused = refuse(layout);
  if (refused !== undefined) return refused;
  const schur = makeSchur(layout, options.denseFrom);
  const { theta, evaluations, converged } = searchTheta(layout, schur);
  const state = evaluateModel(layout, schur, theta);
  const predicted = predictEffects(layout, schur, theta, state);
  const factors = [layout.large, ...(layout.small === undefined ? [] : [layout.small])];
  const effectsOf = [predicted.large, predicted.small];
  return {
    ok: true,
    variances: byName(options.factors, (name) => {
      const at = factors.findIndex((factor) => factor.name === name);
      return theta[at]! * theta[at]! * state.residualVariance;
    }),
    residualVariance: state.residualVariance,
    intercept: layout.center + state.intercept,
    interceptStandardError: Math.sqrt(state.interceptScale * state.residualVariance),
    criterion: state.criterion,
    effects: byName(options.factors, (name) => {
      const at = factors.findIndex((factor) => factor.name === name);
      const values = effectsOf[at]!;
      return Object.fromEntries(factors[at]!.levels.map((level, index) => [level, values[index]!]));
    }),
    observations: layout.observations,
    evaluations: evaluations + 1,
    converged,
    factorisation: { sparseColumns: schur.sparseColumns, denseColumns: schur.denseColumns },
  };
}

function byName<Value>(
  factors: Readonly<Record<string, unknown>>,
  read: (name: string) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.keys(factors).map((name) => [name, read(name)]));
}

function refuse(layout: Layout) {
  const { observations } = layout;
  for (const factor of [layout.large, layout.small]) {
    if (factor === undefined) continue;
    const levels = factor.levels.length;
    if (levels < 2 || observations <= levels) {
      return reject('performance/too-few-ratings', { observations, factor: factor.name, levels });
    }
  }
  return layout.squares > 0 ? undefined : reject('performance/no-variation', { observations });
}

interface Search {
  readonly theta: readonly number[];
  readonly criterion: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/** Below this relative standard deviation a factor may be nothing at all, and zero is tried too. */
const nearZero = 0.1;

function searchTheta(layout: Layout, schur: SchurSystem): Search {
  const start = startingTheta(layout);
  let best = searchInside(
    layout,
    schur,
    start,
    start.map(() => true),
  );
  let { evaluations } = best;
  for (let factor = 0; factor < start.length; factor += 1) {
    if (best.theta[factor]! > nearZero) continue;
    const free = start.map((_, index) => index !== factor);
    const from = best.theta.map((value, index) => (free[index] ? value : 0));
    const edge = searchInside(layout, schur, from, free);
    evaluations += edge.evaluations;
    if (edge.criterion <= best.criterion + 1e-9) best = edge;
  }
  return { ...best, evaluations };
}

/** Below this the search is linear, so that it passes through zero; above, by proportions. */
const bend = 0.1;

/**
 * Searches over the factors that are free; the others stay where they are. The criterion knows squares only: it is
 * smooth through zero and needs no bound there, while large values are compared by proportions (an inverse sinh).
 */
function searchInside(layout: Layout, schur: SchurSystem, start: readonly number[], free: readonly boolean[]): Search {
  const axes = start.map((_, index) => index).filter((index) => free[index]);
  const expand = (x: readonly number[]) =>
    start.map((value, index) => (axes.includes(index) ? Math.abs(bend * Math.sinh(x[axes.indexOf(index)]!)) : value));
  const f = (x: readonly number[]) => evaluateModel(layout, schur, expand(x)).criterion;
  if (axes.length === 0) return { theta: start, criterion: f([]), evaluations: 1, converged: true };
  const large = layout.observations > 20_000;
  const minimum = minimiseSmooth({
    f,
    start: axes.map((index) => Math.asinh(start[index]! / bend)),
    radius: large ? 0.02 : 0.3,
    tolerance: large ? 2e-7 : 1e-9,
    lowest: -15,
    highest: 15,
    maximumEvaluations: 400,
  });
  const { converged } = minimum;
  if (large) {
    return { theta: expand(minimum.x), criterion: minimum.value, evaluations: minimum.evaluations, converged };
  }
  const polished = polish(f, minimum.x);
  const evaluations = minimum.evaluations + polished.evaluations + 1;
  return { theta: expand(polished.x), criterion: f(polished.x), evaluations, converged };
}

/**
 * Newton steps on five-point central differences: values alone place a minimum to half the digits they have, a
 * gradient to nearly all.
 */
function polish(
  f: (x: readonly number[]) => number,
  start: readonly number[],
): { readonly x: readonly number[]; readonly evaluations: number } {
  const h = 0.02;
  let x = start;
  let evaluations = 0;
  const at = (...by: readonly number[]) => {
    evaluations += 1;
    return f(x.map((value, axis) => value + (by[axis] ?? 0) * h));
  };
  for (let round = 0; round < 8; round += 1) {
    const middle = at();
    const along = x.map((_, axis) =>
      [1, -1, 2, -2].map((times) => at(...x.map((__, each) => (each === axis ? times : 0)))),
    );
    const gradient = along.map(([p1, m1, p2, m2]) => (8 * (p1! - m1!) - (p2! - m2!)) / (12 * h));
    const bends = along.map(([p1, m1, p2, m2]) => (16 * (p1! + m1!) - (p2! + m2!) - 30 * middle) / (12 * h * h));
    const mixed = x.length < 2 ? 0 : (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h);
    const hessian = bends.map((bend, row) => bends.map((_, column) => (row === column ? bend : mixed)));
    const step = solveLinear(hessian, gradient);
    if (step === undefined || step.some((value) => !(Math.abs(value) < 0.05))) break;
    x = x.map((value, axis) => value - step[axis]!);
    if (step.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return { x, evaluations };
}

/** Moments: the total variance less what stays within a factor's levels is that factor's. */
function startingTheta(layout: Layout): readonly number[] {
  const total = layout.squares / (layout.observations - 1);
  const factors = [layout.large, ...(layout.small === undefined ? [] : [layout.small])];
  const own = factors.map((factor) => {
    let between = 0;
    for (let level = 0; level < factor.levels.length; level += 1) {
      between += (factor.sums[level]! * factor.sums[level]!) / factor.counts[level]!;
    }
    const within = (layout.squares - between) / (layout.observations - factor.levels.length);
    return Math.max(total - within, 0.02 * total);
  });
  const residual = Math.max(total - own.reduce((sum, value) => sum + value, 0), 0.1 * total);
  return own.map((value) => Math.sqrt(value / residual));
}
