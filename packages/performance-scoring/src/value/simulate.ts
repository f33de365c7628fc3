import { type DecimalValue, decimalText, roundDecimal } from '@meritkit/core/decimal';
import { createRandom } from '@meritkit/core/random';
import { quantileOfSorted } from '@meritkit/core/statistics';
import type { DecimalRange, EffectLine } from './net.ts';

/** How many worlds are drawn, from which seed, and how much of them the interval holds. */
export interface Simulation {
  readonly seed: number | string;
  /** 100 to 1,000,000. */
  readonly trials: number;
  /** Such as 0.9. */
  readonly confidence: number;
}

/** What the sum of effects could be: the middle and the ends of the simulated worlds. */
export interface SimulatedRange {
  readonly low: string;
  readonly middle: string;
  readonly high: string;
  readonly simulation: Simulation;
}

/**
 * Sums of independent draws: each quantity triangular on its low, base and high (a range somebody stated knows no more
 * than that), each effect on a stream of its own, so that one more effect changes no other's draws.
 */
export function simulateSum(lines: readonly EffectLine[], simulation: Simulation): SimulatedRange {
  const sums = new Float64Array(simulation.trials);
  const random = createRandom(simulation.seed);
  for (const line of lines) {
    const stream = random.fork(`${line.effect.id}/${line.unit}`);
    const draw = (range: DecimalRange) => triangular(range);
    const [gross, counterfactual, attribution] = [line.gross, line.counterfactual, line.attribution].map(draw);
    for (let trial = 0; trial < sums.length; trial += 1) {
      sums[trial]! += gross!(stream.next()) * (1 - counterfactual!(stream.next())) * attribution!(stream.next());
    }
  }
  sums.sort();
  const tail = (1 - simulation.confidence) / 2;
  const decimals = lines[0]?.decimals ?? 0;
  const at = (probability: number) => asText(quantileOfSorted({ sorted: sums, probability }) ?? 0, decimals);
  return { low: at(tail), middle: at(0.5), high: at(1 - tail), simulation };
}

function asText(value: number, decimals: number): string {
  return decimalText(roundDecimal({ value, decimals, mode: 'half-even' }), decimals);
}

/** The inverse distribution of a triangle on low, base, high. */
function triangular(range: {
  readonly low: DecimalValue;
  readonly base: DecimalValue;
  readonly high: DecimalValue;
}): (uniform: number) => number {
  const [low, base, high] = [range.low.toNumber(), range.base.toNumber(), range.high.toNumber()];
  const width = high - low;
  if (width === 0) return () => base;
  const bend = (base - low) / width;
  return (uniform) =>
    uniform < bend
      ? low + Math.sqrt(uniform * width * (base - low))
      : high - Math.sqrt((1 - uniform) * width * (high - base));
}
