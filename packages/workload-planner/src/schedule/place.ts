import { timeOfEnd, unitAt, unitsBy } from './axis.ts';
import { matchParts } from './match-parts.ts';
import type { ScheduleModel } from './model.ts';

/** A schedule under construction, reused from one to the next: nothing is allocated while items are placed. */
export interface Board {
  /** Stretches of people's axes, as linked lists by person in the order of time. */
  readonly head: Int32Array;
  readonly next: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly stretchPart: Int32Array;
  stretches: number;
  readonly partPerson: Int32Array;
  readonly itemReady: Float64Array;
  readonly itemFinish: Float64Array;
  /** The last item for which a person was taken: nobody counts twice for one item. */
  readonly taken: Int32Array;
}

/** What makes one schedule better than another: first lateness, weighted by priority, then the last day. */
export interface Score {
  readonly lateness: number;
  readonly makespan: number;
  /** Items that found nobody, or no time within the horizon. */
  readonly unplaced: number;
}

/** Wishes that a replan adds: the people an item had, and the time before which it should not move. */
export interface Preference {
  /** By part: the row of the person to keep, or -1. */
  readonly keep: Int32Array;
  /** By item: a time before which it does not start. */
  readonly notBefore: Float64Array;
}

export function createBoard(model: ScheduleModel): Board {
  const parts = model.partUnits.length;
  // A part adds two to stretches and gaps together: a stretch and a gap, or a stretch for every gap that it fills.
  const room = parts * 2;
  return {
    head: new Int32Array(model.grid.people.length),
    next: new Int32Array(room),
    from: new Float64Array(room),
    to: new Float64Array(room),
    stretchPart: new Int32Array(room),
    stretches: 0,
    partPerson: new Int32Array(parts),
    itemReady: new Float64Array(model.items.length),
    itemFinish: new Float64Array(model.items.length),
    taken: new Int32Array(model.grid.people.length),
  };
}

/**
 * Serial schedule generation: items in the order given (each after its predecessors) go to whoever finishes them
 * first, in gaps too; of two who finish together, the less versatile.
 */
export function placeAll(model: ScheduleModel, order: Int32Array, board: Board, wishes?: Preference): Score {
  board.head.fill(-1);
  board.taken.fill(-1);
  board.stretches = 0;
  let [lateness, makespan, unplaced] = [0, 0, 0];
  for (let at = 0; at < order.length; at += 1) {
    const item = order[at]!;
    const finish = placeItem(model, item, board, wishes);
    board.itemFinish[item] = finish;
    if (finish === Number.POSITIVE_INFINITY) {
      unplaced += 1;
      continue;
    }
    if (finish > makespan) makespan = finish;
    if (finish > model.due[item]!) lateness += (finish - model.due[item]!) * model.weight[item]!;
  }
  return { lateness, makespan, unplaced };
}

/** Whether a score beats another. */
export function isBetter(one: Score, other: Score): boolean {
  if (one.unplaced !== other.unplaced) return one.unplaced < other.unplaced;
  if (Math.abs(one.lateness - other.lateness) > 1e-9) return one.lateness < other.lateness;
  return one.makespan < other.makespan - 1e-9;
}

function placeItem(model: ScheduleModel, item: number, board: Board, wishes: Preference | undefined): number {
  let ready = model.release[item]!;
  if (wishes !== undefined && wishes.notBefore[item]! > ready) ready = wishes.notBefore[item]!;
  for (let at = model.firstPredecessor[item]!; at < model.firstPredecessor[item + 1]!; at += 1) {
    const before = board.itemFinish[model.predecessor[at]!]!;
    if (before > ready) ready = before;
  }
  board.itemReady[item] = ready;
  if (ready === Number.POSITIVE_INFINITY) return takeNobody(model, item, board);
  return (
    placeOneByOne(model, item, ready, board, wishes) ??
    placeMatched(model, item, ready, board, wishes) ??
    takeNobody(model, item, board)
  );
}

/** Each part to whoever finishes it first, the scarcest part first; null when a later part finds nobody left. */
function placeOneByOne(
  model: ScheduleModel,
  item: number,
  ready: number,
  board: Board,
  wishes: Preference | undefined,
): number | null {
  const begun = board.stretches;
  let finish = ready;
  for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) {
    const row = choose(model, part, ready, board, wishes?.keep[part] ?? -1);
    if (row === -1) {
      undo(board, begun);
      return null;
    }
    finish = Math.max(finish, take(model, part, row, ready, board));
  }
  return finish;
}

/**
 * All parts at once, where one of several roles took somebody whom another could not do without: a matching of parts
 * and people, the one that is done first. Parts that ask for the same cannot take from each other: null at once.
 */
function placeMatched(
  model: ScheduleModel,
  item: number,
  ready: number,
  board: Board,
  wishes: Preference | undefined,
): number | null {
  const [first, end] = [model.firstPart[item]!, model.firstPart[item + 1]!];
  const kinds = new Set(model.partKind.subarray(first, end));
  if (kinds.size < 2) return null;
  const candidates = Array.from({ length: end - first }, (_unused, index) =>
    candidatesOf(model, first + index, ready, board, wishes?.keep[first + index] ?? -1),
  );
  const rows = matchParts(candidates);
  if (rows === null) return null;
  return rows.reduce((finish, row, index) => Math.max(finish, take(model, first + index, row, ready, board)), ready);
}

