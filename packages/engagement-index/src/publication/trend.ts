import { meanVariance } from '@meritkit/core/statistics';
import { type CusumChart, type EwmaChart, runCusum, runEwma } from '../trend/charts.ts';
import { cusumRunLength, ewmaRunLength } from '../trend/run-length.ts';

/** A published wave: its survey and the index it showed for one group, null where that was hidden or unknown. */
export interface PublishedWave {
  readonly survey: string;
  readonly index: number | null;
}

/** A trend over waves with two charts, or why there is none. */
export type FollowedTrend =
  | {
      readonly ok: true;
      readonly waves: readonly { readonly survey: string; readonly index: number }[];
      readonly target: number;
      readonly deviation: number;
      readonly cusum: CusumChart & { readonly falseAlarmEvery: number; readonly signalSurvey: string | null };
      readonly ewma: EwmaChart & { readonly falseAlarmEvery: number; readonly signalSurvey: string | null };
    }
  | { readonly ok: false; readonly unknown: 'too-few-waves' | 'no-variation'; readonly wavesNeeded: number };

const [SLACK, LIMIT] = [0.5, 4];
const [WEIGHT, WIDTH] = [0.2, 2.86];

/**
 * Follows a group's published index over waves: the first `baseline` of them (8 or more) set target and deviation, and
 * the later ones are charted by CUSUM (slack 0.5, limit 4) and EWMA (weight 0.2, width 2.86), each with the mean
 * number of waves between false alarms when the deviation is known. It is estimated from few waves, so that alarms come
 * somewhat more often. It reads published numbers alone.
 *
 * Source: Page 1954; Roberts 1959; Lucas and Saccucci 1990.
 *
 * @example
 * ```ts
 * import { followTrend } from '@meritkit/engagement-index';
 *
 * const waves = [70, 71, 69, 70, 72, 68, 70, 70, 65, 64, 63].map((index, at) => ({ survey: `2026-W${at + 1}`, index }));
 * const trend = followTrend({ waves, baseline: 8 });
 * trend.ok && trend.cusum.signalSurvey; // '2026-W10'
 * ```
 */
export function followTrend(options: {
  readonly waves: readonly PublishedWave[];
  readonly baseline: number;
}): FollowedTrend {
  const wavesNeeded = Math.max(8, options.baseline);
  const waves = options.waves.flatMap(({ survey, index }) => (index === null ? [] : [{ survey, index }]));
  if (waves.length <= wavesNeeded) return { ok: false, unknown: 'too-few-waves', wavesNeeded };
  const { mean: target, variance } = meanVariance(waves.slice(0, wavesNeeded).map((wave) => wave.index));
  if (target === null || variance === null || !(variance > 0))
    return { ok: false, unknown: 'no-variation', wavesNeeded };
  const deviation = Math.sqrt(variance);
  const later = waves.slice(wavesNeeded);
  const values = later.map((wave) => wave.index);
  const cusum = runCusum({ values, target, deviation, slack: SLACK, limit: LIMIT });
  const ewma = runEwma({ values, target, deviation, weight: WEIGHT, limit: WIDTH });
  const surveyAt = (at: number | null) => (at === null ? null : later[at]!.survey);
  return {
    ok: true,
    waves,
    target,
    deviation,
    cusum: {
      ...cusum,
      signalSurvey: surveyAt(cusum.signalAt),
      falseAlarmEvery: cusumRunLength({ slack: SLACK, limit: LIMIT, shift: 0 }),
    },
    ewma: {
      ...ewma,
      signalSurvey: surveyAt(ewma.signalAt),
      falseAlarmEvery: ewmaRunLength({ weight: WEIGHT, limit: WIDTH, shift: 0 }),
    },
  };
}
