import { type Rejection, reject } from '@meritkit/core/errors';
import { createRandom, type Random } from '@meritkit/core/random';
import { checkNumber, checkWhole } from '../model/check.ts';
import { fromDay, toDay } from '../time/day.ts';
import { fitThroughput, type ThroughputFit } from './fit.ts';
import { mapPercentiles, type Percentiles, percentilesOf, widthOf } from './percentiles.ts';

/** What was finished, period by period, oldest first. Periods of nothing count: leave none out. */
export interface ThroughputHistory {
  readonly finished: readonly number[];
  readonly periodDays: number;
}

/** The options of `forecastThroughput`. */
export interface ForecastThroughputOptions {
  readonly history: ThroughputHistory;
  /** Items that are still to be finished. */
  readonly remaining: number;
  /** The first day of the work to come. */
  readonly start: string;
  /** For "how many": the last day counted. */
  readonly until?: string;
  readonly seed: number | string;
  /** Simulated futures; 2000 where left out. */
  readonly runs?: number;
}

/** Fewer periods, or fewer projects, than a forecast needs. */
export type TooLittleHistory = Rejection<
  'planner/too-little-history',
  { readonly periods: number; readonly needed: number }
>;

/**
 * Why a forecast names no day. `few-events`: anything was finished in so few periods that how often that happens is a
 * guess. `wide`: the 85 % date would lie more than twice as far as the 50 % one, or out of reach (null).
 */
export type ForecastNote =
  | { readonly kind: 'few-events'; readonly periods: number; readonly withOutput: number }
  | { readonly kind: 'wide'; readonly width: number | null };

/** When the rest is done, and how much is done by a day, at four levels of confidence. */
export type ThroughputForecast =
  | {
      readonly ok: true;
      /**
       * The day by which all is done, with 50, 70, 85 and 95 % confidence; null: not within 5,000 periods, and all four
       * where there is a `note`.
       */
      readonly when: Percentiles<string | null>;
      /** Null where the history carries the days; else why it does not. `durationDays` still says how far they reach. */
      readonly note: ForecastNote | null;
      readonly durationDays: Percentiles<number | null>;
      /** Items that are done at least, with that confidence; null without `until`. */
      readonly howMany: Percentiles<number> | null;
      /** How far the 85 % date lies behind the 50 % date, as a share of the time to it: the price of being sure. Null with a date. */
      readonly width: number | null;
      readonly fit: ThroughputFit;
      readonly runs: number;
    }
  | { readonly ok: false; readonly rejection: TooLittleHistory };

/** Fewer periods say nothing about how much they differ. */
const LEAST_PERIODS = 5;
/** Fewer periods with anything finished leave the rate open by more than half of itself (1 / √n). */
const LEAST_WITH_OUTPUT = 3;
/** A date that may as well be twice as far is no date. */
const MOST_WIDTH = 1;
/** A future that is not done after so many periods counts as never. */
const MOST_PERIODS = 5_000;

/**
 * When the remaining items will be finished, from how many were finished in past periods: a seeded Monte Carlo of an
 * autoregressive process whose rate, memory and noise are uncertain themselves, so that short histories give wide
 * answers and good and bad spells last as long as they did. Where an answer is too wide for a day, none is named and
 * `note` says why. Plain resampling of weeks is too sure of itself on both. A history without a stall does not tell of one:
 * over stalls 79.4 % of the 85 % dates are kept.
 *
 * @throws InvalidInputError `planner/invalid-number`, `core/not-a-date`
 * @example
 * ```ts
 * import { forecastThroughput } from '@meritkit/workload-planner';
 *
 * const forecast = forecastThroughput({
 *   history: { finished: [4, 6, 5, 3, 7, 5, 4, 6], periodDays: 7 }, remaining: 20, start: '2026-11-23', seed: 1,
 * });
 * forecast.ok; // true
 * ```
 */
export function forecastThroughput(options: ForecastThroughputOptions): ThroughputForecast {
  const { history, remaining } = options;
  const start = toDay(options.start, ['start']);
  checkNumber(remaining, ['remaining']);
  checkNumber(history.periodDays, ['history', 'periodDays'], 1, 366);
  for (const [index, count] of history.finished.entries()) checkNumber(count, ['history', 'finished', index]);
  const runs = options.runs ?? 2000;
  checkWhole(runs, ['runs'], 100, 1_000_000);
  const periods = history.finished.length;
  if (periods < LEAST_PERIODS || history.finished.every((count) => count === 0)) {
    return reject('planner/too-little-history', { periods, needed: LEAST_PERIODS });
  }
  const fit = fitThroughput(history.finished);
  const horizon = options.until === undefined ? 0 : (toDay(options.until, ['until']) + 1 - start) / history.periodDays;
  const futures = simulate({ fit, remaining, horizon: Math.max(0, horizon), runs, random: createRandom(options.seed) });
  const durationDays = mapPercentiles(percentilesOf(futures.durations), (periods) =>
    Number.isFinite(periods) ? periods * history.periodDays : null,
  );
  const width = widthOf(durationDays);
  const note = remaining === 0 ? null : noteOf(history.finished, width);
  const when = (days: number | null) =>
    days === null || note !== null ? null : fromDay(start + Math.max(0, Math.ceil(days - 1e-9) - 1));
  return {
    ok: true,
    when: mapPercentiles(durationDays, when),
    durationDays,
    howMany: options.until === undefined ? null : atLeast(futures.counts),
    width,
    note,
    fit,
    runs,
  };
}

