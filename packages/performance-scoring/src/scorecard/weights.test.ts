import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Evidence,
  lintScorecard,
  type Metric,
  type Scorecard,
  type ScoreInput,
  scoreScorecard,
  weightShares,
} from '../index.ts';

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

describe('missing parts', () => {
  const tree: Scorecard = {
    id: 's',
    scale: { minimum: 0, maximum: 100 },
    dimensions: [
      { id: 'd', weight: 1, metrics: [a, b] },
      { id: 'e', weight: 3, metrics: [{ id: 'c', weight: 1 }] },
    ],
  };
  it('share their weight among their siblings, and an empty branch among its own', () => {
    expect(run(tree, [at('a', 40), at('c', 80)])).toMatchObject({
      value: (40 + 3 * 80) / 4,
      coverage: (0.5 + 3) / 4,
      missing: ['b'],
    });
    const branch = run(tree, [at('c', 80)]);
    expect(branch).toMatchObject({ value: 80, coverage: 0.75, missing: ['a', 'b'] });
    expect(branch.ok && branch.explanation.children?.[0]).toMatchObject({
      value: null,
      unknown: { reason: 'nothing-known' },
    });
  });
  it('leave a score between what it would be at the ends of the scale', () => {
    const result = run(tree, [at('a', 40), at('c', 80)]);
    expect(result.ok && result.interval).toEqual({ low: (20 + 240) / 4, high: (70 + 240) / 4, from: ['missing'] });
    const full = run(tree, [at('a', 40), at('b', 40), at('c', 80)]);
    expect(full.ok && full.interval).toEqual({ low: 70, high: 70, from: ['missing'] });
  });
  it('and standard errors widen it, as independent ones do', () => {
    const scorecard = card(a, b);
    const result = run(scorecard, [
      { ...at('a', 50), standardError: 3 },
      { ...at('b', 70), standardError: 4 },
    ]);
    const half = (1.959963984540054 * 5) / 2;
    expect(result.ok && result.interval!.low).toBeCloseTo(60 - half, 9);
    expect(result.ok && result.interval!.high).toBeCloseTo(60 + half, 9);
    expect(result.ok && result.interval!.from).toEqual(['measurement']);
    const linear = card({ ...a, combine: 'mean', normaliser: { kind: 'linear', start: 0, target: 200 } });
    const both = run(linear, [
      { ...at('a', 100), standardError: 4 },
      { ...at('a', 100), standardError: 4 },
    ]);
    expect(both.ok && both.interval!.high - 50).toBeCloseTo((1.959963984540054 * Math.sqrt(32)) / 2 / 2, 9);
    const held = run(
      { ...card(a), scale: { minimum: 0, maximum: 100 }, bonus: { cap: 5 } },
      [{ ...at('a', 99), standardError: 5 }],
      { bonuses: [{ id: 'x', points: 5 }] },
    );
    expect(held.ok && held.interval).toMatchObject({ high: 105, from: ['missing', 'measurement'] });
  });
});

describe('weights', () => {
  it('shares add up to exactly 100, whatever the weights', () => {
    const weight = fc.oneof(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1, max: 99_999 }).map((n) => (n / 1000).toFixed(3)),
    );
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 1, maxLength: 12 }),
        fc.array(weight, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 6 }),
        (top, inner, decimals) => {
          const scorecard: Scorecard = {
            id: 's',
            metrics: top.map((each, index) => ({ id: `m${index}`, weight: each })),
            dimensions: [
              { id: 'd', weight: 7, metrics: inner.map((each, index) => ({ id: `n${index}`, weight: each })) },
            ],
          };
          const units = weightShares({ scorecard, decimals }).map(({ percent }) => BigInt(percent.replace('.', '')));
          expect(units.reduce((sum, unit) => sum + unit, 0n)).toBe(100n * 10n ** BigInt(decimals));
        },
      ),
    );
  });
  it('are relative: thirds and multiples of them score alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (values, factor) => {
          const score = (weight: number) =>
            value(
              card(...values.map((_, index) => ({ id: `m${index}`, weight }))),
              values.map((each, index) => at(`m${index}`, each)),
            );
          expect(score(factor)).toBeCloseTo(score(1) as number, 9);
        },
      ),
    );
  });
  it('stay between the lowest and the highest part', () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 100, noNaN: true }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 10 }), (parts) => {
        const score = value(
          card(...parts.map(([weight], index) => ({ id: `m${index}`, weight }))),
          parts.map(([, each], index) => at(`m${index}`, each)),
        );
        expect(score).toBeGreaterThanOrEqual(Math.min(...parts.map(([, each]) => each)) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(...parts.map(([, each]) => each)) + 1e-9);
      }),
    );
  });
  it('lint: too many metrics, weights that decide nothing or everything, unguarded counts', () => {
    const many: Scorecard = {
      id: 's',
      metrics: Array.from({ length: 9 }, (_, index) => ({ id: `m${index}`, weight: index === 0 ? 100 : 1 })),
    };
    expect(lintScorecard({ scorecard: many }).map(({ problem }) => problem)).toEqual([
      'too-many-metrics',
      'weight-dominates',
      ...Array(8).fill('weight-too-small'),
      'no-minimum-coverage',
    ]);
    const facts: Metric = { ...a, source: { kind: 'facts', factKinds: ['commit'] } };
    expect(lintScorecard({ scorecard: { ...card(facts, b), minimumCoverage: 0.5 } })).toEqual([
      { problem: 'unguarded-count', metricId: 'a' },
    ]);
    expect(
      lintScorecard({ scorecard: { ...card({ ...facts, guard: { cap: 90 } }, b), minimumCoverage: 0.5 } }),
    ).toEqual([]);
    const limits = { maximumMetrics: 1, minimumShare: 51, maximumShare: 49 };
    expect(lintScorecard({ scorecard: card(a, b), ...limits }).map(({ problem }) => problem)).toEqual([
      'too-many-metrics',
      'weight-too-small',
      'weight-dominates',
      'weight-too-small',
      'weight-dominates',
      'no-minimum-coverage',
    ]);
  });
});
