import { createRandom, type Random } from '@meritkit/core/random';
import { isTold, type TaskProgress } from '../steps.ts';
import { latestFinishes, type ScheduleBounds } from './bounds.ts';
import type { ScheduleModel } from './model.ts';
import { createSorter, orderByKeys, type Sorter } from './order.ts';
import { type Board, createBoard, isBetter, placeAll, type Score } from './place.ts';

/** The best schedule so far: the order that builds it, and its score. */
export interface Improvement {
  readonly order: Int32Array;
  readonly score: Score;
  /** Schedules built so far. */
  readonly schedules: number;
  /** False for a step that only says how far the search is. */
  readonly improved: boolean;
}

/** How many scores back a new one is held against: late-acceptance hill climbing (Burke and Bykov, 2017). */
const MEMORY = 12;

/**
 * Yields after every schedule, and returns the best at the end: first four priority rules, then a seeded
 * search that pulls late and last items forward and disturbs the order. Stops at the budget, at the bound, or when
 * `stop` says so.
 */
export function* improvements(options: {
  readonly model: ScheduleModel;
  readonly bounds: ScheduleBounds;
  readonly schedules: number;
  readonly seed: number | string;
  readonly stop: () => boolean;
}): Generator<Improvement, Improvement> {
  const { model, bounds } = options;
  const [sorter, board] = [createSorter(model), createBoard(model)];
  const random = createRandom(options.seed);
  let schedules = 0;
  let best: Improvement | null = null;
  let bestKeys: Float64Array = new Float64Array(model.items.length);
  const atBound = (score: Score) =>
    score.lateness <= bounds.lateness + 1e-9 && score.makespan <= bounds.makespan + 1e-9;
  const build = (keys: Float64Array): Score => {
    schedules += 1;
    return placeAll(model, orderByKeys(model, keys, sorter), board);
  };
  let ended = false;
  for (const keys of ruleKeys(model, bounds)) {
    const score = build(keys);
    if (best === null || isBetter(score, best.score)) {
      best = { order: sorter.order.slice(), score, schedules, improved: true };
      bestKeys = ranks(sorter.order);
    }
    yield { ...best, schedules, improved: best.schedules === schedules };
    ended = schedules >= options.schedules || options.stop();
    if (ended) break;
  }
  let now: { readonly keys: Float64Array; readonly score: Score } = { keys: bestKeys, score: best!.score };
  const history: Score[] = Array.from({ length: MEMORY }, () => best!.score);
  while (!ended && !atBound(best!.score) && model.items.length > 1) {
    const keys = disturb({ model, keys: now.keys, board, sorter, random });
    const score = build(keys);
    const before = history[schedules % MEMORY]!;
    if (!isBetter(before, score) || !isBetter(now.score, score)) now = { keys: ranks(sorter.order), score };
    history[schedules % MEMORY] = now.score;
    if (isBetter(score, best!.score)) {
      best = { order: sorter.order.slice(), score, schedules, improved: true };
    }
    yield { ...best!, schedules, improved: best!.schedules === schedules };
    ended = schedules >= options.schedules || options.stop();
  }
  return { ...best!, schedules };
}

/** A search that tells how far it is, as a part of a task that has `before` steps behind it and `of` in all. */
export function* told(
  search: Generator<Improvement, Improvement>,
  of: number,
  before = 0,
): Generator<TaskProgress, Improvement> {
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    if (isTold(step.value.schedules)) yield { done: before + step.value.schedules, of };
  }
}

/** Latest finish, latest finish by weight, deadline, and longest tail: the rules that tend to do well. */
function* ruleKeys(model: ScheduleModel, bounds: ScheduleBounds): Generator<Float64Array> {
  // Without a deadline, an item's own comes from twice the bound: behind those that have one.
  const due = Float64Array.from(model.due, (own, item) => Math.min(own, 2 * bounds.makespan - bounds.tail[item]!));
  const latest = latestFinishes(model, bounds.shortest, due);
  yield latest;
  yield latest.map((time, item) => time - model.weight[item]! * 2);
  yield latest.map((time, item) => (time - bounds.earliestFinish[item]!) / Math.max(1, model.weight[item]!));
  yield bounds.tail.map((tail) => -tail);
}

function ranks(order: Int32Array): Float64Array {
  const keys = new Float64Array(order.length);
  for (let at = 0; at < order.length; at += 1) keys[order[at]!] = at;
  return keys;
}

/** Moves a few items: mostly late ones (or, where nothing is late, those that end last) forward, else any by a little. */
function disturb(options: {
  readonly model: ScheduleModel;
  readonly keys: Float64Array;
  readonly board: Board;
  readonly sorter: Sorter;
  readonly random: Random;
}): Float64Array {
  const { model, board, random } = options;
  const keys = options.keys.slice();
  const count = keys.length;
  if (random.next() < 0.5) {
    pullForward(model, keys, troubled(model, board, random), random.next() * count * 0.3 + 1);
    return keys;
  }
  const moves = 1 + random.integer(0, Math.max(1, Math.round(count * 0.02)));
  for (let move = 0; move < moves; move += 1) {
    const item = random.integer(0, count - 1);
    keys[item] = keys[item]! + (random.next() - 0.5) * count * 0.2;
  }
  return keys;
}

/** One of the latest (weighted) of a random handful, or of those that finish last. */
function troubled(model: ScheduleModel, board: Board, random: Random): number {
  let [worst, worstValue] = [0, Number.NEGATIVE_INFINITY];
  const tries = Math.min(model.items.length, 24);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const item = random.integer(0, model.items.length - 1);
    const finish = board.itemFinish[item]!;
    if (finish === Number.POSITIVE_INFINITY) continue;
    const late = Math.max(0, finish - model.due[item]!) * model.weight[item]!;
    const value = late > 0 ? 1e6 + late : finish;
    if (value > worstValue) [worst, worstValue] = [item, value];
  }
  return worst;
}

/** An item cannot come before what it waits for, so its predecessors come along. */
function pullForward(model: ScheduleModel, keys: Float64Array, item: number, by: number): void {
  const stack = [item];
  const seen = new Set(stack);
  while (stack.length > 0) {
    const at = stack.pop()!;
    keys[at] = keys[at]! - by;
    for (let edge = model.firstPredecessor[at]!; edge < model.firstPredecessor[at + 1]!; edge += 1) {
      const before = model.predecessor[edge]!;
      if (!seen.has(before)) {
        seen.add(before);
        stack.push(before);
      }
    }
  }
}
