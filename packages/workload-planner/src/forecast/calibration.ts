import { invalidInput } from '@meritkit/core/errors';
import { wilsonInterval } from '@meritkit/core/statistics';
import { checkNumber } from '../model/check.ts';
import { confidenceLevels, type Percentiles } from './percentiles.ts';

/** A forecast made in the past, in days, and what came. */
export interface PastForecast {
  readonly forecastDays: Percentiles<number>;
  readonly actualDays: number;
}

/** How one level did: `share` of the actual values were at or under it. */
export interface LevelCalibration {
  readonly level: number;
  readonly share: number;
  /** 95 % interval of the share (Wilson). */
  readonly interval: readonly [number, number];
  /** `fits` where the level lies in the interval. */
  readonly verdict: 'fits' | 'too-sure' | 'too-careful';
}

/** How well forecasts kept their word, level by level, and how wide they were. */
export interface CalibrationReport {
  readonly forecasts: number;
  readonly levels: readonly LevelCalibration[];
  /** Mean of (85 % − 50 %) / 50 %: calibration alone is cheap, calibrated and narrow is good. */
  readonly meanWidth: number;
}

/**
 * Whether past forecasts kept their word: of those that said 85 %, did 85 % come true, and how wide were they.
 *
 * @throws InvalidInputError `planner/invalid-number` for an empty list or a value that is not a number of days.
 * @example
 * ```ts
 * import { reportCalibration } from '@meritkit/workload-planner';
 *
 * const forecastDays = { p50: 10, p70: 12, p85: 15, p95: 20 };
 * const past = [9, 11, 14, 30].map((actualDays) => ({ forecastDays, actualDays }));
 * reportCalibration({ past }).levels.map(({ share }) => share); // [0.25, 0.5, 0.75, 0.75]
 * ```
 */
export function reportCalibration(options: { readonly past: readonly PastForecast[] }): CalibrationReport {
  const { past } = options;
  if (past.length === 0) throw invalidInput('planner/invalid-number', ['past'], 'there is no forecast to look back on');
  let width = 0;
  for (const [index, { forecastDays, actualDays }] of past.entries()) {
    checkNumber(actualDays, ['past', index, 'actualDays']);
    for (const [key] of confidenceLevels) checkNumber(forecastDays[key], ['past', index, 'forecastDays', key]);
    width += forecastDays.p50 === 0 ? 0 : forecastDays.p85 / forecastDays.p50 - 1;
  }
  const levels = confidenceLevels.map(([key, level]): LevelCalibration => {
    const kept = past.filter(({ forecastDays, actualDays }) => actualDays <= forecastDays[key] + 1e-9).length;
    const { lower, upper } = wilsonInterval({ successes: kept, trials: past.length, confidence: 0.95 });
    const verdict = level < lower ? 'too-careful' : level > upper ? 'too-sure' : 'fits';
    return { level, share: kept / past.length, interval: [lower, upper], verdict };
  });
  return { forecasts: past.length, levels, meanWidth: width / past.length };
}
