import { describe, expect, it } from 'vitest';
import { bonusTerm, explainText, type Metric, scoreScorecard } from './index.ts';

const linear = { kind: 'linear', start: 0, target: 100 } as const;
const speedUnder = (guard: NonNullable<Metric['guard']>) => ({ id: 'speed', weight: 1, normaliser: linear, guard });
const quality = { id: 'quality', weight: 1, normaliser: linear };

/** The second level of an explanation: how the metric `speed` came to its points. */
function told(guard: NonNullable<Metric['guard']>, measured: { readonly speed: number; readonly quality?: number }) {
  const result = scoreScorecard({
    scorecard: { id: 's', minimumCoverage: 0.5, metrics: [speedUnder(guard), quality] },
    evidence: Object.entries(measured).map(([metricId, value]) => ({ metricId, value })),
    ...(measured.quality === undefined ? { missing: [{ metricId: 'quality', reason: 'not surveyed yet' }] } : {}),
  });
  if (!result.ok) throw new Error(result.rejection.code);
  const sentences = (locale: string) => explainText(result.explanation.children![0]!, locale);
  return [sentences('en'), sentences('zh-CN')];
}

describe('a guard in words', () => {
  const paired = { pairedWith: { metricId: 'quality', atLeast: 60, limit: 50 } };

  it('holds where it lowered the points', () => {
    expect(told(paired, { speed: 80, quality: 40 })).toEqual([
      '50 points = held by its guard(speed 80 points, quality 40 points).',
      '50 分 = 受制衡（speed 80 分、quality 40 分）。',
    ]);
  });

  it('does not hold where its partner is well, nor where there was nothing to lower', () => {
    expect(told(paired, { speed: 80, quality: 60 })).toEqual([
      '80 points = not held by its guard(speed 80 points, quality 60 points).',
      '80 分 = 未受制衡（speed 80 分、quality 60 分）。',
    ]);
    for (const speed of [50, 30]) {
      const [en, chinese] = told(paired, { speed, quality: 40 });
      expect(en).toBe(`${speed} points = not held by its guard(speed ${speed} points, quality 40 points).`);
      expect(chinese).toContain(`${speed} 分 = 未受制衡（`);
    }
  });

  it('that holds for want of evidence on its partner is not said to leave it out', () => {
    expect(told(paired, { speed: 80 })).toEqual([
      '50 points = held by its guard, on which there is no evidence yet(speed 80 points).',
      '50 分 = 制衡指标尚无依据，故受制衡（speed 80 分）。',
    ]);
    expect(told(paired, { speed: 30 })[0]).toMatch(
      /^30 points = not held by its guard\(speed 30 points\)\. No evidence/,
    );
  });

  it('that is a cap holds where it lowered the points, not at them or above', () => {
    expect(told({ cap: 70 }, { speed: 80, quality: 60 })).toEqual([
      '70 points = held to the cap(speed 80 points).',
      '70 分 = 封顶（speed 80 分）。',
    ]);
    for (const cap of [80, 90]) {
      expect(told({ cap }, { speed: 80, quality: 60 })).toEqual([
        '80 points = within the cap(speed 80 points).',
        '80 分 = 未超上限（speed 80 分）。',
      ]);
    }
  });

  it('is told level by level, each as it turned out', () => {
    const result = scoreScorecard({
      scorecard: { id: 's', metrics: [speedUnder({ cap: 70, ...paired }), quality] },
      evidence: [
        { metricId: 'speed', value: 80 },
        { metricId: 'quality', value: 90 },
      ],
    });
    if (!result.ok) throw new Error(result.rejection.code);
    const english = explainText(result.explanation, { locale: 'en', depth: 3 });
    expect(english).toContain('speed 70 points = not held by its guard(');
    expect(english).toContain('speed 70 points = held to the cap(speed 80 points)');
    const own = { 'operation:guarded-not-binding': 'the guard had nothing to hold' };
    expect(explainText(result.explanation, { locale: 'en', depth: 2, labels: own })).toContain(
      'speed 70 points = the guard had nothing to hold(',
    );
  });
});

it('a bonus says whether it reached its cap', () => {
  const awards = [
    { id: 'challenge', points: 4 },
    { id: 'star', points: 3 },
  ];
  const told = (cap: number, locale: string) => explainText(bonusTerm({ cap, awards }).explanation, locale);
  expect(told(5, 'en')).toBe('5 points = sum, held to the cap(challenge 4 points, star 3 points).');
  expect(told(5, 'zh-CN')).toBe('5 分 = 求和封顶（challenge 4 分、star 3 分）。');
  for (const cap of [7, 9]) {
    expect(told(cap, 'en')).toBe('7 points = sum, within the cap(challenge 4 points, star 3 points).');
    expect(told(cap, 'zh-CN')).toBe('7 分 = 求和，未超上限（challenge 4 分、star 3 分）。');
  }
});
