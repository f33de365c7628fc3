import { createFlowNetwork } from '../admission/dinic.ts';
import { timeOfEnd, unitAt, unitsBy } from './axis.ts';
import type { ScheduleModel } from './model.ts';

/** What no schedule can beat, in days from the grid's first day. */
export interface ScheduleBounds {
  /** Each item's earliest finish if everyone able were there for it alone: its critical path. */
  readonly earliestFinish: Float64Array;
  /** The least time from an item's finish to the end of the last thing that waits for it. */
  readonly tail: Float64Array;
  /** A duration that no item undercuts: its longest part's hours over the longest day of anyone able. */
  readonly shortest: Float64Array;
  readonly makespan: number;
  /** Days late, weighted, that cannot be avoided. */
  readonly lateness: number;
}

/** The critical path by the best people, and the day by which all the work could be shared out at all. */
export function boundSchedule(model: ScheduleModel): ScheduleBounds {
  const earliestFinish = earliestFinishes(model);
  const shortest = shortestDurations(model);
  const tail = tails(model, shortest);
  let makespan = 0;
  let lateness = 0;
  for (const [item, finish] of earliestFinish.entries()) {
    if (finish === Number.POSITIVE_INFINITY) continue;
    makespan = Math.max(makespan, finish);
    if (finish > model.due[item]!) lateness += (finish - model.due[item]!) * model.weight[item]!;
  }
  return {
    earliestFinish,
    shortest,
    tail,
    makespan: Math.max(makespan, contentBound(model, earliestFinish)),
    lateness,
  };
}

function earliestFinishes(model: ScheduleModel): Float64Array {
  const finishes = new Float64Array(model.items.length);
  for (const item of model.topological) {
    let ready = model.release[item]!;
    for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
      ready = Math.max(ready, finishes[model.predecessor[at]!]!);
    }
    let finish = ready;
    for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
      finish = Math.max(finish, soonest(model, part, ready));
    }
    finishes[item] = finish;
  }
  return finishes;
}

function soonest(model: ScheduleModel, part: number, ready: number): number {
  if (ready === Number.POSITIVE_INFINITY) return ready;
  const kind = model.partKind[part]!;
  let best = Number.POSITIVE_INFINITY;
  for (let at = model.firstAble[kind]!; at < model.firstAble[kind + 1]!; at += 1) {
    const row = model.able[at]!;
    best = Math.min(best, timeOfEnd(model, row, unitAt(model, row, ready) + model.partUnits[part]!));
  }
  return best;
}

function shortestDurations(model: ScheduleModel): Float64Array {
  const longest = longestDays(model);
  const longestOfKind = new Float64Array(model.kinds);
  for (let kind = 0; kind < model.kinds; kind += 1) {
    for (let at = model.firstAble[kind]!; at < model.firstAble[kind + 1]!; at += 1) {
      longestOfKind[kind] = Math.max(longestOfKind[kind]!, longest[model.able[at]!]!);
    }
  }
  const shortest = new Float64Array(model.items.length);
  for (const [part, units] of model.partUnits.entries()) {
    const day = longestOfKind[model.partKind[part]!]!;
    const item = model.partItem[part]!;
    if (day > 0) shortest[item] = Math.max(shortest[item]!, units / day);
  }
  return shortest;
}

/** The most free micro-hours that each person has on any day. */
function longestDays(model: ScheduleModel): Float64Array {
  const { people, days } = model.grid;
  const longest = new Float64Array(people.length);
  for (let row = 0; row < people.length; row += 1) {
    const base = row * (days + 1);
    for (let at = base; at < base + days; at += 1) {
      longest[row] = Math.max(longest[row]!, model.axis[at + 1]! - model.axis[at]!);
    }
  }
  return longest;
}

