import { invalidInput } from '@meritkit/core/errors';

/** Fewer than this many people are never shown together, whatever is asked. */
const LEAST = 5;

/** The smallest group that is shown: 10 unless given, never below 5. @throws InvalidInputError `ledger/invalid-input` */
export function readMinimumGroup(given: number | undefined): number {
  if (given === undefined) return 10;
  if (Number.isInteger(given)) return Math.max(LEAST, given);
  throw invalidInput('ledger/invalid-input', ['minimumGroup'], 'a group has a whole number of people');
}
