import { startOfDayInstant } from '@meritkit/core/dates';
import { toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import { readAmount } from '../amount/index.ts';
import type { EarningRule } from '../rules/rule.ts';

/** Longer lives are a slip of the pen: a hundred years in days. */
const MOST_DAYS = 36_525;

/**
 * Refuses a rule that could be written but would never grant: a version is written once, so it is looked at before.
 *
 * @throws InvalidInputError `ledger/invalid-input`, `core/not-a-date`, `core/unknown-time-zone`
 */
export function checkRule(rule: EarningRule, scale: number): void {
  const { inForce, timeZone, amount, caps, multipliers, expiresAfterDays } = rule;
  startOfDayInstant(inForce.start, timeZone);
  if (inForce.end !== null) {
    startOfDayInstant(inForce.end, timeZone);
    if (inForce.end <= inForce.start) refuse(['inForce', 'end'], 'the rule ends before it begins');
  }
  if (!toDecimal(amount).greaterThan(0)) refuse(['amount'], 'a rule grants an amount above nothing');
  for (const [index, { factor }] of multipliers.entries()) {
    if (toDecimal(factor).isNegative()) refuse(['multipliers', index, 'factor'], 'a factor is a number from zero');
  }
  for (const [index, cap] of caps.entries()) {
    const path = ['rule', 'caps', index, 'maximum'];
    if (!readAmount({ text: cap.maximum, scale, path }).ok) {
      refuse(['caps', index, 'maximum'], 'a cap is an amount above nothing in the decimals of the unit');
    }
  }
  if (new Set(multipliers.map(({ id }) => id)).size < multipliers.length) {
    refuse(['multipliers'], 'two multipliers have one id');
  }
  if (expiresAfterDays !== null && expiresAfterDays > MOST_DAYS) {
    refuse(['expiresAfterDays'], `points end after ${MOST_DAYS} days at most`);
  }
}

function refuse(path: readonly (string | number)[], message: string): never {
  throw invalidInput('ledger/invalid-input', ['rule', ...path], message);
}
