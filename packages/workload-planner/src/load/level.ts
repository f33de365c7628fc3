import { checkNumber, checkPeriod, checkTeam } from '../model/check.ts';
import type { Team } from '../model/types.ts';
import { type DayNumber, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { type Bucket, type BucketKind, bucketsOf } from './buckets.ts';
import { buildGrid, type CapacityGrid } from './grid.ts';
import { spreadAllocation } from './spread.ts';

/** Where a load stands against the healthy band. `no-capacity`: there is work and nobody there to do it. */
export type LoadState = 'under' | 'healthy' | 'over' | 'free' | 'away' | 'no-capacity';

/** The band in which a load is healthy, as shares of capacity. */
export interface HealthyBand {
  readonly from: number;
  readonly to: number;
}

/** Hours that one allocation puts on a person in a bucket. */
export interface LoadPart {
  readonly allocationId: string;
  readonly projectId?: string;
  readonly core: boolean;
  readonly tentative: boolean;
  readonly hours: number;
}

/** A group of capacity and work in one bucket; `load` is unclipped (1.2 is 120 %) and null without capacity. */
export interface LoadCell {
  readonly period: string;
  readonly start: string;
  readonly end: string;
  readonly capacityHours: number;
  readonly allocatedHours: number;
  readonly tentativeHours: number;
  readonly freeHours: number;
  readonly overHours: number;
  readonly load: number | null;
  readonly state: LoadState;
}

/** A person's load in a bucket, with what it is made of. */
export interface PersonLoad extends LoadCell {
  readonly personId: string;
  readonly work: readonly LoadPart[];
}

/** The load of the people who have a skill, or who belong to a team. Free hours are theirs, person by person. */
export interface GroupLoad extends LoadCell {
  readonly group: string;
  readonly people: number;
}

/** Someone over the band in a bucket, with the causes, largest first. */
export interface Overload {
  readonly personId: string;
  readonly period: string;
  readonly load: number | null;
  readonly overHours: number;
  readonly causes: readonly LoadPart[];
}

export interface LoadReport {
  readonly by: BucketKind;
  readonly band: HealthyBand;
  readonly start: string;
  readonly end: string;
  readonly rows: readonly PersonLoad[];
  readonly skills: readonly GroupLoad[];
  readonly teams: readonly GroupLoad[];
  readonly total: readonly LoadCell[];
  readonly overloads: readonly Overload[];
  /** Hours of each allocation that lie in the period, and what remains from `asOf` on. */
  readonly remaining: readonly {
    readonly allocationId: string;
    readonly hours: number;
    readonly remainingHours: number;
  }[];
}

/** The options of `levelLoad`. */
export interface LevelLoadOptions {
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
 * @throws InvalidInputError `planner/invalid-number`, `planner/empty-period`, `planner/duplicate-id`,
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
  const band = options.band ?? { from: 0.7, to: 1 };
  checkNumber(band.from, ['band', 'from']);
  checkNumber(band.to, ['band', 'to'], band.from);
  const { start, end } = periodOf(options);
  const buckets = bucketsOf(by, start, end);
  const grid = buildGrid({ team, first: start, end });
  const report = collect(grid, team, buckets, options.asOf === undefined ? start : toDay(options.asOf, ['asOf']));
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
  if (allocations.length === 0) return checkPeriod({ start: '', end: '' }, ['period']);
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const allocation of allocations) {
    start = Math.min(start, toDay(allocation.start));
    end = Math.max(end, toDay(allocation.end));
  }
  return { start, end };
}

interface Collected {
  readonly tentative: Float64Array;
  readonly work: ReadonlyMap<number, LoadPart[]>;
  readonly remaining: LoadReport['remaining'];
}

/** One pass over the allocations: hours by person and bucket, and what is left of each. */
function collect(grid: CapacityGrid, team: Team, buckets: readonly Bucket[], asOf: DayNumber): Collected {
  const bucketOf = new Int32Array(grid.days);
  for (const [index, bucket] of buckets.entries()) {
    bucketOf.fill(index, bucket.first - grid.first, bucket.last - grid.first);
  }
  const tentative = new Float64Array(grid.people.length * buckets.length);
  const work = new Map<number, LoadPart[]>();
  const remaining: LoadReport['remaining'][number][] = [];
  const sums = new Float64Array(buckets.length);
  for (const allocation of team.allocations ?? []) {
    sums.fill(0);
    let [all, left] = [0, 0];
    const put = (offset: number, units: number) => {
      sums[bucketOf[offset]!] = sums[bucketOf[offset]!]! + units;
      all += units;
      if (grid.first + offset >= asOf) left += units;
    };
    spreadAllocation({ grid, allocation, put });
    remaining.push({ allocationId: allocation.id, hours: toHours(all), remainingHours: toHours(left) });
    const row = grid.rowOf.get(allocation.personId)!;
    for (let bucket = 0; bucket < buckets.length; bucket += 1) {
      if (sums[bucket] === 0) continue;
      const cell = row * buckets.length + bucket;
      if (allocation.tentative === true) tentative[cell] = tentative[cell]! + sums[bucket]!;
      const part: LoadPart = {
        allocationId: allocation.id,
        ...(allocation.projectId === undefined ? {} : { projectId: allocation.projectId }),
        core: allocation.core,
        tentative: allocation.tentative === true,
        hours: toHours(sums[bucket]!),
      };
      const parts = work.get(cell);
      if (parts === undefined) work.set(cell, [part]);
      else parts.push(part);
    }
  }
  return { tentative, work, remaining };
}

