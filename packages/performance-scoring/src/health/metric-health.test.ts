import { createRandom } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import { defaultHealthLimits, type HealthColumn, metricHealth } from '../index.ts';

const random = createRandom(5);
const noise = Array.from({ length: 60 }, () => random.normal());
const other = Array.from({ length: 60 }, () => random.normal());
const problems = (...metrics: readonly HealthColumn[]) => metricHealth({ metrics });

describe('metricHealth', () => {
  it('finds nothing wrong with metrics that vary on their own', () => {
    expect(
      problems({ metricId: 'a', values: noise }, { metricId: 'b', values: other, target: { value: 0, window: 0.5 } }),
    ).toEqual([]);
  });
  it('finds what is often missing, above the limit and not at it', () => {
    const holes = (missing: number) => noise.slice(0, 10).map((value, index) => (index < missing ? null : value));
    expect(problems({ metricId: 'a', values: holes(4) })).toEqual([
      { problem: 'often-missing', metricId: 'a', share: 0.4 },
    ]);
    expect(problems({ metricId: 'a', values: holes(3) })).toEqual([]);
    expect(problems({ metricId: 'a', values: [] })).toEqual([]);
  });
  it('finds what gives nearly everybody the same', () => {
    expect(problems({ metricId: 'a', values: [5, 5, 5, 5, 5, 5, 5, 5, 5, 4] })).toEqual([
      { problem: 'does-not-discriminate', metricId: 'a', share: 0.9, value: 5 },
    ]);
    expect(problems({ metricId: 'a', values: [5, 5, 5, 5, 5, 5, 5, 5, 3, 4] })).toEqual([]);
    expect(problems({ metricId: 'a', values: [5] })).toEqual([]);
  });
  it('finds metrics that move together, either way, among enough people', () => {
    const twin = noise.map((value) => 3 - 2 * value);
    expect(problems({ metricId: 'a', values: noise }, { metricId: 'b', values: twin })).toMatchObject([
      { problem: 'move-together', metricId: 'a', otherId: 'b', people: 60 },
    ]);
    expect(problems({ metricId: 'a', values: noise.slice(0, 9) }, { metricId: 'b', values: twin.slice(0, 9) })).toEqual(
      [],
    );
    expect(problems({ metricId: 'a', values: noise.map(() => 1) }, { metricId: 'b', values: twin })).toHaveLength(1);
  });
  it('finds a metric that rises at the cost of its guard', () => {
    const quality = noise.map((value, index) => -value + other[index]!);
    const found = problems(
      { metricId: 'speed', values: noise, guardedBy: 'quality' },
      { metricId: 'quality', values: quality },
    );
    expect(found).toMatchObject([{ problem: 'bought-by-guard', metricId: 'speed', otherId: 'quality' }]);
    expect(
      problems({ metricId: 'speed', values: noise, guardedBy: 'quality' }, { metricId: 'quality', values: other }),
    ).toEqual([]);
  });
  it('finds more people just past a target than just before it: 9 of 10 is the border case of 1%', () => {
    const at = (past: number, before: number): HealthColumn => ({
      metricId: 'a',
      target: { value: 80, window: 5 },
      values: [
        ...Array.from({ length: past }, (_, i) => 80 + i * 0.1),
        ...Array.from({ length: before }, (_, i) => 79 - i * 0.1),
        10,
        20,
        85,
        74.9,
      ],
    });
    expect(problems(at(10, 0))).toMatchObject([{ problem: 'bunched-at-target', past: 10, before: 0 }]);
    expect(problems(at(10, 0))[0]).toHaveProperty('pValue', expect.closeTo(1 / 1024, 12));
    expect(problems(at(9, 1))).toEqual([]); // p = 11/1024
    expect(problems(at(9, 0))).toEqual([]);
    expect(problems(at(2, 12))).toEqual([]);
  });
  it('names what is broken', () => {
    expect(() => problems({ metricId: 'a', values: [1] }, { metricId: 'a', values: [1] })).toThrow('stands twice');
    expect(() => problems({ metricId: 'a', values: [1] }, { metricId: 'b', values: [] })).toThrow('same people');
    expect(() => problems({ metricId: 'a', values: [Number.NaN] })).toThrow('use null');
    expect(() => problems({ metricId: 'a', values: [1], guardedBy: 'z' })).toThrow('no metric "z"');
    for (const target of [
      { value: Number.NaN, window: 1 },
      { value: 1, window: 0 },
      { value: 1, window: Number.POSITIVE_INFINITY },
    ]) {
      expect(() => problems({ metricId: 'a', values: [1], target })).toThrow('metrics[0].target');
    }
    const limits = { ...defaultHealthLimits, bunching: Number.NaN };
    expect(() => metricHealth({ metrics: [], limits })).toThrow('limits.bunching');
  });
});
