import { assertInvariant } from '@meritkit/core/errors';
import { stableId } from '@meritkit/core/hash';
import {
  checkOrganisation,
  type Membership,
  type Organisation,
  type Person,
  type Placement,
  type ReportingLine,
  type Unit,
} from '@meritkit/core/organisation';
import type { PersonRow } from './import.ts';
import type { CleaningNote } from './report.ts';

/** Builds a sound organisation from rows; what does not fit is left out and noted. */
export function buildOrganisation(options: {
  readonly rows: readonly PersonRow[];
  /** Several rows of a person are a history, not duplicates. */
  readonly history: boolean;
  readonly notes: CleaningNote[];
}): Organisation {
  const { notes } = options;
  const byPerson = groupRows(options.rows, options.history, notes);
  noteSharedEmails(byPerson, notes);
  const spells = [...byPerson.values()].flatMap((rows) => employmentsOf(rows).flatMap(spellsOf));
  const people = [...byPerson.values()].flatMap((rows) => employmentsOf(rows).map(personOf));
  const { units, placements } = unitsOf(spells);
  const reportingLines = withoutCircles(linesOf(spells, byPerson, notes), notes, byPerson);
  const organisation: Organisation = {
    schemaVersion: 1,
    people,
    units,
    placements,
    memberships: membershipsOf(spells),
    leaderships: [],
    reportingLines: reportingLines.map(({ row: _row, ...line }) => line),
  };
  const issues = checkOrganisation(organisation);
  assertInvariant(issues.length === 0, 'connectors/invalid-record', 'a cleaned organisation is sound', { issues });
  return organisation;
}

/** A row with the time for which its unit and manager hold. */
interface Spell {
  readonly row: PersonRow;
  readonly start: string;
  readonly end: string | null;
}

function groupRows(
  rows: readonly PersonRow[],
  history: boolean,
  notes: CleaningNote[],
): ReadonlyMap<string, readonly PersonRow[]> {
  const byPerson = new Map<string, PersonRow[]>();
  for (const row of rows) {
    const known = byPerson.get(row.id) ?? [];
    const same = known.find((other) => (history ? other.effective === row.effective : isWhile(other, row)));
    if (same === undefined) byPerson.set(row.id, [...known, row]);
    else {
      const detail = `"${row.id}" is there already, in line ${same.place.line ?? same.place.index + 1}`;
      notes.push({
        code: 'connectors/duplicate',
        action: 'row-left-out',
        place: row.place,
        detail,
        personIds: [row.id],
      });
    }
  }
  for (const list of byPerson.values()) list.sort((left, right) => (left.effective < right.effective ? -1 : 1));
  return byPerson;
}

/** True unless one ended before the other began: somebody who left and came back has a row for each time. */
function isWhile(one: PersonRow, other: PersonRow): boolean {
  const before = (first: PersonRow, second: PersonRow) => first.end !== null && first.end <= second.start;
  return !before(one, other) && !before(other, one);
}

/** The rows of a person by time of employment: a new one begins with a row whose first day lies after the last one's end. */
function employmentsOf(rows: readonly PersonRow[]): readonly (readonly PersonRow[])[] {
  const times: PersonRow[][] = [];
  for (const row of rows) {
    const present = times.at(-1);
    const end = present === undefined ? null : personOf(present).end;
    if (present === undefined || (end !== null && end <= row.start)) times.push([row]);
    else present.push(row);
  }
  return times;
}

/** Two ids with one e-mail address may be one person: nobody is merged, somebody has to look. */
function noteSharedEmails(byPerson: ReadonlyMap<string, readonly PersonRow[]>, notes: CleaningNote[]): void {
  const owners = new Map<string, PersonRow>();
  for (const rows of byPerson.values()) {
    const row = rows.at(-1)!;
    if (row.email === null) continue;
    const owner = owners.get(row.email);
    if (owner === undefined) owners.set(row.email, row);
    else {
      notes.push({
        code: 'connectors/duplicate',
        action: 'to-be-checked',
        place: row.place,
        detail: `"${row.id}" and "${owner.id}" have one e-mail address: they may be one person`,
        personIds: [owner.id, row.id],
      });
    }
  }
}

/** The last row says who somebody is; the first says since when, and the last until when. */
function personOf(rows: readonly PersonRow[]): Person {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  return {
    id: last.id,
    name: last.name,
    ...(last.email === null ? {} : { email: last.email }),
    start: first.start,
    end: last.end !== null && last.end <= first.start ? null : last.end,
    ...(Object.keys(last.attributes).length === 0 ? {} : { attributes: last.attributes }),
  };
}

