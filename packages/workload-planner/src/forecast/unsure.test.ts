import { describe, expect, it } from 'vitest';
import { describeForecast, forecastThroughput } from '../index.ts';

const forecastOf = (finished: readonly number[], remaining: number, more: object = {}) =>
  forecastThroughput({ history: { finished, periodDays: 7 }, remaining, start: '2026-11-23', seed: 1, ...more });
const noDay = { p50: null, p70: null, p85: null, p95: null };

describe('a forecast that says little', () => {
  it('names no day where hardly anything was ever finished, and says so', () => {
    const forecast = forecastOf([0, 0, 1, 0, 0, 0, 0, 2, 0, 0], 5);
    expect(forecast).toMatchObject({ ok: true, when: noDay, note: { kind: 'few-events', periods: 10, withOutput: 2 } });
    // The spans are still there, for a host that shows how far they reach.
    expect(forecast.ok && forecast.durationDays.p85).toBeGreaterThan(100);
  });

  it('names no day where the 85 % one lies more than twice as far as the 50 % one', () => {
    const forecast = forecastOf([0, 0, 0, 30, 30, 30, 0, 0], 200);
    expect(forecast).toMatchObject({ ok: true, when: noDay, note: { kind: 'wide' } });
    expect(forecast.ok && forecast.width).toBeGreaterThan(1);
  });

  it('names days as ever where the history carries them, and where nothing is left to do', () => {
    const usual = forecastOf([4, 6, 5, 3, 7, 5, 4, 6], 20);
    expect(usual).toMatchObject({ ok: true, note: null });
    expect(usual.ok && usual.when.p85).toMatch(/^2026-12-/);
    expect(forecastOf([0, 0, 1, 0, 0], 0)).toMatchObject({ note: null, when: { p50: '2026-11-23' } });
  });

  it('is the same whatever the order of the periods without output', () => {
    for (const finished of [
      [3, 0, 0, 0, 0, 4],
      [0, 3, 4, 0, 0, 0],
    ])
      expect(forecastOf(finished, 5)).toMatchObject({ note: { kind: 'few-events', withOutput: 2 } });
    expect(forecastOf([1, 1, 1, 0, 0, 0], 5)).not.toMatchObject({ note: { kind: 'few-events' } });
  });
});

it('is said in both languages', () => {
  const said = (finished: readonly number[], remaining: number) =>
    ['en', 'zh-CN'].map((locale) => describeForecast({ forecast: forecastOf(finished, remaining), locale }));
  expect(said([5, 5, 5, 5, 5, 5], 25)).toEqual([
    'Done by 2026-12-27 with 85% confidence; as likely as not by 2026-12-27.',
    '有 85% 的把握在 2026-12-27 前完成；一半的可能在 2026-12-27 前完成。',
  ]);
  expect(said([0, 0, 1, 0, 0], 5)).toEqual([
    'No date can be named: in only 1 of 5 periods was anything finished.',
    '无法给出日期：5 期中只有 1 期有完成项。',
  ]);
  const [wide, wideChinese] = said([0, 0, 0, 30, 30, 30, 0, 0], 200);
  expect(wide).toMatch(/^No date can be named: it may take \d+ days or [\d,]+\.$/);
  expect(wideChinese).toMatch(/^无法给出日期：可能需要 \d+ 天，也可能需要 [\d,]+ 天。$/);
  expect(said([0, 0, 0, 1, 1, 1], 1e6)[0]).toMatch(/^No date can be named/);
  expect(said([1, 2], 5)).toEqual([
    'Too little history for a forecast: 2 of at least 5.',
    '历史数据太少，无法预测：现有 2 期，至少需要 5 期。',
  ]);
});
