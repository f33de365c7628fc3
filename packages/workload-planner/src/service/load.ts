import { dateInZone, type IsoDate } from '@meritkit/core/dates';
import { FURTHEST } from '../admission/earliest.ts';
import type { TentativeOption } from '../load/tentative.ts';
import type { Demand, Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { allDocuments, readAllocation, readDemand } from './stored.ts';
import type { PlannerContext } from './write.ts';

/** Everything a decision on a demand needs: people and promises of its days, and the demands that share them. */
export async function loadFor(options: PlannerContext, demand: Demand) {
  const demands = (await allDocuments(options.store, 'demand')).map(({ body }) => readDemand(body));
  const asOf = todayOf(options);
  // What is overdue is no promise on the days to come; it is withdrawn, or asked for anew.
  const committed = demands.filter((other) => other.id !== demand.id && other.deadline >= asOf);
  const start = [demand, ...committed].reduce((first, one) => (one.start < first ? one.start : first), demand.start);
  const last = [demand, ...committed].reduce(
    (latest, one) => (one.deadline > latest ? one.deadline : latest),
    demand.deadline > asOf ? demand.deadline : asOf,
  );
  // Dates are looked for long after the deadline, and who is away or not there yet by then has to be known.
  const end = fromDay(toDay(last) + 1 + FURTHEST);
  return { team: await loadTeam(options, { start, end }), demand, committed, asOf, ...countingOf(options) };
}

/** The day it is for the tenant: midnight in Shanghai is still yesterday in UTC. */
export function todayOf({ now, timeZone }: PlannerContext): IsoDate {
  return timeZone === undefined ? now().slice(0, 10) : dateInZone(now(), timeZone);
}

/** How tentative allocations count, as the functions take it. */
export function countingOf({ tentative }: PlannerContext): TentativeOption {
  return tentative === undefined ? {} : { tentative };
}

/** The people employed in a period, with everything they are promised to. */
export async function loadTeam(
  options: PlannerContext,
  period: { readonly start: string; readonly end: string },
): Promise<Team> {
  const { people, calendars = [] } = await options.people.readPeople(period);
  const known = new Set(people.map((person) => person.id));
  const allocations = (await allDocuments(options.store, 'allocation'))
    .map(({ body }) => readAllocation(body))
    .filter((allocation) => known.has(allocation.personId));
  return { people, calendars, allocations };
}
