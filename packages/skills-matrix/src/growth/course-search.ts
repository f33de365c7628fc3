import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { Course, GrowthTarget } from './plan.ts';

/** What is searched. */
export interface CourseProblem {
  readonly courses: readonly Course[];
  readonly target: readonly GrowthTarget[];
  readonly passed: ReadonlySet<string>;
  readonly levelNow: (skillId: string) => number | null;
  readonly costOf: (course: Course) => number;
  readonly maximumNodes: number;
}

/** The cheapest workable order, or null. */
export interface CourseSearch {
  readonly order: readonly Course[] | null;
  /** Every possibility was looked at or ruled out. */
  readonly complete: boolean;
  /** Targets that no course reaches; all of them where prerequisites stand in the way. */
  readonly unreachable: readonly GrowthTarget[];
}

interface State {
  readonly problem: CourseProblem;
  best: { readonly cost: number; readonly order: readonly Course[] } | null;
  nodes: number;
  complete: boolean;
}

/**
 * Depth first over open needs: each need (a level to reach, a course to pass) is served by one of the courses that
 * serve it, whose own prerequisites become needs. A branch ends when its cost, with the dearest of the cheapest courses
 * still needed, is no better than the best plan. Exact when it ends by itself.
 */
export function searchCourses(problem: CourseProblem): CourseSearch {
  const state: State = { problem, best: null, nodes: 0, complete: true };
  explore(state, []);
  const unreachable = problem.target.filter(
    (item) => !isReached(problem, [], item) && providersOf(problem, item).length === 0,
  );
  const order = state.best?.order ?? null;
  return {
    order,
    complete: state.complete,
    unreachable: unreachable.length === 0 && order === null ? problem.target : unreachable,
  };
}

function explore(state: State, chosen: readonly Course[]): void {
  const { problem } = state;
  if (state.nodes >= problem.maximumNodes) {
    state.complete = false;
    return;
  }
  state.nodes += 1;
  const cost = chosen.reduce((sum, course) => sum + problem.costOf(course), 0);
  const needs = openNeeds(problem, chosen);
  const cheapest = needs.map((options) => Math.min(...options.map(problem.costOf)));
  if (state.best !== null && cost + Math.max(0, ...cheapest) >= state.best.cost) return;
  if (needs.length === 0) {
    const order = workableOrder(problem, chosen);
    if (order.length === chosen.length) state.best = { cost, order };
    else for (const course of waysOut(problem, chosen, order)) explore(state, [...chosen, course]);
    return;
  }
  const tightest = needs.reduce((best, options) => (options.length < best.length ? options : best));
  for (const course of tightest.toSorted((a, b) => problem.costOf(a) - problem.costOf(b)))
    explore(state, [...chosen, course]);
}

/** For every need that is still open, the courses that would serve it. */
function openNeeds(problem: CourseProblem, chosen: readonly Course[]): readonly (readonly Course[])[] {
  const levels = [...problem.target, ...chosen.flatMap((course) => course.afterSkills ?? [])];
  const open = levels
    .filter((item) => !isReached(problem, chosen, item))
    .map((item) => providersOf(problem, item).filter((course) => !chosen.includes(course)));
  const ids = new Set(chosen.flatMap((course) => course.afterCourses ?? []));
  for (const id of ids) {
    if (problem.passed.has(id) || chosen.some((course) => course.id === id)) continue;
    open.push(problem.courses.filter((course) => course.id === id));
  }
  return open;
}

function providersOf(problem: CourseProblem, need: GrowthTarget): readonly Course[] {
  return problem.courses.filter((course) =>
    course.raises.some((item) => item.skillId === need.skillId && item.toLevel >= need.atLeast),
  );
}

function isReached(problem: CourseProblem, chosen: readonly Course[], need: GrowthTarget): boolean {
  const now = problem.levelNow(need.skillId);
  if (now !== null && now >= need.atLeast - MEETS_TOLERANCE) return true;
  return chosen.some((course) =>
    course.raises.some((item) => item.skillId === need.skillId && item.toLevel >= need.atLeast),
  );
}

/**
 * Courses that could free those that wait for each other or for themselves: in any plan that has them all, the first
 * one to be taken has its missing level from a course not chosen yet.
 */
function waysOut(problem: CourseProblem, chosen: readonly Course[], order: readonly Course[]): readonly Course[] {
  const needs = chosen.filter((course) => !order.includes(course)).flatMap((course) => course.afterSkills ?? []);
  const missing = needs.filter((need) => !isReached(problem, order, need));
  const ways = new Set(missing.flatMap((need) => providersOf(problem, need)));
  return [...ways].filter((course) => !chosen.includes(course));
}

/** Takes whatever is possible next for as long as something is: all of them, unless some wait for each other. */
function workableOrder(problem: CourseProblem, chosen: readonly Course[]): readonly Course[] {
  const order: Course[] = [];
  while (order.length < chosen.length) {
    const next = problem.courses.find(
      (course) =>
        chosen.includes(course) &&
        !order.includes(course) &&
        (course.afterCourses ?? []).every((id) => problem.passed.has(id) || order.some((done) => done.id === id)) &&
        (course.afterSkills ?? []).every((need) => isReached(problem, order, need)),
    );
    if (next === undefined) return order;
    order.push(next);
  }
  return order;
}
