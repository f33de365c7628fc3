import type { Rejection } from '@meritkit/core/errors';
import type { Explanation } from '@meritkit/core/explanation';
import type { BrokenPromise } from './promises.ts';
import type { Bottleneck, ShortageProof } from './proof.ts';
import type { PlannedWork } from './witness.ts';

/** More work than the people who can do it have hours for. */
export type NotEnoughHours = Rejection<
  'planner/not-enough-hours',
  {
    readonly missingHours: number;
    readonly bottleneck: Bottleneck;
    /**
     * The earliest deadline that could be kept. Null where none was found within three years: with divisible work that is
     * proven, with items that have an order a schedule was looked for and not found.
     */
    readonly earliestDate: string | null;
  }
>;

/** Nobody has the skills at the levels asked for, or nobody who has them may do it. */
export type NobodyHasSkill = Rejection<
  'planner/nobody-has-skill',
  {
    readonly itemId: string;
    /** The skills asked for, with the best level there is (null: nobody) and how many people reach it. */
    readonly skills: readonly {
      readonly skill: string;
      readonly level: number;
      readonly best: number | null;
      readonly people: number;
    }[];
  }
>;

/** The people who could do it work no hours at all in its days. */
export type NoCapacity = Rejection<
  'planner/no-capacity',
  { readonly itemId: string; readonly weeks: readonly string[]; readonly earliestDate: string | null }
>;

/** The deadline lies before the first day on which anything could be done. */
export type DeadlinePassed = Rejection<
  'planner/deadline-passed',
  { readonly deadline: string; readonly firstDay: string; readonly earliestDate: string | null }
>;

/** Items that have to follow each other take longer than there is, however many people are there. */
export type OrderTooLong = Rejection<
  'planner/order-too-long',
  {
    /** The items that have to follow each other, in their order. */
    readonly itemIds: readonly string[];
    /** The earliest day on which the last of them could end, with the best people free for it alone. */
    readonly notBefore: string;
    readonly earliestDate: string | null;
  }
>;

/** The hours are there, but no schedule was found that keeps the order in time; none was ruled out either. */
export type Undecided = Rejection<
  'planner/undecided',
  {
    /** No deadline before this one can be kept. */
    readonly notBefore: string;
    /** A deadline that a schedule keeps; null where even that one makes other work late. */
    readonly earliestDate: string | null;
  }
>;

/** Whoever asked did not wait for the answer: a schedule, or a date, was still being looked for. */
export type SearchStopped = Rejection<'planner/search-stopped', { readonly demandId: string }>;

/** Every proven no. */
export type AdmissionRefusal = NotEnoughHours | NobodyHasSkill | NoCapacity | DeadlinePassed | OrderTooLong;

/** Every reason why there is no yes. */
export type Unadmitted = AdmissionRefusal | Undecided | SearchStopped;

/** Yes, with a plan that shows it; or no, with a proof. */
export type Admission =
  | {
      readonly ok: true;
      readonly decision: 'feasible';
      /** Demands promised before that cannot be kept anyway; what they lack is not held against this one. */
      readonly brokenPromises: readonly BrokenPromise[];
      /** The last day on which the demand is worked on in the plan. */
      readonly finishDate: string;
      /** Hours that would be left over for this demand by its deadline. */
      readonly slackHours: number;
      readonly plan: readonly PlannedWork[];
      readonly explanation: Explanation;
    }
  | {
      readonly ok: false;
      readonly decision: 'infeasible';
      readonly brokenPromises: readonly BrokenPromise[];
      readonly rejection: AdmissionRefusal;
      /** Null where no counting is needed: the deadline has passed, or nobody can do it. */
      readonly proof: ShortageProof | null;
      readonly explanation: Explanation | null;
    }
  | {
      readonly ok: false;
      readonly decision: 'undecided';
      readonly brokenPromises: readonly BrokenPromise[];
      readonly rejection: Undecided | SearchStopped;
      readonly proof: null;
      readonly explanation: null;
    };