function noteOf(finished: readonly number[], width: number | null): ForecastNote | null {
  const withOutput = finished.filter((count) => count > 0).length;
  if (withOutput < LEAST_WITH_OUTPUT) return { kind: 'few-events', periods: finished.length, withOutput };
  return width === null || width > MOST_WIDTH ? { kind: 'wide', width } : null;
}

/** "At least n with 85 %" is the 15 % quantile of what was done. */
function atLeast(counts: Float64Array): Percentiles<number> {
  return mapPercentiles(percentilesOf(counts.map((count) => -count)), (value) => Math.floor(-value + 1e-9));
}

function simulate(options: {
  readonly fit: ThroughputFit;
  readonly remaining: number;
  readonly horizon: number;
  readonly runs: number;
  readonly random: Random;
}): { readonly durations: Float64Array; readonly counts: Float64Array } {
  const { fit, runs, random } = options;
  const durations = new Float64Array(runs);
  const counts = new Float64Array(runs);
  const keep = keepMean(fit, random.fork('mean'));
  for (let run = 0; run < runs; run += 1) {
    const future = drawFuture(fit, keep, random);
    let [done, period, duration, counted] = [0, 0, options.remaining === 0 ? 0 : Number.POSITIVE_INFINITY, 0];
    while ((duration === Number.POSITIVE_INFINITY || period < options.horizon) && period < MOST_PERIODS) {
      const finished = future();
      if (done < options.remaining && done + finished >= options.remaining) {
        duration = period + (options.remaining - done) / finished;
      }
      counted += finished * Math.max(0, Math.min(1, options.horizon - period));
      done += finished;
      period += 1;
    }
    durations[run] = duration;
    counts[run] = counted;
  }
  return { durations, counts };
}

/** One possible world: a rate and a memory drawn from what the history leaves open, then noise as it was seen. */
function drawFuture(fit: ThroughputFit, keep: number, random: Random): () => number {
  const memory = Math.max(-0.4, Math.min(0.95, fit.memory + random.normal() * fit.memoryError));
  const error = fit.noise / ((1 - Math.min(memory, 0.9)) * Math.sqrt(fit.periods));
  // Periods that resemble each other tell less than as many that do not (Bayley and Hammersley, 1946).
  const degrees = Math.max(2, (fit.periods * (1 - memory)) / (1 + memory) - 1);
  const faster = keep * Math.exp((error / fit.mean) * studentDraw(degrees, random));
  const next = periodsOf(fit, memory, random);
  return () => faster * next();
}

/** Periods at the history's own rate. Less than nothing cannot be finished; the spell is over sooner, not made up for. */
function periodsOf(fit: ThroughputFit, memory: number, random: Random): () => number {
  let deviation = fit.last - fit.mean;
  return () => {
    deviation = memory * deviation + random.pick(fit.residuals);
    if (deviation < -fit.mean) deviation = -fit.mean;
    return fit.mean + deviation;
  };
}

/** Periods simulated to learn what cutting off at nothing does to the mean: enough for a hundredth of it. */
const LEARNING_PERIODS = 4_000;

/** Where few items are finished, cutting off at nothing would raise the rate: by this much all is slowed down again. */
function keepMean(fit: ThroughputFit, random: Random): number {
  const next = periodsOf(fit, fit.memory, random);
  let sum = 0;
  for (let period = 0; period < LEARNING_PERIODS; period += 1) sum += next();
  return Math.min(1, (fit.mean * LEARNING_PERIODS) / sum);
}

/** A draw from Student's t: a normal over the root of a mean of squared normals (Bailey's shortcut for many degrees). */
function studentDraw(degrees: number, random: Random): number {
  // Wilson and Hilferty (1931): the cube root of chi-square over its degrees is close to normal.
  const spread = 2 / (9 * degrees);
  const root = 1 - spread + random.normal() * Math.sqrt(spread);
  const square = Math.max(0.05, root * root * root);
  return random.normal() / Math.sqrt(square);
}
