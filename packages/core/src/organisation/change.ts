import type { IsoDate } from '../dates/date.ts';
import { epochDayOf } from '../dates/date.ts';
import { containsDate, type OpenPeriod } from '../dates/period.ts';
import type { Rejection } from '../errors/index.ts';
import type { LocalizedText } from '../locale/index.ts';
import { findCyclesThrough, type OrganisationCycle } from './cycles.ts';
import { makeChange } from './make-change.ts';
import { emptyOrganisation, type Organisation } from './model.ts';

/** Something that changes in a company from a day on. */
export type OrganisationChange = { readonly effective: IsoDate } & (
  | { readonly kind: 'person-joins'; readonly personId: string; readonly name: LocalizedText }
  | { readonly kind: 'person-leaves'; readonly personId: string }
  | {
      readonly kind: 'unit-opens';
      readonly unitId: string;
      readonly name: LocalizedText;
      readonly unitKind: 'unit' | 'project-group';
      readonly parentId: string | null;
    }
  | { readonly kind: 'unit-moves'; readonly unitId: string; readonly parentId: string | null }
  | { readonly kind: 'unit-closes'; readonly unitId: string }
  /** The person's primary unit becomes this one (null: none). */
  | { readonly kind: 'person-moves'; readonly personId: string; readonly unitId: string | null; readonly role?: string }
  | { readonly kind: 'person-joins-group'; readonly personId: string; readonly unitId: string; readonly role?: string }
  | { readonly kind: 'person-leaves-group'; readonly personId: string; readonly unitId: string }
  | { readonly kind: 'lead-changes'; readonly unitId: string; readonly personId: string | null }
  /** Null: back to the lead of the unit. */
  | { readonly kind: 'manager-changes'; readonly personId: string; readonly managerId: string | null }
);

/** Why a change cannot be made; nothing has changed then. */
export type ChangeRejection =
  | Rejection<'core/organisation-cycle', { readonly path: readonly string[]; readonly from: IsoDate }>
  | Rejection<'core/unknown-person', { readonly personId: string }>
  | Rejection<'core/unknown-unit', { readonly unitId: string }>
  | Rejection<'core/already-there', { readonly id: string }>
  | Rejection<
      'core/unit-not-empty',
      { readonly unitId: string; readonly people: readonly string[]; readonly units: readonly string[] }
    >;

/** An organisation after a change, or why not. */
export type ChangeOutcome =
  | { readonly ok: true; readonly organisation: Organisation }
  | { readonly ok: false; readonly rejection: ChangeRejection };

/**
 * Makes a change from its day on; what was before stays as it was. A later period of the same thing (a move that is
 * already planned) is kept, and the new one ends where it begins. When a person leaves, memberships, leads and
 * reporting lines to and from that person end too.
 *
 * Refused: a circle in the tree or the reporting lines (`core/organisation-cycle` with its path), a person or unit that
 * is not there on that day, one that is there already (also in the unit it would join as a group), and closing a unit that
 * still holds people or units.
 *
 * @throws InvalidInputError `core/not-a-date`
 * @example
 * ```ts
 * import { replayChanges } from '@meritkit/core/organisation';
 *
 * const day = '2026-01-01';
 * const answer = replayChanges({ changes: [
 *   { kind: 'unit-opens', effective: day, unitId: 'a', name: 'A', unitKind: 'unit', parentId: null },
 *   { kind: 'unit-opens', effective: day, unitId: 'b', name: 'B', unitKind: 'unit', parentId: 'a' },
 *   { kind: 'unit-moves', effective: '2026-07-01', unitId: 'a', parentId: 'b' },
 * ] });
 * answer; // { ok: false, rejection: { code: 'core/organisation-cycle', path: ['a', 'b', 'a'], from: '2026-07-01' }, … }
 * ```
 */
export function applyChange(options: {
  readonly organisation: Organisation;
  readonly change: OrganisationChange;
}): ChangeOutcome {
  const { organisation, change } = options;
  epochDayOf(change.effective, ['change', 'effective']);
  const refusal = refuse(organisation, change);
  if (refusal !== null) return { ok: false, rejection: refusal };
  const changed = makeChange(organisation, change);
  const [cycle] = cyclesOf(changed, change);
  if (cycle === undefined) return { ok: true, organisation: changed };
  return { ok: false, rejection: { code: 'core/organisation-cycle', path: cycle.path, from: cycle.from } };
}

/**
 * Makes changes one after another in the order of their days (those of one day in the given order), from `organisation`
 * or from nothing. Stops at the first that is refused, with its index in the given list.
 *
 * @example
 * ```ts
 * import { replayChanges } from '@meritkit/core/organisation';
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
 * replayed.organisation.people.length; // 2
 * ```
 */
