import { addMoney } from '@meritkit/core/decimal';
import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyResults,
  type CycleResult,
  type DecisionInput,
  type DecisionPolicy,
  decisionOperations,
} from '../index.ts';

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
const payOf = (person: DecisionInput, rules = policy) => {
  const decision = one(person, rules);
  if (!decision.ok || decision.pay === undefined) throw new Error('no pay proposed');
  return decision.pay;
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
        explanation: { value: '1800.00', unit: 'CNY' },
      },
      restsOn: [
        { cycleId: 'q1', bandId: 'A' },
        { cycleId: 'q2', bandId: 'A' },
      ],
      promotion: { discuss: true, lacks: [] },
      training: [{ metricId: 'a', scores: [50, 55] }],
    });
  });
  it('pays the mean over the cycles that a decision needs, so that the last one alone moves half of it', () => {
    const mixed = { ...lin, results: [cycle('q0', 'A'), cycle('q1', 'B'), cycle('q2', 'A')] };
    expect(one(mixed)).toMatchObject({
      restsOn: [{ cycleId: 'q1' }, { cycleId: 'q2' }],
      pay: { percent: '4.75', increase: { amount: '1425.00' } },
    });
    expect(recompute({ explanation: payOf(mixed).explanation, operations: decisionOperations })).toBe('1425.00');
    expect(payOf(mixed).explanation).toMatchObject({
      key: 'increase:lin',
      label: { en: 'Proposed increase', 'zh-CN': '建议调薪' },
      children: [
        { key: 'salary', label: { en: 'Salary', 'zh-CN': '薪资' }, value: '30000.00', unit: 'CNY' },
        { key: 'q1', label: { en: 'Band B in q1', 'zh-CN': 'q1 B 档' }, value: '3.5', unit: '%' },
        { key: 'q2', label: { en: 'Band A in q2', 'zh-CN': 'q2 A 档' }, value: '6', unit: '%' },
      ],
    });
    const three = { ...mixed, salary: { amount: '10000.00', currency: 'CNY' }, rangeMidpoint: '10000' };
    expect(one(three, { ...policy, minimumCycles: 3 })).toMatchObject({
      pay: { percent: '5.1667', increase: { amount: '516.67' } },
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
    expect(() => one({ ...lin, results: [cycle('q1', 'A'), cycle('q1', 'A')] })).toThrow(
      'people[0].results[1].cycleId: "q1" stands twice',
    );
    expect(one({ ...lin, results: [cycle('q1', 'A'), { ...cycle('q2', 'A'), status: 'proposed' }] })).toMatchObject({
      rejection: { cycles: 1 },
    });
    const narrow = cycle('q2', 'A', { a: 90 });
    for (const results of [
      [cycle('q1', 'A'), narrow],
      [narrow, cycle('q3', 'A')],
    ]) {
      expect(one({ ...lin, results })).toEqual({
        ok: false,
        rejection: { code: 'performance/single-metric', personId: 'lin', metrics: 1, needed: 2 },
      });
    }
    expect(one({ ...lin, results: [narrow, cycle('q3', 'A'), cycle('q4', 'A')] })).toMatchObject({ ok: true });
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
    const older = [cycle('q0', 'B', { a: 90, b: 90 }), ...lin.results];
    expect(one({ ...lin, results: older })).toMatchObject({ training: [{ metricId: 'a', scores: [50, 55] }] });
    expect(one({ ...lin, results: older })).toMatchObject({ promotion: { discuss: true } });
    const once = [cycle('q1', 'A', { a: 50 }), cycle('q2', 'A', { a: 90 })];
    expect(
      one({ ...lin, results: once.map((each) => ({ ...each, metricScores: { ...each.metricScores, b: 90 } })) }),
    ).toMatchObject({ training: [] });
    const bare = one(
      { personId: 'x', results: lin.results },
      { minimumCycles: 2, minimumMetrics: 2, pay: policy.pay! },
    );
    expect(bare).toMatchObject({ ok: true, training: [] });
    expect(bare).not.toHaveProperty('pay');
    const { salary, rangeMidpoint, ...unpaid } = lin;
    expect(one({ ...unpaid, salary: salary! })).not.toHaveProperty('pay');
    expect(one({ ...unpaid, rangeMidpoint: rangeMidpoint! })).not.toHaveProperty('pay');
    const noPay = { minimumCycles: 2, minimumMetrics: 2 };
    expect(one(lin, noPay)).toEqual({
      ok: true,
      personId: 'lin',
      restsOn: [
        { cycleId: 'q1', bandId: 'A' },
        { cycleId: 'q2', bandId: 'A' },
      ],
      training: [],
    });
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
          for (const item of held) {
            if (!item.ok || item.pay === undefined) throw new Error('no proposal');
            const { explanation, increase, scaledByBudget } = item.pay;
            expect(scaledByBudget).toBe(!fits);
            expect(explanation.value).toBe(increase.amount);
            expect(recompute({ explanation, operations: decisionOperations })).toBe(increase.amount);
          }
        },
      ),
    );
  });
  it('passes refusals through a budget untouched and keeps currencies apart', () => {
    const budget = { amount: '1.00', currency: 'CNY' };
    const held = applyResults({
      people: [{ ...lin, personId: 'new', results: [] }, lin],
      policy: { ...policy, pay: { ...policy.pay!, budget } },
    });
    expect(held[0]).toMatchObject({ ok: false });
    expect(held[1]).toMatchObject({ pay: { increase: { amount: '1.00' } } });
    const dollars = { ...budget, currency: 'USD' };
    const unpaid: DecisionInput = { personId: 'unpaid', results: lin.results };
    const inDollars = { ...policy, pay: { ...policy.pay!, budget: dollars } };
    expect(() => applyResults({ people: [unpaid, lin], policy: inDollars })).toThrow(
      'people[1].salary.currency: the budget is in USD',
    );
    const [free] = applyResults({ people: [unpaid], policy: inDollars });
    expect(free).toMatchObject({ ok: true, personId: 'unpaid' });
    expect(free).not.toHaveProperty('pay');
  });
  it('gives what fits the budget exactly as it is, and nothing where the budget is nothing', () => {
    const held = (amount: string) =>
      one(lin, { ...policy, pay: { ...policy.pay!, budget: { amount, currency: 'CNY' } } });
    expect(held('1800')).toMatchObject({ pay: { scaledByBudget: false } });
    expect(held('1799.99')).toMatchObject({
      pay: {
        scaledByBudget: true,
        increase: { amount: '1799.99' },
        explanation: {
          unit: 'CNY',
          children: [
            { key: 'matrix', label: { en: 'By the matrix', 'zh-CN': '按矩阵' }, value: '1800.00', unit: 'CNY' },
            { key: 'budget', label: { en: 'Cut to the budget', 'zh-CN': '预算调减' }, value: '-0.01', unit: 'CNY' },
          ],
        },
      },
    });
    expect(held('0')).toMatchObject({ pay: { increase: { amount: '0.00' } } });
  });
  const pay = policy.pay!;
  it.each<readonly [string, Partial<DecisionPolicy>]>([
    ['policy.minimumCycles: a decision never rests on one cycle', { minimumCycles: 1 }],
    ['policy.minimumCycles', { minimumCycles: 2.5 }],
    ['policy.minimumMetrics: a decision never rests on one metric', { minimumMetrics: Number.NaN }],
    ['policy.promotion.cycles: a promotion never rests on one cycle', { promotion: { bandIds: ['A'], cycles: 1 } }],
    ['policy.training.cycles: a training need never rests on one cycle', { training: { below: 60, cycles: 1 } }],
    ['policy.training.below: a line is a number', { training: { below: Number.NaN, cycles: 2 } }],
    ['policy.pay.positions: positions ascend from 0', { pay: { ...pay, positions: ['0.5', '0.9', '1.1'] } }],
    ['policy.pay.positions: positions ascend from 0', { pay: { ...pay, positions: ['0', '1.1', '1.1'] } }],
    ['policy.pay.positions: positions ascend from 0', { pay: { ...pay, positions: [] } }],
    ['policy.pay.positions[1]', { pay: { ...pay, positions: ['0', 'x', '1.1'] } }],
    ['policy.pay.percent.A: 1 percentages for 3 positions', { pay: { ...pay, percent: { A: ['1'] } } }],
    ['policy.pay.percent.A[1]: -1 is below zero', { pay: { ...pay, percent: { A: ['1', '-1', '1'] } } }],
    ['policy.pay.percent.A[2]', { pay: { ...pay, percent: { A: ['1', '1', 'x'] } } }],
    ['policy.pay.percent.A: no row for band "A"', { pay: { ...pay, percent: { B: ['1', '1', '1'] } } }],
    ['policy.pay.budget.amount: -1 is below zero', { pay: { ...pay, budget: { amount: '-1', currency: 'CNY' } } }],
  ])('refuses a policy: %s', (words, change) => {
    expect(() => one(lin, { ...policy, ...change })).toThrow(words);
  });
  it.each<readonly [string, Partial<DecisionInput>]>([
    ['people[0].salary.amount: 0 is not above zero', { salary: { amount: '0', currency: 'CNY' } }],
    ['people[0].salary.amount', { salary: { amount: 'much', currency: 'CNY' } }],
    ['people[0].rangeMidpoint: 0 is not above zero', { rangeMidpoint: '0' }],
    [
      'people[0].results[1].metricScores.a: NaN is no score',
      { results: [cycle('q1', 'A'), cycle('q2', 'A', { a: Number.NaN, b: 1 })] },
    ],
  ])('refuses a person: %s', (words, change) => {
    expect(() => one({ ...lin, ...change })).toThrow(words);
  });
  it('refuses a person twice', () => {
    expect(() => applyResults({ people: [lin, lin], policy })).toThrow('people[1].personId: "lin" stands twice');
  });
});
