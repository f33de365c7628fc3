import type { Demand, Person, SkillLevels, Team } from '../model/types.ts';
import { type DayNumber, toDay } from '../time/day.ts';
import { toUnits } from '../time/hours.ts';

/** Divisible work with a window `[first, end)`: the unit that admission counts with. */
export interface WorkPart {
  readonly itemId: string;
  readonly demandId: string;
  readonly units: number;
  readonly needs: SkillLevels;
  readonly candidateIds: readonly string[] | undefined;
  readonly first: DayNumber;
  readonly end: DayNumber;
}

/** Someone's level in a skill, undefined without it; a skill may be called like something that every object has. */
export function levelOf(person: Person, skill: string): number | undefined {
  return Object.hasOwn(person.skills, skill) ? person.skills[skill] : undefined;
}

/** Whether someone has every skill at the level asked for. */
export function hasSkills(person: Person, needs: SkillLevels): boolean {
  for (const skill in needs) {
    const level = levelOf(person, skill);
    if (level === undefined || level < needs[skill]!) return false;
  }
  return true;
}

/** Whether someone may do a part: skills, and the list of candidates where there is one. */
export function mayDo(
  person: Person,
  part: { readonly needs: SkillLevels; readonly candidateIds: readonly string[] | undefined },
): boolean {
  if (part.candidateIds !== undefined && !part.candidateIds.includes(person.id)) return false;
  return hasSkills(person, part.needs);
}

/** The team without the people who may do none of the work, and without what they are on: the rest cannot matter. */
export function ableTeam(team: Team, parts: readonly WorkPart[]): Team {
  const people = team.people.filter((person) => parts.some((part) => mayDo(person, part)));
  if (people.length === team.people.length) return team;
  const ids = new Set(people.map((person) => person.id));
  return {
    ...team,
    people,
    allocations: (team.allocations ?? []).filter((allocation) => ids.has(allocation.personId)),
  };
}

/**
 * A demand as divisible parts. Items become parts too, each role by itself; the order between them and the number of
 * people are left aside here, which makes a "no" certain and a "yes" something to be shown by a schedule.
 */
export function partsOf(demand: Demand, notBefore: DayNumber): readonly WorkPart[] {
  const first = Math.max(notBefore, toDay(demand.start));
  const end = toDay(demand.deadline) + 1;
  const common = { demandId: demand.id, first, end };
  if (demand.items === undefined) {
    const { id, needs = {}, candidateIds } = demand;
    return [{ ...common, itemId: id, units: toUnits(demand.effortHours!), needs, candidateIds }];
  }
  return demand.items.flatMap((item) => {
    const window = {
      ...common,
      itemId: item.id,
      candidateIds: item.candidateIds ?? demand.candidateIds,
      first: item.start === undefined ? first : Math.max(first, toDay(item.start)),
      end: item.deadline === undefined ? end : Math.min(end, toDay(item.deadline) + 1),
    };
    if (item.roles === undefined) {
      return [{ ...window, units: toUnits(item.effortHours), needs: item.needs ?? demand.needs ?? {} }];
    }
    return item.roles.map((role) => ({ ...window, units: toUnits(role.effortHours), needs: role.needs }));
  });
}
