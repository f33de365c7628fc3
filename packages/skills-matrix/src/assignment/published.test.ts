import { readFileSync } from 'node:fs';
import { solveAssignment } from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';

describe.runIf(hasShared)('the OR-Library', () => {
  test('assign100 costs 305', () => {
    const numbers = readFileSync(sharedPath('data', 'or-library-assign100.txt'), 'utf8')
      .trim()
      .split(/\s+/)
      .map(Number);
    const size = numbers[0]!;
    const costs = Array.from({ length: size }, (_, row) => numbers.slice(1 + row * size, 1 + (row + 1) * size));
    expect(solveAssignment({ costs })).toMatchObject({ ok: true, cost: 305 });
  });
});
