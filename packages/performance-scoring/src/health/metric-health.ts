import { invalidInput } from '@meritkit/core/errors';
import { betaCdf, meanVariance } from '@meritkit/core/statistics';

/** A metric's values for everybody in a half year; null where missing, in one order for all metrics. */
export interface HealthColumn {
  readonly metricId: string;
  readonly values: readonly (number | null)[];
  /** The value people are rewarded for reaching, and how near to it is suspicious. */
  readonly target?: { readonly value: number; readonly window: number };
  /** The metric that suffers when this one is gamed; both as "higher is better". */
  readonly guardedBy?: string;
}

/** From where on a metric is worth a talk. */
export interface HealthLimits {
  /** Share of people without a value. */
  readonly missing: number;
  /** Share of people on one and the same value. */
  readonly sameValue: number;
  /** Absolute correlation of two metrics. */
  readonly together: number;
  /** Correlation with the guarding metric, below zero. */
  readonly against: number;
  /** p-value of more people just past the target than just before it. */
  readonly bunching: number;
}

/** Limits to begin with. */
export const defaultHealthLimits: HealthLimits = {
  missing: 0.3,
  sameValue: 0.8,
  together: 0.9,
  against: -0.5,
  bunching: 0.01,
};

/** Something to talk about at the half-yearly review of the metrics. */
export type HealthFinding =
  | { readonly problem: 'often-missing'; readonly metricId: string; readonly share: number }
  | {
      readonly problem: 'does-not-discriminate';
      readonly metricId: string;
      readonly share: number;
      readonly value: number;
    }
  | {
      readonly problem: 'move-together';
      readonly metricId: string;
      readonly otherId: string;
      readonly correlation: number;
      readonly people: number;
    }
  | {
      readonly problem: 'bought-by-guard';
      readonly metricId: string;
      readonly otherId: string;
      readonly correlation: number;
      readonly people: number;
    }
  | {
      readonly problem: 'bunched-at-target';
      readonly metricId: string;
      readonly before: number;
      readonly past: number;
      readonly pValue: number;
    };

/** People needed before a correlation is looked at. */
const minimumPeople = 10;

/**
 * Which metrics no longer tell people apart, are missing often, move together, or look gamed: more people just past a
 * target than just before it (one-sided sign test), or a guard that falls where the metric rises. It points at
 * metrics, never at a person.
 *
 * @throws InvalidInputError `performance/batch-length` for columns of different lengths, `performance/unknown-metric`,
 * `performance/not-finite`, `performance/duplicate-id`
 * @example
 * ```ts
 * import { metricHealth } from '@meritkit/performance-scoring';
 *
 * metricHealth({ metrics: [{ metricId: 'closed', values: [5, 5, 5, 5, 5, 5, 5, 5, 5, 4] }] }).map(({ problem }) => problem);
 * // ['does-not-discriminate']
 * ```
 */
export function metricHealth(options: {
  readonly metrics: readonly HealthColumn[];
  readonly limits?: HealthLimits;
}): readonly HealthFinding[] {
  const { metrics, limits = defaultHealthLimits } = options;
  checkLimits(limits);
  const byId = checkColumns(metrics);
  return metrics.flatMap((metric, index) => [
    ...missingFinding(metric, limits),
    ...sameValueFinding(metric, limits),
    ...metrics.slice(index + 1).flatMap((other) => togetherFinding(metric, other, limits)),
    ...guardFinding(metric, metric.guardedBy === undefined ? undefined : byId.get(metric.guardedBy)!, limits),
    ...bunchingFinding(metric, limits),
  ]);
}

function missingFinding(metric: HealthColumn, limits: HealthLimits): readonly HealthFinding[] {
  if (metric.values.length === 0) return [];
  const share = metric.values.filter((value) => value === null).length / metric.values.length;
  return share > limits.missing ? [{ problem: 'often-missing', metricId: metric.metricId, share }] : [];
}

