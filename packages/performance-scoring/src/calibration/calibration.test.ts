import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalibrationInput, type CalibrationPolicy, calibrate, nineBoxOf } from '../index.ts';

const person = (personId: string, value: number, managerId = 'm', potential?: number): CalibrationInput => ({
  personId,
  value,
  managerId,
  ...(potential === undefined ? {} : { potential }),
});
const bands = [
  { id: 'A', share: '20' },
  { id: 'B', share: '70' },
  { id: 'C', share: '10' },
];
const quota = (ties: 'ask' | 'upper'): CalibrationPolicy => ({
  normalise: 'none',
  bands: { kind: 'distribution', bands, ties },
});
const run = (results: readonly CalibrationInput[], policy: CalibrationPolicy) => {
  const outcome = calibrate({ results, policy });
  if (!outcome.ok) throw new Error(outcome.rejection.code);
  return outcome;
};

describe('calibrate', () => {
  it('gives exact quotas by largest remainder: 20/70/10 of seven people is 1, 5, 1', () => {
    const outcome = run(
      [9, 8, 7, 6, 5, 4, 3].map((value) => person(`p${value}`, value)),
      quota('ask'),
    );
    expect(outcome.bands).toEqual([
      { bandId: 'A', quota: 1, people: 1 },
      { bandId: 'B', quota: 5, people: 5 },
      { bandId: 'C', quota: 1, people: 1 },
    ]);
    expect(outcome.ties).toEqual([]);
    expect(outcome.people.map(({ after }) => after.bandId)).toEqual(['A', 'B', 'B', 'B', 'B', 'B', 'C']);
  });

  it('shows ties across a border and lets a person decide, or takes all of them up', () => {
    const results = [9, 9, 7, 6, 5, 4, 3].map((value, index) => person(`p${index}`, value));
    const asked = run(results, quota('ask'));
    expect(asked.ties).toEqual([{ upperBandId: 'A', value: 9, personIds: ['p0', 'p1'], places: 1 }]);
    expect(asked.people.map(({ after }) => after.bandId)).toEqual([null, null, 'B', 'B', 'B', 'B', 'C']);
    const raised = run(results, quota('upper'));
    expect(raised.people.map(({ after }) => after.bandId)).toEqual(['A', 'A', 'B', 'B', 'B', 'B', 'C']);
    expect(raised.bands[0]).toEqual({ bandId: 'A', quota: 1, people: 2 });
    const all = run(
      [5, 5, 5, 5].map((value, index) => person(`p${index}`, value)),
      quota('upper'),
    );
    expect(all.people.every(({ after }) => after.bandId === 'A')).toBe(true);
  });

  it('quotas always add up to everybody; order of input and ids never decide', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 40 }), (values) => {
        const results = values.map((value, index) => person(`p${index}`, value));
        const there = run(results, quota('ask'));
        const back = run([...results].reverse(), quota('ask'));
        expect(there.bands.reduce((sum, band) => sum + band.quota!, 0)).toBe(values.length);
        expect([...back.people].reverse().map(({ after }) => after.bandId)).toEqual(
          there.people.map(({ after }) => after.bandId),
        );
        for (const one of there.people) {
          for (const other of there.people)
            if (one.after.value === other.after.value) expect(one.after.bandId).toBe(other.after.bandId);
        }
      }),
    );
  });

  it('takes a lenient manager out, shrunk, shows before and after, and recomputes', () => {
    const results = [
      ...[88, 92, 95, 90, 93].map((value, i) => person(`s${i}`, value, 'soft')),
      ...[68, 72, 75, 70, 73].map((value, i) => person(`h${i}`, value, 'hard')),
      ...[78, 82, 85, 80, 83].map((value, i) => person(`e${i}`, value, 'even')),
    ];
    const policy: CalibrationPolicy = {
      normalise: 'shrink-managers',
      bands: {
        kind: 'thresholds',
        bands: [
          { id: 'top', from: 85 },
          { id: 'good', from: 70 },
        ],
      },
    };
    const outcome = run(results, policy);
    const leniency = Object.fromEntries(outcome.managers.map((manager) => [manager.managerId, manager.leniency]));
    expect(leniency.soft).toBeGreaterThan(8);
    expect(leniency.soft).toBeLessThan(10);
    expect(leniency.hard).toBeCloseTo(-leniency.soft!, 6);
    const s0 = outcome.people[0]!;
    expect(s0).toMatchObject({ before: { value: 88, bandId: 'top' }, after: { bandId: 'good' }, moved: true });
    for (const { after, explanation } of outcome.people) expect(recompute({ explanation })).toBe(after.value);
    expect(outcome.managers[0]).toMatchObject({ managerId: 'soft', people: 5, spreadFactor: 1 });
  });

  it('evens out the spread, shrunk: distances change by one factor a team, means by the leniency alone', () => {
    const values = { wide: [40, 60, 80, 100], narrow: [65, 68, 72, 75], pair: [50, 90] };
    const results = Object.entries(values).flatMap(([manager, own]) =>
      own.map((value, index) => person(`${manager}${index}`, value, manager)),
    );
    const calibrated = (priorPeople: number) =>
      run(results, { ...quota('ask'), normalise: 'shrink-managers', minimumPeople: 2, spread: { priorPeople } });
    const outcome = calibrated(4);
    // Within all teams: (2000 + 58 + 800) / (3 + 3 + 1) = 408.29; each team's own, drawn by 4 degrees of freedom.
    const pooled = 2858 / 7;
    const factors = outcome.managers.map((manager) => manager.spreadFactor);
    expect(factors[0]).toBeCloseTo(Math.sqrt(pooled / ((4 * pooled + 2000) / 7)), 12);
    expect(factors[1]).toBeCloseTo(Math.sqrt(pooled / ((4 * pooled + 58) / 7)), 12);
    expect(factors[2]).toBeCloseTo(Math.sqrt(pooled / ((4 * pooled + 800) / 5)), 12);
    for (const { managerId, leniency, spreadFactor } of outcome.managers) {
      const own = outcome.people.filter((_, index) => results[index]!.managerId === managerId);
      const mean = (side: 'before' | 'after') => own.reduce((sum, each) => sum + each[side].value, 0) / own.length;
      expect(mean('after')).toBeCloseTo(mean('before') - leniency, 9);
      for (const each of own) {
        expect(each.after.value - mean('after')).toBeCloseTo((each.before.value - mean('before')) * spreadFactor, 9);
        expect(recompute({ explanation: each.explanation })).toBe(each.after.value);
      }
    }
    for (const { spreadFactor } of calibrated(1e12).managers) expect(spreadFactor).toBeCloseTo(1, 6);
    const flat = [person('a', 5, 'x'), person('b', 5, 'x'), person('c', 7, 'y')];
    const still = run(flat, {
      ...quota('ask'),
      ...{ normalise: 'shrink-managers', minimumPeople: 1, spread: { priorPeople: 1 } },
    });
    expect(still.managers.map(({ spreadFactor }) => spreadFactor)).toEqual([1, 1]);
  });

  it('leaves scores alone where nothing can be known about managers, and bands below the lowest open', () => {
    const policy: CalibrationPolicy = {
      normalise: 'shrink-managers',
      bands: { kind: 'thresholds', bands: [{ id: 'top', from: 85 }] },
    };
    const outcome = run([person('a', 85), person('b', 84.9)], policy);
    expect(outcome.people.map(({ after, moved }) => [after.value, after.bandId, moved])).toEqual([
      [85, 'top', false],
      [84.9, null, false],
    ]);
  });

  it('places people in the nine-box', () => {
    const cuts = { performance: [60, 85], potential: [2, 4] } as const;
    const outcome = run([person('a', 90, 'm', 4), person('b', 59, 'm', 1), person('c', 60)], {
      ...quota('ask'),
      nineBox: cuts,
    });
    expect(outcome.people.map(({ box }) => box?.box)).toEqual([9, 1, undefined]);
    expect(nineBoxOf({ cuts, performance: 85, potential: 2 })).toEqual({
      performance: 'high',
      potential: 'middle',
      box: 6,
    });
    expect(nineBoxOf({ cuts, performance: 60, potential: 1.9 })).toEqual({
      performance: 'middle',
      potential: 'low',
      box: 2,
    });
  });

  it('names what is broken', () => {
    expect(calibrate({ results: [], policy: quota('ask') })).toMatchObject({
      rejection: { code: 'performance/nothing-to-calibrate' },
    });
    const broken =
      (policy: Partial<CalibrationPolicy>, results = [person('a', 1)]) =>
      () =>
        calibrate({ results, policy: { ...quota('ask'), ...policy } });
    expect(broken({}, [person('a', 1), person('a', 2)])).toThrow('results[1].personId');
    expect(broken({}, [person('a', Number.NaN)])).toThrow('results[0].value');
    expect(
      broken({
        bands: {
          kind: 'thresholds',
          bands: [
            { id: 'a', from: 1 },
            { id: 'b', from: 1 },
          ],
        },
      }),
    ).toThrow('bands[1].from');
    expect(broken({ bands: { kind: 'thresholds', bands: [{ id: 'a', from: Number.NaN }] } })).toThrow('bands[0].from');
    expect(broken({ spread: { priorPeople: 5 } })).toThrow('policy.spread: normalise is "none"');
    for (const priorPeople of [0, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(broken({ normalise: 'shrink-managers', spread: { priorPeople } })).toThrow('policy.spread.priorPeople');
    }
    expect(broken({ bands: { kind: 'thresholds', bands: [] } })).toThrow('at least one band');
    expect(broken({ bands: { kind: 'distribution', bands: [{ id: 'a', share: '0' }], ties: 'ask' } })).toThrow(
      'bands[0].share',
    );
    expect(broken({ bands: { kind: 'distribution', bands: [bands[0]!, bands[0]!], ties: 'ask' } })).toThrow(
      'each id once',
    );
    expect(() => nineBoxOf({ cuts: { performance: [2, 2], potential: [1, 2] }, performance: 1, potential: 1 })).toThrow(
      'cuts.performance',
    );
    expect(() =>
      nineBoxOf({ cuts: { performance: [1, 2], potential: [1, 2] }, performance: Number.NaN, potential: 1 }),
    ).toThrow('not a number');
  });
});

