import { recompute } from '@meritkit/core/explanation';
import { createRandom } from '@meritkit/core/random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineFor, capabilityBaseline, fitTarget, type WorkRecord } from '../index.ts';

const random = createRandom(3);
const work = (level: string, complexity: string, weeks: number, bugs: number, n: number): readonly WorkRecord[] =>
  Array.from({ length: n }, (_, index) => ({
    personId: `${level}${index % 5}`,
    groups: { level, complexity },
    measures: { cycleWeeks: weeks + 0.3 * random.normal(), bugRate: bugs + 0.001 * random.normal() },
  }));
const history = [
  ...work('senior', 'high', 4, 0.015, 61),
  ...work('junior', 'high', 6, 0.03, 61),
  ...work('junior', 'low', 3, 0.02, 61),
];

describe('capabilityBaseline', () => {
  const baselines = capabilityBaseline({ history, by: ['level', 'complexity'] });
  it('finds what is typical by level and complexity: senior 4 weeks and 1.5%, junior 6 weeks and 3%', () => {
    const value = (measure: string, level: string) =>
      baselineFor({ baselines, measure, groups: { level, complexity: 'high' } })!.value;
    expect(value('cycleWeeks', 'senior')).toBeCloseTo(4, 0);
    expect(value('cycleWeeks', 'junior')).toBeCloseTo(6, 0);
    expect(value('bugRate', 'senior')).toBeCloseTo(0.015, 3);
    expect(value('bugRate', 'junior')).toBeCloseTo(0.03, 3);
    for (const baseline of baselines) expect(recompute({ explanation: baseline.explanation })).toBe(baseline.value);
    expect(baselines[0]).toMatchObject({ group: {}, records: 183, people: 10 });
  });
  it('draws a group of one further towards the rest than a group of sixty', () => {
    const odd: WorkRecord = {
      personId: 'x',
      groups: { level: 'expert', complexity: 'high' },
      measures: { cycleWeeks: 1 },
    };
    const levels = capabilityBaseline({ history: [...history, odd], by: ['level'] }).filter(
      (baseline) => baseline.measure === 'cycleWeeks',
    );
    const kept = (level: string) =>
      levels.find((baseline) => baseline.group.level === level)!.explanation.children![0]!.weight!;
    expect(kept('expert')).toBeLessThan(kept('senior'));
    expect(kept('senior')).toBeGreaterThan(0.9);
    const expert = levels.find((baseline) => baseline.group.level === 'expert')!;
    expect(expert.value).toBeGreaterThan(expert.median!);
    expect(expert.spread).toBe(0);
  });
  it('is not moved by an outlier', () => {
    const wild: WorkRecord = {
      personId: 'y',
      groups: { level: 'senior', complexity: 'high' },
      measures: { cycleWeeks: 400 },
    };
    const after = capabilityBaseline({ history: [...history, wild], by: ['level', 'complexity'] });
    const of = (list: typeof baselines) =>
      baselineFor({ baselines: list, measure: 'cycleWeeks', groups: { level: 'senior', complexity: 'high' } })!.value;
    expect(Math.abs(of(after)! - of(baselines)!)).toBeLessThan(0.1);
  });
  it('lies between its own median and the wider baseline, whatever the history', () => {
    const record = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.double({ min: 0, max: 1000, noNaN: true }));
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 40 }), (rows) => {
        const list = capabilityBaseline({
          history: rows.map(([level, days], i) => ({ personId: `p${i}`, groups: { level }, measures: { days } })),
          by: ['level'],
        });
        for (const { value, median } of list.slice(1)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(median!, list[0]!.value!) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(median!, list[0]!.value!) + 1e-9);
        }
      }),
    );
  });
  it('falls back to the wider group, and to nothing', () => {
    expect(
      baselineFor({ baselines, measure: 'cycleWeeks', groups: { level: 'senior', complexity: 'odd' } })!.group,
    ).toEqual({ level: 'senior' });
    expect(baselineFor({ baselines, measure: 'cycleWeeks', groups: { level: 'odd' } })!.group).toEqual({});
    expect(baselineFor({ baselines, measure: 'odd', groups: {} })).toBeUndefined();
  });
  it('names what is broken', () => {
    expect(() => capabilityBaseline({ history: [{ personId: 'a', groups: {}, measures: {} }], by: ['level'] })).toThrow(
      'history[0].groups.level',
    );
    expect(() =>
      capabilityBaseline({ history: [{ personId: 'a', groups: {}, measures: { d: Number.NaN } }], by: [] }),
    ).toThrow('history[0].measures.d');
  });
});

describe('fitTarget', () => {
  const baselines = capabilityBaseline({ history, by: ['level', 'complexity'] });
  const demand = { id: 'd', durationMeasure: 'cycleWeeks', deadline: 5, groups: { complexity: 'high' } };
  const people = [
    { personId: 'junior', groups: { level: 'junior' } },
    { personId: 'busy', groups: { level: 'senior' }, freeIn: 2 },
    { personId: 'senior', groups: { level: 'senior' } },
  ];
  it('says who can meet a demand of five weeks, and with which target', () => {
    const fitted = fitTarget({ demand, people, baselines });
    expect(fitted.map(({ personId, canMeet }) => [personId, canMeet])).toEqual([
      ['senior', true],
      ['junior', false],
      ['busy', false],
    ]);
    expect(fitted[0]!.targets.cycleWeeks).toBeCloseTo(4, 0);
    expect(fitted[0]!.targets.bugRate).toBeCloseTo(0.015, 3);
    expect(fitted[0]!.chance).toBeGreaterThan(0.95);
    expect(fitted[1]!.chance).toBeLessThan(0.05);
    expect(fitted[2]!.expected).toBeCloseTo(6, 0);
  });
  it('counts the deadline itself as in time, and says when nothing is known', () => {
    const certain = capabilityBaseline({
      history: [{ personId: 'a', groups: { level: 'x' }, measures: { cycleWeeks: 5 } }],
      by: ['level'],
    });
    expect(
      fitTarget({ demand, people: [{ personId: 'p', groups: { level: 'x' } }], baselines: certain })[0],
    ).toMatchObject({ canMeet: true, expected: 5, chance: null });
    expect(fitTarget({ demand, people, baselines: [] })[0]).toMatchObject({
      canMeet: false,
      expected: null,
      unknown: { reason: 'no-baseline' },
    });
    expect(() => fitTarget({ demand: { ...demand, deadline: Number.NaN }, people, baselines })).toThrow(
      'demand.deadline',
    );
    expect(() => fitTarget({ demand, people: [{ personId: 'p', groups: {}, freeIn: Number.NaN }], baselines })).toThrow(
      'people[0].freeIn',
    );
  });
});
