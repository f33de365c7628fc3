import { partsOf, type WorkPart } from '../admission/parts.ts';
import { buildAblePool } from '../admission/pool.ts';
import { transport } from '../admission/transport.ts';
import { type PlannedWork, placeByDay } from '../admission/witness.ts';
import type { Demand } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { datedHours, neededSkills, skillsOf } from './evidence.ts';
import type { Shortage } from './measure.ts';
import type { DatedHours, GivenWay } from './types.ts';

/**
 * Who does the part of a divisible demand that its old date has no room for, up to the new one: the flow with the demand
 * cut in two, so much of it by the old date and exactly the missing rest after it. Where the whole fits by the new date,
 * so do the two (Hall's condition on the sets that hold one of them, both, or neither).
 */
export function hoursAfterDate(shortage: Shortage, demandId: string, newDate: string): readonly DatedHours[] {
  const { team, missingUnits } = shortage;
  const isIt = (part: WorkPart) => part.demandId === demandId;
  const end = toDay(newDate) + 1;
  const parts = shortage.parts.flatMap((part) =>
    isIt(part)
      ? [
          { ...part, units: part.units - missingUnits },
          { ...part, units: missingUnits, first: part.end, end },
        ]
      : [part],
  );
  const rest = parts.findLastIndex(isIt);
  const pool = buildAblePool({ team, first: shortage.first, end: Math.max(shortage.end, end), parts });
  const { shipments } = transport({ pool, parts });
  const placed = placeByDay({ pool, parts, shipments }).filter(({ part }) => part === rest);
  const days = placed.map(({ row, day, units }) => ({ person: pool.grid.people[row]!, day, units }));
  return datedHours(days, neededSkills([parts[rest]!]));
}

/** Lines of a plan as evidence, each with its person's levels. */
export function plannedHours(shortage: Shortage, demand: Demand, lines: readonly PlannedWork[]): readonly DatedHours[] {
  const needs = neededSkills(partsOf(demand, Number.NEGATIVE_INFINITY));
  const people = new Map(shortage.team.people.map((person) => [person.id, person]));
  return lines.map(({ personId, firstDay, lastDay, hours }) => ({
    personId,
    skills: skillsOf(people.get(personId)!, needs),
    firstDay,
    lastDay,
    hours,
  }));
}

/** A demand whose last day moves. */
export function waitingDemand(demand: Demand, newDate: string, hours: number): GivenWay {
  const days = { personId: null, firstDay: demand.start };
  const [before, after] = [
    { ...days, lastDay: demand.deadline },
    { ...days, lastDay: newDate },
  ];
  return { kind: 'demand', id: demand.id, hours, before, after };
}
