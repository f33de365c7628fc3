import { addMoney, decimalText, type Money, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { checkUnique } from '../model/check.ts';
import type { Team, WorkItem } from '../model/types.ts';
import { changesBetween, type PlanChange } from '../replan/replan.ts';
import type { Plan } from '../schedule/report.ts';
import { scheduleWork } from '../schedule/schedule-work.ts';
import { toDay } from '../time/day.ts';

/** What could be: other people, other work, or both. What is left out is as in the base. */
export interface Scenario {
  readonly id: string;
  readonly team?: Team;
  readonly items?: readonly WorkItem[];
}

/** The options of `compareScenarios`. */
export interface CompareScenariosOptions {
  readonly base: { readonly team: Team; readonly items: readonly WorkItem[] };
  readonly scenarios: readonly Scenario[];
  readonly start: string;
  /** One seed for all: they meet the same random numbers, so what differs is the scenario. */
  readonly seed: number | string;
  readonly schedules?: number;
  readonly horizonDays?: number;
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
  };
  readonly changes: readonly PlanChange[];
  readonly hoursByPerson: readonly { readonly personId: string; readonly before: number; readonly after: number }[];
  readonly touchedPeople: readonly string[];
  readonly plan: Plan;
}

/**
 * What-if as a difference: dates, load, cost and who is touched, each scenario planned with the same seed and budget as
 * the base.
 *
 * @throws InvalidInputError `planner/duplicate-id` for two scenarios of one id, and those of `scheduleWork`.
 */
export function compareScenarios(options: CompareScenariosOptions): {
  readonly base: ScenarioSummary & { readonly plan: Plan };
  readonly scenarios: readonly ScenarioComparison[];
} {
  checkUnique(options.scenarios, ['scenarios']);
  const { start, seed, schedules, horizonDays } = options;
  const budget = {
    ...(schedules === undefined ? {} : { schedules }),
    ...(horizonDays === undefined ? {} : { horizonDays }),
  };
  const run = (team: Team, items: readonly WorkItem[]) => scheduleWork({ team, items, start, seed, ...budget });
  const plan = run(options.base.team, options.base.items);
  const base = summaryOf(plan, options.base.team);
  const scenarios = options.scenarios.map((scenario) => {
    const team = scenario.team ?? options.base.team;
    const items = scenario.items ?? options.base.items;
    const other = run(team, items);
    const summary = summaryOf(other, team);
    const changes = changesBetween(plan, other, items);
    return {
      id: scenario.id,
      summary,
      difference: {
        finishDays: base.finish === null || summary.finish === null ? null : toDay(summary.finish) - toDay(base.finish),
        weightedLateDays: summary.weightedLateDays - base.weightedLateDays,
        lateItems: summary.lateItems - base.lateItems,
        plannedHours: summary.plannedHours - base.plannedHours,
      },
      changes,
      hoursByPerson: hoursByPerson(plan, other),
      touchedPeople: [...new Set(changes.flatMap((change) => [...change.peopleBefore, ...change.peopleAfter]))].sort(),
      plan: other,
    };
  });
  return { base: { ...base, plan }, scenarios };
}

function summaryOf(plan: Plan, team: Team): ScenarioSummary {
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
  };
}

function costOf(plan: Plan, team: Team): readonly Money[] | null {
  const rates = new Map(team.people.map((person) => [person.id, person.costPerHour]));
  const amounts = new Map<string, Money[]>();
  for (const { personId, hours } of plan.assignments) {
    const rate = rates.get(personId);
    if (rate === undefined) return null;
    const value = toDecimal(rate.amount).times(toDecimal(hours));
    const amount = decimalText(roundDecimal({ value, decimals: 2, mode: 'half-up' }), 2);
    const list = amounts.get(rate.currency) ?? [];
    list.push({ amount, currency: rate.currency });
    amounts.set(rate.currency, list);
  }
  return [...amounts.values()]
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
