import { numeric, type OperationInput, type OperationRegistry } from '@meritkit/core/explanation';

/**
 * Weighted mean of what is known, kept between the lowest and highest child: rounding never moves a level past what
 * the evidence says, so three ratings of 3 are exactly 3.
 */
export function boundedMean(inputs: readonly OperationInput[]): number | null {
  let sum = 0;
  let weights = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const input of inputs) {
    const weight = input.weight ?? 1;
    if (input.value === null || weight === 0) continue;
    const value = numeric(input);
    sum += weight * value;
    weights += weight;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return weights === 0 ? null : bounded(sum / weights, lowest, highest);
}

/** A value kept within two bounds. */
export function bounded(value: number, lowest: number, highest: number): number {
  return value < lowest ? lowest : Math.min(value, highest);
}

/** Share of a demand that evidence covers: the weighted credits over all weights; what is unknown brings no credit. */
function shownShare(inputs: readonly OperationInput[]): number | null {
  let sum = 0;
  let weights = 0;
  for (const input of inputs) {
    const weight = input.weight ?? 1;
    weights += weight;
    if (input.value !== null) sum += weight * numeric(input);
  }
  return weights === 0 ? null : sum / weights;
}

/** Levels and months count as met from this much below, so that rounding in the 16th digit never refuses anyone. */
export const MEETS_TOLERANCE = 1e-9;

/** Credit of what there is against what is asked: 1 from the asked amount on, else the ratio. */
export function creditOf(have: number, asked: number): number {
  return have >= asked - MEETS_TOLERANCE ? 1 : have <= 0 ? 0 : have / asked;
}

/**
 * The operations of this package's explanations; give them to `recompute`.
 *
 * @example
 * ```ts
 * import { skillsOperations } from '@meritkit/skills-matrix';
 *
 * Object.keys(skillsOperations); // ['skills/bounded-mean@1', 'skills/shown-share@1', 'skills/credit@1', 'skills/best-of@1']
 * ```
 */
export const skillsOperations: OperationRegistry = {
  'skills/bounded-mean@1': boundedMean,
  'skills/shown-share@1': shownShare,
  'skills/credit@1': ([have], parameters) =>
    have === undefined || have.value === null ? null : creditOf(numeric(have), Number(parameters.asked)),
  'skills/best-of@1': (inputs) => {
    let best: number | null = null;
    for (const input of inputs) {
      if (input.value === null) continue;
      const scaled = numeric(input) * (input.weight ?? 1);
      if (best === null || scaled > best) best = scaled;
    }
    return best;
  },
};
