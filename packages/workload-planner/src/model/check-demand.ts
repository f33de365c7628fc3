import { invalidInput } from '@meritkit/core/errors';
import { toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';
import { checkNumber, checkSkills, checkUnique, checkWorth, type Path } from './check.ts';
import type { Demand, WorkItem } from './types.ts';

/**
 * Refuses a demand that says nothing, says two things, or whose items wait for each other in a circle.
 *
 * @throws InvalidInputError with the path of the first thing wrong.
 */
export function checkDemand(demand: Demand, path: Path = ['demand']): void {
  toDay(demand.start, [...path, 'start']);
  toDay(demand.deadline, [...path, 'deadline']);
  checkSkills(demand.needs, path, 'needs');
  checkWorth(demand, path);
  if ((demand.effortHours === undefined) === (demand.items === undefined)) {
    throw invalidInput('planner/effort-mismatch', path, 'a demand states effortHours or items, one of the two');
  }
  if (demand.effortHours !== undefined) checkNumber(demand.effortHours, [...path, 'effortHours']);
  if (demand.items?.length === 0) {
    throw invalidInput('planner/effort-mismatch', [...path, 'items'], 'a demand of items has at least one');
  }
  if (demand.items !== undefined) checkItems(demand.items, [...path, 'items']);
}

/** Refuses items with numbers that poison a schedule, unknown predecessors, or a circle. */
export function checkItems(items: readonly WorkItem[], path: Path): void {
  checkUnique(items, path);
  const numbers = new Map(items.map((item, index) => [item.id, index]));
  for (const [index, item] of items.entries()) {
    const at = [...path, index];
    checkNumber(item.effortHours, [...at, 'effortHours']);
    checkSkills(item.needs, at, 'needs');
    if (item.people !== undefined) checkPeople(item.people, [...at, 'people']);
    if (item.start !== undefined) toDay(item.start, [...at, 'start']);
    if (item.deadline !== undefined) toDay(item.deadline, [...at, 'deadline']);
    if (item.priority !== undefined) checkNumber(item.priority, [...at, 'priority']);
    if (item.roles !== undefined) checkRoles(item, at);
    for (const [place, id] of (item.predecessors ?? []).entries()) {
      if (!numbers.has(id)) {
        throw invalidInput('planner/unknown-predecessor', [...at, 'predecessors', place], `no item "${id}"`);
      }
    }
  }
  const cycle = findCycle(items, numbers);
  if (cycle !== null) {
    const words = `the items wait for each other: ${cycle.join(' → ')}`;
    throw invalidInput('planner/precedence-cycle', [...path, numbers.get(cycle[0]!)!, 'predecessors'], words);
  }
}

function checkPeople(people: number, path: Path): void {
  checkNumber(people, path, 1, 1000);
  if (!Number.isInteger(people)) throw invalidInput('planner/invalid-number', path, `${people} is no number of people`);
}

function checkRoles(item: WorkItem, path: Path): void {
  const roles = item.roles ?? [];
  checkUnique(roles, [...path, 'roles']);
  let sum = 0;
  for (const [index, role] of roles.entries()) {
    const at = [...path, 'roles', index];
    checkNumber(role.effortHours, [...at, 'effortHours']);
    checkSkills(role.needs, at, 'needs');
    if (role.people !== undefined) checkPeople(role.people, [...at, 'people']);
    sum += toUnits(role.effortHours);
  }
  if (Math.abs(sum - toUnits(item.effortHours)) > roles.length) {
    throw invalidInput(
      'planner/effort-mismatch',
      [...path, 'roles'],
      `the roles' hours do not add up to ${item.effortHours}`,
    );
  }
}

/** The items of a circle in the order in which they wait, the first repeated at the end; null where there is none. */
function findCycle(items: readonly WorkItem[], numbers: ReadonlyMap<string, number>): readonly string[] | null {
  const state = new Uint8Array(items.length);
  for (let root = 0; root < items.length; root += 1) {
    if (state[root] !== 0) continue;
    const stack = [{ item: root, next: 0 }];
    state[root] = 1;
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const waits = items[top.item]!.predecessors ?? [];
      if (top.next === waits.length) {
        state[top.item] = 2;
        stack.pop();
        continue;
      }
      const to = numbers.get(waits[top.next]!)!;
      top.next += 1;
      if (state[to] === 1) {
        const from = stack.findIndex((entry) => entry.item === to);
        return [...stack.slice(from).map((entry) => items[entry.item]!.id), items[to]!.id];
      }
      if (state[to] === 0) {
        state[to] = 1;
        stack.push({ item: to, next: 0 });
      }
    }
  }
  return null;
}
