import type { Rejection } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { buildGrid } from '../load/grid.ts';
import { checkTeam, checkUnique } from '../model/check.ts';
import { checkDemand } from '../model/check-demand.ts';
import type { Demand, Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { earliestDeadline } from './earliest.ts';
import { mostThatFits } from './most.ts';
import { mayDo, partsOf, type WorkPart } from './parts.ts';
import { buildPool, type PeoplePool } from './pool.ts';
import { type Bottleneck, lackingSkills, proofOf, type ShortageProof } from './proof.ts';
import { transport } from './transport.ts';
import { gatherWeeks, type PlannedWork, placeByDay } from './witness.ts';

export type NotEnoughHours = Rejection<
  'planner/not-enough-hours',
  {
    readonly missingHours: number;
    readonly bottleneck: Bottleneck;
    /** The earliest deadline that could be kept; null where three years are not enough. */
    readonly earliestDate: string | null;
  }
>;

export type NobodyHasSkill = Rejection<
  'planner/nobody-has-skill',
  {
    readonly itemId: string;
    /** The skills asked for, with the best level there is (null: nobody) and how many people reach it. */
    readonly skills: readonly {
      readonly skill: string;
      readonly level: number;
      readonly best: number | null;
      readonly people: number;
    }[];
  }
>;

export type NoCapacity = Rejection<
  'planner/no-capacity',
  { readonly itemId: string; readonly weeks: readonly string[]; readonly earliestDate: string | null }
>;

export type DeadlinePassed = Rejection<
  'planner/deadline-passed',
  { readonly deadline: string; readonly firstDay: string; readonly earliestDate: string | null }
>;

export type AdmissionRefusal = NotEnoughHours | NobodyHasSkill | NoCapacity | DeadlinePassed;

/** Yes, with a plan that shows it; or no, with a proof. */
export type Admission =
  | {
      readonly ok: true;
      readonly decision: 'feasible';
      /** The last day on which the demand is worked on in the plan. */
      readonly finishDate: string;
      /** Hours that would be left over for this demand by its deadline. */
      readonly slackHours: number;
      readonly plan: readonly PlannedWork[];
      readonly explanation: Explanation;
    }
  | {
      readonly ok: false;
      readonly decision: 'infeasible';
      readonly rejection: AdmissionRefusal;
      /** Null where no counting is needed: the deadline has passed, or nobody can do it. */
      readonly proof: ShortageProof | null;
      readonly explanation: Explanation | null;
    };

/** The options of `admitDemand`. */
export interface AdmitDemandOptions {
  readonly team: Team;
  readonly demand: Demand;
  /** Demands promised before, which must still fit. Their people are not fixed; allocations' people are. */
  readonly committed?: readonly Demand[];
  /** Today: nothing is planned before it. The demands' own starts alone decide where it is left out. */
  readonly asOf?: string;
}

/**
 * Whether a demand can be met by its deadline with the people there are, next to what they are on and what was promised.
 * Exact for divisible work: a maximum flow over people, skills and days says yes with a plan, or its minimum cut says
 * no and names the skill, the weeks and the hours that are missing. Overtime is never counted.
 *
 * @throws InvalidInputError `planner/effort-mismatch`, `planner/precedence-cycle`, `planner/unknown-predecessor`,
 * `planner/invalid-number`, `core/not-a-date`, and those of `levelLoad` for the team.
 */
export function admitDemand(options: AdmitDemandOptions): Admission {
  const { team, demand } = options;
  const committed = options.committed ?? [];
  checkTeam(team);
  checkDemand(demand);
  for (const [index, other] of committed.entries()) checkDemand(other, ['committed', index]);
  checkUnique([...committed, demand], ['committed']);
  const asOf = options.asOf === undefined ? Number.NEGATIVE_INFINITY : toDay(options.asOf, ['asOf']);
  const own = partsOf(demand, asOf);
  const parts = [...committed.flatMap((other) => partsOf(other, asOf)), ...own].filter((part) => part.units > 0);
  const refusal = refuseAtOnce(options, own, parts);
  if (refusal !== null)
    return { ok: false, decision: 'infeasible', rejection: refusal, proof: null, explanation: null };
  return decide(options, own, parts);
}

function decide(options: AdmitDemandOptions, own: readonly WorkPart[], parts: readonly WorkPart[]): Admission {
  const { team, demand } = options;
  const first = Math.min(...own.map((part) => part.first), ...parts.map((part) => part.first));
  const end = Math.max(...own.map((part) => part.end), ...parts.map((part) => part.end));
  const pool = buildPool({ grid: buildGrid({ team, first, end }), parts });
  const plan = transport({ pool, parts });
  if (plan.cut !== null) {
    const { proof, bottleneck, explanation } = proofOf({ pool, parts, cut: plan.cut });
    const missingHours = toHours(plan.missingUnits);
    const earliestDate = earliestOf(team, demand, parts);
    const rejection: AdmissionRefusal = withoutAnyHours(pool, own)
      ? { code: 'planner/no-capacity', itemId: own[0]!.itemId, weeks: bottleneck.weeks, earliestDate }
      : { code: 'planner/not-enough-hours', missingHours, bottleneck, earliestDate };
    return { ok: false, decision: 'infeasible', rejection, proof, explanation };
  }
  const placed = placeByDay({ pool, parts, shipments: plan.shipments });
  const lastDay = placed.reduce(
    (last, work) => (parts[work.part]!.demandId === demand.id ? Math.max(last, work.day) : last),
    Math.min(...own.map((part) => part.first)),
  );
  const { slackHours, explanation } = slackOf(pool, own, parts);
  return {
    ok: true,
    decision: 'feasible',
    finishDate: fromDay(lastDay),
    slackHours,
    plan: gatherWeeks({ pool, parts, placed }),
    explanation,
  };
}

/** What needs no counting to be refused. */
function refuseAtOnce(
  options: AdmitDemandOptions,
  own: readonly WorkPart[],
  parts: readonly WorkPart[],
): AdmissionRefusal | null {
  const { team, demand } = options;
  for (const part of own) {
    if (part.units === 0) continue;
    const skills = lackingSkills(team.people, part);
    if (skills.length > 0) return { code: 'planner/nobody-has-skill', itemId: part.itemId, skills };
    if (!team.people.some((person) => mayDo(person, part))) {
      return { code: 'planner/nobody-has-skill', itemId: part.itemId, skills: [] };
    }
  }
  const late = own.find((part) => part.end <= part.first);
  if (late === undefined) return null;
  return {
    code: 'planner/deadline-passed',
    deadline: fromDay(late.end - 1),
    firstDay: fromDay(late.first),
    earliestDate: earliestOf(team, demand, parts),
  };
}

function earliestOf(team: Team, demand: Demand, parts: readonly WorkPart[]): string | null {
  return earliestDeadline({ team, parts, demandId: demand.id, tooEarly: toDay(demand.deadline) + 1 });
}

/** True where the people who could do the demand are away, or work no hours at all, in its whole window. */
function withoutAnyHours(pool: PeoplePool, own: readonly WorkPart[]): boolean {
  const { grid } = pool;
  return own.every((part) =>
    grid.people.every((person, row) => {
      if (!mayDo(person, part)) return true;
      const from = row * grid.days + part.first - grid.first;
      return grid.capacity.subarray(from, from + part.end - part.first).every((units) => units === 0);
    }),
  );
}

/** How much more of the demand would fit: the flow with as much of it as there could be. */
function slackOf(
  pool: PeoplePool,
  own: readonly WorkPart[],
  parts: readonly WorkPart[],
): { readonly slackHours: number; readonly explanation: Explanation } {
  const needed = own.reduce((sum, part) => sum + part.units, 0);
  const others = parts.filter((part) => !own.includes(part));
  const otherUnits = others.reduce((sum, part) => sum + part.units, 0);
  const available = own.length === 0 ? 0 : mostThatFits(pool, own, parts) - otherUnits;
  const explanation = explain({
    key: 'planner.slack-hours',
    unit: 'hours',
    operation: { name: 'difference', version: 1, rounding: { decimals: 6, mode: 'half-up' } },
    children: [
      given({ key: 'planner.available-hours', unit: 'hours', value: toHours(available) }),
      given({ key: 'planner.needed-hours', unit: 'hours', value: toHours(needed) }),
    ],
  });
  return { slackHours: toHours(available - needed), explanation };
}
