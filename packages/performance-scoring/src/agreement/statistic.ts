/** A statistic, or why it cannot be had from these ratings. */
export type Statistic =
  | { readonly value: number }
  | { readonly value: null; readonly unknown: { readonly reason: 'too-few-ratings' | 'no-variation' } };

/** A statistic that is not defined here. */
export function unknownStatistic(reason: 'too-few-ratings' | 'no-variation'): Statistic {
  return { value: null, unknown: { reason } };
}
