import { compareText } from '../evidence/check.ts';
import type { PostingLists } from './columns.ts';

/** The range of a key's postings; empty for a key that nobody has. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

const positionsOf = new WeakMap<PostingLists, ReadonlyMap<string, number>>();

/** Where a key's postings stand. */
export function sliceOf(lists: PostingLists, key: string): Slice {
  let positions = positionsOf.get(lists);
  if (positions === undefined) {
    positions = new Map(lists.keys.map((name, at) => [name, at]));
    positionsOf.set(lists, positions);
  }
  const at = positions.get(key);
  return at === undefined ? { from: 0, to: 0 } : { from: lists.starts[at]!, to: lists.starts[at + 1]! };
}

/** One person's amount under a key, by bisection; null: none. */
export function amountAt(lists: PostingLists, key: string, person: number): number | null {
  const slice = sliceOf(lists, key);
  const at = lowerBound(lists.people, slice.from, slice.to, person);
  return at < slice.to && lists.people[at] === person ? lists.amounts[at]! : null;
}

/** The first position in `[from, to)` whose person is `person` or later. */
export function lowerBound(people: Uint32Array, from: number, to: number, person: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (people[middle]! < person) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Raises `best[i]` to what the chosen person `i` has under a key, times `factor`, where that is `least` or more; NaN:
 * nothing yet. Steps through both lists at once, leaping ahead where one is much longer, so a short list against a
 * long one costs little.
 */
export function raiseChosen(
  lists: PostingLists,
  key: string,
  factor: number,
  least: number,
  chosen: Uint32Array,
  best: Float64Array,
): void {
  const { from, to } = sliceOf(lists, key);
  const { people, amounts } = lists;
  const count = chosen.length;
  if (to - from > count * 16) {
    let low = from;
    for (let at = 0; at < count && low < to; at += 1) {
      low = lowerBound(people, low, to, chosen[at]!);
      if (low < to && people[low] === chosen[at]) raise(best, at, amounts[low]! * factor, least);
    }
    return;
  }
  let at = 0;
  let posting = from;
  while (posting < to && at < count) {
    const person = people[posting]!;
    const wanted = chosen[at]!;
    if (person === wanted) raise(best, at, amounts[posting]! * factor, least);
    if (person <= wanted) posting += 1;
    if (wanted <= person) at += 1;
  }
}

/** As `raiseChosen`, where everyone is chosen. */
export function raiseEveryone(
  lists: PostingLists,
  key: string,
  factor: number,
  least: number,
  best: Float64Array,
): void {
  const { from, to } = sliceOf(lists, key);
  for (let at = from; at < to; at += 1) raise(best, lists.people[at]!, lists.amounts[at]! * factor, least);
}

function raise(best: Float64Array, at: number, amount: number, least: number): void {
  if (amount >= least && !(best[at]! >= amount)) best[at] = amount;
}

/** People of several keys together, rising, each once. */
export function unionOf(lists: PostingLists, keys: readonly string[]): Uint32Array {
  return keys
    .map((key) => sliceOf(lists, key))
    .reduce<Uint32Array>(
      (union, { from, to }) => mergeRising(union, lists.people.subarray(from, to)),
      new Uint32Array(),
    );
}

function mergeRising(left: Uint32Array, right: Uint32Array): Uint32Array {
  if (left.length === 0) return right;
  const merged = new Uint32Array(left.length + right.length);
  let count = 0;
  let a = 0;
  let b = 0;
  while (a < left.length || b < right.length) {
    const next = b >= right.length || (a < left.length && left[a]! <= right[b]!) ? left[a]! : right[b]!;
    if (left[a] === next) a += 1;
    if (right[b] === next) b += 1;
    merged[count] = next;
    count += 1;
  }
  return merged.subarray(0, count);
}

/** The position of an id in a sorted list; -1: not there. */
export function positionOf(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = compareText(ids[middle]!, id);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
