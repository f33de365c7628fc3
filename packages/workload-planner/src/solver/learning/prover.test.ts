import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Project } from '../../instances/model.ts';
import { validateSchedule } from '../../instances/validate-schedule.ts';
import { createKeeper, type Improvement, type Incumbent } from '../incumbent.ts';
import { prepareProblem } from '../problem.ts';
import { createFastRandom } from '../random.ts';
import { createProver } from './prover.ts';

const never = () => false;

/** One thing after the other: a schedule that always stands. */
function inARow({ durations, successors }: Project): number[] {
  const starts: number[] = durations.map(() => -1);
  let time = 0;
  while (starts.includes(-1)) {
    const next = starts.findIndex(
      (start, activity) =>
        start < 0 && successors.every((list, from) => starts[from]! >= 0 || !list.includes(activity)),
    );
    starts[next] = time;
    time += durations[next]!;
  }
  return starts;
}

/** A prover beside a poor schedule, and all that it reports. */
function open(project: Project, lowerBound: number, seed = 1) {
  const random = createFastRandom(seed);
  const problem = prepareProblem(project, random);
  const starts = inARow(project);
  const incumbent: Incumbent = {
    schedule: { starts, staffing: [] },
    recent: starts,
    makespan: project.durations.reduce((sum, duration) => sum + duration, 0),
    lowerBound,
    schedules: 1,
  };
  const reports: Improvement[] = [];
  const keeper = createKeeper(problem, incumbent, (improvement) => reports.push(improvement));
  return { prover: createProver({ problem, incumbent, keeper, random }), incumbent, reports };
}

/** Activities without an order on one resource of three. */
function alike(count: number, need: (activity: number) => number): Project {
  const durations = Array.from({ length: count }, (_, activity) => 1 + ((activity * 7) % 5));
  return {
    kind: 'resource-project',
    name: 'alike',
    durations,
    successors: durations.map(() => []),
    capacities: [3],
    requirements: durations.map((_, activity) => [need(activity)]),
  };
}

const resources = (count: number) =>
  fc
    .record({
      durations: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: count, maxLength: count }),
      arcs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 6 }),
      requirements: fc.array(fc.tuple(fc.nat(2), fc.nat(3)), { minLength: count, maxLength: count }),
    })
    .map(({ durations, arcs, requirements }) => ({
      kind: 'resource-project' as const,
      name: 'random',
      durations,
      successors: durations.map((_, from) => arcs.flatMap(([a, b]) => (a === from && b > a ? [b] : []))),
      capacities: [2, 3],
      requirements,
    }));

describe('the prover', () => {
  it('closes the gap from both sides, each schedule shorter and valid, each bound higher and true', () => {
    fc.assert(
      fc.property(resources(6), fc.integer(), (project, seed) => {
        const { prover, incumbent, reports } = open(project, 0, seed);
        prover.raiseByPropagation();
        const byPropagation = incumbent.lowerBound;
        for (let turn = 0; turn < 300 && incumbent.lowerBound < incumbent.makespan; turn += 1) prover.work(never);
        expect(incumbent.lowerBound).toBe(incumbent.makespan);
        expect(validateSchedule({ project, schedule: incumbent.schedule })).toEqual([]);
        expect(byPropagation).toBeLessThanOrEqual(incumbent.makespan);
        for (const [at, { schedule, makespan, lowerBound }] of reports.entries()) {
          expect(validateSchedule({ project, schedule })).toEqual([]);
          expect(makespan).toBeGreaterThanOrEqual(incumbent.makespan);
          expect(lowerBound).toBeLessThanOrEqual(incumbent.makespan);
          const before = reports[at - 1];
          if (before !== undefined) expect(makespan - lowerBound).toBeLessThan(before.makespan - before.lowerBound);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says by propagation alone what compulsory parts refute', () => {
    // One machine for two activities of three periods: each deadline up to five leaves both a compulsory middle.
    const project = {
      kind: 'resource-project' as const,
      name: 'two',
      durations: [3, 3],
      successors: [[], []],
      capacities: [1],
      requirements: [[1], [1]],
    };
    const { prover, incumbent } = open(project, 3);
    prover.raiseByPropagation();
    expect(incumbent.lowerBound).toBe(6);
  });

  it('raises only the bound for people with skills, and rests once the bound can be kept by skills as resources', () => {
    // Two for the first skill, one for the second, one person has both: at most two at a time, six periods of work each.
    const project = {
      kind: 'multi-skill-project' as const,
      name: 'people',
      durations: [3, 3, 3, 3],
      successors: [[], [], [], []],
      requirements: [
        [1, 0],
        [1, 0],
        [1, 0],
        [0, 1],
      ],
      mastery: [
        [true, false],
        [true, true],
      ],
    };
    const { prover, incumbent, reports } = open(project, 3);
    prover.raiseByPropagation();
    let asked = 0;
    const count = () => {
      asked += 1;
      return false;
    };
    for (let turn = 0; turn < 40; turn += 1) prover.work(count);
    expect(incumbent).toMatchObject({ makespan: 12, lowerBound: 6 });
    expect(reports.every(({ makespan }) => makespan === 12)).toBe(true);
    const before = asked;
    prover.work(count);
    expect(asked).toBe(before);
  });

  it('stops when told', () => {
    fc.assert(
      fc.property(resources(6), (project) => {
        const { prover, incumbent } = open(project, 0);
        const { makespan } = incumbent;
        for (let turn = 0; turn < 6; turn += 1) prover.work(() => true);
        expect(incumbent.makespan).toBe(makespan);
      }),
      { numRuns: 20 },
    );
  });

  it('asks by turns for a shorter schedule, a window closed up, and every sixth time for a schedule at the bound', () => {
    const project = alike(20, (activity) => 1 + (activity % 2));
    const { prover, incumbent, reports } = open(project, 0);
    const turns = Array.from({ length: 12 }, () => {
      const { makespan, lowerBound } = incumbent;
      prover.work(never);
      return [Math.sign(makespan - incumbent.makespan), incumbent.lowerBound - lowerBound];
    });
    const [shorter, higher] = [
      [1, 0],
      [0, 1],
    ];
    expect(turns).toEqual(turns.map((_, turn) => (turn % 6 === 2 ? higher : shorter)));
    expect(reports).toHaveLength(turns.length);
  });

  // Two of three for each: one after the other is best, which propagation does not see and a search is long in proving.
  it.each([
    [70, Array.from({ length: 66 }, (_, turn) => turn + 1)],
    [71, [...Array.from({ length: 23 }, (_, turn) => turn + 1), 32, 48, 64]],
    [80, [...Array.from({ length: 27 }, (_, turn) => turn + 1), 32, 48, 64]],
  ])(
    'leaves most turns of %s activities to others after 1,000 conflicts without a result, if there are many',
    (count, expected) => {
      const project = alike(count, () => 2);
      const total = project.durations.reduce((sum, duration) => sum + duration, 0);
      const { prover, incumbent } = open(project, total - 5);
      const worked: number[] = [];
      for (let turn = 1; turn <= 66; turn += 1) {
        let asked = 0;
        prover.work(() => {
          asked += 1;
          return false;
        });
        if (asked > 0) worked.push(turn);
      }
      expect(worked).toEqual(expected);
      expect(incumbent).toMatchObject({ makespan: total, lowerBound: total - 5 });
    },
  );
});
