import { addMoney, decimalText, type Money, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';
import type { Percentiles } from '../forecast/percentiles.ts';
import { type ForecastScheduleOptions, forecastSteps, type ScheduleForecast } from '../forecast/schedule.ts';
import type { TentativeOption } from '../load/tentative.ts';
import { checkUnique } from '../model/check.ts';
import type { Team, WorkItem } from '../model/types.ts';
import { changesBetween, type PlanChange } from '../replan/replan.ts';
import type { Plan } from '../schedule/report.ts';
import { searchSchedules } from '../schedule/schedule-work.ts';
import { finish, isTold, neverStop, type Stop, type TaskProgress } from '../steps.ts';
import { toDay } from '../time/day.ts';

/** What could be: other people, other work, or both. What is left out is as in the base. */
export interface Scenario {
  readonly id: string;
  readonly team?: Team;
  readonly items?: readonly WorkItem[];
}

/** The options of `compareScenarios`. */
export interface CompareScenariosOptions extends TentativeOption {
  readonly base: { readonly team: Team; readonly items: readonly WorkItem[] };
  readonly scenarios: readonly Scenario[];
  readonly start: string;
  /** One seed for all: they meet the same random numbers, so what differs is the scenario. */
  readonly seed: number | string;
  readonly schedules?: number;
  readonly horizonDays?: number;
  /** How uncertain the efforts are, as `forecastSchedule` takes it: each scenario is then forecast as well. */
  readonly uncertainty?: Pick<ForecastScheduleOptions, 'estimates' | 'commonShare' | 'record' | 'runs'>;
}

/** A plan in the numbers that are compared. */
export interface ScenarioSummary {
  readonly finish: string | null;
  readonly makespanDays: number;
  readonly weightedLateDays: number;
  readonly lateItems: number;
  readonly unplacedItems: number;
  readonly plannedHours: number;
  /** By currency; null where someone who works has no rate. */
  readonly cost: readonly Money[] | null;
  /** Null without `uncertainty`. */
  readonly forecast: ScheduleForecast | null;
}

/** A scenario next to the base. Differences are scenario minus base. */
export interface ScenarioComparison {
  readonly id: string;
  readonly summary: ScenarioSummary;
  readonly difference: {
    readonly finishDays: number | null;
    readonly weightedLateDays: number;
    readonly lateItems: number;
    readonly plannedHours: number;
    /** By currency; null where a cost is unknown. */
    readonly cost: readonly Money[] | null;
    /** Days between the forecasts' finishes, level by level; null without a forecast. */
    readonly forecastDays: Percentiles<number | null> | null;
  };
  readonly changes: readonly PlanChange[];
  readonly hoursByPerson: readonly { readonly personId: string; readonly before: number; readonly after: number }[];
  readonly touchedPeople: readonly string[];
  readonly plan: Plan;
}

/**
 * What-if as a difference: dates, load, cost and who is touched, each scenario planned with the same seed and budget as
 * the base. With `uncertainty`, an item meets the same luck in every scenario (common random numbers), so forecasts
 * differ by the scenario alone.
 *
 * @throws InvalidInputError `planner/duplicate-id` for two scenarios of one id, and those of `scheduleWork` and
 * `forecastSchedule`.
 * @example
 * ```ts
 * import { compareScenarios } from '@meritkit/workload-planner';
 *
 * const lin = { id: 'lin', hoursPerDay: 8, focus: 1, skills: { go: 4 } };
 * const items = [{ id: 'shop', effortHours: 40 }, { id: 'site', effortHours: 40 }];
 * const { scenarios } = compareScenarios({
 *   base: { team: { people: [lin] }, items },
 *   scenarios: [{ id: 'with Wu', team: { people: [lin, { ...lin, id: 'wu' }] } }],
 *   start: '2026-11-16',
 *   seed: 1,
 * });
 * scenarios[0]?.difference.finishDays; // -7
 * ```
 */
export function compareScenarios(options: CompareScenariosOptions): ScenariosCompared {
  // Never stopped, it has planned the base and every scenario.
  return finish(compareSteps(options, neverStop))!;
}

/** The base, and every scenario next to it. */
export interface ScenariosCompared {
  readonly base: ScenarioSummary & { readonly plan: Plan };
  readonly scenarios: readonly ScenarioComparison[];
}

/** As `compareScenarios`, plan after plan; stopped, it answers with the scenarios it has, with null before the first. */
export function* compareSteps(
  options: CompareScenariosOptions,
  stop: Stop,
): Generator<TaskProgress, ScenariosCompared | null> {
  checkUnique(options.scenarios, ['scenarios']);
  checkEstimatedItems(options);
  const of = 1 + options.scenarios.length;
  const base = yield* planScenario(options, options.base, stop, { done: 0, of });
  if (base === null) return null;
  const scenarios: ScenarioComparison[] = [];
  for (const scenario of options.scenarios) {
    const changed = { team: scenario.team ?? options.base.team, items: scenario.items ?? options.base.items };
    const planned = yield* planScenario(options, changed, stop, { done: 1 + scenarios.length, of });
    if (planned === null) break;
    scenarios.push(compareWith(base, scenario.id, changed.items, planned));
  }
  return { base, scenarios };
}

function compareWith(
  base: Planned,
  id: string,
  items: readonly WorkItem[],
  { plan, ...summary }: Planned,
): ScenarioComparison {
  const changes = changesBetween(base.plan, plan, items);
  return {
    id,
    summary,
    difference: differenceOf(base, summary),
    changes,
    hoursByPerson: hoursByPerson(base.plan, plan),
    touchedPeople: [...new Set(changes.flatMap((change) => [...change.peopleBefore, ...change.peopleAfter]))].sort(),
    plan,
  };
}

type Uncertainty = NonNullable<CompareScenariosOptions['uncertainty']>;

/** A scenario may leave items out; their estimates then say nothing. */
function uncertaintyOf(uncertainty: Uncertainty, items: readonly WorkItem[]): Uncertainty {
  if (uncertainty.estimates === undefined) return uncertainty;
  const ids = new Set(items.map(({ id }) => id));
  return {
    ...uncertainty,
    estimates: Object.fromEntries(Object.entries(uncertainty.estimates).filter(([id]) => ids.has(id))),
  };
}

/** An estimate for an item that no scenario has is a slip of the pen. */
function checkEstimatedItems({ base, scenarios, uncertainty }: CompareScenariosOptions): void {
  const known = new Set([base, ...scenarios].flatMap(({ items = [] }) => items.map(({ id }) => id)));
  for (const id of Object.keys(uncertainty?.estimates ?? {})) {
    if (known.has(id)) continue;
    throw invalidInput('planner/invalid-input', ['uncertainty', 'estimates', id], 'no scenario has such an item');
  }
}

type Planned = ScenarioSummary & { readonly plan: Plan };

/** A plan and its forecast; null where it was stopped: with another budget than the others it could not be compared. */
function* planScenario(
  options: CompareScenariosOptions,
  { team, items }: { readonly team: Team; readonly items: readonly WorkItem[] },
  stop: Stop,
  progress: TaskProgress,
): Generator<TaskProgress, Planned | null> {
  const { start, seed, schedules, horizonDays, uncertainty, tentative } = options;
  const budget = {
    ...(tentative === undefined ? {} : { tentative }),
    ...(schedules === undefined ? {} : { schedules }),
    ...(horizonDays === undefined ? {} : { horizonDays }),
  };
  yield progress;
  const plan = yield* silently(searchSchedules({ team, items, start, seed, ...budget, stop }), progress);
  if (stop()) return null;
  const question = { team, items, start, seed, ...budget };
  const forecast =
    uncertainty === undefined
      ? null
      : yield* silently(forecastSteps({ ...question, ...uncertaintyOf(uncertainty, items) }, stop), progress);
  if (stop()) return null;
  return {
    finish: plan.items.reduce<string | null>(
      (last, item) => (last === null || item.finish > last ? item.finish : last),
      null,
    ),
    makespanDays: plan.makespanDays.value,
    weightedLateDays: plan.weightedLateDays.value,
    lateItems: plan.lateItems,
    unplacedItems: plan.unplaced.length,
    plannedHours: plan.assignments.reduce((sum, { hours }) => sum + Math.round(hours * 1e6), 0) / 1e6,
    cost: costOf(plan, team),
    forecast,
    plan,
  };
}

/** The steps of a part, told as how far the whole is. */
function* silently<Result>(steps: Generator<unknown, Result>, progress: TaskProgress): Generator<TaskProgress, Result> {
  for (let count = 1; ; count += 1) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (isTold(count)) yield progress;
  }
}

