import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { fitRandomEffects } from '../index.ts';
import { solveLinear } from './minimise.ts';

interface Block {
  readonly y: readonly number[];
  readonly variance: Readonly<Record<string, number>>;
  readonly intercept: number;
  readonly se: number;
  readonly criterion: number;
  readonly blup: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly [factor: string]: unknown;
}

/** The oracle's column for each of its factors. */
const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dyestuff: { Batch: 'batch' },
  penicillin: { plate: 'plate', sample: 'sample' },
  shrout_fleiss: { t: 'ratee', r: 'rater' },
  shrout_fleiss_missing: { t: 'ratee', r: 'rater' },
};

describe.runIf(hasShared)('REML against lme4', () => {
  const oracle = <Shape>(name: string) => JSON.parse(readFileSync(sharedPath('oracles', name), 'utf8')) as Shape;

  it.each(Object.keys(columns))('%s: variances, intercept, criterion and every effect', (name) => {
    const block = oracle<Record<string, Block>>('reml.json')[name]!;
    const factors = Object.fromEntries(
      Object.entries(columns[name]!).map(([factor, column]) => [factor, block[column] as readonly string[]]),
    );
    for (const denseFrom of [0, 0.6, 2]) {
      const fit = fitRandomEffects({ factors, values: block.y, denseFrom });
      expect(fit.ok).toBe(true);
      if (!fit.ok) return;
      expect(fit.criterion).toBeLessThanOrEqual(block.criterion + 1e-6);
      for (const [factor, expected] of Object.entries(block.variance)) {
        const actual = factor === 'Residual' ? fit.residualVariance : fit.variances[factor]!;
        expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-3);
      }
      expect(fit.intercept).toBeCloseTo(block.intercept, 6);
      expect(Math.abs(fit.interceptStandardError / block.se - 1)).toBeLessThan(1e-3);
      for (const [factor, effects] of Object.entries(block.blup)) {
        for (const [level, expected] of Object.entries(effects)) {
          expect(Math.abs(fit.effects[factor]![level]! - expected)).toBeLessThan(
            1e-3 * Math.max(1, Math.abs(expected)),
          );
        }
      }
    }
  });

  it('InstEval: 73,421 real ratings of 1,128 lecturers by 2,972 students', { timeout: 60_000 }, () => {
    const expected = oracle<Block & Record<'s_first10' | 'd_first10', Record<string, number>>>('insteval.json');
    const rows = gunzipSync(readFileSync(sharedPath('data', 'insteval.csv.gz')))
      .toString()
      .trim()
      .split('\n')
      .slice(1);
    const cells = rows.map((row) => row.split(','));
    const factors = { s: cells.map((cell) => cell[0]!), d: cells.map((cell) => cell[1]!) };
    const fit = fitRandomEffects({ factors, values: cells.map((cell) => Number(cell[2])) });
    expect(fit).toMatchObject({ ok: true, observations: 73_421, converged: true });
    if (!fit.ok) return;
    expect(fit.criterion).toBeLessThanOrEqual(expected.criterion + 1e-6);
    expect(Math.abs(fit.variances.s! / expected.variance.s! - 1)).toBeLessThan(1e-3);
    expect(Math.abs(fit.variances.d! / expected.variance.d! - 1)).toBeLessThan(1e-3);
    expect(Math.abs(fit.residualVariance / expected.variance.Residual! - 1)).toBeLessThan(1e-3);
    for (const factor of ['s', 'd'] as const) {
      for (const [level, effect] of Object.entries(expected[`${factor}_first10`])) {
        expect(Math.abs(fit.effects[factor]![level]! - effect)).toBeLessThan(1e-3);
      }
    }
    expect(fit.factorisation.sparseColumns).toBeGreaterThan(100);
  });
});

describe('published values', () => {
  it('Shrout and Fleiss 1979: exact components of the balanced table', () => {
    const fit = fitRandomEffects(shroutFleiss());
    if (!fit.ok) throw new Error(fit.rejection.code);
    expect(fit.variances.ratee).toBeCloseTo(2.55556, 5);
    expect(fit.variances.rater).toBeCloseTo(5.24445, 4);
    expect(fit.residualVariance).toBeCloseTo(1.01944, 5);
    const effects = Object.values(fit.effects.rater!);
    for (const [index, value] of [2.30047, -2.70406, -0.92826, 1.33185].entries()) {
      expect(effects[index]).toBeCloseTo(value, 4);
    }
  });
});

