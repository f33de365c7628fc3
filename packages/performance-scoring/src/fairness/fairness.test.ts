import { describe, expect, it } from 'vitest';
import { type FairnessRecord, fairnessReport } from '../index.ts';

const people = (group: string, selected: number, all: number): readonly FairnessRecord[] =>
  Array.from({ length: all }, (_, index) => ({ group, selected: index < selected }));
const scores = (group: string, values: readonly number[]): readonly FairnessRecord[] =>
  values.map((score) => ({ group, score }));
const run = (records: readonly FairnessRecord[], minimumGroup = 2) =>
  fairnessReport({ records, minimumGroup, confidence: 0.95 });

describe('fairnessReport', () => {
  it('compares selection rates by four fifths and by the exact test, adjusted', () => {
    const report = run([...people('a', 1, 10), ...people('b', 11, 14), ...people('c', 40, 50)]);
    const [a, b, c] = report.selection;
    expect(c).toMatchObject({ rate: 0.8, impactRatio: 1, belowFourFifths: false, pValue: null, adjustedPValue: null });
    expect(b!.impactRatio).toBeCloseTo(0.982, 3);
    expect(b!.belowFourFifths).toBe(false);
    expect(a!.belowFourFifths).toBe(true);
    expect(a!.pValue).toBeLessThan(0.001);
    expect(a!.adjustedPValue).toBeCloseTo(2 * a!.pValue!, 12);
    expect(b!.adjustedPValue).toBeCloseTo(b!.pValue!, 12);
  });
  it('exactly four fifths is not below it', () => {
    expect(run([...people('a', 8, 20), ...people('b', 10, 20)]).selection[0]).toMatchObject({
      impactRatio: 0.8,
      belowFourFifths: false,
    });
    // 3 of 5 beside 6 of 8 is four fifths, and a hair less in binary fractions.
    const below = (selected: number, all: number) =>
      run([...people('a', selected, all), ...people('b', 60, 80)]).selection[0]!.belowFourFifths;
    expect([below(30, 50), below(29, 50)]).toEqual([false, true]);
  });
  it('shows groups of which nobody was selected, without a ratio', () => {
    expect(run([...people('a', 0, 5), ...people('b', 0, 6)]).selection).toEqual([
      {
        group: 'a',
        people: 5,
        selected: 0,
        rate: 0,
        impactRatio: null,
        belowFourFifths: false,
        pValue: null,
        adjustedPValue: null,
      },
      {
        group: 'b',
        people: 6,
        selected: 0,
        rate: 0,
        impactRatio: null,
        belowFourFifths: false,
        pValue: 1,
        adjustedPValue: 1,
      },
    ]);
  });
  it('leaves small groups out of every number', () => {
    const report = run([...people('a', 5, 10), ...people('b', 5, 10), ...people('tiny', 3, 3)], 5);
    expect(report.suppressed).toBe(1);
    const mixed = run([...people('a', 5, 10), ...people('b', 5, 10), ...scores('a', [1, 2]), ...scores('b', [3])], 2);
    expect(mixed.selection.map(({ people: shown }) => shown)).toEqual([10, 10]);
    expect([mixed.scores, mixed.suppressed]).toEqual([[], 0]);
    expect(JSON.stringify(report)).not.toContain('tiny');
    expect(run([]).selection).toEqual([]);
  });
  it("gives score gaps with Welch's interval", () => {
    const report = run([
      ...scores('x', [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4]),
      ...scores('y', [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 30.3]),
    ]);
    const [x] = report.scores;
    expect(x!.gap).toBeCloseTo(20.82 - 24.0466666, 5);
    // R 4.2: t.test(x, y)$conf.int, on 27.64544 degrees of freedom.
    expect(x!.interval![0]).toBeCloseTo(-5.4558822889, 8);
    expect(x!.interval![1]).toBeCloseTo(-0.9974510444, 8);
    expect(report.scores[1]!.gap).toBeCloseTo(-x!.gap, 9);
    expect(run([...scores('x', [1, 1]), ...scores('y', [2, 2])]).scores[0]).toMatchObject({ gap: -1, interval: null });
    expect(run(scores('x', [1, 2])).scores).toEqual([]);
    const uneven = run([...scores('x', [1, 1, 1]), ...scores('y', [1, 2, 4, 5, 8])]).scores;
    // R 4.2: t.test(c(1, 1, 1), c(1, 2, 4, 5, 8))$conf.int: all of the variance, and all of the degrees, are the second's.
    expect(uneven[0]!.interval![0]).toBeCloseTo(-6.400436903291, 10);
    expect(uneven[0]!.interval![1]).toBeCloseTo(0.400436903291, 10);
    expect(uneven.map(({ people, mean }) => [people, mean])).toEqual([
      [3, 1],
      [5, 4],
    ]);
  });
  it('names what is broken', () => {
    expect(() => fairnessReport({ records: [], minimumGroup: 1, confidence: 0.9 })).toThrow('minimumGroup');
    for (const confidence of [0, 1, Number.NaN]) {
      expect(() => fairnessReport({ records: [], minimumGroup: 2, confidence })).toThrow('confidence: between 0 and 1');
    }
    expect(() => fairnessReport({ records: [], minimumGroup: 2.5, confidence: 0.9 })).toThrow('minimumGroup');
    expect(() => run([{ group: 'a', score: Number.NaN }])).toThrow('records[0].score');
  });
});
