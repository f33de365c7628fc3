import { invalidInput } from '@meritkit/core/errors';
import { NORMAL_95 } from './wilson.ts';

/**
 * The employee net promoter score (promoters 9-10 minus detractors 0-6, in points from -100 to 100) with its 95%
 * normal interval, clipped to the scale.
 *
 * @throws InvalidInputError `engagement/impossible-count`
 * @example
 * ```ts
 * import { netPromoterScore } from '@meritkit/engagement-index';
 *
 * netPromoterScore({ promoters: 20, passives: 15, detractors: 15 }).score; // 10
 * ```
 */
export function netPromoterScore(options: {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}): { readonly score: number; readonly standardError: number; readonly lower: number; readonly upper: number } {
  const counts = [options.promoters, options.passives, options.detractors];
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0) || total === 0) {
    throw invalidInput('engagement/impossible-count', ['promoters'], 'counts are whole numbers, and someone answered');
  }
  const balance = (options.promoters - options.detractors) / total;
  const spread = Math.max(0, (options.promoters + options.detractors) / total - balance * balance);
  const standardError = 100 * Math.sqrt(spread / total);
  const score = (100 * (options.promoters - options.detractors)) / total;
  return {
    score,
    standardError,
    lower: Math.max(-100, score - NORMAL_95 * standardError),
    upper: Math.min(100, score + NORMAL_95 * standardError),
  };
}
