import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import {
  bonusTerm,
  type Dimension,
  type Evidence,
  type Metric,
  parseEvidence,
  parseScorecard,
  type Scorecard,
  type ScoreInput,
  scoreScorecard,
} from '../index.ts';

const a: Metric = { id: 'a', weight: 1 };
const b: Metric = { id: 'b', weight: 1 };
const card = (...metrics: readonly Metric[]): Scorecard => ({ id: 's', metrics });
const at = (metricId: string, value: number): Evidence => ({ metricId, value });
const run = (scorecard: Scorecard, evidence: readonly Evidence[] = [], more: Partial<ScoreInput> = {}) =>
  scoreScorecard({ scorecard, evidence, ...more });
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
      'a z-score whose minimum is above its maximum',
      card({ ...a, normaliser: { kind: 'z-score', center: 50, spread: 9, minimumPeers: 2, minimum: 101 } }),
      'performance/invalid-normaliser metrics.0.normaliser.minimum',
    ],
    [
      'a comparison with one peer',
      card({ ...a, normaliser: { kind: 'percentile', minimumPeers: 1 } }),
      'performance/invalid-normaliser metrics.0.normaliser.minimumPeers',
    ],
    [
      'a comparison with two peers and a half',
      card({ ...a, normaliser: { kind: 'z-score', center: 50, spread: 9, minimumPeers: 2.5 } }),
      'performance/invalid-normaliser metrics.0.normaliser.minimumPeers',
    ],
    [
      'no steps',
      card({ ...a, normaliser: { kind: 'steps', below: 0, steps: [] } }),
      'performance/invalid-normaliser metrics.0.normaliser.steps',
    ],
    [
      "a step's points that are no number",
      card({ ...a, normaliser: { kind: 'steps', below: 0, steps: [{ from: 1, points: Number.NaN }] } }),
      'performance/not-finite metrics.0.normaliser.steps.0.points',
    ],
    [
      'a midpoint that is no number',
      card({ ...a, normaliser: { kind: 'logistic', midpoint: Number.NaN, slope: 1 } }),
      'performance/not-finite metrics.0.normaliser.midpoint',
    ],
    [
      'a cap that is no number',
      card(b, { ...a, guard: { cap: Number.NaN } }),
      'performance/not-finite metrics.1.guard.cap',
    ],
    [
      "a partner's limit that is no number",
      card(b, { ...a, guard: { pairedWith: { metricId: 'b', atLeast: 1, limit: Number.POSITIVE_INFINITY } } }),
      'performance/not-finite metrics.1.guard.pairedWith.limit',
    ],
    [
      'weights that lie too far apart',
      card({ ...a, weight: 1e300 }, { ...b, weight: 1e-300 }),
      'performance/invalid-weight ',
    ],
    [
      'an endless scale',
      { ...card(a), scale: { minimum: 0, maximum: Number.POSITIVE_INFINITY } },
      'performance/invalid-scorecard scale',
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

  it('a tree without end, also from outside', () => {
    const loop: { id: string; weight: number; dimensions: unknown[] } = { id: 'd', weight: 1, dimensions: [] };
    loop.dimensions.push(loop);
    expect(thrown(() => parseScorecard({ id: 's', dimensions: [loop] }))).toBe(
      'performance/cyclic-scorecard dimensions.0.dimensions.0',
    );
    const nested = (levels: number): Dimension =>
      levels === 0
        ? { id: 'd0', weight: 1, metrics: [a] }
        : { id: `d${levels}`, weight: 1, dimensions: [nested(levels - 1)] };
    expect(run({ id: 's', dimensions: [nested(63)] }, [at('a', 7)])).toMatchObject({ value: 7 });
    expect(parseScorecard({ id: 's', dimensions: [nested(63)] }).id).toBe('s');
    const path = Array.from({ length: 65 }, () => 'dimensions.0').join('.');
    for (const levels of [64, 5000]) {
      const deep = { id: 's', dimensions: [nested(levels)] };
      expect(thrown(() => run(deep))).toBe(`performance/invalid-scorecard ${path}`);
      expect(thrown(() => parseScorecard(deep))).toBe(`performance/invalid-scorecard ${path}`);
    }
  });

  it('what is said to be missing and is not, or twice', () => {
    const said = (...missing: NonNullable<ScoreInput['missing']>) =>
      thrown(() => run(card(a, b), [at('a', 1)], { missing }));
    expect(said({ metricId: 'a', reason: 'on leave' })).toBe('performance/invalid-evidence missing.0.metricId');
    const away = { metricId: 'b', reason: 'on leave' };
    expect(said(away, away)).toBe('performance/invalid-evidence missing.1.metricId');
    expect(said(away)).toBe('nothing');
  });

  it('values and weights beyond any number', () => {
    const huge = (scorecard: Scorecard) => thrown(() => run(scorecard, [at('a', 1e308), at('b', 1e308)]));
    expect(huge(card({ ...a, weight: 10 }, { ...b, weight: 10 }))).toBe('performance/not-finite evidence');
    expect(huge(card(a, b))).toBe('performance/not-finite evidence');
  });

  it('baselines and histories that are no numbers', () => {
    const relative: Metric = { ...a, normaliser: { kind: 'relative' } };
    const own: Metric = { ...relative, baseline: { kind: 'own-history', minimumPeriods: 1 } };
    const wrong = (metric: Metric, person: NonNullable<ScoreInput['person']> = {}) =>
      thrown(() => run(card(metric), [at('a', 1)], { person }));
    expect(wrong({ ...relative, baseline: { kind: 'fixed', value: Number.NaN } })).toBe(
      'performance/not-finite a.baseline',
    );
    expect(wrong(relative, { baselines: { a: Number.POSITIVE_INFINITY } })).toBe('performance/not-finite a.baseline');
    expect(wrong(own, { history: { a: [1, Number.NaN] } })).toBe('performance/not-finite person.history.a.1');
  });

  it('evidence that does not fit', () => {
    const uncertain = (standardError: number) => thrown(() => run(card(a), [{ ...at('a', 1), standardError }]));
    for (const error of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(uncertain(error)).toBe('performance/invalid-evidence evidence.0.standardError');
    }
    expect(uncertain(0)).toBe('nothing');
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
