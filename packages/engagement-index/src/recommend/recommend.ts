import { invalidInput } from '@meritkit/core/errors';
import { createRandom, type Random } from '@meritkit/core/random';

/** What is known of an activity for one person: how well its content fits, and how such people took to it before. */
export interface RecommendationOption {
  readonly activityId: string;
  /** 0 to 1: shared interests between the person's stated preferences and the activity. */
  readonly contentFit: number;
  /** Earlier showings to people of this group, and how many of them enrolled. */
  readonly shown: number;
  readonly enrolled: number;
}

/** A recommendation with the reasons, the chance with which it was made, and what popularity alone would have said. */
export interface Recommendation {
  readonly activityId: string;
  /** The chance of this choice under the policy: logged, so that another policy can be evaluated later. */
  readonly propensity: number;
  /** What speaks for it; a fit or a history of nothing is no reason. Never empty. */
  readonly reasons: readonly { readonly key: 'content-fit' | 'group-history' | 'explored'; readonly value: number }[];
  readonly mostPopular: string;
  readonly chances: Readonly<Record<string, number>>;
}

const DRAWS = 400;
const LEAST_CHANCE = 0.02;

/**
 * Recommends one activity by Thompson sampling: each option's enrolment rate is drawn from a beta belief that starts
 * at its content fit, the best draw wins. The choice's chance is estimated by repeating the draw, mixed with a little
 * uniform exploration so that none is ever zero, and the choice is then made with exactly those chances.
 *
 * Source: Thompson 1933; Chapelle and Li 2011.
 *
 * @throws InvalidInputError `engagement/no-options`, `engagement/impossible-count`, `core/invalid-input` for one activity twice
 * @example
 * ```ts
 * import { recommendActivity } from '@meritkit/engagement-index';
 *
 * const options = [{ activityId: 'quiz', contentFit: 0.9, shown: 10, enrolled: 6 }];
 * recommendActivity({ options, seed: 1 }).propensity; // 1
 * ```
 */
export function recommendActivity(options: {
  readonly options: readonly RecommendationOption[];
  readonly seed: number | string;
}): Recommendation {
  const candidates = options.options;
  if (candidates.length === 0)
    throw invalidInput('engagement/no-options', ['options'], 'there is nothing to recommend');
  candidates.forEach((option, index) => {
    const counts = Number.isSafeInteger(option.shown) && Number.isSafeInteger(option.enrolled) && option.enrolled >= 0;
    if (!counts || option.enrolled > option.shown || !(option.contentFit >= 0 && option.contentFit <= 1)) {
      throw invalidInput('engagement/impossible-count', ['options', index], 'enrolled <= shown, and a fit from 0 to 1');
    }
  });
  const ids = candidates.map(({ activityId }) => activityId);
  ids.forEach((activityId, index) => {
    // Two chances under one name would leave a log that nobody can evaluate.
    if (ids.indexOf(activityId) < index)
      throw invalidInput('core/invalid-input', ['options', index, 'activityId'], `"${activityId}" is there twice`);
  });
  const random = createRandom(options.seed);
  const wins = candidates.map(() => 0);
  for (let draw = 0; draw < DRAWS; draw += 1) wins[bestDraw(candidates, random)]! += 1;
  const spare = Math.min(LEAST_CHANCE, 1 / candidates.length);
  const chances = wins.map((count) => spare + (1 - spare * candidates.length) * (count / DRAWS));
  const chosen = pickByChance(chances, random.next());
  const option = candidates[chosen]!;
  const known = [
    { key: 'content-fit' as const, value: option.contentFit },
    { key: 'group-history' as const, value: option.shown === 0 ? 0 : option.enrolled / option.shown },
  ].filter(({ value }) => value > 0);
  const isExplored = known.length === 0 || chances[chosen]! < 1 / candidates.length;
  return {
    activityId: option.activityId,
    propensity: chances[chosen]!,
    reasons: [...known, ...(isExplored ? [{ key: 'explored' as const, value: chances[chosen]! }] : [])],
    mostPopular: mostPopular({ options: candidates }),
    chances: Object.fromEntries(candidates.map((candidate, index) => [candidate.activityId, chances[index]!])),
  };
}

/**
 * The activity with most enrolments so far; the baseline that every evaluation stands beside.
 *
 * @example
 * ```ts
 * import { mostPopular } from '@meritkit/engagement-index';
 *
 * const options = ['quiz', 'story'].map((activityId, i) => ({ activityId, contentFit: 0.5, shown: 10, enrolled: 2 + i }));
 * mostPopular({ options }); // 'story'
 * ```
 */
export function mostPopular(options: { readonly options: readonly RecommendationOption[] }): string {
  const sorted = [...options.options].sort(
    (left, right) => right.enrolled - left.enrolled || (left.activityId < right.activityId ? -1 : 1),
  );
  return sorted[0]?.activityId ?? '';
}

function bestDraw(options: readonly RecommendationOption[], random: Random): number {
  let [best, bestValue] = [0, Number.NEGATIVE_INFINITY];
  options.forEach((option, index) => {
    const prior = 4;
    const successes = option.enrolled + prior * (0.1 + 0.8 * option.contentFit);
    const failures = option.shown - option.enrolled + prior * (0.9 - 0.8 * option.contentFit);
    const value = betaDraw(successes, failures, random);
    if (value > bestValue) [best, bestValue] = [index, value];
  });
  return best;
}

function betaDraw(alpha: number, beta: number, random: Random): number {
  const [left, right] = [gammaDraw(alpha, random), gammaDraw(beta, random)];
  return left / (left + right);
}

/** Marsaglia and Tsang 2000; shapes below one by the usual boost. */
function gammaDraw(shape: number, random: Random): number {
  if (shape < 1) return gammaDraw(shape + 1, random) * Math.exp(Math.log(1 - random.next()) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = random.normal();
    const root = 1 + c * normal;
    if (root <= 0) continue;
    const volume = root * root * root;
    if (Math.log(1 - random.next()) < 0.5 * normal * normal + d - d * volume + d * Math.log(volume)) return d * volume;
  }
}

function pickByChance(chances: readonly number[], uniform: number): number {
  let rest = uniform;
  for (let index = 0; index < chances.length; index += 1) {
    rest -= chances[index]!;
    if (rest < 0) return index;
  }
  return chances.length - 1;
}
