import { invalidInput } from '@meritkit/core/errors';
import { countTentative, type TentativeOption } from '../load/tentative.ts';
import { checkTeam, checkUnique } from '../model/check.ts';
import { checkDemand } from '../model/check-demand.ts';
import type { Demand, Team } from '../model/types.ts';
import { finish, isTold, neverStop, type Stop, type TaskProgress } from '../steps.ts';
import { fromDay, toDay } from '../time/day.ts';
import type { Admission, AdmissionRefusal, DeadlinePassed } from './answer.ts';
import { decideDivisible, earliestOf } from './decide.ts';
import { decideOrdered, safeDeadline } from './decide-ordered.ts';
import { keepsAll } from './keeps.ts';
import { MOST_PLANS, type Search } from './ordered.ts';
import { mayDo, partsOf, type WorkPart } from './parts.ts';
import type { FreePool } from './pool.ts';
import type { BrokenPromise } from './promises.ts';
import { lackingSkills } from './proof.ts';
import type { PlannedWork } from './witness.ts';

/** The options of `admitDemand`. */
export interface AdmitDemandOptions extends TentativeOption {
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
 * A demand is refused only for what it makes worse: promises that cannot be kept anyway (their people have left, say)
 * are named in `brokenPromises` and count for what can be kept of them.
 *
 * Tentative allocations count as `tentative` says. Counting less of them never refuses what counting all admits, as long as
 * every promise can be kept.
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
  return finish(admitSteps(options, neverStop));
}

/**
 * As `admitDemand`, schedule by schedule: `of` is the most that may be needed, seldom reached. Stopped before there is an
 * answer, it says so (`planner/search-stopped`); a plan that was found by then is a yes.
 */
export function* admitSteps(options: AdmitDemandOptions, stop: Stop): Generator<TaskProgress, Admission> {
  const of = MOST_PLANS * budgetOf(options).schedules;
  const { demand, committed = [] } = options;
  const items = [demand, ...committed].reduce((sum, one) => sum + (one.items?.length ?? 0), 0);
  const search = answer(options, { stop, wantsDate: true });
  for (let built = 1; ; built += 1) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (isTold(built, items)) yield { done: built, of };
  }
}

/** Whether it would be admitted, without looking for the date from which it would. */
export function wouldAdmit(options: AdmitDemandOptions): boolean {
  return planFor(options) !== null;
}

/** The plan with which it would be admitted; null where it would not, without looking for the date from which it would. */
export function planFor(options: AdmitDemandOptions): readonly PlannedWork[] | null {
  const admission = finish(answer(options, { stop: neverStop, wantsDate: false }));
  return admission.ok ? admission.plan : null;
}

/** The promises that cannot be kept, whatever becomes of the demand that is asked about. */
export function brokenPromisesOf(options: AdmitDemandOptions): readonly BrokenPromise[] {
  return finish(answer(options, { stop: neverStop, wantsDate: false })).brokenPromises;
}

/** How an answer is looked for. */
interface Wanted {
  readonly stop: Stop;
  readonly wantsDate: boolean;
}

function budgetOf({ search }: AdmitDemandOptions) {
  return search ?? { seed: 1, schedules: 60 };
}

function* answer(options: AdmitDemandOptions, wanted: Wanted): Search<Admission> {
  const { team, demand, committed = [] } = options;
  checkTeam(team);
  const counted = countTentative(team, options);
  checkDemand(demand);
  for (const [index, other] of committed.entries()) checkDemand(other, ['committed', index]);
  if (checkUnique(committed, ['committed']).has(demand.id)) {
    throw invalidInput('planner/duplicate-id', ['demand', 'id'], `"${demand.id}" is committed already`);
  }
  const given = yield* decide({ ...options, team: counted }, wanted);
  if (given.ok || !isOrdered([...committed, demand])) return given;
  if (wanted.stop()) return stoppedAnswer(demand);
  if (counted === team) return given;
  // More free hours may lead a search astray: a plan beside all that is tentative is one beside less of it.
  const strict = yield* decide(options, { ...wanted, wantsDate: false });
  return strict.ok && keepsAll(strict.plan, [...committed, demand]) ? strict : given;
}

/** What is said of a demand whose answer was not waited for: neither a yes nor a no, and no bound that was not proven. */
export function stoppedAnswer(demand: Demand): Admission {
  const rejection = { code: 'planner/search-stopped', demandId: demand.id } as const;
  return { ok: false, decision: 'undecided', brokenPromises: [], rejection, proof: null, explanation: null };
}

function* decide(options: AdmitDemandOptions, { stop, wantsDate }: Wanted): Search<Admission> {
  const { team, demand, committed = [] } = options;
  const notBefore = options.asOf === undefined ? Number.NEGATIVE_INFINITY : toDay(options.asOf, ['asOf']);
  const own = partsOf(demand, notBefore);
  const parts = [...committed.flatMap((other) => partsOf(other, notBefore)), ...own].filter((part) => part.units > 0);
  const ordered = isOrdered([...committed, demand]);
  const question = { team, demand, committed, own, parts, notBefore, budget: { ...budgetOf(options), stop } };
  const earliest = (counted: readonly WorkPart[], pool?: FreePool) =>
    wantsDate ? earliestOf(team, demand, counted, pool) : null;
  const refused = refuseAtOnce(options, own);
  if (refused !== null) {
    const { needsDate } = refused;
    const date = needsDate && wantsDate ? (ordered ? yield* safeDeadline(question) : earliest(parts)) : null;
    const rejection = needsDate ? { ...refused.rejection, earliestDate: date } : refused.rejection;
    return { ok: false, decision: 'infeasible', brokenPromises: [], rejection, proof: null, explanation: null };
  }
  return ordered ? yield* decideOrdered(question, wantsDate) : decideDivisible({ ...question, earliest });
}

function isOrdered(demands: readonly Demand[]): boolean {
  return demands.some((demand) => demand.items !== undefined);
}

/** What needs no counting to be refused; some of it only with a date that is then to be looked for. */
function refuseAtOnce(
  { team }: AdmitDemandOptions,
  own: readonly WorkPart[],
):
  | { readonly needsDate: false; readonly rejection: AdmissionRefusal }
  | { readonly needsDate: true; readonly rejection: DeadlinePassed }
  | null {
  for (const part of own) {
    if (part.units === 0) continue;
    const skills = lackingSkills(team.people, part);
    if (skills.length > 0 || !team.people.some((person) => mayDo(person, part))) {
      return { needsDate: false, rejection: { code: 'planner/nobody-has-skill', itemId: part.itemId, skills } };
    }
  }
  const late = own.find((part) => part.end <= part.first);
  if (late === undefined) return null;
  const rejection = {
    code: 'planner/deadline-passed',
    deadline: fromDay(late.end - 1),
    firstDay: fromDay(late.first),
    // Where nothing is to be done, any day will do on which it may be.
    earliestDate: fromDay(Math.max(...own.map((part) => part.first))),
  } as const;
  return { needsDate: own.some((part) => part.units > 0), rejection };
}
