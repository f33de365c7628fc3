import { invalidInput } from '@meritkit/core/errors';
import type { Units } from './amount.ts';

/** How the units of pieces of a catalogue's items begin. */
export const stockPrefix = 'stock:';

/**
 * The decimals of a unit. Pieces of stock are whole; any other unit is one that the ledger was opened with: an amount
 * read with a guessed scale would silently be another amount.
 *
 * @throws InvalidInputError `ledger/unknown-unit` for a unit that an entry moves and the ledger was not opened with
 */
export function scaleOf(units: Units, unit: string): number {
  const known = units[unit]?.scale; // what every object has, such as a constructor, has no scale
  if (known !== undefined) return known;
  if (unit.startsWith(stockPrefix)) return 0;
  throw invalidInput(
    'ledger/unknown-unit',
    ['units', unit],
    'entries of this ledger move a unit that it was not opened with',
  );
}