function sameValueFinding(metric: HealthColumn, limits: HealthLimits): readonly HealthFinding[] {
  const counts = new Map<number, number>();
  let known = 0;
  for (const value of metric.values) {
    if (value === null) continue;
    known += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const most = [...counts].reduce<readonly [number, number] | undefined>(
    (top, next) => (top === undefined || next[1] > top[1] ? next : top),
    undefined,
  );
  if (most === undefined || known < 2 || most[1] / known <= limits.sameValue) return [];
  return [{ problem: 'does-not-discriminate', metricId: metric.metricId, share: most[1] / known, value: most[0] }];
}

function togetherFinding(metric: HealthColumn, other: HealthColumn, limits: HealthLimits): readonly HealthFinding[] {
  const { correlation, people } = correlate(metric.values, other.values);
  if (correlation === null || Math.abs(correlation) < limits.together) return [];
  return [{ problem: 'move-together', metricId: metric.metricId, otherId: other.metricId, correlation, people }];
}

function guardFinding(
  metric: HealthColumn,
  guard: HealthColumn | undefined,
  limits: HealthLimits,
): readonly HealthFinding[] {
  if (guard === undefined) return [];
  const { correlation, people } = correlate(metric.values, guard.values);
  if (correlation === null || correlation > limits.against) return [];
  return [{ problem: 'bought-by-guard', metricId: metric.metricId, otherId: guard.metricId, correlation, people }];
}

function bunchingFinding(metric: HealthColumn, limits: HealthLimits): readonly HealthFinding[] {
  if (metric.target === undefined) return [];
  const { value: target, window } = metric.target;
  const near = metric.values.filter(
    (value): value is number => value !== null && value >= target - window && value < target + window,
  );
  const past = near.filter((value) => value >= target).length;
  const before = near.length - past;
  if (near.length < minimumPeople || past <= before) return [];
  // P(X >= past) for X ~ Binomial(n, 1/2), by the incomplete beta function.
  const pValue = betaCdf({ value: 0.5, alpha: past, beta: before + 1 });
  return pValue < limits.bunching
    ? [{ problem: 'bunched-at-target', metricId: metric.metricId, before, past, pValue }]
    : [];
}

function correlate(
  left: readonly (number | null)[],
  right: readonly (number | null)[],
): { readonly correlation: number | null; readonly people: number } {
  const pairs = left.flatMap((value, index) => {
    const other = right[index];
    return value === null || other === null || other === undefined ? [] : [[value, other] as const];
  });
  if (pairs.length < minimumPeople) return { correlation: null, people: pairs.length };
  const [x, y] = [0, 1].map((axis) => meanVariance(pairs.map((pair) => pair[axis]!)));
  const product = x!.variance! * y!.variance!;
  if (!(product > 0)) return { correlation: null, people: pairs.length };
  const covariance = pairs.reduce((sum, [a, b]) => sum + (a - x!.mean!) * (b - y!.mean!), 0) / (pairs.length - 1);
  return { correlation: covariance / Math.sqrt(product), people: pairs.length };
}

function checkLimits(limits: HealthLimits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isFinite(limit)) throw invalidInput('performance/not-finite', ['limits', name], `${limit} is no limit`);
  }
}

function checkColumns(metrics: readonly HealthColumn[]): ReadonlyMap<string, HealthColumn> {
  const byId = new Map<string, HealthColumn>();
  for (const [index, metric] of metrics.entries()) {
    if (byId.has(metric.metricId))
      throw invalidInput('performance/duplicate-id', ['metrics', index], `"${metric.metricId}" stands twice`);
    byId.set(metric.metricId, metric);
    if (metric.values.length !== metrics[0]!.values.length) {
      throw invalidInput('performance/batch-length', ['metrics', index, 'values'], 'columns hold the same people');
    }
    for (const [at, value] of metric.values.entries()) {
      if (value !== null && !Number.isFinite(value))
        throw invalidInput('performance/not-finite', ['metrics', index, 'values', at], 'use null for missing');
    }
  }
  for (const [index, metric] of metrics.entries()) {
    const { value = 0, window = 1 } = metric.target ?? {};
    if (!Number.isFinite(value) || !(window > 0 && Number.isFinite(window))) {
      const path = ['metrics', index, 'target'];
      throw invalidInput('performance/not-finite', path, 'a target is a number, with a window above zero');
    }
    if (metric.guardedBy !== undefined && !byId.has(metric.guardedBy)) {
      throw invalidInput(
        'performance/unknown-metric',
        ['metrics', index, 'guardedBy'],
        `no metric "${metric.guardedBy}"`,
      );
    }
  }
  return byId;
}
