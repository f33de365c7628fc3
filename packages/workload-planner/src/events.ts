import type { EventOf } from '@meritkit/core/events';

/** What the planner tells others, by event type. */
export type PlannerEvents = {
  readonly 'meritkit.planner.demand-admitted.v1': {
    readonly demandId: string;
    readonly deadline: string;
    readonly finishDate: string;
  };
  readonly 'meritkit.planner.demand-declined.v1': {
    readonly demandId: string;
    readonly code: string;
    readonly earliestDate: string | null;
  };
  readonly 'meritkit.planner.demand-progressed.v1': { readonly demandId: string; readonly remainingHours: number };
  /** A promised demand that gave way to another. */
  readonly 'meritkit.planner.demand-postponed.v1': { readonly demandId: string; readonly deadline: string };
  readonly 'meritkit.planner.demand-withdrawn.v1': { readonly demandId: string };
  readonly 'meritkit.planner.allocation-changed.v1': { readonly allocationId: string; readonly personId: string };
  readonly 'meritkit.planner.allocation-ended.v1': { readonly allocationId: string; readonly personId: string };
  readonly 'meritkit.planner.plan-published.v1': {
    readonly planId: string;
    readonly items: number;
    readonly lateItems: number;
    readonly changedItems: number;
  };
  /** Nothing names this person any more; whoever keeps copies of what the planner told forgets them too. */
  readonly 'meritkit.planner.person-erased.v1': { readonly personId: string };
};

/** Any event of the planner, in its CloudEvents envelope. */
export type PlannerEvent = EventOf<PlannerEvents>;
