import { addFree, buildGrid, type CapacityGrid, type GridOptions, visitPeople } from '../load/grid.ts';
import { settledFrom } from '../load/settled.ts';
import type { Person } from '../model/types.ts';
import type { DayNumber } from '../time/day.ts';
import { ableTeam, mayDo, type WorkPart } from './parts.ts';

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
  for (const [group, rows] of classes.members.entries()) {
    const from = group * (days + 1);
    for (const row of rows) addFree(grid, row, prefix, from + 1);
    accumulate(prefix, from + 1, from + days + 1);
  }
  return { grid, first, days, ...classes, prefix };
}

/** A pool of the people who may do some of the work. */
export function buildAblePool(options: GridOptions & { readonly parts: readonly WorkPart[] }): PeoplePool {
  const { parts, first, end } = options;
  return buildPool({ grid: buildGrid({ team: ableTeam(options.team, parts), first, end }), parts });
}

/** The same sums without each person's days: for questions about how much there is, not who does it. */
export function buildFreePool(options: GridOptions & { readonly parts: readonly WorkPart[] }): FreePool {
  const { team, parts, first } = options;
  const { members, eligible } = classesOf(team.people, parts);
  const none = { first, days: 0, members, eligible, prefix: new Float64Array(members.length) };
  return extendPool(none, options);
}

/**
 * A pool that knows the days up to a later end as well. The team is the one it was built from. People are only looked
 * at until nothing in the team is dated any more: the weeks after that repeat.
 */
export function extendPool(pool: FreePool, options: Pick<GridOptions, 'team' | 'end'>): FreePool {
  const { first, members } = pool;
  const { team, end } = options;
  const known = first + pool.days;
  const days = end - first;
  const looked = Math.min(end, Math.max(known, first + 7, settledFrom(team) + 7));
  const prefix = new Float64Array(members.length * (days + 1));
  const base = new Int32Array(team.people.length).fill(-1);
  for (const [group, rows] of members.entries()) {
    prefix.set(pool.prefix.subarray(group * (pool.days + 1), (group + 1) * (pool.days + 1)), group * (days + 1));
    for (const row of rows) base[row] = group * (days + 1) + pool.days + 1;
  }
  if (looked > known) {
    visitPeople({ team, first: known, end: looked }, (grid, row) => {
      if (base[row]! >= 0) addFree(grid, 0, prefix, base[row]!);
    });
  }
  for (let group = 0; group < members.length; group += 1) {
    const from = group * (days + 1);
    accumulate(prefix, from + pool.days + 1, from + looked - first + 1);
    continueWeekly(prefix, from + looked - first + 1, from + days + 1);
  }
  return { ...pool, days, prefix };
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
  readonly eligible: Uint8Array;
}

function classesOf(people: readonly Person[], parts: readonly WorkPart[]): Classes {
  const kinds = kindsOf(parts);
  const numbers = new Map<string, number>();
  const members: number[][] = [];
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
  }
  const eligible = new Uint8Array(parts.length * members.length);
  for (const [signature, group] of numbers) {
    for (const [part, kind] of kinds.of.entries()) {
      if (signature[kind] === '1') eligible[part * members.length + group] = 1;
    }
  }
  return { members, eligible };
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

/** Adds to each amount in `[from, to)` all those before it. */
function accumulate(amounts: Float64Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) amounts[at] = amounts[at]! + amounts[at - 1]!;
}

/** Continues sums over `[from, to)` as if each day were the one a week before. */
function continueWeekly(sums: Float64Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) sums[at] = sums[at - 1]! + (sums[at - 7]! - sums[at - 8]!);
}
