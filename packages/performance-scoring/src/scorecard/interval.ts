import type { Explanation } from '@meritkit/core/explanation';
import type { CompiledNode, CompiledScorecard } from './compile.ts';
import type { MetricInput } from './metric-term.ts';
import { planPoints } from './plan.ts';
import { pointsOf } from './points.ts';

/** The scores between which a result could lie, and which uncertainties were counted. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** `missing`: missing parts at the ends of the scale; `measurement`: standard errors at 95%. */
  readonly from: readonly ('missing' | 'measurement')[];
}

/** 97.5% point of the standard normal distribution. */
const normalQuantile = 1.959963984540054;

/**
 * The range of a score: with missing parts anywhere on the scale (Manski's bounds), widened by the standard errors of
 * what was measured, combined as independent. Undefined when neither a scale nor a standard error was given.
 */
export function intervalOf(options: {
  readonly compiled: CompiledScorecard;
  readonly inputs: readonly MetricInput[];
  readonly terms: readonly Explanation[];
  readonly value: number;
}): Interval | undefined {
  const { compiled, inputs, terms, value } = options;
  const scale = compiled.scorecard.scale;
  const halfWidths = inputs.map(halfWidthOf);
  const measured = halfWidths.some((width) => width > 0);
  if (scale === undefined && !measured) return undefined;
  const known = terms.map((term) => term.value as number | null);
  const bonus = value - fill(compiled.roots, known, null);
  const spread = Math.sqrt(variance(compiled.roots, halfWidths, known).variance);
  const from: Interval['from'] = [
    ...(scale === undefined ? [] : (['missing'] as const)),
    ...(measured ? (['measurement'] as const) : []),
  ];
  if (scale === undefined) return { low: value - spread, high: value + spread, from };
  const low = fill(compiled.roots, known, scale.minimum) + bonus - spread;
  const high = fill(compiled.roots, known, scale.maximum) + bonus + spread;
  return { low: Math.max(low, scale.minimum), high: Math.max(Math.min(high, scale.maximum + bonus), value), from };
}

function halfWidthOf(input: MetricInput): number {
  const errors = input.evidence.map((item) => item.standardError ?? 0);
  if (errors.every((error) => error === 0)) return 0;
  const planned = planPoints({ metric: input.metric, person: input.person, peers: input.peers });
  if (!planned.ok) return 0;
  const sum = input.metric.combine === 'sum';
  const share = sum ? 1 : errors.length;
  const error = Math.sqrt(errors.reduce((total, each) => total + each * each, 0)) / share;
  const center = input.evidence.reduce((total, item) => total + item.value, 0) / share;
  const shift = normalQuantile * error;
  return Math.abs(pointsOf(planned.plan, center + shift) - pointsOf(planned.plan, center - shift)) / 2;
}

/** Weighted mean with every missing metric at `value`, or left out when it is null. */
function fill(nodes: readonly CompiledNode[], known: readonly (number | null)[], value: number | null): number {
  let sum = 0;
  let weights = 0;
  for (const node of nodes) {
    const part = node.metric >= 0 ? (known[node.metric] ?? value) : fill(node.children, known, value);
    if (part === null || Number.isNaN(part)) continue;
    sum += node.weight * part;
    weights += node.weight;
  }
  return sum / weights;
}

function variance(
  nodes: readonly CompiledNode[],
  halfWidths: readonly number[],
  known: readonly (number | null)[],
): { readonly variance: number; readonly known: boolean } {
  let sum = 0;
  let weights = 0;
  for (const node of nodes) {
    const part =
      node.metric >= 0
        ? { variance: halfWidths[node.metric]! * halfWidths[node.metric]!, known: known[node.metric] !== null }
        : variance(node.children, halfWidths, known);
    if (!part.known) continue;
    sum += node.weight * node.weight * part.variance;
    weights += node.weight;
  }
  return weights === 0 ? { variance: 0, known: false } : { variance: sum / (weights * weights), known: true };
}
