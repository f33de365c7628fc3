import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { buildGrid } from '../load/grid.ts';
import { checkTeam, checkUnique } from '../model/check.ts';
import { checkDemand } from '../model/check-demand.ts';
import type { Demand, Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { Admission, AdmissionRefusal } from './answer.ts';
import { earliestDeadline } from './earliest.ts';
import { mostThatFits } from './most.ts';
import {
  attemptOrdered,
  brokenOrder,
  confirmDate,
  confirmLater,
  criticalDate,
  narrowParts,
  type OrderedAttempt,
  type OrderedWork,
  orderedWork,
} from './ordered.ts';
import { ableTeam, mayDo, partsOf, type WorkPart } from './parts.ts';
import { buildPool, type PeoplePool } from './pool.ts';
import { lackingSkills, proofOf } from './proof.ts';
import { transport } from './transport.ts';
import { gatherWeeks, placeByDay } from './witness.ts';

/** The options of `admitDemand`. */
export interface AdmitDemandOptions {
  readonly team: Team;
  readonly demand: Demand;
  /** Demands promised before, which must still fit. Their people are not fixed; allocations' people are. */
  readonly committed?: readonly Demand[];
  /** Today: nothing is planned before it. The demands' own starts alone decide where it is left out. */
  readonly asOf?: string;
  /** For items with an order: how hard a schedule is looked for. 60 schedules from seed 1 where left out. */
  readonly search?: { readonly seed: number | string; readonly schedules: number };
}

/**
 * Whether a demand can be met by its deadline with the people there are, next to what they are on and what was promised.
 *
 * Exact for divisible work: a maximum flow over people, skills and days says yes with a plan, or its minimum cut says
 * no and names the skill, the weeks and the hours that are missing. For items with an order, numbers of people or work
 * that may not be split, the flow and the critical path can still prove a no; a yes is a schedule that shows it; and
 * where neither is found the answer is `undecided`, with bounds. Overtime is never counted.
 *
 * @throws InvalidInputError `planner/effort-mismatch`, `planner/precedence-cycle`, `planner/unknown-predecessor`,
 * `planner/duplicate-id`, `planner/invalid-number`, `core/not-a-date`, and those of `levelLoad` for the team.
 * @example
 * ```ts
 * import { admitDemand } from '@meritkit/workload-planner';
 *
 * const team = { people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }] };
 * const demand = { id: 'promo', effortHours: 40, needs: { go: 3 }, start: '2026-11-16', deadline: '2026-11-20' };
 * const answer = admitDemand({ team, demand });
 * answer.ok ? null : answer.rejection; // { code: 'planner/not-enough-hours', missingHours: 8, … }
 * ```
 */
export function admitDemand(options: AdmitDemandOptions): Admission {
  return answer(options, (find) => find());
}

/** Whether it would be admitted, without looking for the date from which it would. */
export function wouldAdmit(options: AdmitDemandOptions): boolean {
  return answer(options, () => null).ok;
}

/** What becomes of the search for a date: it is costly, and not everyone asks for one. */
type DateSearch = (find: () => string | null) => string | null;

function answer(options: AdmitDemandOptions, search: DateSearch): Admission {
  const { team, demand } = options;
  const committed = options.committed ?? [];
  checkTeam(team);
  checkDemand(demand);
  for (const [index, other] of committed.entries()) checkDemand(other, ['committed', index]);
  if (checkUnique(committed, ['committed']).has(demand.id)) {
    throw invalidInput('planner/duplicate-id', ['demand', 'id'], `"${demand.id}" is committed already`);
  }
  const asOf = options.asOf === undefined ? Number.NEGATIVE_INFINITY : toDay(options.asOf, ['asOf']);
  const own = partsOf(demand, asOf);
  const parts = [...committed.flatMap((other) => partsOf(other, asOf)), ...own].filter((part) => part.units > 0);
  const exactDate = () => search(() => earliestOf(team, demand, parts));
  const refusal = refuseAtOnce(options, own, exactDate);
  if (refusal !== null) return infeasible(refusal);
  const isOrdered = [...committed, demand].some((other) => other.items !== undefined);
  return isOrdered ? decideOrdered(options, own, parts, asOf, search) : decide(options, own, parts, exactDate);
}

function infeasible(rejection: AdmissionRefusal): Admission {
  return { ok: false, decision: 'infeasible', rejection, proof: null, explanation: null };
}

/** The flow, and with an order between items also the critical path and a schedule. */
function decideOrdered(
  options: AdmitDemandOptions,
  own: readonly WorkPart[],
  parts: readonly WorkPart[],
  asOf: number,
  search: DateSearch,
): Admission {
  const { demand } = options;
  const first = Math.min(...own.map((part) => part.first), ...parts.map((part) => part.first));
  const { work, attempt, settle } = orderedSearch(options, parts, asOf, first);
  const safeDate = () => search(settle);
  const broken = brokenOrder(work);
  if (broken !== null) {
    const { path: itemIds, earliest: notBefore } = broken;
    return infeasible({ code: 'planner/order-too-long', itemIds, notBefore, earliestDate: safeDate() });
  }
  const relaxed = decide(options, own, narrowParts(work, parts), safeDate);
  if (!relaxed.ok) return relaxed;
  const { fits, plan } = attempt();
  if (fits) {
    const finishDate = plan
      .filter((line) => line.demandId === demand.id)
      .reduce((last, line) => (line.lastDay > last ? line.lastDay : last), fromDay(first));
    return { ...relaxed, finishDate, plan };
  }
  const notBefore = criticalDate(work, demand.id);
  const rejection = { code: 'planner/undecided', notBefore, earliestDate: safeDate() } as const;
  return { ok: false, decision: 'undecided', rejection, proof: null, explanation: null };
}

/** The schedules that an answer on ordered items rests on: each is looked for once, and only when it is asked for. */
function orderedSearch(options: AdmitDemandOptions, parts: readonly WorkPart[], asOf: number, first: number) {
  const { team, demand, committed = [] } = options;
  const budget = options.search ?? { seed: 1, schedules: 60 };
  const all = [...committed, demand];
  const ordered = new Set(all.filter((other) => other.items !== undefined).map(({ id }) => id));
  const divisible = parts.filter((part) => !ordered.has(part.demandId));
  const tryAt = (work: OrderedWork) => attemptOrdered(work, demand.id, divisible, budget);
  const work = orderedWork(team, all, asOf, first);
  let tried: OrderedAttempt | null = null;
  const attempt = (): OrderedAttempt => {
    tried ??= tryAt(work);
    return tried;
  };
  const settle = () => {
    if (demand.items === undefined) {
      return confirmLater(earliestOf(team, demand, parts), (deadline) => {
        const moved = partsOf({ ...demand, deadline }, asOf);
        const others = divisible.filter((part) => part.demandId !== demand.id);
        return attemptOrdered(work, demand.id, [...others, ...moved], budget);
      });
    }
    return confirmDate(attempt().reached, (deadline) =>
      tryAt(orderedWork(team, [...committed, { ...demand, deadline }], asOf, first)),
    );
  };
  return { work, attempt, settle };
}

function decide(
  options: AdmitDemandOptions,
  own: readonly WorkPart[],
  parts: readonly WorkPart[],
  earliest: () => string | null,
): Admission {
  const { team, demand } = options;
  const first = Math.min(...own.map((part) => part.first), ...parts.map((part) => part.first));
  const end = Math.max(...own.map((part) => part.end), ...parts.map((part) => part.end));
  const pool = buildPool({ grid: buildGrid({ team: ableTeam(team, parts), first, end }), parts });
  const plan = transport({ pool, parts });
  if (plan.cut !== null) {
    const { proof, bottleneck, explanation } = proofOf({ team, pool, parts, cut: plan.cut });
    const missingHours = toHours(plan.missingUnits);
    const earliestDate = earliest();
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
  const { slackHours, explanation } = slackOf(pool, demand.id, parts);
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
  earliest: () => string | null,
): AdmissionRefusal | null {
  const { team } = options;
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
    earliestDate: earliest(),
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
  demandId: string,
  parts: readonly WorkPart[],
): { readonly slackHours: number; readonly explanation: Explanation } {
  const own = parts.filter((part) => part.demandId === demandId);
  const sum = (list: readonly WorkPart[]) => list.reduce((total, part) => total + part.units, 0);
  const needed = sum(own);
  const available = own.length === 0 ? 0 : mostThatFits(pool, own, parts) - (sum(parts) - needed);
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
