import { dateInZone, type IsoDate, monthOf } from '@meritkit/core/dates';
import type { Fact } from '@meritkit/core/facts';
import type { Evidence } from '@meritkit/skills-matrix';
import type { CompanyPerson } from '../company/people.ts';
import { skillsOfExtension } from '../company/skills.ts';
import type { RealInput } from './input.ts';

/** The company's days begin in this zone. */
export const companyZone = 'Asia/Shanghai';

/**
 * Commits as evidence that a skill is in use: one piece per person, skill and month. They show use and say nothing
 * about a level, so that many commits do not make a master.
 */
export function contributionEvidence(
  input: RealInput,
  people: readonly CompanyPerson[],
  asOf: IsoDate,
): readonly Evidence[] {
  const personOf = new Map(
    people.flatMap((person) =>
      person.gitEmail === undefined ? [] : [[authorId(person.gitEmail), person.id] as const],
    ),
  );
  const groups = new Map<string, { personId: string; skillId: string; at: IsoDate; count: number }>();
  for (const fact of input.facts) {
    const personId = personOf.get(fact.personId);
    const day = dateInZone(fact.at, companyZone);
    if (personId === undefined || day > asOf) continue;
    for (const skillId of skillsOf(fact)) {
      const key = `use:${personId}:${skillId}:${monthOf(day)}`;
      const known = groups.get(key);
      groups.set(key, {
        personId,
        skillId,
        at: known !== undefined && known.at > day ? known.at : day,
        count: (known?.count ?? 0) + 1,
      });
    }
  }
  return [...groups].map(([id, group]) => ({ id, kind: 'contribution', ...group, source: { system: 'git', ref: id } }));
}

/** The id that stands for an author until a person is named. */
export function authorId(email: string): string {
  return `author:${email.toLowerCase()}`;
}

function skillsOf(fact: Fact): readonly string[] {
  const extensions = fact.attributes.byExtension;
  return [
    ...new Set(
      Object.keys(typeof extensions === 'object' && extensions !== null ? extensions : {}).flatMap(skillsOfExtension),
    ),
  ].sort();
}
