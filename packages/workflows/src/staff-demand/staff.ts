import { addDays } from '@meritkit/core/dates';
import { type Candidate, type ProfileSet, rankCandidates } from '@meritkit/skills-matrix';
import {
  type Admission,
  admitDemand,
  levelLoad,
  type Demand as PlannerDemand,
  type Remedy,
  suggestRemedies,
  type Team,
} from '@meritkit/workload-planner';
import type { StaffingDemand } from './schema.ts';

/** A team whose people's skills come from profiles; the host supplies calendars and allocations. */
export type StaffingTeam = Omit<Team, 'people'> & {
  readonly people: readonly Omit<Team['people'][number], 'skills'>[];
};

/** The answer to a demand: who, whether by the date, and what else could be done. */
export interface StaffingProposal {
  readonly demand: StaffingDemand;
  /** The day it was made for: nothing is planned before it. Null where the demand's own start alone decides. */
  readonly asOf: string | null;
  /** The best so many, each with reasons and with the share of their time that is free for it. */
  readonly shortlist: readonly Candidate[];
  readonly admission: Admission;
  /** Empty where the demand can be met as things are. Overtime is never among them. */
  readonly remedies: readonly Remedy[];
}

/**
 * From a demand to a proposal: a shortlist by skills, experience and free time; whether it can be done by its deadline
 * with the people there are; and where not, by when, and what would make it possible. It proposes; a person decides.
 *
 * Every must-have skill is what the planner asks of those who work on it. Hours of work, days `YYYY-MM-DD`.
 *
 * @throws InvalidInputError those of `rankCandidates`, `admitDemand` and `suggestRemedies`
 * @example
 * ```ts
 * import { buildProfiles } from '@meritkit/skills-matrix';
 * import { staffDemand } from '@meritkit/workflows/staff-demand';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * const proposal = staffDemand({
 *   profiles,
 *   team: { people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8 }] },
 *   demand: {
 *     id: 'promo', skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
 *     effortHours: 60, start: '2026-11-23', deadline: '2026-12-04',
 *   },
 * });
 * proposal.admission.ok; // true
 * proposal.shortlist[0]?.personId; // 'lin'
 * ```
 */
export function staffDemand(options: {
  readonly profiles: ProfileSet;
  readonly team: StaffingTeam;
  readonly demand: StaffingDemand;
  /** Today: nothing is planned before it. The demand's own start alone decides where it is left out. */
  readonly asOf?: string;
  /** How many to show; five where left out. */
  readonly shortlist?: number;
}): StaffingProposal {
  const { profiles, demand, asOf = null } = options;
  const team = withSkills(options.team, profiles);
  const size = options.shortlist ?? 5;
  const shortlist = rankCandidates({
    profiles,
    availability: freeShares(team, demand, asOf),
    limit: size,
    shortlist: size,
    demand: {
      id: demand.id,
      skills: demand.skills.map(({ must, ...skill }) => ({ ...skill, ...(must === undefined ? {} : { must }) })),
      experience: (demand.experience ?? []).map(({ months, ...tag }) => ({
        ...tag,
        ...(months === undefined ? {} : { months }),
      })),
      exclusions: demand.exclusions ?? [],
    },
  });
  const question = { team, demand: plannerDemand(demand, team), ...(asOf === null ? {} : { asOf }) };
  const admission = admitDemand(question);
  return { demand, asOf, shortlist, admission, remedies: admission.ok ? [] : suggestRemedies(question) };
}

/** The planner's people, with the most likely level that profiles show for each skill. */
export function withSkills(team: StaffingTeam, profiles: ProfileSet): Team {
  const levels = new Map(profiles.people.map((person) => [person.personId, person.skills]));
  return {
    ...team,
    people: team.people.map((person) => ({
      ...person,
      skills: Object.fromEntries((levels.get(person.id) ?? []).map((skill) => [skill.skillId, skill.level])),
    })),
  };
}

/** The planner's demand: every must-have skill is needed, and whoever is excluded is no candidate. */
export function plannerDemand(demand: StaffingDemand, team: Team): PlannerDemand {
  const excluded = new Set(demand.exclusions);
  return {
    id: demand.id,
    effortHours: demand.effortHours,
    needs: Object.fromEntries(
      demand.skills.filter((skill) => skill.must === true).map((skill) => [skill.skillId, skill.atLeast]),
    ),
    start: demand.start,
    deadline: demand.deadline,
    ...(excluded.size === 0
      ? {}
      : { candidateIds: team.people.map((person) => person.id).filter((id) => !excluded.has(id)) }),
  };
}

/** The share of each person's capacity that is not spoken for, on the days that are left between start and deadline. */
function freeShares(team: Team, demand: StaffingDemand, asOf: string | null) {
  const start = asOf !== null && asOf > demand.start ? asOf : demand.start;
  // No day is left: nobody has any time for it.
  if (start > demand.deadline) return team.people.map(({ id }) => ({ personId: id, share: 0 }));
  const hours = new Map<string, { capacity: number; free: number }>();
  const report = levelLoad({ team, by: 'week', period: { start, end: addDays(demand.deadline, 1) } });
  for (const row of report.rows) {
    const sum = hours.get(row.personId) ?? { capacity: 0, free: 0 };
    hours.set(row.personId, { capacity: sum.capacity + row.capacityHours, free: sum.free + row.freeHours });
  }
  return [...hours].map(([personId, { capacity, free }]) => ({
    personId,
    share: capacity === 0 ? 0 : Math.min(1, free / capacity),
  }));
}
