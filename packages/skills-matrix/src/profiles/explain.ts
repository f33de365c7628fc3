import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { orderEvidence } from '../evidence/check.ts';
import { shownLevels, sourceOf } from '../evidence/claims.ts';
import type { Evidence, EvidenceSource } from '../evidence/model.ts';
import { defaultEvidencePolicy, type EvidencePolicy } from '../evidence/policy.ts';
import { defaultScale, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import { collectStatistics, type EvidenceSettings, weightOn } from './collect.ts';
import { certificateState, finishProfiles, revocationsOf, revokedOn } from './finish.ts';
import type { PersonStatistics, SourceStatistics } from './model.ts';
import { skillsOperations } from './operations.ts';
import { opinionsOf } from './posterior.ts';

/**
 * Why a person's level is what it is: the sources with their weights, and under each its evidence with what forgetting
 * left of it. An unknown level says so and gives its reason. Sources silenced by precedence weigh 0.
 *
 * @throws InvalidInputError as `buildProfiles`
 * @example
 * ```ts
 * import { explainLevel } from '@meritkit/skills-matrix';
 *
 * explainLevel({
 *   asOf: '2026-11-22', personId: 'lin', skillId: 'go',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * }).value; // 4
 * ```
 */
export function explainLevel(
  options: EvidenceSettings & {
    readonly evidence: readonly Evidence[];
    readonly asOf: IsoDate;
    readonly personId: string;
    readonly skillId: string;
  },
): Explanation {
  const { personId, skillId, policy = defaultEvidencePolicy } = options;
  const own = options.evidence.filter((item) => item.personId === personId);
  const statistics = collectStatistics({ ...options, evidence: own });
  const { taxonomy } = options;
  const skill = checkTaxonomy({ taxonomy }).byId.get(skillId);
  if (skill === undefined) {
    throw invalidInput('skills/unknown-skill', ['skillId'], `no skill "${skillId}" in taxonomy ${taxonomy.version}`);
  }
  const named = { key: skillId, unit: 'level', label: skill.name };
  const terms = liveTerms({ ...options, policy }, own, statistics.people[0]);
  const sums: Partial<Record<EvidenceSource, SourceStatistics>> = {};
  for (const [source, children] of terms) sums[source] = sumsOfTerms(children);
  const opinions = opinionsOf(sums, policy).map((opinion) =>
    explain({
      key: opinion.source,
      weight: opinion.precision,
      operation: { name: 'skills/bounded-mean', version: 1 },
      operations: skillsOperations,
      children: terms.get(opinion.source)!,
    }),
  );
  if (!opinions.some((opinion) => opinion.weight! > 0)) {
    return { ...given({ ...named, value: null }), unknown: { reason: 'no-evidence' } };
  }
  const prior =
    policy.prior === null ? [] : [given({ key: 'prior', value: policy.prior.mean, weight: policy.prior.precision })];
  return explain({
    ...named,
    operation: { name: 'skills/bounded-mean', version: 1, parameters: { policy: `${policy.id}@${policy.version}` } },
    operations: skillsOperations,
    children: [...prior, ...opinions],
  });
}

/** The evidence on a skill that counts on the day, as leaves with their weights, by source. */
function liveTerms(
  options: EvidenceSettings & { readonly asOf: IsoDate; readonly skillId: string; readonly policy: EvidencePolicy },
  own: readonly Evidence[],
  person: PersonStatistics | undefined,
): ReadonlyMap<EvidenceSource, readonly Explanation[]> {
  const range = scaleRange(options.scale ?? defaultScale);
  const day = epochDayOf(options.asOf);
  const revoked = person === undefined ? new Map<string, IsoDate>() : revocationsOf(person);
  const terms = new Map<EvidenceSource, Explanation[]>();
  for (const { evidence } of orderEvidence(own)) {
    const source = sourceOf(evidence);
    if (source === null || evidence.at > options.asOf) continue;
    if (
      evidence.kind === 'certificate' &&
      certificateState(evidence, revokedOn(evidence, revoked), day).state !== 'valid'
    )
      continue;
    const weight = weightOn(evidence, source, day, options.policy, range);
    for (const shown of shownLevels(evidence)) {
      if (shown.skillId !== options.skillId || weight === 0) continue;
      const leaf = given({
        key: evidence.id,
        value: shown.level,
        weight,
        unit: 'level',
        sources: [evidence.source ?? { system: 'skills-evidence', ref: evidence.id }],
      });
      terms.set(source, [...(terms.get(source) ?? []), leaf]);
    }
  }
  return terms;
}

function sumsOfTerms(children: readonly Explanation[]): SourceStatistics {
  const levels = children.map((child) => Number(child.value));
  return {
    count: children.length,
    precision: children.reduce((sum, child) => sum + child.weight!, 0),
    weightedLevels: children.reduce((sum, child) => sum + child.weight! * Number(child.value), 0),
    lowest: Math.min(...levels),
    highest: Math.max(...levels),
  };
}

/**
 * An endorsement ready to be stored: the endorser's own level on that day is frozen into it, from evidence without
 * endorsements and without what they say of themselves. So a circle of friends with nothing but its own word lifts
 * nobody, and no circle raises what its endorsements weigh.
 *
 * @throws InvalidInputError `skills/self-endorsement`, and as `buildProfiles`
 * @example
 * ```ts
 * import { freezeEndorsement } from '@meritkit/skills-matrix';
 *
 * freezeEndorsement({
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   endorsement: { id: 'n1', personId: 'wu', endorserId: 'lin', skillId: 'go', level: 4, at: '2026-11-01' },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'assessment', skillId: 'go', level: 5, at: '2026-09-30' }],
 * }).endorserLevel; // 5
 * ```
 */
export function freezeEndorsement(
  options: EvidenceSettings & {
    readonly endorsement: Omit<Extract<Evidence, { kind: 'endorsement' }>, 'endorserLevel' | 'kind'>;
    /** Evidence about the endorser (others' is left aside). */
    readonly evidence: readonly Evidence[];
  },
): Extract<Evidence, { kind: 'endorsement' }> {
  const { endorsement, evidence, ...settings } = options;
  const own = evidence.filter((item) => item.personId === endorsement.endorserId && vouched(item));
  const statistics = collectStatistics({ ...settings, asOf: endorsement.at, evidence: own });
  const profile = finishProfiles({ ...settings, statistics }).people[0];
  const level = profile?.skills.find((skill) => skill.skillId === endorsement.skillId)?.level ?? null;
  const frozen = { ...endorsement, kind: 'endorsement' as const, endorserLevel: level };
  collectStatistics({ ...settings, asOf: endorsement.at, evidence: [frozen] });
  return frozen;
}

/** What is not merely someone's word for themselves or for a friend. */
function vouched({ kind }: Evidence): boolean {
  return kind !== 'endorsement' && kind !== 'self-rating';
}
