/**
 * The bounds of whole-number variables with their history. A side 2i stands for x, a side 2i + 1 for -x, so that
 * every bound is a lower bound and every literal has the form "side >= value"; its negation is
 * "(side ^ 1) >= 1 - value". The scheme follows lazy clause generation (Ohrimenko, Stuckey & Codish 2009) with
 * literals that exist only as bounds.
 */
export interface Trail {
  /** Current bound of each side. */
  readonly bound: Int32Array;
  /** Newest entry of each side, -1 while none. */
  readonly last: Int32Array;
  /** Entries: side, bound after and before, the side's entry before this one, level. */
  side: Int32Array;
  value: Int32Array;
  old: Int32Array;
  previous: Int32Array;
  level: Int32Array;
  /** Why: an offset into the clauses, or -1 and a stretch of `literals`; a decision has an empty stretch. */
  clause: Int32Array;
  reasonStart: Int32Array;
  reasonEnd: Int32Array;
  size: number;
  /** Pairs side, value: the explanations of propagated bounds, freed on the way back. */
  literals: Int32Array;
  literalCount: number;
  /** First entry of each level; level 0 is never undone. */
  readonly levelStart: number[];
  /** Literals that cannot hold together, when the last bound set found a conflict. */
  readonly conflict: number[];
}

/** A trail for variables between their first bounds. */
export function createTrail(options: { readonly lower: Int32Array; readonly upper: Int32Array }): Trail {
  const variables = options.lower.length;
  const bound = new Int32Array(2 * variables);
  for (let variable = 0; variable < variables; variable += 1) {
    bound[2 * variable] = options.lower[variable]!;
    bound[2 * variable + 1] = -options.upper[variable]!;
  }
  const entries = 1 << 12;
  return {
    bound,
    last: new Int32Array(2 * variables).fill(-1),
    side: new Int32Array(entries),
    value: new Int32Array(entries),
    old: new Int32Array(entries),
    previous: new Int32Array(entries),
    level: new Int32Array(entries),
    clause: new Int32Array(entries),
    reasonStart: new Int32Array(entries),
    reasonEnd: new Int32Array(entries),
    size: 0,
    literals: new Int32Array(1 << 16),
    literalCount: 0,
    levelStart: [0],
    conflict: [],
  };
}

/** Adds a literal to the explanation being written; it begins where `literalCount` stood before. */
export function because(trail: Trail, side: number, value: number): void {
  if (trail.literalCount + 2 > trail.literals.length) trail.literals = doubled(trail.literals);
  trail.literals[trail.literalCount] = side;
  trail.literals[trail.literalCount + 1] = value;
  trail.literalCount += 2;
}

/**
 * Raises a bound because of a clause, or of the literals written since `reasonStart` (clause -1); false on conflict,
 * whose literals then lie in `conflict`.
 */
export function raise(
  trail: Trail,
  side: number,
  value: number,
  reasonStart: number,
  clause: number,
  clauses: Int32Array,
): boolean {
  if (value <= trail.bound[side]!) {
    trail.literalCount = clause < 0 ? reasonStart : trail.literalCount;
    return true;
  }
  if (value > -trail.bound[side ^ 1]!) {
    trail.conflict.length = 0;
    trail.conflict.push(side ^ 1, 1 - value);
    if (clause < 0)
      for (let index = reasonStart; index < trail.literalCount; index += 1) trail.conflict.push(trail.literals[index]!);
    else pushOthers(trail.conflict, clauses, clause, side);
    return false;
  }
  append(trail, side, value, reasonStart, clause);
  return true;
}

/** Opens a level and raises a bound by decision. */
export function decide(trail: Trail, side: number, value: number): void {
  trail.levelStart.push(trail.size);
  append(trail, side, value, trail.literalCount, -1);
}

/** Undoes every entry above a level; `undone` is told each side whose bound fell. */
export function backTo(trail: Trail, level: number, undone: (side: number) => void): void {
  if (level >= trail.levelStart.length - 1) return;
  const start = trail.levelStart[level + 1]!;
  for (let entry = trail.size - 1; entry >= start; entry -= 1) {
    const side = trail.side[entry]!;
    trail.bound[side] = trail.old[entry]!;
    trail.last[side] = trail.previous[entry]!;
    undone(side);
  }
  if (start < trail.size) trail.literalCount = trail.reasonStart[start]!;
  trail.size = start;
  trail.levelStart.length = level + 1;
}

/** The entry that made "side >= value" true, or -1 when it held from the beginning. */
export function entryOf(trail: Trail, side: number, value: number): number {
  let entry = trail.last[side]!;
  while (entry >= 0 && trail.old[entry]! >= value) entry = trail.previous[entry]!;
  return entry;
}

function append(trail: Trail, side: number, value: number, reasonStart: number, clause: number): void {
  const entry = trail.size;
  if (entry === trail.side.length) grow(trail);
  trail.side[entry] = side;
  trail.value[entry] = value;
  trail.old[entry] = trail.bound[side]!;
  trail.previous[entry] = trail.last[side]!;
  trail.level[entry] = trail.levelStart.length - 1;
  trail.clause[entry] = clause;
  trail.reasonStart[entry] = reasonStart;
  trail.reasonEnd[entry] = clause < 0 ? trail.literalCount : reasonStart;
  trail.bound[side] = value;
  trail.last[side] = entry;
  trail.size = entry + 1;
}

function pushOthers(target: number[], clauses: Int32Array, clause: number, side: number): void {
  const length = clauses[clause]!;
  let own = true;
  for (let index = 0; index < length; index += 1) {
    const other = clauses[clause + 2 + 2 * index]!;
    const value = clauses[clause + 3 + 2 * index]!;
    if (own && other === side) own = false;
    else target.push(other ^ 1, 1 - value);
  }
}

function grow(trail: Trail): void {
  trail.side = doubled(trail.side);
  trail.value = doubled(trail.value);
  trail.old = doubled(trail.old);
  trail.previous = doubled(trail.previous);
  trail.level = doubled(trail.level);
  trail.clause = doubled(trail.clause);
  trail.reasonStart = doubled(trail.reasonStart);
  trail.reasonEnd = doubled(trail.reasonEnd);
}

function doubled(array: Int32Array<ArrayBufferLike>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
