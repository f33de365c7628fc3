import { buildGrid, type CapacityGrid } from '../load/grid.ts';
import type { Demand, Team, WorkItem } from '../model/types.ts';
import { latestFinishes, type ScheduleBounds } from '../schedule/bounds.ts';
import { loadAssignments } from '../schedule/daily.ts';
import type { ScheduleModel } from '../schedule/model.ts';
import type { Plan } from '../schedule/report.ts';
import { prepareSchedule, searchSchedules } from '../schedule/schedule-work.ts';
import type { Stop } from '../steps.ts';
import { fromDay, toDay, weekLabel } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { WorkPart } from './parts.ts';
import { buildPool } from './pool.ts';
import { transport } from './transport.ts';
import { gatherWeeks, type PlannedWork, placeByDay } from './witness.ts';

/** Where an order between items matters: what they are, and what can be known of each without a schedule. */
export interface OrderedWork {
  readonly team: Team;
  readonly items: readonly WorkItem[];
  readonly start: string;
  readonly model: ScheduleModel;
  readonly bounds: ScheduleBounds;
}

/** A demand's items under names that do not collide with another demand's, within the demand's own window. */
export function orderedItems(demand: Demand, notBefore: number): readonly WorkItem[] {
  const first = Math.max(notBefore, toDay(demand.start));
  return (demand.items ?? []).map((item) => ({
    ...item,
    id: nameOf(demand.id, item.id),
    predecessors: (item.predecessors ?? []).map((id) => nameOf(demand.id, id)),
    start: fromDay(Math.max(first, item.start === undefined ? first : toDay(item.start))),
    deadline: item.deadline !== undefined && item.deadline < demand.deadline ? item.deadline : demand.deadline,
    ...(item.needs === undefined && demand.needs !== undefined ? { needs: demand.needs } : {}),
    ...(item.candidateIds === undefined && demand.candidateIds !== undefined
      ? { candidateIds: demand.candidateIds }
      : {}),
  }));
}

function nameOf(demandId: string, itemId: string): string {
  return `${demandId}\u0000${itemId}`;
}

/** Builds the schedule model of all the demands' items. */
export function orderedWork(team: Team, demands: readonly Demand[], notBefore: number, first: number): OrderedWork {
  const items = demands.flatMap((demand) => orderedItems(demand, notBefore));
  const start = fromDay(first);
  return { team, items, start, ...prepareSchedule({ team, items, start }) };
}

/** A demand's items whose own critical path ends after their day, with the path: no number of hours helps. */
export function brokenOrder(
  work: OrderedWork,
  demandId: string,
): { readonly path: readonly string[]; readonly earliest: string } | null {
  const { model, bounds } = work;
  let worst = -1;
  for (const [item, finish] of bounds.earliestFinish.entries()) {
    if (finish <= model.due[item]! + 1e-9 || finish === Number.POSITIVE_INFINITY) continue;
    if (!isOf(demandId, work.items[item]!.id)) continue;
    if (worst === -1 || finish > bounds.earliestFinish[worst]!) worst = item;
  }
  if (worst === -1) return null;
  const path: number[] = [];
  for (let at = worst; at !== -1; at = latestPredecessor(work, at)) path.unshift(at);
  return {
    path: path.map((item) => plainName(work.items[item]!.id)),
    earliest: fromDay(model.grid.first + Math.ceil(bounds.earliestFinish[worst]!) - 1),
  };
}

function latestPredecessor(work: OrderedWork, item: number): number {
  const { model, bounds } = work;
  let last = -1;
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const other = model.predecessor[at]!;
    if (last === -1 || bounds.earliestFinish[other]! > bounds.earliestFinish[last]!) last = other;
  }
  return last;
}

function isOf(demandId: string, name: string): boolean {
  return name.startsWith(nameOf(demandId, ''));
}

function plainName(name: string): string {
  return name.slice(name.indexOf('\u0000') + 1);
}

