import { allocate, decimalText, type Money, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import {
  type Explanation,
  explain,
  given,
  type OperationFunction,
  type OperationRegistry,
} from '@meritkit/core/explanation';
import { valueOperations } from '../value/net.ts';
import type { CycleResult, DecisionInput } from './input.ts';
import type { PayMatrix } from './policy.ts';

/** A proposed increase. */
export interface ProposedPay {
  readonly increase: Money;
  /** Mean of what the matrix gives for each result it rests on, four decimals at most. */
  readonly percent: string;
  /** Salary as a share of the range's midpoint, four decimals. */
  readonly comparatio: string;
  readonly scaledByBudget: boolean;
  readonly explanation: Explanation;
}

/** The first child is the salary; the others are percentages, of which the mean is paid. Exact, rounded once. */
const payIncrease: OperationFunction = ([salary, ...percents], parameters) => {
  const sum = percents.reduce((total, item) => total.plus(toDecimal(String(item.value), [item.key])), toDecimal(0));
  const increase = toDecimal(String(salary?.value), ['salary'])
    .times(sum)
    .div(100 * percents.length);
  const decimals = Number(parameters.decimals);
  return decimalText(roundDecimal({ value: increase, decimals, mode: 'half-even' }), decimals);
};

/** The operations of proposed increases, for `recompute`. */
export const decisionOperations: OperationRegistry = {
  'pay-increase@1': payIncrease,
  'decimal-sum@1': valueOperations['decimal-sum@1']!,
};

/** The increase that the matrix gives on these results; undefined where salary or range are not given. */
export function payOf(
  person: DecisionInput,
  results: readonly CycleResult[],
  matrix: PayMatrix,
  path: readonly (string | number)[],
): ProposedPay | undefined {
  if (person.salary === undefined || person.rangeMidpoint === undefined) return undefined;
  const salary = aboveZero(person.salary.amount, [...path, 'salary', 'amount']);
  const position = salary.div(aboveZero(person.rangeMidpoint, [...path, 'rangeMidpoint']));
  const column = matrix.positions.findLastIndex((from) => position.gte(from));
  const percents = results.map((result) => {
    const row = matrix.percent[result.bandId];
    if (row === undefined) {
      const at = ['policy', 'pay', 'percent', result.bandId];
      throw invalidInput('performance/invalid-decision-policy', at, `no row for band "${result.bandId}"`);
    }
    return { result, percent: row[column]! };
  });
  const explanation = increaseTerm(person.personId, person.salary, percents);
  const sum = percents.reduce((total, { percent }) => total.plus(percent), toDecimal(0));
  const mean = roundDecimal({ value: sum.div(percents.length), decimals: 4, mode: 'half-even' });
  return {
    increase: { amount: String(explanation.value), currency: person.salary.currency },
    percent: decimalText(mean),
    comparatio: decimalText(roundDecimal({ value: position, decimals: 4, mode: 'half-even' }), 4),
    scaledByBudget: false,
    explanation,
  };
}

function increaseTerm(
  personId: string,
  salary: Money,
  percents: readonly { readonly result: CycleResult; readonly percent: string }[],
): Explanation {
  const unit = salary.currency;
  return explain({
    key: `increase:${personId}`,
    label: { en: 'Proposed increase', 'zh-CN': '建议调薪' },
    unit,
    operation: { name: 'pay-increase', version: 1, parameters: { decimals: 2 } },
    operations: decisionOperations,
    children: [
      given({ key: 'salary', label: { en: 'Salary', 'zh-CN': '薪资' }, value: salary.amount, unit }),
      ...percents.map(({ result: { cycleId, bandId }, percent }) => {
        const label = { en: `Band ${bandId} in ${cycleId}`, 'zh-CN': `${cycleId} ${bandId} 档` };
        return given({ key: cycleId, label, unit: '%', value: percent });
      }),
    ],
  });
}

/** Scales increases down to a budget in proportion: together they are then exactly the budget. In the order given. */
export function withinBudget(increases: readonly ProposedPay[], budget: Money): readonly ProposedPay[] {
  const total = increases.reduce((sum, { increase }) => sum.plus(increase.amount), toDecimal(0));
  if (total.lte(budget.amount)) return increases;
  const weights = increases.map(({ increase }) => increase.amount);
  const parts = allocate({ total: budget.amount, weights, decimals: 2 });
  return increases.map((pay, index) => {
    const cut = decimalText(toDecimal(parts[index]!).minus(pay.increase.amount), 2);
    const label = { en: 'Cut to the budget', 'zh-CN': '预算调减' };
    const explanation = explain({
      ...pay.explanation,
      operation: { name: 'decimal-sum', version: 1, parameters: { decimals: 2 } },
      operations: decisionOperations,
      children: [
        { ...pay.explanation, key: 'matrix', label: { en: 'By the matrix', 'zh-CN': '按矩阵' } },
        given({ key: 'budget', label, unit: budget.currency, value: cut }),
      ],
    });
    return { ...pay, increase: { ...pay.increase, amount: parts[index]! }, scaledByBudget: true, explanation };
  });
}

function aboveZero(amount: string, path: readonly (string | number)[]) {
  const value = toDecimal(amount, path);
  if (!value.gt(0)) throw invalidInput('performance/invalid-decision-input', path, `${amount} is not above zero`);
  return value;
}
