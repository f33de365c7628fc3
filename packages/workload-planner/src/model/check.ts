import { invalidInput } from '@meritkit/core/errors';
import { toDay } from '../time/day.ts';
import type { Absence, Allocation, Calendar, CapacityChange, Person, SkillLevels, Team } from './types.ts';

export type Path = readonly (string | number)[];

/** What no number of hours, levels or days passes: sums of such stay exact in micro-hours. */
const MOST = 1e9;

/** Refuses NaN, infinities and numbers outside `[low, high]`. A path is only written out where something is refused. */
export function checkNumber(value: number, path: Path, low = 0, high = MOST, field?: string): void {
  // NaN is neither at least `low` nor less than it.
  if (typeof value === 'number' && value >= low && value <= high) return;
  const at = field === undefined ? path : [...path, field];
  throw invalidInput('planner/invalid-number', at, `${value} is not a number from ${low} to ${high}`);
}

/** As `checkNumber`, and refuses fractions. */
export function checkWhole(value: number, path: Path, low = 0, high = MOST): void {
  checkNumber(value, path, low, high);
  if (!Number.isInteger(value)) throw invalidInput('planner/invalid-number', path, `${value} is not whole`);
}

/** Reads a half-open period, which must hold at least one day. */
export function checkPeriod(
  period: { readonly start: string; readonly end: string },
  path: Path,
): { readonly start: number; readonly end: number } {
  const start = toDay(period.start, path, 'start');
  const end = toDay(period.end, path, 'end');
  if (end <= start)
    throw invalidInput('planner/empty-period', [...path, 'end'], `${period.end} is not after ${period.start}`);
  return { start, end };
}

/** Refuses an id that is there twice; returns the ids. */
export function checkUnique(items: readonly { readonly id: string }[], path: Path): ReadonlySet<string> {
  const seen = new Set<string>();
  for (let index = 0; index < items.length; index += 1) {
    const { id } = items[index]!;
    if (seen.has(id)) throw invalidInput('planner/duplicate-id', [...path, index, 'id'], `"${id}" is there twice`);
    seen.add(id);
  }
  return seen;
}

/** The one name that an object cannot carry as data through every library. */
const UNUSABLE_NAME = '__proto__';

/** Refuses levels that are no numbers, and a skill by a name that would be lost on the way. */
export function checkSkills(skills: SkillLevels | undefined, path: Path, field: string): void {
  if (skills === undefined) return;
  const at = [...path, field];
  for (const skill of Object.keys(skills)) {
    if (skill === UNUSABLE_NAME)
      throw invalidInput('planner/invalid-input', [...at, skill], 'no skill can be called so');
    checkNumber(skills[skill]!, at, 0, MOST, skill);
  }
}

/**
 * Refuses a team whose numbers would poison a plan.
 *
 * @throws InvalidInputError with the path of the first thing wrong.
 */
export function checkTeam(team: Team, path: Path = ['team']): void {
  const people = checkUnique(team.people, [...path, 'people']);
  const calendars = checkCalendars(team.calendars ?? [], [...path, 'calendars']);
  checkEach(team.people, path, 'people', (person, at) => checkPerson(person, at, calendars));
  const allocations = team.allocations ?? [];
  checkUnique(allocations, [...path, 'allocations']);
  checkEach(allocations, path, 'allocations', (allocation, at) => {
    if (!people.has(allocation.personId)) {
      throw invalidInput('planner/unknown-person', [...at, 'personId'], `no person "${allocation.personId}"`);
    }
    checkAllocation(allocation, at);
  });
}

/**
 * Checks the entries of a list one after another. Their paths share one array, good until the next entry: thousands of
 * entries are checked, and a path is kept only where something is refused, after which nothing else is checked.
 */
function checkEach<Entry>(
  entries: readonly Entry[],
  path: Path,
  field: string,
  check: (entry: Entry, at: Path) => void,
): void {
  const at = [...path, field, 0];
  for (let index = 0; index < entries.length; index += 1) {
    at[at.length - 1] = index;
    check(entries[index]!, at);
  }
}

function checkCalendars(calendars: readonly Calendar[], path: Path): ReadonlySet<string> {
  const ids = checkUnique(calendars, path);
  for (const [index, calendar] of calendars.entries()) {
    for (const [at, date] of calendar.holidays.entries()) toDay(date, [...path, index, 'holidays', at]);
    for (const [at, date] of (calendar.extraWorkingDays ?? []).entries())
      toDay(date, [...path, index, 'extraWorkingDays', at]);
    for (const [date, part] of Object.entries(calendar.partDays ?? {})) {
      toDay(date, [...path, index, 'partDays', date]);
      checkNumber(part, [...path, index, 'partDays', date], 0, 1);
    }
  }
  return ids;
}

