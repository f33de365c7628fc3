import { decimalText, type Money, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { median } from '@meritkit/core/statistics';
import { levelOf, mayDo } from '../admission/parts.ts';
import { buildGrid } from '../load/grid.ts';
import type { Person, Team } from '../model/types.ts';
import { fromDay, toDay, weekLabels } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import { overloadHours, partAllocation } from './change.ts';
import { neededSkills } from './evidence.ts';
import { type Proposal, propose, windowOf } from './free-up.ts';
import { type Shortage, withCandidate } from './measure.ts';
import { newcomerId } from './newcomer.ts';
import type { Breakage, RemedyRates, TrainingTerms } from './types.ts';

/** Someone may learn at most this many levels for a demand: more is a career, not a remedy. */
const MOST_LEVELS = 2;

/** Teaches someone what they lack, at the company's own pace; the hours of learning are taken from their free time. */
export function proposeTraining(
  shortage: Shortage,
  person: Person,
  terms: TrainingTerms,
  rates: RemedyRates,
): Proposal | null {
  const needs = neededSkills(shortage.own);
  if (shortage.own.some((part) => mayDo(person, part))) return null;
  const skills = Object.keys(needs)
    .sort()
    .filter((skill) => (levelOf(person, skill) ?? 0) < needs[skill]!)
    .map((skill) => ({ skill, from: levelOf(person, skill) ?? null, to: needs[skill]! }));
  const levels = skills.reduce((sum, { from, to }) => sum + Math.ceil(to - (from ?? 0)), 0);
  if (levels > MOST_LEVELS) return null;
  const [start, end] = windowOf(shortage);
  const first = person.employedFrom === undefined ? start : Math.max(start, toDay(person.employedFrom));
  const weeks = Math.ceil(levels * terms.weeksPerLevel);
  const ready = first + weeks * 7;
  if (ready >= end) return null;
  const team = afterTraining(shortage.team, person, { ...person.skills, ...needs }, first, ready, terms);
  const extraHours = weeks * terms.hoursPerWeek;
  const money = priceOf(extraHours, rates.trainingPerHour);
  const details = { personId: person.id, skills, weeks, readyOn: fromDay(ready) };
  const hours = overloadHours(team, person.id, first, ready) - overloadHours(shortage.team, person.id, first, ready);
  const breaks: readonly Breakage[] = hours > 1e-4 ? [{ kind: 'overload', personId: person.id, hours }] : [];
  const asked = withCandidate(shortage, person.id, trainedId(person));
  const price = { extraHours, delayDays: 0, valueLost: 0, money };
  const nameOf = (personId: string) => (personId === trainedId(person) ? person.id : personId);
  const change = { team, breaks, price, givesWay: [], nameOf };
  return propose(asked, change, (common) => ({ kind: 'train', ...details, ...common }));
}

/** Whom the person counts as once they have learnt. */
function trainedId(person: Person): string {
  return `${person.id}#trained`;
}

/** From `ready` on the person counts as another one, with the new skills and the rest of their allocations. */
function afterTraining(
  team: Team,
  person: Person,
  skills: Person['skills'],
  first: number,
  ready: number,
  terms: TrainingTerms,
): Team {
  const later: Person = { ...person, id: trainedId(person), skills, employedFrom: fromDay(ready) };
  const learning = {
    id: `${person.id}#training`,
    personId: person.id,
    start: fromDay(first),
    end: fromDay(ready),
    hoursPerWeek: terms.hoursPerWeek,
    core: true,
  };
  const allocations = (team.allocations ?? []).flatMap((allocation) => {
    if (allocation.personId !== person.id) return [allocation];
    const { before, after } = partAllocation(team, allocation, ready);
    const rest = after === null ? [] : [{ ...after, personId: later.id }];
    return before === null ? rest : [before, ...rest];
  });
  const people = team.people.flatMap((other) =>
    other.id === person.id ? [{ ...other, employedUntil: fromDay(ready) }, later] : [other],
  );
  return { ...team, people, allocations: [...allocations, learning] };
}

/**
 * Someone new with the skills, as large a share of a usual person as is missing; where items follow each other and that
 * is not enough, whole people.
 */
export function proposeHire(shortage: Shortage, rates: RemedyRates): Proposal | null {
  const { people } = shortage.team;
  if (people.length === 0 || shortage.own.some((part) => part.candidateIds !== undefined)) return null;
  const [first, end] = windowOf(shortage);
  const usual = usualPerson(shortage);
  const { calendars = [] } = shortage.team;
  const alone = buildGrid({ team: { people: [usual], calendars }, first, end });
  const capacity = toHours(alone.capacity.reduce((sum, units) => sum + units, 0));
  if (capacity === 0) return null;
  const missing = toHours(shortage.missingUnits);
  const share = Math.ceil((missing / capacity) * 1000) / 1000;
  const part = share === 0 ? null : hire(shortage, { usual, share, hours: missing, rates });
  if (!shortage.isOrdered || part?.step.closes === true) return part;
  const whole = Math.max(1, Math.ceil(share));
  return hire(shortage, { usual, share: whole, hours: whole * capacity, rates });
}

/** Who is usual: the median hours and focus of the people there are, and the calendar and week that most of them have. */
function usualPerson(shortage: Shortage): Person {
  const { people } = shortage.team;
  const calendarId = commonest(people.map((person) => person.calendarId));
  const weekPattern = commonest(people.map((person) => person.weekPattern));
  return {
    id: '#new',
    hoursPerDay: median(people.map((person) => person.hoursPerDay)) ?? 0,
    focus: median(people.map((person) => person.focus)) ?? 0,
    ...(calendarId === undefined ? {} : { calendarId }),
    ...(weekPattern === undefined ? {} : { weekPattern }),
    skills: neededSkills(shortage.own),
  };
}

/** The value that comes most often; of two, the one that came first. */
function commonest<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<string, { readonly value: Value; count: number }>();
  for (const value of values) {
    const key = JSON.stringify(value ?? null);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { value, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].reduce<{ readonly value: Value; count: number } | undefined>(
    (best, one) => (best === undefined || one.count > best.count ? one : best),
    undefined,
  )?.value;
}

/** `share` of a usual person in all, spread evenly over as few people as can hold it. */
function hire(
  shortage: Shortage,
  terms: { readonly usual: Person; readonly share: number; readonly hours: number; readonly rates: RemedyRates },
): Proposal | null {
  const { usual, share, hours, rates } = terms;
  const [first, end] = windowOf(shortage);
  const people = Math.ceil(share);
  const newcomers = Array.from({ length: people }, (_unused, index) => ({
    ...usual,
    id: newcomerId(index + 1),
    employmentShare: share / people,
  }));
  const team = { ...shortage.team, people: [...shortage.team.people, ...newcomers] };
  const price = { extraHours: hours, delayDays: 0, valueLost: 0, money: priceOf(hours, rates.hirePerHour) };
  const weeks = weekLabels(first, end).length;
  const details = { skills: usual.skills, startsBy: fromDay(first), weeks, share, people };
  const change = { team, breaks: [], price, givesWay: [] };
  return propose(shortage, change, (common) => ({ kind: 'hire', ...details, ...common }));
}

function priceOf(hours: number, rate: Money | undefined): Money | null {
  if (rate === undefined) return null;
  const amount = toDecimal(rate.amount).times(toDecimal(hours));
  return {
    amount: decimalText(roundDecimal({ value: amount, decimals: 2, mode: 'half-up' }), 2),
    currency: rate.currency,
  };
}

/** The people worth asking, those who lack least first. */
export function learnersOf(shortage: Shortage): readonly Person[] {
  const needs = neededSkills(shortage.own);
  const gap = (person: Person) =>
    Object.keys(needs).reduce((sum, skill) => sum + Math.max(0, needs[skill]! - (levelOf(person, skill) ?? 0)), 0);
  const [first] = windowOf(shortage);
  return shortage.team.people
    .filter((person) => person.employedUntil === undefined || toDay(person.employedUntil) > first)
    .map((person) => ({ person, lacks: gap(person) }))
    .filter(({ lacks }) => lacks > 0 && lacks <= MOST_LEVELS)
    .sort((one, other) => one.lacks - other.lacks || (one.person.id < other.person.id ? -1 : 1))
    .slice(0, 10)
    .map(({ person }) => person);
}