describe('borders between bands', () => {
  const shares = (...weights: readonly string[]) => weights.map((share, index) => ({ id: 'ABCDE'[index]!, share }));
  const placed = (values: readonly number[], weights: readonly string[], ties: 'ask' | 'upper') =>
    run(
      values.map((value, index) => person(`p${index}`, value)),
      { normalise: 'none', bands: { kind: 'distribution', bands: shares(...weights), ties } },
    );
  const bandsOf = (outcome: ReturnType<typeof placed>) => outcome.people.map(({ after }) => after.bandId);

  it('a tie over three bands is one tie, with the places of the upper band', () => {
    const values = [9, 5, 5, 5, 5, 1];
    const asked = placed(values, ['2', '2', '2'], 'ask');
    const tie = { upperBandId: 'A', value: 5, personIds: ['p1', 'p2', 'p3', 'p4'], places: 1 };
    expect(asked.ties).toEqual([tie]);
    expect(bandsOf(asked)).toEqual(['A', null, null, null, null, 'C']);
    const raised = placed(values, ['2', '2', '2'], 'upper');
    expect(raised.ties).toEqual([tie]);
    expect(bandsOf(raised)).toEqual(['A', 'A', 'A', 'A', 'A', 'C']);
    expect(raised.bands).toEqual([
      { bandId: 'A', quota: 2, people: 5 },
      { bandId: 'B', quota: 2, people: 0 },
      { bandId: 'C', quota: 2, people: 1 },
    ]);
  });
  it('two ties are two, each at its own border', () => {
    const outcome = placed([9, 8, 8, 7, 6, 6], ['2', '3', '1'], 'ask');
    expect(outcome.ties).toEqual([
      { upperBandId: 'A', value: 8, personIds: ['p1', 'p2'], places: 1 },
      { upperBandId: 'B', value: 6, personIds: ['p4', 'p5'], places: 1 },
    ]);
    expect(bandsOf(outcome)).toEqual(['A', null, null, 'B', null, null]);
  });
  it('a band without places takes nobody and makes no tie of its own', () => {
    const middle = placed([9, 9, 5, 5], ['50', '0.1', '50'], 'upper');
    expect(middle.bands.map(({ quota }) => quota)).toEqual([2, 0, 2]);
    expect([bandsOf(middle), middle.ties]).toEqual([['A', 'A', 'C', 'C'], []]);
    const tied = placed([9, 7, 7, 5], ['50', '0.1', '50'], 'upper');
    expect(tied.ties).toEqual([{ upperBandId: 'A', value: 7, personIds: ['p1', 'p2'], places: 1 }]);
    expect(bandsOf(tied)).toEqual(['A', 'A', 'A', 'C']);
    const first = placed([9, 9], ['0.1', '99.9'], 'upper');
    expect([bandsOf(first), first.ties]).toEqual([['B', 'B'], []]);
  });
  it('thresholds have people and no quota, and never a tie', () => {
    const thresholds = [
      { id: 'top', from: 85 },
      { id: 'good', from: 70 },
    ];
    const outcome = run([person('a', 85), person('b', 85), person('c', 70), person('d', 1)], {
      normalise: 'none',
      bands: { kind: 'thresholds', bands: thresholds },
    });
    expect(outcome.bands).toEqual([
      { bandId: 'top', quota: null, people: 2 },
      { bandId: 'good', quota: null, people: 1 },
    ]);
    expect(outcome.ties).toEqual([]);
  });
});

