import type { Layout } from './layout.ts';
import type { SchurSystem } from './schur.ts';

/** The model at given relative standard deviations: the criterion and what it was computed from. */
export interface ModelState {
  /** -2 log of the restricted likelihood, with its constants, as lme4 prints it. */
  readonly criterion: number;
  readonly residualVariance: number;
  /** Intercept of the centred observations, and its variance before the residual variance multiplies it. */
  readonly intercept: number;
  readonly interceptScale: number;
  readonly lowerOne: Float64Array;
  readonly lowerValue: Float64Array;
}

/**
 * The profiled REML criterion of y = intercept + large + small + residual at `theta`, the factors' standard deviations
 * relative to the residual's (Bates, Maechler, Bolker and Walker 2015, section 3). The large factor's diagonal block is
 * eliminated by hand; what remains is the small factor's system.
 */
export function evaluateModel(layout: Layout, schur: SchurSystem, theta: readonly number[]): ModelState {
  const { large, small, observations } = layout;
  const [thetaLarge = 0, thetaSmall = 0] = theta;
  const scale = new Float64Array(large.levels.length);
  let logDeterminant = 0;
  let oneOne = observations;
  let oneValue = 0;
  let valueValue = layout.squares;
  for (let level = 0; level < scale.length; level += 1) {
    const pivot = thetaLarge * thetaLarge * large.counts[level]! + 1;
    logDeterminant += Math.log(pivot);
    const [one, value] = [thetaLarge * large.counts[level]!, thetaLarge * large.sums[level]!];
    oneOne -= (one * one) / pivot;
    oneValue -= (one * value) / pivot;
    valueValue -= (value * value) / pivot;
    scale[level] = (thetaLarge * thetaLarge * thetaSmall * thetaSmall) / pivot;
  }
  const size = small?.levels.length ?? 0;
  const diagonal = new Float64Array(size);
  for (let level = 0; level < size; level += 1) diagonal[level] = thetaSmall * thetaSmall * small!.counts[level]! + 1;
  schur.factor(diagonal, scale);
  logDeterminant += schur.logDeterminant();
  const lowerOne = reducedSide(layout, schur, theta, large.counts, small?.counts);
  const lowerValue = reducedSide(layout, schur, theta, large.sums, small?.sums);
  for (let level = 0; level < size; level += 1) {
    oneOne -= lowerOne[level]! * lowerOne[level]!;
    oneValue -= lowerOne[level]! * lowerValue[level]!;
    valueValue -= lowerValue[level]! * lowerValue[level]!;
  }
  const degrees = observations - 1;
  const residual = valueValue - (oneValue * oneValue) / oneOne;
  const criterion = logDeterminant + Math.log(oneOne) + degrees * (1 + Math.log((2 * Math.PI * residual) / degrees));
  return {
    criterion,
    residualVariance: residual / degrees,
    intercept: oneValue / oneOne,
    interceptScale: 1 / oneOne,
    lowerOne,
    lowerValue,
  };
}

/** L⁻¹ of a right-hand side of the small factor, reduced by the large factor's elimination; in the factor's order. */
function reducedSide(
  layout: Layout,
  schur: SchurSystem,
  theta: readonly number[],
  largeSide: Float64Array,
  smallSide: Float64Array | undefined,
): Float64Array {
  const [thetaLarge = 0, thetaSmall = 0] = theta;
  const side = new Float64Array(smallSide?.length ?? 0);
  for (let level = 0; level < side.length; level += 1) side[level] = thetaSmall * smallSide![level]!;
  const { rowStart, column, times, large } = layout;
  for (let row = 0; row + 1 < rowStart.length; row += 1) {
    const pivot = thetaLarge * thetaLarge * large.counts[row]! + 1;
    const share = (thetaLarge * thetaLarge * thetaSmall * largeSide[row]!) / pivot;
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at += 1) side[column[at]!]! -= share * times[at]!;
  }
  const ordered = schur.permute(side);
  schur.solveLower(ordered);
  return ordered;
}

/** Best linear unbiased predictions of both factors' effects, in the observations' unit. */
export function predictEffects(
  layout: Layout,
  schur: SchurSystem,
  theta: readonly number[],
  state: ModelState,
): { readonly large: Float64Array; readonly small: Float64Array } {
  const [thetaLarge = 0, thetaSmall = 0] = theta;
  const { large, rowStart, column, times } = layout;
  const ordered = state.lowerValue.map((value, step) => value - state.intercept * state.lowerOne[step]!);
  schur.solveUpper(ordered);
  const smallScaled = schur.restore(ordered);
  const largeEffects = new Float64Array(large.levels.length);
  for (let row = 0; row < largeEffects.length; row += 1) {
    let right = thetaLarge * (large.sums[row]! - state.intercept * large.counts[row]!);
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at += 1) {
      right -= thetaLarge * thetaSmall * times[at]! * smallScaled[column[at]!]!;
    }
    largeEffects[row] = (thetaLarge * right) / (thetaLarge * thetaLarge * large.counts[row]! + 1);
  }
  return { large: largeEffects, small: smallScaled.map((value) => thetaSmall * value) };
}
