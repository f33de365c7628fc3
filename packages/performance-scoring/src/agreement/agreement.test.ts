import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { cohenKappa, fleissKappa, intraclassCorrelations, krippendorffAlpha, withinGroupAgreement } from '../index.ts';

const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const;

describe.runIf(hasShared)('agreement against psych and irr', () => {
  const oracle = () => JSON.parse(readFileSync(sharedPath('oracles', 'engagement.json'), 'utf8'));
  it('intraclass correlations to 1e-9', () => {
    const icc = intraclassCorrelations({ ratings: oracle().shrout_fleiss.rows });
    const ours = [
      icc.oneWaySingle,
      icc.absoluteSingle,
      icc.consistencySingle,
      icc.oneWayAverage,
      icc.absoluteAverage,
      icc.consistencyAverage,
    ];
    for (const [index, expected] of (oracle().shrout_fleiss.icc as number[]).entries())
      expect(ours[index]).toBeCloseTo(expected, 9);
  });
  it.each(levels)('Krippendorff alpha, %s, to 1e-9', (level) => {
    const { krippendorff } = oracle();
    expect(krippendorffAlpha({ ratings: krippendorff.observers_by_units, level }).value).toBeCloseTo(
      krippendorff[level],
      9,
    );
  });
  it('r_wg', () => {
    const { rwg } = oracle();
    expect(withinGroupAgreement({ ratings: rwg.x1, options: 5 }).value).toBeCloseTo(rwg.rwg1, 12);
    expect(withinGroupAgreement({ ratings: rwg.x2, options: 5 }).value).toBeCloseTo(rwg.rwg2, 12);
  });
});

describe('agreement', () => {
  it('published intraclass correlations', () => {
    const icc = intraclassCorrelations({ ratings: shroutFleiss });
    expect(icc).toMatchObject({ targets: 6, raters: 4 });
    expect(icc.oneWaySingle).toBeCloseTo(0.165742, 6);
    expect(icc.absoluteSingle).toBeCloseTo(0.289764, 6);
    expect(icc.consistencySingle).toBeCloseTo(0.714841, 6);
    expect(icc.oneWayAverage).toBeCloseTo(0.442797, 6);
    expect(icc.absoluteAverage).toBeCloseTo(0.620051, 6);
    expect(icc.consistencyAverage).toBeCloseTo(0.909316, 6);
  });
  it('kappas: 20, 5; 10, 15 is .4, and the 14 raters of Fleiss 1971 agree by .210', () => {
    expect(
      cohenKappa({
        table: [
          [20, 5],
          [10, 15],
        ],
      }).value,
    ).toBeCloseTo(0.4, 12);
    const counts = [
      [0, 0, 0, 0, 14],
      [0, 2, 6, 4, 2],
      [0, 0, 3, 5, 6],
      [0, 3, 9, 2, 0],
      [2, 2, 8, 1, 1],
      [7, 7, 0, 0, 0],
      [3, 2, 6, 3, 0],
      [2, 5, 3, 2, 2],
      [6, 5, 2, 1, 0],
      [0, 2, 2, 3, 7],
    ];
    expect(fleissKappa({ counts }).value).toBeCloseTo(0.20993, 5);
  });
  it('weighted kappa forgives near misses', () => {
    const table = [
      [10, 4, 0],
      [3, 10, 2],
      [0, 3, 8],
    ];
    const [none, linear, quadratic] = (['none', 'linear', 'quadratic'] as const).map(
      (weights) => cohenKappa({ table, weights }).value!,
    );
    expect(none).toBeCloseTo(0.54416, 5);
    expect(linear!).toBeGreaterThan(none!);
    expect(quadratic!).toBeGreaterThan(linear!);
    expect(
      cohenKappa({
        table: [
          [5, 3],
          [2, 6],
        ],
        weights: 'linear',
      }),
    ).toEqual(
      cohenKappa({
        table: [
          [5, 3],
          [2, 6],
        ],
      }),
    );
  });
  it('full agreement is 1 on every measure, and no variation is unknown', () => {
    for (const level of levels) {
      expect(
        krippendorffAlpha({
          ratings: [
            [1, 2, 3],
            [1, 2, 3],
          ],
          level,
        }),
      ).toEqual({ value: 1 });
      expect(
        krippendorffAlpha({
          ratings: [
            [2, 2],
            [2, 2],
          ],
          level,
        }),
      ).toMatchObject({ value: null, unknown: { reason: 'no-variation' } });
      expect(
        krippendorffAlpha({
          ratings: [
            [2, null],
            [null, 2],
          ],
          level,
        }),
      ).toMatchObject({ unknown: { reason: 'too-few-ratings' } });
    }
    expect(
      cohenKappa({
        table: [
          [5, 0],
          [0, 5],
        ],
      }),
    ).toEqual({ value: 1 });
    expect(
      cohenKappa({
        table: [
          [5, 0],
          [0, 0],
        ],
      }),
    ).toMatchObject({ value: null });
    expect(
      cohenKappa({
        table: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toMatchObject({ value: null });
    expect(
      fleissKappa({
        counts: [
          [2, 0],
          [2, 0],
        ],
      }),
    ).toMatchObject({ value: null });
    expect(fleissKappa({ counts: [[1, 0]] })).toMatchObject({ value: null });
    expect(withinGroupAgreement({ ratings: [3], options: 5 })).toMatchObject({ value: null });
  });
  it('alpha of ratings does not depend on the order of observers or units', () => {
    const table = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 6, maxLength: 6 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(table, fc.constantFrom(...levels), (ratings, level) => {
        const there = krippendorffAlpha({ ratings, level }).value;
        const back = krippendorffAlpha({
          ratings: [...ratings].reverse().map((row) => [...row].reverse()),
          level,
        }).value;
        if (there === null) expect(back).toBeNull();
        else expect(back).toBeCloseTo(there, 9);
      }),
    );
  });
  it('names what is broken', () => {
    expect(() => intraclassCorrelations({ ratings: [[1, 2], [1]] })).toThrow('ratings[1]');
    expect(() => intraclassCorrelations({ ratings: [[1, 2]] })).toThrow('two targets');
    expect(() =>
      intraclassCorrelations({
        ratings: [
          [1, 2],
          [2, 1],
        ],
      }),
    ).toThrow('do not differ');
    expect(() =>
      intraclassCorrelations({
        ratings: [
          [1, 2],
          [Number.NaN, 1],
        ],
      }),
    ).toThrow('ratings[1][0]');
    expect(() => withinGroupAgreement({ ratings: [1], options: 1 })).toThrow('options');
    expect(() => krippendorffAlpha({ ratings: [[1], [1, 2]], level: 'nominal' })).toThrow('ratings[1]');
    expect(() => krippendorffAlpha({ ratings: [[Number.NaN]], level: 'nominal' })).toThrow('use null');
    expect(() => krippendorffAlpha({ ratings: [[1], [-1]], level: 'ratio' })).toThrow('ratings[1][0]: a ratio scale');
    expect(() => krippendorffAlpha({ ratings: [[1], [-1]], level: 'interval' })).not.toThrow();
    expect(() => cohenKappa({ table: [[1, 2]] })).toThrow('2 columns instead of 1');
    expect(() =>
      cohenKappa({
        table: [
          [1, -2],
          [1, 1],
        ],
      }),
    ).toThrow('not a count');
    expect(() =>
      fleissKappa({
        counts: [
          [1, 1],
          [2, 1],
        ],
      }),
    ).toThrow('counts[1]');
  });
});
