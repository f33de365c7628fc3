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
  return lists.flatMap((list) => [...circlesOf(list, linksOf(organisation, list))]);
}

/**
 * The circles of one list that lead through a unit or person: all that a change of its links can have closed. Looks only
 * at what lies above it on any day, so that many changes one after another do not look at the whole company each time.
 */
export function findCyclesThrough(
  organisation: Organisation,
  list: OrganisationCycle['list'],
  id: string,
): readonly OrganisationCycle[] {
  return [...circlesOf(list, linksOf(organisation, list), id)];
}

const lists = ['placements', 'reportingLines'] as const;

function linksOf(organisation: Organisation, list: OrganisationCycle['list']): readonly Link[] {
  return list === 'placements'
    ? organisation.placements.map(({ unitId, parentId, start, end }) => ({
        child: unitId,
        parent: parentId,
        start,
        end,
      }))
    : organisation.reportingLines.map(({ personId, managerId, start, end }) => ({
        child: personId,
        parent: managerId,
        start,
        end,
      }));
}

function* circlesOf(
  list: OrganisationCycle['list'],
  links: readonly Link[],
  through?: string,
): Generator<OrganisationCycle> {
  const upwards = new Map<string, Link[]>();
  for (const link of links) {
    const known = upwards.get(link.child);
    if (known === undefined) upwards.set(link.child, [link]);
    else known.push(link);
  }
  const above = through === undefined ? null : reachableFrom(through, upwards);
  const seen = new Set<string>();
  for (const [index, link] of links.entries()) {
    if (above !== null && !above.has(link.child)) continue;
    const path = walkUp(link, upwards);
    // The same circle may begin with several links on one day: it is told once.
    const name = path === null ? '' : JSON.stringify([link.start, [...new Set(path)].sort()]);
    if (path === null || seen.has(name)) continue;
    seen.add(name);
    yield { list, index, from: link.start, path };
  }
}

/** Whoever is above on some day, and the one it starts from. */
function reachableFrom(id: string, upwards: ReadonlyMap<string, readonly Link[]>): ReadonlySet<string> {
  const found = new Set([id]);
  for (const child of found) for (const link of upwards.get(child) ?? []) found.add(link.parent);
  return found;
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
