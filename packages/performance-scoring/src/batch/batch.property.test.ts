import { recompute } from '@meritkit/core/explanation';
import { createRandom, type Random } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Dimension,
  type Metric,
  type MetricColumn,
  type Scorecard,
  scoreBatch,
  scoreScorecard,
  scoringOperations,
} from '../index.ts';

describe('the batch and the single path', () => {
  it('agree bit for bit over generated scorecards, and every score recomputes from its leaves', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (seed) => {
        const { scorecard, count, columns, peers } = generate(createRandom(seed));
        const batch = scoreBatch({ scorecard, count, columns, peers });
        if (!batch.ok) throw new Error(batch.rejection.code);
        for (let index = 0; index < count; index += 1) {
          const one = batch.explain(index);
          if (one.ok) {
            expect(batch.status[index]).toBe(0);
            expect(Object.is(batch.values[index], one.value)).toBe(true);
            expect(Object.is(batch.coverage[index], one.coverage)).toBe(true);
            expect(recompute({ explanation: one.explanation, operations: scoringOperations })).toBe(one.value);
          } else {
            expect(batch.status[index]).toBe(1);
            expect(one.rejection).toMatchObject({
              code: 'performance/insufficient-coverage',
              coverage: batch.coverage[index],
            });
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a score moves when a leaf of its explanation does', () => {
    const scorecard: Scorecard = {
      id: 's',
      metrics: [
        { id: 'a', weight: 2, normaliser: { kind: 'linear', start: 0, target: 10 } },
        { id: 'b', weight: 1 },
      ],
    };
    const result = scoreScorecard({
      scorecard,
      evidence: [
        { metricId: 'a', value: 4 },
        { metricId: 'b', value: 70 },
      ],
    });
    if (!result.ok) throw new Error('no score');
    const text = JSON.stringify(result.explanation).replace('"value":4,', '"value":5,');
    expect(recompute({ explanation: JSON.parse(text), operations: scoringOperations })).toBe((2 * 50 + 70) / 3);
  });
});

describe('scoreBatch', () => {
  const scorecard: Scorecard = {
    id: 's',
    minimumCoverage: 0.5,
    metrics: [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 1 },
    ],
  };
  const of = (...values: number[]) => Float64Array.from(values);
  it('crosses block borders, and reads a column that is left out as missing', () => {
    const count = 1500;
    const batch = scoreBatch({
      scorecard,
      count,
      columns: { a: { values: Float64Array.from({ length: count }, (_, i) => i) } },
    });
    expect(batch.ok && [batch.values[511], batch.values[512], batch.values[1499]]).toEqual([511, 512, 1499]);
    expect(batch.ok && batch.coverage[1499]).toBe(0.5);
  });
  it('names what is broken', () => {
    const run =
      (columns: Record<string, MetricColumn>, count = 2) =>
      () =>
        scoreBatch({ scorecard, count, columns });
    expect(run({ a: { values: of(1) } })).toThrow('columns.a');
    expect(run({ a: { values: of(1, 2), missing: new Uint8Array(0) } })).toThrow('columns.a');
    expect(run({ a: { values: of(1, 2), baselines: of(1) } })).toThrow('columns.a');
    expect(run({ z: { values: of(1, 2) } })).toThrow('no metric "z"');
    expect(run({ a: { values: of(1, Number.NaN) } })).toThrow('columns.a.values[1]');
    expect(run({}, -1)).toThrow('count');
    const hidden = scoreBatch({
      scorecard,
      count: 2,
      columns: { a: { values: of(1, Number.NaN), missing: Uint8Array.of(2) } },
    });
    expect(hidden.ok && [...hidden.status]).toEqual([0, 1]);
    expect(() => hidden.ok && hidden.explain(2)).toThrow('nobody at 2');
  });
  it('gives no score where reasons are asked for and something is missing', () => {
    const strict: Scorecard = { ...scorecard, minimumCoverage: 0, requireMissingReasons: true };
    const columns = { a: { values: of(1, 2, 3) }, b: { values: of(4, 5, 6), missing: Uint8Array.of(0b010) } };
    const batch = scoreBatch({ scorecard: strict, count: 3, columns });
    if (!batch.ok) throw new Error('refused');
    expect([...batch.status]).toEqual([0, 2, 0]);
    expect(batch.explain(0)).toMatchObject({ ok: true, value: 2.5 });
    expect(batch.explain(1)).toMatchObject({ rejection: { code: 'performance/missing-without-reason' } });
    const all = scoreBatch({ scorecard: strict, count: 3, columns: { a: columns.a } });
    expect(all.ok && [...all.status]).toEqual([2, 2, 2]);
  });
  it('never gives a score that is no number', () => {
    const heavy: Scorecard = { id: 's', metrics: [{ id: 'a', weight: 10 }] };
    const run = (value: number) => () =>
      scoreBatch({ scorecard: heavy, count: 2, columns: { a: { values: of(1, value) } } });
    expect(run(1e308)).toThrow('columns[1]: weights times values are beyond any number');
    expect(run(1e300)).not.toThrow();
    const own: Scorecard = { id: 's', metrics: [{ id: 'a', weight: 1, normaliser: { kind: 'relative' } }] };
    const based =
      (baseline: number, missing = 0) =>
      () =>
        scoreBatch({
          scorecard: own,
          count: 2,
          columns: { a: { values: of(1, 1), baselines: of(1, baseline), missing: Uint8Array.of(missing) } },
        });
    expect(based(Number.NaN)).toThrow('columns.a.baselines[1]: NaN is no baseline');
    expect(based(Number.NaN, 0b10)).not.toThrow();
  });
  it('refuses overtime as merit', () => {
    const tainted: Scorecard = {
      id: 's',
      metrics: [{ id: 'a', weight: 1, source: { kind: 'facts', factKinds: ['overtime'] } }],
    };
    expect(scoreBatch({ scorecard: tainted, count: 0, columns: {} })).toMatchObject({
      rejection: { code: 'performance/overtime-as-merit', metricId: 'a' },
    });
  });
});

function generate(random: Random) {
  const metrics: Metric[] = [];
  const metric = (): Metric => {
    const id = `m${metrics.length}`;
    const partner = metrics.length > 0 && random.next() < 0.3 ? random.pick(metrics).id : undefined;
    const made: Metric = {
      id,
      weight: random.pick<string | number>([1, 3, 0.1, '0.3333', 7.25]),
      direction: random.pick(['higher', 'lower'] as const),
      ...(random.next() < 0.2 ? {} : { normaliser: normaliser(random) }),
      ...(random.next() < 0.3
        ? {
            guard: {
              cap: 60,
              ...(partner === undefined ? {} : { pairedWith: { metricId: partner, atLeast: 40, limit: 30 } }),
            },
          }
        : {}),
    };
    const fixed = made.normaliser?.kind === 'linear' ? { ...made, direction: undefined } : made;
    metrics.push(fixed);
    return fixed;
  };
  let dimensions = 0;
  const branch = (depth: number): { metrics: Metric[]; dimensions: Dimension[] } => ({
    metrics: Array.from({ length: random.integer(1, 3) }, metric),
    dimensions:
      depth === 0
        ? []
        : Array.from({ length: random.integer(0, 2) }, () => {
            dimensions += 1;
            return { id: `d${dimensions}`, weight: random.integer(1, 9), ...branch(depth - 1) };
          }),
  });
  const scorecard: Scorecard = { id: 's', minimumCoverage: random.pick([0, 0.3, 0.6]), ...branch(2) };
  const count = random.integer(1, 30);
  const columns: Record<string, MetricColumn> = {};
  for (const { id } of metrics) {
    if (random.next() < 0.1) continue;
    const values = Float64Array.from({ length: count }, () => Math.round(random.normal() * 400) / 10 + 50);
    const missing = Uint8Array.from(
      { length: Math.ceil(count / 8) },
      () => random.integer(0, 255) & random.integer(0, 255),
    );
    columns[id] = {
      values,
      ...(random.next() < 0.5 ? { missing } : {}),
      ...(random.next() < 0.5 ? { baselines: values.map(() => random.integer(0, 90) + 0.5) } : {}),
    };
  }
  const peers = Object.fromEntries(
    metrics.map(({ id }) => [
      id,
      { name: 'peers', values: Array.from({ length: random.integer(3, 20) }, () => 50 + 20 * random.normal()) },
    ]),
  );
  return { scorecard, count, columns, peers };
}

function normaliser(random: Random): NonNullable<Metric['normaliser']> {
  return random.pick<NonNullable<Metric['normaliser']>>([
    { kind: 'linear', start: 10, target: 90 },
    { kind: 'linear', start: 'baseline', target: 200, maximum: 120 },
    {
      kind: 'steps',
      below: 0,
      steps: [
        { from: 20, points: 40 },
        { from: 60, points: 90 },
      ],
    },
    { kind: 'logistic', midpoint: 50, slope: 0.1 },
    { kind: 'range', low: 40, high: 60, tolerance: 20 },
    { kind: 'percentile', minimumPeers: 5 },
    { kind: 'z-score', center: 50, spread: 10, minimumPeers: 5 },
    { kind: 'relative', maximum: 130 },
  ]);
}
