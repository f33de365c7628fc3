import { epochDayOf, type IsoDate } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import { compareText } from '../evidence/check.ts';
import { requireCount } from '../matching/rank.ts';
import { levelOf } from '../matching/score.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import { checkCourses, skillCheck } from './check.ts';
import { searchCourses } from './course-search.ts';
import { findPerson } from './readiness.ts';

/** A course: what it raises, what it asks for first, and what it takes. */
export interface Course {
  readonly id: string;
  /** What it is called, in the words of plans and reminders; its id where absent. */
  readonly name?: LocalizedText;
  readonly raises: readonly { readonly skillId: string; readonly toLevel: number }[];
  /** Courses to pass before. */
  readonly afterCourses?: readonly string[];
  /** Levels to have before. */
  readonly afterSkills?: readonly { readonly skillId: string; readonly atLeast: number }[];
  readonly hours: number;
  /** In one currency or unit of the caller's choice; 0 where absent. */
  readonly price?: number;
  /** The first day on which it is no longer offered; whoever passed it before keeps it. */
  readonly retiredOn?: IsoDate;
}

/** A level to reach. */
export interface GrowthTarget {
  readonly skillId: string;
  readonly atLeast: number;
}

/** A plan of courses in an order that respects every prerequisite. */
export interface GrowthPlan {
  readonly personId: string;
  readonly steps: readonly {
    readonly courseId: string;
    readonly hours: number;
    readonly price: number;
    /** Gaps it closes, and courses of the plan it opens. */
    readonly closes: readonly string[];
    readonly opens: readonly string[];
    /** The week of the plan in which it ends, from 1. */
    readonly endsInWeek: number;
  }[];
  readonly hours: number;
  readonly price: number;
  readonly weeks: number;
  /** No cheaper plan exists. */
  readonly optimal: boolean;
  readonly explanation: Explanation;
}

/** Why there is no plan. */
export type GrowthRejection = Rejection<
  'skills/no-course-plan',
  { readonly unreachable: readonly GrowthTarget[]; readonly searchedAll: boolean }
>;

/**
 * The cheapest set of courses that closes a person's gaps to a target, prerequisites included, in an order that works:
 * of plans with equally many hours the one of the lower price, and the other way round. The order of `courses` does not
 * matter.
 *
 * @throws InvalidInputError `skills/unknown-person`, `skills/unknown-skill`, `skills/unknown-level`,
 * `skills/unknown-course`, `skills/duplicate-course`, `skills/invalid-cost`, `skills/invalid-limit`
 * @example
 * ```ts
 * import { buildProfiles, planGrowth } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 2, at: '2026-09-30' }],
 * });
 * const plan = planGrowth({
 *   profiles, personId: 'lin', target: [{ skillId: 'go', atLeast: 3 }],
 *   courses: [{ id: 'go-101', raises: [{ skillId: 'go', toLevel: 3 }], hours: 24 }],
 * });
 * plan.ok && plan.hours; // 24
 * ```
 */
export function planGrowth(options: {
  readonly profiles: ProfileSet;
  readonly personId: string;
  readonly target: readonly GrowthTarget[];
  readonly courses: readonly Course[];
  /** What is made as small as possible; default `hours`. */
  readonly minimise?: 'hours' | 'price';
  /** Hours of learning in a week, for the calendar of the plan; default 4. */
  readonly hoursPerWeek?: number;
  /** Steps of search after which the best plan so far is returned; default 100,000. */
  readonly maximumNodes?: number;
}): Outcome<GrowthPlan, GrowthRejection> {
  const { profiles, personId, target, courses, minimise = 'hours', maximumNodes = 100_000 } = options;
  const person = findPerson(profiles, personId);
  const passed = new Set(person.courses);
  checkInputs(options, passed);
  requireCount(maximumNodes, 'maximumNodes');
  const levelNow = (skillId: string): number | null => levelOf(person, skillId, 'expected');
  const result = searchCourses({
    courses: courses
      .filter((course) => !passed.has(course.id) && isOffered(course, profiles.asOf))
      .sort((left, right) => compareText(left.id, right.id)),
    target,
    passed,
    levelNow,
    costOf: (course) => (minimise === 'hours' ? course.hours : (course.price ?? 0)),
    tieCostOf: (course) => (minimise === 'hours' ? (course.price ?? 0) : course.hours),
    maximumNodes,
  });
  if (result.order === null) {
    return reject('skills/no-course-plan', { unreachable: result.unreachable, searchedAll: result.complete });
  }
  return { ok: true, ...describePlan(options, result.order, levelNow), optimal: result.complete };
}

function isOffered({ retiredOn }: Course, asOf: IsoDate): boolean {
  return retiredOn === undefined || epochDayOf(asOf) < epochDayOf(retiredOn, ['courses', 'retiredOn']);
}

function checkInputs(
  options: {
    readonly profiles: ProfileSet;
    readonly target: readonly GrowthTarget[];
    readonly courses: readonly Course[];
    readonly hoursPerWeek?: number;
  },
  passed: ReadonlySet<string>,
): void {
  const { profiles, target, courses, hoursPerWeek = 4 } = options;
  const checkSkill = skillCheck(profiles);
  for (const [at, item] of target.entries()) checkSkill(item.skillId, item.atLeast, ['target', at]);
  checkCourses(courses, checkSkill, passed);
  if (!(hoursPerWeek > 0 && Number.isFinite(hoursPerWeek)))
    throw invalidInput('skills/invalid-cost', ['hoursPerWeek'], 'hours in a week are above zero');
}

function describePlan(
  options: { readonly personId: string; readonly target: readonly GrowthTarget[]; readonly hoursPerWeek?: number },
  order: readonly Course[],
  levelNow: (skillId: string) => number | null,
): Omit<GrowthPlan, 'optimal'> {
  const { hoursPerWeek = 4 } = options;
  const levels = new Map<string, number>();
  let hours = 0;
  const steps = order.map((course) => {
    hours += course.hours;
    const closes = options.target.filter(({ skillId, atLeast }) => {
      const before = Math.max(
        levels.get(skillId) ?? Number.NEGATIVE_INFINITY,
        levelNow(skillId) ?? Number.NEGATIVE_INFINITY,
      );
      return (
        before < atLeast - MEETS_TOLERANCE &&
        course.raises.some((item) => item.skillId === skillId && item.toLevel >= atLeast)
      );
    });
    for (const { skillId, toLevel } of course.raises)
      levels.set(skillId, Math.max(levels.get(skillId) ?? toLevel, toLevel));
    const opens = order.filter((other) => (other.afterCourses ?? []).includes(course.id)).map((other) => other.id);
    return {
      courseId: course.id,
      hours: course.hours,
      price: course.price ?? 0,
      closes: closes.map((item) => item.skillId).sort(compareText),
      opens,
      endsInWeek: Math.ceil(hours / hoursPerWeek),
    };
  });
  const explanation = explain({
    key: 'plan-hours',
    unit: 'hour',
    operation: { name: 'sum', version: 1 },
    children: order.map((course) =>
      given({
        ...{ key: course.id, value: course.hours, unit: 'hour' },
        ...(course.name === undefined ? {} : { label: course.name }),
      }),
    ),
  });
  const price = steps.reduce((sum, step) => sum + step.price, 0);
  return { personId: options.personId, steps, hours, price, weeks: Math.ceil(hours / hoursPerWeek), explanation };
}
