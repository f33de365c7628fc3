import { type Rejection, reject } from '@meritkit/core/errors';
import { wilsonShare } from '../intervals/wilson.ts';
import { checkEpsilon, geometricNoise, noiseBound } from './geometric.ts';

/** A privacy budget: what was spent, and the noise that was drawn for each view, kept so that it is never drawn again. */
export interface NoiseBudget {
  readonly schemaVersion: 1;
  readonly epsilon: number;
  readonly spent: number;
  readonly releases: readonly { readonly view: string; readonly epsilon: number; readonly favourable: number }[];
}

/**
 * Opens a budget of `epsilon` for the noisy headline shares of one survey.
 *
 * @example
 * ```ts
 * import { openNoiseBudget } from '@meritkit/engagement-index';
 *
 * openNoiseBudget({ epsilon: 2 }).spent; // 0
 * ```
 */
export function openNoiseBudget(options: { readonly epsilon: number }): NoiseBudget {
  return { schemaVersion: 1, epsilon: checkEpsilon(options.epsilon), spent: 0, releases: [] };
}

/** Why no noisy share comes: the budget is used up, or the noise would drown the answer whatever it is. */
export type NoiseRejection =
  | Rejection<'engagement/budget-exceeded', { readonly left: number; readonly needed: number }>
  | Rejection<'engagement/noise-too-large', { readonly points: number; readonly allowed: number }>;

/** The noisy share of a view, or a refusal; `budget` is what to store. */
export type NoisyShare =
  | { readonly ok: true; readonly favourable: number; readonly points: number; readonly budget: NoiseBudget }
  | { readonly ok: false; readonly budget: NoiseBudget; readonly rejection: NoiseRejection };

/**
 * Adds two-sided geometric noise, once, to the count of favourable answers of a headline view. Asking again returns
 * the stored number: repeating does not average it away. It refuses when the noise at this size exceeds the half width
 * of sampling error at a share of one half, which does not depend on the answers. `uniform` comes from a secure
 * source and is used up here; the number of answers counts as public. Internal: `releaseNoisyShare` asks the audit first.
 *
 * Source: Ghosh, Roughgarden and Sundararajan 2009; Dwork et al. 2006 for composition.
 *
 * @throws InvalidInputError `engagement/broken-budget`, `engagement/impossible-count`
 */
export function drawNoisyShare(options: {
  readonly budget: NoiseBudget;
  readonly view: string;
  readonly favourable: number;
  readonly answered: number;
  readonly epsilon: number;
  readonly uniform: number;
}): NoisyShare {
  const { budget, view, favourable, answered } = options;
  const epsilon = checkEpsilon(options.epsilon);
  const half = wilsonShare({ favourable: answered / 2, answered });
  const { points } = noiseBound({ answered, epsilon });
  const known = budget.releases.find((release) => release.view === view);
  if (known !== undefined)
    return {
      ok: true,
      favourable: known.favourable,
      points: noiseBound({ answered, epsilon: known.epsilon }).points,
      budget,
    };
  const allowed = 50 * (half.upper - half.lower);
  if (points > allowed) return { ...reject('engagement/noise-too-large', { points, allowed }), budget };
  const left = budget.epsilon - budget.spent;
  if (epsilon > left + 1e-12) return { ...reject('engagement/budget-exceeded', { left, needed: epsilon }), budget };
  wilsonShare({ favourable, answered });
  const noisy = favourable + geometricNoise({ epsilon, uniform: options.uniform });
  const share = Math.round((100 * Math.min(answered, Math.max(0, noisy))) / answered) / 100;
  const releases = [...budget.releases, { view, epsilon, favourable: share }];
  return { ok: true, favourable: share, points, budget: { ...budget, spent: budget.spent + epsilon, releases } };
}
