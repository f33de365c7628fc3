import type { LocalizedText } from '@meritkit/core/locale';
import { companySkills } from '../company/skills.ts';
import type { Slice } from './slice.ts';
import { type Both, both } from './text.ts';

/** Names by id, in both languages. */
export interface Names {
  readonly person: (id: string) => Both;
  readonly skill: (id: string) => Both;
}

/** The names of a slice's people and skills. */
export function namesOf(slice: Slice): Names {
  const people = new Map(slice.company.people.map((person) => [person.id, person.name]));
  const skills = new Map<string, LocalizedText>(companySkills.map((skill) => [skill.id, skill.name]));
  const look = (names: ReadonlyMap<string, LocalizedText>, id: string): Both => {
    const name = names.get(id) ?? id;
    return typeof name === 'string' ? both(name, name) : both(name.en ?? id, name['zh-CN'] ?? name.en ?? id);
  };
  return { person: (id) => look(people, id), skill: (id) => look(skills, id) };
}
