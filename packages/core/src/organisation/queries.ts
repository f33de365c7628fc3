import { invalidInput } from '../errors/index.ts';
import type { OrganisationView, PersonView, UnitView } from './view.ts';

/**
 * The manager, the manager's manager and so on, nearest first.
 *
 * @example
 * ```ts
 * import { managerChain, replayChanges, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * managerChain({ view, personId: 'lin' }); // ['zhou']
 * ```
 */
export function managerChain(options: {
  readonly view: OrganisationView;
  readonly personId: string;
}): readonly string[] {
  const chain: string[] = [];
  const met = new Set([options.personId]);
  let at = findPerson(options.view, options.personId).managerId;
  // A reporting line may lead back to a unit's own lead; the chain ends there.
  while (at !== null && !met.has(at)) {
    chain.push(at);
    met.add(at);
    at = options.view.people[at]?.managerId ?? null;
  }
  return chain;
}

/**
 * A unit and the units above it, nearest first.
 *
 * @example
 * ```ts
 * import { replayChanges, unitPath, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * unitPath({ view, unitId: 'pay' }); // ['pay', 'rd']
 * ```
 */
export function unitPath(options: { readonly view: OrganisationView; readonly unitId: string }): readonly string[] {
  const path: string[] = [];
  const met = new Set<string>();
  for (let at: string | null = findUnit(options.view, options.unitId).id; at !== null && !met.has(at); ) {
    path.push(at);
    met.add(at);
    at = options.view.units[at]?.parentId ?? null;
  }
  return path;
}

/**
 * A unit and all units below it.
 *
 * @example
 * ```ts
 * import { replayChanges, unitsUnder, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * unitsUnder({ view, unitId: 'rd' }); // ['rd', 'pay']
 * ```
 */
export function unitsUnder(options: { readonly view: OrganisationView; readonly unitId: string }): readonly string[] {
  const children = idsUnder(Object.values(options.view.units), (unit) => unit.parentId);
  // A set takes in nobody twice, so a view of a tree that was never checked does not run in its circle for ever.
  const found = new Set([findUnit(options.view, options.unitId).id]);
  for (const unitId of found) for (const child of children.get(unitId) ?? []) found.add(child);
  return [...found];
}

/**
 * The people in a unit or project group; with `below`, also those in units under it.
 *
 * @example
 * ```ts
 * import { membersOf, replayChanges, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * membersOf({ view, unitId: 'rd', below: true }); // ['lin']
 * ```
 */
export function membersOf(options: {
  readonly view: OrganisationView;
  readonly unitId: string;
  readonly below: boolean;
}): readonly string[] {
  const wanted = new Set(options.below ? unitsUnder(options) : [findUnit(options.view, options.unitId).id]);
  return Object.values(options.view.people)
    .filter((person) => person.memberships.some((row) => wanted.has(row.unitId)))
    .map(({ id }) => id);
}

/**
 * The people whose manager somebody is; with `all`, also those further down.
 *
 * @example
 * ```ts
 * import { replayChanges, reportsOf, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const replayed = replayChanges({ changes: [
 *   { kind: 'person-joins', effective: day, personId: 'zhou', name: 'Zhou' },
 *   { kind: 'person-joins', effective: day, personId: 'lin', name: 'Lin' },
 *   { kind: 'unit-opens', effective: day, unitId: 'rd', name: 'R&D', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'pay', name: 'Payments', unitKind: 'unit', parentId: 'rd' },
 *   { kind: 'lead-changes', effective: day, unitId: 'rd', personId: 'zhou' },
 *   { kind: 'person-moves', effective: day, personId: 'lin', unitId: 'pay' },
 * ] });
 * if (!replayed.ok) throw new Error('refused');
 * const view = viewOrganisation({ organisation: replayed.organisation, asOf: day });
 * reportsOf({ view, personId: 'zhou', all: true }); // ['lin']
 * ```
 */
export function reportsOf(options: {
  readonly view: OrganisationView;
  readonly personId: string;
  readonly all: boolean;
}): readonly string[] {
  const direct = idsUnder(Object.values(options.view.people), (person) => person.managerId);
  const found = [...(direct.get(findPerson(options.view, options.personId).id) ?? [])];
  if (!options.all) return found;
  const met = new Set([options.personId, ...found]);
  for (let index = 0; index < found.length; index += 1) {
    for (const report of direct.get(found[index]!) ?? []) {
      if (met.has(report)) continue;
      met.add(report);
      found.push(report);
    }
  }
  return found;
}

/** Ids by whom or what they are under. */
function idsUnder<Row extends { readonly id: string }>(
  rows: readonly Row[],
  above: (row: Row) => string | null,
): ReadonlyMap<string, readonly string[]> {
  const under = new Map<string, string[]>();
  for (const row of rows) {
    const id = above(row);
    if (id === null) continue;
    const known = under.get(id);
    if (known === undefined) under.set(id, [row.id]);
    else known.push(row.id);
  }
  return under;
}

function findPerson(view: OrganisationView, personId: string): PersonView {
  const person = Object.hasOwn(view.people, personId) ? view.people[personId] : undefined;
  if (person === undefined)
    throw invalidInput('core/unknown-reference', ['personId'], `no person "${personId}" on ${view.asOf}`);
  return person;
}

function findUnit(view: OrganisationView, unitId: string): UnitView {
  const unit = Object.hasOwn(view.units, unitId) ? view.units[unitId] : undefined;
  if (unit === undefined)
    throw invalidInput('core/unknown-reference', ['unitId'], `no unit "${unitId}" on ${view.asOf}`);
  return unit;
}
