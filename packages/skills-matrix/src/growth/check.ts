import { invalidInput } from '@meritkit/core/errors';
import { checkLevel, type Scale, scaleRange } from '../scale/scale.ts';
import { checkTaxonomy } from '../taxonomy/check.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import type { Course } from './plan.ts';
import type { Ladder } from './readiness.ts';

type Path = readonly (string | number)[];

/** Says of a skill with a level whether the taxonomy and the scale know them. */
export type CheckSkill = (skillId: string, level: number, path: Path) => void;

/** Refuses skills and levels that do not exist. */
export function skillCheck(known: { readonly taxonomy: Taxonomy; readonly scale: Scale }): CheckSkill {
  const { byId } = checkTaxonomy({ taxonomy: known.taxonomy });
  const range = scaleRange(known.scale);
  return (skillId, level, path) => {
    if (!byId.has(skillId)) throw invalidInput('skills/unknown-skill', [...path, 'skillId'], `no skill "${skillId}"`);
    checkLevel(level, range, path);
  };
}

/**
 * Refuses courses of which a plan could not be made: an id twice, an unknown skill, level or prerequisite, a wrong amount.
 * A course that was passed may be offered no longer.
 */
export function checkCourses(
  courses: readonly Course[],
  checkSkill: CheckSkill,
  passed: ReadonlySet<string> = new Set(),
): void {
  const ids = new Set<string>();
  for (const [at, course] of courses.entries()) {
    if (ids.has(course.id))
      throw invalidInput('skills/duplicate-course', ['courses', at, 'id'], `"${course.id}" stands twice`);
    ids.add(course.id);
    for (const [i, item] of course.raises.entries())
      checkSkill(item.skillId, item.toLevel, ['courses', at, 'raises', i]);
    for (const [i, item] of (course.afterSkills ?? []).entries())
      checkSkill(item.skillId, item.atLeast, ['courses', at, 'afterSkills', i]);
    requireAmount(course.hours, ['courses', at, 'hours']);
    requireAmount(course.price ?? 0, ['courses', at, 'price']);
  }
  for (const [at, course] of courses.entries()) {
    const unknown = (course.afterCourses ?? []).find((id) => !ids.has(id) && !passed.has(id));
    if (unknown !== undefined)
      throw invalidInput('skills/unknown-course', ['courses', at, 'afterCourses'], `no course "${unknown}"`);
  }
}

function requireAmount(amount: number, path: Path): void {
  if (!(amount >= 0 && Number.isFinite(amount)))
    throw invalidInput('skills/invalid-cost', path, `${amount} is not a number of 0 or more`);
}

/** Refuses a ladder that could not be climbed: a step twice, one that asks for nothing, an unknown skill or level. */
export function checkLadder(ladder: Ladder, checkSkill: CheckSkill): void {
  const ids = new Set<string>();
  for (const [at, { id, requires }] of ladder.steps.entries()) {
    const path = ['ladder', 'steps', at];
    if (ids.has(id)) throw invalidInput('skills/duplicate-step', [...path, 'id'], `"${id}" stands twice`);
    ids.add(id);
    for (const [i, item] of (requires.skills ?? []).entries())
      checkSkill(item.skillId, item.atLeast, [...path, 'requires', 'skills', i]);
    const weights = [
      ...(requires.skills ?? []),
      ...(requires.projects ?? []),
      ...(requires.certificates ?? []),
      ...(requires.tenureDays === undefined ? [] : [requires.tenureDays]),
    ].map(({ weight = 1 }) => weight);
    if (!weights.some((weight) => weight > 0))
      throw invalidInput('skills/no-requirement', [...path, 'requires'], 'a step asks for something');
  }
}
