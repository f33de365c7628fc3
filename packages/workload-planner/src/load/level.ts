import { invalidInput } from '@meritkit/core/errors';
import { checkNumber, checkPeriod, checkTeam } from '../model/check.ts';
import type { Team } from '../model/types.ts';
import { type DayNumber, toDay } from '../time/day.ts';
import { type BucketKind, bucketKinds, bucketsOf } from './buckets.ts';
import { buildGrid } from './grid.ts';
import type { HealthyBand, LoadReport } from './report.ts';
import { collect, groupRows, overloadsOf, personRows, skillsOf, teamsOf } from './rows.ts';
import { countTentative, type TentativeOption } from './tentative.ts';

/** The options of `levelLoad`. */
export interface LevelLoadOptions extends TentativeOption {
  readonly team: Team;
  readonly by: BucketKind;
  /** Days `[start, end)`; from the first to the last allocated day where left out. */
  readonly period?: { readonly start: string; readonly end: string };
  /** 0.7 to 1 where left out; the report says which band it used. */
  readonly band?: HealthyBand;
  /** The day from which work remains; the period's start where left out. */
  readonly asOf?: string;
}

/**
 * The load of every person, skill and team by day, week or month: allocated against available hours, unclipped, with
 * free hours, remaining work and the overloads with their causes.
 *
 * Capacity is contract hours by pattern, calendar and absence, times focus. Overtime is not capacity: work beyond it
 * shows as more than 100 %.
 *
 * @throws InvalidInputError `planner/invalid-input`, `planner/invalid-number`, `planner/empty-period`, `planner/duplicate-id`,
 * `planner/unknown-person`, `planner/unknown-calendar`, `planner/overlapping-absences`, `planner/allocation-rate`,
 * `core/not-a-date`
 * @example
 * ```ts
 * import { levelLoad } from '@meritkit/workload-planner';
 *
 * const report = levelLoad({
 *   team: {
 *     people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }],
 *     allocations: [
 *       { id: 'campaign', personId: 'lin', hoursPerWeek: 38.4, start: '2026-11-16', end: '2026-11-23', core: true },
 *     ],
 *   },
 *   by: 'week',
 * });
 * report.rows[0]?.load; // 1.2
 * ```
 */
export function levelLoad(options: LevelLoadOptions): LoadReport {
  const { team, by } = options;
  checkTeam(team);
  if (!bucketKinds.includes(by)) {
    throw invalidInput('planner/invalid-input', ['by'], `"${by}" is none of ${bucketKinds.join(', ')}`);
  }
  const band = options.band ?? { from: 0.7, to: 1 };
  checkNumber(band.from, ['band', 'from']);
  checkNumber(band.to, ['band', 'to'], band.from);
  const { start, end } = periodOf(options);
  const buckets = bucketsOf(by, start, end);
  const counted = countTentative(team, options);
  const grid = buildGrid({ team: counted, first: start, end });
  const asOf = options.asOf === undefined ? start : toDay(options.asOf, ['asOf']);
  const whole = collect(grid, team, buckets, asOf);
  // What is tentative is shown for what it is, and is work by as much as it counts.
  const report = counted === team ? whole : { ...whole, work: collect(grid, counted, buckets, asOf).work };
  const rows = personRows(grid, report, buckets, band);
  return {
    by,
    band,
    start: buckets[0]!.start,
    end: buckets.at(-1)!.end,
    rows,
    skills: groupRows(rows, skillsOf(team), buckets, band),
    teams: groupRows(rows, teamsOf(team), buckets, band),
    total: groupRows(rows, new Map([['', team.people.map((person) => person.id)]]), buckets, band).map(
      ({ group: _group, people: _people, ...cell }) => cell,
    ),
    overloads: overloadsOf(rows),
    remaining: report.remaining,
  };
}

function periodOf(options: LevelLoadOptions): { readonly start: DayNumber; readonly end: DayNumber } {
  if (options.period !== undefined) return checkPeriod(options.period, ['period']);
  const allocations = options.team.allocations ?? [];
  if (allocations.length === 0) {
    throw invalidInput(
      'planner/empty-period',
      ['period'],
      'state a period: there is no allocation it could follow from',
    );
  }
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const allocation of allocations) {
    start = Math.min(start, toDay(allocation.start));
    end = Math.max(end, toDay(allocation.end));
  }
  return { start, end };
}
