import type { MultiSkillProject } from '../instances/model.ts';
import type { FastRandom } from './random.ts';

/** People as bits of 32-bit words, and the choice of who does what. */
export interface Staffer {
  /** Words per set of people. */
  readonly words: number;
  /** Bits of everyone. */
  readonly everyone: Int32Array;
  /**
   * Staffs an activity from the people in `available`, the least valuable first; false when that cannot be.
   * `chosen[skill * words + word]` then holds who gives which skill.
   */
  readonly staff: (activity: number, available: Int32Array) => boolean;
  readonly chosen: Int32Array;
  /** Draws anew in which order people of similar value are asked. */
  readonly shake: (strength: number) => void;
}

/**
 * Least versatile people first: people who can be matched to an activity's slots form a transversal matroid (Edmonds &
 * Fulkerson 1965), so adding them greedily by value, with augmenting paths, gives the cheapest staffing.
 */
export function createStaffer(project: MultiSkillProject, random: FastRandom): Staffer {
  const people = project.mastery.length;
  const skills = project.mastery[0]?.length ?? 0;
  const words = Math.max(1, Math.ceil(people / 32));
  const masters = new Int32Array(skills * words);
  const everyone = new Int32Array(words);
  project.mastery.forEach((row, person) => {
    everyone[person >> 5]! |= 1 << (person & 31);
    row.forEach((can, skill) => {
      if (can) masters[skill * words + (person >> 5)]! |= 1 << (person & 31);
    });
  });
  const needs = Int32Array.from(project.requirements.flat());
  const totals = Int32Array.from(project.requirements, (row) => row.reduce((sum, need) => sum + need, 0));
  const worth = worthOf(project);
  const keys = new Float64Array(people);
  const order = Int32Array.from({ length: people }, (_, person) => person);
  const chosen = new Int32Array(skills * words);
  const left = new Int32Array(skills);
  const from = new Int32Array(skills);
  const queue = new Int32Array(skills);

  const shake = (strength: number): void => {
    for (let person = 0; person < people; person += 1)
      keys[person] = worth[person]! * (1 + strength * (random.next() - 0.5));
    order.sort((a, b) => keys[a]! - keys[b]!);
  };

  /** Finds a skill with an open slot from the skills of `person`, moving others on, and takes it. */
  const add = (person: number): boolean => {
    const word = person >> 5;
    const bit = 1 << (person & 31);
    let filled = 0;
    for (let skill = 0; skill < skills; skill += 1) {
      from[skill] = -2;
      if (needsOf(skill) === 0 || (masters[skill * words + word]! & bit) === 0) continue;
      from[skill] = -1;
      queue[filled++] = skill;
    }
    for (let at = 0; at < filled; at += 1) {
      const skill = queue[at]!;
      if (left[skill]! > 0) {
        settle(skill, word, bit);
        return true;
      }
      for (let other = 0; other < skills; other += 1)
        if (from[other] === -2 && needsOf(other) > 0 && moverOf(skill, other) >= 0) {
          from[other] = skill;
          queue[filled++] = other;
        }
    }
    return false;
  };

  /** Moves one person along the path that ends at the open slot; `person` enters at its beginning. */
  const settle = (end: number, word: number, bit: number): void => {
    left[end] = left[end]! - 1;
    let skill = end;
    while (from[skill]! >= 0) {
      const source = from[skill]!;
      const mover = moverOf(source, skill);
      chosen[source * words + (mover >> 5)]! &= ~(1 << (mover & 31));
      chosen[skill * words + (mover >> 5)]! |= 1 << (mover & 31);
      skill = source;
    }
    chosen[skill * words + word]! |= bit;
  };

  /** Someone giving `skill` who also masters `other`, or -1. */
  const moverOf = (skill: number, other: number): number => {
    for (let word = 0; word < words; word += 1) {
      const both = chosen[skill * words + word]! & masters[other * words + word]!;
      if (both !== 0) return word * 32 + 31 - Math.clz32(both);
    }
    return -1;
  };

  let current = 0;
  const needsOf = (skill: number): number => needs[current * skills + skill]!;

  const staff = (activity: number, available: Int32Array): boolean => {
    current = activity;
    let open = totals[activity]!;
    for (let skill = 0; skill < skills; skill += 1) {
      const need = needsOf(skill);
      left[skill] = need;
      if (need === 0) continue;
      let found = 0;
      for (let word = 0; word < words; word += 1) found += bitsOf(available[word]! & masters[skill * words + word]!);
      if (found < need) return false;
    }
    chosen.fill(0);
    for (let position = 0; position < people && open > 0; position += 1) {
      const person = order[position]!;
      if ((available[person >> 5]! & (1 << (person & 31))) !== 0 && add(person)) open -= 1;
    }
    return open === 0;
  };
  shake(0.2);
  return { words, everyone, staff, chosen, shake };
}

/** Number of set bits. */
function bitsOf(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** What a person is worth elsewhere: for each mastered skill, the work it needs per person who masters it. */
function worthOf(project: MultiSkillProject): number[] {
  const skills = project.mastery[0]?.length ?? 0;
  const pressure = Array.from({ length: skills }, (_, skill) => {
    const work = project.requirements.reduce(
      (sum, row, activity) => sum + row[skill]! * project.durations[activity]!,
      0,
    );
    return work / Math.max(1, project.mastery.filter((row) => row[skill]).length);
  });
  return project.mastery.map((row) => row.reduce((sum, can, skill) => sum + (can ? pressure[skill]! : 0), 0.001));
}
