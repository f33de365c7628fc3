/** A word's counts in two collections of texts: `a` of `c` words here, `b` of `d` words there. */
export interface WordCounts {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * How much more (or less) a word is used here than there: Rayson and Garside's log-likelihood, and the weighted log
 * odds with an informative prior and its z.
 *
 * Source: Rayson and Garside 2000; Monroe, Colaresi and Quinn 2008.
 *
 * @example
 * ```ts
 * import { measureKeyness } from '@meritkit/engagement-index';
 *
 * measureKeyness({ a: 20, b: 5, c: 1000, d: 1000 }).g2.toFixed(2); // '9.64'
 * ```
 */
export function measureKeyness(options: WordCounts & { readonly priorWord?: number; readonly priorTotal?: number }): {
  readonly g2: number;
  readonly logOdds: number;
  readonly z: number;
} {
  const { a, b, c, d } = options;
  const [word, total] = [options.priorWord ?? 5, options.priorTotal ?? 500];
  const share = (a + b) / (c + d);
  const term = (count: number, expected: number) => (count === 0 ? 0 : count * Math.log(count / expected));
  const odds = (count: number, size: number) => Math.log((count + word) / (size + total - count - word));
  const logOdds = odds(a, c) - odds(b, d);
  return {
    g2: 2 * (term(a, c * share) + term(b, d * share)),
    logOdds,
    z: logOdds / Math.sqrt(1 / (a + word) + 1 / (b + word)),
  };
}
