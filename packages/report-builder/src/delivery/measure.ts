import { divideDecimals } from '../decimal/decimal.ts';
import { millisecondsOf } from './instant.ts';

const minute = 60_000;

/** A piece of work as an issue tracker knows it. */
export interface TrackedIssue {
  readonly id: string;
  /** ISO 8601 with offset. */
  readonly createdAt: string;
  /** Null while it is open. */
  readonly resolvedAt: string | null;
}

/**
 * Elapsed whole minutes from creation to resolution, part minutes dropped; null while an issue is open, or resolved
 * before it was created (a clock or an import is wrong there).
 *
 * @throws InvalidInputError `report/invalid-input`
 * @example
 * ```ts
 * import { measureLeadTime } from '@meritkit/report-builder';
 *
 * measureLeadTime({ id: 'EE-1', createdAt: '2020-06-12T00:13:13.360Z', resolvedAt: '2020-06-19T06:31:18.495Z' }); // 10458
 * ```
 */
export function measureLeadTime(issue: TrackedIssue): number | null {
  if (issue.resolvedAt === null) return null;
  const created = millisecondsOf(issue.createdAt, ['createdAt']);
  const resolved = millisecondsOf(issue.resolvedAt, ['resolvedAt']);
  return resolved < created ? null : Math.floor((resolved - created) / minute);
}

/** Time written down for an issue. */
export interface WorklogEntry {
  readonly id: string;
  readonly issueId: string;
  readonly personId: string;
  readonly seconds: number;
}

/**
 * Hours by issue and by person, exact. An id that comes twice counts once, the later entry.
 *
 * @example
 * ```ts
 * import { sumWorklogs } from '@meritkit/report-builder';
 *
 * sumWorklogs([{ id: '1', issueId: 'a', personId: 'lin', seconds: 5400 }]).total; // '1.5'
 * ```
 */
export function sumWorklogs(entries: readonly WorklogEntry[]): {
  readonly total: string;
  readonly byIssue: Readonly<Record<string, string>>;
  readonly byPerson: Readonly<Record<string, string>>;
} {
  const latest = [...new Map(entries.map((entry) => [entry.id, entry])).values()];
  const sums = (key: (entry: WorklogEntry) => string) => {
    const seconds = new Map<string, number>();
    for (const entry of latest) seconds.set(key(entry), (seconds.get(key(entry)) ?? 0) + entry.seconds);
    return Object.fromEntries([...seconds].map(([name, value]) => [name, hoursText(value)]));
  };
  return {
    total: hoursText(latest.reduce((sum, entry) => sum + entry.seconds, 0)),
    byIssue: sums((entry) => entry.issueId),
    byPerson: sums((entry) => entry.personId),
  };
}

function hoursText(seconds: number): string {
  return divideDecimals(String(seconds), '3600', 6) ?? '0';
}

/** Minutes as a decimal text of hours, at most six places. */
export function hoursOfMinutes(minutes: number): string {
  return divideDecimals(String(minutes), '60', 6) ?? '0';
}
