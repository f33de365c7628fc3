import { reject } from '@meritkit/core/errors';
import type { Admission, SearchStopped } from '../admission/answer.ts';
import type { PlannerEvent } from '../events.ts';
import { checkDemand } from '../model/check-demand.ts';
import type { Demand, Team } from '../model/types.ts';
import type { DocumentId, PlannerDocument } from '../ports.ts';
import { applyRemedy, type RemedyNeedsPeople, type RemedyOutdated } from '../remedies/apply.ts';
import type { Remedy } from '../remedies/types.ts';
import { loadFor } from './load.ts';
import { type AdmissionRunner, keepableAdmission } from './runner.ts';
import { documentOf, namedIn } from './stored.ts';
import { eventOf, type PlannerCommand, type PlannerContext, type Written, write } from './write.ts';

type Admitted = Extract<Admission, { readonly ok: true }>;

/** Yes, with the remedy carried out; or why it could not be. */
export type AdmissionWithRemedy =
  | (Admitted & {
      /** The demand as it is promised: smaller or later where that is the remedy. */
      readonly demand: Demand;
      /** What a split leaves for after the deadline, promised too; null for every other remedy. */
      readonly rest: Demand | null;
    })
  | { readonly ok: false; readonly rejection: RemedyNeedsPeople | RemedyOutdated | SearchStopped };

/** Decides on a demand, and keeps it when the answer is yes. */
export async function admit(
  options: PlannerContext,
  command: PlannerCommand & { readonly demand: Demand; readonly runner?: AdmissionRunner },
): Promise<Written<Admission>> {
  const { demand, runner, ...rest } = command;
  checkDemand(demand);
  const decide = keepableAdmission(runner);
  return write<Admission>(options, rest, 'admit-demand', { demand }, async () => {
    const result = await decide(await loadFor(options, demand));
    if (result.ok) return { result, remove: [], ...promised(options, command, demand, result.finishDate) };
    const { rejection } = result;
    // Nobody declined it: whoever asked did not wait.
    if (rejection.code === 'planner/search-stopped') return { result, put: [], remove: [], events: [] };
    const earliestDate = 'earliestDate' in rejection ? rejection.earliestDate : null;
    const data = { demandId: demand.id, code: rejection.code, earliestDate };
    const event = eventOf(options, command.actor, 'meritkit.planner.demand-declined.v1', demand.id, data);
    return { result, put: [], remove: [], events: [event] };
  });
}

/** Carries a remedy out on the plan as it is now, and keeps it with the demand where that can then be met; else neither. */
export async function admitWithRemedy(
  options: PlannerContext,
  command: PlannerCommand & { readonly demand: Demand; readonly remedy: Remedy; readonly runner?: AdmissionRunner },
): Promise<Written<AdmissionWithRemedy>> {
  const { demand, remedy, runner, ...rest } = command;
  checkDemand(demand);
  const decide = keepableAdmission(runner);
  return write<AdmissionWithRemedy>(options, rest, 'admit-with-remedy', { demand, remedy }, async () => {
    const before = await loadFor(options, demand);
    const after = applyRemedy({ ...before, remedy });
    if (!after.ok) return { result: after, put: [], remove: [], events: [] };
    const { team, committed } = after;
    const result = await decide({ ...before, demand: after.demand, team, committed });
    // It was enough when it was suggested; meanwhile somebody else may have taken the hours.
    if (!result.ok) {
      const isStopped = result.rejection.code === 'planner/search-stopped';
      const refused = isStopped
        ? reject('planner/search-stopped', { demandId: demand.id })
        : reject('planner/remedy-outdated', { id: demand.id });
      return { result: refused, put: [], remove: [], events: [] };
    }
    const known = new Map(before.committed.map((other) => [other.id, other]));
    // Its deadline is the earliest day by which it can be done, so that is when it is.
    const later = committed.find(({ id }) => !known.has(id)) ?? null;
    const kept = [
      moved(options, command, before.team, team),
      postponed(
        options,
        command,
        committed.filter((other) => known.has(other.id) && other !== known.get(other.id)),
      ),
      promised(options, command, after.demand, result.finishDate),
      ...(later === null ? [] : [promised(options, command, later, later.deadline)]),
    ];
    return {
      result: { ...result, demand: after.demand, rest: later },
      put: kept.flatMap(({ put }) => put),
      remove: kept.flatMap(({ remove = [] }) => remove),
      events: kept.flatMap(({ events }) => events),
    };
  });
}

interface Kept {
  readonly put: readonly PlannerDocument[];
  readonly remove?: readonly DocumentId[];
  readonly events: readonly PlannerEvent[];
}

function promised(options: PlannerContext, { actor }: PlannerCommand, demand: Demand, finishDate: string): Kept {
  const { id: demandId, deadline } = demand;
  const data = { demandId, deadline, finishDate };
  const event = eventOf(options, actor, 'meritkit.planner.demand-admitted.v1', demandId, data);
  return { put: [documentOf('demand', demandId, namedIn(demand), demand)], events: [event] };
}

function postponed(options: PlannerContext, { actor }: PlannerCommand, demands: readonly Demand[]): Kept {
  return {
    put: demands.map((demand) => documentOf('demand', demand.id, namedIn(demand), demand)),
    events: demands.map(({ id: demandId, deadline }) =>
      eventOf(options, actor, 'meritkit.planner.demand-postponed.v1', demandId, { demandId, deadline }),
    ),
  };
}

/** The allocations in which two teams differ. */
function moved(options: PlannerContext, { actor }: PlannerCommand, before: Team, after: Team): Kept {
  const known = new Map((before.allocations ?? []).map((allocation) => [allocation.id, allocation]));
  const left = new Set((after.allocations ?? []).map(({ id }) => id));
  const changed = (after.allocations ?? []).filter((allocation) => known.get(allocation.id) !== allocation);
  const ended = [...known.values()].filter(({ id }) => !left.has(id));
  return {
    put: changed.map((allocation) => documentOf('allocation', allocation.id, [allocation.personId], allocation)),
    remove: ended.map(({ id }) => ({ type: 'allocation', id })),
    events: [
      ...changed.map(({ id: allocationId, personId }) =>
        eventOf(options, actor, 'meritkit.planner.allocation-changed.v1', allocationId, { allocationId, personId }),
      ),
      ...ended.map(({ id: allocationId, personId }) =>
        eventOf(options, actor, 'meritkit.planner.allocation-ended.v1', allocationId, { allocationId, personId }),
      ),
    ],
  };
}
