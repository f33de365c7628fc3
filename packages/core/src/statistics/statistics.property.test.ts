import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addToMoments,
  benjaminiHochberg,
  betaCdf,
  betaQuantile,
  chiSquareCdf,
  emptyMoments,
  fCdf,
  finishMoments,
  fisherExact,
  meanVariance,
  median,
  mergeMoments,
  normalCdf,
  normalQuantile,
  quantile,
  tCdf,
  tQuantile,
  wilsonInterval,
} from './index.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const shape = fc.double({ min: 0.05, max: 500, noNaN: true });
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const close = (actual: number, expected: number, relative = 1e-9) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(Math.abs(expected), 1e-300));

describe('distributions', () => {
  it('both tails add up to one', () => {
    fc.assert(
      fc.property(value, shape, shape, fc.double({ min: 0, max: 1, noNaN: true }), (x, a, b, y) => {
        const pairs = [
          (tail: 'lower' | 'upper') => tCdf({ value: x, degreesOfFreedom: a, tail }),
          (tail: 'lower' | 'upper') => betaCdf({ value: y, alpha: a, beta: b, tail }),
          (tail: 'lower' | 'upper') => chiSquareCdf({ value: Math.abs(x), degreesOfFreedom: a, tail }),
          (tail: 'lower' | 'upper') => fCdf({ value: Math.abs(x), numeratorDegrees: a, denominatorDegrees: b, tail }),
        ];
        for (const cdf of pairs) close(cdf('lower') + cdf('upper'), 1, 1e-12);
      }),
    );
  });

  it('a quantile undoes its distribution', () => {
    fc.assert(
      fc.property(probability, shape, shape, (p, a, b) => {
        close(normalCdf(normalQuantile(p)), p);
        // Below half a degree of freedom a quantile may lie beyond the largest double.
        const degreesOfFreedom = Math.max(a, 0.5);
        close(tCdf({ value: tQuantile({ probability: p, degreesOfFreedom }), degreesOfFreedom }), p);
        const x = betaQuantile({ probability: p, alpha: a, beta: b });
        // Where the value itself runs out of digits, the probability does too.
        if (x > 1e-300 && x < 1 - 1e-9) close(betaCdf({ value: x, alpha: a, beta: b }), p, 1e-6);
        const upper = betaQuantile({ probability: p, alpha: a, beta: b, tail: 'upper' });
        const mirrored = 1 - betaQuantile({ probability: p, alpha: b, beta: a });
        expect(Math.abs(upper - mirrored)).toBeLessThanOrEqual(1e-12);
      }),
    );
  });

  it('are symmetric and rise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 30, noNaN: true }),
        shape,
        fc.double({ min: 0, max: 5, noNaN: true }),
        (x, n, step) => {
          expect(tCdf({ value: -x, degreesOfFreedom: n })).toBe(tCdf({ value: x, degreesOfFreedom: n, tail: 'upper' }));
          expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x));
          expect(tCdf({ value: x + step, degreesOfFreedom: n })).toBeGreaterThanOrEqual(
            tCdf({ value: x, degreesOfFreedom: n }) * (1 - 1e-13),
          );
        },
      ),
    );
  });

  it('t with many degrees of freedom meets its expansion without a step', () => {
    for (const x of [0.1, 1, 3, 9]) {
      const [below, above] = [99_999, 100_001].map((n) => tCdf({ value: x, degreesOfFreedom: n, tail: 'upper' }));
      close(below!, above!, 1e-6);
    }
    expect(tCdf({ value: 2, degreesOfFreedom: Number.POSITIVE_INFINITY })).toBe(normalCdf(2));
    expect(tQuantile({ probability: 0.9, degreesOfFreedom: Number.POSITIVE_INFINITY })).toBe(normalQuantile(0.9));
  });

  it('have their limits', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([normalCdf(-50), normalCdf(50), normalCdf(Number.NEGATIVE_INFINITY)]).toEqual([0, 1, 0]);
    expect([
      betaQuantile({ probability: 0, alpha: 2, beta: 3 }),
      betaQuantile({ probability: 1, alpha: 2, beta: 3 }),
    ]).toEqual([0, 1]);
    expect(tQuantile({ probability: 0.5, degreesOfFreedom: 3 })).toBe(0);
    expect([
      tQuantile({ probability: 0, degreesOfFreedom: 3 }),
      tQuantile({ probability: 1, degreesOfFreedom: 3 }),
    ]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(fCdf({ value: -1, numeratorDegrees: 2, denominatorDegrees: 2, tail: 'upper' })).toBe(1);
    expect(chiSquareCdf({ value: 0, degreesOfFreedom: 2 })).toBe(0);
    expect(betaCdf({ value: 2, alpha: 1, beta: 1 })).toBe(1);
  });
});

