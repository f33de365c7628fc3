import { invalidInput } from '@meritkit/core/errors';
import { refusePublishWithin } from '@meritkit/core/events';
import { createIds, systemNow } from '@meritkit/core/platform';
import type { Actor, Page } from '@meritkit/core/ports';
import type { Admission } from './admission/answer.ts';
import { type LevelLoadOptions, levelLoad } from './load/level.ts';
import type { LoadReport } from './load/report.ts';
import type { Allocation, Demand, WorkItem } from './model/types.ts';
import type { PlannerDocument } from './ports.ts';
import type { PromiseReport } from './promises/check-promises.ts';
import { remainingOf } from './promises/remaining.ts';
import type { SuggestRemediesOptions } from './remedies/suggest.ts';
import type { Remedy } from './remedies/types.ts';
import { changesBetween } from './replan/replan.ts';
import type { Plan } from './schedule/report.ts';
import { type AdmissionWithRemedy, admit, admitWithRemedy } from './service/admit.ts';
import { erasePerson } from './service/erase.ts';
import { countingOf, loadFor, loadTeam } from './service/load.ts';
import { withRemaining } from './service/progress.ts';
import {
  exportPerson,
  listAllocations,
  listDemands,
  type PlannerListQuery,
  readPromises,
  readPublishedPlan,
} from './service/reads.ts';
import { type AdmissionRunner, type RemediesRunner, runAdmission, runRemedies } from './service/runner.ts';
import { documentOf, readAllocation, readDemand, readPlan } from './service/stored.ts';
import {
  eventOf,
  type PlannerCommand,
  type PlannerContext,
  type PlannerOptions,
  record,
  type Written,
  write,
} from './service/write.ts';

/** Load, admission and plans of one tenant, kept. */
export interface Planner {
  /** Promises a person to work, or changes that promise. */
  readonly saveAllocation: (
    command: PlannerCommand & { readonly allocation: Allocation },
  ) => Promise<Written<{ readonly allocationId: string }>>;
  readonly endAllocation: (
    command: PlannerCommand & { readonly allocationId: string },
  ) => Promise<Written<{ readonly ended: boolean }>>;
  /**
   * Decides on a demand next to everything promised, and keeps it when the answer is yes. A no keeps nothing, its key least
   * of all: the same call may succeed once there is room. Items with an order may take seconds to decide on: a `runner` has
   * that done elsewhere. Stopped, it is `planner/search-stopped`, and nothing is kept or told.
   */
  readonly admit: (
    command: PlannerCommand & { readonly demand: Demand; readonly runner?: AdmissionRunner },
  ) => Promise<Written<Admission>>;
  /**
   * Carries a remedy out and keeps it together with the demand, or neither: allocations are moved, handed over or ended,
   * promised demands get their new dates, and the demand is promised as the remedy leaves it. Refused where people have to
   * act first, and where the plan is no longer one on which the remedy is enough.
   */
  readonly admitWithRemedy: (
    command: PlannerCommand & {
      readonly demand: Demand;
      readonly remedy: Remedy;
      readonly runner?: AdmissionRunner;
    },
  ) => Promise<Written<AdmissionWithRemedy>>;
  readonly withdraw: (
    command: PlannerCommand & { readonly demandId: string },
  ) => Promise<Written<{ readonly withdrawn: boolean }>>;
  /**
   * Says what remains of an admitted demand: hours in all, or hours by item where it has items (those not named stay). As
   * days pass, a promise counts with what is still to be done, not with what it was.
   */
  readonly recordProgress: (
    command: PlannerCommand & {
      readonly demandId: string;
      readonly remainingHours: number | Readonly<Record<string, number>>;
    },
  ) => Promise<Written<{ readonly recorded: boolean }>>;
  /** The answer that `admit` would give now; nothing is kept. It names people, so the audit records who asked. */
  readonly previewDemand: (options: {
    readonly actor: Actor;
    readonly demand: Demand;
    readonly runner?: AdmissionRunner;
  }) => Promise<Admission>;
  /** What would make room for a demand; it names people, so the audit records who asked. */
  readonly suggestRemedies: (
    options: Pick<SuggestRemediesOptions, 'demand' | 'training' | 'rates'> & {
      readonly actor: Actor;
      readonly runner?: RemediesRunner;
    },
  ) => Promise<readonly Remedy[]>;
  /** What does not hold any more of everything promised, as of today: the question of every morning. */
  readonly readPromises: (query: { readonly actor: Actor }) => Promise<PromiseReport>;
  /** The allocations kept, by id; of a person and of a period where asked. The audit records who read them. */
  readonly listAllocations: (query: PlannerListQuery) => Promise<Page<Allocation>>;
  /** The demands promised, by id, as they are now: with what remains, and their present date. */
  readonly listDemands: (query: PlannerListQuery) => Promise<Page<Demand>>;
  readonly readLoad: (
    options: Pick<LevelLoadOptions, 'by' | 'band'> & {
      readonly actor: Actor;
      readonly period: { readonly start: string; readonly end: string };
    },
  ) => Promise<LoadReport>;
  /** Keeps the plan that people are shown from now on. */
  readonly publishPlan: (
    command: PlannerCommand & { readonly planId: string; readonly plan: Plan; readonly items: readonly WorkItem[] },
  ) => Promise<Written<{ readonly changedItems: number }>>;
  readonly readPlan: (options: { readonly actor: Actor; readonly planId: string }) => Promise<Plan | null>;
  /** Every stored document that names a person, as it lies there and whatever its version, for their right of access. */
  readonly exportPerson: (options: {
    readonly actor: Actor;
    readonly personId: string;
  }) => Promise<{ readonly personId: string; readonly documents: readonly PlannerDocument[] }>;
  /** Takes a person out of everything stored, and tells it in the same write, so that others forget them too. */
  readonly erasePerson: (
    command: PlannerCommand & { readonly personId: string },
  ) => Promise<Written<{ readonly documents: number }>>;
}

