import { compareInstants, type Instant } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { formatMessage, pickText } from '@meritkit/core/locale';
import { findPerson } from '../growth/readiness.ts';
import { type Certainty, levelOf } from '../matching/score.ts';
import { skillsCatalogue } from '../messages.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { ScaleLevel } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Skill } from '../taxonomy/model.ts';
import { type BadgeRecipient, recipientOf } from './recipient.ts';
import { BADGES_CONTEXT, CREDENTIALS_CONTEXT, type OpenBadgeCredential, parseOpenBadge } from './schema.ts';

/** There is no level to award: no evidence speaks of the skill, or it shows the lowest level. */
export type NothingToAward = Rejection<
  'skills/nothing-to-award',
  { readonly personId: string; readonly skillId: string; readonly reason: 'no-evidence' | 'lowest-level' }
>;

/**
 * A person's level in a skill as an Open Badge 3.0: an unsigned credential as JSON-LD, ready for the host's proof. It
 * awards the step of the scale that the level has reached, never more, with the scale as its rubric. Neither evidence
 * nor uncertainty leaves with it.
 *
 * Source: 1EdTech, "Open Badges Specification 3.0", 2024; W3C, "Verifiable Credentials Data Model v2.0", 2025.
 *
 * @throws InvalidInputError `skills/unknown-person`, `skills/unknown-skill`, `skills/invalid-badge` where a part given
 * is not a URI or an instant, `skills/dates-reversed` where it would never be valid
 * @example
 * ```ts
 * import { buildProfiles } from '@meritkit/skills-matrix';
 * import { writeOpenBadge } from '@meritkit/skills-matrix/open-badges';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 3.7, at: '2026-11-01' }],
 * });
 * const answer = writeOpenBadge({
 *   profiles, personId: 'lin', skillId: 'go', locale: 'en',
 *   id: 'urn:uuid:6c8e3a52-3ab4-4a08-a3bd-3ffd3ea5b4a5',
 *   achievementId: 'https://acme.example/achievements/go',
 *   issuer: { id: 'https://acme.example', name: 'Acme' },
 *   recipient: { id: 'did:example:lin' },
 *   validFrom: '2026-11-22T00:00:00Z',
 * });
 * answer.ok && answer.badge.name; // 'Go: Competent'
 * ```
 */
export function writeOpenBadge(options: {
  readonly profiles: ProfileSet;
  readonly personId: string;
  readonly skillId: string;
  /** The credential's own URI. */
  readonly id: string;
  /** URI of the achievement: the same for everybody who is awarded this skill. */
  readonly achievementId: string;
  readonly issuer: { readonly id: string; readonly name: string; readonly url?: string };
  readonly recipient: BadgeRecipient;
  readonly validFrom: Instant;
  readonly validUntil?: Instant;
  /** Language of its texts. */
  readonly locale: string;
  /** Where the skill is described; default: its id where that is a URL (as in ESCO), else the achievement. */
  readonly skillUrl?: string;
  /** Which level counts; default `expected`. */
  readonly certainty?: Certainty;
}): Outcome<{ readonly badge: OpenBadgeCredential }, NothingToAward> {
  const { profiles, personId, skillId, certainty = 'expected' } = options;
  const skill = checkTaxonomy({ taxonomy: profiles.taxonomy }).byId.get(skillId);
  if (skill === undefined) {
    throw invalidInput('skills/unknown-skill', ['skillId'], `no skill "${skillId}" in ${profiles.taxonomy.version}`);
  }
  const level = levelOf(findPerson(profiles, personId), skillId, certainty);
  if (level === null) return reject('skills/nothing-to-award', { personId, skillId, reason: 'no-evidence' });
  const { levels } = profiles.scale;
  const reached = levels.findLastIndex((step) => level >= step.value - MEETS_TOLERANCE);
  if (reached < 1) return reject('skills/nothing-to-award', { personId, skillId, reason: 'lowest-level' });
  const badge = parseOpenBadge(credentialOf(options, skill, levels[reached]!));
  const { validFrom, validUntil } = badge;
  if (validUntil !== undefined && compareInstants(validUntil, validFrom) <= 0) {
    throw invalidInput('skills/dates-reversed', ['validUntil'], `${validUntil} is not after ${validFrom}`);
  }
  return { ok: true, badge };
}

