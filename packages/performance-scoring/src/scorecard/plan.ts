import { invalidInput } from '@meritkit/core/errors';
import type { PointsPlan } from './points.ts';
import type { Baseline, Metric } from './schema.ts';

/** What is known about a person beside the evidence, for baselines that depend on it. */
export interface PersonContext {
  readonly level?: string;
  readonly complexity?: string;
  /** The person's earlier values by metric, oldest first. */
  readonly history?: Readonly<Record<string, readonly number[]>>;
  /** Baselines that were worked out already, by metric; they win over the scorecard's rule. */
  readonly baselines?: Readonly<Record<string, number>>;
}

/** The people a percentile or z-score compares with: values only, no names. */
export interface PeerGroup {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Either a plan, or why there can be none for this person. */
export type Planned =
  | { readonly ok: true; readonly plan: PointsPlan; readonly peers?: PeerGroup }
  | { readonly ok: false; readonly reason: 'no-baseline' | 'too-few-peers' | 'peers-all-equal' };

/** Resolves a metric's normaliser for one person: looks up the baseline, sorts the peers. */
export function planPoints(options: {
  readonly metric: Metric;
  readonly person: PersonContext;
  readonly peers: PeerGroup | undefined;
}): Planned {
  const { metric, person, peers } = options;
  const normaliser = metric.normaliser;
  if (normaliser === undefined) return { ok: true, plan: { kind: 'as-measured' } };
  switch (normaliser.kind) {
    case 'steps':
      return planned({
        kind: 'steps',
        below: normaliser.below,
        from: normaliser.steps.map((step) => step.from),
        points: normaliser.steps.map((step) => step.points),
      });
    case 'logistic':
    case 'range':
      return planned(normaliser);
    case 'linear':
    case 'relative':
      return planAgainstBaseline(normaliser, metric, person);
    case 'percentile':
    case 'z-score':
      return planAgainstPeers(normaliser, metric, peers);
  }
}

function planned(plan: PointsPlan): Planned {
  return { ok: true, plan };
}

function planAgainstBaseline(
  normaliser: Extract<Metric['normaliser'], { kind: 'linear' | 'relative' }>,
  metric: Metric,
  person: PersonContext,
): Planned {
  const lowerIsBetter = metric.direction === 'lower';
  if (normaliser.kind === 'relative') {
    const baseline = resolveBaseline(metric, person);
    if (baseline === undefined || !(baseline > 0)) return { ok: false, reason: 'no-baseline' };
    return planned({ kind: 'relative', baseline, lowerIsBetter, maximum: normaliser.maximum ?? 100 });
  }
  const needsBaseline = normaliser.start === 'baseline' || normaliser.target === 'baseline';
  const baseline = needsBaseline ? resolveBaseline(metric, person) : 0;
  if (baseline === undefined) return { ok: false, reason: 'no-baseline' };
  const start = normaliser.start === 'baseline' ? baseline : normaliser.start;
  const target = normaliser.target === 'baseline' ? baseline : normaliser.target;
  if (start === target) {
    throw invalidInput(
      'performance/target-equals-start',
      [metric.id, 'baseline'],
      `the baseline of "${metric.id}" is ${baseline}, which is the other end too`,
    );
  }
  const { minimum = 0, maximum = 100 } = normaliser;
  return planned({ kind: 'linear', start, target, minimum, maximum });
}

/** The value a person is measured against; undefined when the rule has none for them. */
export function resolveBaseline(metric: Metric, person: PersonContext): number | undefined {
  const baseline = readBaseline(metric, person);
  if (baseline !== undefined && !Number.isFinite(baseline)) {
    throw invalidInput('performance/not-finite', [metric.id, 'baseline'], `${baseline} is no baseline`);
  }
  return baseline;
}

function readBaseline(metric: Metric, person: PersonContext): number | undefined {
  const known = person.baselines?.[metric.id];
  if (known !== undefined) return known;
  const rule: Baseline | undefined = metric.baseline;
  if (rule === undefined) return undefined;
  switch (rule.kind) {
    case 'fixed':
      return rule.value;
    case 'by-level':
      return person.level === undefined ? undefined : rule.values[person.level];
    case 'by-level-and-complexity':
      return person.level === undefined || person.complexity === undefined
        ? undefined
        : rule.values[person.level]?.[person.complexity];
    case 'own-history': {
      const history = person.history?.[metric.id] ?? [];
      for (const [index, value] of history.entries()) {
        if (Number.isFinite(value)) continue;
        throw invalidInput('performance/not-finite', ['person', 'history', metric.id, index], `${value} is no value`);
      }
      return history.length < rule.minimumPeriods ? undefined : medianOf(history);
    }
  }
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function planAgainstPeers(
  normaliser: Extract<Metric['normaliser'], { kind: 'percentile' | 'z-score' }>,
  metric: Metric,
  peers: PeerGroup | undefined,
): Planned {
  if (peers === undefined || peers.values.length < normaliser.minimumPeers)
    return { ok: false, reason: 'too-few-peers' };
  const lowerIsBetter = metric.direction === 'lower';
  const sorted = ascending(peers.values, metric.id);
  if (normaliser.kind === 'percentile') {
    return { ok: true, plan: { kind: 'percentile', lowerIsBetter, peers: sorted }, peers };
  }
  const { mean, deviation } = momentsOf(sorted);
  if (!(deviation > 0)) return { ok: false, reason: 'peers-all-equal' };
  const { center, spread, minimum = 0, maximum = 100 } = normaliser;
  const sign = lowerIsBetter ? -1 : 1;
  return { ok: true, plan: { kind: 'z-score', sign, center, spread, mean, deviation, minimum, maximum }, peers };
}

/** The same values in ascending order; the array itself when it ascends already. */
function ascending(values: ArrayLike<number>, metricId: string): readonly number[] {
  const list: readonly number[] = Array.isArray(values) ? values : Array.from(values);
  let sorted = true;
  for (let index = 0; index < list.length; index += 1) {
    if (!Number.isFinite(list[index])) {
      throw invalidInput(
        'performance/not-finite',
        ['peers', metricId, 'values', index],
        'a peer value is not a number',
      );
    }
    if (index > 0 && list[index]! < list[index - 1]!) sorted = false;
  }
  return sorted ? list : [...list].sort((one, other) => one - other);
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  let mean = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index += 1) {
    const delta = values[index]! - mean;
    mean += delta / (index + 1);
    squares += delta * (values[index]! - mean);
  }
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}
