import { addMoney } from '@meritkit/core/decimal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyResults, type CycleResult, type DecisionInput, type DecisionPolicy } from '../index.ts';

const cycle = (cycleId: string, bandId: string, scores: Record<string, number> = { a: 50, b: 90 }): CycleResult => ({
  cycleId,
  bandId,
  status: 'confirmed',
  metricScores: scores,
});
const policy: DecisionPolicy = {
  minimumCycles: 2,
  minimumMetrics: 2,
  pay: { positions: ['0', '0.9', '1.1'], percent: { A: ['8', '6', '4'], B: ['5', '3.5', '2'] } },
  promotion: { bandIds: ['A'], cycles: 2 },
  training: { below: 60, cycles: 2 },
};
const lin: DecisionInput = {
  personId: 'lin',
  results: [cycle('q1', 'A'), cycle('q2', 'A', { a: 55, b: 90 })],
  salary: { amount: '30000.00', currency: 'CNY' },
  rangeMidpoint: '30000',
  readyForNextLevel: true,
};
const one = (person: DecisionInput, rules = policy) => applyResults({ people: [person], policy: rules })[0]!;

describe('applyResults', () => {
  it('reads the matrix by band and position, asks about promotion, and finds what to train', () => {
    expect(one(lin)).toMatchObject({
      ok: true,
      pay: {
        increase: { amount: '1800.00', currency: 'CNY' },
        percent: '6',
        comparatio: '1.0000',
        scaledByBudget: false,
      },
      promotion: { discuss: true, lacks: [] },
      training: [{ metricId: 'a', scores: [50, 55] }],
      explanation: { value: '1800.00', unit: 'CNY' },
    });
  });
  it.each([
    ['0.8999', '8'],
    ['0.9', '6'],
    ['1.0999', '6'],
    ['1.1', '4'],
    ['3', '4'],
  ])('a salary at %s of the midpoint gets %s%%', (position, percent) => {
    const salary = { amount: String(Number(position) * 10000), currency: 'CNY' };
    expect(one({ ...lin, salary, rangeMidpoint: '10000' })).toMatchObject({ pay: { percent } });
  });
  it('never acts on one cycle, on one metric, or on what is only proposed', () => {
    expect(one({ ...lin, results: [cycle('q1', 'A')] })).toEqual({
      ok: false,
      rejection: { code: 'performance/single-result', personId: 'lin', cycles: 1, needed: 2 },
    });
    expect(one({ ...lin, results: [cycle('q1', 'A'), cycle('q1', 'A')] })).toMatchObject({
      rejection: { code: 'performance/single-result' },
    });
    expect(one({ ...lin, results: [cycle('q1', 'A'), { ...cycle('q2', 'A'), status: 'proposed' }] })).toMatchObject({
      rejection: { cycles: 1 },
    });
    expect(one({ ...lin, results: [cycle('q1', 'A'), cycle('q2', 'A', { a: 90 })] })).toMatchObject({
      rejection: { code: 'performance/single-metric', metrics: 1, needed: 2 },
    });
  });
  it('says what a promotion still lacks', () => {
    expect(one({ ...lin, readyForNextLevel: false })).toMatchObject({
      promotion: { discuss: false, lacks: ['readiness'] },
    });
    expect(one({ ...lin, results: [cycle('q1', 'B'), cycle('q2', 'A')] })).toMatchObject({
      promotion: { discuss: false, lacks: ['bands'] },
    });
    expect(one(lin, { ...policy, promotion: { bandIds: ['A'], cycles: 3 } })).toMatchObject({
      promotion: { lacks: ['bands'] },
    });
  });
  it('does not train what stands exactly on the line', () => {
    expect(
      one({ ...lin, results: [cycle('q1', 'A', { a: 60, b: 90 }), cycle('q2', 'A', { a: 50, b: 90 })] }),
    ).toMatchObject({ training: [] });
  });
  it('trains only what stays low, and leaves out what the policy or the person does not give', () => {
    expect(one({ ...lin, results: [cycle('q1', 'A', { a: 70, b: 90 }), cycle('q2', 'A')] })).toMatchObject({
      training: [],
    });
    expect(one(lin, { ...policy, training: { below: 60, cycles: 3 } })).toMatchObject({ training: [] });
    expect(one({ ...lin, results: [cycle('q1', 'A', { b: 90, c: 1 }), cycle('q2', 'A')] })).toMatchObject({
      training: [],
    });
    const bare = one(
      { personId: 'x', results: lin.results },
      { minimumCycles: 2, minimumMetrics: 2, pay: policy.pay! },
    );
    expect(bare).toMatchObject({
      ok: true,
      training: [],
      explanation: { value: null, unknown: { reason: 'no-salary-given' } },
    });
    expect(bare).not.toHaveProperty('pay');
    expect(bare).not.toHaveProperty('promotion');
  });
  it('keeps a budget to the cent, whatever the salaries', () => {
    const cents = fc.integer({ min: 100_000, max: 9_000_000 });
    fc.assert(
      fc.property(
        fc.array(cents, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 500_000 }),
        (salaries, budgetCents) => {
          const people = salaries.map((value, i) => ({
            ...lin,
            personId: `p${i}`,
            salary: { amount: (value / 100).toFixed(2), currency: 'CNY' },
          }));
          const budget = { amount: (budgetCents / 100).toFixed(2), currency: 'CNY' };
          const free = applyResults({ people, policy });
          const held = applyResults({ people, policy: { ...policy, pay: { ...policy.pay!, budget } } });
          const total = (list: typeof free) =>
            addMoney(list.flatMap((item) => (item.ok && item.pay ? [item.pay.increase] : []))).amount;
          const fits = Number(total(free)) <= Number(budget.amount);
          expect(total(held)).toBe(fits ? total(free) : budget.amount);
          if (!fits)
            expect(
              held.every(
                (item) => item.ok && item.pay?.scaledByBudget && item.explanation.value === item.pay.increase.amount,
              ),
            ).toBe(true);
        },
      ),
    );
  });
  it('passes refusals through a budget untouched and keeps currencies apart', () => {
    const budget = { amount: '1.00', currency: 'CNY' };
    const held = applyResults({
      people: [{ ...lin, results: [] }, lin],
      policy: { ...policy, pay: { ...policy.pay!, budget } },
    });
    expect(held[0]).toMatchObject({ ok: false });
    expect(held[1]).toMatchObject({ pay: { increase: { amount: '1.00' } } });
    const dollars = { ...budget, currency: 'USD' };
    expect(() => one(lin, { ...policy, pay: { ...policy.pay!, budget: dollars } })).toThrow('the budget is in USD');
  });
  it('names what is broken', () => {
    const pay = policy.pay!;
    expect(() => one(lin, { ...policy, minimumCycles: 1 })).toThrow('never rests on one cycle');
    expect(() => one(lin, { ...policy, minimumMetrics: 1 })).toThrow('never rests on one metric');
    expect(() => one(lin, { ...policy, pay: { ...pay, positions: ['0.5', '0.9', '1.1'] } })).toThrow('ascend from 0');
    expect(() => one(lin, { ...policy, pay: { ...pay, positions: ['0', '1.1', '1.1'] } })).toThrow('ascend from 0');
    expect(() => one(lin, { ...policy, pay: { ...pay, positions: [] } })).toThrow('ascend from 0');
    expect(() => one(lin, { ...policy, pay: { ...pay, percent: { A: ['1'] } } })).toThrow(
      '1 percentages for 3 positions',
    );
    expect(() => one(lin, { ...policy, pay: { ...pay, percent: { B: ['1', '1', '1'] } } })).toThrow(
      'no row for band "A"',
    );
  });
});
