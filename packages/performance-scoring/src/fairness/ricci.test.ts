import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { fairnessReport } from '../index.ts';

describe.runIf(hasShared)('the promotion examinations of Ricci v. DeStefano', () => {
  it('finds the pass rates the court found, and their impact ratios', () => {
    const rows = readFileSync(sharedPath('data', 'ricci.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const of = (position: string) =>
      fairnessReport({
        records: rows
          .filter((row) => row[0] === position)
          .map((row) => ({ group: row[3]!.trim(), selected: Number(row[4]) >= 70 })),
        minimumGroup: 2,
        confidence: 0.95,
      }).selection;
    const rate = (findings: ReturnType<typeof of>, group: string) => {
      const found = findings.find((finding) => finding.group === group)!;
      return [found.selected, found.people, Number(found.impactRatio?.toFixed(2)), found.belowFourFifths];
    };
    const [captain, lieutenant] = [of('Captain'), of('Lieutenant')];
    expect(rate(captain, 'W')).toEqual([16, 25, 1, false]);
    expect(rate(captain, 'B')).toEqual([3, 8, 0.59, true]);
    expect(rate(captain, 'H')).toEqual([3, 8, 0.59, true]);
    expect(rate(lieutenant, 'W')).toEqual([25, 43, 1, false]);
    expect(rate(lieutenant, 'B')).toEqual([6, 19, 0.54, true]);
    expect(rate(lieutenant, 'H')).toEqual([3, 15, 0.34, true]);
  });
});
