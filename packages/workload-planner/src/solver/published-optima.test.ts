import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { readInstance } from '../instances/read-instance.ts';
import { validateSchedule } from '../instances/validate-schedule.ts';
import { solveProject } from './solve-project.ts';

/** Apart from the other tests of the solver: each is a search of its own, too long for every planted defect. */
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
