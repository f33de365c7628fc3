import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import type { LocalizedText } from '@meritkit/core/locale';
import { checkLevel, type Scale, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Taxonomy } from '../taxonomy/model.ts';

/** A skill that a demand asks for. */
export interface SkillRequirement {
  readonly skillId: string;
  readonly atLeast: number;
  /** Relative weight in the fit. */
  readonly weight: number;
  /** True: nobody below `atLeast` is eligible, and a neighbouring skill does not stand in. */
  readonly must?: boolean;
  /** In a team: how many people must have it; 1 where absent. */
  readonly people?: number;
}

/** Experience that a demand asks for, by a tag of projects. */
export interface ExperienceRequirement {
  readonly tag: string;
  readonly weight: number;
  /** Months for full credit; absent: any project with the tag. */
  readonly months?: number;
  readonly must?: boolean;
}

/** What somebody is looked for. Weights are relative. */
export interface Demand {
  readonly id?: string;
  readonly name?: LocalizedText;
  readonly skills: readonly SkillRequirement[];
  readonly experience?: readonly ExperienceRequirement[];
  /** A language that must be spoken, as a skill of the taxonomy. */
  readonly language?: { readonly skillId: string; readonly atLeast: number };
  /** How much free time counts (`weight`), and the least that is needed (`atLeast`, a share 0..1). */
  readonly availability?: { readonly weight: number; readonly atLeast?: number };
  readonly headcount?: number;
  /** Half-open: `end` is the first day after. */
  readonly period?: { readonly start: IsoDate; readonly end: IsoDate };
  /** People who are not considered at all. */
  readonly exclusions?: readonly string[];
}

/** One requirement in the fixed order in which it is added to the fit. */
export type RequirementTerm =
  | {
      readonly kind: 'skill';
      readonly key: string;
      readonly asked: number;
      readonly weight: number;
      readonly must: boolean;
      readonly adjacent: readonly { readonly skillId: string; readonly similarity: number }[];
    }
  | {
      readonly kind: 'experience';
      readonly key: string;
      readonly asked: number | null;
      readonly weight: number;
      readonly must: boolean;
    }
  | {
      readonly kind: 'availability';
      readonly key: 'availability';
      readonly asked: number;
      readonly weight: number;
      readonly must: boolean;
    };

/** A demand that passed its checks. */
export interface CompiledDemand {
  readonly demand: Demand;
  readonly terms: readonly RequirementTerm[];
  /** The weights added in order: the divisor of every fit. */
  readonly totalWeight: number;
  readonly excluded: ReadonlySet<string>;
}

/**
 * Checks a demand against a taxonomy and a scale and puts its requirements in order: skills, language, experience,
 * availability.
 *
 * @throws InvalidInputError `skills/no-requirement`, `skills/weights-sum-zero`, `skills/invalid-weight`,
 * `skills/duplicate-requirement`, `skills/unknown-skill`, `skills/unknown-level`, `skills/dates-reversed`,
 * `skills/invalid-headcount`
 */
export function compileDemand(options: {
  readonly demand: Demand;
  readonly taxonomy: Taxonomy;
  readonly scale: Scale;
  /** Where the demand stands in a larger input. */
  readonly at?: readonly (string | number)[];
}): CompiledDemand {
  const { demand, at = ['demand'] } = options;
  const terms = [...skillTerms(options, at), ...experienceTerms(demand, at), ...availabilityTerms(demand, at)];
  if (demand.skills.length === 0 && (demand.experience ?? []).length === 0) {
    throw invalidInput('skills/no-requirement', [...at, 'skills'], 'a demand names a skill or an experience');
  }
  refuseTwice(terms, at);
  const totalWeight = terms.reduce((sum, term) => sum + term.weight, 0);
  if (!Number.isFinite(totalWeight)) {
    throw invalidInput('skills/invalid-weight', [...at, 'skills'], 'the weights add up to infinity');
  }
  if (!(totalWeight > 0))
    throw invalidInput('skills/weights-sum-zero', [...at, 'skills'], 'the weights add up to zero');
  checkFrame(demand, at);
  return { demand, terms, totalWeight, excluded: new Set(demand.exclusions ?? []) };
}

