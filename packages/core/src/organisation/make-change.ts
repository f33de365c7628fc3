import type { IsoDate } from '../dates/date.ts';
import { containsDate, type OpenPeriod } from '../dates/period.ts';
import type { OrganisationChange } from './change.ts';
import type { Organisation } from './model.ts';

/** The organisation after a change that was found to be possible. */
export function makeChange(organisation: Organisation, change: OrganisationChange): Organisation {
  const from = change.effective;
  switch (change.kind) {
    case 'person-joins': {
      const person = { id: change.personId, name: change.name, start: from, end: null };
      return { ...organisation, people: [...organisation.people, person] };
    }
    case 'person-leaves':
      return leave(organisation, change.personId, from);
    case 'unit-opens':
      return open(organisation, change);
    case 'unit-moves':
      return {
        ...organisation,
        placements: put(
          organisation.placements,
          (row) => row.unitId === change.unitId,
          from,
          (period) =>
            change.parentId === null ? null : { unitId: change.unitId, parentId: change.parentId, ...period },
        ),
      };
    case 'unit-closes':
      return close(organisation, change.unitId, from);
    case 'lead-changes':
      return {
        ...organisation,
        leaderships: put(
          organisation.leaderships,
          (row) => row.unitId === change.unitId,
          from,
          (period) =>
            change.personId === null ? null : { unitId: change.unitId, personId: change.personId, ...period },
        ),
      };
    case 'manager-changes':
      return {
        ...organisation,
        reportingLines: put(
          organisation.reportingLines,
          (row) => row.personId === change.personId,
          from,
          (period) =>
            change.managerId === null ? null : { personId: change.personId, managerId: change.managerId, ...period },
        ),
      };
    default:
      return { ...organisation, memberships: moveMember(organisation, change) };
  }
}

type MembershipChange = Extract<
  OrganisationChange,
  { readonly kind: 'person-moves' | 'person-joins-group' | 'person-leaves-group' }
>;

function moveMember(organisation: Organisation, change: MembershipChange): Organisation['memberships'] {
  const { personId, unitId, effective } = change;
  const primary = change.kind === 'person-moves';
  const leaves = change.kind === 'person-leaves-group';
  const role = leaves ? undefined : change.role;
  return put(
    organisation.memberships,
    (row) =>
      row.personId === personId && (primary && row.primary ? true : row.unitId === unitId && !(leaves && row.primary)),
    effective,
    (period) =>
      unitId === null || leaves
        ? null
        : { personId, unitId, ...(role === undefined ? {} : { role }), primary, ...period },
  );
}

/** Ends what runs on a day, drops nothing that is planned, and puts the new period up to the next planned one. */
function put<Row extends OpenPeriod>(
  rows: readonly Row[],
  same: (row: Row) => boolean,
  from: IsoDate,
  next: (period: OpenPeriod) => Row | null,
): readonly Row[] {
  const kept = rows
    .filter((row) => !(same(row) && row.start === from))
    .map((row) => (same(row) && containsDate(row, from) ? { ...row, end: from } : row));
  const planned = kept.filter((row) => same(row) && row.start > from).map((row) => row.start);
  const end = planned.reduce<IsoDate | null>((first, start) => (first === null || start < first ? start : first), null);
  const added = next({ start: from, end });
  return added === null ? kept : [...kept, added];
}

/** Ends every matching row on a day; what would only begin later does not. */
function endAll<Row extends OpenPeriod>(
  rows: readonly Row[],
  same: (row: Row) => boolean,
  from: IsoDate,
): readonly Row[] {
  return rows
    .filter((row) => !(same(row) && row.start >= from))
    .map((row) => (same(row) && (row.end === null || row.end > from) ? { ...row, end: from } : row));
}

function leave(organisation: Organisation, personId: string, from: IsoDate): Organisation {
  const own = (row: { readonly personId: string }) => row.personId === personId;
  return {
    ...organisation,
    people: endAll(organisation.people, (row) => row.id === personId, from),
    memberships: endAll(organisation.memberships, own, from),
    leaderships: endAll(organisation.leaderships, own, from),
    reportingLines: endAll(organisation.reportingLines, (row) => own(row) || row.managerId === personId, from),
  };
}

function open(
  organisation: Organisation,
  change: Extract<OrganisationChange, { readonly kind: 'unit-opens' }>,
): Organisation {
  const { unitId, name, parentId } = change;
  const period = { start: change.effective, end: null };
  return {
    ...organisation,
    units: [...organisation.units, { id: unitId, name, kind: change.unitKind, ...period }],
    placements:
      parentId === null ? organisation.placements : [...organisation.placements, { unitId, parentId, ...period }],
  };
}

function close(organisation: Organisation, unitId: string, from: IsoDate): Organisation {
  const own = (row: { readonly unitId: string }) => row.unitId === unitId;
  return {
    ...organisation,
    units: endAll(organisation.units, (row) => row.id === unitId, from),
    placements: endAll(organisation.placements, own, from),
    leaderships: endAll(organisation.leaderships, own, from),
  };
}