/** Everyone who can do a part within the horizon: the one to keep first, then by when they would be done. */
function candidatesOf(model: ScheduleModel, part: number, ready: number, board: Board, keep: number) {
  const kind = model.partKind[part]!;
  return Array.from(model.able.subarray(model.firstAble[kind]!, model.firstAble[kind + 1]!), (row) => {
    const limit = unitsBy(model, row, Number.POSITIVE_INFINITY);
    const units = endFrom(model, part, row, unitAt(model, row, ready), board, limit);
    return { row, end: timeOfEnd(model, row, units) };
  })
    .filter(({ end }) => end < Number.POSITIVE_INFINITY)
    .sort((one, other) => Number(other.row === keep) - Number(one.row === keep) || one.end - other.end);
}

/** Gives a part to a person, in the first room they have, and returns when it is done. */
function take(model: ScheduleModel, part: number, row: number, ready: number, board: Board): number {
  board.taken[row] = model.partItem[part]!;
  board.partPerson[part] = row;
  return timeOfEnd(model, row, occupy(model, part, row, unitAt(model, row, ready), board));
}

function takeNobody(model: ScheduleModel, item: number, board: Board): number {
  for (let part = model.firstPart[item]!; part < model.firstPart[item + 1]!; part += 1) board.partPerson[part] = -1;
  return Number.POSITIVE_INFINITY;
}

/** The person who would finish a part first; -1 where nobody can. */
function choose(model: ScheduleModel, part: number, ready: number, board: Board, keep: number): number {
  const item = model.partItem[part]!;
  const kind = model.partKind[part]!;
  if (keep >= 0 && board.taken[keep] !== item && isAble(model, kind, keep)) {
    const limit = unitsBy(model, keep, Number.POSITIVE_INFINITY);
    if (endFrom(model, part, keep, unitAt(model, keep, ready), board, limit) <= limit) return keep;
  }
  let [best, bestEnd] = [-1, Number.POSITIVE_INFINITY];
  for (let at = model.firstAble[kind]!; at < model.firstAble[kind + 1]!; at += 1) {
    const row = model.able[at]!;
    if (board.taken[row] === item) continue;
    const limit = unitsBy(model, row, bestEnd);
    const units = endFrom(model, part, row, unitAt(model, row, ready), board, limit);
    if (units > limit) continue;
    const end = timeOfEnd(model, row, units);
    if (end < bestEnd - 1e-9) [best, bestEnd] = [row, end];
  }
  return best;
}

function isAble(model: ScheduleModel, kind: number, row: number): boolean {
  for (let at = model.firstAble[kind]!; at < model.firstAble[kind + 1]!; at += 1)
    if (model.able[at] === row) return true;
  return false;
}

/**
 * Where a part would end on a person's axis if it began at `start` or as soon after as there is room. The search ends
 * where the end must lie beyond `limit`: how far beyond no longer matters.
 */
function endFrom(model: ScheduleModel, part: number, row: number, start: number, board: Board, limit: number): number {
  let left = model.partUnits[part]!;
  const split = model.splittable[model.partItem[part]!] === 1;
  let at = start;
  for (let stretch = board.head[row]!; stretch !== -1 && at + left <= limit; stretch = board.next[stretch]!) {
    if (board.to[stretch]! <= at) continue;
    const room = board.from[stretch]! - at;
    if (room >= left) return at + left;
    if (split && room > 0) left -= room;
    at = board.to[stretch]!;
  }
  return at + left;
}

/** Takes the room that `endFrom` found and returns where it ends. */
function occupy(model: ScheduleModel, part: number, row: number, start: number, board: Board): number {
  let left = model.partUnits[part]!;
  const split = model.splittable[model.partItem[part]!] === 1;
  let at = start;
  let previous = -1;
  let stretch = board.head[row]!;
  while (stretch !== -1) {
    if (board.to[stretch]! > at) {
      const room = board.from[stretch]! - at;
      if (room >= left) break;
      if (split && room > 0) {
        previous = insert(board, row, previous, at, at + room, part);
        left -= room;
      }
      at = board.to[stretch]!;
    }
    previous = stretch;
    stretch = board.next[stretch]!;
  }
  insert(board, row, previous, at, at + left, part);
  return at + left;
}

function insert(board: Board, row: number, previous: number, from: number, to: number, part: number): number {
  const stretch = board.stretches;
  board.stretches += 1;
  board.from[stretch] = from;
  board.to[stretch] = to;
  board.stretchPart[stretch] = part;
  if (previous === -1) {
    board.next[stretch] = board.head[row]!;
    board.head[row] = stretch;
  } else {
    board.next[stretch] = board.next[previous]!;
    board.next[previous] = stretch;
  }
  return stretch;
}

/** Takes back the stretches of an item that could not be placed as a whole. */
function undo(board: Board, begun: number): void {
  if (board.stretches === begun) return;
  for (let row = 0; row < board.head.length; row += 1) {
    while (board.head[row]! >= begun) board.head[row] = board.next[board.head[row]!]!;
    for (let stretch = board.head[row]!; stretch !== -1; stretch = board.next[stretch]!) {
      while (board.next[stretch]! >= begun) board.next[stretch] = board.next[board.next[stretch]!]!;
    }
  }
  board.stretches = begun;
}
