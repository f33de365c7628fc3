import type { PersonProfile, SkillLevel, TagExperience } from '../profiles/model.ts';
import { creditOf, MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { CompiledDemand, RequirementTerm } from './demand.ts';

/** Which level counts: the most likely one, or the lower end of its interval. */
export type Certainty = 'expected' | 'cautious';

/** What matching needs to know of a person, from wherever it is kept. Null: unknown. */
export interface PersonFacts {
  readonly personId: string;
  readonly level: (skillId: string) => number | null;
  readonly months: (tag: string) => number | null;
  /** Share of the needed time they have. */
  readonly availability: number | null;
}

/** One requirement held against one person. */
export interface TermScore {
  readonly term: RequirementTerm;
  /** What they have themselves: a level, months or a share; null: no evidence. */
  readonly own: number | null;
  /** What counts, with neighbouring skills; null: no evidence at all. */
  readonly effective: number | null;
  /** The neighbour whose level counts instead of their own. */
  readonly through: { readonly skillId: string; readonly level: number; readonly similarity: number } | null;
  /** 0..1; null: unknown. */
  readonly credit: number | null;
  /** The requirement is met by what they have themselves. */
  readonly met: boolean;
}

/** A person held against a demand, without the words. */
export interface PersonScore {
  readonly personId: string;
  readonly availability: number | null;
  readonly terms: readonly TermScore[];
  readonly eligible: boolean;
  readonly fit: number;
}

/** Scores one person: credits in the order of the terms, one division. */
export function scorePerson(compiled: CompiledDemand, facts: PersonFacts): PersonScore {
  const terms = compiled.terms.map((term) => scoreTerm(term, facts));
  let sum = 0;
  let eligible = true;
  for (const { term, credit, met } of terms) {
    sum += term.weight * (credit ?? 0);
    if (term.must && !met) eligible = false;
  }
  const { personId, availability } = facts;
  return { personId, availability, terms, eligible, fit: sum / compiled.totalWeight };
}

function scoreTerm(term: RequirementTerm, facts: PersonFacts): TermScore {
  if (term.kind === 'skill') return scoreSkill(term, facts);
  const own = term.kind === 'availability' ? facts.availability : facts.months(term.key);
  const credit = own === null ? null : term.asked === null ? 1 : creditOf(own, term.asked);
  return { term, own, effective: own, through: null, credit, met: credit === 1 };
}

function scoreSkill(term: RequirementTerm & { readonly kind: 'skill' }, facts: PersonFacts): TermScore {
  const own = facts.level(term.key);
  let effective = own;
  let through: TermScore['through'] = null;
  for (const { skillId, similarity } of term.adjacent) {
    const level = facts.level(skillId);
    if (level === null || similarity === 0) continue;
    const carried = level * similarity;
    // A neighbour that lends nothing leaves what is unknown unknown.
    if (carried > 0 && (effective === null || carried > effective)) {
      effective = carried;
      through = { skillId, level, similarity };
    }
  }
  const credit = effective === null ? null : creditOf(effective, term.asked);
  return { term, own, effective, through, credit, met: own !== null && own >= term.asked - MEETS_TOLERANCE };
}

/** A profile as matching reads it. */
export function factsOf(person: PersonProfile, certainty: Certainty, availability: number | null): PersonFacts {
  return {
    personId: person.personId,
    level: (skillId) => levelOf(person, skillId, certainty),
    months: (tag) => findTag(person, tag)?.months ?? null,
    availability,
  };
}

/** A person's level in a skill; null: unknown. */
export function levelOf(person: PersonProfile, skillId: string, certainty: Certainty): number | null {
  const found = findSkill(person, skillId);
  return found === undefined ? null : certainty === 'cautious' ? found.interval[0] : found.level;
}

/** A person's level in a skill with its uncertainty, by bisection: skills stand in the order of their ids. */
export function findSkill(person: PersonProfile, skillId: string): SkillLevel | undefined {
  return bisect(person.skills, skillId, (skill) => skill.skillId);
}

function findTag(person: PersonProfile, tag: string): TagExperience | undefined {
  return bisect(person.experience, tag, (item) => item.tag);
}

function bisect<Item>(items: readonly Item[], id: string, idOf: (item: Item) => string): Item | undefined {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = idOf(items[middle]!);
    if (found === id) return items[middle];
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
