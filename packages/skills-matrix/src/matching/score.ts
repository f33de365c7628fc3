import type { PersonProfile, SkillLevel, TagExperience } from '../profiles/model.ts';
import { creditOf, MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { CompiledDemand, RequirementTerm } from './demand.ts';

/** Which level counts: the most likely one, or the lower end of its interval. */
export type Certainty = 'expected' | 'cautious';

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
  readonly person: PersonProfile;
  readonly availability: number | null;
  readonly terms: readonly TermScore[];
  readonly eligible: boolean;
  readonly fit: number;
}

/** Scores one person: credits in the order of the terms, one division. */
export function scorePerson(
  compiled: CompiledDemand,
  person: PersonProfile,
  availability: number | null,
  certainty: Certainty,
): PersonScore {
  const terms = compiled.terms.map((term) => scoreTerm(term, person, availability, certainty));
  let sum = 0;
  let eligible = true;
  for (const { term, credit, met } of terms) {
    sum += term.weight * (credit ?? 0);
    if (term.must && !met) eligible = false;
  }
  return { person, availability, terms, eligible, fit: sum / compiled.totalWeight };
}

function scoreTerm(
  term: RequirementTerm,
  person: PersonProfile,
  availability: number | null,
  certainty: Certainty,
): TermScore {
  if (term.kind === 'skill') return scoreSkill(term, person, certainty);
  const own = term.kind === 'availability' ? availability : (findTag(person, term.key)?.months ?? null);
  const credit = own === null ? null : term.asked === null ? 1 : creditOf(own, term.asked);
  return { term, own, effective: own, through: null, credit, met: credit === 1 };
}

function scoreSkill(
  term: RequirementTerm & { readonly kind: 'skill' },
  person: PersonProfile,
  certainty: Certainty,
): TermScore {
  const own = levelOf(person, term.key, certainty);
  let effective = own;
  let through: TermScore['through'] = null;
  for (const { skillId, similarity } of term.adjacent) {
    const level = levelOf(person, skillId, certainty);
    if (level === null || similarity === 0) continue;
    const carried = level * similarity;
    if (effective === null || carried > effective) {
      effective = carried;
      through = { skillId, level, similarity };
    }
  }
  const credit = effective === null ? null : creditOf(effective, term.asked);
  return { term, own, effective, through, credit, met: own !== null && own >= term.asked - MEETS_TOLERANCE };
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
