import { decimalText, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, type FactReference, given } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import { type EffectLine, linesOf, netRange, valueOperations } from './net.ts';
import type { ValueEffect } from './schema.ts';
import { type SimulatedRange, type Simulation, simulateSum } from './simulate.ts';
import { type EffectNeed, standOf, type ValueState } from './state.ts';

/** One effect in one unit: where it stands, and what it is worth net of what would have come anyway. */
export interface QuantifiedEffect {
  readonly id: string;
  readonly title: LocalizedText;
  readonly state: ValueState;
  /** What it still lacks to be counted. */
  readonly needs?: EffectNeed;
  /** `users` or a currency. */
  readonly unit: string;
  readonly low: string;
  readonly base: string;
  readonly high: string;
  readonly relation: ValueEffect['relation'];
  readonly confirmedBy?: string;
  readonly sources: readonly FactReference[];
  readonly explanation: Explanation;
}

/** The sum of what is counted in one unit. */
export interface ValueTotal {
  /** `users` or a currency; currencies are never added to each other. */
  readonly unit: string;
  readonly low: string;
  readonly base: string;
  readonly high: string;
  readonly interval?: SimulatedRange;
  readonly effectIds: readonly string[];
  readonly explanation: Explanation;
}

/** What was claimed, where each claim stands, and the sum of those that count. */
export interface QuantifiedValue {
  readonly totals: readonly ValueTotal[];
  readonly effects: readonly QuantifiedEffect[];
  readonly assumptions: readonly { readonly effectId: string; readonly assumption: LocalizedText }[];
}

/**
 * Value in money and users: a claim needs evidence, then somebody else from business or finance who confirms it, and
 * only then is it summed. Net of what would have come anyway, times the attributed share, from low to high; with a
 * simulation also as an interval from seeded draws. Sums are exact decimals, one per currency.
 *
 * @throws InvalidInputError `performance/invalid-effect` for a range that does not ascend, a share outside 0 to 1, an
 * effect twice; `performance/invalid-simulation` for trials or confidence that say nothing
 * @example
 * ```ts
 * import { quantifyValue } from '@meritkit/performance-scoring';
 *
 * const value = quantifyValue({
 *   effects: [
 *     { id: 'bug', title: 'Critical bug fixed', claimedBy: 'lin', relation: 'association',
 *       money: { currency: 'CNY', low: '600000', base: '1000000', high: '1200000' }, attribution: { base: '0.5' },
 *       sources: [{ system: 'jira', ref: 'BUG-9' }], confirmation: { by: 'zhou', role: 'finance', at: '2026-10-02' } },
 *     { id: 'pay', title: 'Payment success', claimedBy: 'lin', relation: 'association', users: { base: '100000' } },
 *   ],
 * });
 * value.totals[0]?.base; // '500000.00'
 * value.effects[1]?.needs; // 'evidence'
 * value.totals.length; // 1
 * ```
 */
export function quantifyValue(options: {
  readonly effects: readonly ValueEffect[];
  readonly simulation?: Simulation;
}): QuantifiedValue {
  checkSimulation(options.simulation);
  const lines = linesOf(options.effects);
  const stands = standOf(options.effects);
  const effects = lines.map((line) => quantified(line, stands.get(line.effect.id)!));
  const units = [...new Set(lines.map((line) => line.unit))];
  const totals = units.flatMap((unit): readonly ValueTotal[] => {
    const counted = effects.filter((effect) => effect.unit === unit && effect.state === 'counted');
    if (counted.length === 0) return [];
    const countedLines = lines.filter((line) => line.unit === unit && stands.get(line.effect.id)!.state === 'counted');
    return [totalOf(unit, counted, countedLines, options.simulation)];
  });
  const assumptions = options.effects.flatMap((effect) =>
    [...(effect.assumptions ?? []), ...silentAssumptions(effect)].map((assumption) => ({
      effectId: effect.id,
      assumption,
    })),
  );
  return { totals, effects, assumptions };
}

function quantified(
  line: EffectLine,
  stand: { readonly state: ValueState; readonly needs?: EffectNeed },
): QuantifiedEffect {
  const { effect, unit } = line;
  const sources = effect.sources ?? [];
  const range = netRange(line);
  const part = (key: string, value: string, label: LocalizedText, cited: readonly FactReference[] = []) =>
    given({ key: `${effect.id}:${key}`, label, value, ...(cited.length === 0 ? {} : { sources: cited }) });
  const explanation = explain({
    key: effect.id,
    label: effect.title,
    unit,
    operation: { name: 'net-value', version: 1, parameters: { decimals: line.decimals } },
    operations: valueOperations,
    children: [
      part('gross', decimalText(line.gross.base), { en: 'Effect as seen', 'zh-CN': '观察到的效果' }, sources),
      part('counterfactual', decimalText(line.counterfactual.base), {
        en: 'Share that would have come anyway',
        'zh-CN': '即使不做也会发生的比例',
      }),
      part('attribution', decimalText(line.attribution.base), { en: 'Attributed share', 'zh-CN': '归因比例' }),
    ],
  });
  return {
    id: effect.id,
    title: effect.title,
    ...stand,
    unit,
    ...range,
    relation: effect.relation,
    ...(effect.confirmation === undefined ? {} : { confirmedBy: effect.confirmation.by }),
    sources,
    explanation,
  };
}

function totalOf(
  unit: string,
  counted: readonly QuantifiedEffect[],
  lines: readonly EffectLine[],
  simulation: Simulation | undefined,
): ValueTotal {
  const decimals = lines[0]?.decimals ?? 0;
  const sum = (end: 'low' | 'high') =>
    decimalText(
      counted.reduce((total, effect) => total.plus(toDecimal(effect[end])), toDecimal(0)),
      decimals,
    );
  const explanation = explain({
    key: `total:${unit}`,
    unit,
    operation: { name: 'decimal-sum', version: 1, parameters: { decimals } },
    operations: valueOperations,
    children: counted.map((effect) => effect.explanation),
  });
  return {
    unit,
    low: sum('low'),
    base: String(explanation.value),
    high: sum('high'),
    ...(simulation === undefined ? {} : { interval: simulateSum(lines, simulation) }),
    effectIds: counted.map((effect) => effect.id),
    explanation,
  };
}

/** What is taken for granted where nobody said otherwise; said aloud, so that somebody may. */
function silentAssumptions(effect: ValueEffect): readonly LocalizedText[] {
  const words: LocalizedText[] = [];
  if (effect.counterfactual === undefined) {
    words.push({ en: 'Nothing of it would have come without this work', 'zh-CN': '不做这项工作就完全不会有此效果' });
  }
  if (effect.attribution === undefined) {
    words.push({ en: 'All of it is due to this work', 'zh-CN': '效果全部归功于这项工作' });
  }
  return words;
}

function checkSimulation(simulation: Simulation | undefined): void {
  if (simulation === undefined) return;
  const { trials, confidence } = simulation;
  if (!Number.isInteger(trials) || trials < 100 || trials > 1_000_000) {
    throw invalidInput('performance/invalid-simulation', ['simulation', 'trials'], '100 to 1,000,000 trials');
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw invalidInput('performance/invalid-simulation', ['simulation', 'confidence'], 'a confidence between 0 and 1');
  }
}
