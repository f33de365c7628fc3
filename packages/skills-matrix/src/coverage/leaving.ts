import { invalidInput } from '@meritkit/core/errors';
import { levelOf } from '../matching/score.ts';
import type { PersonProfile } from '../profiles/model.ts';
import { analyseCoverage, type CoverageOptions, readGroups, type SkillCoverage } from './analyse.ts';

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
  const { profiles, groupBy = [] } = options;
  const leaving = new Set(options.leaving);
  const known = new Set(profiles.people.map((person) => person.personId));
  for (const [at, personId] of options.leaving.entries()) {
    if (!known.has(personId)) {
      throw invalidInput('skills/unknown-person', ['leaving', at], `no profile of "${personId}"`);
    }
  }
  const before = analyseCoverage(options);
  const targets =
    options.targets ?? before[0]!.skills.map(({ skillId, atLeast, needed }) => ({ skillId, atLeast, people: needed }));
  const people = profiles.people.filter((person) => !leaving.has(person.personId));
  const staying = groupBy.filter((item) => !leaving.has(item.personId));
  const after = new Map(
    analyseCoverage({ ...options, targets, groupBy: staying, profiles: { ...profiles, people } }).map((group) => [
      group.group,
      group.skills,
    ]),
  );
  const groups = readGroups({ ...profiles, people }, staying);
  const stayingIn = (group: string) => groups.get(group)?.people ?? [];
  return before.flatMap((group) =>
    group.skills.flatMap((skill, index) => {
      // A group of which nobody stays has no row of its own afterwards.
      const rest = after.get(group.group)?.[index] ?? { holders: [], absencesToBreak: 0, gap: skill.needed };
      if (rest.holders.length === skill.holders.length || rest.absencesToBreak > 1) return [];
      const state = rest.gap > 0 ? 'broken' : 'fragile';
      const nearest = nearestTo(stayingIn(group.group), skill, options);
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

/** People below a level who have some evidence of the skill, nearest first. */
export function nearestTo(
  people: readonly PersonProfile[],
  skill: Pick<SkillCoverage, 'skillId' | 'atLeast' | 'holders'>,
  { certainty = 'expected' }: Pick<CoverageOptions, 'certainty'>,
) {
  const holders = new Set(skill.holders);
  return people
    .filter((person) => !holders.has(person.personId))
    .flatMap((person) => {
      const level = levelOf(person, skill.skillId, certainty);
      return level === null ? [] : [{ personId: person.personId, level, short: Math.max(0, skill.atLeast - level) }];
    })
    .sort((left, right) => left.short - right.short);
}
