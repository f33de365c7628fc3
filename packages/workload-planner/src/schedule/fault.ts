import type { Rejection } from '@meritkit/core/errors';
import type { Assignment } from './report.ts';

/** Something a plan says that cannot be, with what it is about. Hours are hours, people are numbers of them. */
export type PlanFault =
  /** An item or a person that the input lacks. */
  | Rejection<'planner/fault-unknown', { readonly itemId: string; readonly personId: string }>
  /** More or less work than the item takes. */
  | Rejection<'planner/fault-hours', { readonly itemId: string; readonly hours: number; readonly neededHours: number }>
  /** Somebody who may not do it. */
  | Rejection<'planner/fault-skills', { readonly itemId: string; readonly personId: string }>
  /** Two things at a time. */
  | Rejection<
      'planner/fault-overlap',
      { readonly itemId: string; readonly personId: string; readonly otherItemId: string }
    >
  /** Begins before what it waits for ends. */
  | Rejection<'planner/fault-order', { readonly itemId: string; readonly predecessorId: string }>
  /** Begins before it may. */
  | Rejection<'planner/fault-too-early', { readonly itemId: string; readonly start: string; readonly earliest: string }>
  /** Hours that the person does not have there. */
  | Rejection<'planner/fault-capacity', { readonly itemId: string; readonly personId: string; readonly hours: number }>
  /** Laid down, though it may not be split. */
  | Rejection<'planner/fault-interrupted', { readonly itemId: string }>
  /** More or fewer people than it needs. */
  | Rejection<
      'planner/fault-people',
      { readonly itemId: string; readonly people: number; readonly neededPeople: number }
    >
  /** One person in two roles of it. */
  | Rejection<'planner/fault-two-roles', { readonly itemId: string; readonly personId: string }>
  /** The plan says something else of itself than its assignments do; `itemId` null: of the whole. */
  | Rejection<
      'planner/fault-statement',
      {
        readonly itemId: string | null;
        readonly field: string;
        readonly stated: StatedValue;
        readonly found: StatedValue;
      }
    >;

/** What a plan states of itself. */
export type StatedValue = string | number | boolean | null;

/** Takes a fault down. */
export type FaultReport = (fault: PlanFault) => void;

/** An assignment in the person's own hours and in days since the plan's start. */
export interface Span {
  readonly assignment: Assignment;
  readonly row: number;
  /** Free micro-hours of the person since the plan's start. */
  readonly from: number;
  readonly to: number;
  /** Day and the share of it that has passed. */
  readonly start: number;
  readonly finish: number;
}
