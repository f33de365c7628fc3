import type { Allocation, Team } from '../model/types.ts';
import type { DayNumber } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { Bucket } from './buckets.ts';
import type { CapacityGrid } from './grid.ts';
import type {
  GroupLoad,
  HealthyBand,
  LoadCell,
  LoadPart,
  LoadReport,
  LoadState,
  Overload,
  PersonLoad,
} from './report.ts';
import { spreadAllocation } from './spread.ts';

export interface Collected {
  readonly tentative: Float64Array;
  readonly work: ReadonlyMap<number, LoadPart[]>;
  readonly remaining: LoadReport['remaining'];
}

/** One pass over the allocations: hours by person and bucket, and what is left of each. */
export function collect(grid: CapacityGrid, team: Team, buckets: readonly Bucket[], asOf: DayNumber): Collected {
  const tentative = new Float64Array(grid.people.length * buckets.length);
  const work = new Map<number, LoadPart[]>();
  const remaining: LoadReport['remaining'][number][] = [];
  const daily = new Float64Array(grid.days);
  for (const allocation of team.allocations ?? []) {
    daily.fill(0);
    spreadAllocation({ grid, allocation, out: daily, at: 0 });
    const left = sumBetween(daily, Math.max(0, asOf - grid.first), grid.days);
    const hours = toHours(sumBetween(daily, 0, grid.days));
    remaining.push({ allocationId: allocation.id, hours, remainingHours: toHours(left) });
    const row = grid.rowOf.get(allocation.personId)!;
    for (const [index, bucket] of buckets.entries()) {
      const units = sumBetween(daily, bucket.first - grid.first, bucket.last - grid.first);
      if (units === 0) continue;
      const cell = row * buckets.length + index;
      if (allocation.tentative === true) tentative[cell] = tentative[cell]! + units;
      const part = partOf(allocation, units);
      const parts = work.get(cell);
      if (parts === undefined) work.set(cell, [part]);
      else parts.push(part);
    }
  }
  return { tentative, work, remaining };
}

function sumBetween(daily: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let offset = from; offset < to; offset += 1) sum += daily[offset]!;
  return sum;
}

function partOf(allocation: Allocation, units: number): LoadPart {
  return {
    allocationId: allocation.id,
    ...(allocation.projectId === undefined ? {} : { projectId: allocation.projectId }),
    core: allocation.core,
    tentative: allocation.tentative === true,
    hours: toHours(units),
  };
}

export function personRows(
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

export function skillsOf(team: Team): ReadonlyMap<string, string[]> {
  const people = new Map<string, string[]>();
  for (const person of team.people) {
    for (const skill of Object.keys(person.skills)) people.set(skill, [...(people.get(skill) ?? []), person.id]);
  }
  return new Map([...people].sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function teamsOf(team: Team): ReadonlyMap<string, string[]> {
  const people = new Map<string, string[]>();
  for (const person of team.people) {
    if (person.teamId !== undefined) people.set(person.teamId, [...(people.get(person.teamId) ?? []), person.id]);
  }
  return new Map([...people].sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function groupRows(
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

/** Whatever passes somebody's capacity: of the period in all, or of a day in it that others do not make up for. */
export function overloadsOf(rows: readonly PersonLoad[]): readonly Overload[] {
  return rows
    .filter((row) => row.overHours > 0 || row.state === 'over' || row.state === 'no-capacity')
    .map(({ personId, period, load, overHours, work }) => ({
      personId,
      period,
      load,
      overHours,
      causes: [...work].sort(
        (one, other) => other.hours - one.hours || (one.allocationId < other.allocationId ? -1 : 1),
      ),
    }))
    .sort(
      (one, other) =>
        other.overHours - one.overHours ||
        compareText(one.period, other.period) ||
        compareText(one.personId, other.personId),
    );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
