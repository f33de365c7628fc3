import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import { type EvidenceSource, evidenceSources } from '../evidence/model.ts';
import { defaultEvidencePolicy, type EvidencePolicy } from '../evidence/policy.ts';
import { halving } from '../time/halving.ts';
import { byCertificate, byPerson, collectStatistics, type EvidenceSettings } from './collect.ts';
import type { PersonStatistics, ProfileStatistics, SkillStatistics, SourceStatistics } from './model.ts';

/**
 * Statistics of two disjoint sets of evidence as of one day, as if collected together (within 1e-12).
 *
 * @throws InvalidInputError `skills/statistics-differ` when day, taxonomy, scale or policy are not the same,
 * `skills/evidence-counted` when a piece of evidence stands in both (looked for person by person).
 * @example
 * ```ts
 * import { collectStatistics, mergeStatistics } from '@meritkit/skills-matrix';
 *
 * const empty = collectStatistics({ asOf: '2026-11-22', taxonomy: { version: '1', skills: [] }, evidence: [] });
 * mergeStatistics({ left: empty, right: empty }).people.length; // 0
 * ```
 */
export function mergeStatistics(options: {
  readonly left: ProfileStatistics;
  readonly right: ProfileStatistics;
}): ProfileStatistics {
  const { left, right } = options;
  for (const [field, a, b] of [
    ['asOf', left.asOf, right.asOf],
    ['taxonomyVersion', left.taxonomyVersion, right.taxonomyVersion],
    ['scaleId', left.scaleId, right.scaleId],
    ['policy', `${left.policy.id}@${left.policy.version}`, `${right.policy.id}@${right.policy.version}`],
  ] as const) {
    if (a !== b) throw invalidInput('skills/statistics-differ', ['right', field], `${b} is not ${a}`);
  }
  const people = new Map(left.people.map((person) => [person.personId, person]));
  for (const person of right.people) {
    const known = people.get(person.personId);
    people.set(person.personId, known === undefined ? person : mergePeople(known, person));
  }
  const pending = [...left.pending, ...right.pending].sort((a, b) => compareText(a.id, b.id));
  refuseTwice(pending.map((item) => item.id));
  return { ...left, people: [...people.values()].sort(byPerson), pending };
}

/**
 * Adds new evidence to statistics, as of their day: as if collected together (within 1e-12).
 *
 * @throws InvalidInputError as `collectStatistics` and `mergeStatistics`
 * @example
 * ```ts
 * import { addEvidence, collectStatistics, finishProfiles } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const rating = (id: string, level: number, at: string) =>
 *   ({ id, personId: 'lin', kind: 'assessment' as const, skillId: 'go', level, at });
 * const before = collectStatistics({ taxonomy, asOf: '2026-11-22', evidence: [rating('e1', 4, '2026-11-22')] });
 * const statistics = addEvidence({ statistics: before, taxonomy, evidence: [rating('e2', 2, '2026-11-22')] });
 * finishProfiles({ statistics, taxonomy }).people[0]?.skills[0]?.level; // 3
 * ```
 */
export function addEvidence(
  options: EvidenceSettings & {
    readonly statistics: ProfileStatistics;
    readonly evidence: ProfileStatistics['pending'];
  },
): ProfileStatistics {
  const { statistics, ...settings } = options;
  return mergeStatistics({ left: statistics, right: collectStatistics({ ...settings, asOf: statistics.asOf }) });
}

/**
 * Moves statistics on to a later day: evidence fades, and what waited for its day is counted.
 *
 * @throws InvalidInputError `skills/dates-reversed` for an earlier day: collect again from the evidence.
 * @example
 * ```ts
 * import { advanceStatistics, collectStatistics } from '@meritkit/skills-matrix';
 *
 * const taxonomy = { version: '1', skills: [{ id: 'go', name: 'Go' }] };
 * const rating = (id: string, level: number, at: string) =>
 *   ({ id, personId: 'lin', kind: 'assessment' as const, skillId: 'go', level, at });
 * const before = collectStatistics({ taxonomy, asOf: '2026-11-22', evidence: [rating('e1', 4, '2026-11-22')] });
 * // Two years on, an assessment weighs half.
 * advanceStatistics({ statistics: before, taxonomy, asOf: '2028-11-21' }).people[0]?.skills[0]?.sources.assessment?.precision; // 2
 * ```
 */
