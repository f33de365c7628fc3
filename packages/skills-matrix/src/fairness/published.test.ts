import { readFileSync } from 'node:fs';
import { compareSelectionRates } from '@meritkit/skills-matrix';
import { describe, expect, test } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';

describe.runIf(hasShared)('the Ricci promotions', () => {
  const rows = readFileSync(sharedPath('data', 'ricci.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  const rates = (position: string) =>
    compareSelectionRates({
      groups: ['W', 'B', 'H'].map((race) => {
        const own = rows.filter((row) => row[0] === position && row[3] === race);
        return { group: race, considered: own.length, selected: own.filter((row) => Number(row[4]) >= 70).length };
      }),
    }).groups;

  test('captains and lieutenants have the published ratios and probabilities', () => {
    const [, black, hispanic] = rates('Captain');
    const [, blackLieutenants, hispanicLieutenants] = rates('Lieutenant');
    for (const [group, ratio, p] of [
      [black!, 0.5859, 0.2379],
      [hispanic!, 0.5859, 0.2379],
      [blackLieutenants!, 0.5432, 0.0971],
      [hispanicLieutenants!, 0.344, 0.0159],
    ] as const) {
      expect(group.impactRatio).toBeCloseTo(ratio, 4);
      expect(group.fisherP).toBeCloseTo(p, 4);
      expect(group.belowFourFifths).toBe(true);
    }
  });
});
