import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { pastProjects } from '../../bench/goals/past-projects.ts';
import {
  forecastSchedule,
  forecastThroughput,
  type Percentiles,
  reportCalibration,
  scheduleWork,
  type Team,
} from '../index.ts';
import { fitThroughput } from './fit.ts';
import { drawByRecord, drawHours, fitSlips } from './slip.ts';

const history = { finished: [4, 6, 5, 3, 7, 5, 4, 6, 5, 5], periodDays: 7 };
const start = '2026-11-23';

/** All four levels, where each has a value. */
const named = ({ p50, p70, p85, p95 }: Percentiles<number | null>) => ({ p50: p50!, p70: p70!, p85: p85!, p95: p95! });

describe('forecastThroughput', () => {
  it('gives later dates for more confidence, the same for the same seed', () => {
    const forecast = forecastThroughput({ history, remaining: 50, start, until: '2027-01-03', seed: 1 });
    expect(forecastThroughput({ history, remaining: 50, start, until: '2027-01-03', seed: 1 })).toEqual(forecast);
    if (!forecast.ok) throw new Error('enough history');
    const { p50, p70, p85, p95 } = named(forecast.durationDays);
    expect([p50, p70, p85, p95]).toEqual([p50, p70, p85, p95].sort((one, other) => one - other));
    expect(p50).toBeGreaterThan(63);
    expect(p50).toBeLessThan(77);
    expect(forecast.when.p50! > '2027-01-24' && forecast.when.p50! < '2027-02-08').toBe(true);
    const many = forecast.howMany!;
    expect(many.p50).toBeGreaterThan(27);
    expect(many.p50).toBeLessThan(33);
    expect(many.p95).toBeLessThan(many.p50);
    expect(forecast.width).toBeCloseTo(p85 / p50 - 1, 12);
  });

  it('is sure where weeks never differ, and done at once with nothing left', () => {
    const steady = { finished: [5, 5, 5, 5, 5, 5], periodDays: 7 };
    expect(forecastThroughput({ history: steady, remaining: 25, start, seed: 1 })).toMatchObject({
      when: { p50: '2026-12-27', p95: '2026-12-27' },
      width: 0,
      howMany: null,
    });
    expect(forecastThroughput({ history: steady, remaining: 0, start, seed: 1 })).toMatchObject({
      durationDays: { p95: 0 },
      width: 0,
    });
  });

  it('counts what is done by a day, parts of a week in proportion', () => {
    const steady = { finished: [5, 5, 5, 5, 5, 5], periodDays: 7 };
    const manyBy = (until: string) => {
      const forecast = forecastThroughput({ history: steady, remaining: 12, start, until, seed: 1 });
      return forecast.ok ? forecast.howMany : null;
    };
    const all = (count: number) => ({ p50: count, p70: count, p85: count, p95: count });
    expect(manyBy('2026-12-13')).toEqual(all(15));
    expect(manyBy('2026-12-12')).toEqual(all(14));
    expect(manyBy('2026-11-23')).toEqual(all(0));
    expect(manyBy('2026-11-22')).toEqual(all(0));
    // 12 items at 5 a week: 2.4 weeks, 16.8 days, so on the seventeenth day.
    const forecast = forecastThroughput({ history: steady, remaining: 12, start, seed: 1 });
    expect(forecast).toMatchObject({ when: { p50: '2026-12-09' }, fit: { mean: 5, noise: 0 }, runs: 2000 });
    expect(forecast.ok && forecast.durationDays.p85).toBeCloseTo(16.8, 9);
  });

  it('goes on from the last week, and lets a bad spell last as long as its kind did', () => {
    const spells = (bad: boolean) => [9, 9, 9, 9, 3, 3, 3, 3, 9, 9, 9, 9, 3, 3, 3, 3].map((n) => (bad ? n : 12 - n));
    const days = (bad: boolean) => {
      const history = { finished: spells(bad), periodDays: 7 };
      const forecast = forecastThroughput({ history, remaining: 12, start, seed: 1 });
      return forecast.ok ? forecast.durationDays.p50! : 0;
    };
    // Both average 6 a week; after a bad week two weeks of work take nearly twice as long as after a good one.
    expect(days(true)).toBeGreaterThan(1.5 * days(false));
  });

  it('names no date where none is within reach, rather than one in another century', () => {
    const stalled = { finished: [0, 0, 0, 0, 1], periodDays: 7 };
    const forecast = forecastThroughput({ history: stalled, remaining: 1e6, start, seed: 1, runs: 100 });
    const never = { p50: null, p70: null, p85: null, p95: null };
    expect(forecast).toMatchObject({ durationDays: never, when: never, width: null });
    const past = [{ forecastDays: never, actualDays: 7 }];
    expect(reportCalibration({ past })).toMatchObject({ meanWidth: null, levels: [{ share: 1 }, {}, {}, {}] });
  });

  it('keeps the rate of a history with few items: weeks without any are cut off at nothing, not made up for', () => {
    const finished = [0, 1, 0, 0, 1, 0, 0, 1, 0, 0];
    const forecast = forecastThroughput({ history: { finished, periodDays: 7 }, remaining: 30, start, seed: 1 });
    // Three in ten weeks: thirty take a hundred weeks.
    const weeks = forecast.ok ? forecast.durationDays.p50! / 7 : 0;
    expect(weeks).toBeGreaterThan(85);
    expect(weeks).toBeLessThan(120);
  });

  it('names what is wrong with a history', () => {
    const run = (more: object) => () => forecastThroughput({ history, remaining: 5, start, seed: 1, ...more });
    expect(run({ history: { finished: [1, 2, -1, 4, 5], periodDays: 7 } })).toThrow('history.finished[2]');
    expect(run({ history: { ...history, periodDays: 0 } })).toThrow('history.periodDays');
    expect(run({ history: { ...history, periodDays: 367 } })).toThrow('history.periodDays');
    expect(run({ remaining: -1 })).toThrow('remaining');
    expect(run({ runs: 99 })).toThrow('runs');
    expect(run({ start: 'today' })).toThrow('start');
    expect(run({ until: 'some day' })).toThrow('until');
  });

  it('is wider the shorter the history and the longer bad spells last', () => {
    const random = createRandom(5);
    const long = Array.from({ length: 48 }, () => 5 + random.normal());
    const width = (finished: readonly number[]) => {
      const forecast = forecastThroughput({ history: { finished, periodDays: 7 }, remaining: 60, start, seed: 1 });
      return forecast.ok ? forecast.width! : 0;
    };
    expect(width(long.slice(0, 8))).toBeGreaterThan(width(long));
    const spells = long.map((_value, index) => (Math.floor(index / 8) % 2 === 0 ? 3 : 7));
    const mixed = long.map((_value, index) => (index % 2 === 0 ? 3 : 7));
    expect(width(spells)).toBeGreaterThan(2 * width(mixed));
  });

  it('refuses to guess from too little', () => {
    const rejection = { code: 'planner/too-little-history', periods: 3, needed: 5 };
    const few = { finished: [1, 2, 3], periodDays: 7 };
    expect(forecastThroughput({ history: few, remaining: 5, start, seed: 1 })).toEqual({ ok: false, rejection });
    const nothing = { finished: [0, 0, 0, 0, 0, 0], periodDays: 7 };
    expect(forecastThroughput({ history: nothing, remaining: 5, start, seed: 1 }).ok).toBe(false);
  });

  it('keeps its word in worlds it does not assume: of those that say 85 %, 82 to 88 % come true', () => {
    const full = process.env.MERITKIT_LONG === '1';
    const cases = full ? 5000 : Number(process.env.MERITKIT_CASES ?? 600);
    const past = [...pastProjects(cases, 'test')].flatMap(({ finished, remaining, tookPeriods }, index) => {
      const forecast = forecastThroughput({
        history: { finished, periodDays: 7 },
        remaining,
        start,
        seed: index,
        runs: full ? 1000 : 300,
      });
      return forecast.ok ? [{ forecastDays: forecast.durationDays, actualDays: tookPeriods * 7 }] : [];
    });
    const { share } = reportCalibration({ past }).levels[2]!;
    // The goal itself on all 5,000; on fewer, with three standard errors.
    const tolerance = full ? 0 : 3 * Math.sqrt((0.85 * 0.15) / past.length);
    expect(Math.abs(share - 0.85)).toBeLessThan(0.03 + tolerance);
  });

  it('fits mean, memory and noise as written by hand', () => {
    const fit = fitThroughput([1, 3, 1, 3, 1, 3]);
    expect(fit).toMatchObject({ periods: 6, mean: 2, last: 3 });
    // Lag-one products: 5 × −1 over 6; then the bias (1 + 3φ)/n; held at −0.3.
    expect(fit.memory).toBe(-0.3);
    const slow = fitThroughput([1, 1, 1, 3, 3, 3, 1, 1, 1, 3, 3, 3]);
    const raw = 5 / 12;
    expect(slow.memory).toBeCloseTo(raw + (1 + 3 * raw) / 12, 12);
    expect(slow.memoryError).toBeCloseTo(Math.sqrt((1 - slow.memory ** 2) / 12), 12);
    expect(slow.residuals.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    // Every week is one off the mean of 2: residuals are e(t) = d(t) − φ d(t−1), centred, scaled by √(11 / 9).
    const raws = [-1, -1, 1, 1, 1, -1, -1, -1, 1, 1, 1].map(
      (now, at) => now - slow.memory * [-1, -1, -1, 1, 1, 1, -1, -1, -1, 1, 1][at]!,
    );
    const centre = raws.reduce((sum, value) => sum + value, 0) / 11;
    const residuals = raws.map((value) => (value - centre) * Math.sqrt(11 / 9));
    for (const [at, value] of residuals.entries()) expect(slow.residuals[at]).toBeCloseTo(value, 12);
    const square = residuals.reduce((sum, value) => sum + value * value, 0);
    expect(slow.noise).toBeCloseTo(Math.sqrt(square / 11), 12);
    expect(fitThroughput([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]).memory).toBe(0.9);
  });
});

const team: Team = {
  people: [
    { id: 'lin', hoursPerDay: 8, focus: 1, skills: {} },
    { id: 'wu', hoursPerDay: 8, focus: 1, skills: {} },
  ],
};
const items = [
  { id: 'a', effortHours: 40, projectId: 'shop', deadline: '2026-11-27' },
  { id: 'b', effortHours: 40, projectId: 'shop', predecessors: ['a'] },
  { id: 'c', effortHours: 40, projectId: 'site' },
];

describe('forecastSchedule', () => {
  it('is the schedule itself where nothing is uncertain', () => {
    const plan = scheduleWork({ team, items, start, seed: 1 });
    const forecast = forecastSchedule({ team, items, start, seed: 1, runs: 100, estimates: {}, commonShare: 0 });
    expect(forecast).toMatchObject({
      withoutEstimate: items.map(({ id }) => id),
      ok: true,
      all: {
        finishDays: { p50: plan.makespanDays.value, p95: plan.makespanDays.value },
        finish: { p50: '2026-12-04' },
      },
      deadlines: [{ itemId: 'a', deadline: '2026-11-27', onTime: 1 }],
      slip: null,
    });
  });

  it('draws estimates, and slips in common make sums wider', () => {
    const point = { lowHours: 30, likelyHours: 40, highHours: 80 };
    const estimates = { a: point, b: point, c: point };
    const run = (commonShare: number) => {
      const forecast = forecastSchedule({ team, items, start, seed: 1, runs: 400, estimates, commonShare });
      if (!forecast.ok) throw new Error('estimates are given');
      return forecast;
    };
    const [apart, together] = [run(0), run(1)];
    const spread = ({ p50, p95 }: { p50: number | null; p95: number | null }) => p95! - p50!;
    expect(spread(together.projects[0]!.finishDays)).toBeGreaterThan(spread(apart.projects[0]!.finishDays));
    expect(apart.deadlines[0]!.onTime).toBeGreaterThan(0.35);
    expect(apart.deadlines[0]!.onTime).toBeLessThan(0.65);
    expect(apart.projects.map(({ projectId }) => projectId)).toEqual(['shop', 'site']);
  });

  it('gives shared items the same luck in another plan', () => {
    const point = { lowHours: 30, likelyHours: 40, highHours: 80 };
    const site = (work: typeof items) => {
      const forecast = forecastSchedule({
        team,
        items: work,
        start,
        seed: 1,
        runs: 200,
        estimates: { c: point },
        commonShare: 0,
      });
      return forecast.ok ? forecast.projects.find(({ projectId }) => projectId === 'site') : null;
    };
    expect(site(items.slice(2))).toEqual(site(items));
  });

  it('takes bias and shared slips from the record, and asks for three projects', () => {
    const record = ['p', 'q', 'r', 's'].flatMap((projectId, index) =>
      [1, 1.2, 0.9].map((own) => ({ projectId, estimateHours: 10, actualHours: 10 * own * [1.5, 2, 2.5, 2][index]! })),
    );
    const forecast = forecastSchedule({ team, items, start, seed: 1, runs: 200, record });
    expect(forecast).toMatchObject({ ok: true, slip: { projects: 4 } });
    if (forecast.ok) {
      expect(forecast.slip!.bias).toBeCloseTo(2, 5);
      expect(forecast.slip!.projectSpread).toBeGreaterThan(0.1);
      expect(forecast.all.finish.p50! > '2026-12-10').toBe(true);
    }
    expect(forecastSchedule({ team, items, start, seed: 1, record: record.slice(0, 6) })).toEqual({
      ok: false,
      rejection: { code: 'planner/too-little-history', periods: 2, needed: 3 },
    });
  });

  it('says null for what the horizon does not hold', () => {
    const forecast = forecastSchedule({
      ...{ team, items, start, seed: 1, runs: 100, horizonDays: 8 },
      ...{ estimates: {}, commonShare: 0 },
    });
    expect(forecast.ok && forecast.all.finish.p50).toBeNull();
  });

  it('refuses estimates out of order, and silence about what slips share', () => {
    const estimates = { a: { lowHours: 5, likelyHours: 4, highHours: 8 } };
    const run = (more: object) => () => forecastSchedule({ team, items, start, seed: 1, ...more });
    expect(run({})).toThrow('estimates');
    expect(run({ estimates: {}, commonShare: 0, record: [] })).toThrow('record');
    expect(run({ estimates: { typo: { lowHours: 1, likelyHours: 2, highHours: 3 } }, commonShare: 0 })).toThrow(
      'estimates.typo',
    );
    expect(run({ estimates: {}, commonShare: 0, runs: 100.5 })).toThrow('runs');
    expect(run({ estimates, commonShare: 0 })).toThrow('estimates.a.likelyHours');
    expect(run({ estimates: {} })).toThrow('commonShare');
    expect(run({ estimates: {}, commonShare: 1.1 })).toThrow('commonShare');
    const point = { lowHours: 1, likelyHours: 2, highHours: 3 };
    expect(run({ estimates: { a: { ...point, lowHours: 0 } }, commonShare: 0 })).toThrow('estimates.a.lowHours');
    expect(run({ estimates: { a: { ...point, highHours: 1 } }, commonShare: 0 })).toThrow('estimates.a.highHours');
    const past = { projectId: 'p', estimateHours: 1, actualHours: 1 };
    expect(run({ record: [past, { ...past, actualHours: -1 }] })).toThrow('record[1].actualHours');
    expect(run({ record: [{ ...past, estimateHours: 0 }] })).toThrow('record[0].estimateHours');
    expect(run({ estimates: {}, commonShare: 0, runs: 50 })).toThrow('runs');
  });

  it('puts one in ten below low and one in ten above high', () => {
    const point = { lowHours: 30, likelyHours: 40, highHours: 80 };
    expect(drawHours(point, 0, 1.2815515655446004, 0)).toBeCloseTo(80, 9);
    expect(drawHours(point, -1.2815515655446004, 0, 1)).toBeCloseTo(30, 9);
    expect(drawHours(point, 0, 0, 0.3)).toBe(40);
    // Of a slip that is shared by 36 %, the share is worth 0.6 and the item's own luck 0.8.
    expect(drawHours(point, 1.2815515655446004 / 0.6, 0, 0.36)).toBeCloseTo(80, 9);
    expect(drawHours(point, 0, 1.2815515655446004 / 0.8, 0.36)).toBeCloseTo(80, 9);
    const known = { bias: 2, projectSpread: 0.5, residuals: [0.1], projects: 3 };
    const random = createRandom(1);
    expect(drawByRecord(10, known, 2, random)).toBeCloseTo(20 * Math.exp(1.1), 9);
    expect(drawByRecord(10, known, -2, random)).toBeCloseTo(20 * Math.exp(-0.9), 9);
    const fit = fitSlips([{ projectId: 'a', estimateHours: 1, actualHours: 2 }]);
    expect(fit).toEqual({ bias: 2, projectSpread: 0, residuals: [0], projects: 1 });
  });

  it('parts what projects share from what items add, as worked by hand', () => {
    const past = (projectId: string, ...logs: number[]) =>
      logs.map((log) => ({ projectId, estimateHours: 10, actualHours: 10 * Math.exp(log) }));
    const fit = fitSlips([...past('a', 0.1, 0.3), ...past('b', 0.9, 1.1, 1.3, 1.1), ...past('c', 0.5)]);
    expect(fit.bias).toBeCloseTo(Math.exp(0.9), 12);
    // Within: a ±0.1 × √2, b (−0.2, 0, 0.2, 0) × √(4/3), c alone says nothing.
    const [a, b] = [0.1 * Math.sqrt(2), 0.2 * Math.sqrt(4 / 3)];
    for (const [at, value] of [-a, a, -b, 0, b, 0, 0].entries()) expect(fit.residuals[at]).toBeCloseTo(value, 12);
    const within = (2 * a * a + 2 * b * b) / 7;
    // Means 0.2, 1.1, 0.5 about 0.6; less what their items' noise puts into them.
    const between = (0.16 + 0.25 + 0.01) / 2;
    const inverse = (1 / 2 + 1 / 4 + 1) / 3;
    expect(fit.projectSpread).toBeCloseTo(Math.sqrt(between - within * inverse), 12);
    expect(fit.projects).toBe(3);
  });
});

it('refuses to report on nothing, or on what is no number of days', () => {
  const forecastDays = { p50: 10, p70: 12, p85: 15, p95: 20 };
  expect(() => reportCalibration({ past: [] })).toThrow('past');
  const late = [
    { forecastDays, actualDays: 1 },
    { forecastDays, actualDays: -1 },
  ];
  expect(() => reportCalibration({ past: late })).toThrow('past[1].actualDays');
  const odd = [{ forecastDays: { ...forecastDays, p85: Number.NaN }, actualDays: 1 }];
  expect(() => reportCalibration({ past: odd })).toThrow('past[0].forecastDays.p85');
  const atOnce = reportCalibration({ past: [{ forecastDays: { p50: 0, p70: 0, p85: 1, p95: 2 }, actualDays: 0 }] });
  expect(atOnce).toMatchObject({ forecasts: 1, meanWidth: 0 });
});

it('reports which levels kept their word', () => {
  const forecastDays = { p50: 10, p70: 12, p85: 15, p95: 20 };
  const past = Array.from({ length: 100 }, (_unused, index) => ({ forecastDays, actualDays: index < 85 ? 11 : 30 }));
  const report = reportCalibration({ past });
  expect(report.levels.map(({ level, share, verdict }) => [level, share, verdict])).toEqual([
    [0.5, 0, 'too-sure'],
    [0.7, 0.85, 'too-careful'],
    [0.85, 0.85, 'fits'],
    [0.95, 0.85, 'too-sure'],
  ]);
  expect(report.meanWidth).toBe(0.5);
});
