import { type DecimalValue, decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import type { OperationFunction, OperationRegistry } from '@meritkit/core/explanation';
import type { ValueEffect } from './schema.ts';

/** Low, most likely and high, exact. */
export interface DecimalRange {
  readonly low: DecimalValue;
  readonly base: DecimalValue;
  readonly high: DecimalValue;
}

/** An effect in one unit: what was seen, what would have come anyway, and whose doing the rest is. */
export interface EffectLine {
  readonly effect: ValueEffect;
  readonly unit: string;
  readonly decimals: number;
  readonly gross: DecimalRange;
  readonly counterfactual: DecimalRange;
  readonly attribution: DecimalRange;
}

/** Splits effects into lines of one unit each and checks every range. */
export function linesOf(effects: readonly ValueEffect[]): readonly EffectLine[] {
  const ids = new Set<string>();
  return effects.flatMap((effect, index) => {
    const path = ['effects', index];
    if (ids.has(effect.id))
      throw invalidInput('performance/invalid-effect', [...path, 'id'], `"${effect.id}" stands twice`);
    ids.add(effect.id);
    if (effect.money === undefined && effect.users === undefined) {
      throw invalidInput('performance/invalid-effect', path, 'an effect names money, users, or both');
    }
    const counterfactual = readRange(effect.counterfactual ?? { base: '0' }, [...path, 'counterfactual']);
    const attribution = readRange(effect.attribution ?? { base: '1' }, [...path, 'attribution']);
    for (const [name, range] of Object.entries({ counterfactual, attribution })) {
      if (range.low.lt(0) || range.high.gt(1)) {
        throw invalidInput('performance/invalid-effect', [...path, name], 'a share lies between 0 and 1');
      }
    }
    const shares = { effect, counterfactual, attribution };
    return [
      ...(effect.money === undefined
        ? []
        : [
            { ...shares, unit: effect.money.currency, decimals: 2, gross: readRange(effect.money, [...path, 'money']) },
          ]),
      ...(effect.users === undefined
        ? []
        : [{ ...shares, unit: 'users', decimals: 0, gross: readRange(effect.users, [...path, 'users']) }]),
    ];
  });
}

function readRange(
  range: { readonly low?: string | undefined; readonly base: string; readonly high?: string | undefined },
  path: readonly (string | number)[],
): DecimalRange {
  const base = toDecimal(range.base, [...path, 'base']);
  const low = range.low === undefined ? base : toDecimal(range.low, [...path, 'low']);
  const high = range.high === undefined ? base : toDecimal(range.high, [...path, 'high']);
  if (low.gt(base) || base.gt(high)) {
    throw invalidInput(
      'performance/invalid-effect',
      path,
      `low ${low.toFixed()}, base ${base.toFixed()}, high ${high.toFixed()} do not ascend`,
    );
  }
  return { low, base, high };
}

/** Net of what would have come anyway, times the attributed share; rounded once, half to even. */
export function netOf(
  gross: DecimalValue,
  counterfactual: DecimalValue,
  attribution: DecimalValue,
  decimals: number,
): string {
  const net = gross.times(toDecimal(1).minus(counterfactual)).times(attribution);
  return decimalText(roundDecimal({ value: net, decimals, mode: 'half-even' }), decimals);
}

/** The net effect at its low, base and high end. A loss (negative) is widest where most of it is attributed. */
export function netRange(line: EffectLine): { readonly low: string; readonly base: string; readonly high: string } {
  const { gross, counterfactual, attribution, decimals } = line;
  const at = (value: DecimalValue, generous: boolean) =>
    netOf(
      value,
      generous ? counterfactual.low : counterfactual.high,
      generous ? attribution.high : attribution.low,
      decimals,
    );
  return {
    low: at(gross.low, gross.low.isNegative()),
    base: netOf(gross.base, counterfactual.base, attribution.base, decimals),
    high: at(gross.high, !gross.high.isNegative()),
  };
}

const netValue: OperationFunction = (inputs, parameters) => {
  const [gross, counterfactual, attribution] = inputs.map((input) => toDecimal(String(input.value), [input.key]));
  return netOf(gross!, counterfactual!, attribution!, Number(parameters.decimals));
};

const decimalSum: OperationFunction = (inputs, parameters) =>
  decimalText(
    inputs.reduce((sum, input) => sum.plus(toDecimal(String(input.value), [input.key])), toDecimal(0)),
    Number(parameters.decimals),
  );

/** The operations of value explanations: exact in decimals. */
export const valueOperations: OperationRegistry = { 'net-value@1': netValue, 'decimal-sum@1': decimalSum };
