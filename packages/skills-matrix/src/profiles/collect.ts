import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { checkEvidence, checkRevocations, compareText, orderEvidence } from '../evidence/check.ts';
import { amountOf, shownLevels, skillsUsed, sourceOf } from '../evidence/claims.ts';
import type { Certificate, CoursePassed, Evidence, EvidenceSource, ProjectExperience } from '../evidence/model.ts';
import { checkPolicy, defaultEvidencePolicy, type EvidencePolicy } from '../evidence/policy.ts';
import { defaultScale, type Scale, type ScaleRange, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import { halving } from '../time/halving.ts';
import type { PersonStatistics, ProfileStatistics, SkillInterest, SourceStatistics } from './model.ts';

/** What every step from evidence to profiles needs. */
export interface EvidenceSettings {
  readonly taxonomy: Taxonomy;
  /** Default: `defaultScale`, six levels after Dreyfus. */
  readonly scale?: Scale;
  /** Default: `defaultEvidencePolicy`. */
  readonly policy?: EvidencePolicy;
}

/** The weight of one piece of evidence on a day: precision of its source, its amount, and what forgetting left. */
export function weightOn(
  evidence: Evidence,
  source: EvidenceSource,
  day: number,
  policy: EvidencePolicy,
  range: ScaleRange,
): number {
  const { precision, halfLifeDays } = policy.sources[source];
  const fresh = precision * amountOf(evidence, range);
  const fades = halfLifeDays !== null && !(evidence.kind === 'certificate' && evidence.validTo !== undefined);
  return fades ? fresh * halving(day - epochDayOf(evidence.at), halfLifeDays) : fresh;
}

/** Adds one level with its weight to a source's sums. */
export function addLevel(sums: SourceStatistics | undefined, weight: number, level: number): SourceStatistics {
  if (sums === undefined)
    return { count: 1, precision: weight, weightedLevels: weight * level, lowest: level, highest: level };
  return {
    count: sums.count + 1,
    precision: sums.precision + weight,
    weightedLevels: sums.weightedLevels + weight * level,
    lowest: Math.min(level, sums.lowest),
    highest: Math.max(level, sums.highest),
  };
}

interface SkillSums {
  readonly sources: Partial<Record<EvidenceSource, SourceStatistics>>;
  lastUsed: IsoDate | null;
}

interface PersonSums {
  readonly evidenceIds: string[];
  readonly skills: Map<string, SkillSums>;
  readonly certificates: Certificate[];
  readonly revocations: { certificateId: string; at: IsoDate }[];
  readonly projects: ProjectExperience[];
  readonly courses: CoursePassed[];
  readonly interests: (SkillInterest & { readonly evidenceId: string })[];
}

/**
 * Statistics of evidence as of a day: checked, each id once, folded in the order of the ids, so that any order of the
 * input gives the same bits. Evidence dated later waits in `pending`.
 *
 * @throws InvalidInputError `skills/unknown-skill`, `skills/unknown-level`, `skills/duplicate-evidence`,
 * `skills/dates-reversed`, `skills/self-endorsement`, `skills/invalid-evidence`, `skills/invalid-policy`,
 * `skills/invalid-scale`, `skills/invalid-taxonomy`, `core/not-a-date`
 * @example
 * ```ts
 * import { collectStatistics } from '@meritkit/skills-matrix';
 *
 * const statistics = collectStatistics({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 4, at: '2026-11-22' }],
 * });
 * statistics.people[0]?.skills[0]?.sources.assessment?.precision; // 4
 * ```
 */
export function collectStatistics(
  options: EvidenceSettings & {
    readonly evidence: readonly Evidence[];
    readonly asOf: IsoDate;
  },
): ProfileStatistics {
  const { asOf, policy = defaultEvidencePolicy, scale = defaultScale } = options;
  const range = scaleRange(scale);
  const taxonomy = checkTaxonomy({ taxonomy: options.taxonomy });
  checkPolicy(policy, range);
  const day = epochDayOf(asOf, ['asOf']);
  const people = new Map<string, PersonSums>();
  const pending: Evidence[] = [];
  const ordered = orderEvidence(options.evidence);
  checkRevocations(ordered);
  for (const placed of ordered) {
    checkEvidence(placed, taxonomy, range);
    const { evidence } = placed;
    if (epochDayOf(evidence.at, ['evidence', placed.index, 'at']) > day) pending.push(evidence);
    else addToPerson(sumsOf(people, evidence.personId), evidence, day, policy, range);
  }
  return {
    schemaVersion: 1,
    asOf,
    taxonomyVersion: options.taxonomy.version,
    scaleId: scale.id,
    policy: { id: policy.id, version: policy.version },
    people: [...people].map(([personId, sums]) => plainPerson(personId, sums)).sort(byPerson),
    pending,
  };
}

/** Orders by person. */
export function byPerson(left: { readonly personId: string }, right: { readonly personId: string }): number {
  return compareText(left.personId, right.personId);
}

/** Orders revocations by the certificate, then by day. */
export function byCertificate(
  left: PersonStatistics['revocations'][number],
  right: PersonStatistics['revocations'][number],
): number {
  return compareText(left.certificateId, right.certificateId) || compareText(left.at, right.at);
}

function sumsOf(people: Map<string, PersonSums>, personId: string): PersonSums {
  let sums = people.get(personId);
  if (sums === undefined) {
    sums = {
      evidenceIds: [],
      skills: new Map(),
      certificates: [],
      revocations: [],
      projects: [],
      courses: [],
      interests: [],
    };
    people.set(personId, sums);
  }
  return sums;
}

function addToPerson(
  sums: PersonSums,
  evidence: Evidence,
  day: number,
  policy: EvidencePolicy,
  range: ScaleRange,
): void {
  sums.evidenceIds.push(evidence.id);
  const source = sourceOf(evidence);
  if (source !== null && evidence.kind !== 'certificate') {
    const shown = shownLevels(evidence);
    const weight = shown.length === 0 ? 0 : weightOn(evidence, source, day, policy, range);
    for (const { skillId, level } of shown) {
      const skill = skillOf(sums, skillId);
      if (weight > 0) skill.sources[source] = addLevel(skill.sources[source], weight, level);
    }
  }
  for (const skillId of skillsUsed(evidence)) {
    const skill = skillOf(sums, skillId);
    if (skill.lastUsed === null || evidence.at > skill.lastUsed) skill.lastUsed = evidence.at;
  }
  if (evidence.kind === 'certificate') sums.certificates.push(evidence);
  if (evidence.kind === 'project') sums.projects.push(evidence);
  if (evidence.kind === 'course') sums.courses.push(evidence);
  if (evidence.kind === 'certificate-revocation') {
    sums.revocations.push({ certificateId: evidence.certificateId, at: evidence.at });
  }
  if (evidence.kind === 'interest') {
    const { id, skillId, interest, at } = evidence;
    sums.interests.push({ evidenceId: id, skillId, interest, at });
  }
}

function skillOf(sums: PersonSums, skillId: string): SkillSums {
  let skill = sums.skills.get(skillId);
  if (skill === undefined) {
    skill = { sources: {}, lastUsed: null };
    sums.skills.set(skillId, skill);
  }
  return skill;
}

function plainPerson(personId: string, sums: PersonSums): PersonStatistics {
  const skills = [...sums.skills].map(([skillId, skill]) => ({ skillId, ...skill }));
  skills.sort((left, right) => compareText(left.skillId, right.skillId));
  return { personId, ...sums, skills, revocations: sums.revocations.sort(byCertificate) };
}