export function advanceStatistics(
  options: EvidenceSettings & { readonly statistics: ProfileStatistics; readonly asOf: IsoDate },
): ProfileStatistics {
  const { statistics, asOf, ...settings } = options;
  const days = epochDayOf(asOf, ['asOf']) - epochDayOf(statistics.asOf);
  if (days < 0) {
    const message = `statistics of ${statistics.asOf} cannot go back to ${asOf}: collect again from the evidence`;
    throw invalidInput('skills/dates-reversed', ['asOf'], message);
  }
  const policy = settings.policy ?? defaultEvidencePolicy;
  const people = statistics.people.map((person) => ({
    ...person,
    skills: person.skills.map((skill) => fadeSkill(skill, days, policy)),
  }));
  const waiting = collectStatistics({ ...settings, asOf, evidence: statistics.pending });
  return mergeStatistics({ left: { ...statistics, asOf, people, pending: [] }, right: waiting });
}

function fadeSkill(skill: SkillStatistics, days: number, policy: EvidencePolicy): SkillStatistics {
  const sources: Partial<Record<EvidenceSource, SourceStatistics>> = {};
  for (const source of evidenceSources) {
    const sums = skill.sources[source];
    if (sums === undefined) continue;
    const { halfLifeDays } = policy.sources[source];
    const factor = halfLifeDays === null ? 1 : halving(days, halfLifeDays);
    sources[source] = { ...sums, precision: sums.precision * factor, weightedLevels: sums.weightedLevels * factor };
  }
  return { ...skill, sources };
}

function mergePeople(left: PersonStatistics, right: PersonStatistics): PersonStatistics {
  const evidenceIds = [...left.evidenceIds, ...right.evidenceIds].sort(compareText);
  refuseTwice(evidenceIds);
  const skills = new Map(left.skills.map((skill) => [skill.skillId, skill]));
  for (const skill of right.skills) {
    const known = skills.get(skill.skillId);
    skills.set(skill.skillId, known === undefined ? skill : mergeSkills(known, skill));
  }
  return {
    personId: left.personId,
    evidenceIds,
    skills: [...skills.values()].sort((a, b) => compareText(a.skillId, b.skillId)),
    certificates: [...left.certificates, ...right.certificates].sort(byId),
    revocations: [...left.revocations, ...right.revocations].sort(byCertificate),
    projects: [...left.projects, ...right.projects].sort(byId),
    courses: [...left.courses, ...right.courses].sort(byId),
    interests: [...left.interests, ...right.interests].sort((a, b) => compareText(a.evidenceId, b.evidenceId)),
  };
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return compareText(left.id, right.id);
}

function refuseTwice(sortedIds: readonly string[]): void {
  const twice = sortedIds.find((id, at) => at > 0 && sortedIds[at - 1] === id);
  if (twice !== undefined) {
    throw invalidInput('skills/evidence-counted', ['evidence'], `evidence "${twice}" is counted already`);
  }
}

function mergeSkills(left: SkillStatistics, right: SkillStatistics): SkillStatistics {
  const sources: Partial<Record<EvidenceSource, SourceStatistics>> = {};
  for (const source of evidenceSources) {
    const [a, b] = [left.sources[source], right.sources[source]];
    const merged = a === undefined ? b : b === undefined ? a : mergeSums(a, b);
    if (merged !== undefined) sources[source] = merged;
  }
  const lastUsed = (left.lastUsed ?? '') > (right.lastUsed ?? '') ? left.lastUsed : right.lastUsed;
  return { skillId: left.skillId, sources, lastUsed };
}

function mergeSums(left: SourceStatistics, right: SourceStatistics): SourceStatistics {
  return {
    count: left.count + right.count,
    precision: left.precision + right.precision,
    weightedLevels: left.weightedLevels + right.weightedLevels,
    lowest: Math.min(left.lowest, right.lowest),
    highest: Math.max(left.highest, right.highest),
  };
}
