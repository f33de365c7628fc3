import type { OperationInput, OperationRegistry } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  subtractDecimals,
} from '../decimal/decimal.ts';

/** Decimal places at which a division ends; wide enough that no shown place depends on it. */
const quotientPlaces = 12;

/**
 * The operations behind this package's computed metrics, on decimal text: give them to core's `recompute` together with
 * a metric's explanation.
 *
 * `decimal-quantile@1` is type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996).
 *
 * @example
 * ```ts
 * import { recompute } from '@meritkit/core/explanation';
 * import { buildTechnologyValueReport, reportOperations } from '@meritkit/report-builder';
 *
 * const report = buildTechnologyValueReport(
 *   { effects: [], investment: { researchSpend: { amount: '15', currency: 'CNY' }, revenue: { amount: '100', currency: 'CNY' } } },
 *   { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } },
 * );
 * const share = report.metrics.find((metric) => metric.id === 'research.share');
 * recompute({ explanation: share!.explanation!, operations: reportOperations }); // '15'
 * ```
 */
export const reportOperations: OperationRegistry = {
  'decimal-sum@1': whenAllKnown((values) => values.reduce(addDecimals, '0')),
  'decimal-difference@1': whenAllKnown(([first = '0', ...others]) =>
    others.reduce(subtractDecimals, addDecimals(first, '0')),
  ),
  'decimal-ratio@1': divide('1'),
  'decimal-share@1': divide('100'),
  'decimal-mean@1': weightedMean,
  'decimal-quantile@1': quantileOf,
};

function whenAllKnown(combine: (values: readonly string[]) => string) {
  return (inputs: readonly OperationInput[]): string | null =>
    inputs.some((input) => input.value === null) ? null : combine(inputs.map((input) => String(input.value)));
}

function divide(scale: string) {
  return (inputs: readonly OperationInput[]): string | null => {
    const [dividend, divisor] = inputs;
    if (dividend === undefined || divisor === undefined || dividend.value === null || divisor.value === null)
      return null;
    return divideDecimals(multiplyDecimals(String(dividend.value), scale), String(divisor.value), quotientPlaces);
  };
}

function weightedMean(inputs: readonly OperationInput[]): string | null {
  let sum = '0';
  let weights = '0';
  for (const input of inputs) {
    if (input.value === null) continue;
    const weight = String(input.weight ?? 1);
    sum = addDecimals(sum, multiplyDecimals(weight, String(input.value)));
    weights = addDecimals(weights, weight);
  }
  return divideDecimals(sum, weights, quotientPlaces);
}

function quantileOf(inputs: readonly OperationInput[], parameters: JsonObject): string | null {
  const sorted = inputs.flatMap((input) => (input.value === null ? [] : [String(input.value)])).sort(compareDecimals);
  if (sorted.length === 0) return null;
  const place = multiplyDecimals(String(parameters.probability), String(sorted.length - 1));
  const below = Number(place.split('.')[0]);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const step = multiplyDecimals(subtractDecimals(high, low), subtractDecimals(place, String(below)));
  return divideDecimals(addDecimals(low, step), '1', quotientPlaces);
}
