import { addDays, compareInstants, dateInZone, startOfDayInstant } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Certificate, ShownLevel } from '../evidence/model.ts';
import { checkLevel, defaultScale, type Scale, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Skill, Taxonomy } from '../taxonomy/model.ts';
import { isAwardedTo } from './recipient.ts';
import { type OpenBadgeCredential, parseOpenBadge } from './schema.ts';

/** A badge as evidence, and what remains for the host to verify before it is recorded. */
export interface OpenBadgeReading {
  readonly evidence: Certificate;
  /** `absent`: nobody vouches for it. `unverified`: verify it, for nothing here did. */
  readonly proof: 'unverified' | 'absent';
  /** `unverified`: the issuer says where to learn whether it was revoked. */
  readonly status: 'unverified' | 'absent';
}

/** The badge was awarded to somebody else. */
export type OtherRecipient = Rejection<'skills/other-recipient', { readonly badgeId: string }>;

type Subject = OpenBadgeCredential['credentialSubject'];

/**
 * An Open Badge 3.0 as certificate evidence: checked field by field, awarded to this person, with the days on which it
 * is valid. A level comes with it only where the caller says which, or where the badge has a rubric of the same steps
 * as the scale for a skill of the taxonomy (as `writeOpenBadge` writes).
 *
 * It does not verify: check the proof and the status with a library for verifiable credentials first.
 *
 * @throws InvalidInputError `skills/invalid-badge`, `skills/dates-reversed`, `skills/unknown-skill`,
 * `skills/unknown-level`, `core/unknown-time-zone`, each with its path
 * @example
 * ```ts
 * import { readOpenBadge } from '@meritkit/skills-matrix/open-badges';
 *
 * const answer = readOpenBadge({
 *   evidenceId: 'e7', personId: 'lin', knownAs: ['did:example:lin'], timeZone: 'Asia/Shanghai',
 *   taxonomy: { version: '1', skills: [{ id: 'kubernetes', name: 'Kubernetes' }] },
 *   skills: [{ skillId: 'kubernetes', level: 3 }],
 *   badge: {
 *     '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
 *     id: 'https://issuer.example/badges/9', type: ['VerifiableCredential', 'OpenBadgeCredential'],
 *     issuer: { id: 'https://issuer.example', type: ['Profile'], name: 'CNCF' },
 *     validFrom: '2026-03-01T00:00:00+08:00', validUntil: '2028-03-01T00:00:00+08:00',
 *     credentialSubject: {
 *       id: 'did:example:lin', type: ['AchievementSubject'],
 *       achievement: {
 *         id: 'https://issuer.example/cka', type: ['Achievement'], name: 'CKA', description: 'Administers clusters',
 *         criteria: { narrative: 'Pass the exam' },
 *       },
 *     },
 *   },
 * });
 * answer.ok && answer.evidence.validTo; // '2028-03-01'
 * ```
 */
export function readOpenBadge(options: {
  /** The credential as JSON. Of one that comes as a JWT, what the verified token holds. */
  readonly badge: unknown;
  /** The id of the evidence it becomes. */
  readonly evidenceId: string;
  readonly personId: string;
  /** What this person is known by: DIDs, e-mail addresses, account ids. The badge must name one of them. */
  readonly knownAs: readonly string[];
  /** Instants become days in this time zone. */
  readonly timeZone: string;
  readonly taxonomy: Taxonomy;
  /** Default: `defaultScale`. */
  readonly scale?: Scale;
  /** What the certificate shows on your scale. Absent: what the badge itself says in your terms, else no level. */
  readonly skills?: readonly ShownLevel[];
}): Outcome<OpenBadgeReading, OtherRecipient> {
  const { evidenceId, personId, taxonomy, scale = defaultScale } = options;
  const badge = parseOpenBadge(options.badge);
  const days = validDays(badge, options.timeZone);
  const { byId } = checkTaxonomy({ taxonomy });
  checkShown(options.skills ?? [], byId, scale, taxonomy.version);
  const subject = badge.credentialSubject;
  if (!isAwardedTo(subject, options.knownAs)) return reject('skills/other-recipient', { badgeId: badge.id });
  const skills = options.skills ?? levelsOf(subject, byId, scale);
  const { issuer } = badge;
  const evidence: Certificate = {
    id: evidenceId,
    personId,
    kind: 'certificate',
    name: subject.achievement.name,
    issuer: typeof issuer === 'string' ? issuer : (issuer.name ?? issuer.id),
    ...days,
    source: { system: 'open-badges', ref: badge.id, ...(/^https?:/.test(badge.id) ? { url: badge.id } : {}) },
    ...(skills.length === 0 ? {} : { skills }),
  };
  return {
    ok: true,
    evidence,
    proof: badge.proof === undefined ? 'absent' : 'unverified',
    status: badge.credentialStatus === undefined ? 'absent' : 'unverified',
  };
}

/** The first day it counts, and the first on which it no longer does: a day of which it is valid for a part counts. */
function validDays(
  { validFrom, validUntil, awardedDate }: OpenBadgeCredential,
  timeZone: string,
): Pick<Certificate, 'at' | 'validFrom' | 'validTo'> {
  const from = dateInZone(validFrom, timeZone);
  const at = awardedDate === undefined ? from : dateInZone(awardedDate, timeZone);
  if (validUntil === undefined) return { at, validFrom: from };
  if (compareInstants(validUntil, validFrom) <= 0) {
    throw invalidInput('skills/dates-reversed', ['badge', 'validUntil'], `${validUntil} is not after ${validFrom}`);
  }
  const last = dateInZone(validUntil, timeZone);
  const endsAtMidnight = compareInstants(startOfDayInstant(last, timeZone), validUntil) === 0;
  return { at, validFrom: from, validTo: endsAtMidnight ? last : addDays(last, 1) };
}

function checkShown(
  skills: readonly ShownLevel[],
  byId: ReadonlyMap<string, Skill>,
  scale: Scale,
  version: string,
): void {
  const range = scaleRange(scale);
  for (const [at, { skillId, level }] of skills.entries()) {
    if (!byId.has(skillId))
      throw invalidInput('skills/unknown-skill', ['skills', at, 'skillId'], `no skill "${skillId}" in ${version}`);
    checkLevel(level, range, ['skills', at, 'level']);
  }
}

/** Levels that the badge states in the caller's own terms: a skill of the taxonomy, a rubric of the scale's steps. */
function levelsOf(subject: Subject, byId: ReadonlyMap<string, Skill>, scale: Scale): readonly ShownLevel[] {
  const levels = new Map<string, number>();
  for (const { resultDescription, achievedLevel, status = 'Completed' } of subject.result ?? []) {
    const rubric = subject.achievement.resultDescription?.find((item) => item.id === resultDescription);
    const steps = rubric?.rubricCriterionLevel ?? [];
    const reached = steps.findIndex((step) => step.id === achievedLevel);
    if (status !== 'Completed' || reached < 0 || !isSameScale(steps, scale)) continue;
    for (const { targetCode = '', targetUrl } of rubric?.alignment ?? []) {
      const skill = byId.get(targetCode) ?? byId.get(targetUrl);
      if (skill !== undefined) levels.set(skill.id, scale.levels[reached]!.value);
    }
  }
  return [...levels].map(([skillId, level]) => ({ skillId, level }));
}

function isSameScale(steps: readonly { readonly points?: string }[], scale: Scale): boolean {
  const points = steps.map((step) => Number(step.points));
  return points.length === scale.levels.length && scale.levels.every(({ value }, at) => value === points[at]);
}