function differenceOf(base: ScenarioSummary, other: ScenarioSummary): ScenarioComparison['difference'] {
  return {
    finishDays: base.finish === null || other.finish === null ? null : toDay(other.finish) - toDay(base.finish),
    weightedLateDays: other.weightedLateDays - base.weightedLateDays,
    lateItems: other.lateItems - base.lateItems,
    plannedHours: other.plannedHours - base.plannedHours,
    cost: costBetween(base.cost, other.cost),
    forecastDays: forecastBetween(base.forecast, other.forecast),
  };
}

function forecastBetween(
  base: ScheduleForecast | null,
  other: ScheduleForecast | null,
): Percentiles<number | null> | null {
  if (base?.ok !== true || other?.ok !== true) return null;
  const [was, is] = [base.all.finishDays, other.all.finishDays];
  const between = (before: number | null, after: number | null) =>
    before === null || after === null ? null : after - before;
  return {
    p50: between(was.p50, is.p50),
    p70: between(was.p70, is.p70),
    p85: between(was.p85, is.p85),
    p95: between(was.p95, is.p95),
  };
}

function costBetween(base: readonly Money[] | null, other: readonly Money[] | null): readonly Money[] | null {
  if (base === null || other === null) return null;
  const less = base.map(({ amount, currency }) => ({ amount: decimalText(toDecimal(amount).negated(), 2), currency }));
  return sumByCurrency([...other, ...less]);
}

