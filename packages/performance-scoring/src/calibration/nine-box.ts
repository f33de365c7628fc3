import { invalidInput } from '@meritkit/core/errors';

/** Low, middle or high. */
export type Third = 'low' | 'middle' | 'high';

/** A place in the nine-box: performance by potential. `box` runs from 1 (low, low) to 9 (high, high), by rows of potential. */
export interface NineBox {
  readonly performance: Third;
  readonly potential: Third;
  readonly box: number;
}

/** Where middle and high begin, for both axes. */
export interface BoxCuts {
  readonly performance: readonly [middle: number, high: number];
  readonly potential: readonly [middle: number, high: number];
}

const thirds = ['low', 'middle', 'high'] as const;

/**
 * The place of a performance and a potential in the nine-box; a value on a cut counts as the higher third.
 *
 * @throws InvalidInputError `performance/invalid-calibration` for cuts that do not ascend, `performance/not-finite`
 * @example
 * ```ts
 * import { nineBoxOf } from '@meritkit/performance-scoring';
 *
 * nineBoxOf({ cuts: { performance: [60, 85], potential: [2, 4] }, performance: 90, potential: 3 });
 * // { performance: 'high', potential: 'middle', box: 6 }
 * ```
 */
export function nineBoxOf(options: {
  readonly cuts: BoxCuts;
  readonly performance: number;
  readonly potential: number;
}): NineBox {
  const { cuts } = options;
  const [performance, potential] = (['performance', 'potential'] as const).map((axis) => {
    const [middle, high] = cuts[axis];
    const value = options[axis];
    if (!Number.isFinite(value)) throw invalidInput('performance/not-finite', [axis], `${value} is not a number`);
    if (!(middle < high)) throw invalidInput('performance/invalid-calibration', ['cuts', axis], 'cuts ascend');
    return value >= high ? 2 : value >= middle ? 1 : 0;
  });
  return { performance: thirds[performance!]!, potential: thirds[potential!]!, box: potential! * 3 + performance! + 1 };
}
