import { levelOf, type WorkPart } from '../admission/parts.ts';
import type { PeoplePool } from '../admission/pool.ts';
import { freeUnits } from '../load/grid.ts';
import type { Person, SkillLevels } from '../model/types.ts';
import { type DayNumber, fromDay, mondayOf } from '../time/day.ts';
import { toHours, toUnits } from '../time/hours.ts';
import type { Effect, Shortage } from './measure.ts';
import type { DatedHours, GivenWay, RemedyEvidence } from './types.ts';

/** A list longer than this is cut to its largest lines: thousands of people could gain an hour each. */
const MOST_LINES = 20;

/** Micro-hours of a person on a day. */
export interface DayUnits {
  readonly person: Person;
  readonly day: DayNumber;
  readonly units: number;
}

/** Lines that add up to a remedy's number, the largest where there are too many, and what the rest comes to. */
export function evidenceOf(options: {
  readonly addsUpTo: RemedyEvidence['addsUpTo'];
  readonly statedHours: number;
  readonly lines: readonly DatedHours[];
  readonly givesWay: readonly GivenWay[];
}): RemedyEvidence {
  const { addsUpTo, statedHours, lines, givesWay } = options;
  const bySize = [...lines].sort((one, other) => Math.abs(other.hours) - Math.abs(one.hours));
  const shown = new Set(bySize.slice(0, MOST_LINES));
  const rest = bySize.slice(MOST_LINES);
  return {
    addsUpTo,
    hours: lines.filter((line) => shown.has(line)),
    leftOut: { lines: rest.length, hours: toHours(sumOf(rest)) },
    elsewhereHours: toHours(toUnits(statedHours) - sumOf(lines)),
    givesWay,
  };
}

/** The free hours that a changed team has more for the demand, person by person and week by week. */
export function evidenceOfChange(
  shortage: Shortage,
  effect: Pick<Effect, 'freesHours' | 'pool'>,
  givesWay: readonly GivenWay[],
  nameOf: (personId: string) => string = (personId) => personId,
): RemedyEvidence {
  const lines = datedHours(gainedUnits(shortage, effect.pool), neededSkills(shortage.own)).map((line) => ({
    ...line,
    personId: nameOf(line.personId),
  }));
  return evidenceOf({ addsUpTo: 'freesHours', statedHours: effect.freesHours, lines, givesWay });
}

/** Day by day work gathered into weeks, in the order of weeks and people. */
export function datedHours(days: readonly DayUnits[], needs: SkillLevels): readonly DatedHours[] {
  const weeks = new Map<string, { readonly person: Person; first: DayNumber; last: DayNumber; units: number }>();
  for (const { person, day, units } of days) {
    const key = `${mondayOf(day)} ${person.id}`;
    const week = weeks.get(key);
    if (week === undefined) weeks.set(key, { person, first: day, last: day, units });
    else {
      week.first = Math.min(week.first, day);
      week.last = Math.max(week.last, day);
      week.units += units;
    }
  }
  return [...weeks.values()]
    .sort((one, other) => mondayOf(one.first) - mondayOf(other.first) || (one.person.id < other.person.id ? -1 : 1))
    .map(({ person, first, last, units }) => ({
      personId: person.id,
      skills: skillsOf(person, needs),
      firstDay: fromDay(first),
      lastDay: fromDay(last),
      hours: toHours(units),
    }));
}

/** A person's levels in the skills that are asked for. */
export function skillsOf(person: Person, needs: SkillLevels): SkillLevels {
  return Object.fromEntries(
    Object.keys(needs)
      .filter((skill) => levelOf(person, skill) !== undefined)
      .map((skill) => [skill, levelOf(person, skill)!]),
  );
}

/** Every skill that the work asks for, at the highest level asked. */
export function neededSkills(own: readonly WorkPart[]): SkillLevels {
  const needs: Record<string, number> = {};
  for (const part of own) {
    for (const skill in part.needs) needs[skill] = Math.max(needs[skill] ?? 0, part.needs[skill]!);
  }
  return needs;
}

/**
 * What is free after the change less what was free before, on the days on which a person may work on the demand. Hours
 * that nobody may use for it are no gain.
 */
function gainedUnits(shortage: Shortage, after: PeoplePool): readonly DayUnits[] {
  const { parts, own, pool: before } = shortage;
  const isOwn = parts.map((part) => own.includes(part));
  const [now, then] = [usableUnits(before, parts, isOwn), usableUnits(after, parts, isOwn)];
  const gained: DayUnits[] = [];
  const people = new Map([...before.grid.people, ...after.grid.people].map((person) => [person.id, person]));
  for (const person of people.values()) {
    const [had, has] = [now.get(person.id), then.get(person.id)];
    for (let at = 0; at < before.days; at += 1) {
      const units = (has?.[at] ?? 0) - (had?.[at] ?? 0);
      if (units !== 0) gained.push({ person, day: before.first + at, units });
    }
  }
  return gained;
}

/** Free micro-hours of each day of those who may do some of the demand, 0 on days outside the windows of what they may do. */
function usableUnits(
  pool: PeoplePool,
  parts: readonly WorkPart[],
  isOwn: readonly boolean[],
): ReadonlyMap<string, Float64Array> {
  const { grid, members, eligible, first, days } = pool;
  const usable = new Map<string, Float64Array>();
  for (const [group, rows] of members.entries()) {
    const windows = new Int32Array(days + 1);
    for (const [index, part] of parts.entries()) {
      if (!isOwn[index] || eligible[index * members.length + group] === 0) continue;
      windows[part.first - first] = windows[part.first - first]! + 1;
      windows[part.end - first] = windows[part.end - first]! - 1;
    }
    for (let at = 1; at < days; at += 1) windows[at] = windows[at]! + windows[at - 1]!;
    for (const row of rows) {
      const units = Float64Array.from({ length: days }, (_none, at) =>
        windows[at]! > 0 ? freeUnits(grid, row, at) : 0,
      );
      usable.set(grid.people[row]!.id, units);
    }
  }
  return usable;
}

function sumOf(lines: readonly DatedHours[]): number {
  return lines.reduce((sum, { hours }) => sum + toUnits(hours), 0);
}
