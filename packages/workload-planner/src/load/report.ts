import type { BucketKind } from './buckets.ts';

/** Where a load stands against the healthy band. `no-capacity`: there is work and nobody there to do it. */
export type LoadState = 'under' | 'healthy' | 'over' | 'free' | 'away' | 'no-capacity';

/** The band in which a load is healthy, as shares of capacity. */
export interface HealthyBand {
  readonly from: number;
  readonly to: number;
}

/** Hours that one allocation puts on a person in a bucket. */
export interface LoadPart {
  readonly allocationId: string;
  readonly projectId?: string;
  readonly core: boolean;
  readonly tentative: boolean;
  readonly hours: number;
}

/** A group of capacity and work in one bucket; `load` is unclipped (1.2 is 120 %) and null without capacity. */
export interface LoadCell {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly capacityHours: number;
  readonly allocatedHours: number;
  /** Hours of tentative allocations, however much they count; `allocatedHours` holds what they count for. */
  readonly tentativeHours: number;
  readonly freeHours: number;
  readonly overHours: number;
  readonly load: number | null;
  readonly state: LoadState;
}

/** A person's load in a bucket, with what it is made of. */
export interface PersonLoad extends LoadCell {
  readonly personId: string;
  readonly work: readonly LoadPart[];
}

/** The load of the people who have a skill, or who belong to a team. Free hours are theirs, person by person. */
export interface GroupLoad extends LoadCell {
  readonly group: string;
  readonly people: number;
}

/** Someone over the band in a bucket, with the causes, largest first. */
export interface Overload {
  readonly personId: string;
  readonly period: string;
  readonly load: number | null;
  readonly overHours: number;
  readonly causes: readonly LoadPart[];
}

/** The load of people, skills, teams and everyone, with overloads and what remains. */
export interface LoadReport {
  readonly by: BucketKind;
  readonly band: HealthyBand;
  readonly start: string;
  readonly end: string;
  readonly rows: readonly PersonLoad[];
  readonly skills: readonly GroupLoad[];
  readonly teams: readonly GroupLoad[];
  readonly total: readonly LoadCell[];
  readonly overloads: readonly Overload[];
  /** Hours of each allocation that lie in the period, and what remains from `asOf` on. */
  readonly remaining: readonly {
    readonly allocationId: string;
    readonly hours: number;
    readonly remainingHours: number;
  }[];
}