describe('the explanation of a calibrated score', () => {
  const results = [
    ...[88, 92, 95, 90, 93].map((value, i) => person(`s${i}`, value, 'soft')),
    ...[68, 72, 75, 70, 73].map((value, i) => person(`h${i}`, value, 'hard')),
  ];
  const thresholds: CalibrationPolicy['bands'] = { kind: 'thresholds', bands: [{ id: 'top', from: 85 }] };
  const explained = (policy: Partial<CalibrationPolicy>) =>
    run(results, { normalise: 'shrink-managers', bands: thresholds, ...policy }).people[0]!.explanation;
  it('is the score less the leniency', () => {
    expect(explained({})).toMatchObject({
      key: 'calibrated:s0',
      label: { en: 'Calibrated score', 'zh-CN': '校准后分数' },
      children: [
        { key: 'proposed', label: { en: 'Proposed score' }, value: 88 },
        { key: 'leniency', label: { en: "Manager's leniency" }, population: { name: 'soft', n: 5 } },
      ],
    });
    expect(explained({ normalise: 'none' }).children).toHaveLength(1);
  });
  it('shows the mean of the team and the factor where spreads are evened out', () => {
    const [evened, leniency] = explained({ spread: { priorPeople: 3 } }).children!;
    expect(leniency).toMatchObject({ key: 'leniency' });
    const distance = {
      key: 'distance',
      children: [
        { key: 'proposed', value: 88 },
        { key: 'team-mean', value: 91.6 },
      ],
    };
    expect(evened).toMatchObject({
      key: 'evened',
      children: [
        { key: 'team-mean', label: { en: "Team's mean" }, value: 91.6 },
        { key: 'stretched', children: [distance, { key: 'spread-factor', label: { en: 'Factor on the spread' } }] },
      ],
    });
  });
});
