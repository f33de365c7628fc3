import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import { requireWeight } from '../matching/demand.ts';
import { type Certainty, levelOf } from '../matching/score.ts';
import { countProjects } from '../profiles/finish.ts';
import type { PersonProfile, ProfileSet } from '../profiles/model.ts';
import { creditOf, skillsOperations } from '../profiles/operations.ts';
import { checkLevel, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';

/** What a step of a ladder asks for. */
export interface LadderRequirements {
  readonly skills?: readonly { readonly skillId: string; readonly atLeast: number; readonly weight?: number }[];
  /** So many projects, with a tag or in a role where they are named. Evidence of one project (`projectId`) counts once. */
  readonly projects?: readonly {
    readonly count: number;
    readonly tag?: string;
    readonly role?: string;
    readonly weight?: number;
  }[];
  /** Certificates by name, valid on the day. */
  readonly certificates?: readonly { readonly name: string; readonly weight?: number }[];
  /** Days since the person took up the step before. Time served, never hours worked. */
  readonly tenureDays?: { readonly days: number; readonly weight?: number };
}

/** One step of a career ladder. */
export interface LadderStep {
  readonly id: string;
  readonly name: LocalizedText;
  readonly requires: LadderRequirements;
}

/** Steps from first to last. */
export interface Ladder {
  readonly id: string;
  readonly name?: LocalizedText;
  readonly steps: readonly LadderStep[];
}

/** One requirement of a step held against a person. */
export interface RequirementProgress {
  readonly kind: 'skill' | 'project' | 'certificate' | 'tenure';
  readonly key: string;
  readonly have: number | null;
  readonly need: number;
  /** 0..1; null: unknown. */
  readonly progress: number | null;
  readonly met: boolean;
  /** What meeting it would add to the progress of the step. */
  readonly wouldAdd: number;
}

/** How near a person is to the next step of a ladder. */
export interface Readiness {
  readonly personId: string;
  readonly ladderId: string;
  /** The step held now; null: none yet. */
  readonly currentStepId: string | null;
  /** The step aimed at; null: the last one is held. */
  readonly nextStepId: string | null;
  /** Every requirement is met. A named human decides. */
  readonly ready: boolean;
  /** Weighted share of the requirements met, 0..1. */
  readonly progress: number;
  readonly requirements: readonly RequirementProgress[];
  /** The unmet requirement nearest to done; null: none is open. */
  readonly nextBestStep: RequirementProgress | null;
  readonly explanation: Explanation;
}

/**
 * How near a person is to the next step of a ladder: what is met, what is missing, and what to do next. It proposes; a
 * named human decides.
 *
 * @throws InvalidInputError `skills/unknown-person`, `skills/unknown-step`, `skills/unknown-skill`,
 * `skills/unknown-level`, `skills/dates-reversed`, `skills/no-requirement`, `skills/invalid-weight`,
 * `skills/invalid-headcount`
 * @example
 * ```ts
 * import { assessReadiness, buildProfiles } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 2, at: '2026-09-30' }],
 * });
 * assessReadiness({
 *   profiles, personId: 'lin', ladder: { id: 'engineer', steps: [
 *     { id: 'p5', name: 'Engineer', requires: { skills: [{ skillId: 'go', atLeast: 4 }] } },
 *   ] },
 * }).progress; // 0.5
 * ```
 */
export function assessReadiness(options: {
  readonly profiles: ProfileSet;
  readonly personId: string;
  readonly ladder: Ladder;
  /** The step held now and since when; absent: none yet. */
  readonly current?: { readonly stepId: string; readonly since: IsoDate };
  readonly certainty?: Certainty;
}): Readiness {
  const { profiles, personId, ladder, current } = options;
  const person = findPerson(profiles, personId);
  const at = current === undefined ? -1 : ladder.steps.findIndex((step) => step.id === current.stepId);
  if (current !== undefined && at < 0) {
    throw invalidInput(
      'skills/unknown-step',
      ['current', 'stepId'],
      `no step "${current.stepId}" on ladder ${ladder.id}`,
    );
  }
  const step = ladder.steps[at + 1];
  const head = { personId, ladderId: ladder.id, currentStepId: current?.stepId ?? null };
  if (step === undefined) {
    const explanation = given({ key: 'readiness', value: 1, unit: 'share' });
    return { ...head, nextStepId: null, ready: false, progress: 1, requirements: [], nextBestStep: null, explanation };
  }
  const items = weigh({ ...options, path: ['ladder', 'steps', at + 1, 'requires'] }, person, step.requires);
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  if (!(total > 0))
    throw invalidInput('skills/no-requirement', ['ladder', 'steps', at + 1, 'requires'], 'a step asks for something');
  const requirements = items.map(({ weight, kind, key, have, need }): RequirementProgress => {
    const progress = have === null ? null : creditOf(have, need);
    return { kind, key, have, need, progress, met: progress === 1, wouldAdd: (weight * (1 - (progress ?? 0))) / total };
  });
  const explanation = explainReadiness(items, profiles);
  return {
    ...head,
    nextStepId: step.id,
    ready: requirements.every((item) => item.met),
    progress: Number(explanation.value),
    requirements,
    nextBestStep: nearestOpen(requirements),
    explanation,
  };
}

const byIds = new WeakMap<ProfileSet['people'], ReadonlyMap<string, PersonProfile>>();

/** Profiles by person. */
export function peopleById({ people }: ProfileSet): ReadonlyMap<string, PersonProfile> {
  let byId = byIds.get(people);
  if (byId === undefined) {
    byId = new Map(people.map((person) => [person.personId, person]));
    byIds.set(people, byId);
  }
  return byId;
}

/** A person's profile. */
export function findPerson(
  profiles: ProfileSet,
  personId: string,
  path: readonly (string | number)[] = ['personId'],
): PersonProfile {
  const person = peopleById(profiles).get(personId);
  if (person === undefined) throw invalidInput('skills/unknown-person', path, `no profile of "${personId}"`);
  return person;
}

interface Weighed {
  readonly kind: RequirementProgress['kind'];
  readonly key: string;
  readonly have: number | null;
  readonly need: number;
  readonly weight: number;
}

function weigh(
  options: {
    readonly profiles: ProfileSet;
    readonly current?: { readonly since: IsoDate };
    readonly certainty?: Certainty;
    readonly path: readonly (string | number)[];
  },
  person: PersonProfile,
  requires: LadderRequirements,
): readonly Weighed[] {
  const { profiles, path, certainty = 'expected' } = options;
  const { byId } = checkTaxonomy({ taxonomy: profiles.taxonomy });
  const range = scaleRange(profiles.scale);
  const skills = (requires.skills ?? []).map(({ skillId, atLeast, weight = 1 }, at): Weighed => {
    if (!byId.has(skillId))
      throw invalidInput('skills/unknown-skill', [...path, 'skills', at, 'skillId'], `no skill "${skillId}"`);
    checkLevel(atLeast, range, [...path, 'skills', at, 'atLeast']);
    requireWeight(weight, [...path, 'skills', at, 'weight']);
    return { kind: 'skill', key: skillId, have: levelOf(person, skillId, certainty), need: atLeast, weight };
  });
  const projects = (requires.projects ?? []).map(({ count, tag, role, weight = 1 }, at): Weighed => {
    if (!(Number.isInteger(count) && count >= 1)) {
      const message = `${count} is not a whole number of projects`;
      throw invalidInput('skills/invalid-headcount', [...path, 'projects', at, 'count'], message);
    }
    requireWeight(weight, [...path, 'projects', at, 'weight']);
    const fits = person.projects.filter(
      (item) => (tag === undefined || item.tags.includes(tag)) && (role === undefined || item.role === role),
    );
    const key = [role, tag].filter((part) => part !== undefined).join(' ') || 'any';
    return { kind: 'project', key, have: countProjects(fits), need: count, weight };
  });
  const certificates = (requires.certificates ?? []).map(({ name, weight = 1 }, at): Weighed => {
    requireWeight(weight, [...path, 'certificates', at, 'weight']);
    const held = person.certificates.some((item) => item.name === name && item.state === 'valid');
    return { kind: 'certificate', key: name, have: held ? 1 : 0, need: 1, weight };
  });
  return [...skills, ...projects, ...certificates, ...tenureOf(options, requires)];
}

function tenureOf(
  {
    profiles,
    current,
    path,
  }: {
    readonly profiles: ProfileSet;
    readonly current?: { readonly since: IsoDate };
    readonly path: readonly (string | number)[];
  },
  requires: LadderRequirements,
): readonly Weighed[] {
  if (requires.tenureDays === undefined) return [];
  const { days, weight = 1 } = requires.tenureDays;
  requireWeight(days, [...path, 'tenureDays', 'days']);
  requireWeight(weight, [...path, 'tenureDays', 'weight']);
  const served =
    current === undefined ? null : epochDayOf(profiles.asOf) - epochDayOf(current.since, ['current', 'since']);
  if (served !== null && served < 0) {
    throw invalidInput('skills/dates-reversed', ['current', 'since'], `${current!.since} is after ${profiles.asOf}`);
  }
  return [{ kind: 'tenure', key: 'tenure', have: served, need: days, weight }];
}

function explainReadiness(items: readonly Weighed[], { taxonomy }: ProfileSet): Explanation {
  const nameOf = new Map(taxonomy.skills.map(({ id, name }) => [id, name]));
  return explain({
    key: 'readiness',
    unit: 'share',
    operation: { name: 'skills/shown-share', version: 1 },
    operations: skillsOperations,
    children: items.map(({ kind, key, have, need, weight }) => {
      const leaf = given({ key: `have:${key}`, value: have });
      const label = kind === 'skill' ? nameOf.get(key) : undefined;
      return explain({
        key: `${kind}:${key}`,
        ...(label === undefined ? {} : { label }),
        weight,
        operation: { name: 'skills/credit', version: 1, parameters: { asked: need } },
        operations: skillsOperations,
        children: [have === null ? { ...leaf, unknown: { reason: 'no-evidence' } } : leaf],
      });
    }),
  });
}

/** The open requirement that lacks least; what only time brings comes last. */
function nearestOpen(requirements: readonly RequirementProgress[]): RequirementProgress | null {
  const open = requirements.filter((item) => !item.met);
  const rank = (item: RequirementProgress): number => (item.kind === 'tenure' ? 2 : 1 - (item.progress ?? 0));
  return open.reduce<RequirementProgress | null>(
    (best, item) => (best === null || rank(item) < rank(best) ? item : best),
    null,
  );
}
