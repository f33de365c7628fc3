import { invalidInput } from '@meritkit/core/errors';
import { meanVariance, midranks } from '@meritkit/core/statistics';

/** A pilot's scores beside those of the old system, for the same people. */
export interface ShadowComparison {
  readonly people: number;
  /** In one of the two lists only. */
  readonly onlyOld: readonly string[];
  readonly onlyNew: readonly string[];
  /** Spearman's rank correlation; null for fewer than three people or where all are equal. */
  readonly rankCorrelation: number | null;
  /** Whose place moves most, first; positive is up. Ties share the mean of their places. */
  readonly moves: readonly {
    readonly personId: string;
    readonly oldPlace: number;
    readonly newPlace: number;
    readonly up: number;
  }[];
}

/**
 * Compares a shadow run with the system it may replace: how far both put people in one order, and who would move. The
 * scales may differ, only places are compared.
 *
 * @throws InvalidInputError `performance/duplicate-id`, `performance/not-finite`
 * @example
 * ```ts
 * import { compareShadowRun } from '@meritkit/performance-scoring';
 *
 * const scores = (...values: number[]) => values.map((value, index) => ({ personId: `p${index + 1}`, value }));
 * const comparison = compareShadowRun({ oldScores: scores(3, 2, 1), newScores: scores(70, 90, 60) });
 * comparison.moves[0]; // { personId: 'p1', oldPlace: 1, newPlace: 2, up: -1 }
 * comparison.rankCorrelation; // 0.5
 * ```
 */
export function compareShadowRun(options: {
  readonly oldScores: readonly { readonly personId: string; readonly value: number }[];
  readonly newScores: readonly { readonly personId: string; readonly value: number }[];
}): ShadowComparison {
  const [before, after] = (['oldScores', 'newScores'] as const).map((name) => byPerson(options[name], name));
  const both = [...before!.keys()].filter((personId) => after!.has(personId));
  const oldPlaces = placesOf(both.map((personId) => before!.get(personId)!));
  const newPlaces = placesOf(both.map((personId) => after!.get(personId)!));
  const moves = both
    .map((personId, index) => ({
      personId,
      oldPlace: oldPlaces[index]!,
      newPlace: newPlaces[index]!,
      up: oldPlaces[index]! - newPlaces[index]!,
    }))
    .sort((one, other) => Math.abs(other.up) - Math.abs(one.up));
  return {
    people: both.length,
    onlyOld: [...before!.keys()].filter((personId) => !after!.has(personId)),
    onlyNew: [...after!.keys()].filter((personId) => !before!.has(personId)),
    rankCorrelation: correlationOf(oldPlaces, newPlaces),
    moves,
  };
}

function byPerson(
  scores: readonly { readonly personId: string; readonly value: number }[],
  name: string,
): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const [index, { personId, value }] of scores.entries()) {
    if (values.has(personId))
      throw invalidInput('performance/duplicate-id', [name, index, 'personId'], `"${personId}" stands twice`);
    if (!Number.isFinite(value))
      throw invalidInput('performance/not-finite', [name, index, 'value'], 'a score is a number');
    values.set(personId, value);
  }
  return values;
}

/** Places from 1, highest first. */
function placesOf(values: readonly number[]): readonly number[] {
  return midranks(values.map((value) => -value));
}

function correlationOf(left: readonly number[], right: readonly number[]): number | null {
  if (left.length < 3) return null;
  const [x, y] = [meanVariance(left), meanVariance(right)];
  const product = x.variance! * y.variance!;
  if (!(product > 0)) return null;
  const sum = left.reduce((total, value, index) => total + (value - x.mean!) * (right[index]! - y.mean!), 0);
  return sum / (left.length - 1) / Math.sqrt(product);
}
