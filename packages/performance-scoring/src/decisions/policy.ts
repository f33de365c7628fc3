import { type DecimalValue, type Money, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';

/** How results may be used. */
export interface DecisionPolicy {
  /** Confirmed cycles that a decision rests on; at least 2. */
  readonly minimumCycles: number;
  /** Metrics that each of their results rests on; at least 2. */
  readonly minimumMetrics: number;
  readonly pay?: PayMatrix;
  /** Bands that count, in each of the last `cycles` (at least 2). */
  readonly promotion?: { readonly bandIds: readonly string[]; readonly cycles: number };
  /** A metric below this line in each of the last `cycles` (at least 2). */
  readonly training?: { readonly below: number; readonly cycles: number };
}

/** Increases by band and place in the pay range. */
export interface PayMatrix {
  /** Columns by position in the range (salary / midpoint): where each begins, ascending from "0". */
  readonly positions: readonly string[];
  /** Percent by band and position, as decimal text; none below zero. */
  readonly percent: Readonly<Record<string, readonly string[]>>;
  /** Increases together are at most this; scaled down in proportion, to the cent. */
  readonly budget?: Money;
}

/** Refuses a policy under which a decision could rest on one result, or that has holes. */
export function checkPolicy(policy: DecisionPolicy): void {
  atLeastTwo(policy.minimumCycles, ['minimumCycles'], 'a decision never rests on one cycle');
  atLeastTwo(policy.minimumMetrics, ['minimumMetrics'], 'a decision never rests on one metric');
  if (policy.promotion !== undefined) {
    atLeastTwo(policy.promotion.cycles, ['promotion', 'cycles'], 'a promotion never rests on one cycle');
  }
  if (policy.training !== undefined) {
    atLeastTwo(policy.training.cycles, ['training', 'cycles'], 'a training need never rests on one cycle');
    if (!Number.isFinite(policy.training.below)) throw broken(['training', 'below'], 'a line is a number');
  }
  if (policy.pay !== undefined) checkMatrix(policy.pay);
}

function checkMatrix({ positions, percent, budget }: PayMatrix): void {
  const starts = positions.map((from, index) => toDecimal(from, ['policy', 'pay', 'positions', index]));
  const ascending = starts.every((from, index) => index === 0 || from.gt(starts[index - 1]!));
  if (starts[0]?.isZero() !== true || !ascending) throw broken(['pay', 'positions'], 'positions ascend from 0');
  for (const [bandId, row] of Object.entries(percent)) {
    if (row.length !== positions.length) {
      throw broken(['pay', 'percent', bandId], `${row.length} percentages for ${positions.length} positions`);
    }
    for (const [index, value] of row.entries()) notBelowZero(value, ['pay', 'percent', bandId, index]);
  }
  if (budget !== undefined) notBelowZero(budget.amount, ['pay', 'budget', 'amount']);
}

function atLeastTwo(value: number, path: readonly string[], message: string): void {
  if (!(Number.isInteger(value) && value >= 2)) throw broken(path, message);
}

function notBelowZero(value: string, path: readonly (string | number)[]): DecimalValue {
  const decimal = toDecimal(value, ['policy', ...path]);
  if (decimal.lt(0)) throw broken(path, `${value} is below zero`);
  return decimal;
}

function broken(path: readonly (string | number)[], message: string) {
  return invalidInput('performance/invalid-decision-policy', ['policy', ...path], message);
}