describe('moments', () => {
  it('are the same in one go, value by value, and merged from any split', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), fc.nat(60), (values, cut) => {
        const direct = meanVariance(values);
        const stepwise = finishMoments(values.reduce(addToMoments, emptyMoments));
        expect(stepwise).toEqual(direct);
        const parts = [values.slice(0, cut), values.slice(cut)].map((part) => part.reduce(addToMoments, emptyMoments));
        const merged = finishMoments(mergeMoments(parts[0]!, parts[1]!));
        expect(merged.count).toBe(direct.count);
        if (direct.mean !== null) expect(Math.abs(merged.mean! - direct.mean)).toBeLessThanOrEqual(1e-6);
        if (direct.variance !== null) {
          expect(Math.abs(merged.variance! - direct.variance)).toBeLessThanOrEqual(1e-6 * Math.max(1, direct.variance));
        }
      }),
    );
  });

  it('are unknown where there is too little', () => {
    expect(meanVariance([])).toEqual({ count: 0, mean: null, variance: null, standardDeviation: null });
    expect(meanVariance([5])).toMatchObject({ mean: 5, variance: null, standardDeviation: null });
  });
});

describe('quantiles', () => {
  it('lie between the extremes, rise with the probability and ignore the order', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), probability, probability, (values, p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        const at = (list: readonly number[], x: number) => quantile({ values: list, probability: x })!;
        expect(at(values, low)).toBeLessThanOrEqual(at(values, high));
        expect(at(values, low)).toBeGreaterThanOrEqual(Math.min(...values));
        expect(at(values, high)).toBeLessThanOrEqual(Math.max(...values));
        expect(at([...values].reverse(), p)).toBe(at(values, p));
      }),
    );
  });

  it('are unknown without values, and leave the input alone', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
    expect(median([])).toBeNull();
  });
});

describe('proportions', () => {
  it('an interval holds its estimate and lies in 0 to 1', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.double({ min: 0.5, max: 0.999, noNaN: true }), (s, rest, confidence) => {
        const interval = wilsonInterval({ successes: s, trials: s + rest, confidence });
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        if (interval.estimate === null) expect(interval).toEqual({ estimate: null, lower: 0, upper: 1 });
        else {
          expect(interval.lower).toBeLessThanOrEqual(interval.estimate);
          expect(interval.upper).toBeGreaterThanOrEqual(interval.estimate);
        }
      }),
    );
  });

  it('adjusted p-values are not below the raw ones and keep their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (raw) => {
        const adjusted = benjaminiHochberg(raw);
        for (const [index, p] of raw.entries()) {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          expect(adjusted[index]).toBeLessThanOrEqual(1);
          for (const [other, q] of raw.entries())
            if (p <= q) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[other]!);
        }
      }),
    );
  });

  it('a table and its transpose have one exact test', () => {
    const count = fc.nat(40);
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const p = fisherExact({
          table: [
            [a, b],
            [c, d],
          ],
        });
        close(
          fisherExact({
            table: [
              [a, c],
              [b, d],
            ],
          }),
          p,
          1e-9,
        );
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('what is no number', () => {
  const domain = 'core/statistic-domain';
  it.each<[string, () => unknown, string]>([
    ['NaN among values', () => quantile({ values: [1, Number.NaN], probability: 0.5 }), 'core/not-a-number'],
    ['an infinite value', () => meanVariance([Number.POSITIVE_INFINITY]), 'core/not-a-number'],
    ['a probability above 1', () => normalQuantile(1.5), domain],
    ['no degrees of freedom', () => tCdf({ value: 1, degreesOfFreedom: 0 }), domain],
    ['NaN degrees of freedom', () => tCdf({ value: 1, degreesOfFreedom: Number.NaN }), domain],
    ['a negative shape', () => betaCdf({ value: 0.5, alpha: -1, beta: 1 }), domain],
    ['more successes than trials', () => wilsonInterval({ successes: 2, trials: 1, confidence: 0.9 }), domain],
    ['a confidence of 1', () => wilsonInterval({ successes: 1, trials: 1, confidence: 1 }), domain],
    [
      'half a count',
      () =>
        fisherExact({
          table: [
            [0.5, 1],
            [1, 1],
          ],
        }),
      domain,
    ],
    ['a negative chi-square shape', () => chiSquareCdf({ value: 1, degreesOfFreedom: -2 }), domain],
  ])('%s is refused', (_, work, code) => {
    expect(work).toThrow(expect.objectContaining({ code }));
  });
});
