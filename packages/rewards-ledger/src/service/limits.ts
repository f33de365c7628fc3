import { invalidInput } from '@meritkit/core/errors';
import { readAmount, type Units } from '../amount/index.ts';

/**
 * Amounts per unit, as minor units: read once, so that a limit that was mistyped is no limit that is never met.
 *
 * @throws InvalidInputError `ledger/invalid-input` for a unit that the ledger does not keep, or an amount below zero
 * or with too many decimals; `ledger/not-an-amount` for text that is none
 */
export function readLimits(limits: Readonly<Record<string, string>>, units: Units): ReadonlyMap<string, bigint> {
  return new Map(
    Object.entries(limits).map(([unit, text]) => {
      const path = ['approvalAbove', unit];
      if (!Object.hasOwn(units, unit))
        throw invalidInput('ledger/invalid-input', path, 'the ledger keeps no such unit');
      const limit = readAmount({ text, scale: units[unit]!.scale, signed: true, path });
      if (limit.ok && limit.amount >= 0n) return [unit, limit.amount];
      throw invalidInput('ledger/invalid-input', path, 'a limit is an amount from zero in the decimals of its unit');
    }),
  );
}
