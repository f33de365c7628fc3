import type { IsoDate } from '../dates/date.ts';
import { containsDate } from '../dates/period.ts';
import { invalidInput } from '../errors/index.ts';
import type { Membership, Organisation, Person, Unit } from './model.ts';

/** A unit on one day. */
export interface UnitView extends Unit {
  readonly parentId: string | null;
  readonly leadId: string | null;
}

/** A person on one day. */
export interface PersonView extends Person {
  /** The unit the person reports through. */
  readonly unitId: string | null;
  readonly managerId: string | null;
  readonly memberships: readonly Membership[];
}

/** An organisation on one day: plain data, keyed by id. */
export interface OrganisationView {
  readonly asOf: IsoDate;
  readonly people: Readonly<Record<string, PersonView>>;
  readonly units: Readonly<Record<string, UnitView>>;
}

/**
 * The organisation as it stands on a day: who is employed, in which units and project groups, under whom. The manager
 * is the person named by a reporting line, else the lead of the primary unit or of the nearest unit above that has
 * another lead than the person.
 *
 * @throws InvalidInputError `core/not-a-date`
 * @example
 * ```ts
 * import { emptyOrganisation, viewOrganisation } from '@meritkit/core/organisation';
 *
 * const organisation = {
 *   ...emptyOrganisation,
 *   people: [{ id: 'lin', name: 'Lin', start: '2020-01-01', end: null }],
 *   units: [{ id: 'pay', name: 'Payments', kind: 'unit', start: '2020-01-01', end: null }],
 *   memberships: [{ personId: 'lin', unitId: 'pay', primary: true, start: '2026-03-01', end: null }],
 * } as const;
 * viewOrganisation({ organisation, asOf: '2026-02-28' }).people.lin?.unitId; // null
 * viewOrganisation({ organisation, asOf: '2026-03-01' }).people.lin?.unitId; // 'pay'
 * ```
 */
export function viewOrganisation(options: {
  readonly organisation: Organisation;
  readonly asOf: IsoDate;
}): OrganisationView {
  const { organisation, asOf } = options;
  const now = <Row extends { readonly start: IsoDate; readonly end: IsoDate | null }>(rows: readonly Row[]) =>
    rows.filter((row) => containsDate(row, asOf));
  const existing = now(organisation.units);
  const employed = now(organisation.people);
  const unitIds = new Set(existing.map(({ id }) => id));
  const personIds = new Set(employed.map(({ id }) => id));
  const parents = new Map(
    now(organisation.placements)
      .filter((row) => unitIds.has(row.parentId))
      .map((row) => [row.unitId, row.parentId]),
  );
  const leads = new Map(
    now(organisation.leaderships)
      .filter((row) => personIds.has(row.personId))
      .map((row) => [row.unitId, row.personId]),
  );
  const units = toRecord(
    existing.map((unit) => ({ ...unit, parentId: parents.get(unit.id) ?? null, leadId: leads.get(unit.id) ?? null })),
  );
  const named = new Map(now(organisation.reportingLines).map((row) => [row.personId, row.managerId]));
  const memberships = groupByPerson(now(organisation.memberships).filter((row) => unitIds.has(row.unitId)));
  const people = toRecord(
    employed.map((person) => {
      const own = memberships.get(person.id) ?? [];
      const unitId = own.find((row) => row.primary)?.unitId ?? null;
      const manager = named.get(person.id);
      const managerId =
        manager !== undefined && personIds.has(manager) ? manager : leadAbove(person.id, unitId, parents, leads);
      return { ...person, unitId, managerId, memberships: own };
    }),
  );
  return { asOf, people, units };
}

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
  const children = new Map<string, string[]>();
  for (const unit of Object.values(options.view.units)) {
    if (unit.parentId !== null) children.set(unit.parentId, [...(children.get(unit.parentId) ?? []), unit.id]);
  }
  const found = [findUnit(options.view, options.unitId).id];
  for (let index = 0; index < found.length; index += 1) found.push(...(children.get(found[index]!) ?? []));
  return found;
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
  const direct = new Map<string, string[]>();
  for (const person of Object.values(options.view.people)) {
    if (person.managerId !== null) direct.set(person.managerId, [...(direct.get(person.managerId) ?? []), person.id]);
  }
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

function leadAbove(
  personId: string,
  unitId: string | null,
  parents: ReadonlyMap<string, string>,
  leads: ReadonlyMap<string, string>,
): string | null {
  const met = new Set<string>();
  for (let at = unitId ?? undefined; at !== undefined && !met.has(at); at = parents.get(at)) {
    met.add(at);
    const lead = leads.get(at);
    if (lead !== undefined && lead !== personId) return lead;
  }
  return null;
}

function groupByPerson(rows: readonly Membership[]): ReadonlyMap<string, readonly Membership[]> {
  const grouped = new Map<string, Membership[]>();
  for (const row of rows) {
    const present = grouped.get(row.personId);
    if (present === undefined) grouped.set(row.personId, [row]);
    else present.push(row);
  }
  return grouped;
}

function toRecord<Row extends { readonly id: string }>(rows: readonly Row[]): Readonly<Record<string, Row>> {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}
