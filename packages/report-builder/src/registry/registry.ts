import { reportError } from '../errors.ts';

/** What a metric means before it has a value: its unit, which direction people hope for, and how it is worked out. */
export interface MetricDefinition {
  readonly unit: string;
  /** `context` numbers have no good direction: they are never a target. */
  readonly direction: 'higher' | 'lower' | 'context';
  /** Rises when a digit of the same inputs could change. */
  readonly version: number;
  /** Places to show; the value itself is never rounded. */
  readonly decimals?: number;
}

const context = { direction: 'context', version: 1 } as const;
const higher = { direction: 'higher', version: 1 } as const;
const lower = { direction: 'lower', version: 1 } as const;
const hours = { unit: 'hours', decimals: 1 } as const;
const percent = { unit: 'percent', decimals: 1 } as const;

/** Definitions of every metric that the builders compute; a metric's `formula` names one. */
export const metricRegistry: Readonly<Record<string, MetricDefinition>> = {
  given: { unit: 'count', ...context },
  'effect.before': { unit: 'count', ...context },
  'effect.after': { unit: 'count', ...context },
  'effect.change': { unit: 'count', ...context },
  'users-kept': { unit: 'users', ...higher },
  'loss-avoided': { unit: 'count', ...higher },
  gain: { unit: 'count', ...higher },
  'research-spend': { unit: 'count', ...context },
  'research-share': { ...percent, ...context },
  revenue: { unit: 'count', ...context },
  'innovation-revenue': { unit: 'count', ...higher },
  'innovation-share': { ...percent, ...higher },
  leavers: { unit: 'people', ...context },
  headcount: { unit: 'people', ...context },
  attrition: { ...percent, ...lower },
  investment: { unit: 'count', ...context },
  return: { unit: 'count', ...higher },
  'return-ratio': { unit: 'ratio', ...higher, decimals: 2 },
  'capability-hours': { ...hours, ...context },
  'capability-share': { ...percent, ...context },
  'plan-people': { unit: 'people', ...context },
  'skill-people': { unit: 'people', ...context },
  'skill-known': { unit: 'people', ...context },
  'skill-needed': { unit: 'people', ...context },
  'skill-gap': { unit: 'people', ...lower },
  'load-assigned': { ...hours, ...context },
  'load-capacity': { ...hours, ...context },
  load: { ...percent, ...context, decimals: 0 },
  'load-over': { unit: 'people', ...lower },
  'lead-time': { ...hours, ...lower },
  'lead-time-median': { ...hours, ...lower },
  'lead-time-p85': { ...hours, ...lower },
  delivered: { unit: 'count', ...context },
  'bug-rate': { ...percent, ...lower },
  overtime: { ...hours, ...lower },
  'change-coding': { ...hours, ...context },
  'change-pickup': { ...hours, ...lower },
  'change-review': { ...hours, ...lower },
  'change-deploy': { ...hours, ...lower },
  'change-cycle': { ...hours, ...lower },
  demands: { unit: 'count', ...context },
  'left-out': { unit: 'count', ...context },
  'on-time': { ...percent, ...higher },
  'complaint-rate': { ...percent, ...lower },
  'late-rate': { ...percent, ...lower },
  'cause-share': { ...percent, ...context },
  people: { unit: 'people', ...context },
  participation: { ...percent, ...higher },
  'resolved-share': { ...percent, ...higher },
  satisfaction: { unit: 'score', ...higher, decimals: 2 },
  'manager-hours': { ...hours, ...lower },
  'manager-saved': { ...percent, ...higher },
  favourable: { ...percent, ...higher, decimals: 0 },
  indicator: { unit: 'count', ...context },
  effect: { unit: 'percentage-points', ...higher, decimals: 1 },
  'score-term': { unit: 'score', ...context, decimals: 2 },
  score: { unit: 'score', ...context, decimals: 2 },
  weight: { unit: 'count', ...context },
  coverage: { ...percent, ...higher },
};

/**
 * What a metric means: by the `formula` it names.
 *
 * @throws InvalidInputError `report/unknown-definition`
 * @example
 * ```ts
 * import { describeMetric } from '@meritkit/report-builder';
 *
 * describeMetric('attrition').direction; // 'lower'
 * ```
 */
export function describeMetric(formula: string): MetricDefinition {
  const definition = Object.hasOwn(metricRegistry, formula) ? metricRegistry[formula] : undefined;
  if (definition === undefined) {
    throw reportError('report/unknown-definition', ['formula'], `no definition "${formula}"`);
  }
  return definition;
}
