import { addFree, type CapacityGrid, type GridOptions, visitPeople } from '../load/grid.ts';
import type { Person } from '../model/types.ts';
import type { DayNumber } from '../time/day.ts';
import { mayDo, type WorkPart } from './parts.ts';

/**
 * People who may do exactly the same parts are interchangeable for divisible work, so they are counted as one class.
 * That makes the network small without changing its maximum flow.
 */
export interface FreePool {
  readonly first: DayNumber;
  readonly days: number;
  /** People by class, by their place in the team. */
  readonly members: readonly (readonly number[])[];
  /** Whether class `c` may do part `p`: `eligible[p * classes + c]`. */
  readonly eligible: Uint8Array;
  /** Free micro-hours of class `c` before day offset `d`: `prefix[c * (days + 1) + d]`. */
  readonly prefix: Float64Array;
}

/** A pool that also knows each person's days; its members are rows of the grid. */
export interface PeoplePool extends FreePool {
  readonly grid: CapacityGrid;
}

/** Gathers people into classes by what they may do, and sums their free hours. */
export function buildPool(options: { readonly grid: CapacityGrid; readonly parts: readonly WorkPart[] }): PeoplePool {
  const { grid, parts } = options;
  const { first, days } = grid;
  const classes = classesOf(grid.people, parts);
  const prefix = new Float64Array(classes.members.length * (days + 1));
  for (const [row, group] of classes.groupOf.entries()) {
    if (group >= 0) addFree(grid, row, prefix, group * (days + 1) + 1);
  }
  return { grid, first, days, ...classes, prefix: accumulate(prefix, days + 1) };
}

/** The same sums without each person's days: for questions about how much there is, not who does it. */
export function buildFreePool(options: GridOptions & { readonly parts: readonly WorkPart[] }): FreePool {
  const { team, parts, first, end } = options;
  const days = end - first;
  const classes = classesOf(team.people, parts);
  const prefix = new Float64Array(classes.members.length * (days + 1));
  visitPeople({ team, first, end }, (grid, row) => {
    const group = classes.groupOf[row]!;
    if (group >= 0) addFree(grid, 0, prefix, group * (days + 1) + 1);
  });
  return { first, days, ...classes, prefix: accumulate(prefix, days + 1) };
}

/** Free micro-hours of a class on the days `[first, end)`. */
export function freeBetween(pool: FreePool, group: number, first: DayNumber, end: DayNumber): number {
  const { first: origin, days } = pool;
  const base = group * (days + 1);
  const from = Math.min(days, Math.max(0, first - origin));
  const to = Math.min(days, Math.max(from, end - origin));
  return pool.prefix[base + to]! - pool.prefix[base + from]!;
}

interface Classes {
  readonly members: readonly (readonly number[])[];
  /** By person: the class, or -1 for someone who may do nothing. */
  readonly groupOf: Int32Array;
  readonly eligible: Uint8Array;
}

function classesOf(people: readonly Person[], parts: readonly WorkPart[]): Classes {
  const kinds = kindsOf(parts);
  const numbers = new Map<string, number>();
  const members: number[][] = [];
  const groupOf = new Int32Array(people.length).fill(-1);
  for (const [row, person] of people.entries()) {
    let signature = '';
    for (const kind of kinds.samples) signature += mayDo(person, kind) ? '1' : '0';
    if (!signature.includes('1')) continue;
    let group = numbers.get(signature);
    if (group === undefined) {
      group = members.push([]) - 1;
      numbers.set(signature, group);
    }
    members[group]!.push(row);
    groupOf[row] = group;
  }
  const eligible = new Uint8Array(parts.length * members.length);
  for (const [signature, group] of numbers) {
    for (const [part, kind] of kinds.of.entries()) {
      if (signature[kind] === '1') eligible[part * members.length + group] = 1;
    }
  }
  return { members, groupOf, eligible };
}

function kindsOf(parts: readonly WorkPart[]): { readonly samples: readonly WorkPart[]; readonly of: Int32Array } {
  const numbers = new Map<string, number>();
  const samples: WorkPart[] = [];
  const of = new Int32Array(parts.length);
  for (const [index, part] of parts.entries()) {
    const needs = Object.keys(part.needs)
      .sort()
      .map((skill) => [skill, part.needs[skill]]);
    const key = JSON.stringify([needs, part.candidateIds === undefined ? null : [...part.candidateIds].sort()]);
    let number = numbers.get(key);
    if (number === undefined) {
      number = samples.push(part) - 1;
      numbers.set(key, number);
    }
    of[index] = number;
  }
  return { samples, of };
}

/** Turns each run of `length` amounts into the sums of those before. */
function accumulate(amounts: Float64Array, length: number): Float64Array {
  for (let base = 0; base < amounts.length; base += length) {
    for (let at = base + 1; at < base + length; at += 1) amounts[at] = amounts[at]! + amounts[at - 1]!;
  }
  return amounts;
}