/** Windows narrowed by what must come before and after each item. What is left out of them nobody could use. */
export function narrowParts(work: OrderedWork, parts: readonly WorkPart[]): readonly WorkPart[] {
  const { model, bounds } = work;
  const latest = latestFinishes(model, bounds.shortest, model.due);
  const numbers = new Map(work.items.map((item, index) => [item.id, index]));
  return parts.map((part) => {
    const item = numbers.get(nameOf(part.demandId, part.itemId));
    if (item === undefined) return part;
    let ready = model.release[item]!;
    for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
      ready = Math.max(ready, bounds.earliestFinish[model.predecessor[at]!]!);
    }
    const first = Math.max(part.first, model.grid.first + Math.floor(ready + 1e-9));
    const end = Math.min(part.end, model.grid.first + Math.ceil(latest[item]! - 1e-9));
    return { ...part, first, end: Math.max(first, end) };
  });
}

/** The earliest day on which a demand's last item could end, with the best people free for each item alone. */
export function criticalDate(work: OrderedWork, demandId: string): string {
  let last = 0;
  for (const [index, item] of work.items.entries()) {
    const finish = work.bounds.earliestFinish[index]!;
    if (isOf(demandId, item.id) && finish < Number.POSITIVE_INFINITY) last = Math.max(last, finish);
  }
  return fromDay(work.model.grid.first + Math.max(0, Math.ceil(last) - 1));
}

/** What a schedule of the items, and the divisible work around it, comes to. */
export interface OrderedAttempt {
  readonly fits: boolean;
  /** The last day of the demand's items in the schedule, if only they are late; null where others suffer too. */
  readonly reached: string | null;
  readonly plan: readonly PlannedWork[];
}

/** A search for schedules, one after another; each that is built is a step. */
export type Search<Result> = Generator<unknown, Result>;

/** How hard a schedule is looked for, and what ends it before. */
export interface SearchBudget {
  readonly seed: number | string;
  readonly schedules: number;
  readonly stop: Stop;
}

/** What an attempt works on. */
export interface AttemptOptions {
  readonly work: OrderedWork;
  readonly demandId: string;
  readonly divisible: readonly WorkPart[];
  readonly budget: SearchBudget;
  /** Items of other demands that are late or without a place even without this demand. */
  readonly lateAnyway: () => Search<ReadonlySet<string>>;
}

/**
 * Schedules the items first and shares out the divisible work over what is left of people's hours; where that does not
 * keep every deadline, the other way about.
 */
export function* attemptOrdered(options: AttemptOptions): Search<OrderedAttempt> {
  const itemsFirst = yield* attemptOf(options, yield* placeItemsFirst(options));
  if (itemsFirst.fits || options.divisible.length === 0) return itemsFirst;
  const itemsLast = yield* attemptOf(options, yield* placeItemsLast(options));
  return itemsLast.fits || itemsFirst.reached === null ? itemsLast : itemsFirst;
}

/** The items that a schedule of these demands makes late, or cannot place. */
export function* lateItems(
  work: OrderedWork,
  divisible: readonly WorkPart[],
  demandId: string,
  budget: SearchBudget,
): Search<ReadonlySet<string>> {
  const others = divisible.filter((part) => part.demandId !== demandId);
  const { plan } = yield* placeItemsFirst({ work, divisible: others, budget });
  return lateIn(plan);
}

/** A schedule of the items, and whether the divisible work has room beside it. */
interface Placed {
  readonly plan: Plan;
  readonly restFits: boolean;
  readonly rest: readonly PlannedWork[];
}

type PlaceOptions = Pick<AttemptOptions, 'work' | 'divisible' | 'budget'>;

function* placeItemsFirst({ work, divisible, budget }: PlaceOptions): Search<Placed> {
  const plan = yield* searchSchedules({ team: work.team, items: work.items, start: work.start, ...budget });
  const grid = divisibleGrid(work, divisible);
  loadAssignments(grid, plan.assignments);
  const pool = buildPool({ grid, parts: divisible });
  const { cut, shipments } = transport({ pool, parts: divisible });
  const placed = placeByDay({ pool, parts: divisible, shipments });
  return { plan, restFits: cut === null, rest: gatherWeeks({ pool, parts: divisible, placed }) };
}

