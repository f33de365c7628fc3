import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import type { ResourceProject } from '../instances/model.ts';
import { readInstance } from '../instances/read-instance.ts';
import { validateSchedule } from '../instances/validate-schedule.ts';
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

describe.runIf(hasShared)('published optima', () => {
  it.each([
    ['j30', 'j301_1.sm', 43],
    ['j30', 'j305_1.sm', 53],
    ['j30', 'j3010_1.sm', 42],
    ['j60', 'j6012_1.sm', 59],
    ['j120', 'j12041_1.sm', 127],
    ['rg300', 'RG300_1.rcp', 88],
  ])('%s/%s: %i', (folder, name, optimum) => {
    const text = readFileSync(sharedPath('data', 'planning', folder, name), 'utf8');
    const published = readInstance({ name, text });
    let calls = 0;
    const solution = solveProject({ project: published, seed: 1, budget: { stop: () => ++calls > 20_000 } });
    expect(validateSchedule({ project: published, schedule: solution.schedule })).toEqual([]);
    expect(solution.makespan).toBeGreaterThanOrEqual(optimum);
    expect(solution.lowerBound).toBeLessThanOrEqual(optimum);
    expect(solution.makespan).toBe(optimum);
  });

  it.each([
    ['inst_set1a_sf0.5_nc1.5_n20_m10_00.dzn', 61],
    ['inst_set1a_sf0_nc1.5_n20_m20_00.dzn', 50],
    ['inst_set2c_sf0_nc2.1_n20_l3_m8_00.dzn', 25],
  ])('mspsp/%s: %i', (name, optimum) => {
    const text = readFileSync(sharedPath('data', 'planning', 'mspsp', name), 'utf8');
    const published = readInstance({ name, text });
    const solution = solveProject({ project: published, seed: 1, budget: { schedules: 1000 } });
    expect(validateSchedule({ project: published, schedule: solution.schedule })).toEqual([]);
    expect(solution.makespan).toBe(optimum);
    expect(solution.lowerBound).toBeLessThanOrEqual(optimum);
  });
});
