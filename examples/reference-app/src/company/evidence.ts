import { addDays, type IsoDate } from '@meritkit/core/dates';
import type { Random } from '@meritkit/core/random';
import type { Evidence } from '@meritkit/skills-matrix';
import { projectGroups } from './groups.ts';
import type { CompanyPerson } from './people.ts';

const typicalLevel = { junior: 2, middle: 3, senior: 4 } as const;

/** What managers said and which projects people worked on, in the two years before `asOf`. */
export function generateEvidence(random: Random, people: readonly CompanyPerson[], asOf: IsoDate): readonly Evidence[] {
  return people.flatMap((person) => {
    const stream = random.fork(`evidence:${person.id}`);
    return [...ratings(stream, person, asOf), ...projects(stream, person, asOf)];
  });
}

function ratings(stream: Random, person: CompanyPerson, asOf: IsoDate): readonly Evidence[] {
  const group = projectGroups.find((item) => item.id === person.groupId);
  return (group?.skills ?? []).map((skillId, index) => ({
    id: `rating:${person.id}:${skillId}`,
    personId: person.id,
    kind: 'manager-rating',
    skillId,
    level: Math.max(1, Math.min(5, typicalLevel[person.level] + stream.integer(-1, 1) - (index === 2 ? 1 : 0))),
    at: addDays(asOf, -stream.integer(10, 180)),
    source: { system: 'review', ref: `half-year:${person.id}` },
  }));
}

function projects(stream: Random, person: CompanyPerson, asOf: IsoDate): readonly Evidence[] {
  const group = projectGroups.find((item) => item.id === person.groupId);
  return (group?.tags ?? []).flatMap((tag): readonly Evidence[] =>
    stream.next() < 0.55
      ? [
          {
            id: `project:${person.id}:${tag}`,
            personId: person.id,
            kind: 'project',
            role: person.level === 'senior' ? 'lead' : 'engineer',
            tags: [tag],
            months: stream.integer(2, 14),
            at: addDays(asOf, -stream.integer(30, 600)),
            source: { system: 'project-register', ref: `${person.groupId}:${tag}` },
          },
        ]
      : [],
  );
}
