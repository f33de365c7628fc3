import type { Clauses } from './clauses.ts';
import { entryOf, type Trail } from './trail.ts';

/** What a conflict teaches. */
export interface Lesson {
  /** Pairs side, value of the new clause, the asserting literal first, one of the level to go back to second. */
  readonly literals: number[];
  /** The level at which the first literal follows from the others; -1 when the conflict refutes everything. */
  level: number;
  /** How many levels the clause spans. */
  quality: number;
}

/** Derives clauses from conflicts. */
export interface Analyser {
  readonly analyse: (lesson: Lesson) => void;
}

const none = -2_000_000_000;

/**
 * First unique implication point (Marques-Silva & Sakallah 1996) on bounds: one needed value per side; an entry is
 * resolved when it is the one that lifted its side to the needed value. `bump` is told every side that took part.
 */
export function createAnalyser(trail: Trail, clauses: Clauses, bump: (side: number) => void): Analyser {
  const sides = trail.bound.length;
  const need = new Int32Array(sides).fill(none);
  const touched: number[] = [];
  let open = 0;
  let current = 0;

  const add = (side: number, value: number): void => {
    const before = need[side]!;
    if (value <= before) return;
    const entry = entryOf(trail, side, value);
    if (entry < 0 || trail.level[entry] === 0) return;
    if (before === none) {
      touched.push(side);
      bump(side);
    }
    need[side] = value;
    if (trail.level[entry] !== current) return;
    if (before === none || trail.level[entryOf(trail, side, before)] !== current) open += 1;
  };

  const addReasons = (entry: number): void => {
    const clause = trail.clause[entry]!;
    if (clause < 0) {
      for (let index = trail.reasonStart[entry]!; index < trail.reasonEnd[entry]!; index += 2)
        add(trail.literals[index]!, trail.literals[index + 1]!);
      return;
    }
    const { store } = clauses;
    // The propagated literal is the first of its clause while the clause is a reason.
    for (let index = 1; index < store[clause]!; index += 1)
      add(store[clause + 2 + 2 * index]! ^ 1, 1 - store[clause + 3 + 2 * index]!);
  };

  const isImplied = (side: number): boolean => {
    const entry = entryOf(trail, side, need[side]!);
    const held = (other: number, value: number): boolean => {
      // Only what came earlier counts, or two literals could each be dropped for the sake of the other.
      if (other !== side && need[other]! >= value && entryOf(trail, other, need[other]!) < entry) return true;
      const source = entryOf(trail, other, value);
      return source < 0 || trail.level[source] === 0;
    };
    const clause = trail.clause[entry]!;
    if (clause < 0) {
      if (trail.reasonStart[entry] === trail.reasonEnd[entry]) return false;
      for (let index = trail.reasonStart[entry]!; index < trail.reasonEnd[entry]!; index += 2)
        if (!held(trail.literals[index]!, trail.literals[index + 1]!)) return false;
      return true;
    }
    const { store } = clauses;
    for (let index = 1; index < store[clause]!; index += 1)
      if (!held(store[clause + 2 + 2 * index]! ^ 1, 1 - store[clause + 3 + 2 * index]!)) return false;
    return true;
  };

  const highestLevel = (): number => {
    let highest = 0;
    for (let index = 0; index < trail.conflict.length; index += 2) {
      const entry = entryOf(trail, trail.conflict[index]!, trail.conflict[index + 1]!);
      if (entry >= 0) highest = Math.max(highest, trail.level[entry]!);
    }
    return highest;
  };

  const analyse = (lesson: Lesson): void => {
    lesson.literals.length = 0;
    lesson.level = -1;
    current = highestLevel();
    if (current === 0) return;
    open = 0;
    for (let index = 0; index < trail.conflict.length; index += 2)
      add(trail.conflict[index]!, trail.conflict[index + 1]!);
    let entry = trail.size - 1;
    for (; ; entry -= 1) {
      const side = trail.side[entry]!;
      if (need[side] === none || trail.old[entry]! >= need[side]! || trail.value[entry]! < need[side]!) continue;
      if (open === 1 && trail.level[entry] === current) break;
      need[side] = none;
      open -= 1;
      addReasons(entry);
    }
    collect(lesson, trail.side[entry]!);
  };

  const collect = (lesson: Lesson, top: number): void => {
    lesson.literals.push(top ^ 1, 1 - need[top]!);
    lesson.level = 0;
    const levels = new Set<number>([current]);
    const kept: number[] = [];
    for (const side of touched) {
      if (side === top || need[side] === none || kept.includes(side) || isImplied(side)) continue;
      kept.push(side);
    }
    for (const side of kept) {
      const level = trail.level[entryOf(trail, side, need[side]!)]!;
      levels.add(level);
      lesson.literals.push(side ^ 1, 1 - need[side]!);
      if (level > lesson.level) {
        lesson.level = level;
        const at = lesson.literals.length - 2;
        swapPairs(lesson.literals, 2, at);
      }
    }
    lesson.quality = levels.size;
    for (const side of touched) need[side] = none;
    touched.length = 0;
  };
  return { analyse };
}

function swapPairs(pairs: number[], first: number, second: number): void {
  for (let offset = 0; offset < 2; offset += 1) {
    const moved = pairs[first + offset]!;
    pairs[first + offset] = pairs[second + offset]!;
    pairs[second + offset] = moved;
  }
}