function checkPerson(person: Person, path: Path, calendars: ReadonlySet<string>): void {
  checkNumber(person.hoursPerDay, path, 0, 24, 'hoursPerDay');
  checkNumber(person.focus, path, 0, 1, 'focus');
  if (person.employmentShare !== undefined) checkNumber(person.employmentShare, path, 0, 1, 'employmentShare');
  if (person.weekPattern !== undefined) checkPattern(person.weekPattern, [...path, 'weekPattern']);
  if (person.calendarId !== undefined && !calendars.has(person.calendarId)) {
    throw invalidInput('planner/unknown-calendar', [...path, 'calendarId'], `no calendar "${person.calendarId}"`);
  }
  if (person.employedFrom !== undefined) toDay(person.employedFrom, path, 'employedFrom');
  if (person.employedUntil !== undefined) toDay(person.employedUntil, path, 'employedUntil');
  checkSkills(person.skills, path, 'skills');
  if (person.absences !== undefined) checkAbsences(person.absences, path);
  if (person.capacityChanges !== undefined) checkEach(person.capacityChanges, path, 'capacityChanges', checkChange);
}

function checkChange(change: CapacityChange, path: Path): void {
  checkPeriod(change, path);
  if (change.hoursPerDay !== undefined) checkNumber(change.hoursPerDay, path, 0, 24, 'hoursPerDay');
  if (change.employmentShare !== undefined) checkNumber(change.employmentShare, path, 0, 1, 'employmentShare');
  if (change.focus !== undefined) checkNumber(change.focus, path, 0, 1, 'focus');
}

function checkPattern(pattern: readonly number[], path: Path): void {
  if (pattern.length !== 7)
    throw invalidInput('planner/invalid-number', path, `${pattern.length} parts are given for the 7 days of a week`);
  for (const [index, part] of pattern.entries()) checkNumber(part, [...path, index], 0, 1);
}

function checkAbsences(absences: readonly Absence[], path: Path): void {
  let [isInOrder, lastEnd] = [true, Number.NEGATIVE_INFINITY];
  checkEach(absences, path, 'absences', (absence, at) => {
    if (absence.share !== undefined) checkNumber(absence.share, at, 0, 1, 'share');
    const { start, end } = checkPeriod(absence, at);
    if (start < lastEnd) isInOrder = false;
    lastEnd = end;
  });
  if (!isInOrder) refuseOverlap(absences, [...path, 'absences']);
}

/** Refuses absences that are more than the whole day together. */
function refuseOverlap(absences: readonly Absence[], path: Path): void {
  const periods = absences
    .map(({ start, end, share = 1 }, index) => ({ start: toDay(start), end: toDay(end), share, index }))
    .sort((one, other) => one.start - other.start || one.index - other.index);
  let open: typeof periods = [];
  for (const next of periods) {
    open = open.filter(({ end }) => end > next.start);
    const away = open.reduce((sum, { share }) => sum + share, next.share);
    const before = open.at(-1);
    if (before !== undefined && away > 1 + 1e-9) {
      throw invalidInput(
        'planner/overlapping-absences',
        [...path, next.index],
        `begins before absence ${before.index} has ended: together they are more than the whole day`,
      );
    }
    open.push(next);
  }
}

function checkAllocation(allocation: Allocation, path: Path): void {
  checkPeriod(allocation, path);
  const { hoursPerWeek, share, hours } = allocation;
  const given = (hoursPerWeek === undefined ? 0 : 1) + (share === undefined ? 0 : 1) + (hours === undefined ? 0 : 1);
  if (given !== 1) {
    throw invalidInput('planner/allocation-rate', path, 'an allocation states one of hoursPerWeek, share or hours');
  }
  if (hoursPerWeek !== undefined) checkNumber(hoursPerWeek, path, 0, undefined, 'hoursPerWeek');
  if (share !== undefined) checkNumber(share, path, 0, undefined, 'share');
  if (hours !== undefined) checkNumber(hours, path, 0, undefined, 'hours');
  if (allocation.deadline !== undefined) toDay(allocation.deadline, path, 'deadline');
  if (allocation.needs !== undefined) checkSkills(allocation.needs, path, 'needs');
  checkWorth(allocation, path);
}

/** Refuses a value or a priority that is no number: neither could be ranked. */
export function checkWorth(
  work: { readonly value?: number | undefined; readonly priority?: number | undefined },
  path: Path,
): void {
  if (work.value !== undefined) checkNumber(work.value, path, 0, undefined, 'value');
  if (work.priority !== undefined) checkNumber(work.priority, path, 0, undefined, 'priority');
}
