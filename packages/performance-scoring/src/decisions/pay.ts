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
  const { currency } = person.salary;
  const explanation = explain({
    key: `increase:${person.personId}`,
    label: { en: 'Proposed increase', 'zh-CN': '建议调薪' },
    unit: currency,
    operation: { name: 'pay-increase', version: 1, parameters: { decimals: 2 } },
    operations: decisionOperations,
    children: [
      given({ key: 'salary', label: { en: 'Salary', 'zh-CN': '薪资' }, value: person.salary.amount, unit: currency }),
      ...percents.map(({ result, percent }) =>
        given({
          key: result.cycleId,
          label: { en: `Band ${result.bandId} in ${result.cycleId}`, 'zh-CN': `${result.cycleId} ${result.bandId} 档` },
          unit: '%',
          value: percent,
        }),
      ),
    ],
  });
  const sum = percents.reduce((total, { percent }) => total.plus(percent), toDecimal(0));
  const mean = roundDecimal({ value: sum.div(percents.length), decimals: 4, mode: 'half-even' });
  return {
    increase: { amount: String(explanation.value), currency },
    percent: decimalText(mean),
    comparatio: decimalText(roundDecimal({ value: position, decimals: 4, mode: 'half-even' }), 4),
    scaledByBudget: false,
    explanation,
  };
}

/** Scales increases down to a budget in proportion: together they are then exactly the budget. In the order given. */
export function withinBudget(increases: readonly ProposedPay[], budget: Money): readonly ProposedPay[] {
  const total = increases.reduce((sum, { increase }) => sum.plus(increase.amount), toDecimal(0));
  if (total.lte(budget.amount)) return increases;
  const weights = increases.map(({ increase }) => increase.amount);
  const parts = allocate({ total: budget.amount, weights, decimals: 2 });
  return increases.map((pay, index) => {
    const cut = decimalText(toDecimal(parts[index]!).minus(pay.increase.amount), 2);
    const { unit, ...matrix } = pay.explanation;
    const explanation = explain({
      ...pay.explanation,
      operation: { name: 'decimal-sum', version: 1, parameters: { decimals: 2 } },
      operations: decisionOperations,
      children: [
        {
          ...matrix,
          key: 'matrix',
          label: { en: 'By the matrix', 'zh-CN': '按矩阵' },
          ...(unit === undefined ? {} : { unit }),
        },
        given({
          key: 'budget',
          label: { en: 'Cut to the budget', 'zh-CN': '预算调减' },
          value: cut,
          ...(unit === undefined ? {} : { unit }),
        }),
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