/**
 * Binds the planner's functions to a store and to the host's people. Each call loads, decides with the pure functions,
 * saves in one atomic write with its events, and then publishes. A demand is decided on one version of the tenant's
 * book: when another write comes in between, it is decided again, so hours are never promised twice.
 *
 * A key has one effect, for ever: sent again, the same call gives the first answer and does nothing, another is a
 * `KeyConflictError`. What had no effect (a refused demand, an id that is not there) keeps no key and is decided anew; its
 * event is told again only when the answer is another. Errors: `VersionConflictError` after 20 lost races, `KeyConflictError`,
 * `StorageUnavailableError`, and those of the functions.
 *
 * @example
 * ```ts
 * import { createPlanner } from '@meritkit/workload-planner';
 * import { createMemoryPlannerStore } from '@meritkit/workload-planner/memory';
 *
 * const people = [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }];
 * const planner = createPlanner({
 *   store: createMemoryPlannerStore({ tenantId: 'acme' }),
 *   people: { specificationVersion: 'v1', tenantId: 'acme', readPeople: async () => ({ people }) },
 *   now: () => '2026-11-16T09:00:00+08:00',
 * });
 * const { result } = await planner.admit({
 *   key: 'promo', actor: { id: 'zhou', requestId: 'r-1' },
 *   demand: { id: 'promo', effortHours: 20, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' },
 * });
 * result.ok; // true
 * ```
 */
export function createPlanner(options: PlannerOptions): Planner {
  if (options.people.tenantId !== options.store.tenantId) {
    throw invalidInput('planner/invalid-input', ['people', 'tenantId'], 'people and store belong to different tenants');
  }
  refusePublishWithin(options);
  const { now = systemNow, ids = createIds() } = options;
  return plannerOn({ ...options, now, ids });
}

