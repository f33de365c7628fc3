import { InvalidInputError } from '@meritkit/core/errors';
import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bonusTerm,
  type Dimension,
  type Evidence,
  explainText,
  lintScorecard,
  type Metric,
  parseEvidence,
  parseScorecard,
  type Scorecard,
  type ScoreInput,
  scoreScorecard,
  scoringOperations,
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
const thrown = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return `${error.code} ${error.issues[0]?.path.join('.')}`;
    throw error;
  }
  return 'nothing';
};

describe('scorecards that cannot be used', () => {
  it.each<readonly [string, Scorecard, string]>([
    ['no metrics', card(), 'performance/invalid-scorecard '],
    [
      'an empty dimension',
      { id: 's', dimensions: [{ id: 'd', weight: 1 }] },
      'performance/invalid-scorecard dimensions.0',
    ],
    ['a weight of zero', card(a, { ...b, weight: 0 }), 'performance/invalid-weight metrics.1.weight'],
    ['a negative weight', card({ ...a, weight: -1 }), 'performance/invalid-weight metrics.0.weight'],
    ['a negative text weight', card({ ...a, weight: '-1' }), 'performance/invalid-weight metrics.0.weight'],
    ['a weight of "0.0"', card({ ...a, weight: '0.0' }), 'performance/invalid-weight metrics.0.weight'],
    [
      'a weight that is not a number',
      card({ ...a, weight: Number.NaN }),
      'performance/invalid-weight metrics.0.weight',
    ],
    [
      'an endless weight',
      card({ ...a, weight: Number.POSITIVE_INFINITY }),
      'performance/invalid-weight metrics.0.weight',
    ],
    [
      "a dimension's weight of zero",
      { id: 's', metrics: [a], dimensions: [{ id: 'd', weight: 0, metrics: [b] }] },
      'performance/invalid-weight dimensions.0.weight',
    ],
    ['an id twice', card(a, a), 'performance/duplicate-id metrics.1.id'],
    [
      'an id twice across levels',
      { id: 's', metrics: [a], dimensions: [{ id: 'a', weight: 1, metrics: [b] }] },
      'performance/duplicate-id dimensions.0.id',
    ],
    [
      'target equal to start',
      card({ ...a, normaliser: { kind: 'linear', start: 5, target: 5 } }),
      'performance/target-equals-start metrics.0.normaliser.target',
    ],
    [
      'an endless target',
      card({ ...a, normaliser: { kind: 'linear', start: 5, target: Number.POSITIVE_INFINITY } }),
      'performance/not-finite metrics.0.normaliser.target',
    ],
    [
      'a minimum above the maximum',
      card({ ...a, normaliser: { kind: 'linear', start: 0, target: 5, minimum: 101 } }),
      'performance/invalid-normaliser metrics.0.normaliser.minimum',
    ],
    [
      'rising where lower is better',
      card({ ...a, direction: 'lower', normaliser: { kind: 'linear', start: 0, target: 5 } }),
      'performance/direction-mismatch metrics.0.normaliser.target',
    ],
    [
      'falling where higher is better',
      card({ ...a, direction: 'higher', normaliser: { kind: 'linear', start: 5, target: 0 } }),
      'performance/direction-mismatch metrics.0.normaliser.target',
    ],
    [
      'steps that do not ascend',
      card({
        ...a,
        normaliser: {
          kind: 'steps',
          below: 0,
          steps: [
            { from: 1, points: 1 },
            { from: 1, points: 2 },
          ],
        },
      }),
      'performance/invalid-normaliser metrics.0.normaliser.steps',
    ],
    [
      'an upside-down range',
      card({ ...a, normaliser: { kind: 'range', low: 2, high: 1, tolerance: 1 } }),
      'performance/invalid-normaliser metrics.0.normaliser.low',
    ],
    [
      'a range without tolerance',
      card({ ...a, normaliser: { kind: 'range', low: 1, high: 2, tolerance: 0 } }),
      'performance/invalid-normaliser metrics.0.normaliser.low',
    ],
    [
      'a flat logistic',
      card({ ...a, normaliser: { kind: 'logistic', midpoint: 1, slope: 0 } }),
      'performance/invalid-normaliser metrics.0.normaliser.slope',
    ],
    [
      'a spread of zero',
      card({ ...a, normaliser: { kind: 'z-score', center: 50, spread: 0, minimumPeers: 2 } }),
      'performance/invalid-normaliser metrics.0.normaliser.spread',
    ],
    [
      'a guard on itself',
      card({ ...a, guard: { pairedWith: { metricId: 'a', atLeast: 1, limit: 1 } } }),
      'performance/invalid-guard metrics.0.guard.pairedWith.metricId',
    ],
    [
      'a guard that is not there',
      card({ ...a, guard: { pairedWith: { metricId: 'x', atLeast: 1, limit: 1 } } }),
      'performance/unknown-metric metrics.0.guard.pairedWith.metricId',
    ],
    ['a coverage above one', { ...card(a), minimumCoverage: 1.1 }, 'performance/invalid-scorecard minimumCoverage'],
    ['a negative coverage', { ...card(a), minimumCoverage: -0.1 }, 'performance/invalid-scorecard minimumCoverage'],
    ['a bonus without room', { ...card(a), bonus: { cap: 0 } }, 'performance/invalid-scorecard bonus.cap'],
    [
      'a scale without length',
      { ...card(a), scale: { minimum: 5, maximum: 5 } },
      'performance/invalid-scorecard scale',
    ],
    [
      'a circle of derivations',
      {
        ...card({ ...a, source: { kind: 'derived', from: ['x'] } }),
        derivations: [
          { id: 'x', from: ['y'] },
          { id: 'y', from: ['x'] },
        ],
      },
      'performance/cyclic-scorecard metrics.0',
    ],
    [
      'a derivation from nothing',
      card({ ...a, source: { kind: 'derived', from: ['x'] } }),
      'performance/unknown-metric metrics.0',
    ],
    [
      'a derivation with the id of a metric',
      { ...card(a), derivations: [{ id: 'a' }] },
      'performance/duplicate-id derivations.0.id',
    ],
  ])('%s', (_, scorecard, expected) => {
    expect(thrown(() => run(scorecard))).toBe(expected);
  });

  it('a dimension that contains itself', () => {
    const loop: { id: string; weight: number; metrics: Metric[]; dimensions: Dimension[] } = {
      id: 'd',
      weight: 1,
      metrics: [a],
      dimensions: [],
    };
    loop.dimensions.push(loop);
    expect(thrown(() => run({ id: 's', dimensions: [loop] }))).toBe(
      'performance/cyclic-scorecard dimensions.0.dimensions.0',
    );
  });

  it('evidence that does not fit', () => {
    expect(thrown(() => run(card(a), [at('x', 1)]))).toBe('performance/unknown-metric evidence.0.metricId');
    expect(thrown(() => run(card(a), [at('a', Number.NaN)]))).toBe('performance/not-finite evidence.0.value');
    expect(thrown(() => run(card(a), [at('a', 1), at('a', 2)]))).toBe('performance/duplicate-evidence evidence.1');
    expect(thrown(() => run(card(a), [], { missing: [{ metricId: 'x', reason: 'r' }] }))).toBe(
      'performance/unknown-metric missing.0.metricId',
    );
    const peers = { a: { name: 'team', values: [1, Number.NaN] } };
    expect(
      thrown(() => run(card({ ...a, normaliser: { kind: 'percentile', minimumPeers: 2 } }), [at('a', 1)], { peers })),
    ).toBe('performance/not-finite peers.a.values.1');
    const fixed: Metric = {
      ...a,
      normaliser: { kind: 'linear', start: 'baseline', target: 5 },
      baseline: { kind: 'fixed', value: 5 },
    };
    expect(thrown(() => run(card(fixed), [at('a', 1)]))).toBe('performance/target-equals-start a.baseline');
  });

  it('data from outside, with every path', () => {
    expect(thrown(() => parseScorecard({ id: 's', metrics: [{ id: 'a', weight: -1 }] }))).toMatch(
      /^performance\/invalid-scorecard metrics\.0\.weight/,
    );
    expect(
      thrown(() => parseScorecard({ id: 's', dimensions: [{ id: 'd', weight: 1, dimensions: [{ id: 'e' }] }] })),
    ).toBe('performance/invalid-scorecard dimensions.0.dimensions.0.weight');
    expect(thrown(() => parseEvidence([{ metricId: 'a' }]))).toBe('performance/invalid-evidence 0.value');
    expect(parseEvidence([at('a', 1)])).toEqual([at('a', 1)]);
  });

  it('awards that cannot be', () => {
    const award = { id: 'x', points: 1 };
    expect(thrown(() => bonusTerm({ cap: 0, awards: [] }))).toBe('performance/invalid-bonus cap');
    expect(thrown(() => bonusTerm({ cap: Number.POSITIVE_INFINITY, awards: [] }))).toBe(
      'performance/invalid-bonus cap',
    );
    expect(thrown(() => bonusTerm({ cap: 1, awards: [{ ...award, points: -1 }] }))).toBe(
      'performance/invalid-bonus awards.0.points',
    );
    expect(thrown(() => bonusTerm({ cap: 1, awards: [award, award] }))).toBe('performance/invalid-bonus awards.1.id');
  });
});

