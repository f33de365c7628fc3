import { brokenPromisesOf } from '../admission/admit.ts';
import type { BrokenPromise } from '../admission/promises.ts';
import type { TentativeOption } from '../load/tentative.ts';
import { checkUnique } from '../model/check.ts';
import { checkDemand } from '../model/check-demand.ts';
import type { Allocation, Demand, Team } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { remainingOf } from './remaining.ts';

/** A demand whose day has passed with work still to be done. */
export interface OverdueDemand {
  readonly demandId: string;
  readonly deadline: string;
  readonly remainingHours: number;
}

/** Work promised to somebody for days on which they are not employed here: nobody does it, and no load shows it. */
export interface UnattendedWork {
  readonly allocationId: string;
  readonly personId: string;
  readonly projectId: string | null;
  /** The days `[start, end)` from today on that it is without its person. */
  readonly start: string;
  readonly end: string;
}

/** What does not hold any more of everything promised. Three empty lists: all of it does. */
export interface PromiseReport {
  readonly asOf: string;
  /** Demands that cannot be kept any more, with the hours they lack by their day. */
  readonly broken: readonly BrokenPromise[];
  readonly overdue: readonly OverdueDemand[];
  readonly unattended: readonly UnattendedWork[];
}

/**
 * Holds everything promised against the people there are today: the question of a morning after somebody fell ill, left,
 * or finished less than was thought. Each demand that it names can be asked about anew (`admitDemand` without it among
 * the committed), and `suggestRemedies` says what would help.
 *
 * Certain, as a no of admission is: hours that are not there, or an order of items that takes too long. Items for which
 * only a schedule would show that they are late are not named.
 *
 * @throws InvalidInputError those of `admitDemand`; but work of people who are not in the team is no error here
 * @example
 * ```ts
 * import { checkPromises } from '@meritkit/workload-planner';
 *
 * const lin = { id: 'lin', hoursPerDay: 8, focus: 0.75, skills: {}, absences: [{ start: '2026-11-16', end: '2026-11-19' }] };
 * const committed = [{ id: 'shop', effortHours: 20, start: '2026-11-16', deadline: '2026-11-20' }];
 * checkPromises({ team: { people: [lin] }, committed, asOf: '2026-11-16' }).broken; // [{ demandId: 'shop', missingHours: 8 }]
 * ```
 */
export function checkPromises(
  options: TentativeOption & {
    readonly team: Team;
    readonly committed: readonly Demand[];
    /** Today. */
    readonly asOf: string;
  },
): PromiseReport {
  const { team, committed, asOf, ...counting } = options;
  toDay(asOf, ['asOf']);
  checkUnique(committed, ['committed']);
  for (const [index, demand] of committed.entries()) checkDemand(demand, ['committed', index]);
  const employed = new Set(team.people.map(({ id }) => id));
  const allocations = (team.allocations ?? []).filter(({ personId }) => employed.has(personId));
  const due = committed.filter(({ deadline }) => deadline >= asOf);
  // Nothing is asked for: what comes back is what is broken anyway.
  const nothing: Demand = { id: unusedId(due), effortHours: 0, start: asOf, deadline: asOf };
  const question = { team: { ...team, allocations }, demand: nothing, committed: due, asOf, ...counting };
  // No schedule would show a certain no, so none is looked for in earnest.
  const broken = brokenPromisesOf({ ...question, search: { seed: 1, schedules: 1 } });
  const overdue = committed
    .filter(({ deadline }) => deadline < asOf)
    .map((demand) => ({ demandId: demand.id, deadline: demand.deadline, remainingHours: remainingOf(demand) }))
    .filter(({ remainingHours }) => remainingHours > 0);
  return { asOf, broken, overdue, unattended: unattended(team, asOf) };
}

function unusedId(demands: readonly Demand[]): string {
  const used = new Set(demands.map(({ id }) => id));
  let id = 'nothing';
  while (used.has(id)) id = `${id}#`;
  return id;
}

function unattended(team: Team, asOf: string): readonly UnattendedWork[] {
  const people = new Map(team.people.map((person) => [person.id, person]));
  return (team.allocations ?? []).flatMap((allocation) => {
    const person = people.get(allocation.personId);
    const start = later(allocation.start, asOf);
    const stretches =
      person === undefined
        ? [{ start, end: allocation.end }]
        : [
            { start, end: sooner(allocation.end, person.employedFrom ?? start) },
            { start: later(start, person.employedUntil ?? allocation.end), end: allocation.end },
          ];
    return stretches.filter((days) => days.start < days.end).map((days) => workOf(allocation, days));
  });
}

function workOf({ id, personId, projectId }: Allocation, days: { readonly start: string; readonly end: string }) {
  return { allocationId: id, personId, projectId: projectId ?? null, ...days };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function sooner(one: string, other: string): string {
  return one < other ? one : other;
}
