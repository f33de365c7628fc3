/** A target as agreed, and as it stands now. */
export interface Target {
  readonly metricId: string;
  readonly class: 'elastic' | 'target' | 'assist';
  /** `lower`: smaller is better, as with hours to a first answer. */
  readonly direction: 'higher' | 'lower';
  readonly agreed: number;
  readonly current: number;
  readonly unit?: string;
  /** How far a rule may move it. */
  readonly bounds: { readonly minimum: number; readonly maximum: number };
}

/** When a signal holds for some periods in a row, a target is relaxed; when it no longer does, it goes back. */
export interface AdaptiveRule {
  readonly id: string;
  readonly metricId: string;
  readonly when: {
    readonly signal: string;
    readonly atLeast: number;
    /** Periods in a row, the last one included. */
    readonly forPeriods: number;
  };
  /** What the agreed target is multiplied by: 2 makes 24 hours 48. */
  readonly multiplyBy: number;
}

/** A signal's value in a period such as `2026-11`, `2026-W47` or `2026-Q4`. */
export interface Signal {
  readonly name: string;
  readonly period: string;
  readonly value: number;
}

/** One entry for the log: what moved, why, from when. */
export interface TargetChange {
  readonly metricId: string;
  readonly kind: 'relaxed' | 'restored';
  readonly from: number;
  readonly to: number;
  readonly agreed: number;
  readonly effectiveFrom: string;
  /** The rule that relaxed it; for a restoration, the rules that no longer hold. */
  readonly ruleIds: readonly string[];
  /** The signals those rules saw, newest first. */
  readonly because: readonly Signal[];
  /** True where the bounds stopped it. */
  readonly bounded: boolean;
}

/** A rule that could not be judged: its signal is not known for these periods, so its target stays as it is. */
export interface UnknownSignal {
  readonly ruleId: string;
  readonly signal: string;
  /** Newest first. */
  readonly periods: readonly string[];
}

/** True where `one` asks less than `other`. */
export function isEasier(target: Target, one: number, other: number): boolean {
  return target.direction === 'lower' ? one > other : one < other;
}
