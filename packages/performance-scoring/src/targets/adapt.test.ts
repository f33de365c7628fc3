import { InvalidInputError } from '@meritkit/core/errors';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdaptiveRule, adaptTargets, type Signal, type Target } from '../index.ts';

const answer: Target = {
  metricId: 'answer',
  class: 'target',
  direction: 'lower',
  agreed: 24,
  current: 24,
  bounds: { minimum: 24, maximum: 60 },
};
const onTime: Target = {
  metricId: 'on-time',
  class: 'elastic',
  direction: 'higher',
  agreed: 90,
  current: 90,
  bounds: { minimum: 80, maximum: 90 },
};
const surge: AdaptiveRule = {
  id: 'surge',
  metricId: 'answer',
  when: { signal: 'demand', atLeast: 1.5, forPeriods: 1 },
  multiplyBy: 2,
};
const explore: AdaptiveRule = {
  id: 'explore',
  metricId: 'on-time',
  when: { signal: 'good', atLeast: 1, forPeriods: 3 },
  multiplyBy: 0.9,
};
const demand = (period: string, value: number): Signal => ({ name: 'demand', period, value });
const good = (period: string, value = 1): Signal => ({ name: 'good', period, value });
const base = { targets: [answer, onTime], rules: [surge, explore], period: '2026-11', effectiveFrom: '2026-12' };
const currents = (outcome: ReturnType<typeof adaptTargets>) =>
  outcome.ok ? outcome.targets.map((target) => target.current) : [];

