import type { Money } from '@meritkit/core/decimal';
import type { Explanation } from '@meritkit/core/explanation';
import type { SkillLevels } from '../model/types.ts';

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

/** Hours of one person on days of one week, from the first to the last of them; or one stretch of an item's work. */
export interface DatedHours {
  readonly personId: string;
  /** The person's levels in the skills that the demand asks for. */
  readonly skills: SkillLevels;
  readonly firstDay: string;
  /** The last day included. */
  readonly lastDay: string;
  readonly hours: number;
}

/** Whose work it is, and the first and the last day on which it may be done. */
export interface WorkDays {
  /** Null for a demand: its people are not fixed. */
  readonly personId: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Work that gives way: from whom and when, to whom and when. */
export interface GivenWay {
  readonly kind: 'allocation' | 'demand';
  readonly id: string;
  readonly hours: number;
  readonly before: WorkDays;
  /** Null where it is not done at all. */
  readonly after: WorkDays | null;
}

/** Who and which days stand behind a remedy's numbers, so that they can be added up by hand. */
export interface RemedyEvidence {
  /**
   * The field of the remedy to which `hours`, `leftOut.hours` and `elsewhereHours` add up. `freesHours`: free hours that
   * the demand gains, or of a demand that waits, what is done of it after its old date. `hoursLater`: what is done of the
   * demand after its deadline. `itemHours`, `hoursKept`: the item, or what is kept of it or of the demand, as it is then
   * planned.
   */
  readonly addsUpTo: 'freesHours' | 'hoursLater' | 'itemHours' | 'hoursKept';
  /** By day and person; the 20 largest where there are more. */
  readonly hours: readonly DatedHours[];
  readonly leftOut: { readonly lines: number; readonly hours: number };
  /**
   * Below zero: hours that people who cannot do the demand lose for promises made before, which then take them from those
   * who can. Nearly always 0.
   */
  readonly elsewhereHours: number;
  readonly givesWay: readonly GivenWay[];
}

interface Common {
  /** True where this alone lets the demand be met as it was asked: all of it, by its deadline. */
  readonly closes: boolean;
  /** Hours it frees or adds for the demand before the deadline. */
  readonly freesHours: number;
  /** Hours that are still missing after it. */
  readonly missingHours: number;
  readonly price: RemedyPrice;
  readonly breaks: readonly Breakage[];
  readonly evidence: RemedyEvidence;
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
  /** All of the demand by a later date, where none of it is done by its deadline. */
  | ({
      readonly kind: 'postpone';
      readonly demandId: string;
      readonly newDate: string;
      readonly hoursLater: number;
    } & Common)
  /** Less of an item, or of the demand itself where it is divisible: the most that is done by the deadline. */
  | ({
      readonly kind: 'reduce';
      readonly demandId: string;
      readonly itemId: string;
      readonly hoursKept: number;
      readonly hoursCut: number;
    } & Common)
  /** So many people in all on an item, or on one of its roles, share its effort evenly. */
  | ({
      readonly kind: 'team-up';
      readonly demandId: string;
      readonly itemId: string;
      readonly roleId: string | null;
      readonly people: number;
      readonly itemHours: number;
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
