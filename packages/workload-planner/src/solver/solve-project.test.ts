import { describe, expect, it } from 'vitest';
import type { ResourceProject } from '../instances/model.ts';
import type { Improvement } from './incumbent.ts';
import { solveProject } from './solve-project.ts';

const project: ResourceProject = {
  kind: 'resource-project',
  name: 'three',
  durations: [2, 3, 2],
  successors: [[2], [], []],
  capacities: [2],
  requirements: [[1], [2], [1]],
};

describe('solveProject', () => {
  it('keeps to its budget and reports each improvement', () => {
    const seen: Improvement[] = [];
    let asked = 0;
    const bySchedules = solveProject({ project, seed: 1, budget: { schedules: 100 } });
    expect(bySchedules.makespan).toBe(7);
    expect(bySchedules.schedules).toBeLessThanOrEqual(103);
    const solution = solveProject({
      project,
      seed: 1,
      budget: { stop: () => ++asked > 1000 },
      onImprovement: (improvement) => seen.push(improvement),
    });
    expect(solution).toMatchObject({ makespan: 7, lowerBound: 7, provenOptimal: true, gap: 0 });
    expect(seen.at(-1)).toMatchObject({ makespan: 7, lowerBound: 7 });
    expect(structuredClone(solution)).toEqual(solution);
  });

  it('schedules nothing in no time', () => {
    const empty = { ...project, durations: [], successors: [], requirements: [] };
    expect(solveProject({ project: empty, seed: 1, budget: { schedules: 5 } })).toMatchObject({
      makespan: 0,
      provenOptimal: true,
    });
  });

  it.each([
    [{}, 'budget'],
    [{ schedules: 0 }, 'budget.schedules'],
    [{ schedules: 1.5 }, 'budget.schedules'],
    [{ schedules: Number.NaN }, 'budget.schedules'],
    [{ stop: () => true, expectedSchedules: -1 }, 'budget.expectedSchedules'],
  ])('refuses the budget %j', (budget, place) => {
    expect(() => solveProject({ project, seed: 1, budget })).toThrow(place);
  });

  it('refuses a cycle and a need above the capacity', () => {
    const budget = { schedules: 5 };
    expect(() => solveProject({ project: { ...project, successors: [[2], [], [0]] }, seed: 1, budget })).toThrow(
      'cycle',
    );
    expect(() => solveProject({ project: { ...project, capacities: [1] }, seed: 1, budget })).toThrow(
      'requirements[1]',
    );
  });
});