describe('adaptTargets', () => {
  it('relaxes 24 h to 48 h in a surge, says why, and goes back when it is over', () => {
    const during = adaptTargets({ ...base, signals: [demand('2026-11', 1.5)] });
    expect(during.ok && during.changes).toEqual([
      {
        metricId: 'answer',
        kind: 'relaxed',
        from: 24,
        to: 48,
        agreed: 24,
        effectiveFrom: '2026-12',
        ruleIds: ['surge'],
        because: [demand('2026-11', 1.5)],
        bounded: false,
      },
    ]);
    if (!during.ok) return;
    const after = adaptTargets({
      ...base,
      targets: during.targets,
      period: '2026-12',
      effectiveFrom: '2027-01',
      signals: [demand('2026-11', 1.5), demand('2026-12', 1.4)],
    });
    expect(after.ok && after.changes[0]).toMatchObject({
      kind: 'restored',
      from: 48,
      to: 24,
      ruleIds: ['surge'],
      because: [demand('2026-12', 1.4)],
      bounded: false,
    });
    expect(currents(after)).toEqual([24, 90]);
    const again = adaptTargets({ ...base, targets: during.targets, signals: [demand('2026-11', 9)] });
    expect(again.ok && again.changes).toEqual([]);
  });
  it('relaxes after three good months in a row, not after two, nor with a bad one', () => {
    const months = ['2026-09', '2026-10', '2026-11'];
    expect(currents(adaptTargets({ ...base, signals: months.map((month) => good(month)) }))).toEqual([24, 81]);
    expect(currents(adaptTargets({ ...base, signals: months.slice(1).map((month) => good(month)) }))).toEqual([24, 90]);
    expect(
      currents(adaptTargets({ ...base, signals: [good('2026-09'), good('2026-10', 0.9), good('2026-11')] })),
    ).toEqual([24, 90]);
    expect(
      currents(
        adaptTargets({
          ...base,
          period: '2026-10',
          effectiveFrom: '2026-11',
          signals: [good('2026-09'), good('2026-10'), good('2026-11')],
        }),
      ),
    ).toEqual([24, 90]);
  });
  it('counts months that follow each other: neither a hole nor an old run relaxes, and the gap is named', () => {
    const run = (...months: readonly string[]) =>
      adaptTargets({ ...base, signals: months.map((month) => good(month)) });
    expect(currents(run('2026-06', '2026-10', '2026-11'))).toEqual([24, 90]);
    expect(currents(run('2026-03', '2026-04', '2026-05'))).toEqual([24, 90]);
    const gap = run('2026-08', '2026-09', '2026-11');
    expect(gap.ok && gap.unknown).toEqual([
      { ruleId: 'surge', signal: 'demand', periods: ['2026-11'] },
      { ruleId: 'explore', signal: 'good', periods: ['2026-10'] },
    ]);
    const across = (period: string, effectiveFrom: string, ...periods: readonly string[]) =>
      currents(adaptTargets({ ...base, period, effectiveFrom, signals: periods.map((label) => good(label)) }))[1];
    expect(across('2026-01', '2026-02', '2025-11', '2025-12', '2026-01')).toBe(81);
    expect(across('2026-W01', '2026-W02', '2025-W51', '2025-W52', '2026-W01')).toBe(81);
    expect(across('2027-W01', '2027-W02', '2026-W51', '2026-W52', '2027-W01')).toBe(90);
    expect(across('2027-W01', '2027-W02', '2026-W52', '2026-W53', '2027-W01')).toBe(81);
    expect(across('2026-Q1', '2026-Q2', '2025-Q3', '2025-Q4', '2026-Q1')).toBe(81);
    expect(across('2026-H1', '2026-H2', '2025-H1', '2025-H2', '2026-H1')).toBe(81);
    expect(across('2026', '2027', '2024', '2025', '2026')).toBe(81);
  });
  it('neither relaxes nor restores on what is not known', () => {
    const relaxed = { ...answer, current: 48 };
    const run = (signals: readonly Signal[], rules: readonly AdaptiveRule[] = [surge]) =>
      adaptTargets({ ...base, targets: [relaxed], rules, signals });
    expect(run([])).toEqual({
      ok: true,
      targets: [relaxed],
      changes: [],
      unknown: [{ ruleId: 'surge', signal: 'demand', periods: ['2026-11'] }],
    });
    expect(currents(run([demand('2026-11', 1)]))).toEqual([24]);
    const long = { ...surge, id: 'long', when: { ...surge.when, forPeriods: 2 } };
    expect(currents(run([demand('2026-10', 1)], [long]))).toEqual([24]);
    expect(currents(run([demand('2026-10', 2)], [long]))).toEqual([48]);
    const calls = { ...surge, id: 'calls', when: { ...surge.when, signal: 'calls' } };
    expect(currents(run([demand('2026-11', 1)], [surge, calls]))).toEqual([48]);
    const wider = { ...surge, id: 'wider', multiplyBy: 2.5 };
    expect(currents(run([demand('2026-11', 2)], [wider, calls]))).toEqual([60]);
    expect(currents(run([], []))).toEqual([24]);
  });
  it('says which rules no longer hold, and steps back to a rule that still does', () => {
    const wide = { ...answer, bounds: { minimum: 24, maximum: 96 }, current: 72 };
    const calls = { ...surge, id: 'calls', when: { ...surge.when, signal: 'calls' }, multiplyBy: 3 };
    const quiet: Signal = { name: 'calls', period: '2026-11', value: 0 };
    const run = (value: number) =>
      adaptTargets({ ...base, targets: [wide], rules: [calls, surge], signals: [quiet, demand('2026-11', value)] });
    const [one, both] = [run(2), run(0)];
    expect(one.ok && one.changes).toMatchObject([
      { kind: 'restored', from: 72, to: 48, ruleIds: ['surge'], because: [demand('2026-11', 2)], bounded: false },
    ]);
    expect(both.ok && both.changes).toMatchObject([
      { kind: 'restored', from: 72, to: 24, ruleIds: ['calls', 'surge'], because: [quiet, demand('2026-11', 0)] },
    ]);
  });
  it('stays within the bounds and takes the widest of several rules', () => {
    const more = { ...surge, id: 'more', multiplyBy: 3 };
    const outcome = adaptTargets({ ...base, rules: [more, surge], signals: [demand('2026-11', 2)] });
    expect(outcome.ok && outcome.changes[0]).toMatchObject({ ruleIds: ['more'], to: 60, bounded: true });
  });
  it('is never retroactive', () => {
    for (const effectiveFrom of ['2026-11', '2026-10']) {
      expect(adaptTargets({ ...base, effectiveFrom, signals: [] })).toEqual({
        ok: false,
        rejection: { code: 'performance/retroactive-target', period: '2026-11', effectiveFrom },
      });
    }
    expect(adaptTargets({ ...base, effectiveFrom: '2026-Q4', signals: [] })).toMatchObject({ ok: false });
    expect(adaptTargets({ ...base, effectiveFrom: '2027-Q1', signals: [] })).toMatchObject({ ok: true });
  });
  it('comes back to exactly what was agreed, whatever moved it before', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 9, noNaN: true }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (up, down) => {
          const rules = [
            { ...surge, multiplyBy: up },
            { ...explore, multiplyBy: down, when: { ...explore.when, forPeriods: 1 } },
          ];
          const during = adaptTargets({ ...base, rules, signals: [demand('2026-11', 9), good('2026-11')] });
          if (!during.ok) throw new Error('refused');
          const after = adaptTargets({
            targets: during.targets,
            rules,
            signals: [demand('2026-12', 0), good('2026-12', 0)],
            period: '2026-12',
            effectiveFrom: '2027-01',
          });
          expect(after.ok && after.targets).toEqual(base.targets);
          expect(after.ok && after.changes.map(({ to }) => to)).toEqual(during.changes.map(({ from }) => from));
        },
      ),
    );
  });
  it('never makes a target harder than agreed, nor leaves its bounds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { maxLength: 6 }),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (values, multiplyBy) => {
          const signals = values.map((value, month) => demand(`2026-${String(month + 6).padStart(2, '0')}`, value));
          const outcome = adaptTargets({ ...base, rules: [{ ...surge, multiplyBy }], signals });
          const [current] = currents(outcome);
          expect(current).toBeGreaterThanOrEqual(24);
          expect(current).toBeLessThanOrEqual(60);
        },
      ),
    );
  });
  const surging = (change: Partial<AdaptiveRule>) => ({ rules: [{ ...surge, ...change }] });
  const when = (change: Partial<AdaptiveRule['when']>) => surging({ when: { ...surge.when, ...change } });
  const target = (change: Partial<Target>) => ({ targets: [{ ...answer, ...change }, onTime] });
  it.each<readonly [string, Partial<Parameters<typeof adaptTargets>[0]>]>([
    ['performance/rule-tightens rules[0].multiplyBy: from 24 to 12 is harder', surging({ multiplyBy: 0.5 })],
    ['performance/rule-tightens rules[0].multiplyBy', { rules: [{ ...explore, multiplyBy: 1.1 }] }],
    ['performance/unknown-metric rules[0].metricId: no target for "x"', surging({ metricId: 'x' })],
    ['performance/invalid-rule rules[0].multiplyBy: a factor above zero', surging({ multiplyBy: 0 })],
    ['performance/invalid-rule rules[0].multiplyBy', surging({ multiplyBy: Number.POSITIVE_INFINITY })],
    ['performance/invalid-rule rules[0].when.forPeriods: a whole number of periods', when({ forPeriods: 0 })],
    ['performance/invalid-rule rules[0].when.forPeriods', when({ forPeriods: 1.5 })],
    ['performance/not-finite rules[0].when.atLeast: a threshold is a number', when({ atLeast: Number.NaN })],
    ['performance/invalid-rule targets[0].bounds: the agreed target lies inside its bounds', target({ agreed: 12 })],
    ['performance/invalid-rule targets[0].bounds', target({ agreed: 61 })],
    ['performance/not-finite targets[0].current: NaN is no target', target({ current: Number.NaN })],
    ['performance/duplicate-id targets[1].metricId: "on-time" stands twice', { targets: [onTime, onTime] }],
    ['performance/not-finite signals[0].value: a number', { signals: [demand('2026-11', Number.NaN)] }],
    [
      'performance/duplicate-evidence signals[1]: "demand" has a value for 2026-11 already',
      { signals: [demand('2026-11', 1), demand('2026-11', 2)] },
    ],
    [
      'performance/invalid-rule signals[0].period: "2026-Q4" is another kind of period than "2026-11"',
      { signals: [demand('2026-Q4', 1)] },
    ],
    ['core/not-a-period-label (root): "November" is not a period', { signals: [demand('November', 1)] }],
    ['core/not-a-period-label (root): "2026-13" is not a period', { period: '2026-13' }],
  ])('refuses %s', (expected, change) => {
    expect(thrown(() => adaptTargets({ ...base, signals: [], ...change }))).toContain(expected);
  });
  it('knows every signal it was given', () => {
    const months = ['2026-09', '2026-10', '2026-11'].map((month) => good(month));
    expect(adaptTargets({ ...base, signals: [...months, demand('2026-11', 1)] })).toMatchObject({ unknown: [] });
    const failed = adaptTargets({ ...base, rules: [explore], signals: [good('2026-11', 0)] });
    expect(failed).toMatchObject({ unknown: [], changes: [] });
  });
});

function thrown(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return `${error.code} ${error.message}`;
  }
  return 'nothing';
}
