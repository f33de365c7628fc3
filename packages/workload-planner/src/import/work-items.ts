import { isDate } from '@meritkit/core/dates';
import type { Rejection } from '@meritkit/core/errors';
import type { Allocation, SkillLevels, WorkItem } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';

/** Open work as a tool tells it: what a connector's work item has, as far as planning needs it. */
export interface ToolWorkItem {
  readonly id: string;
  readonly title?: string;
  readonly projectId: string;
  readonly personId: string | null;
  /** Null: nobody estimated it. Unknown is not nothing. */
  readonly remainingHours: number | null;
  readonly storyPoints?: number | null;
  /** The last day included. */
  readonly deadline: string | null;
  /** The tool's own word, such as `High`. */
  readonly priority?: string | null;
  readonly labels?: readonly string[];
  readonly components?: readonly string[];
  readonly blockedBy?: readonly string[];
  readonly sprintId?: string | null;
}

/** A sprint, by its instants. */
export interface ToolSprint {
  readonly id: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** How a tool's words become the planner's numbers. What is not said here is not guessed. */
export interface WorkItemMapping {
  /** Hours of a story point, for items without a remaining estimate. */
  readonly hoursPerStoryPoint?: number;
  /** Skills that a label or component asks for. */
  readonly needs?: Readonly<Record<string, SkillLevels>>;
  readonly priorities?: Readonly<Record<string, number>>;
  /** True: only the person it is assigned to may do it. */
  readonly keepAssignee: boolean;
}

/** An item that cannot be planned as it is, with the reason. */
export type UnplannableItem =
  | Rejection<'planner/no-estimate', { readonly itemId: string }>
  | Rejection<'planner/not-an-estimate', { readonly itemId: string; readonly estimate: number }>
  | Rejection<'planner/not-a-deadline', { readonly itemId: string; readonly deadline: string }>;

/** Items ready to be scheduled, and those that cannot be, each with its reason. */
export interface ImportedWork {
  readonly items: readonly WorkItem[];
  readonly rejected: readonly UnplannableItem[];
  /** Blockers that are not among the items: done already, or never imported. */
  readonly unknownBlockers: readonly { readonly itemId: string; readonly blockerId: string }[];
}

/**
 * A tool's open items (Jira's remaining estimates, sprints and links, or any other's in this shape) as work items. An
 * item without an estimate is rejected with that reason, never planned as if it took nothing.
 *
 * @example
 * ```ts
 * import { importWorkItems } from '@meritkit/workload-planner';
 *
 * importWorkItems({
 *   items: [{ id: 'PAY-1', projectId: 'PAY', personId: 'lin', remainingHours: null, deadline: null }],
 *   mapping: { keepAssignee: true },
 * }).rejected; // [{ code: 'planner/no-estimate', itemId: 'PAY-1' }]
 * ```
 */
export function importWorkItems(options: {
  readonly items: readonly ToolWorkItem[];
  readonly mapping: WorkItemMapping;
}): ImportedWork {
  const { mapping } = options;
  const items: WorkItem[] = [];
  const rejected: UnplannableItem[] = [];
  for (const item of options.items) {
    const effortHours = effortOf(item, mapping);
    if (effortHours === null) rejected.push({ code: 'planner/no-estimate', itemId: item.id });
    else if (!(effortHours >= 0)) {
      rejected.push({ code: 'planner/not-an-estimate', itemId: item.id, estimate: effortHours });
    } else if (item.deadline !== null && !isDate(item.deadline)) {
      rejected.push({ code: 'planner/not-a-deadline', itemId: item.id, deadline: item.deadline });
    } else items.push(itemOf(item, mapping, effortHours));
  }
  const known = new Set(items.map((item) => item.id));
  const unknownBlockers = items.flatMap((item) =>
    (item.predecessors ?? []).filter((id) => !known.has(id)).map((blockerId) => ({ itemId: item.id, blockerId })),
  );
  return {
    items: items.map((item) => {
      const { predecessors = [], ...rest } = item;
      const waits = predecessors.filter((id) => known.has(id));
      return waits.length === 0 ? rest : { ...rest, predecessors: waits };
    }),
    rejected,
    unknownBlockers,
  };
}

function effortOf(item: ToolWorkItem, mapping: WorkItemMapping): number | null {
  if (item.remainingHours !== null) return item.remainingHours;
  const points = item.storyPoints ?? null;
  return points === null || mapping.hoursPerStoryPoint === undefined ? null : points * mapping.hoursPerStoryPoint;
}

function itemOf(item: ToolWorkItem, mapping: WorkItemMapping, effortHours: number): WorkItem {
  const needs: Record<string, number> = {};
  for (const word of [...(item.labels ?? []), ...(item.components ?? [])]) {
    for (const [skill, level] of Object.entries(mapping.needs?.[word] ?? {}))
      needs[skill] = Math.max(needs[skill] ?? 0, level);
  }
  const priority = item.priority == null ? undefined : mapping.priorities?.[item.priority];
  return {
    id: item.id,
    projectId: item.projectId,
    ...(item.title === undefined ? {} : { name: item.title }),
    effortHours,
    ...(Object.keys(needs).length === 0 ? {} : { needs }),
    ...(item.deadline === null ? {} : { deadline: item.deadline }),
    ...(priority === undefined ? {} : { priority }),
    ...(mapping.keepAssignee && item.personId !== null ? { candidateIds: [item.personId] } : {}),
    ...(item.blockedBy === undefined || item.blockedBy.length === 0
      ? {}
      : { predecessors: [...new Set(item.blockedBy)] }),
  };
}

/**
 * What assigned items mean for their people's load: a tentative allocation of the remaining hours, over the item's
 * sprint where it has one, else from `asOf` to its deadline. Items with neither end are left out of load, and named.
 *
 * @example
 * ```ts
 * import { importAllocations } from '@meritkit/workload-planner';
 *
 * const items = [{ id: 'PAY-1', projectId: 'PAY', personId: 'lin', remainingHours: 6, deadline: '2026-11-27' }];
 * importAllocations({ items, sprints: [], asOf: '2026-11-23', mapping: { keepAssignee: true } }).allocations[0]?.end;
 * // '2026-11-28'
 * ```
 */
export function importAllocations(options: {
  readonly items: readonly ToolWorkItem[];
  readonly sprints: readonly ToolSprint[];
  readonly asOf: string;
  readonly mapping: WorkItemMapping;
}): { readonly allocations: readonly Allocation[]; readonly withoutDates: readonly string[] } {
  const today = toDay(options.asOf, ['asOf']);
  const sprints = new Map(options.sprints.map((sprint) => [sprint.id, sprint]));
  const allocations: Allocation[] = [];
  const withoutDates: string[] = [];
  for (const item of options.items) {
    const hours = effortOf(item, options.mapping);
    if (item.personId === null || hours === null || !(hours > 0)) continue;
    const sprint = item.sprintId == null ? undefined : sprints.get(item.sprintId);
    const last = sprint?.endsAt?.slice(0, 10) ?? item.deadline;
    if (last === null || !isDate(last)) {
      withoutDates.push(item.id);
      continue;
    }
    const first =
      sprint?.startsAt === undefined || sprint.startsAt === null
        ? today
        : Math.max(today, toDay(sprint.startsAt.slice(0, 10)));
    // Overdue work is today's work.
    const end = Math.max(toDay(last), first) + 1;
    const { id, personId, projectId } = item;
    allocations.push({
      id,
      personId,
      projectId,
      start: fromDay(first),
      end: fromDay(end),
      hours,
      core: false,
      tentative: true,
    });
  }
  return { allocations, withoutDates };
}
