import { mayDo } from '../admission/parts.ts';
import { type CapacityGrid, freeUnits } from '../load/grid.ts';
import { priorityOf } from '../model/priority.ts';
import type { SkillLevels, WorkItem } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';

/**
 * Items and people as flat arrays for the inner loop. Time is in days from the grid's first day: `3.25` is a quarter
 * through the working hours of its fourth day. A person's own axis counts their free micro-hours, so a day off has no
 * length there and every occupied stretch is a pair of whole numbers.
 */
export interface ScheduleModel {
  readonly grid: CapacityGrid;
  readonly items: readonly WorkItem[];
  /** Free micro-hours of a person before a day: `axis[row * (days + 1) + day]`. */
  readonly axis: Float64Array;
  /** One entry per person needed: the parts of item `i` are `firstPart[i] … firstPart[i + 1]`, the scarcest first. */
  readonly firstPart: Int32Array;
  readonly partItem: Int32Array;
  readonly partRole: readonly (string | null)[];
  readonly partUnits: Float64Array;
  readonly partKind: Int32Array;
  /** The people who may do a part of a kind: `able[firstAble[k] … firstAble[k + 1]]`, the least versatile first. */
  readonly firstAble: Int32Array;
  readonly able: Int32Array;
  readonly kinds: number;
  readonly firstPredecessor: Int32Array;
  readonly predecessor: Int32Array;
  readonly firstSuccessor: Int32Array;
  readonly successor: Int32Array;
  readonly release: Float64Array;
  /** The end of the last day included; Infinity where there is none. */
  readonly due: Float64Array;
  readonly weight: Float64Array;
  readonly splittable: Uint8Array;
  /** Items in an order that respects precedence. */
  readonly topological: Int32Array;
}

/** Builds the arrays. Items must have been checked: no circles, known predecessors. */
export function buildScheduleModel(options: {
  readonly grid: CapacityGrid;
  readonly items: readonly WorkItem[];
}): ScheduleModel {
  const { grid, items } = options;
  const parts = partsOfItems(grid, items);
  const numbers = new Map(items.map((item, index) => [item.id, index]));
  const before = items.map((item) => (item.predecessors ?? []).map((id) => numbers.get(id)!));
  const after: number[][] = items.map(() => []);
  for (const [index, list] of before.entries()) for (const other of list) after[other]!.push(index);
  const [firstPredecessor, predecessor] = compact(before);
  const [firstSuccessor, successor] = compact(after);
  return {
    grid,
    items,
    axis: axisOf(grid),
    ...parts,
    firstPredecessor,
    predecessor,
    firstSuccessor,
    successor,
    release: Float64Array.from(items, (item) =>
      item.start === undefined ? 0 : Math.max(0, toDay(item.start) - grid.first),
    ),
    due: Float64Array.from(items, (item) =>
      item.deadline === undefined ? Number.POSITIVE_INFINITY : toDay(item.deadline) + 1 - grid.first,
    ),
    weight: Float64Array.from(items, priorityOf),
    splittable: Uint8Array.from(items, (item) => (item.splittable === true ? 1 : 0)),
    topological: topologicalOrder(before, after),
  };
}

function axisOf(grid: CapacityGrid): Float64Array {
  const axis = new Float64Array(grid.people.length * (grid.days + 1));
  for (let row = 0; row < grid.people.length; row += 1) {
    const base = row * (grid.days + 1);
    for (let day = 0; day < grid.days; day += 1) axis[base + day + 1] = axis[base + day]! + freeUnits(grid, row, day);
  }
  return axis;
}

interface Draft {
  readonly role: string | null;
  readonly units: number;
  readonly kind: number;
}

function partsOfItems(grid: CapacityGrid, items: readonly WorkItem[]) {
  const kinds = new Map<string, number>();
  const ableOf: number[][] = [];
  const breadth = grid.people.map((person) => Object.keys(person.skills).length);
  const kindOf = (needs: SkillLevels, candidateIds: readonly string[] | undefined): number => {
    const key = JSON.stringify([Object.entries(needs).sort(), candidateIds ?? null]);
    const known = kinds.get(key);
    if (known !== undefined) return known;
    const rows = [...grid.people.keys()].filter((row) => mayDo(grid.people[row]!, { needs, candidateIds }));
    ableOf.push(rows.sort((one, other) => breadth[one]! - breadth[other]! || one - other));
    kinds.set(key, ableOf.length - 1);
    return ableOf.length - 1;
  };
  const drafts = items.map((item) => {
    const roles = item.roles ?? [
      { id: null, needs: item.needs ?? {}, effortHours: item.effortHours, people: item.people ?? 1 },
    ];
    // A milestone has no effort and needs nobody.
    const list: Draft[] = roles.flatMap((role) => {
      const kind = kindOf(role.needs, item.candidateIds);
      const people = role.people ?? 1;
      const all = shares(toUnits(role.effortHours), people).filter((units) => units > 0);
      return all.map((units) => ({ role: role.id, units, kind }));
    });
    return list.sort((one, other) => ableOf[one.kind]!.length - ableOf[other.kind]!.length || other.units - one.units);
  });
  const [firstAble, able] = compact(ableOf);
  const flat = drafts.flat();
  const firstPart = new Int32Array(items.length + 1);
  for (const [index, list] of drafts.entries()) firstPart[index + 1] = firstPart[index]! + list.length;
  return {
    firstPart,
    partItem: Int32Array.from(drafts.flatMap((list, index) => list.map(() => index))),
    partRole: flat.map((part) => part.role),
    partUnits: Float64Array.from(flat, (part) => part.units),
    partKind: Int32Array.from(flat, (part) => part.kind),
    firstAble,
    able,
    kinds: ableOf.length,
  };
}

/** Whole micro-hours in equal shares; the first ones take what does not divide. */
function shares(units: number, people: number): readonly number[] {
  const each = Math.floor(units / people);
  return Array.from({ length: people }, (_unused, index) => each + (index < units - each * people ? 1 : 0));
}

/** Lists of lists as one array and the places where each begins. */
export function compact(lists: readonly (readonly number[])[]): readonly [Int32Array, Int32Array] {
  const first = new Int32Array(lists.length + 1);
  for (const [index, list] of lists.entries()) first[index + 1] = first[index]! + list.length;
  return [first, Int32Array.from(lists.flat())];
}

function topologicalOrder(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): Int32Array {
  const waits = Int32Array.from(before, (list) => list.length);
  const order: number[] = [];
  for (const [index, count] of waits.entries()) if (count === 0) order.push(index);
  for (let at = 0; at < order.length; at += 1) {
    for (const other of after[order[at]!]!) {
      waits[other] = waits[other]! - 1;
      if (waits[other] === 0) order.push(other);
    }
  }
  return Int32Array.from(order);
}
