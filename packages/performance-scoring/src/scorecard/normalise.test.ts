import { describe, expect, it } from 'vitest';
import { type Evidence, type Metric, type Scorecard, type ScoreInput, scoreScorecard } from '../index.ts';

const a: Metric = { id: 'a', weight: 1 };
const b: Metric = { id: 'b', weight: 1 };
const card = (...metrics: readonly Metric[]): Scorecard => ({ id: 's', metrics });
const at = (metricId: string, value: number): Evidence => ({ metricId, value });
const run = (scorecard: Scorecard, evidence: readonly Evidence[] = [], more: Partial<ScoreInput> = {}) =>
  scoreScorecard({ scorecard, evidence, ...more });
const value = (scorecard: Scorecard, evidence: readonly Evidence[], more: Partial<ScoreInput> = {}) => {
  const result = run(scorecard, evidence, more);
  return result.ok ? result.value : result.rejection.code;
};

describe('from values to points', () => {
  const points = (metric: Partial<Metric>, measured: number, more: Partial<ScoreInput> = {}) =>
    value(card({ ...a, ...metric }), [at('a', measured)], more);
  it('linear to target, either way, held between minimum and maximum', () => {
    const up: Partial<Metric> = { normaliser: { kind: 'linear', start: 20, target: 60 } };
    expect([10, 20, 40, 60, 70].map((measured) => points(up, measured))).toEqual([0, 0, 50, 100, 100]);
    const down: Partial<Metric> = {
      direction: 'lower',
      normaliser: { kind: 'linear', start: 5, target: 1, minimum: 10, maximum: 120 },
    };
    expect([6, 3, 1, 0].map((measured) => points(down, measured))).toEqual([10, 50, 100, 120]);
  });
  it('steps, logistic and range', () => {
    const steps: Partial<Metric> = {
      normaliser: {
        kind: 'steps',
        below: 5,
        steps: [
          { from: 1, points: 40 },
          { from: 3, points: 90 },
        ],
      },
    };
    expect([0, 1, 2.9, 3, 9].map((measured) => points(steps, measured))).toEqual([5, 40, 40, 90, 90]);
    const logistic: Partial<Metric> = { normaliser: { kind: 'logistic', midpoint: 50, slope: 0.1 } };
    expect(points(logistic, 50)).toBe(50);
    expect(points(logistic, 60)).toBeCloseTo(73.105857863, 8);
    const range: Partial<Metric> = {
      direction: 'range',
      normaliser: { kind: 'range', low: 40, high: 60, tolerance: 20 },
    };
    expect([20, 19, 30, 40, 60, 65, 80].map((measured) => points(range, measured))).toEqual([
      0, 0, 50, 100, 100, 75, 0,
    ]);
  });
  it('percentile among peers by mid-rank, either way; too few peers are unknown', () => {
    const metric: Partial<Metric> = { normaliser: { kind: 'percentile', minimumPeers: 4 } };
    const peers = { a: { name: 'level 3', values: [40, 10, 20, 20] } };
    expect([5, 10, 20, 30, 40, 50].map((measured) => points(metric, measured, { peers }))).toEqual([
      0, 12.5, 50, 75, 87.5, 100,
    ]);
    expect(points({ ...metric, direction: 'lower' }, 10, { peers })).toBe(87.5);
    const few = run(card({ ...a, ...metric }, b), [at('a', 1), at('b', 1)], {
      peers: { a: { name: 'x', values: [1, 2, 3] } },
    });
    expect(few.ok && few.explanation.children?.[0]?.unknown).toEqual({ reason: 'too-few-peers' });
    expect(few.ok && few.coverage).toBe(0.5);
    const shown = run(card({ ...a, ...metric }), [at('a', 20)], { peers });
    expect(shown.ok && shown.explanation.children?.[0]?.population).toEqual({ name: 'level 3', n: 4 });
  });
  it('z-score among peers, either way, within limits; equal peers are unknown', () => {
    const metric: Partial<Metric> = { normaliser: { kind: 'z-score', center: 50, spread: 10, minimumPeers: 3 } };
    const peers = { a: { name: 'team', values: [4, 8, 6] } };
    expect([6, 8, 100, -100].map((measured) => points(metric, measured, { peers }))).toEqual([50, 60, 100, 0]);
    expect(points({ ...metric, direction: 'lower' }, 8, { peers })).toBe(40);
    const equal = run(card({ ...a, ...metric }, b), [at('a', 1), at('b', 1)], {
      peers: { a: { name: 'x', values: [3, 3, 3] } },
    });
    expect(equal.ok && equal.explanation.children?.[0]?.unknown).toEqual({ reason: 'peers-all-equal' });
  });
  it('against a baseline: fixed, by level, by level and complexity, own history, or given', () => {
    const relative: Partial<Metric> = { direction: 'lower', normaliser: { kind: 'relative', maximum: 150 } };
    expect(points({ ...relative, baseline: { kind: 'fixed', value: 4 } }, 5)).toBe(80);
    expect(points({ ...relative, baseline: { kind: 'fixed', value: 4 } }, 0)).toBe(150);
    const byLevel: Partial<Metric> = { ...relative, baseline: { kind: 'by-level', values: { senior: 4, junior: 6 } } };
    expect([
      points(byLevel, 6, { person: { level: 'junior' } }),
      points(byLevel, 8, { person: { level: 'senior' } }),
    ]).toEqual([100, 50]);
    expect(points(byLevel, 6)).toBe('performance/insufficient-coverage');
    expect(points(byLevel, 6, { person: { level: 'intern' } })).toBe('performance/insufficient-coverage');
    const both: Partial<Metric> = {
      ...relative,
      baseline: { kind: 'by-level-and-complexity', values: { senior: { high: 8 } } },
    };
    expect(points(both, 8, { person: { level: 'senior', complexity: 'high' } })).toBe(100);
    expect(points(both, 8, { person: { level: 'senior' } })).toBe('performance/insufficient-coverage');
    expect(points(both, 8, { person: { level: 'junior', complexity: 'high' } })).toBe(
      'performance/insufficient-coverage',
    );
    const own: Partial<Metric> = {
      normaliser: { kind: 'relative' },
      baseline: { kind: 'own-history', minimumPeriods: 3 },
    };
    expect(points(own, 10, { person: { history: { a: [5, 40, 20] } } })).toBe(50);
    expect(points(own, 10, { person: { history: { a: [5, 40, 20, 30] } } })).toBe(40);
    expect(points(own, 10, { person: { history: { a: [5, 40] } } })).toBe('performance/insufficient-coverage');
    expect(points(own, 10, { person: { baselines: { a: 20 } } })).toBe(50);
    expect(points(own, -10, { person: { baselines: { a: 20 } } })).toBe(0);
    expect(points(own, 10, { person: { baselines: { a: 0 } } })).toBe('performance/insufficient-coverage');
    const towards: Partial<Metric> = { normaliser: { kind: 'linear', start: 0, target: 'baseline' } };
    expect(points(towards, 10, { person: { baselines: { a: 40 } } })).toBe(25);
    expect(points(towards, 10)).toBe('performance/insufficient-coverage');
  });
  it('several pieces of evidence as the metric says', () => {
    const evidence = [at('a', 2), at('a', 4), at('a', 9)];
    const combined = (['mean', 'sum', 'minimum', 'maximum'] as const).map((combine) =>
      value(card({ ...a, combine }), evidence),
    );
    expect(combined).toEqual([5, 15, 2, 9]);
  });
});
