import { containsDate, type OpenPeriod, overlaps } from '../dates/period.ts';
import { type InputIssue, InvalidInputError } from '../errors/index.ts';
import { parseStored } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';
import { findCycles } from './cycles.ts';
import { type Organisation, organisationSchema } from './model.ts';

type Path = readonly (string | number)[];

/** The one place where older versions of an organisation are read. */
const upcasters = defineUpcasters({ type: 'organisation', steps: [] });

/**
 * Reads an organisation from outside, of any version: its shape, that every reference leads somewhere, that periods hold a day, that
 * nobody is there twice or has two primary units, two managers or a unit two parents or leads at once, and that neither the tree nor the
 * reporting lines run in a circle on any day.
 *
 * @throws InvalidInputError with every issue's path: `core/invalid-input`, `core/unknown-reference`,
 * `core/empty-period`, `core/overlapping-periods`, `core/organisation-cycle`, `core/newer-document`
 * @example
 * ```ts
 * import { emptyOrganisation, parseOrganisation } from '@meritkit/core/organisation';
 *
 * parseOrganisation(emptyOrganisation).people; // []
 * ```
 */
export function parseOrganisation(input: unknown): Organisation {
  const organisation = parseStored({ schema: organisationSchema, upcasters, input }) as Organisation;
  const issues = checkOrganisation(organisation);
  if (issues.length > 0) throw new InvalidInputError({ issues });
  return organisation;
}

/**
 * Everything that is wrong with an organisation, each with its place; nothing when it can be used.
 *
 * @example
 * ```ts
 * import { checkOrganisation, emptyOrganisation } from '@meritkit/core/organisation';
 *
 * const placements = [{ unitId: 'pay', parentId: 'nowhere', start: '2026-01-01', end: null }];
 * checkOrganisation({ ...emptyOrganisation, placements })[0]?.code; // 'core/unknown-reference'
 * ```
 */
export function checkOrganisation(organisation: Organisation): readonly InputIssue[] {
  const found = [...unknownReferences(organisation), ...emptyPeriods(organisation)];
  return found.length > 0 ? found : [...simultaneous(organisation), ...circles(organisation)];
}

function issue(code: string, path: Path, message: string): InputIssue {
  return { path, code, message };
}

const references = {
  placements: { unitId: 'units', parentId: 'units' },
  memberships: { personId: 'people', unitId: 'units' },
  leaderships: { personId: 'people', unitId: 'units' },
  reportingLines: { personId: 'people', managerId: 'people' },
} as const;

function* unknownReferences(organisation: Organisation): Generator<InputIssue> {
  const known = {
    people: new Set(organisation.people.map(({ id }) => id)),
    units: new Set(organisation.units.map(({ id }) => id)),
  };
  for (const [list, fields] of Object.entries(references) as [
    keyof typeof references,
    Record<string, 'people' | 'units'>,
  ][]) {
    for (const [index, row] of organisation[list].entries()) {
      for (const [field, target] of Object.entries(fields)) {
        const id = (row as unknown as Record<string, string>)[field] as string;
        if (known[target].has(id)) continue;
        const what = target === 'people' ? 'person' : 'unit';
        yield issue('core/unknown-reference', [list, index, field], `no ${what} "${id}"`);
      }
    }
  }
}

const lists = ['people', 'units', 'placements', 'memberships', 'leaderships', 'reportingLines'] as const;

function* emptyPeriods(organisation: Organisation): Generator<InputIssue> {
  for (const list of lists) {
    for (const [index, period] of (organisation[list] as readonly OpenPeriod[]).entries()) {
      if (period.end === null || containsDate(period, period.start)) continue;
      yield issue('core/empty-period', [list, index], `${period.start} to ${period.end} holds no day`);
    }
  }
}

function* simultaneous(organisation: Organisation): Generator<InputIssue> {
  yield* overlapping('people', organisation.people, (row) => row.id, 'is there twice');
  yield* overlapping('units', organisation.units, (row) => row.id, 'is there twice');
  yield* overlapping('placements', organisation.placements, (row) => row.unitId, 'has two parents at once');
  yield* overlapping('leaderships', organisation.leaderships, (row) => row.unitId, 'has two leads at once');
  yield* overlapping('reportingLines', organisation.reportingLines, (row) => row.personId, 'has two managers at once');
  yield* overlapping(
    'memberships',
    organisation.memberships,
    (row) => (row.primary ? row.personId : undefined),
    'has two primary units at once',
  );
  yield* overlapping(
    'memberships',
    organisation.memberships,
    (row) => JSON.stringify([row.personId, row.unitId]),
    'is in the same unit twice at once',
  );
}

function* overlapping<Row extends OpenPeriod>(
  list: string,
  rows: readonly Row[],
  subject: (row: Row) => string | undefined,
  complaint: string,
): Generator<InputIssue> {
  const bySubject = new Map<string, { readonly row: Row; readonly index: number }[]>();
  for (const [index, row] of rows.entries()) {
    const key = subject(row);
    if (key !== undefined) bySubject.set(key, [...(bySubject.get(key) ?? []), { row, index }]);
  }
  for (const [key, entries] of bySubject) {
    const sorted = entries.sort((left, right) => (left.row.start < right.row.start ? -1 : 1));
    for (const [position, entry] of sorted.slice(1).entries()) {
      if (overlaps(sorted[position]!.row, entry.row)) {
        yield issue('core/overlapping-periods', [list, entry.index], `${key} ${complaint} from ${entry.row.start}`);
      }
    }
  }
}

function* circles(organisation: Organisation): Generator<InputIssue> {
  for (const cycle of findCycles(organisation)) {
    yield issue(
      'core/organisation-cycle',
      [cycle.list, cycle.index],
      `runs in a circle from ${cycle.from}: ${cycle.path.join(' > ')}`,
    );
  }
}
