import { type Explanation, explain, type FactReference, given } from '@meritkit/core/explanation';
import type { JsonObject } from '@meritkit/core/json';
import { scoringOperations } from './operations.ts';
import { type PeerGroup, type PersonContext, planPoints } from './plan.ts';
import type { Evidence, Metric } from './schema.ts';

/** What a metric is scored from, for one person. */
export interface MetricInput {
  readonly metric: Metric;
  readonly evidence: readonly Evidence[];
  readonly person: PersonContext;
  readonly peers: PeerGroup | undefined;
  readonly missing: { readonly reason: string; readonly statedBy?: string } | undefined;
}

/** The reason of a metric on which nothing was supplied and nobody said why. */
export const noEvidenceYet = 'no-evidence-yet';

/** A metric's points before its guard, as a term: the measured value and how it became points. */
export function pointsTerm(input: MetricInput, key: string): Explanation {
  const { metric, person, peers } = input;
  if (input.evidence.length === 0) {
    const { reason = noEvidenceYet, statedBy } = input.missing ?? {};
    const sources = statedBy === undefined ? {} : { sources: [{ system: 'stated-by', ref: statedBy }] };
    return given({ ...labelOf(metric, key), key, value: null, unknown: { reason }, ...sources });
  }
  const planned = planPoints({ metric, person, peers });
  if (!planned.ok) return given({ ...labelOf(metric, key), key, value: null, unknown: { reason: planned.reason } });
  const { plan } = planned;
  if (plan.kind === 'as-measured') return measuredTerm(input, key);
  const population = planned.peers;
  return explain({
    ...labelOf(metric, key),
    key,
    unit: 'points',
    operation: { name: 'points', version: 1, parameters: plan as unknown as JsonObject },
    operations: scoringOperations,
    ...(population === undefined ? {} : { population: { name: population.name, n: population.values.length } }),
    children: [measuredTerm(input, `${key}:measured`)],
  });
}

function measuredTerm(input: MetricInput, key: string): Explanation {
  const { metric, evidence } = input;
  if (evidence.length === 1) return evidenceTerm(metric, evidence[0]!, key);
  const children = evidence.map((item, index) => evidenceTerm(metric, item, `${key}:${index + 1}`));
  return explain({ ...labelOf(metric, key), ...unitOf(metric), key, operation: combination(metric), children });
}

function combination(metric: Metric): { readonly name: string; readonly version: number } {
  return {
    name: metric.combine === undefined || metric.combine === 'mean' ? 'weighted-mean' : metric.combine,
    version: 1,
  };
}

function evidenceTerm(metric: Metric, evidence: Evidence, key: string): Explanation {
  const sources: readonly FactReference[] = [
    ...(evidence.source === undefined ? [] : [evidence.source]),
    ...(evidence.sources ?? []),
  ];
  return given({
    ...labelOf(metric, key),
    ...unitOf(metric),
    key,
    value: evidence.value,
    ...(sources.length === 0 ? {} : { sources }),
  });
}

/** The metric's name; its id on a term that has a key of its own, so that nobody reads `speed:measured`. */
function labelOf(metric: Metric, key: string): { readonly label?: NonNullable<Metric['name']> } {
  if (metric.name !== undefined) return { label: metric.name };
  return key === metric.id ? {} : { label: metric.id };
}

function unitOf(metric: Metric): { readonly unit?: string } {
  return metric.unit === undefined ? {} : { unit: metric.unit };
}

/** A metric's term with its guard: held to its cap, and to the limit while its partner does not hold. */
export function metricTerm(input: MetricInput, partner: MetricInput | undefined, weight: number): Explanation {
  const { metric } = input;
  const cap = metric.guard?.cap;
  const pair = partner === undefined ? undefined : metric.guard?.pairedWith;
  const steps = (cap === undefined ? 0 : 1) + (pair === undefined ? 0 : 1);
  let term = pointsTerm(input, steps === 0 ? metric.id : `${metric.id}:points`);
  if (term.value === null) return { ...term, key: metric.id, weight };
  if (cap !== undefined) {
    const key = steps === 1 ? metric.id : `${metric.id}:capped`;
    term = explain({
      ...labelOf(metric, key),
      key,
      unit: 'points',
      operation: { name: 'capped', version: 1, parameters: { cap } },
      operations: scoringOperations,
      children: [term],
    });
  }
  if (pair !== undefined && partner !== undefined) {
    term = explain({
      ...labelOf(metric, metric.id),
      key: metric.id,
      unit: 'points',
      operation: { name: 'guarded', version: 1, parameters: { atLeast: pair.atLeast, limit: pair.limit } },
      operations: scoringOperations,
      children: [term, pointsTerm(partner, `${metric.id}:guard:${partner.metric.id}`)],
    });
  }
  return { ...term, weight };
}
