import type { StaffingDemand } from '@meritkit/workflows/staff-demand';
import { acceptStaffing, applyRemedy } from '@meritkit/workflows/staff-demand';
import type { RealInput } from '../slice/input.ts';
import { namesOf } from '../slice/names.ts';
import { remedyText } from '../slice/remedy-text.ts';
import { buildSlice, type Slice } from '../slice/slice.ts';
import { answerText } from '../slice/staffing-report.ts';
import { type Journal, noJournal } from './journal.ts';
import { changesOf, type PlanDecision, replay } from './plan-log.ts';

/** What the app remembers: the team's plan, as the decisions on demands have made it. */
export interface AppState {
  /** The slice for a demand, on the plan as it stands. */
  readonly sliceFor: (demand: StaffingDemand) => Slice;
  /** What was decided on a demand: carried out is a remedy that made room for it. */
  readonly decidedOn: (demandId: string) => { readonly carriedOut: boolean; readonly acceptedHours: number | null };
  /** Carries out a remedy if it still stands where it was seen; the same click twice does it once. */
  readonly apply: (
    demand: StaffingDemand,
    remedy: { readonly index: number; readonly seen: string },
  ) => 'done' | 'stale';
  /** Accepts the plan that was seen, and no other. Accepting the same demand twice books once. */
  readonly accept: (demand: StaffingDemand, plan: { readonly seen: string }) => 'done' | 'stale';
  /** Takes back everything that was decided on a demand; what was decided on others stays. */
  readonly undo: (demandId: string) => void;
}

/** An app state on a real input. */
export function createState(input: RealInput, asOf: string, journal: Journal = noJournal): AppState {
  const initial = buildSlice({ input, asOf }).company.team;
  let log = journal.read();
  let team = replay(initial, log);
  const keep = (next: readonly PlanDecision[]) => {
    // Kept first: a decision that could not be kept was not taken.
    journal.write(next);
    log = next;
    team = replay(initial, log);
  };
  const sliceFor = (demand: StaffingDemand): Slice => {
    // An accepted demand is looked at on the plan without its own hours.
    const others = (team.allocations ?? []).filter((item) => item.projectId !== demand.id);
    return buildSlice({ input, asOf, demand, team: { ...team, allocations: others } });
  };
  const taken = (demandId: string, kind: PlanDecision['kind']) =>
    log.filter((decision) => decision.demandId === demandId && decision.kind === kind);
  return {
    sliceFor,
    decidedOn: (demandId) => ({
      carriedOut: taken(demandId, 'apply').length > 0,
      acceptedHours: taken(demandId, 'accept')[0]?.hours ?? null,
    }),
    apply: (demand, { index, seen }) => {
      if (taken(demand.id, 'apply').some((decision) => decision.seen === seen)) return 'done';
      const slice = sliceFor(demand);
      const remedy = slice.proposal.remedies[index];
      if (remedy === undefined || remedyText(remedy, namesOf(slice)).en !== seen) return 'stale';
      const result = applyRemedy({ team, remedy, proposal: slice.proposal, profiles: slice.company.profiles });
      if (!result.ok) return 'stale';
      keep([...log, { demandId: demand.id, kind: 'apply', seen, hours: 0, changes: changesOf(team, result.team) }]);
      return 'done';
    },
    accept: (demand, { seen }) => {
      if (taken(demand.id, 'accept').length > 0) return 'done';
      const slice = sliceFor(demand);
      if (answerSeen(slice) !== seen) return 'stale';
      const result = acceptStaffing({ team, proposal: slice.proposal });
      if (!result.ok) return 'stale';
      const hours = result.added.reduce((sum, item) => sum + (item.hours ?? 0), 0);
      keep([...log, { demandId: demand.id, kind: 'accept', seen, hours, changes: changesOf(team, result.team) }]);
      return 'done';
    },
    undo: (demandId) => {
      if (log.some((decision) => decision.demandId === demandId))
        keep(log.filter((decision) => decision.demandId !== demandId));
    },
  };
}

/** The answer as somebody saw it, to be held against the plan as it is when they accept it. */
export function answerSeen(slice: Slice): string {
  return answerText(slice, slice.proposal.admission, namesOf(slice)).en;
}