describe('refusals', () => {
  it('overtime as merit, however far it is derived', () => {
    const scorecard: Scorecard = {
      ...card(a, { ...b, source: { kind: 'derived', from: ['effort'] } }),
      derivations: [
        { id: 'effort', from: ['other', 'hours'] },
        { id: 'other' },
        { id: 'hours', factKinds: ['commit', 'time-worked'] },
      ],
    };
    expect(run(scorecard, [at('a', 1)])).toEqual({
      ok: false,
      rejection: {
        code: 'performance/overtime-as-merit',
        metricId: 'b',
        via: ['b', 'effort', 'hours'],
        factKind: 'time-worked',
      },
    });
    expect(value(card({ ...a, source: { kind: 'facts', factKinds: ['overtime'] } }), [])).toBe(
      'performance/overtime-as-merit',
    );
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['time-worked'] }])).toBe('performance/overtime-as-merit');
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['badge-swipe'] }])).toBe(1);
    expect(value(card(a), [{ ...at('a', 1), factKinds: ['badge-swipe'] }], { alsoTimeWorked: ['badge-swipe'] })).toBe(
      'performance/overtime-as-merit',
    );
  });
  it('too little coverage, and nothing at all', () => {
    const scorecard = { ...card(a, b), minimumCoverage: 0.5 };
    expect(value(scorecard, [at('a', 7)])).toBe(7);
    expect(run({ ...scorecard, minimumCoverage: 0.51 }, [at('a', 7)])).toEqual({
      ok: false,
      rejection: { code: 'performance/insufficient-coverage', coverage: 0.5, minimumCoverage: 0.51, missing: ['b'] },
    });
    expect(run(card(a))).toMatchObject({
      rejection: { code: 'performance/insufficient-coverage', coverage: 0, minimumCoverage: 0 },
    });
  });
  it('missing without a reason, where the scorecard asks for one', () => {
    const scorecard = { ...card(a, b), requireMissingReasons: true };
    const reason = (text: string) => ({ missing: [{ metricId: 'b', reason: text }] });
    expect(run(scorecard, [at('a', 7)])).toEqual({
      ok: false,
      rejection: { code: 'performance/missing-without-reason', missing: ['b'] },
    });
    expect(value(scorecard, [at('a', 7)], reason(' '))).toBe('performance/missing-without-reason');
    const result = run(scorecard, [at('a', 7)], reason('on leave'));
    expect(result.ok && result.explanation.children?.[1]?.unknown).toEqual({ reason: 'on leave' });
  });
  it('a bonus that nobody declared; a declared one is a line of its own, to its cap', () => {
    const bonuses = [
      { id: 'challenge', points: 4 },
      { id: 'star', points: 3 },
    ];
    expect(run(card(a), [at('a', 80)], { bonuses })).toEqual({
      ok: false,
      rejection: { code: 'performance/bonus-not-declared', bonusIds: ['challenge', 'star'] },
    });
    const result = run({ ...card(a), bonus: { cap: 5 } }, [at('a', 80)], { bonuses });
    expect(result).toMatchObject({
      ok: true,
      value: 85,
      explanation: { operation: { name: 'sum' }, children: [{ value: 80 }, { key: 'bonus', value: 5 }] },
    });
    expect(result.ok && recompute({ explanation: result.explanation, operations: scoringOperations })).toBe(85);
    expect(result.ok && explainText(result.explanation, 'en')).toContain('Bonus 5');
    expect(value({ ...card(a), bonus: { cap: 5 } }, [at('a', 80)])).toBe(80);
    expect(bonusTerm({ cap: 9, awards: bonuses }).value).toBe(7);
  });
});

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

describe('guards', () => {
  const speed: Metric = {
    id: 'speed',
    weight: 1,
    guard: { cap: 90, pairedWith: { metricId: 'quality', atLeast: 50, limit: 60 } },
  };
  const guarded = (fast: number, quality?: number) => {
    const result = run(card(speed, { id: 'quality', weight: 1 }), [
      at('speed', fast),
      ...(quality === undefined ? [] : [at('quality', quality)]),
    ]);
    return result.ok ? result.explanation.children?.[0]?.value : result.rejection.code;
  };
  it('hold a metric to its cap, and to a limit while its partner suffers or is hidden', () => {
    expect([guarded(80, 50), guarded(99, 50), guarded(80, 49), guarded(55, 10), guarded(80)]).toEqual([
      80, 90, 60, 55, 60,
    ]);
  });
});

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