function spellsOf(rows: readonly PersonRow[]): readonly Spell[] {
  const end = personOf(rows).end;
  return rows
    .map((row, index) => ({
      row,
      start: index === 0 ? rows[0]!.start : row.effective,
      end: earlier(rows[index + 1]?.effective ?? null, end),
    }))
    .filter((spell) => spell.end === null || spell.start < spell.end);
}

/** The earlier of two ends; null is none. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Units by their paths. A unit is there from the first day anybody was in it or under it. */
function unitsOf(spells: readonly Spell[]): {
  readonly units: readonly Unit[];
  readonly placements: readonly Placement[];
} {
  const starts = new Map<string, { readonly path: readonly string[]; readonly start: string }>();
  for (const { row, start } of spells) {
    for (let depth = 1; depth <= row.unitPath.length; depth += 1) {
      const path = row.unitPath.slice(0, depth);
      const known = starts.get(unitIdOf(path));
      if (known === undefined || start < known.start) starts.set(unitIdOf(path), { path, start });
    }
  }
  const units = [...starts].map(([id, { path, start }]) => ({
    id,
    name: path.at(-1)!,
    kind: 'unit' as const,
    start,
    end: null,
  }));
  const placements = [...starts]
    .filter(([, { path }]) => path.length > 1)
    .map(([unitId, { path, start }]) => ({ unitId, parentId: unitIdOf(path.slice(0, -1)), start, end: null }));
  return { units, placements };
}

function unitIdOf(path: readonly string[]): string {
  return `unit-${stableId('unit', ...path).slice(0, 12)}`;
}

function membershipsOf(spells: readonly Spell[]): readonly Membership[] {
  return spells.flatMap(({ row, start, end }) =>
    row.unitPath.length === 0
      ? []
      : [
          {
            personId: row.id,
            unitId: unitIdOf(row.unitPath),
            ...(row.role === null ? {} : { role: row.role }),
            primary: true,
            start,
            end,
          },
        ],
  );
}

type Line = ReportingLine & { readonly row: PersonRow };

function linesOf(
  spells: readonly Spell[],
  byPerson: ReadonlyMap<string, readonly PersonRow[]>,
  notes: CleaningNote[],
): readonly Line[] {
  return spells.flatMap(({ row, start, end }) => {
    if (row.managerId === null) return [];
    const known = byPerson.has(row.managerId);
    if (known && row.managerId !== row.id) return [{ personId: row.id, managerId: row.managerId, start, end, row }];
    notes.push({
      code: known ? 'connectors/cycle' : 'connectors/unknown-reference',
      action: 'manager-left-out',
      place: row.place,
      detail: known ? `"${row.id}" is named as the own manager` : `there is no manager "${row.managerId}"`,
      personIds: known ? [row.id, row.id] : [row.id],
    });
    return [];
  });
}

/** Leaves out, of each circle of managers, the line that closes it in the order of the table. */
function withoutCircles(
  lines: readonly Line[],
  notes: CleaningNote[],
  byPerson: ReadonlyMap<string, readonly PersonRow[]>,
): readonly Line[] {
  const kept = new Map<string, Line[]>([...byPerson.keys()].map((id) => [id, []]));
  for (const line of lines) {
    const path = circleOf(line, kept);
    if (path === null) kept.get(line.personId)?.push(line);
    else {
      const detail = `the managers run in a circle: ${path.join(' > ')}`;
      notes.push({
        code: 'connectors/cycle',
        action: 'manager-left-out',
        place: line.row.place,
        detail,
        personIds: path,
      });
    }
  }
  return lines.filter((line) => kept.get(line.personId)?.includes(line) ?? false);
}

/** The way round that a line would close on any day it holds, following lines that share a day with it and each other. */
function circleOf(line: Line, kept: ReadonlyMap<string, readonly Line[]>): readonly string[] | null {
  const walk = (at: string, start: string, end: string | null, path: readonly string[]): readonly string[] | null => {
    if (at === line.personId) return path;
    if (path.indexOf(at) !== path.length - 1) return null;
    for (const next of kept.get(at) ?? []) {
      const from = next.start > start ? next.start : start;
      const until = end === null || (next.end !== null && next.end < end) ? next.end : end;
      if (until !== null && from >= until) continue;
      const found = walk(next.managerId, from, until, [...path, next.managerId]);
      if (found !== null) return found;
    }
    return null;
  };
  return walk(line.managerId, line.start, line.end, [line.personId, line.managerId]);
}