function costOf(plan: Plan, team: Team): readonly Money[] | null {
  const rates = new Map(team.people.map((person) => [person.id, person.costPerHour]));
  const amounts: Money[] = [];
  for (const { personId, hours } of plan.assignments) {
    const rate = rates.get(personId);
    if (rate === undefined) return null;
    const value = toDecimal(rate.amount).times(toDecimal(hours));
    const amount = decimalText(roundDecimal({ value, decimals: 2, mode: 'half-up' }), 2);
    amounts.push({ amount, currency: rate.currency });
  }
  return sumByCurrency(amounts);
}

function sumByCurrency(amounts: readonly Money[]): readonly Money[] {
  const lists = new Map<string, Money[]>();
  for (const money of amounts) {
    const list = lists.get(money.currency);
    if (list === undefined) lists.set(money.currency, [money]);
    else list.push(money);
  }
  return [...lists.values()]
    .map((list) => addMoney(list))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

function hoursByPerson(before: Plan, after: Plan): ScenarioComparison['hoursByPerson'] {
  const sums = (plan: Plan) => {
    const hours = new Map<string, number>();
    for (const line of plan.assignments)
      hours.set(line.personId, (hours.get(line.personId) ?? 0) + Math.round(line.hours * 1e6));
    return hours;
  };
  const [was, is] = [sums(before), sums(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map((personId) => ({ personId, before: (was.get(personId) ?? 0) / 1e6, after: (is.get(personId) ?? 0) / 1e6 }))
    .filter((line) => line.before !== line.after);
}
