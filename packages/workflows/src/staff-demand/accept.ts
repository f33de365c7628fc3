import { addDays } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import {
  type Allocation,
  applyRemedy as applyToPlan,
  type Demand,
  type Remedy,
  type RemedyNeedsPeople,
  type RemedyOutdated,
} from '@meritkit/workload-planner';
import type { StaffingDemand } from './schema.ts';
import { plannerDemand, type StaffingProposal, type StaffingTeam, staffDemand, withSkills } from './staff.ts';

/** Nothing can be accepted while the demand does not fit. */
export type NotFeasible = Rejection<'workflows/not-feasible', { readonly demandId: string }>;

/**
 * Accepts a proposal that fits: the team with an allocation per person for the plan's hours. The allocations
 * are firm from then on.
 */
export function acceptStaffing(options: {
  readonly team: StaffingTeam;
  readonly proposal: StaffingProposal;
}): Outcome<{ readonly team: StaffingTeam; readonly added: readonly Allocation[] }, NotFeasible> {
  const { team, proposal } = options;
  if (!proposal.admission.ok) return reject('workflows/not-feasible', { demandId: proposal.demand.id });
  const added = proposal.admission.plan
    .filter((work) => work.demandId === proposal.demand.id)
    .map((work) => ({
      id: `${proposal.demand.id}:${work.personId}:${work.week}`,
      personId: work.personId,
      projectId: proposal.demand.id,
      start: work.firstDay,
      end: addDays(work.lastDay, 1),
      hours: work.hours,
      core: true,
    }));
  return { ok: true, team: { ...team, allocations: [...(team.allocations ?? []), ...added] }, added };
}

/** A proposal on the plan that a remedy leads to. */
export interface AppliedToStaffing {
  readonly team: StaffingTeam;
  /** Of the demand as the remedy leaves it: smaller, or later, where that is the remedy. */
  readonly proposal: StaffingProposal;
  /** What a split leaves for after the deadline, to be staffed next; null for every other remedy. */
  readonly rest: StaffingDemand | null;
}

/**
 * Carries out a remedy and proposes again. Nothing is stored: the caller keeps the team that is returned, or not. Refused
 * where people have to act first (hiring, training), and where the plan has changed since the remedy was suggested.
 */
export function applyRemedy(options: {
  readonly team: StaffingTeam;
  readonly remedy: Remedy;
  readonly proposal: StaffingProposal;
  readonly profiles: Parameters<typeof staffDemand>[0]['profiles'];
}): Outcome<AppliedToStaffing, RemedyNeedsPeople | RemedyOutdated> {
  const { remedy, proposal, profiles } = options;
  const skilled = withSkills(options.team, profiles);
  const applied = applyToPlan({ team: skilled, demand: plannerDemand(proposal.demand, skilled), remedy });
  if (!applied.ok) return applied;
  const { allocations } = applied.team;
  const team = allocations === undefined ? options.team : { ...options.team, allocations };
  const demand = changedTo(proposal.demand, applied.demand);
  const [later] = applied.committed;
  return {
    ok: true,
    team,
    proposal: staffDemand({ team, profiles, demand, shortlist: proposal.shortlist.length }),
    rest: later === undefined ? null : changedTo(proposal.demand, later),
  };
}

function changedTo(demand: StaffingDemand, { id, effortHours, start, deadline }: Demand): StaffingDemand {
  return { ...demand, id, effortHours: effortHours ?? demand.effortHours, start, deadline };
}
