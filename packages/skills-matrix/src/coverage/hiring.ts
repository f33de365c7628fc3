import { analyseCoverage, type CoverageOptions, type CoverageTarget } from './analyse.ts';
import { nearestTo } from './leaving.ts';

/** A skill a group lacks, and how much of it can be grown inside. */
export interface HiringNeed {
  readonly group: string;
  readonly skillId: string;
  readonly atLeast: number;
  /** How many people are missing. */
  readonly missing: number;
  /** People one level or less below: they could grow into it. */
  readonly trainable: readonly { readonly personId: string; readonly level: number; readonly short: number }[];
  /** What is left to hire for when all of those grow. */
  readonly toHire: number;
}

/**
 * Skills to hire for: the gaps against the targets, less those that people one level below can grow into. Largest need
 * first; nobody is counted for two skills' growth in one group.
 *
 * @throws InvalidInputError as `analyseCoverage`
 * @example
 * ```ts
 * import { buildProfiles, listHiringNeeds } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] }, evidence: [] });
 * listHiringNeeds({ profiles, targets: [{ skillId: 'go', atLeast: 3, people: 2 }] })[0]?.toHire; // 2
 * ```
 */
export function listHiringNeeds(
  options: CoverageOptions & {
    readonly targets: readonly CoverageTarget[];
    /** How far below the level counts as trainable, in levels; default 1. */
    readonly within?: number;
  },
): readonly HiringNeed[] {
  const { within = 1, groupBy = [] } = options;
  return analyseCoverage(options).flatMap(({ group, skills }) => {
    const growing = new Set<string>();
    const needs: HiringNeed[] = [];
    for (const skill of skills.filter((item) => item.gap > 0).sort((left, right) => right.gap - left.gap)) {
      const isMember = (personId: string): boolean =>
        !growing.has(personId) &&
        (group === '*' || groupBy.some((item) => item.personId === personId && item.group === group));
      const trainable = nearestTo(options, skill, isMember)
        .filter((item) => item.short <= within)
        .slice(0, skill.gap);
      for (const { personId } of trainable) growing.add(personId);
      const { skillId, atLeast, gap } = skill;
      needs.push({ group, skillId, atLeast, missing: gap, trainable, toHire: gap - trainable.length });
    }
    return needs.sort((left, right) => right.toHire - left.toHire);
  });
}
