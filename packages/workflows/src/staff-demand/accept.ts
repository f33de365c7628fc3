import { addDays, daysBetween } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Allocation, Remedy, RemedyStep, Team } from '@meritkit/workload-planner';
import { type StaffingProposal, type StaffingTeam, staffDemand } from './staff.ts';

/** Nothing can be accepted while the demand does not fit. */
export type NotFeasible = Rejection<'workflows/not-feasible', { readonly demandId: string }>;

/** A remedy of a kind that a plan cannot carry out by itself: hiring and training need people first. */
export type NeedsPeople = Rejection<'workflows/remedy-needs-people', { readonly kind: Remedy['kind'] }>;

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

/**
 * Carries out a remedy that moves or gives up planned work, and proposes again. Nothing is stored: the caller keeps the
 * team that is returned, or not.
 */
export function applyRemedy(options: {
  readonly team: StaffingTeam;
  readonly remedy: Remedy;
  readonly proposal: StaffingProposal;
  readonly profiles: Parameters<typeof staffDemand>[0]['profiles'];
}): Outcome<{ readonly team: StaffingTeam; readonly proposal: StaffingProposal }, NeedsPeople> {
  const { remedy, proposal, profiles } = options;
  const steps: readonly RemedyStep[] = remedy.kind === 'combine' ? remedy.steps : [remedy];
  let allocations = options.team.allocations ?? [];
  for (const step of steps) {
    const next = change(allocations, step, proposal);
    if (next === undefined) return reject('workflows/remedy-needs-people', { kind: step.kind });
    allocations = next;
  }
  const team = { ...options.team, allocations };
  return {
    ok: true,
    team,
    proposal: staffDemand({ team, profiles, demand: proposal.demand, shortlist: proposal.shortlist.length }),
  };
}

type Allocations = NonNullable<Team['allocations']>;

/** The allocations after one step; undefined for a step that no plan can take. */
function change(allocations: Allocations, step: RemedyStep, proposal: StaffingProposal): Allocations | undefined {
  switch (step.kind) {
    case 'cut':
      return allocations.filter((item) => item.id !== step.itemId);
    case 'defer':
      return allocations.flatMap((item) => (item.id === step.itemId ? deferred(item, proposal, step.resumes) : [item]));
    case 'move':
      return allocations.map((item) => (item.id === step.itemId ? { ...item, personId: step.toPersonId } : item));
    default:
      return undefined;
  }
}

/** What lies before the demand's start stays; what is left is taken up again on the day the remedy names. */
function deferred(item: Allocation, proposal: StaffingProposal, resumes: string): readonly Allocation[] {
  const { start } = proposal.demand;
  const from = item.start > start ? item.start : start;
  const days = daysBetween(from, resumes);
  const before = item.start < start ? [{ ...item, id: `${item.id}:before`, end: start }] : [];
  return [...before, { ...item, start: resumes, end: addDays(item.end, days) }];
}