type Path = readonly (string | number)[];

function skillTerms(
  options: { readonly demand: Demand; readonly taxonomy: Taxonomy; readonly scale: Scale },
  at: Path,
): RequirementTerm[] {
  const { byId } = checkTaxonomy({ taxonomy: options.taxonomy });
  const range = scaleRange(options.scale);
  const { language } = options.demand;
  const asked = [
    ...options.demand.skills.map((item, index) => ({ ...item, path: [...at, 'skills', index] })),
    ...(language === undefined ? [] : [{ ...language, weight: 0, must: true, path: [...at, 'language'] }]),
  ];
  return asked.map(({ skillId, atLeast, weight, must = false, path }) => {
    const skill = byId.get(skillId);
    if (skill === undefined) {
      throw invalidInput(
        'skills/unknown-skill',
        [...path, 'skillId'],
        `no skill "${skillId}" in taxonomy ${options.taxonomy.version}`,
      );
    }
    checkLevel(atLeast, range, [...path, 'atLeast']);
    requireWeight(weight, [...path, 'weight']);
    return { kind: 'skill', key: skillId, asked: atLeast, weight, must, adjacent: skill.adjacent ?? [] };
  });
}

function experienceTerms(demand: Demand, at: Path): RequirementTerm[] {
  return (demand.experience ?? []).map(({ tag, weight, months, must = false }, index) => {
    const path = [...at, 'experience', index];
    requireWeight(weight, [...path, 'weight']);
    if (months !== undefined) requireWeight(months, [...path, 'months']);
    return { kind: 'experience', key: tag, asked: months ?? null, weight, must };
  });
}

function availabilityTerms(demand: Demand, at: Path): RequirementTerm[] {
  if (demand.availability === undefined) return [];
  const { weight, atLeast } = demand.availability;
  requireWeight(weight, [...at, 'availability', 'weight']);
  if (atLeast !== undefined && !(atLeast > 0 && atLeast <= 1)) {
    throw invalidInput(
      'skills/invalid-share',
      [...at, 'availability', 'atLeast'],
      `${atLeast} is not a share above 0 up to 1`,
    );
  }
  return [{ kind: 'availability', key: 'availability', asked: atLeast ?? 1, weight, must: atLeast !== undefined }];
}

/** Refuses a weight (or an amount) that is below zero or not finite. */
export function requireWeight(weight: number, path: Path): void {
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw invalidInput('skills/invalid-weight', path, `${weight} is not a number of 0 or more`);
  }
}

function refuseTwice(terms: readonly RequirementTerm[], at: Path): void {
  const seen = new Set<string>();
  for (const { kind, key } of terms) {
    const id = `${kind} ${key}`;
    if (seen.has(id)) throw invalidInput('skills/duplicate-requirement', [...at], `${id} is asked for twice`);
    seen.add(id);
  }
}

function checkFrame(demand: Demand, at: Path): void {
  const { headcount, period } = demand;
  for (const [index, { people }] of demand.skills.entries()) {
    if (people !== undefined && !(Number.isInteger(people) && people >= 1)) {
      const message = `${people} is not a whole number of people`;
      throw invalidInput('skills/invalid-headcount', [...at, 'skills', index, 'people'], message);
    }
  }
  if (headcount !== undefined && !(Number.isInteger(headcount) && headcount >= 1)) {
    throw invalidInput(
      'skills/invalid-headcount',
      [...at, 'headcount'],
      `${headcount} is not a whole number of people`,
    );
  }
  if (period !== undefined) {
    const start = epochDayOf(period.start, [...at, 'period', 'start']);
    if (epochDayOf(period.end, [...at, 'period', 'end']) <= start) {
      throw invalidInput(
        'skills/dates-reversed',
        [...at, 'period', 'end'],
        `the period ends on ${period.end}, before it begins`,
      );
    }
  }
}
