import { addDays, type IsoDate, weekdayOf } from '@meritkit/core/dates';
import type { Random } from '@meritkit/core/random';
import type { StaffingTeam } from '@meritkit/workflows/staff-demand';
import type { Allocation } from '@meritkit/workload-planner';
import { projectGroups } from './groups.ts';
import type { CompanyPerson } from './people.ts';

/** How far ahead the company has planned. */
const plannedWeeks = 8;

/** Calendars and what everybody is on from the Monday on or before `asOf`: 8 h a day, four fifths of it for planned work. */
export function generateTeam(random: Random, people: readonly CompanyPerson[], asOf: IsoDate): StaffingTeam {
  const monday = addDays(asOf, 1 - weekdayOf(asOf));
  return {
    people: people.map((person) => {
      const stream = random.fork(`calendar:${person.id}`);
      const away = stream.integer(0, plannedWeeks * 4);
      const absence = { start: addDays(monday, away * 7), end: addDays(monday, away * 7 + 5), kind: 'annual leave' };
      return {
        id: person.id,
        name: person.name,
        hoursPerDay: 8,
        focus: 0.8,
        teamId: person.groupId,
        employmentShare: stream.next() < 0.08 ? 0.6 : 1,
        ...(away < plannedWeeks ? { absences: [absence] } : {}),
      };
    }),
    allocations: people.flatMap((person) => allocationsOf(random.fork(`work:${person.id}`), person, monday)),
  };
}

function allocationsOf(stream: Random, person: CompanyPerson, monday: IsoDate): readonly Allocation[] {
  const group = projectGroups.find((item) => item.id === person.groupId);
  if (group === undefined) return [];
  const end = addDays(monday, plannedWeeks * 7);
  const wiggle = group.id === 'commerce' ? 0 : stream.integer(-3, 3);
  const core = Math.round((group.weeklyHours + wiggle) * (group.id === 'commerce' ? 10 : 7.5)) / 10;
  const main = {
    id: `${group.id}:${person.id}`,
    personId: person.id,
    projectId: group.id,
    hoursPerWeek: core,
    start: monday,
    end,
    core: true,
  };
  if (group.id === 'commerce') return [main];
  const side = Math.round((group.weeklyHours + wiggle - core) * 10) / 10;
  return [
    main,
    {
      ...main,
      id: `improvements:${person.id}`,
      projectId: 'improvements',
      hoursPerWeek: side,
      core: false,
      priority: 1,
    },
  ];
}
