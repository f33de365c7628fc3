import type { StaffingTeam } from '@meritkit/workflows/staff-demand';

type Allocation = NonNullable<StaffingTeam['allocations']>[number];

/** An allocation as a decision left it; null where it is not there any more. */
interface Change {
  readonly id: string;
  readonly after: Allocation | null;
}

/** A decision on a demand, with what it changed: enough to have the plan again without it, or after a restart. */
export interface PlanDecision {
  readonly demandId: string;
  readonly kind: 'apply' | 'accept';
  /** What was on the screen when it was decided; the same click twice is known by it. */
  readonly seen: string;
  /** Hours that were planned. */
  readonly hours: number;
  readonly changes: readonly Change[];
}

/** The allocations in which a team differs from what it was. */
export function changesOf(before: StaffingTeam, after: StaffingTeam): readonly Change[] {
  const known = new Map((before.allocations ?? []).map((item) => [item.id, item]));
  const left = new Map((after.allocations ?? []).map((item) => [item.id, item]));
  return [
    ...[...left.values()].filter((item) => known.get(item.id) !== item).map((item) => ({ id: item.id, after: item })),
    ...[...known.keys()].filter((id) => !left.has(id)).map((id) => ({ id, after: null })),
  ];
}

/** The plan that these decisions, in their order, lead to. */
export function replay(team: StaffingTeam, log: readonly PlanDecision[]): StaffingTeam {
  const allocations = new Map((team.allocations ?? []).map((item) => [item.id, item]));
  for (const { id, after } of log.flatMap(({ changes }) => changes)) {
    if (after === null) allocations.delete(id);
    else allocations.set(id, after);
  }
  return { ...team, allocations: [...allocations.values()] };
}
