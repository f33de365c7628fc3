import type { Money } from '@meritkit/core/decimal';
import type { Explanation } from '@meritkit/core/explanation';

/** Something that a remedy costs someone else. */
export type Breakage =
  /** Work that would end after the last day it was promised for. */
  | {
      readonly kind: 'deadline';
      readonly itemId: string;
      readonly deadline: string;
      readonly newDate: string;
      readonly lateDays: number;
    }
  /** A person whose load would pass their capacity by so many more hours. */
  | { readonly kind: 'overload'; readonly personId: string; readonly hours: number }
  /** Demands promised before whose work would no longer fit. */
  | { readonly kind: 'demands'; readonly missingHours: number }
  /** Work that would not be done at all. */
  | { readonly kind: 'dropped'; readonly itemId: string; readonly hours: number };

/** What a remedy costs. Null is unknown: no rate or value was given. */
export interface RemedyPrice {
  /** Hours of people that are spent on the remedy itself: learning, handing over, a new person's work. */
  readonly extraHours: number;
  /** Days by which other work moves. */
  readonly delayDays: number;
  /** Value points that are given up. */
  readonly valueLost: number | null;
  readonly money: Money | null;
}

interface Common {
  /** True where this alone lets the demand be met. */
  readonly closes: boolean;
  /** Hours it frees or adds for the demand before the deadline. */
  readonly freesHours: number;
  /** Hours that are still missing after it. */
  readonly missingHours: number;
  readonly price: RemedyPrice;
  readonly breaks: readonly Breakage[];
  readonly explanation: Explanation;
}

/** One thing that can be done. Overtime is not among them. */
export type RemedyStep =
  | ({ readonly kind: 'defer'; readonly itemId: string; readonly personId: string; readonly resumes: string } & Common)
  | ({ readonly kind: 'cut'; readonly itemId: string; readonly personId: string } & Common)
  | ({
      readonly kind: 'move';
      readonly itemId: string;
      readonly fromPersonId: string;
      readonly toPersonId: string;
    } & Common)
  | ({ readonly kind: 'reprioritise'; readonly demandId: string; readonly newDate: string } & Common)
  | ({
      readonly kind: 'split';
      readonly demandId: string;
      readonly hoursByDeadline: number;
      readonly hoursLater: number;
      readonly laterDate: string;
    } & Common)
  | ({
      readonly kind: 'train';
      readonly personId: string;
      readonly skills: readonly { readonly skill: string; readonly from: number | null; readonly to: number }[];
      readonly weeks: number;
      readonly readyOn: string;
    } & Common)
  | ({
      readonly kind: 'hire';
      readonly skills: Readonly<Record<string, number>>;
      readonly startsBy: string;
      readonly weeks: number;
      readonly share: number;
      readonly people: number;
    } & Common);

/** A step, or the smallest set of steps found that is enough together. */
export type Remedy = RemedyStep | ({ readonly kind: 'combine'; readonly steps: readonly RemedyStep[] } & Common);

/** How long it takes to learn, as the company knows it. Without it no training is proposed. */
export interface TrainingTerms {
  readonly weeksPerLevel: number;
  readonly hoursPerWeek: number;
}

/** Rates for pricing in money. Without one, the price in money is unknown. */
export interface RemedyRates {
  readonly hirePerHour?: Money;
  readonly trainingPerHour?: Money;
}