export function replayChanges(options: {
  readonly changes: readonly OrganisationChange[];
  readonly organisation?: Organisation;
}): ChangeOutcome & { readonly at?: number } {
  const order = options.changes
    .map((change, index) => ({ change, index, day: epochDayOf(change.effective, ['changes', index, 'effective']) }))
    .sort((left, right) => left.day - right.day);
  let organisation = options.organisation ?? emptyOrganisation;
  for (const { change, index } of order) {
    const outcome = applyChange({ organisation, change });
    if (!outcome.ok) return { ...outcome, at: index };
    organisation = outcome.organisation;
  }
  return { ok: true, organisation };
}

function refuse(organisation: Organisation, change: OrganisationChange): ChangeRejection | null {
  const day = change.effective;
  const personThere = (id: string) => organisation.people.some((row) => row.id === id && containsDate(row, day));
  const unitThere = (id: string) => organisation.units.some((row) => row.id === id && containsDate(row, day));
  const known = { people: organisation.people, units: organisation.units };
  if (change.kind === 'person-joins' && known.people.some((row) => row.id === change.personId && ends(row, day))) {
    return { code: 'core/already-there', id: change.personId };
  }
  if (change.kind === 'unit-opens' && known.units.some((row) => row.id === change.unitId && ends(row, day))) {
    return { code: 'core/already-there', id: change.unitId };
  }
  const named = namedIn(change);
  for (const id of named.people) if (!personThere(id)) return { code: 'core/unknown-person', personId: id };
  for (const id of named.units) if (!unitThere(id)) return { code: 'core/unknown-unit', unitId: id };
  if (change.kind === 'person-joins-group' && isPrimary(organisation, change)) {
    return { code: 'core/already-there', id: change.personId };
  }
  return change.kind === 'unit-closes' ? refuseClosing(organisation, change.unitId, day) : null;
}

/** True for somebody whose primary unit it is: joining it as a group would take the unit and its lead away. */
function isPrimary(
  organisation: Organisation,
  { personId, unitId, effective }: { readonly personId: string; readonly unitId: string; readonly effective: IsoDate },
): boolean {
  return organisation.memberships.some(
    (row) => row.primary && row.personId === personId && row.unitId === unitId && containsDate(row, effective),
  );
}

/** True when a period ends after a day. */
function ends(row: OpenPeriod, day: IsoDate): boolean {
  return row.end === null || row.end > day;
}

function refuseClosing(organisation: Organisation, unitId: string, day: IsoDate): ChangeRejection | null {
  const later = (row: OpenPeriod) => ends(row, day);
  const employed = new Set(organisation.people.filter(later).map(({ id }) => id));
  const people = organisation.memberships
    .filter((row) => row.unitId === unitId && later(row) && employed.has(row.personId))
    .map((row) => row.personId);
  const units = organisation.placements.filter((row) => row.parentId === unitId && later(row)).map((row) => row.unitId);
  if (people.length + units.length === 0) return null;
  return { code: 'core/unit-not-empty', unitId, people: [...new Set(people)], units: [...new Set(units)] };
}

/** Who and what must be there on the day of a change. */
function namedIn(change: OrganisationChange): {
  readonly people: readonly string[];
  readonly units: readonly string[];
} {
  const given = (id: string | null) => (id === null ? [] : [id]);
  switch (change.kind) {
    case 'person-joins':
      return { people: [], units: [] };
    case 'person-leaves':
      return { people: [change.personId], units: [] };
    case 'unit-opens':
      return { people: [], units: given(change.parentId) };
    case 'unit-moves':
      return { people: [], units: [change.unitId, ...given(change.parentId)] };
    case 'unit-closes':
      return { people: [], units: [change.unitId] };
    case 'person-moves':
      return { people: [change.personId], units: given(change.unitId) };
    case 'person-joins-group':
    case 'person-leaves-group':
      return { people: [change.personId], units: [change.unitId] };
    case 'lead-changes':
      return { people: given(change.personId), units: [change.unitId] };
    case 'manager-changes':
      return { people: [change.personId, ...given(change.managerId)], units: [] };
  }
}

/** The circles that a change has closed. */
function cyclesOf(changed: Organisation, change: OrganisationChange): readonly OrganisationCycle[] {
  if (change.kind === 'manager-changes') return findCyclesThrough(changed, 'reportingLines', change.personId);
  if (change.kind !== 'unit-moves' && change.kind !== 'unit-opens') return [];
  return findCyclesThrough(changed, 'placements', change.unitId);
}