describe('laws', () => {
  it('the criterion is the restricted likelihood of the full covariance matrix, and nothing nearby is better', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const random = createRandom(seed);
        const rows = Array.from({ length: 30 }, () => [random.integer(0, 5), random.integer(0, 4)] as const);
        const [large, small] = [6, 5].map((size) => Array.from({ length: size }, () => 2 * random.normal()));
        const values = rows.map(([a, b]) => 50 + large![a]! + small![b]! + random.normal());
        const factors = { a: rows.map(([a]) => `a${a}`), b: rows.map(([, b]) => `b${b}`) };
        const fit = fitRandomEffects({ factors, values });
        if (!fit.ok) return;
        const at = (scale: readonly number[]) =>
          bruteCriterion(factors, values, [
            fit.variances.a! * scale[0]!,
            fit.variances.b! * scale[1]!,
            fit.residualVariance * scale[2]!,
          ]);
        expect(at([1, 1, 1])).toBeCloseTo(fit.criterion, 6);
        for (const scale of [
          [1.05, 1, 1],
          [0.95, 1, 1],
          [1, 1.05, 1],
          [1, 0.95, 1],
          [1, 1, 1.02],
          [1, 1, 0.98],
        ]) {
          expect(at(scale)).toBeGreaterThanOrEqual(fit.criterion - 1e-7);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('on many ratings, finds nothing where there is nothing, in few factorisations', () => {
    const random = createRandom('many ratings');
    const merit = Array.from({ length: 200 }, () => 0.5 * random.normal());
    const rows = Array.from({ length: 21_000 }, () => [random.integer(0, 199), random.integer(0, 29)] as const);
    const factors = { ratee: rows.map(([ratee]) => `e${ratee}`), rater: rows.map(([, rater]) => `r${rater}`) };
    const fitted = (part: number) => {
      const fit = fitRandomEffects({ factors, values: rows.map(([ratee]) => part * merit[ratee]! + random.normal()) });
      if (!fit.ok) throw new Error(fit.rejection.code);
      return fit;
    };
    const one = fitted(1);
    expect(one.variances.rater).toBeLessThan(0.002);
    expect(Math.abs(one.variances.ratee! - 0.25)).toBeLessThan(0.08); // three standard errors of a variance of 200
    const none = fitted(0);
    expect([none.variances.ratee, none.variances.rater].every((variance) => variance! < 0.002)).toBe(true);
    for (const fit of [one, none]) {
      expect(fit.converged).toBe(true);
      expect(fit.evaluations).toBeLessThan(100);
    }
  });

  it('adding a constant moves the intercept alone; a factor that does nothing gets nothing', () => {
    const plain = shroutFleiss();
    const [one, moved] = [plain, { ...plain, values: plain.values.map((value) => value + 100) }].map(fitRandomEffects);
    if (!one?.ok || !moved?.ok) throw new Error('no fit');
    expect(moved.intercept).toBeCloseTo(one.intercept + 100, 8);
    expect(moved.variances.ratee).toBeCloseTo(one.variances.ratee!, 6);
    const alternating = fitRandomEffects({
      factors: { ratee: [0, 0, 1, 1, 2, 2].map(String), rater: [0, 1, 0, 1, 0, 1].map(String) },
      values: [1, 9, 1, 9.5, 1.5, 9],
    });
    expect(alternating.ok && alternating.variances.ratee).toBe(0);
    expect(alternating.ok && Object.values(alternating.effects.ratee!)).toEqual([0, 0, 0]);
  });
});

describe('refusals', () => {
  it('says when there is too little, or nothing that varies', () => {
    expect(fitRandomEffects({ factors: { ratee: ['a', 'b'] }, values: [1, 2] })).toMatchObject({
      rejection: { code: 'performance/too-few-ratings', factor: 'ratee' },
    });
    expect(fitRandomEffects({ factors: { ratee: ['a', 'a', 'b', 'b'] }, values: [3, 3, 3, 3] })).toMatchObject({
      rejection: { code: 'performance/no-variation' },
    });
    expect(() => fitRandomEffects({ factors: { ratee: ['a'] }, values: [1, 2] })).toThrow('1 labels for 2 values');
    expect(() => fitRandomEffects({ factors: { ratee: ['a', 'b'] }, values: [1, Number.NaN] })).toThrow('values[1]');
    expect(() => fitRandomEffects({ factors: {}, values: [] })).toThrow('one or two factors');
  });
});

function shroutFleiss() {
  const table = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];
  return {
    factors: {
      ratee: table.flatMap((row, index) => row.map(() => `t${index}`)),
      rater: table.flatMap((row) => row.map((_, index) => `r${index}`)),
    },
    values: table.flat(),
  };
}

/** log|V| + log|X'V⁻¹X| + r'V⁻¹r + (n - 1) log 2π, with V written out. */
function bruteCriterion(
  factors: { readonly a: readonly string[]; readonly b: readonly string[] },
  y: readonly number[],
  [a = 0, b = 0, residual = 0]: readonly number[],
): number {
  const n = y.length;
  const v = y.map((_, i) =>
    y.map(
      (__, j) =>
        (factors.a[i] === factors.a[j] ? a : 0) + (factors.b[i] === factors.b[j] ? b : 0) + (i === j ? residual : 0),
    ),
  );
  const ones = y.map(() => 1);
  const vOne = solveLinear(v, ones)!;
  const vY = solveLinear(v, y)!;
  const sum = (left: readonly number[], right: readonly number[]) => left.reduce((t, x, i) => t + x * right[i]!, 0);
  const xx = sum(ones, vOne);
  const beta = sum(ones, vY) / xx;
  return logDeterminant(v) + Math.log(xx) + sum(y, vY) - beta * beta * xx + (n - 1) * Math.log(2 * Math.PI);
}

function logDeterminant(matrix: readonly (readonly number[])[]): number {
  const m = matrix.map((row) => [...row]);
  let log = 0;
  for (let k = 0; k < m.length; k += 1) {
    log += Math.log(m[k]![k]!);
    for (let i = k + 1; i < m.length; i += 1) {
      const share = m[i]![k]! / m[k]![k]!;
      for (let j = k; j < m.length; j += 1) m[i]![j]! -= share * m[k]![j]!;
    }
  }
  return log;
}
