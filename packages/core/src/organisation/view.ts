import type { IsoDate } from '../dates/date.ts';
import { containsDate, type OpenPeriod } from '../dates/period.ts';
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
  const unitHolds = presence(organisation.units, existing);
  const personHolds = presence(organisation.people, employed);
  const parents = new Map(
    now(organisation.placements)
      .filter((row) => unitHolds(row.parentId, row.start) && unitHolds(row.unitId, row.start))
      .map((row) => [row.unitId, row.parentId]),
  );
  const leads = new Map(
    now(organisation.leaderships)
      .filter((row) => personHolds(row.personId, row.start) && unitHolds(row.unitId, row.start))
      .map((row) => [row.unitId, row.personId]),
  );
  const units = toRecord(
    existing.map((unit) => ({ ...unit, parentId: parents.get(unit.id) ?? null, leadId: leads.get(unit.id) ?? null })),
  );
  const named = new Map(
    now(organisation.reportingLines)
      .filter((row) => personHolds(row.personId, row.start) && personHolds(row.managerId, row.start))
      .map((row) => [row.personId, row.managerId]),
  );
  const memberships = groupByPerson(
    now(organisation.memberships).filter(
      (row) => personHolds(row.personId, row.start) && unitHolds(row.unitId, row.start),
    ),
  );
  const people = toRecord(
    employed.map((person) => {
      const own = memberships.get(person.id) ?? [];
      const unitId = own.find((row) => row.primary)?.unitId ?? null;
      const managerId = named.get(person.id) ?? leadAbove(person.id, unitId, parents, leads);
      return { ...person, unitId, managerId, memberships: own };
    }),
  );
  return { asOf, people, units };
}

/**
 * Tells whether a row about somebody (or a unit) that began on a day still holds: they are there, and did not leave and
 * come back since. Whoever comes back has what they are given then, not the unit, people and lead of the time before.
 */
function presence<Row extends OpenPeriod & { readonly id: string }>(
  rows: readonly Row[],
  present: readonly Row[],
): (id: string, start: IsoDate) => boolean {
  const times = new Map<string, Row[]>();
  for (const row of rows) {
    const known = times.get(row.id);
    if (known === undefined) times.set(row.id, [row]);
    else known.push(row);
  }
  const gone = new Map(present.map((row) => [row.id, lastEndBefore(row, times.get(row.id) ?? [])]));
  return (id, start) => {
    const end = gone.get(id);
    return end !== undefined && (end === null || start >= end);
  };
}

/** The day on which the time before ended; null where there was none, or no break since (a new name is none). */
function lastEndBefore(row: OpenPeriod, times: readonly OpenPeriod[]): IsoDate | null {
  let first = row.start;
  for (;;) {
    const before = times.find((other) => other.end === first);
    if (before === undefined) break;
    first = before.start;
  }
  const ends = times.flatMap((other) => (other.start < first && other.end !== null ? [other.end] : []));
  return ends.reduce<IsoDate | null>((last, end) => (last === null || end > last ? end : last), null);
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
