import { compareText } from '../evidence/check.ts';
import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { Course, GrowthTarget } from './plan.ts';

/** What is searched. */
export interface CourseProblem {
  /** In the order of their ids. */
  readonly courses: readonly Course[];
  readonly target: readonly GrowthTarget[];
  readonly passed: ReadonlySet<string>;
  readonly levelNow: (skillId: string) => number | null;
  readonly costOf: (course: Course) => number;
  /** What settles between plans of one cost. */
  readonly tieCostOf: (course: Course) => number;
  readonly maximumNodes: number;
}

/** The cheapest workable order, or null. */
export interface CourseSearch {
  readonly order: readonly Course[] | null;
  /** Every possibility was looked at or ruled out. */
  readonly complete: boolean;
  /** Targets that no course reaches; all that are open where prerequisites stand in the way. */
  readonly unreachable: readonly GrowthTarget[];
}

interface State {
  readonly problem: CourseProblem;
  readonly providers: Providers;
  best: { readonly cost: number; readonly tieCost: number; readonly order: readonly Course[] } | null;
  nodes: number;
  complete: boolean;
}

/**
 * Depth first over open needs: each need (a level to reach, a course to pass) is served by one of the courses that
 * serve it, whose own prerequisites become needs. A branch ends when its cost, with the dearest of the cheapest courses
 * still needed, is no better than the best plan. Exact when it ends by itself.
 */
export function searchCourses(problem: CourseProblem): CourseSearch {
  const providers = readProviders(problem.courses);
  const state: State = { problem, providers, best: null, nodes: 0, complete: true };
  explore(state, []);
  const open = problem.target.filter((item) => !isReached(problem, [], item));
  const unreachable = open.filter((item) => providersOf(providers, item).length === 0);
  const order = state.best?.order ?? null;
  return {
    order,
    complete: state.complete,
    unreachable: unreachable.length === 0 && order === null ? open : unreachable,
  };
}

/** Courses by what they raise and by id. */
interface Providers {
  readonly bySkill: ReadonlyMap<string, readonly Course[]>;
  readonly byId: ReadonlyMap<string, Course>;
}

function readProviders(courses: readonly Course[]): Providers {
  const bySkill = new Map<string, Course[]>();
  for (const course of courses) {
    for (const skillId of new Set(course.raises.map((item) => item.skillId))) {
      const known = bySkill.get(skillId);
      if (known === undefined) bySkill.set(skillId, [course]);
      else known.push(course);
    }
  }
  return { bySkill, byId: new Map(courses.map((course) => [course.id, course])) };
}

function explore(state: State, chosen: readonly Course[]): void {
  const { problem } = state;
  if (state.nodes >= problem.maximumNodes) {
    state.complete = false;
    return;
  }
  state.nodes += 1;
  const needs = openNeeds(state, chosen);
  const [cost, least] = costs(chosen, needs, problem.costOf);
  const [tieCost, leastTie] = costs(chosen, needs, problem.tieCostOf);
  const { best } = state;
  if (best !== null && (least > best.cost || (least === best.cost && leastTie >= best.tieCost))) return;
  if (needs.length === 0) {
    const order = workableOrder(problem, chosen);
    if (order.length === chosen.length) state.best = { cost, tieCost, order };
    else exploreEach(state, chosen, waysOut(state, chosen, order));
    return;
  }
  const tightest = needs.reduce((best, options) => (options.length < best.length ? options : best));
  exploreEach(state, chosen, tightest);
}

/** Takes one course after another, the cheapest first. */
function exploreEach(state: State, chosen: readonly Course[], ways: readonly Course[]): void {
  const { costOf, tieCostOf } = state.problem;
  const sorted = ways.toSorted(
    (a, b) => costOf(a) - costOf(b) || tieCostOf(a) - tieCostOf(b) || compareText(a.id, b.id),
  );
  for (const course of sorted) explore(state, [...chosen, course]);
}

/** What is chosen costs, and the least it can come to: with the dearest of the cheapest courses still needed. */
function costs(
  chosen: readonly Course[],
  needs: readonly (readonly Course[])[],
  costOf: (course: Course) => number,
): readonly [number, number] {
  const cost = chosen.reduce((sum, course) => sum + costOf(course), 0);
  const cheapest = needs.map((options) =>
    options.reduce((least, course) => Math.min(least, costOf(course)), Number.POSITIVE_INFINITY),
  );
  return [cost, cost + cheapest.reduce((most, value) => Math.max(most, value), 0)];
}

/** For every need that is still open, the courses that would serve it. */
function openNeeds({ problem, providers }: State, chosen: readonly Course[]): readonly (readonly Course[])[] {
  const open: (readonly Course[])[] = [];
  const addOpen = (need: GrowthTarget, by: readonly Course[]): void => {
    if (isReached(problem, by, need)) return;
    open.push(providersOf(providers, need).filter((course) => !chosen.includes(course)));
  };
  for (const need of problem.target) addOpen(need, chosen);
  for (const course of chosen) {
    // What a course asks for first, it cannot bring itself.
    const others = chosen.filter((other) => other !== course);
    for (const need of course.afterSkills ?? []) addOpen(need, others);
  }
  const ids = new Set(chosen.flatMap((course) => course.afterCourses ?? []));
  for (const id of ids) {
    if (problem.passed.has(id) || chosen.some((course) => course.id === id)) continue;
    const wanted = providers.byId.get(id);
    open.push(wanted === undefined ? [] : [wanted]);
  }
  return open;
}

function providersOf({ bySkill }: Providers, need: GrowthTarget): readonly Course[] {
  return (bySkill.get(need.skillId) ?? []).filter((course) =>
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
function waysOut(
  { problem, providers }: State,
  chosen: readonly Course[],
  order: readonly Course[],
): readonly Course[] {
  const needs = chosen.filter((course) => !order.includes(course)).flatMap((course) => course.afterSkills ?? []);
  const missing = needs.filter((need) => !isReached(problem, order, need));
  const ways = new Set(missing.flatMap((need) => providersOf(providers, need)));
  return [...ways].filter((course) => !chosen.includes(course));
}

/** Takes whatever is possible next for as long as something is: all of them, unless some wait for each other. */
function workableOrder(problem: CourseProblem, chosen: readonly Course[]): readonly Course[] {
  const order: Course[] = [];
  const sorted = chosen.toSorted((a, b) => compareText(a.id, b.id));
  while (order.length < chosen.length) {
    const next = sorted.find(
      (course) =>
        !order.includes(course) &&
        (course.afterCourses ?? []).every((id) => problem.passed.has(id) || order.some((done) => done.id === id)) &&
        (course.afterSkills ?? []).every((need) => isReached(problem, order, need)),
    );
    if (next === undefined) return order;
    order.push(next);
  }
  return order;
}
