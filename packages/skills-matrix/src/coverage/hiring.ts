import { placeUnits } from '../assignment/flow.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import {
  analyseCoverage,
  type CoverageOptions,
  type CoverageTarget,
  readGroups,
  type SkillCoverage,
} from './analyse.ts';
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
 * Skills to hire for: the gaps against the targets, less those that people one level below can grow into. In one group
 * everybody grows into one skill at most, and so that as few as possible are left to hire; of the ways to do that, the
 * one with the least to learn. Group by group, largest need first.
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
  const { within = 1, profiles, groupBy = [] } = options;
  const groups = readGroups(profiles, groupBy);
  return analyseCoverage(options).flatMap(({ group, skills }) => {
    const { people } = groups.get(group)!;
    const open = skills
      .filter((skill) => skill.gap > 0)
      .map((skill) => {
        const near = nearestTo(people, skill, options);
        return { skill, near: near.filter((item) => item.short <= within + MEETS_TOLERANCE) };
      });
    const growing = placeGrowth(open);
    const needs = open.map(({ skill: { skillId, atLeast, gap } }, at): HiringNeed => {
      const trainable = growing[at]!;
      return { group, skillId, atLeast, missing: gap, trainable, toHire: gap - trainable.length };
    });
    return needs.sort((left, right) => right.toHire - left.toHire);
  });
}

type Near = ReturnType<typeof nearestTo>;

/** Who grows into which skill: as many places as possible are filled, then with as little to learn as possible. */
function placeGrowth(open: readonly { readonly skill: SkillCoverage; readonly near: Near }[]): readonly Near[] {
  const numbers = new Map<string, number>();
  for (const { personId } of open.flatMap((item) => item.near)) {
    if (!numbers.has(personId)) numbers.set(personId, numbers.size);
  }
  const costs = open.map(({ near }) => {
    const row = new Float64Array(numbers.size).fill(Number.POSITIVE_INFINITY);
    for (const { personId, short } of near) row[numbers.get(personId)!] = short;
    return row;
  });
  const dearest = open.flatMap((item) => item.near).reduce((most, item) => Math.max(most, item.short), 0);
  const placed = placeUnits({
    needs: open.map(({ skill, near }) => Math.min(skill.gap, near.length)),
    capacities: [...numbers].map(() => 1),
    costs,
    unplacedCost: 1 + dearest * (1 + numbers.size),
  });
  return open.map(({ near }, at) => {
    const chosen = new Set(placed[at]);
    return near.filter(({ personId }) => chosen.has(numbers.get(personId)!));
  });
}
