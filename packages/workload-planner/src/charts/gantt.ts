import type { WorkItem } from '../model/types.ts';
import type { Plan } from '../schedule/report.ts';

/** A bar: its days, who does it, and what it waits for. */
export interface GanttBar {
  readonly id: string;
  readonly lane: string;
  readonly start: string;
  /** The last day included. */
  readonly finish: string;
  readonly people: readonly string[];
  readonly after: readonly string[];
  readonly deadline: string | null;
  readonly late: boolean;
}

/** A plan as bars in lanes, in the order of time. */
export interface Gantt {
  readonly kind: 'gantt';
  readonly start: string;
  readonly finish: string;
  readonly lanes: readonly string[];
  readonly bars: readonly GanttBar[];
}

/**
 * A plan as a Gantt chart with a lane per project, or a lane per person (then an item is a bar for each of them).
 *
 * @example
 * ```ts
 * import { ganttOf, scheduleWork } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 1, skills: {} }] };
 * const items = [{ id: 'shop', projectId: 'PAY', effortHours: 40 }];
 * const plan = scheduleWork({ team, items, start: '2026-11-16', seed: 1 });
 * ganttOf({ plan, items, lanes: 'projects' }).bars[0]; // { id: 'shop', lane: 'PAY', start: '2026-11-16', … }
 * ```
 */
export function ganttOf(options: {
  readonly plan: Plan;
  readonly items: readonly WorkItem[];
  readonly lanes: 'projects' | 'people';
}): Gantt {
  const { plan } = options;
  const after = new Map(options.items.map((item) => [item.id, item.predecessors ?? []]));
  const people = new Map<string, string[]>();
  for (const { itemId, personId } of plan.assignments) {
    const list = people.get(itemId) ?? [];
    if (!list.includes(personId)) people.set(itemId, [...list, personId].sort());
  }
  const planned = new Map(plan.items.map((item) => [item.itemId, item]));
  const barOf = (itemId: string, lane: string, start: string, finish: string): GanttBar => {
    const item = planned.get(itemId)!;
    return {
      id: itemId,
      lane,
      start,
      finish,
      people: people.get(itemId) ?? [],
      after: after.get(itemId) ?? [],
      deadline: item.deadline,
      late: (item.lateDays ?? 0) > 0,
    };
  };
  const bars =
    options.lanes === 'projects'
      ? plan.items.map((item) => barOf(item.itemId, item.projectId ?? '', item.start, item.finish))
      : plan.assignments.map((line) => barOf(line.itemId, line.personId, line.start, line.finish));
  bars.sort((one, other) =>
    one.start === other.start ? compareText(one.id, other.id) : compareText(one.start, other.start),
  );
  return {
    kind: 'gantt',
    start: bars.reduce((first, bar) => (bar.start < first ? bar.start : first), bars[0]?.start ?? plan.start),
    finish: bars.reduce((last, bar) => (bar.finish > last ? bar.finish : last), plan.start),
    lanes: [...new Set(bars.map((bar) => bar.lane))].sort(),
    bars,
  };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