function personRows(
  grid: CapacityGrid,
  collected: Collected,
  buckets: readonly Bucket[],
  band: HealthyBand,
): readonly PersonLoad[] {
  const rows: PersonLoad[] = [];
  for (const [row, person] of grid.people.entries()) {
    for (const [index, bucket] of buckets.entries()) {
      const sums = {
        capacity: 0,
        allocated: 0,
        free: 0,
        tentative: collected.tentative[row * buckets.length + index]!,
      };
      for (
        let at = row * grid.days + bucket.first - grid.first;
        at < row * grid.days + bucket.last - grid.first;
        at += 1
      ) {
        const [capacity, load] = [grid.capacity[at]!, grid.load[at]!];
        sums.capacity += capacity;
        sums.allocated += load;
        if (capacity > load) sums.free += capacity - load;
      }
      const work = collected.work.get(row * buckets.length + index) ?? [];
      rows.push({ personId: person.id, ...cellOf(bucket, sums, band), work });
    }
  }
  return rows;
}

interface Sums {
  capacity: number;
  allocated: number;
  free: number;
  tentative: number;
}

function cellOf(bucket: Bucket, sums: Sums, band: HealthyBand): LoadCell {
  const load = sums.capacity === 0 ? null : sums.allocated / sums.capacity;
  return {
    period: bucket.label,
    start: bucket.start,
    end: bucket.end,
    capacityHours: toHours(sums.capacity),
    allocatedHours: toHours(sums.allocated),
    tentativeHours: toHours(sums.tentative),
    freeHours: toHours(sums.free),
    // Free days do not make up for overloaded ones: both are shown.
    overHours: toHours(sums.allocated - (sums.capacity - sums.free)),
    load,
    state: stateOf(load, sums.allocated, band),
  };
}

function stateOf(load: number | null, allocated: number, band: HealthyBand): LoadState {
  if (load === null) return allocated === 0 ? 'away' : 'no-capacity';
  if (load === 0) return 'free';
  if (load > band.to) return 'over';
  return load < band.from ? 'under' : 'healthy';
}

function skillsOf(team: Team): ReadonlyMap<string, string[]> {
  const people = new Map<string, string[]>();
  for (const person of team.people) {
    for (const skill of Object.keys(person.skills)) people.set(skill, [...(people.get(skill) ?? []), person.id]);
  }
  return new Map([...people].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function teamsOf(team: Team): ReadonlyMap<string, string[]> {
  const people = new Map<string, string[]>();
  for (const person of team.people) {
    if (person.teamId !== undefined) people.set(person.teamId, [...(people.get(person.teamId) ?? []), person.id]);
  }
  return new Map([...people].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function groupRows(
  rows: readonly PersonLoad[],
  groups: ReadonlyMap<string, readonly string[]>,
  buckets: readonly Bucket[],
  band: HealthyBand,
): readonly GroupLoad[] {
  const byPerson = new Map<string, PersonLoad[]>();
  for (const row of rows) {
    const list = byPerson.get(row.personId);
    if (list === undefined) byPerson.set(row.personId, [row]);
    else list.push(row);
  }
  const result: GroupLoad[] = [];
  for (const [group, people] of groups) {
    for (const [index, bucket] of buckets.entries()) {
      const sums: Sums = { capacity: 0, allocated: 0, free: 0, tentative: 0 };
      for (const id of people) {
        const row = byPerson.get(id)![index]!;
        sums.capacity += Math.round(row.capacityHours * 1e6);
        sums.allocated += Math.round(row.allocatedHours * 1e6);
        sums.free += Math.round(row.freeHours * 1e6);
        sums.tentative += Math.round(row.tentativeHours * 1e6);
      }
      result.push({ group, people: people.length, ...cellOf(bucket, sums, band) });
    }
  }
  return result;
}

function overloadsOf(rows: readonly PersonLoad[]): readonly Overload[] {
  return rows
    .filter((row) => row.state === 'over' || row.state === 'no-capacity')
    .map(({ personId, period, load, overHours, work }) => ({
      personId,
      period,
      load,
      overHours,
      causes: [...work].sort(
        (one, other) => other.hours - one.hours || (one.allocationId < other.allocationId ? -1 : 1),
      ),
    }))
    .sort((one, other) => other.overHours - one.overHours || (one.period < other.period ? -1 : 1));
}
