import { decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import type { OperationInput, OperationRegistry } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';

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
  'decimal-sum@1': whenAllKnown((values) => decimalText(values.reduce((sum, value) => sum.plus(value), toDecimal(0)))),
  'decimal-difference@1': whenAllKnown(([first, ...others]) =>
    decimalText(others.reduce((rest, value) => rest.minus(value), toDecimal(first ?? '0'))),
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
    return quotient(toDecimal(dividend.value).times(scale), String(divisor.value));
  };
}

function quotient(dividend: ReturnType<typeof toDecimal>, divisor: string): string | null {
  const below = toDecimal(divisor);
  if (below.isZero()) return null;
  return decimalText(roundDecimal({ value: dividend.div(below), decimals: quotientPlaces, mode: 'half-even' }));
}

function weightedMean(inputs: readonly OperationInput[]): string | null {
  let sum = toDecimal(0);
  let weights = toDecimal(0);
  for (const input of inputs) {
    if (input.value === null) continue;
    const weight = toDecimal(input.weight ?? 1);
    sum = sum.plus(weight.times(String(input.value)));
    weights = weights.plus(weight);
  }
  return quotient(sum, decimalText(weights));
}

function quantileOf(inputs: readonly OperationInput[], parameters: JsonObject): string | null {
  const sorted = inputs
    .filter((input) => input.value !== null)
    .map((input) => toDecimal(String(input.value)))
    .sort((one, other) => one.comparedTo(other));
  if (sorted.length === 0) return null;
  const place = toDecimal(String(parameters.probability)).times(sorted.length - 1);
  const below = place.floor().toNumber();
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  const value = low.plus(high.minus(low).times(place.minus(below)));
  return decimalText(roundDecimal({ value, decimals: quotientPlaces, mode: 'half-even' }));
}
