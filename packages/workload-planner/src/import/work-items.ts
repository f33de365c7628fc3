import { isDate } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { SkillLevels, WorkItem } from '../model/types.ts';

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
  /** The same id a second time: the first one stands. */
  | Rejection<'planner/imported-twice', { readonly itemId: string }>
  /** It waits for one that cannot be planned, so nobody can say when it may begin. */
  | Rejection<'planner/blocked-by-unplannable', { readonly itemId: string; readonly blockerId: string }>
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
  const items: WorkItem[] = [];
  const rejected: UnplannableItem[] = [];
  const seen = new Set<string>();
  for (const item of options.items) {
    const read = seen.has(item.id)
      ? reject('planner/imported-twice', { itemId: item.id })
      : readItem(item, options.mapping);
    seen.add(item.id);
    if (read.ok) items.push(read.item);
    else rejected.push(read.rejection);
  }
  const plannable = withoutBlocked(items, seen, rejected);
  const unknownBlockers = plannable.flatMap((item) =>
    (item.predecessors ?? []).filter((id) => !seen.has(id)).map((blockerId) => ({ itemId: item.id, blockerId })),
  );
  return {
    items: plannable.map((item) => {
      const { predecessors = [], ...rest } = item;
      const waits = predecessors.filter((id) => seen.has(id));
      return waits.length === 0 ? rest : { ...rest, predecessors: waits };
    }),
    rejected,
    unknownBlockers,
  };
}

/** The most hours that one item may take: what the planner can count. */
const MOST_HOURS = 1e9;

function readItem(item: ToolWorkItem, mapping: WorkItemMapping): Outcome<{ readonly item: WorkItem }, UnplannableItem> {
  const { id: itemId, deadline } = item;
  const estimate = effortOf(item, mapping);
  if (estimate === null) return reject('planner/no-estimate', { itemId });
  if (!(estimate >= 0 && estimate <= MOST_HOURS)) return reject('planner/not-an-estimate', { itemId, estimate });
  if (deadline !== null && !isDate(deadline)) return reject('planner/not-a-deadline', { itemId, deadline });
  return { ok: true, item: itemOf(item, mapping, estimate) };
}

/** The items that wait for nothing that was rejected, however long the chain; the others are rejected for it. */
function withoutBlocked(
  items: readonly WorkItem[],
  imported: ReadonlySet<string>,
  rejected: UnplannableItem[],
): readonly WorkItem[] {
  let plannable = items;
  for (;;) {
    const known = new Set(plannable.map(({ id }) => id));
    const left = plannable.filter((item) => {
      const blockerId = item.predecessors?.find((id) => imported.has(id) && !known.has(id));
      if (blockerId === undefined) return true;
      rejected.push({ code: 'planner/blocked-by-unplannable', itemId: item.id, blockerId });
      return false;
    });
    if (left.length === plannable.length) return plannable;
    plannable = left;
  }
}

/** Hours of work as the tool tells them, or by its story points; null where it says neither. */
export function effortOf(item: ToolWorkItem, mapping: WorkItemMapping): number | null {
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
