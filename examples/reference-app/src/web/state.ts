import type { StaffingDemand, StaffingTeam } from '@meritkit/workflows/staff-demand';
import { acceptStaffing, applyRemedy } from '@meritkit/workflows/staff-demand';
import type { RealInput } from '../slice/input.ts';
import { buildSlice, type Slice } from '../slice/slice.ts';
import { namesOf, remedyText } from '../slice/staffing-report.ts';

/** What the app remembers while it runs: the team's plan, and what it was before each accepted demand. */
export interface AppState {
  /** The slice for a demand, on the plan as it stands. */
  readonly sliceFor: (demand: StaffingDemand) => Slice;
  readonly isAccepted: (demandId: string) => boolean;
  readonly plannedHours: (demandId: string) => number;
  /** Carries out a remedy if it still stands where it was seen. */
  readonly apply: (
    demand: StaffingDemand,
    remedy: { readonly index: number; readonly seen: string },
  ) => 'done' | 'stale';
  /** Accepting the same demand twice books once. */
  readonly accept: (demand: StaffingDemand) => 'done' | 'stale';
  readonly undo: (demandId: string) => void;
}

/** An app state on a real input; kept in memory for one process. */
export function createState(input: RealInput, asOf: string): AppState {
  let team: StaffingTeam = buildSlice({ input, asOf }).company.team;
  /** What was changed for a demand before it was accepted, so that taking it back restores the plan. */
  const before = new Map<string, StaffingTeam>();
  const accepted = new Map<string, number>();
  const sliceFor = (demand: StaffingDemand): Slice => {
    // An accepted demand is looked at on the plan without its own hours.
    const own = (team.allocations ?? []).filter((item) => item.projectId !== demand.id);
    return buildSlice({ input, asOf, demand, team: { ...team, allocations: own } });
  };
  return {
    sliceFor,
    isAccepted: (demandId) => accepted.has(demandId),
    plannedHours: (demandId) => accepted.get(demandId) ?? 0,
    apply: (demand, { index, seen }) => {
      const slice = sliceFor(demand);
      const remedy = slice.proposal.remedies[index];
      if (remedy === undefined || remedyText(remedy, namesOf(slice)).en !== seen) return 'stale';
      const result = applyRemedy({ team, remedy, proposal: slice.proposal, profiles: slice.company.profiles });
      if (!result.ok) return 'stale';
      if (!before.has(demand.id)) before.set(demand.id, team);
      team = result.team;
      return 'done';
    },
    accept: (demand) => {
      if (accepted.has(demand.id)) return 'done';
      const result = acceptStaffing({ team, proposal: sliceFor(demand).proposal });
      if (!result.ok) return 'stale';
      if (!before.has(demand.id)) before.set(demand.id, team);
      team = result.team;
      accepted.set(
        demand.id,
        result.added.reduce((sum, item) => sum + (item.hours ?? 0), 0),
      );
      return 'done';
    },
    undo: (demandId) => {
      const earlier = before.get(demandId);
      if (earlier !== undefined && accepted.size <= 1) team = earlier;
      else team = { ...team, allocations: (team.allocations ?? []).filter((item) => item.projectId !== demandId) };
      before.delete(demandId);
      accepted.delete(demandId);
    },
  };
}