function plannerOn(context: PlannerContext): Planner {
  return {
    saveAllocation: ({ allocation, ...command }) =>
      write(context, command, 'save-allocation', { allocation }, async () => {
        const first = { start: allocation.start, end: allocation.end };
        const { people, calendars = [] } = await context.people.readPeople(first);
        levelLoad({ team: { people, calendars, allocations: [allocation] }, by: 'week' });
        const event = eventOf(context, command.actor, 'meritkit.planner.allocation-changed.v1', allocation.id, {
          allocationId: allocation.id,
          personId: allocation.personId,
        });
        const put = [documentOf('allocation', allocation.id, [allocation.personId], allocation)];
        const { personId } = allocation;
        return { result: { allocationId: allocation.id }, put, remove: [], events: [event], personId };
      }),
    endAllocation: ({ allocationId, ...command }) =>
      write<{ readonly ended: boolean }>(context, command, 'end-allocation', { allocationId }, async () => {
        const found = await context.store.getDocument({ type: 'allocation', id: allocationId });
        if (found === null) return { result: { ended: false }, put: [], remove: [], events: [] };
        const { personId } = readAllocation(found.body);
        const data = { allocationId, personId };
        const event = eventOf(context, command.actor, 'meritkit.planner.allocation-ended.v1', allocationId, data);
        return {
          result: { ended: true },
          put: [],
          remove: [{ type: 'allocation', id: allocationId }],
          events: [event],
          personId,
        };
      }),
    admit: (command) => admit(context, command),
    admitWithRemedy: (command) => admitWithRemedy(context, command),
    withdraw: ({ demandId, ...command }) =>
      write<{ readonly withdrawn: boolean }>(context, command, 'withdraw-demand', { demandId }, async () => {
        const found = await context.store.getDocument({ type: 'demand', id: demandId });
        if (found === null) return { result: { withdrawn: false }, put: [], remove: [], events: [] };
        const event = eventOf(context, command.actor, 'meritkit.planner.demand-withdrawn.v1', demandId, { demandId });
        return { result: { withdrawn: true }, put: [], remove: [{ type: 'demand', id: demandId }], events: [event] };
      }),
    recordProgress: ({ demandId, remainingHours, ...command }) =>
      write<{ readonly recorded: boolean }>(
        context,
        command,
        'record-progress',
        { demandId, remainingHours },
        async () => {
          const found = await context.store.getDocument({ type: 'demand', id: demandId });
          if (found === null) return { result: { recorded: false }, put: [], remove: [], events: [] };
          const demand = withRemaining(readDemand(found.body), remainingHours);
          const data = { demandId, remainingHours: remainingOf(demand) };
          const event = eventOf(context, command.actor, 'meritkit.planner.demand-progressed.v1', demandId, data);
          const put = [documentOf('demand', demandId, found.personIds, demand)];
          return { result: { recorded: true }, put, remove: [], events: [event] };
        },
      ),
    previewDemand: async ({ actor, demand, runner }) => {
      await record(context, actor, 'planner.demand.previewed', { type: 'demand', id: demand.id });
      return runAdmission(await loadFor(context, demand), runner);
    },
    suggestRemedies: async ({ actor, demand, runner, ...terms }) => {
      await record(context, actor, 'planner.remedies.suggested', { type: 'demand', id: demand.id });
      return runRemedies({ ...(await loadFor(context, demand)), ...terms }, runner);
    },
    readPromises: (query) => readPromises(context, query),
    listAllocations: (query) => listAllocations(context, query),
    listDemands: (query) => listDemands(context, query),
    readLoad: async ({ actor, ...report }) => {
      const team = await loadTeam(context, report.period);
      await record(context, actor, 'planner.load.read', { type: 'load', id: report.period.start });
      return levelLoad({ team, ...report, ...countingOf(context) });
    },
    publishPlan: ({ planId, plan, items, ...command }) =>
      write(context, command, 'publish-plan', { planId, plan, items }, async () => {
        const found = await context.store.getDocument({ type: 'plan', id: planId });
        const changes = found === null ? plan.items : changesBetween(readPlan(found.body), plan, items);
        const people = [...new Set(plan.assignments.map((assignment) => assignment.personId))].sort();
        const data = { planId, items: plan.items.length, lateItems: plan.lateItems, changedItems: changes.length };
        const event = eventOf(context, command.actor, 'meritkit.planner.plan-published.v1', planId, data);
        const put = [documentOf('plan', planId, people, plan)];
        return { result: { changedItems: changes.length }, put, remove: [], events: [event] };
      }),
    readPlan: (query) => readPublishedPlan(context, query),
    exportPerson: (query) => exportPerson(context, query),
    erasePerson: (command) => erasePerson(context, command),
  };
}
