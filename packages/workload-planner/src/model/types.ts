import type { Money } from '@meritkit/core/decimal';
import type { LocalizedText } from '@meritkit/core/locale';

/** Skills with their levels: `{ go: 4 }`. In a need, the lowest level that will do. */
export type SkillLevels = Readonly<Record<string, number>>;

/**
 * Time away. Days are half-open: `end` is the first day back. Absences of one person may share a day as long as they are no
 * more than the day together: a morning at the doctor's and an afternoon of leave.
 */
export interface Absence {
  readonly start: string;
  readonly end: string;
  /** The part of each day that is away; the whole day where left out. */
  readonly share?: number;
  readonly kind?: string;
}

/** What is different about a person's capacity in a period `[start, end)`. */
export interface CapacityChange {
  readonly start: string;
  readonly end: string;
  readonly hoursPerDay?: number;
  readonly employmentShare?: number;
  readonly focus?: number;
}

/** Days off shared by many people, and the weekend days that are worked in exchange. */
export interface Calendar {
  readonly id: string;
  readonly holidays: readonly string[];
  /** Worked in full whatever the weekday (a Saturday made up for a bridge day). */
  readonly extraWorkingDays?: readonly string[];
  /** Days of which everybody works a part only, by date: 0.5 for an afternoon off before a holiday. */
  readonly partDays?: Readonly<Record<string, number>>;
}

/**
 * Someone who does work. Capacity of a day in hours is
 * `hoursPerDay × employmentShare × weekPattern[weekday] × focus × (1 − absence)`. Overtime is not capacity.
 */
export interface Person {
  readonly id: string;
  readonly name?: LocalizedText;
  /** Contract hours of a full day. */
  readonly hoursPerDay: number;
  /** The part of those hours that is left for planned work after meetings, mail and interruptions: 0 to 1. */
  readonly focus: number;
  /** 0.6 for a part-timer of three days a week spread evenly; 1 where left out. */
  readonly employmentShare?: number;
  /** Parts of a full day, Monday to Sunday; `[1, 1, 1, 1, 1, 0, 0]` where left out. */
  readonly weekPattern?: readonly number[];
  readonly calendarId?: string;
  /** IANA zone in which this person's days begin and end; kept for hosts that show instants. */
  readonly timeZone?: string;
  readonly employedFrom?: string;
  /** The first day no longer employed. */
  readonly employedUntil?: string;
  readonly absences?: readonly Absence[];
  readonly capacityChanges?: readonly CapacityChange[];
  readonly skills: SkillLevels;
  readonly teamId?: string;
  readonly costPerHour?: Money;
}

/** A person promised to a piece of work for the days `[start, end)`: by weekly hours, by share, or by hours in all. */
export interface Allocation {
  readonly id: string;
  readonly personId: string;
  readonly projectId?: string;
  readonly start: string;
  readonly end: string;
  /** Hours of a full week by the person's pattern; days off carry none. */
  readonly hoursPerWeek?: number;
  /** Share of the person's capacity: 0.5 is half of every day. */
  readonly share?: number;
  /** Hours in all, spread over the period in proportion to capacity. */
  readonly hours?: number;
  /** True where the company cannot do without: never offered for deferral. */
  readonly core: boolean;
  /** A promise not yet confirmed; firm where left out. How such promises count is an option of every function. */
  readonly tentative?: boolean;
  /** Who else could do it. Where left out, only this person can. */
  readonly needs?: SkillLevels;
  /** The last day on which it must be done, if it has one. */
  readonly deadline?: string;
  /** Worth in the host's own points, for ranking what to give up. */
  readonly value?: number;
  /** Larger is more urgent; 1 where left out. */
  readonly priority?: number;
}

/** People, their calendars and what they are on. */
export interface Team {
  readonly people: readonly Person[];
  readonly calendars?: readonly Calendar[];
  readonly allocations?: readonly Allocation[];
}

/** A part of an item's work that asks for other skills than the rest. */
export interface Role {
  readonly id: string;
  readonly needs: SkillLevels;
  readonly effortHours: number;
  /** People who share this part's effort evenly; 1 where left out. */
  readonly people?: number;
}

/** A piece of work that is placed in time. Its duration follows from effort and from who does it. */
export interface WorkItem {
  readonly id: string;
  readonly projectId?: string;
  readonly name?: LocalizedText;
  /** Effort that remains, in hours. */
  readonly effortHours: number;
  readonly needs?: SkillLevels;
  /** People who share the effort evenly; 1 where left out. */
  readonly people?: number;
  /** In place of `effortHours` of one kind: parts with their own skills, done side by side. Their efforts add up to it. */
  readonly roles?: readonly Role[];
  /** Items that must be finished first. */
  readonly predecessors?: readonly string[];
  /** First day on which it may start. */
  readonly start?: string;
  /** The last day included. */
  readonly deadline?: string;
  /** Larger is more urgent; 1 where left out. */
  readonly priority?: number;
  /** True: may be laid down for other work and taken up again. Days off never count as an interruption. */
  readonly splittable?: boolean;
  /** The only people who may do it. */
  readonly candidateIds?: readonly string[];
}

/**
 * Something asked of the team by a day. Either divisible effort with the skills it needs, which any number of people
 * may share, or `items` with an order between them.
 */
export interface Demand {
  readonly id: string;
  readonly effortHours?: number;
  readonly needs?: SkillLevels;
  readonly candidateIds?: readonly string[];
  readonly items?: readonly WorkItem[];
  /** First day on which work may be done. */
  readonly start: string;
  /** The last day included. */
  readonly deadline: string;
  readonly value?: number;
  /** Larger is more urgent; 1 where left out. */
  readonly priority?: number;
}
