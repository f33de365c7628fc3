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

/** Work as a share of each person's own time, so that a part-timer carries a part-timer's load. */
function allocationsOf(stream: Random, person: CompanyPerson, monday: IsoDate): readonly Allocation[] {
  const group = projectGroups.find((item) => item.id === person.groupId);
  if (group === undefined) return [];
  const common = { personId: person.id, start: monday, end: addDays(monday, plannedWeeks * 7) };
  const main = { id: `${group.id}:${person.id}`, ...common, projectId: group.id, core: true };
  if (group.load > 1) return [{ ...main, share: group.load }];
  const wiggle = stream.integer(-8, 8) / 100;
  return [
    { ...main, share: group.load - 0.2 },
    {
      id: `improvements:${person.id}`,
      ...common,
      projectId: 'improvements',
      share: 0.2 + wiggle,
      core: false,
      priority: 1,
    },
  ];
}
