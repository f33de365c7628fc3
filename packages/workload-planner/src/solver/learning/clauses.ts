import { raise, type Trail } from './trail.ts';

/**
 * Learned clauses and the lists that watch two literals of each (Moskewicz et al. 2001). A clause at offset c of
 * `store` is: length, quality (levels it spans; fewer is better), then pairs side, value. The first two are watched.
 */
export interface Clauses {
  store: Int32Array;
  used: number;
  readonly offsets: number[];
  /** Per side: pairs of clause offset and the bound at which the watched literal becomes false. */
  readonly watchers: number[][];
}

export function createClauses(sides: number): Clauses {
  return { store: new Int32Array(1 << 16), used: 0, offsets: [], watchers: Array.from({ length: sides }, () => []) };
}

/** Stores a clause (pairs side, value; the two to watch first) and returns its offset. */
export function addClause(clauses: Clauses, literals: readonly number[], quality: number): number {
  const offset = clauses.used;
  const needed = offset + 2 + literals.length;
  if (needed > clauses.store.length) {
    const larger = new Int32Array(Math.max(needed, 2 * clauses.store.length));
    larger.set(clauses.store);
    clauses.store = larger;
  }
  clauses.store[offset] = literals.length >> 1;
  clauses.store[offset + 1] = quality;
  for (let index = 0; index < literals.length; index += 1) clauses.store[offset + 2 + index] = literals[index]!;
  clauses.used = needed;
  clauses.offsets.push(offset);
  watch(clauses, offset, offset + 2);
  watch(clauses, offset, offset + 4);
  return offset;
}

/** Visits the clauses in which a watched literal fell when `side` rose from `old` to its bound; false on conflict. */
export function propagateClauses(clauses: Clauses, trail: Trail, side: number, old: number): boolean {
  const list = clauses.watchers[side]!;
  const { store } = clauses;
  const { bound } = trail;
  const now = bound[side]!;
  let kept = 0;
  let index = 0;
  let fine = true;
  for (; index < list.length && fine; index += 2) {
    const offset = list[index]!;
    const threshold = list[index + 1]!;
    if (threshold > now || threshold <= old) {
      list[kept] = offset;
      list[kept + 1] = threshold;
      kept += 2;
      continue;
    }
    const first = offset + 2;
    if (store[first] === (side ^ 1) && store[first + 1] === 1 - threshold) {
      store[first] = store[first + 2]!;
      store[first + 1] = store[first + 3]!;
      store[first + 2] = side ^ 1;
      store[first + 3] = 1 - threshold;
    }
    const otherSide = store[first]!;
    const otherValue = store[first + 1]!;
    if (bound[otherSide]! < otherValue) {
      const end = first + 2 * store[offset]!;
      let moved = false;
      for (let spot = first + 4; spot < end; spot += 2) {
        if (bound[store[spot]! ^ 1]! >= 1 - store[spot + 1]!) continue;
        store[first + 2] = store[spot]!;
        store[first + 3] = store[spot + 1]!;
        store[spot] = side ^ 1;
        store[spot + 1] = 1 - threshold;
        watch(clauses, offset, first + 2);
        moved = true;
        break;
      }
      if (moved) continue;
      fine = raise(trail, otherSide, otherValue, trail.literalCount, offset, store);
    }
    list[kept] = offset;
    list[kept + 1] = threshold;
    kept += 2;
  }
  for (; index < list.length; index += 1) list[kept++] = list[index]!;
  list.length = kept;
  return fine;
}

/** Forgets the worse half of the clauses; only at level 0, where no clause is a reason any more. */
export function forgetClauses(clauses: Clauses, trail: Trail): void {
  const { store } = clauses;
  const ranked = clauses.offsets.toSorted((a, b) => store[a + 1]! - store[b + 1]! || b - a);
  const keep = ranked.slice(0, ranked.length >> 1).toSorted((a, b) => a - b);
  clauses.offsets.length = 0;
  for (const list of clauses.watchers) list.length = 0;
  clauses.used = 0;
  for (const offset of keep) {
    const literals: number[] = [];
    let satisfied = false;
    for (let index = 0; index < store[offset]!; index += 1) {
      const side = store[offset + 2 + 2 * index]!;
      const value = store[offset + 3 + 2 * index]!;
      if (trail.bound[side]! >= value) satisfied = true;
      if (trail.bound[side ^ 1]! < 1 - value) literals.push(side, value);
    }
    if (!satisfied && literals.length >= 4) addClause(clauses, literals, store[offset + 1]!);
  }
}

function watch(clauses: Clauses, offset: number, at: number): void {
  clauses.watchers[clauses.store[at]! ^ 1]!.push(offset, 1 - clauses.store[at + 1]!);
}
