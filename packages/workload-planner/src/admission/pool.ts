import { type CapacityGrid, freeUnits } from '../load/grid.ts';
import type { DayNumber } from '../time/day.ts';
import { mayDo, type WorkPart } from './parts.ts';

/**
 * People who may do exactly the same parts are interchangeable for divisible work, so they are counted as one class.
 * That makes the network small without changing its maximum flow.
 */
export interface PeoplePool {
  readonly grid: CapacityGrid;
  /** Rows of the grid, by class. */
  readonly members: readonly (readonly number[])[];
  /** Whether class `c` may do part `p`: `eligible[p * classes + c]`. */
  readonly eligible: Uint8Array;
  /** Free micro-hours of class `c` before day offset `d`: `prefix[c * (days + 1) + d]`. */
  readonly prefix: Float64Array;
}

/** Gathers people into classes by what they may do, and sums their free hours. */
export function buildPool(options: { readonly grid: CapacityGrid; readonly parts: readonly WorkPart[] }): PeoplePool {
  const { grid, parts } = options;
  const kinds = kindsOf(parts);
  const classes = new Map<string, number[]>();
  for (const [row, person] of grid.people.entries()) {
    let signature = '';
    for (const kind of kinds.samples) signature += mayDo(person, kind) ? '1' : '0';
    if (!signature.includes('1')) continue;
    const members = classes.get(signature);
    if (members === undefined) classes.set(signature, [row]);
    else members.push(row);
  }
  const signatures = [...classes.keys()];
  const eligible = new Uint8Array(parts.length * signatures.length);
  for (let part = 0; part < parts.length; part += 1) {
    for (const [index, signature] of signatures.entries()) {
      eligible[part * signatures.length + index] = signature[kinds.of[part]!] === '1' ? 1 : 0;
    }
  }
  const members = [...classes.values()];
  return { grid, members, eligible, prefix: prefixOf(grid, members) };
}

/** Free micro-hours of a class on the days `[first, end)`. */
export function freeBetween(pool: PeoplePool, group: number, first: DayNumber, end: DayNumber): number {
  const { first: origin, days } = pool.grid;
  const base = group * (days + 1);
  const from = Math.min(days, Math.max(0, first - origin));
  const to = Math.min(days, Math.max(from, end - origin));
  return pool.prefix[base + to]! - pool.prefix[base + from]!;
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
      number = samples.length;
      numbers.set(key, number);
      samples.push(part);
    }
    of[index] = number;
  }
  return { samples, of };
}

function prefixOf(grid: CapacityGrid, members: readonly (readonly number[])[]): Float64Array {
  const prefix = new Float64Array(members.length * (grid.days + 1));
  for (const [group, rows] of members.entries()) {
    const base = group * (grid.days + 1) + 1;
    for (const row of rows) {
      for (let offset = 0; offset < grid.days; offset += 1) {
        prefix[base + offset] = prefix[base + offset]! + freeUnits(grid, row, offset);
      }
    }
    for (let offset = 1; offset < grid.days; offset += 1) {
      prefix[base + offset] = prefix[base + offset]! + prefix[base + offset - 1]!;
    }
  }
  return prefix;
}