function* placeItemsLast({ work, divisible, budget }: PlaceOptions): Search<Placed> {
  const grid = divisibleGrid(work, divisible);
  const pool = buildPool({ grid, parts: divisible });
  const { cut, shipments } = transport({ pool, parts: divisible });
  const placed = placeByDay({ pool, parts: divisible, shipments });
  const taken = placed.map(({ row, day, units }, index) => ({
    id: `\u0000${index}`,
    personId: grid.people[row]!.id,
    start: fromDay(day),
    end: fromDay(day + 1),
    hours: toHours(units),
    core: true,
  }));
  const team = { ...work.team, allocations: [...(work.team.allocations ?? []), ...taken] };
  const plan = yield* searchSchedules({ team, items: work.items, start: work.start, ...budget });
  return { plan, restFits: cut === null, rest: gatherWeeks({ pool, parts: divisible, placed }) };
}

function divisibleGrid(work: OrderedWork, divisible: readonly WorkPart[]): CapacityGrid {
  const { first } = work.model.grid;
  return buildGrid({ team: work.team, first, end: Math.max(first + 1, ...divisible.map((part) => part.end)) });
}

function lateIn(plan: Plan): ReadonlySet<string> {
  return new Set([
    ...plan.items.filter(({ lateDays }) => (lateDays ?? 0) > 0).map(({ itemId }) => itemId),
    ...plan.unplaced.map(({ itemId }) => itemId),
  ]);
}

function* attemptOf(options: AttemptOptions, { plan, restFits, rest }: Placed): Search<OrderedAttempt> {
  const { demandId } = options;
  const late = lateIn(plan);
  const last = plan.items
    .filter((item) => isOf(demandId, item.itemId))
    .reduce((latest, item) => (item.finish > latest ? item.finish : latest), plan.start);
  const isPlaced = !plan.unplaced.some(({ itemId }) => isOf(demandId, itemId));
  const sufferers = [...late].filter((name) => !isOf(demandId, name));
  const anyway = isPlaced && restFits && sufferers.length > 0 ? yield* options.lateAnyway() : new Set<string>();
  const sound = isPlaced && restFits && sufferers.every((name) => anyway.has(name));
  return {
    fits: sound && late.size === sufferers.length,
    reached: sound ? last : null,
    plan: [...plannedItems(plan), ...rest],
  };
}

/**
 * A date that admission itself will accept: the search asked about the date that was reached may take another way, so
 * it is asked, and asked again about where it then ends. Null where no date settles.
 */
export function* confirmDate(
  reached: string | null,
  attempt: (deadline: string) => Search<OrderedAttempt>,
): Search<string | null> {
  let date = reached;
  for (let round = 0; round < 6 && date !== null; round += 1) {
    const next = yield* attempt(date);
    if (next.fits) return date;
    date = next.reached === null || next.reached <= date ? null : next.reached;
  }
  return null;
}

/** Days after the first possible date on which it is tried again. */
const laterDays = [0, 7, 28, 91];

/** A date that admission itself will accept, from the day on which the hours are there. */
export function* confirmLater(
  date: string | null,
  attempt: (deadline: string) => Search<OrderedAttempt>,
): Search<string | null> {
  if (date === null) return null;
  for (const days of laterDays) {
    const deadline = fromDay(toDay(date) + days);
    if ((yield* attempt(deadline)).fits) return deadline;
  }
  return null;
}

/** The most plans that an answer may be looked for in: an attempt makes two, and `lateAnyway` is one of them, once. */
export const MOST_PLANS = 2 * (1 + 6 + laterDays.length) + 1;

/** A schedule's assignments as lines of a plan; each carries the week in which it begins. */
function plannedItems(plan: Plan): readonly PlannedWork[] {
  return plan.assignments.map((assignment) => ({
    demandId: assignment.itemId.slice(0, assignment.itemId.indexOf('\u0000')),
    itemId: plainName(assignment.itemId),
    personId: assignment.personId,
    week: weekLabel(toDay(assignment.start)),
    firstDay: assignment.start,
    lastDay: assignment.finish,
    hours: assignment.hours,
  }));
}
