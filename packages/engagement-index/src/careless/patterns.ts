import { meanVariance } from '@meritkit/core/statistics';

/** Signs of answering without reading, for one respondent. */
export interface CarelessIndices {
  /** The longest run of the same answer. */
  readonly longestRun: number;
  readonly averageRun: number;
  /** Standard deviation of the respondent's own answers; null below two answers. */
  readonly variability: number | null;
}

/**
 * The careless-response indices of one respondent's answers in the order asked.
 *
 * Source: Curran 2016; Dunn et al. 2018 (R package careless).
 *
 * @example
 * ```ts
 * import { carelessIndices } from '@meritkit/engagement-index';
 *
 * carelessIndices({ answers: [3, 3, 3, 4] }).longestRun; // 3
 * ```
 */
export function carelessIndices(options: { readonly answers: readonly number[] }): CarelessIndices {
  const runs: number[] = [];
  options.answers.forEach((answer, index) => {
    if (index > 0 && options.answers[index - 1] === answer) runs[runs.length - 1]! += 1;
    else runs.push(1);
  });
  return {
    longestRun: runs.length === 0 ? 0 : Math.max(...runs),
    averageRun: runs.length === 0 ? 0 : options.answers.length / runs.length,
    variability: meanVariance(options.answers).standardDeviation,
  };
}

/**
 * Marks respondents whose longest run reaches `longestRun`, for whoever holds the raw rows. A mark depends on answers:
 * no release of this package leaves marked people out or says how many they are.
 *
 * @example
 * ```ts
 * import { markCareless } from '@meritkit/engagement-index';
 *
 * markCareless({ rows: [[3, 3, 3, 3, 3], [4, 2, 5, 3, 4]], longestRun: 5 }); // [ true, false ]
 * ```
 */
export function markCareless(options: {
  readonly rows: readonly (readonly number[])[];
  readonly longestRun: number;
}): readonly boolean[] {
  return options.rows.map((answers) => carelessIndices({ answers }).longestRun >= options.longestRun);
}
