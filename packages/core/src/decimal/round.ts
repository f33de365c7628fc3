import { Decimal as SharedDecimal } from 'decimal.js';
import { type DecimalInput, type DecimalValue, toDecimal } from './decimal.ts';

/** How a tie or a remainder is settled; always declared, never assumed. */
export type RoundingMode = 'half-up' | 'half-even' | 'down' | 'up';

const modes: Readonly<Record<RoundingMode, SharedDecimal.Rounding>> = {
  'half-up': SharedDecimal.ROUND_HALF_UP,
  'half-even': SharedDecimal.ROUND_HALF_EVEN,
  down: SharedDecimal.ROUND_DOWN,
  up: SharedDecimal.ROUND_UP,
};

/**
 * Rounds to `decimals` places.
 *
 * @example
 * ```ts
 * import { roundDecimal } from '@meritkit/core/decimal';
 *
 * roundDecimal({ value: '0.25', decimals: 1, mode: 'half-even' }).toFixed(); // '0.2'
 * ```
 */
export function roundDecimal(options: {
  readonly value: DecimalInput;
  readonly decimals: number;
  readonly mode: RoundingMode;
}): DecimalValue {
  return toDecimal(options.value).toDecimalPlaces(options.decimals, modes[options.mode]);
}

/**
 * Rounds a number by its shortest decimal text, so that 1.005 at two places half-up is 1.01, as people expect.
 *
 * @example
 * ```ts
 * import { roundNumber } from '@meritkit/core/decimal';
 *
 * roundNumber({ value: 1.005, decimals: 2, mode: 'half-up' }); // 1.01
 * ```
 */
export function roundNumber(options: {
  readonly value: number;
  readonly decimals: number;
  readonly mode: RoundingMode;
}): number {
  return toDecimal(options.value).toDecimalPlaces(options.decimals, modes[options.mode]).toNumber() + 0;
}
