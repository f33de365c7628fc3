import { addDays } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import {
  type Allocation,
  applyRemedy as applyToPlan,
  type Demand,
  levelLoad,
  type Remedy,
  type RemedyNeedsPeople,
  type RemedyOutdated,
} from '@meritkit/workload-planner';
import type { StaffingDemand } from './schema.ts';
import { plannerDemand, type StaffingProposal, type StaffingTeam, staffDemand, withSkills } from './staff.ts';

/** Nothing can be accepted while the demand does not fit. */
export type NotFeasible = Rejection<'workflows/not-feasible', { readonly demandId: string }>;

/** The team is no longer the one that the plan was made for: these people's hours are spoken for, or not there. */
export type PlanOutdated = Rejection<
  'workflows/plan-outdated',
  { readonly demandId: string; readonly personIds: readonly string[] }
>;

/**
 * Accepts a proposal that fits: the team with an allocation per person for the plan's hours. The allocations
 * are firm from then on. Accepted again, it books nothing twice; where the team has changed and the hours are not free
 * any more, it is refused, so that an old proposal never becomes somebody's overtime.
 */
export function acceptStaffing(options: {
  readonly team: StaffingTeam;
  readonly proposal: StaffingProposal;
}): Outcome<{ readonly team: StaffingTeam; readonly added: readonly Allocation[] }, NotFeasible | PlanOutdated> {
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
  const known = new Set((team.allocations ?? []).map(({ id }) => id));
  if (added.length > 0 && added.every(({ id }) => known.has(id))) return { ok: true, team, added };
  const personIds = overbooked(team, added);
  if (personIds.length > 0) return reject('workflows/plan-outdated', { demandId: proposal.demand.id, personIds });
  return { ok: true, team: { ...team, allocations: [...(team.allocations ?? []), ...added] }, added };
}

/** Those who do not have the hours of these allocations free on their days. */
function overbooked(team: StaffingTeam, added: readonly Allocation[]): readonly string[] {
  if (added.length === 0) return [];
  const [start, end] = [
    added.reduce((first, one) => (one.start < first ? one.start : first), added[0]!.start),
    added.reduce((last, one) => (one.end > last ? one.end : last), added[0]!.end),
  ];
  const people = team.people.map((person) => ({ ...person, skills: {} }));
  const { rows } = levelLoad({ team: { ...team, people }, by: 'day', period: { start, end } });
  const isShort = (one: Allocation) => {
    const free = rows
      .filter((row) => row.personId === one.personId && row.period >= one.start && row.period < one.end)
      .reduce((sum, row) => sum + row.freeHours, 0);
    return free < (one.hours ?? 0) - 1e-6;
  };
  return [...new Set(added.filter(isShort).map(({ personId }) => personId))];
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
  const { asOf } = proposal;
  const applied = applyToPlan({ team: skilled, demand: plannerDemand(proposal.demand, skilled), remedy });
  if (!applied.ok) return applied;
  const { allocations } = applied.team;
  const team = allocations === undefined ? options.team : { ...options.team, allocations };
  const demand = changedTo(proposal.demand, applied.demand);
  const [later] = applied.committed;
  return {
    ok: true,
    team,
    proposal: staffDemand({
      ...{ team, profiles, demand, shortlist: proposal.shortlist.length },
      ...(asOf === null ? {} : { asOf }),
    }),
    rest: later === undefined ? null : changedTo(proposal.demand, later),
  };
}

function changedTo(demand: StaffingDemand, { id, effortHours, start, deadline }: Demand): StaffingDemand {
  return { ...demand, id, effortHours: effortHours ?? demand.effortHours, start, deadline };
}
