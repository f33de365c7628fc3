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
        ruleId: 'surge',
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
      because: [demand('2026-12', 1.4)],
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
  it('stays within the bounds and takes the widest of several rules', () => {
    const more = { ...surge, id: 'more', multiplyBy: 3 };
    const outcome = adaptTargets({ ...base, rules: [more, surge], signals: [demand('2026-11', 2)] });
    expect(outcome.ok && outcome.changes[0]).toMatchObject({ ruleId: 'more', to: 60, bounded: true });
  });
  it('is never retroactive', () => {
    for (const effectiveFrom of ['2026-11', '2026-10']) {
      expect(adaptTargets({ ...base, effectiveFrom, signals: [] })).toEqual({
        ok: false,
        rejection: { code: 'performance/retroactive-target', period: '2026-11', effectiveFrom },
      });
    }
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
  it('names what is broken', () => {
    const run =
      (rules: readonly AdaptiveRule[], targets: readonly Target[] = base.targets) =>
      () =>
        adaptTargets({ ...base, rules, targets, signals: [] });
    expect(run([{ ...surge, multiplyBy: 0.5 }])).toThrow('from 24 to 12 is harder');
    expect(run([{ ...explore, multiplyBy: 1.1 }])).toThrow('is harder');
    expect(run([{ ...surge, metricId: 'x' }])).toThrow('no target for "x"');
    expect(run([{ ...surge, multiplyBy: 0 }])).toThrow('above zero');
    expect(run([{ ...surge, when: { ...surge.when, forPeriods: 0 } }])).toThrow('forPeriods');
    expect(run([surge], [{ ...answer, agreed: 12 }])).toThrow('inside its bounds');
    expect(() => adaptTargets({ ...base, signals: [demand('2026-11', Number.NaN)] })).toThrow('signals[0].value');
  });
});
