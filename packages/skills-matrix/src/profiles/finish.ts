import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import { type Certificate, type EvidenceSource, evidenceSources, type ProjectExperience } from '../evidence/model.ts';
import { checkPolicy, defaultEvidencePolicy, type EvidencePolicy } from '../evidence/policy.ts';
import { defaultScale, type ScaleRange, scaleRange } from '../scale/scale.ts';
import { addLevel, type EvidenceSettings, weightOn } from './collect.ts';
import type {
  CertificateState,
  PersonProfile,
  PersonStatistics,
  ProfileSet,
  ProfileStatistics,
  SkillInterest,
  SkillLevel,
  SourceStatistics,
  TagExperience,
} from './model.ts';
import { bounded } from './operations.ts';
import { isLive, posterior } from './posterior.ts';

type Sources = Readonly<Partial<Record<EvidenceSource, SourceStatistics>>>;

/**
 * Profiles from statistics: certificates by their state on the day, precedence and caps applied, one level per skill.
 * Taxonomy, scale and policy are those that the statistics were collected with.
 *
 * @throws InvalidInputError `skills/invalid-scale`, `skills/invalid-policy`; `skills/statistics-differ` for another
 * taxonomy, scale or policy than theirs
 * @example
 * ```ts
 * import { collectStatistics, finishProfiles } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const statistics = collectStatistics({
 *   asOf: '2026-11-22', taxonomy,
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 4, at: '2026-11-22' }],
 * });
 * finishProfiles({ statistics, taxonomy }).people[0]?.skills[0]?.standardDeviation; // 0.5
 * ```
 */
export function finishProfiles(options: EvidenceSettings & { readonly statistics: ProfileStatistics }): ProfileSet {
  const { statistics, taxonomy, scale = defaultScale, policy = defaultEvidencePolicy } = options;
  const range = scaleRange(scale);
  checkPolicy(policy, range);
  requireSame(statistics, { taxonomyVersion: taxonomy.version, scaleId: scale.id, policy });
  const day = epochDayOf(statistics.asOf, ['asOf']);
  return {
    schemaVersion: 1,
    asOf: statistics.asOf,
    method: { id: 'skills/normal-update', version: 1 },
    policy: { id: policy.id, version: policy.version },
    taxonomy,
    scale,
    people: statistics.people.map((person) => finishPerson(person, day, policy, range)),
  };
}

/** A profile names what it was made with: that must be what the statistics were collected with. */
function requireSame(
  statistics: ProfileStatistics,
  given: Pick<ProfileStatistics, 'taxonomyVersion' | 'scaleId' | 'policy'>,
): void {
  for (const [field, a, b] of [
    ['taxonomyVersion', statistics.taxonomyVersion, given.taxonomyVersion],
    ['scaleId', statistics.scaleId, given.scaleId],
    ['policy', nameOf(statistics.policy), nameOf(given.policy)],
  ] as const) {
    if (a !== b) throw invalidInput('skills/statistics-differ', [field], `collected with ${a}, not with ${b}`);
  }
}

function nameOf(policy: ProfileStatistics['policy']): string {
  return `${policy.id}@${policy.version}`;
}

function finishPerson(person: PersonStatistics, day: number, policy: EvidencePolicy, range: ScaleRange): PersonProfile {
  const revoked = revocationsOf(person);
  const certificates = person.certificates.map((item) => certificateState(item, revokedOn(item, revoked), day));
  const live = person.certificates.filter((_, at) => certificates[at]?.state === 'valid');
  const held = certificateSums(live, day, policy, range);
  const ids = new Set([...person.skills.map((skill) => skill.skillId), ...held.keys()]);
  const known = new Map(person.skills.map((skill) => [skill.skillId, skill]));
  const skills: SkillLevel[] = [];
  for (const skillId of [...ids].sort(compareText)) {
    const certificate = held.get(skillId);
    const sources: Sources = { ...known.get(skillId)?.sources, ...(certificate === undefined ? {} : { certificate }) };
    const level = finishSkill(skillId, sources, known.get(skillId)?.lastUsed ?? null, policy, range);
    if (level !== null) skills.push(level);
  }
  return {
    personId: person.personId,
    skills,
    experience: finishExperience(person),
    projects: person.projects.map(({ id, projectId = null, role = null, tags, months, at }) => {
      return { evidenceId: id, projectId, role, tags, months, at };
    }),
    certificates,
    courses: [...new Set(person.courses.map((course) => course.courseId))].sort(compareText),
    interests: finishInterests(person),
  };
}

