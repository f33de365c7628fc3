import { invalidInput } from '@meritkit/core/errors';
import { wilsonInterval } from '@meritkit/core/statistics';
import { checkNumber } from '../model/check.ts';
import { confidenceLevels, type Percentiles, widthOf } from './percentiles.ts';

/** A forecast made in the past, in days (null: no day within reach was named), and what came. */
export interface PastForecast {
  readonly forecastDays: Percentiles<number | null>;
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
  /** Mean of (85 % − 50 %) / 50 % where both were named: calibration alone is cheap. Null where none was. */
  readonly meanWidth: number | null;
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
  for (const [index, { forecastDays, actualDays }] of past.entries()) {
    checkNumber(actualDays, ['past', index, 'actualDays']);
    for (const [key] of confidenceLevels) {
      const days = forecastDays[key];
      if (days !== null) checkNumber(days, ['past', index, 'forecastDays', key]);
    }
  }
  const widths = past.flatMap(({ forecastDays }) => widthOf(forecastDays) ?? []);
  const levels = confidenceLevels.map(([key, level]): LevelCalibration => {
    const kept = past.filter(
      ({ forecastDays, actualDays }) => actualDays <= (forecastDays[key] ?? Number.POSITIVE_INFINITY) + 1e-9,
    ).length;
    const { lower, upper } = wilsonInterval({ successes: kept, trials: past.length, confidence: 0.95 });
    const verdict = level < lower ? 'too-careful' : level > upper ? 'too-sure' : 'fits';
    return { level, share: kept / past.length, interval: [lower, upper], verdict };
  });
  const meanWidth = widths.length === 0 ? null : widths.reduce((sum, width) => sum + width, 0) / widths.length;
  return { forecasts: past.length, levels, meanWidth };
}
