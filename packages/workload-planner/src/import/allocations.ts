import { dateInZone, instantText, isDate, parseInstant } from '@meritkit/core/dates';
import type { Allocation } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { effortOf, type ToolWorkItem, type WorkItemMapping } from './work-items.ts';

/** A sprint, by its instants. */
export interface ToolSprint {
  readonly id: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
}

/** Load as the tool's assignments make it, and the items that make none, by reason. */
export interface ImportedAllocations {
  readonly allocations: readonly Allocation[];
  /** Neither a sprint with an end nor a deadline says when. */
  readonly withoutDates: readonly string[];
  /** Nobody estimated them, or what stands there is no estimate: unknown load, not none. */
  readonly withoutEstimate: readonly string[];
  /** Nobody is assigned. */
  readonly unassigned: readonly string[];
}

/**
 * What assigned items mean for their people's load: a tentative allocation of the remaining hours, over the item's
 * sprint where it has one, else from `asOf` to its deadline. A sprint's instants become days in `timeZone`; one that ends
 * at midnight ends with the day before. Items that say too little are left out of load, and named.
 *
 * @throws InvalidInputError `core/not-an-instant` for a sprint's instant, `core/unknown-time-zone`, `core/not-a-date`
 * @example
 * ```ts
 * import { importAllocations } from '@meritkit/workload-planner';
 *
 * const items = [{ id: 'PAY-1', projectId: 'PAY', personId: 'lin', remainingHours: 6, deadline: null, sprintId: '7' }];
 * const sprints = [{ id: '7', startsAt: '2026-11-15T16:00:00Z', endsAt: '2026-11-27T10:00:00Z' }];
 * const mapping = { keepAssignee: true };
 * const { allocations } = importAllocations({ items, sprints, asOf: '2026-11-09', timeZone: 'Asia/Shanghai', mapping });
 * [allocations[0]?.start, allocations[0]?.end]; // ['2026-11-16', '2026-11-28']
 * ```
 */
export function importAllocations(options: {
  readonly items: readonly ToolWorkItem[];
  readonly sprints: readonly ToolSprint[];
  readonly asOf: string;
  /** Where the days of the sprints' instants are counted, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly mapping: WorkItemMapping;
}): ImportedAllocations {
  const today = toDay(options.asOf, ['asOf']);
  const sprints = readSprints(options.sprints, options.timeZone);
  const found = {
    allocations: [] as Allocation[],
    withoutDates: [] as string[],
    withoutEstimate: [] as string[],
    unassigned: [] as string[],
  };
  for (const item of options.items) {
    const { id, personId, projectId, deadline } = item;
    const hours = effortOf(item, options.mapping);
    const sprint = item.sprintId == null ? undefined : sprints.get(item.sprintId);
    const last = sprint?.last ?? deadline;
    if (hours === null || !(hours >= 0 && hours < Number.POSITIVE_INFINITY)) found.withoutEstimate.push(id);
    else if (hours === 0)
      continue; // done: no load
    else if (personId === null) found.unassigned.push(id);
    else if (last === null || !isDate(last)) found.withoutDates.push(id);
    else {
      const first = sprint?.first == null ? today : Math.max(today, toDay(sprint.first));
      const end = Math.max(toDay(last), first) + 1; // overdue work is today's work
      const period = { start: fromDay(first), end: fromDay(end) };
      found.allocations.push({ id, personId, projectId, ...period, hours, core: false, tentative: true });
    }
  }
  return found;
}

/** First and last days of sprints, where they are known. */
function readSprints(sprints: readonly ToolSprint[], timeZone: string) {
  const dayOf = (instant: string, path: readonly (string | number)[], back: number) =>
    dateInZone(instantText(parseInstant(instant, path) - back), timeZone);
  return new Map(
    sprints.map(({ id, startsAt, endsAt }, index) => {
      const first = startsAt === null ? null : dayOf(startsAt, ['sprints', index, 'startsAt'], 0);
      const last = endsAt === null ? null : dayOf(endsAt, ['sprints', index, 'endsAt'], 1);
      return [id, { first, last }] as const;
    }),
  );
}
