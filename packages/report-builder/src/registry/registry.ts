/** What a metric means before it has a value: its unit, which direction people hope for, and what it is for. */
export interface MetricDefinition {
  readonly unit: string;
  /** `context` numbers have no good direction: they are never a target. */
  readonly direction: 'higher' | 'lower' | 'context';
  /** Rises when a digit of the same inputs could change. */
  readonly version: number;
  /** Places to show. */
  readonly decimals?: number;
}

const context = { direction: 'context', version: 1 } as const;
const higher = { direction: 'higher', version: 1 } as const;
const lower = { direction: 'lower', version: 1 } as const;

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
  'research-share': { unit: 'percent', ...context, decimals: 1 },
  revenue: { unit: 'count', ...context },
  'innovation-revenue': { unit: 'count', ...higher },
  'innovation-share': { unit: 'percent', ...higher, decimals: 1 },
  leavers: { unit: 'people', ...context },
  headcount: { unit: 'people', ...context },
  attrition: { unit: 'percent', ...lower, decimals: 1 },
};
