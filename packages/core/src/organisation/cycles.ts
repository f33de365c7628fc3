import type { IsoDate } from '../dates/date.ts';
import { containsDate, type OpenPeriod } from '../dates/period.ts';
import type { Organisation } from './model.ts';

/** A circle in the tree or in the reporting lines, found where its last link begins. */
export interface OrganisationCycle {
  readonly list: 'placements' | 'reportingLines';
  readonly index: number;
  /** The first day of the circle. */
  readonly from: IsoDate;
  /** The ids on the way round; the first one comes again at the end. */
  readonly path: readonly string[];
}

interface Link extends OpenPeriod {
  readonly child: string;
  readonly parent: string;
}

/**
 * The circles in an organisation on any day. A circle begins on the day its latest link begins, so walking upwards
 * from each link on its first day finds them all.
 *
 * @example
 * ```ts
 * import { emptyOrganisation, findCycles } from '@meritkit/core/organisation';
 *
 * const line = (personId: string, managerId: string) => ({ personId, managerId, start: '2026-01-01', end: null });
 * findCycles({ ...emptyOrganisation, reportingLines: [line('a', 'b'), line('b', 'a')] }).map(({ path }) => path); // [['a', 'b', 'a']]
 * ```
 */
export function findCycles(organisation: Organisation): readonly OrganisationCycle[] {
  const placements = organisation.placements.map((row) => ({ ...row, child: row.unitId, parent: row.parentId }));
  const lines = organisation.reportingLines.map((row) => ({ ...row, child: row.personId, parent: row.managerId }));
  return [...circlesOf('placements', placements), ...circlesOf('reportingLines', lines)];
}

function* circlesOf(list: OrganisationCycle['list'], links: readonly Link[]): Generator<OrganisationCycle> {
  const upwards = new Map<string, Link[]>();
  for (const link of links) {
    const known = upwards.get(link.child);
    if (known === undefined) upwards.set(link.child, [link]);
    else known.push(link);
  }
  const seen = new Set<string>();
  for (const [index, link] of links.entries()) {
    const path = walkUp(link, upwards);
    // The same circle may begin with several links on one day: it is told once.
    const name = path === null ? '' : JSON.stringify([link.start, [...new Set(path)].sort()]);
    if (path === null || seen.has(name)) continue;
    seen.add(name);
    yield { list, index, from: link.start, path };
  }
}

function walkUp(start: Link, upwards: ReadonlyMap<string, readonly Link[]>): readonly string[] | null {
  const path = [start.child, start.parent];
  const met = new Set<string>([start.parent]);
  for (let at = start.parent; at !== start.child; ) {
    const next = upwards.get(at)?.find((link) => containsDate(link, start.start));
    if (next === undefined || (met.has(next.parent) && next.parent !== start.child)) return null;
    at = next.parent;
    met.add(at);
    path.push(at);
  }
  return path;
}
