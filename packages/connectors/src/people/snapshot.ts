import {
  applyChange,
  type ChangeRejection,
  type Organisation,
  type OrganisationChange,
  viewOrganisation,
} from '@meritkit/core/organisation';

/** A person as a directory has them now. */
export interface SnapshotPerson {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** The directory says nothing about the person's unit and manager; what is known of them stays. */
  readonly placeUnknown?: true;
}

/** A unit or project group as a directory has it now. */
export interface SnapshotUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: 'unit' | 'project-group';
}

/** A company as a directory has it now, without any history. */
export interface PeopleSnapshot {
  readonly people: readonly SnapshotPerson[];
  readonly units: readonly SnapshotUnit[];
  readonly memberships: readonly { readonly personId: string; readonly unitId: string; readonly primary: boolean }[];
  readonly managers: readonly { readonly personId: string; readonly managerId: string }[];
}

/** What a snapshot changes, and what of it cannot be. */
export interface SnapshotChanges {
  readonly changes: readonly OrganisationChange[];
  /** The organisation with the changes made. */
  readonly organisation: Organisation;
  readonly refused: readonly { readonly change: OrganisationChange; readonly rejection: ChangeRejection }[];
}

/**
 * What a directory's present state changes in an organisation with history, from a day on: who joins and leaves, who
 * moves, whose manager changes. Read again on the next day, the same snapshot changes nothing. People who are not in
 * the snapshot leave only with `complete`, so that a page of a list does not dismiss the others: say so only for a list
 * that was read to its end and of which every user could be read.
 *
 * @example
 * ```ts
 * import { changesFromSnapshot } from '@meritkit/connectors';
 * import { emptyOrganisation } from '@meritkit/core/organisation';
 *
 * const snapshot = { people: [{ id: 'lin', name: 'Lin' }], units: [], memberships: [], managers: [] };
 * changesFromSnapshot({ organisation: emptyOrganisation, snapshot, asOf: '2026-11-22', complete: true }).changes;
 * // [{ kind: 'person-joins', effective: '2026-11-22', personId: 'lin', name: 'Lin' }]
 * ```
 */
export function changesFromSnapshot(options: {
  readonly organisation: Organisation;
  readonly snapshot: PeopleSnapshot;
  /** The day of the snapshot, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly complete: boolean;
}): SnapshotChanges {
  const changes: OrganisationChange[] = [];
  const refused: { change: OrganisationChange; rejection: ChangeRejection }[] = [];
  let organisation = options.organisation;
  for (const change of wanted(options)) {
    const outcome = applyChange({ organisation, change });
    if (outcome.ok) {
      organisation = outcome.organisation;
      changes.push(change);
    } else refused.push({ change, rejection: outcome.rejection });
  }
  return { changes, organisation, refused };
}

function* wanted(options: {
  readonly organisation: Organisation;
  readonly snapshot: PeopleSnapshot;
  readonly asOf: string;
  readonly complete: boolean;
}): Generator<OrganisationChange> {
  const { snapshot, asOf: effective } = options;
  const view = viewOrganisation({ organisation: options.organisation, asOf: effective });
  const named = new Map(
    options.organisation.reportingLines
      .filter((line) => line.start <= effective && (line.end === null || line.end > effective))
      .map((line) => [line.personId, line.managerId]),
  );
  for (const { id, name } of snapshot.people) {
    if (!Object.hasOwn(view.people, id)) yield { kind: 'person-joins', effective, personId: id, name };
  }
  for (const { id, name, kind } of snapshot.units) {
    if (!Object.hasOwn(view.units, id)) {
      yield { kind: 'unit-opens', effective, unitId: id, name, unitKind: kind, parentId: null };
    }
  }
  const rows = new Map<string, { primary: string | null; groups: Set<string> }>();
  for (const { id } of snapshot.people) rows.set(id, { primary: null, groups: new Set() });
  for (const { personId, unitId, primary } of snapshot.memberships) {
    const row = rows.get(personId);
    if (primary && row !== undefined) row.primary = unitId;
    else row?.groups.add(unitId);
  }
  const unplaced = new Set(snapshot.people.flatMap(({ id, placeUnknown }) => (placeUnknown ? [id] : [])));
  const managers = new Map(snapshot.managers.map((row) => [row.personId, row.managerId]));
  for (const [personId, { primary, groups }] of rows) {
    const present = Object.hasOwn(view.people, personId) ? view.people[personId] : undefined;
    const unknown = unplaced.has(personId);
    if (!unknown && (present?.unitId ?? null) !== primary)
      yield { kind: 'person-moves', effective, personId, unitId: primary };
    const joined = new Set((present?.memberships ?? []).filter((row) => !row.primary).map((row) => row.unitId));
    for (const unitId of groups) {
      if (!joined.has(unitId)) yield { kind: 'person-joins-group', effective, personId, unitId };
    }
    for (const unitId of joined) {
      if (!groups.has(unitId)) yield { kind: 'person-leaves-group', effective, personId, unitId };
    }
    // First every line that ends, then those that begin: two people may change places.
    if (!unknown && named.has(personId) && named.get(personId) !== managers.get(personId)) {
      yield { kind: 'manager-changes', effective, personId, managerId: null };
    }
  }
  for (const [personId, managerId] of managers) {
    if (named.get(personId) !== managerId) yield { kind: 'manager-changes', effective, personId, managerId };
  }
  if (!options.complete) return;
  for (const personId of Object.keys(view.people)) {
    if (!rows.has(personId)) yield { kind: 'person-leaves', effective, personId };
  }
}
