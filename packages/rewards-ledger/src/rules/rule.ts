import type { JsonObject } from '@meritkit/core/json';
import { readStored } from '../stored/upcast.ts';

/** A multiplier that applies when the event's attribute fits. */
export interface RuleMultiplier {
  readonly id: string;
  readonly when: { readonly attribute: string; readonly equals?: string; readonly atLeast?: string };
  /** Decimal text. */
  readonly factor: string;
}

/** The stretch of calendar a cap counts over; `ever` never starts again. */
export type CapPeriod = 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year' | 'ever';

/** How much one person can earn by a rule in a period. */
export interface RuleCap {
  readonly id: string;
  readonly per: CapPeriod;
  /** Decimal text in the rule's unit. */
  readonly maximum: string;
  /** `trim`: grants what is left of the cap; `refuse`: grants nothing beyond it. */
  readonly beyond: 'trim' | 'refuse';
}

/** An earning rule of one version. A change is a new version; entries name the version they were granted by. */
export interface EarningRule {
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  /** `YYYY-MM-DD`, half-open; in force while the event's day lies in it. */
  readonly inForce: { readonly start: string; readonly end: string | null };
  /** The zone whose days, weeks and months bound validity and caps. */
  readonly timeZone: string;
  /** Decimal text; per event, or per unit of the event's quantity. */
  readonly amount: string;
  readonly per: 'event' | 'quantity';
  readonly multipliers: readonly RuleMultiplier[];
  /** What the person must have completed, such as a course. */
  readonly prerequisites: readonly string[];
  readonly caps: readonly RuleCap[];
  /** The budget that pays; null for the unit's issuer. */
  readonly budgetId: string | null;
  /** Days after the event's day on which the points end, at midnight of the rule's zone; null: never. */
  readonly expiresAfterDays: number | null;
  /** The one rounding, to the unit's scale, after all factors. */
  readonly rounding: 'half-up' | 'half-even' | 'down' | 'up';
}

/** What happened, as a rule sees it. */
export interface RuleEvent {
  /** Instant. */
  readonly at: string;
  /** Decimal text; 1 unless given. */
  readonly quantity?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** What the person has completed. */
  readonly completed?: readonly string[];
}

/** A version of a rule from its document's body. */
export function ruleOfBody(body: JsonObject): EarningRule {
  const { schemaVersion: _, ...rule } = readStored('rule', body);
  return rule as unknown as EarningRule;
}