type Award = Parameters<typeof writeOpenBadge>[0];

function credentialOf(award: Award, skill: Skill, reached: ScaleLevel): Record<string, unknown> {
  const { achievementId, issuer, recipient, validUntil } = award;
  const wordsOf = wordsFor(award, skill, reached);
  return {
    '@context': [CREDENTIALS_CONTEXT, BADGES_CONTEXT],
    id: award.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: wordsOf('badge.name'),
    issuer: { type: ['Profile'], ...issuer },
    validFrom: award.validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    credentialSubject: {
      ...recipientOf(recipient),
      type: ['AchievementSubject'],
      achievement: achievementOf(award, skill, wordsOf),
      result: [
        {
          type: ['Result'],
          resultDescription: partOf(achievementId, 'level'),
          achievedLevel: partOf(achievementId, `level-${reached.value}`),
        },
      ],
    },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  };
}

type BadgeWords = (key: 'badge.name' | 'badge.description' | 'badge.criteria') => string;

function wordsFor({ profiles, locale }: Award, skill: Skill, reached: ScaleLevel): BadgeWords {
  const { method, policy, scale, asOf } = profiles;
  const parameters = {
    skill: pickText(skill.name, locale),
    level: pickText(reached.name, locale),
    value: reached.value,
    highest: scale.levels.at(-1)!.value,
    shows: pickText(reached.description ?? reached.name, locale),
    asOf,
    method: `${method.id}@${method.version}`,
    policy: `${policy.id}@${policy.version}`,
  };
  return (key) => formatMessage({ catalogue: skillsCatalogue, key, parameters, locale });
}

function achievementOf(award: Award, skill: Skill, wordsOf: BadgeWords): Record<string, unknown> {
  return {
    id: award.achievementId,
    type: ['Achievement'],
    achievementType: 'Competency',
    inLanguage: award.locale,
    name: pickText(skill.name, award.locale),
    description: wordsOf('badge.description'),
    criteria: { narrative: wordsOf('badge.criteria') },
    alignment: [alignmentOf(award, skill)],
    resultDescription: [rubricOf(award, skill)],
  };
}

function alignmentOf({ profiles, achievementId, skillUrl, locale }: Award, skill: Skill): Record<string, unknown> {
  const { source = 'custom', version } = profiles.taxonomy;
  return {
    type: ['Alignment'],
    targetName: pickText(skill.name, locale),
    targetCode: skill.id,
    targetFramework: `${source} ${version}`,
    targetUrl: skillUrl ?? (/^https?:\/\//.test(skill.id) ? skill.id : achievementId),
  };
}

/** The scale as a rubric, lowest level first; its points are the values of the levels. */
function rubricOf(award: Award, skill: Skill): Record<string, unknown> {
  const { profiles, achievementId, locale } = award;
  return {
    id: partOf(achievementId, 'level'),
    type: ['ResultDescription'],
    name: pickText(skill.name, locale),
    resultType: 'RubricCriterionLevel',
    alignment: [alignmentOf(award, skill)],
    rubricCriterionLevel: profiles.scale.levels.map(({ value, name, description }) => ({
      id: partOf(achievementId, `level-${value}`),
      type: ['RubricCriterionLevel'],
      name: pickText(name, locale),
      ...(description === undefined ? {} : { description: pickText(description, locale) }),
      points: String(value),
    })),
  };
}

function partOf(id: string, part: string): string {
  return id.includes('#') ? `${id}-${part}` : `${id}#${part}`;
}
