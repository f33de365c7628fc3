import { hasSkills, mayDo } from '../admission/parts.ts';
import type { Allocation, Person, Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import {
  allocatedBetween,
  daysOf,
  handOver,
  overloadHours,
  partAllocation,
  replaceAllocation,
  shiftAllocation,
} from './change.ts';
import { evidenceOfChange } from './evidence.ts';
import { type Effect, effectOf, explainEffect, type Shortage } from './measure.ts';
import type { Breakage, GivenWay, RemedyEvidence, RemedyPrice, RemedyStep } from './types.ts';

/** A step and the team it would leave. */
export interface Proposal {
  readonly step: RemedyStep;
  readonly team: Team;
}

/** Allocations of people who could do the demand, in its days; the largest first, at most this many. */
const MOST_CANDIDATES = 40;

/** What lies on able people in the demand's days, the largest first. */
export function candidatesOf(shortage: Shortage): readonly Allocation[] {
  const { team, own } = shortage;
  const able = new Set(team.people.filter((person) => own.some((part) => mayDo(person, part))).map(({ id }) => id));
  const [first, end] = windowOf(shortage);
  return (team.allocations ?? [])
    .filter(({ personId, start, end: until }) => able.has(personId) && toDay(start) < end && toDay(until) > first)
    .map((allocation) => ({ allocation, hours: allocatedBetween(team, allocation, first, end) }))
    .filter(({ hours }) => hours > 0)
    .sort((one, other) => other.hours - one.hours || (one.allocation.id < other.allocation.id ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .map(({ allocation }) => allocation);
}

/** The days `[first, end)` in which the demand may be worked on. */
export function windowOf(shortage: Shortage): readonly [number, number] {
  const { own } = shortage;
  return [Math.min(...own.map((part) => part.first)), Math.max(...own.map((part) => part.end))];
}

/** Puts non-core work off until the demand is done. */
export function proposeDeferral(shortage: Shortage, allocation: Allocation): Proposal | null {
  if (allocation.core) return null;
  const [first, end] = windowOf(shortage);
  const { before, after } = partAllocation(shortage.team, allocation, first);
  if (after === null) return null;
  // By whole weeks, so that the same weekdays carry the work.
  const least = Math.ceil((end - toDay(after.start)) / 7) * 7;
  const { later, delayDays, lostHours } = resumeLater(shortage.team, after, least);
  const team = replaceAllocation(shortage.team, allocation.id, before === null ? [later] : [before, later]);
  const dropped: readonly Breakage[] =
    lostHours > 0 ? [{ kind: 'dropped', itemId: allocation.id, hours: lostHours }] : [];
  const breaks = [...lateness(allocation, later), ...newOverload(shortage.team, team, later), ...dropped];
  const valueLost = lostHours > 0 ? (allocation.value ?? null) : 0;
  const price: RemedyPrice = { extraHours: 0, delayDays, valueLost, money: null };
  const givesWay = [{ ...givenWay(shortage.team, after, later), id: allocation.id }];
  return propose(shortage, { team, breaks, price, givesWay }, (common) => ({
    kind: 'defer',
    itemId: allocation.id,
    personId: allocation.personId,
    resumes: later.start,
    ...common,
  }));
}

/** Weeks beyond the demand's end in which days are looked for that can carry the work that is put off. */
const MOST_WEEKS_LATER = 13;

/**
 * Work put off until days that can carry all of it: not an absence, not the time after somebody has left. Where there are
 * none, the first days, with the hours that would be lost.
 */
function resumeLater(team: Team, work: Allocation, least: number) {
  const hoursOf = (one: Allocation) => allocatedBetween(team, one, toDay(one.start), toDay(one.end));
  // Hours in all lie on their days whether anybody is there or not, so what its person has in those days counts too.
  const carriedBy = ({ hours, hoursPerWeek: _rate, ...one }: Allocation) =>
    hours === undefined ? Number.POSITIVE_INFINITY : hoursOf({ ...one, share: 1 });
  const needed = hoursOf(work);
  const wanted = Math.min(needed, carriedBy(work));
  const first = shiftAllocation(work, least);
  for (let weeks = 0; weeks <= MOST_WEEKS_LATER; weeks += 1) {
    const delayDays = least + 7 * weeks;
    const later = shiftAllocation(work, delayDays);
    if (Math.min(hoursOf(later), carriedBy(later)) >= wanted - 1e-4) return { later, delayDays, lostHours: 0 };
  }
  return { later: first, delayDays: least, lostHours: needed - hoursOf(first) };
}

/** Gives non-core work up, from the demand's first day on. */
export function proposeCut(shortage: Shortage, allocation: Allocation): Proposal | null {
  if (allocation.core) return null;
  const { before, after } = partAllocation(shortage.team, allocation, windowOf(shortage)[0]);
  if (after === null) return null;
  const team = replaceAllocation(shortage.team, allocation.id, before === null ? [] : [before]);
  const hours = allocatedBetween(shortage.team, after, toDay(after.start), toDay(after.end));
  const breaks: Breakage[] = [{ kind: 'dropped', itemId: allocation.id, hours }];
  const price: RemedyPrice = { extraHours: 0, delayDays: 0, valueLost: allocation.value ?? null, money: null };
  const { id: itemId, personId } = allocation;
  const givesWay = [{ ...givenWay(shortage.team, after, null), id: itemId }];
  return propose(shortage, { team, breaks, price, givesWay }, (common) => ({
    kind: 'cut',
    itemId,
    personId,
    ...common,
  }));
}

/**
 * Hands an allocation to someone who can do it, has the hours, and is not needed for the demand: the one with the
 * fewest skills, so that versatile people stay free. Only allocations that say what they need can be handed over.
 */
export function proposeMove(shortage: Shortage, allocation: Allocation): Proposal | null {
  const { team, own } = shortage;
  if (allocation.needs === undefined) return null;
  const { before, after } = partAllocation(team, allocation, windowOf(shortage)[0]);
  if (after === null) return null;
  const needs = allocation.needs;
  const others = team.people
    .filter((person) => person.id !== allocation.personId && hasSkills(person, needs))
    .filter((person) => !own.some((part) => mayDo(person, part)))
    .sort((one, other) => breadth(one) - breadth(other) || (one.id < other.id ? -1 : 1));
  for (const person of others) {
    const moved = handOver(team, after, person.id);
    const changed = replaceAllocation(team, allocation.id, before === null ? [moved] : [before, moved]);
    if (newOverload(team, changed, moved).length > 0) continue;
    const price: RemedyPrice = { extraHours: 0, delayDays: 0, valueLost: 0, money: null };
    const ids = { itemId: allocation.id, fromPersonId: allocation.personId, toPersonId: person.id };
    const givesWay = [{ ...givenWay(team, after, moved), id: allocation.id }];
    const change = { team: changed, breaks: [], price, givesWay };
    return propose(shortage, change, (common) => ({ kind: 'move', ...ids, ...common }));
  }
  return null;
}

function breadth(person: Person): number {
  return Object.keys(person.skills).length;
}

function lateness(allocation: Allocation, later: Allocation): readonly Breakage[] {
  const { deadline } = allocation;
  if (deadline === undefined) return [];
  const last = toDay(later.end) - 1;
  const lateDays = last - toDay(deadline);
  if (lateDays <= 0) return [];
  return [{ kind: 'deadline', itemId: allocation.id, deadline, newDate: fromDay(last), lateDays }];
}

/** Overload that was not there before, in the days of an allocation that has come. */
function newOverload(before: Team, after: Team, come: Allocation): readonly Breakage[] {
  const [first, end] = [toDay(come.start), toDay(come.end)];
  const was = overloadHours(before, come.personId, first, end);
  const hours = overloadHours(after, come.personId, first, end) - was;
  return hours > 1e-4 ? [{ kind: 'overload', personId: come.personId, hours }] : [];
}

/** What becomes of an allocation's hours. */
function givenWay(team: Team, allocation: Allocation, then: Allocation | null): GivenWay {
  const hours = allocatedBetween(team, allocation, toDay(allocation.start), toDay(allocation.end));
  const [before, after] = [daysOf(allocation), then === null ? null : daysOf(then)];
  return { kind: 'allocation', id: allocation.id, hours, before, after };
}

/** A changed team, and what the change costs. */
export interface Change {
  readonly team: Team;
  readonly breaks: readonly Breakage[];
  readonly price: RemedyPrice;
  readonly givesWay: readonly GivenWay[];
  /** Whom people of the changed team are told as, where not under their own id. */
  readonly nameOf?: (personId: string) => string;
}

/** A proposal with its effect measured; null where it frees nothing. */
export function propose(shortage: Shortage, change: Change, build: (common: CommonOf) => RemedyStep): Proposal | null {
  const { team, breaks, price, givesWay, nameOf } = change;
  const effect = effectOf(shortage, team);
  if (effect.freesHours <= 0) return null;
  const evidence = evidenceOfChange(shortage, effect, givesWay, nameOf);
  return { step: build(commonOf(shortage, effect, { breaks, price, evidence })), team };
}

export type CommonOf = Pick<
  RemedyStep,
  'closes' | 'freesHours' | 'missingHours' | 'price' | 'breaks' | 'evidence' | 'explanation'
>;

/** What every remedy says about itself. */
export function commonOf(
  shortage: Shortage,
  effect: Omit<Effect, 'pool'>,
  terms: {
    readonly breaks: readonly Breakage[];
    readonly price: RemedyPrice;
    readonly evidence: RemedyEvidence;
  },
): CommonOf {
  const { breaks, price, evidence } = terms;
  const more: readonly Breakage[] =
    effect.committedMissingHours > 0 ? [{ kind: 'demands', missingHours: effect.committedMissingHours }] : [];
  return {
    freesHours: effect.freesHours,
    breaks: [...breaks, ...more],
    closes: effect.closes,
    missingHours: effect.missingHours,
    price,
    evidence,
    explanation: explainEffect(shortage, effect),
  };
}
