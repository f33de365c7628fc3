import { invalidInput } from '@meritkit/core/errors';
import { findSkill } from '../matching/score.ts';
import type { SkillLevel } from '../profiles/model.ts';
import { analyseCoverage, type CoverageOptions, type SkillCoverage } from './analyse.ts';

/** What a skill loses when people are away. */
export interface SkillLoss {
  readonly group: string;
  readonly skillId: string;
  readonly holdersBefore: number;
  readonly holdersAfter: number;
  /** `broken`: too few now; `fragile`: one more absence would break it. */
  readonly state: 'broken' | 'fragile';
  /** Those nearest to the level who stay, best first: who could be trained or asked to stand in. */
  readonly nearest: readonly { readonly personId: string; readonly level: number; readonly short: number }[];
}

/**
 * What happens if these people are away: which skills break, which hang by one person, and who is nearest to standing
 * in.
 *
 * @throws InvalidInputError `skills/unknown-person`, and as `analyseCoverage`
 * @example
 * ```ts
 * import { buildProfiles, simulateLeaving } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * simulateLeaving({ profiles, leaving: ['lin'] })[0]?.state; // 'broken'
 * ```
 */
export function simulateLeaving(
  options: CoverageOptions & { readonly leaving: readonly string[] },
): readonly SkillLoss[] {
  const { profiles, leaving } = options;
  for (const [at, personId] of leaving.entries()) {
    if (!profiles.people.some((person) => person.personId === personId)) {
      throw invalidInput('skills/unknown-person', ['leaving', at], `no profile of "${personId}"`);
    }
  }
  const before = analyseCoverage(options);
  const targets =
    options.targets ?? before[0]!.skills.map(({ skillId, atLeast, needed }) => ({ skillId, atLeast, people: needed }));
  const people = profiles.people.filter((person) => !leaving.includes(person.personId));
  const after = analyseCoverage({ ...options, targets, profiles: { ...profiles, people } });
  return before.flatMap((group, at) =>
    group.skills.flatMap((skill, index) => {
      const rest = after[at]!.skills[index]!;
      if (rest.holders.length === skill.holders.length || rest.absencesToBreak > 1) return [];
      const state = rest.gap > 0 ? 'broken' : 'fragile';
      const members = new Set(
        group.group === '*' ? people.map((person) => person.personId) : membersOf(options, group.group),
      );
      const nearest = nearestTo(options, skill, (personId) => members.has(personId) && !leaving.includes(personId));
      return [
        {
          group: group.group,
          skillId: skill.skillId,
          holdersBefore: skill.holders.length,
          holdersAfter: rest.holders.length,
          state,
          nearest: nearest.slice(0, 3),
        } as const,
      ];
    }),
  );
}

function membersOf({ groupBy = [] }: CoverageOptions, group: string): readonly string[] {
  return groupBy.filter((item) => item.group === group).map((item) => item.personId);
}

/** People below a level who have some evidence of the skill, nearest first. */
export function nearestTo(
  { profiles }: CoverageOptions,
  skill: Pick<SkillCoverage, 'skillId' | 'atLeast' | 'holders'>,
  isMember: (personId: string) => boolean,
) {
  return profiles.people
    .filter((person) => isMember(person.personId) && !skill.holders.includes(person.personId))
    .map((person) => ({ personId: person.personId, held: findSkill(person, skill.skillId) }))
    .filter((item): item is { personId: string; held: SkillLevel } => item.held !== undefined)
    .map(({ personId, held }) => ({ personId, level: held.level, short: Math.max(0, skill.atLeast - held.level) }))
    .sort((left, right) => left.short - right.short);
}
