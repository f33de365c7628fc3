import { invalidInput } from '@meritkit/core/errors';
import type { BonusAward } from './bonus.ts';
import type { CompiledScorecard } from './compile.ts';
import type { MetricInput } from './metric-term.ts';
import type { PeerGroup, PersonContext } from './plan.ts';
import type { Evidence, Scorecard } from './schema.ts';

/** Why a metric has no value, as somebody stated it; it stands in the explanation with who said so. */
export interface StatedMissing {
  readonly metricId: string;
  readonly reason: string;
  readonly statedBy?: string;
}

/** What a person is scored from. */
export interface ScoreInput {
  readonly scorecard: Scorecard;
  readonly evidence: readonly Evidence[];
  /** Why metrics are missing, as somebody stated it. */
  readonly missing?: readonly StatedMissing[];
  readonly person?: PersonContext;
  /** Peer groups by metric, for percentile and z-score. */
  readonly peers?: Readonly<Record<string, PeerGroup>>;
  readonly bonuses?: readonly BonusAward[];
  /** Further fact kinds that count as time worked here. */
  readonly alsoTimeWorked?: readonly string[];
}

/** What each metric is scored from, in the scorecard's order; refuses what does not fit the scorecard. */
export function metricInputs(
  compiled: CompiledScorecard,
  input: Omit<ScoreInput, 'scorecard'>,
): readonly MetricInput[] {
  const byMetric = readEvidence(compiled, input.evidence);
  const missing = readMissing(compiled, input.missing ?? [], byMetric);
  return compiled.metrics.map((metric) => ({
    metric,
    evidence: byMetric.get(metric.id) ?? [],
    person: input.person ?? {},
    peers: input.peers?.[metric.id],
    missing: missing.get(metric.id),
  }));
}

function readEvidence(
  compiled: CompiledScorecard,
  evidence: readonly Evidence[],
): ReadonlyMap<string, readonly Evidence[]> {
  const byMetric = new Map<string, Evidence[]>();
  for (const [index, item] of evidence.entries()) {
    const path = ['evidence', index];
    const { metricId, value, standardError = 0 } = item;
    const metric = compiled.metrics[compiled.indexOf.get(metricId) ?? -1];
    if (metric === undefined) {
      throw invalidInput('performance/unknown-metric', [...path, 'metricId'], `no metric "${metricId}"`);
    }
    if (!Number.isFinite(value)) {
      throw invalidInput('performance/not-finite', [...path, 'value'], `${value} is not a measured value`);
    }
    if (!(standardError >= 0 && Number.isFinite(standardError))) {
      const message = `a standard error is zero or more, not ${standardError}`;
      throw invalidInput('performance/invalid-evidence', [...path, 'standardError'], message);
    }
    const items = byMetric.get(metricId) ?? [];
    if (items.length > 0 && metric.combine === undefined) {
      const message = `"${metricId}" has a value already and does not say how to combine`;
      throw invalidInput('performance/duplicate-evidence', path, message);
    }
    byMetric.set(metricId, [...items, item]);
  }
  return byMetric;
}

function readMissing(
  compiled: CompiledScorecard,
  stated: readonly StatedMissing[],
  byMetric: ReadonlyMap<string, readonly Evidence[]>,
): ReadonlyMap<string, StatedMissing> {
  const missing = new Map<string, StatedMissing>();
  for (const [index, item] of stated.entries()) {
    const path = ['missing', index, 'metricId'];
    if (!compiled.indexOf.has(item.metricId)) {
      throw invalidInput('performance/unknown-metric', path, `no metric "${item.metricId}"`);
    }
    if (byMetric.has(item.metricId) || missing.has(item.metricId)) {
      const message = byMetric.has(item.metricId)
        ? 'has a value and is said to be missing'
        : 'is said to be missing twice';
      throw invalidInput('performance/invalid-evidence', path, `"${item.metricId}" ${message}`);
    }
    if (item.reason.trim() !== '') missing.set(item.metricId, item);
  }
  return missing;
}
