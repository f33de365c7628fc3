import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import { type Certainty, levelOf } from '../matching/score.ts';
import type { PersonProfile, ProfileSet } from '../profiles/model.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import { checkLevel, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';

/** How many people a group needs at a level of a skill. */
export interface CoverageTarget {
  readonly skillId: string;
  readonly atLeast: number;
  /** At least one. */
  readonly people: number;
}

/** One skill in one group. */
export interface SkillCoverage {
  readonly skillId: string;
  /** People by the scale level they have reached; `unknown` has no evidence, or no profile at all. */
  readonly distribution: readonly { readonly level: number; readonly people: number }[];
  readonly unknown: number;
  readonly atLeast: number;
  readonly needed: number;
  /** People at the level, in the order of their ids. */
  readonly holders: readonly string[];
  /** How many people are missing. */
  readonly gap: number;
  /** The fewest absences after which the group has too few; 0: it has too few now. */
  readonly absencesToBreak: number;
  /** The one person who knows it. */
  readonly onlyHolder: string | null;
}

/** Coverage of one group. */
export interface GroupCoverage {
  readonly group: string;
  readonly people: number;
  readonly skills: readonly SkillCoverage[];
  /** The fewest absences that break some skill that is covered now, and who (one such set); null: nothing is covered. */
  readonly busFactor: {
    readonly absences: number;
    readonly skillId: string;
    readonly people: readonly string[];
  } | null;
}

/** What coverage is measured by. */
export interface CoverageOptions {
  readonly profiles: ProfileSet;
  /**
   * Who is in which group, a row for each; whoever is in none counts only for everyone (`*`). People without a profile
   * count as unknown.
   */
  readonly groupBy?: readonly { readonly personId: string; readonly group: string }[];
  /** What each group needs. Absent: for every skill somebody has, one person at the middle of the scale or above. */
  readonly targets?: readonly CoverageTarget[];
  readonly certainty?: Certainty;
}

/**
 * Who knows what, by group: distribution over levels, gaps against targets, and how few absences break a skill. The
 * first group, `*`, is everyone.
 *
 * @throws InvalidInputError `skills/unknown-skill`, `skills/unknown-level`, `skills/invalid-target`
 * @example
 * ```ts
 * import { analyseCoverage, buildProfiles } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * analyseCoverage({ profiles })[0]?.skills[0]?.onlyHolder; // 'lin'
 * ```
 */
export function analyseCoverage(options: CoverageOptions): readonly GroupCoverage[] {
  const { profiles, groupBy = [] } = options;
  const targets = readTargets(options);
  return [...readGroups(profiles, groupBy).values()].map((group) => coverGroup(group, targets, options));
}

/** A group with the profiles of its members, in the order of the profiles; `strangers` have none. */
interface Group {
  readonly group: string;
  readonly people: readonly PersonProfile[];
  readonly strangers: number;
}

/** Who is in which group by its name, `*` first: everyone who has a profile or is named. */
export function readGroups(
  profiles: ProfileSet,
  groupBy: NonNullable<CoverageOptions['groupBy']>,
): ReadonlyMap<string, Group> {
  const positions = new Map(profiles.people.map((person, at) => [person.personId, at]));
  const everyone = new Set(positions.keys());
  const members = new Map<string, Set<string>>();
  for (const [at, { personId, group }] of groupBy.entries()) {
    if (group === '*') throw invalidInput('skills/invalid-target', ['groupBy', at, 'group'], '`*` is everyone');
    everyone.add(personId);
    const known = members.get(group);
    if (known === undefined) members.set(group, new Set([personId]));
    else known.add(personId);
  }
  const named = [...members].sort(([left], [right]) => compareText(left, right));
  return new Map(
    [['*', everyone] as const, ...named].map(([group, ids]) => {
      const places = [...ids].flatMap((id) => positions.get(id) ?? []).sort((left, right) => left - right);
      const people = places.map((at) => profiles.people[at]!);
      return [group, { group, people, strangers: ids.size - people.length }];
    }),
  );
}

function readTargets({ profiles, targets }: CoverageOptions): readonly CoverageTarget[] {
  const range = scaleRange(profiles.scale);
  if (targets === undefined) {
    const known = new Set(profiles.people.flatMap((person) => person.skills.map((skill) => skill.skillId)));
    const atLeast = (range.lowest + range.highest) / 2;
    return [...known].sort(compareText).map((skillId) => ({ skillId, atLeast, people: 1 }));
  }
  const { byId } = checkTaxonomy({ taxonomy: profiles.taxonomy });
  for (const [at, { skillId, atLeast, people }] of targets.entries()) {
    if (!byId.has(skillId))
      throw invalidInput('skills/unknown-skill', ['targets', at, 'skillId'], `no skill "${skillId}"`);
    checkLevel(atLeast, range, ['targets', at, 'atLeast']);
    if (!(Number.isInteger(people) && people >= 1)) {
      throw invalidInput('skills/invalid-target', ['targets', at, 'people'], 'a target asks for one person or more');
    }
  }
  return targets;
}

function coverGroup(members: Group, targets: readonly CoverageTarget[], options: CoverageOptions): GroupCoverage {
  const { group, people, strangers } = members;
  const skills = targets.map((target) => coverSkill(members, target, options));
  let weakest: SkillCoverage | undefined;
  for (const skill of skills) {
    if (skill.absencesToBreak > 0 && (weakest === undefined || skill.absencesToBreak < weakest.absencesToBreak))
      weakest = skill;
  }
  const busFactor =
    weakest === undefined
      ? null
      : {
          absences: weakest.absencesToBreak,
          skillId: weakest.skillId,
          people: weakest.holders.slice(0, weakest.absencesToBreak),
        };
  return { group, people: people.length + strangers, skills, busFactor };
}

function coverSkill(
  { people, strangers }: Group,
  target: CoverageTarget,
  { profiles, certainty = 'expected' }: CoverageOptions,
): SkillCoverage {
  const levels = people.map((person) => ({
    personId: person.personId,
    level: levelOf(person, target.skillId, certainty),
  }));
  const known = levels.flatMap(({ personId, level }) => (level === null ? [] : [{ personId, level }]));
  const steps = profiles.scale.levels.map((step) => step.value);
  const reached = known.map(({ level }) => steps.findLast((step) => level >= step - MEETS_TOLERANCE)!);
  const holders = known.filter(({ level }) => level >= target.atLeast - MEETS_TOLERANCE).map((item) => item.personId);
  return {
    skillId: target.skillId,
    distribution: steps.map((level) => ({ level, people: reached.filter((step) => step === level).length })),
    unknown: levels.length - known.length + strangers,
    atLeast: target.atLeast,
    needed: target.people,
    holders,
    gap: Math.max(0, target.people - holders.length),
    absencesToBreak: Math.max(0, holders.length - target.people + 1),
    onlyHolder: holders.length === 1 ? holders[0]! : null,
  };
}