function finishSkill(
  skillId: string,
  sources: Sources,
  lastUsed: IsoDate | null,
  policy: EvidencePolicy,
  range: ScaleRange,
): SkillLevel | null {
  const result = posterior(sources, policy);
  if (result === null) return null;
  const standardDeviation = Math.sqrt(1 / result.precision);
  const half = 1.959963984540054 * standardDeviation;
  const level = bounded(result.mean, range.lowest, range.highest);
  return {
    skillId,
    level,
    standardDeviation,
    interval: [bounded(level - half, range.lowest, range.highest), bounded(level + half, range.lowest, range.highest)],
    lastUsed,
    evidenceCount: evidenceSources.reduce((count, source) => {
      const sums = sources[source];
      return isLive(sums) ? count + sums.count : count;
    }, 0),
  };
}

/** The earliest day of revocation of each certificate that later evidence revokes. */
export function revocationsOf(person: Pick<PersonStatistics, 'revocations'>): ReadonlyMap<string, IsoDate> {
  const days = new Map<string, IsoDate>();
  for (const { certificateId, at } of person.revocations) {
    const known = days.get(certificateId);
    if (known === undefined || compareText(at, known) < 0) days.set(certificateId, at);
  }
  return days;
}

/** The day a certificate was revoked, by itself or by later evidence; the earlier one. */
export function revokedOn({ id, revokedAt }: Certificate, revocations: ReadonlyMap<string, IsoDate>): IsoDate | null {
  const later = revocations.get(id);
  if (later === undefined) return revokedAt ?? null;
  return revokedAt === undefined || compareText(later, revokedAt) < 0 ? later : revokedAt;
}

/** What a certificate is worth on a day: it stops on the day it expires or is revoked. */
export function certificateState(certificate: Certificate, revokedAt: IsoDate | null, day: number): CertificateState {
  const { id, name, issuer, validTo = null } = certificate;
  const validFrom = certificate.validFrom ?? certificate.at;
  const state =
    revokedAt !== null && epochDayOf(revokedAt) <= day
      ? 'revoked'
      : validTo !== null && epochDayOf(validTo) <= day
        ? 'expired'
        : epochDayOf(validFrom) > day
          ? 'not-yet-valid'
          : 'valid';
  return { evidenceId: id, name, issuer, validFrom, validTo, state };
}

function certificateSums(live: readonly Certificate[], day: number, policy: EvidencePolicy, range: ScaleRange) {
  const sums = new Map<string, SourceStatistics>();
  for (const certificate of live) {
    const weight = weightOn(certificate, 'certificate', day, policy, range);
    for (const { skillId, level } of certificate.skills ?? []) {
      sums.set(skillId, addLevel(sums.get(skillId), weight, level));
    }
  }
  return sums;
}

function laterOf(left: IsoDate, right: IsoDate): IsoDate {
  return compareText(left, right) > 0 ? left : right;
}

/** How many different projects evidence speaks of: those that name none count each. */
export function countProjects(evidence: readonly { readonly projectId?: string | null }[]): number {
  const ids = evidence.map((item) => item.projectId ?? null);
  const named = ids.filter((id) => id !== null);
  return ids.length - named.length + new Set(named).size;
}

function finishExperience(person: PersonStatistics): readonly TagExperience[] {
  const tags = new Map<string, ProjectExperience[]>();
  for (const project of person.projects) {
    for (const tag of new Set(project.tags)) {
      const known = tags.get(tag);
      if (known === undefined) tags.set(tag, [project]);
      else known.push(project);
    }
  }
  const experience = [...tags].map(([tag, projects]) => ({
    tag,
    months: projects.reduce((sum, project) => sum + project.months, 0),
    projects: countProjects(projects),
    lastOn: projects.reduce((last, project) => laterOf(project.at, last), projects[0]!.at),
  }));
  return experience.sort((a, b) => compareText(a.tag, b.tag));
}

function finishInterests(person: PersonStatistics): readonly SkillInterest[] {
  const last = new Map<string, SkillInterest>();
  for (const { skillId, interest, at } of person.interests) {
    const known = last.get(skillId);
    if (known === undefined || at >= known.at) last.set(skillId, { skillId, interest, at });
  }
  return [...last.values()].sort((a, b) => compareText(a.skillId, b.skillId));
}
