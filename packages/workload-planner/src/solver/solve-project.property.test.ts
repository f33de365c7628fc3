import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPeople } from '../instances/match-people.ts';
import type { MultiSkillProject, Project, ResourceProject } from '../instances/model.ts';
import { makespanOf, validateSchedule } from '../instances/validate-schedule.ts';
import { solveProject } from './solve-project.ts';

/** Successors that only point forward, so that there is no cycle; an arc for each true bit. */
const links = (count: number) =>
  fc
    .array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count }), {
      minLength: count,
      maxLength: count,
    })
    .map((rows) => rows.map((row, from) => row.flatMap((bit, to) => (to > from && bit === 0 ? [to] : []))));

const table = (rows: number, columns: number, max: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });

const resourceProject = (most: number): fc.Arbitrary<ResourceProject> =>
  fc.integer({ min: 1, max: most }).chain((count) =>
    fc.record({
      kind: fc.constant('resource-project' as const),
      name: fc.constant('random'),
      durations: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: count, maxLength: count }),
      successors: links(count),
      capacities: fc.array(fc.constantFrom(3, 4, 200, 70_000), { minLength: 3, maxLength: 3 }),
      requirements: table(count, 3, 3),
    }),
  );

const multiSkillProject = (most: number): fc.Arbitrary<MultiSkillProject> =>
  fc.integer({ min: 1, max: most }).chain((count) =>
    fc.record({
      kind: fc.constant('multi-skill-project' as const),
      name: fc.constant('random'),
      durations: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: count, maxLength: count }),
      successors: links(count),
      requirements: table(count, 2, 1),
      mastery: fc
        .array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 3 })
        .map((rows) => [...rows.map((row) => [...row]), [true, true], [false, true]]),
    }),
  );

/** A stop callback that allows so many calls: time without a clock. */
function allow(calls: number): () => boolean {
  let left = calls;
  return () => {
    left -= 1;
    return left < 0;
  };
}

/** The true optimum: every activity at every time, depth first, judged by the validator's rules written anew. */
function bruteForce(project: Project): number {
  const { durations, successors } = project;
  const horizon = durations.reduce((sum, duration) => sum + duration, 0);
  const count = durations.length;
  const starts: number[] = [];
  let best = horizon;
  const fits = (time: number): boolean => {
    const running = starts.flatMap((start, a) => (start <= time && time < start + durations[a]! ? [a] : []));
    if (project.kind === 'resource-project')
      return project.capacities.every(
        (capacity, r) => running.reduce((sum, a) => sum + project.requirements[a]![r]!, 0) <= capacity,
      );
    const needs = project.mastery[0]!.map((_, s) => running.reduce((sum, a) => sum + project.requirements[a]![s]!, 0));
    return matchPeople({ mastery: project.mastery, needs, people: project.mastery.map((_, p) => p) }) !== undefined;
  };
  const place = (activity: number): void => {
    if (activity === count) {
      if (project.kind === 'resource-project' || isStaffable(project, starts))
        best = Math.min(best, makespanOf({ project, starts }));
      return;
    }
    let ready = 0;
    for (let before = 0; before < activity; before += 1)
      if (successors[before]!.includes(activity)) ready = Math.max(ready, starts[before]! + durations[before]!);
    for (let start = ready; start + durations[activity]! < best || start === ready; start += 1) {
      if (start + durations[activity]! > horizon) break;
      starts[activity] = start;
      if (Array.from({ length: durations[activity]! }, (_, k) => start + k).every(fits)) place(activity + 1);
      starts.length = activity;
    }
  };
  place(0);
  return best;
}

/** Whether some people can be kept on each activity from start to end, tried out in full. */
function isStaffable(project: MultiSkillProject, starts: readonly number[]): boolean {
  const slots = project.requirements.flatMap((row, activity) =>
    row.flatMap((need, skill) => Array.from({ length: need }, () => ({ activity, skill }))),
  );
  const given: number[] = [];
  const clash = (a: number, b: number) =>
    a === b || (starts[a]! < starts[b]! + project.durations[b]! && starts[b]! < starts[a]! + project.durations[a]!);
  const fill = (index: number): boolean => {
    const slot = slots[index];
    if (slot === undefined) return true;
    return project.mastery.some((row, person) => {
      if (row[slot.skill] !== true) return false;
      if (given.some((other, at) => at < index && other === person && clash(slots[at]!.activity, slot.activity)))
        return false;
      given[index] = person;
      return fill(index + 1);
    });
  };
  return fill(0);
}

const runs = { numRuns: process.env.MERITKIT_LONG === '1' ? 2000 : 120 };

describe('solveProject', () => {
  it('returns schedules that hold, never below the bound (resources)', () => {
    fc.assert(
      fc.property(resourceProject(12), fc.integer(), (project, seed) => {
        const { schedule, makespan, lowerBound } = solveProject({ project, seed, budget: { schedules: 30 } });
        expect(validateSchedule({ project, schedule })).toEqual([]);
        expect(makespanOf({ project, starts: schedule.starts })).toBe(makespan);
        expect(makespan).toBeGreaterThanOrEqual(lowerBound);
      }),
      runs,
    );
  });

  it('returns schedules that hold, never below the bound (people)', () => {
    fc.assert(
      fc.property(multiSkillProject(8), fc.integer(), (project, seed) => {
        const { schedule, makespan, lowerBound } = solveProject({ project, seed, budget: { schedules: 20 } });
        expect(validateSchedule({ project, schedule })).toEqual([]);
        expect(makespan).toBeGreaterThanOrEqual(lowerBound);
      }),
      runs,
    );
  });

  it('proves exactly what exhaustion finds (resources)', () => {
    fc.assert(
      fc.property(resourceProject(5), (project) => {
        const solution = solveProject({ project, seed: 1, budget: { stop: allow(20_000) } });
        expect(solution.makespan).toBe(bruteForce(project));
        expect(solution.provenOptimal).toBe(true);
      }),
      runs,
    );
  });

  it('bounds from below and reaches what exhaustion finds (people)', () => {
    fc.assert(
      fc.property(multiSkillProject(4), (project) => {
        const solution = solveProject({ project, seed: 1, budget: { stop: allow(400) } });
        const optimum = bruteForce(project);
        expect(solution.makespan).toBe(optimum);
        expect(solution.lowerBound).toBeLessThanOrEqual(optimum);
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same bytes for the same seed, by schedules and by a stop callback', () => {
    fc.assert(
      fc.property(resourceProject(12), fc.integer(), (project, seed) => {
        const bySchedules = () => JSON.stringify(solveProject({ project, seed, budget: { schedules: 40 } }));
        expect(bySchedules()).toBe(bySchedules());
        const byStop = () => JSON.stringify(solveProject({ project, seed, budget: { stop: allow(100) } }));
        expect(byStop()).toBe(byStop());
      }),
      { numRuns: 40 },
    );
  });
});
