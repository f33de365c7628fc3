import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { readGeneralisedAssignments } from './read-or-library.ts';
import { solveGeneralisedAssignment } from './solve-generalised-assignment.ts';

/** Apart from the other tests: each is a search of its own, too long for every planted defect. */
describe.runIf(hasShared)('generalised assignments of the OR-Library', () => {
  it.each([
    ['gap1.txt', [336, 327, 339, 341]],
    ['gap12.txt', [undefined, undefined, undefined, 1447, 1446]],
  ])('%s is proven optimal', (name, optima) => {
    const problems = readGeneralisedAssignments({
      name,
      text: readFileSync(sharedPath('data', 'planning', 'gap', name), 'utf8'),
    });
    optima.forEach((optimum, index) => {
      if (optimum === undefined) return;
      const costs = problems[index]!.costs.map((row) => row.map((profit) => -profit));
      const plan = solveGeneralisedAssignment({ problem: { ...problems[index]!, costs }, budget: { nodes: 5000 } });
      expect(plan).toMatchObject({ ok: true, cost: -optimum, provenOptimal: true });
    });
  });
});
