import { invalidInput } from '@meritkit/core/errors';
import { addPerson, emptySet, hasPerson, type PeopleSet } from './people-set.ts';
import type { AttributeValue, Universe } from './state.ts';

/** A group: every named attribute has the value, or one of the values. `{}` is everyone. */
export type Where = Readonly<Record<string, AttributeValue | readonly AttributeValue[]>>;

/**
 * The people of the newest wave whom a filter names.
 *
 * @throws InvalidInputError `engagement/unknown-attribute`
 */
export function peopleWhere(universe: Universe, where: Where): PeopleSet {
  const set = emptySet(universe.people.length);
  const wave = universe.waves[universe.waves.length - 1];
  if (wave === undefined) return set;
  const tests = Object.entries(where).map(([name, wanted]) => {
    const values = Object.hasOwn(wave.attributes, name) ? wave.attributes[name] : undefined;
    if (values === undefined) {
      throw invalidInput('engagement/unknown-attribute', ['where', name], 'no respondent has such an attribute');
    }
    return { values, wanted: new Set(Array.isArray(wanted) ? wanted : [wanted]) };
  });
  wave.members.forEach((member, row) => {
    if (tests.every(({ values, wanted }) => wanted.has(values[row] ?? null))) addPerson(set, member);
  });
  return set;
}

const positions = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where each id stands in the audit's list; kept beside the list, since both never change. */
export function positionsOf(people: readonly string[]): ReadonlyMap<string, number> {
  let found = positions.get(people);
  if (found === undefined) {
    found = new Map(people.map((id, index) => [id, index]));
    positions.set(people, found);
  }
  return found;
}

/**
 * Those of a group who are in a list of respondents.
 *
 * @throws InvalidInputError `engagement/unknown-respondent`
 */
export function among(universe: Universe, group: PeopleSet, respondents: Iterable<string>): PeopleSet {
  const set = emptySet(universe.people.length);
  const positionOf = positionsOf(universe.people);
  for (const respondent of respondents) {
    const index = positionOf.get(respondent);
    if (index === undefined) {
      throw invalidInput('engagement/unknown-respondent', ['answers', respondent], 'is not in the roster');
    }
    if (hasPerson(group, index)) addPerson(set, index);
  }
  return set;
}