function tails(model: ScheduleModel, shortest: Float64Array): Float64Array {
  const tail = new Float64Array(model.items.length);
  for (let at = model.topological.length - 1; at >= 0; at -= 1) {
    const item = model.topological[at]!;
    for (let edge = model.firstSuccessor[item]!; edge < model.firstSuccessor[item + 1]!; edge += 1) {
      const other = model.successor[edge]!;
      tail[item] = Math.max(tail[item]!, tail[other]! + shortest[other]!);
    }
  }
  return tail;
}

/** The latest finish of each item that leaves room for all that must come after it in time. */
export function latestFinishes(model: ScheduleModel, shortest: Float64Array, due: Float64Array): Float64Array {
  const latest = due.slice();
  for (let at = model.topological.length - 1; at >= 0; at -= 1) {
    const item = model.topological[at]!;
    for (let edge = model.firstSuccessor[item]!; edge < model.firstSuccessor[item + 1]!; edge += 1) {
      const other = model.successor[edge]!;
      latest[item] = Math.min(latest[item]!, latest[other]! - shortest[other]!);
    }
  }
  return latest;
}

/**
 * The earliest time by which everyone's free hours could hold all the work, were it divisible and without order: the
 * bound that counts when people are scarce. Work that cannot be placed at all is left out. The day by bisection; within
 * it, the work that a minimum cut finds too much says at what hour there is enough for it (Newton's method of cuts).
 */
function contentBound(model: ScheduleModel, earliestFinish: Float64Array): number {
  const needed = new Float64Array(model.kinds);
  for (const [part, units] of model.partUnits.entries()) {
    if (earliestFinish[model.partItem[part]!]! < Number.POSITIVE_INFINITY) {
      needed[model.partKind[part]!] = needed[model.partKind[part]!]! + units;
    }
  }
  if (needed.every((units) => units === 0)) return 0;
  let [low, high] = [0, model.grid.days];
  if (shortBy(model, needed, high) !== null) return 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (shortBy(model, needed, middle) === null) high = middle;
    else low = middle;
  }
  let time = low;
  for (let cut = shortBy(model, needed, time); cut !== null; cut = shortBy(model, needed, time)) {
    const later = enoughAt(model, cut, low);
    if (later <= time) break;
    time = later;
  }
  return time;
}

/** Work that does not fit into some people's hours: how much it is, and whose hours they are. */
interface Cut {
  readonly units: number;
  readonly rows: readonly number[];
}

/** The work that people's hours before a time cannot hold, by a minimum cut; null where all fits. */
function shortBy(model: ScheduleModel, needed: Float64Array, time: number): Cut | null {
  const people = model.grid.people.length;
  const [source, sink, firstRow] = [0, 1, 2 + model.kinds];
  const network = createFlowNetwork({
    nodes: firstRow + people,
    edges: model.kinds + model.able.length + people,
  });
  let all = 0;
  for (let kind = 0; kind < model.kinds; kind += 1) {
    network.addEdge(source, 2 + kind, needed[kind]!);
    all += needed[kind]!;
    for (let at = model.firstAble[kind]!; at < model.firstAble[kind + 1]!; at += 1) {
      network.addEdge(2 + kind, firstRow + model.able[at]!, Number.MAX_SAFE_INTEGER);
    }
  }
  for (let row = 0; row < people; row += 1) network.addEdge(firstRow + row, sink, unitsBy(model, row, time));
  if (network.augment(source, sink) === all) return null;
  const side = network.reachable(source);
  const short = needed.reduce((sum, units, kind) => (side[2 + kind] === 1 ? sum + units : sum), 0);
  return { units: short, rows: model.grid.people.flatMap((_person, row) => (side[firstRow + row] === 1 ? row : [])) };
}

/** The time within a day at which the people of a cut have enough hours for its work. */
function enoughAt(model: ScheduleModel, { units, rows }: Cut, day: number): number {
  const before = rows.reduce((sum, row) => sum + unitsBy(model, row, day), 0);
  const after = rows.reduce((sum, row) => sum + unitsBy(model, row, day + 1), 0);
  return after <= before ? day : Math.min(day + 1, day + (units - before) / (after - before));
}
