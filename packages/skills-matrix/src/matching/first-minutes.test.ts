import { recompute } from '@meritkit/core/explanation';
import { buildProfiles, rankCandidates, skillsOperations } from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';

test('the first call gives the shortlist it promises', () => {
  const profiles = buildProfiles({
    asOf: '2026-11-22',
    taxonomy: {
      version: '1',
      skills: [{ id: 'distributed', name: { en: 'Distributed systems', 'zh-CN': '分布式架构' } }],
    },
    evidence: [
      { id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'distributed', level: 4, at: '2026-09-30' },
      {
        id: 'e2',
        personId: 'lin',
        kind: 'project',
        role: 'lead',
        tags: ['e-commerce promotion'],
        months: 6,
        at: '2026-06-30',
      },
      { id: 'e3', personId: 'zhao', kind: 'manager-rating', skillId: 'distributed', level: 2, at: '2026-09-30' },
    ],
  });
  const ranked = rankCandidates({
    profiles,
    demand: {
      skills: [{ skillId: 'distributed', atLeast: 3, weight: 0.7, must: true }],
      experience: [{ tag: 'e-commerce promotion', weight: 0.3 }],
    },
  });
  expect(ranked).toMatchObject([
    { personId: 'lin', eligible: true, fit: 1, missing: [] },
    {
      personId: 'zhao',
      eligible: false,
      missing: [{ skillId: 'distributed', atLeast: 3 }, { tag: 'e-commerce promotion' }],
    },
  ]);
  expect(ranked[1]!.fit).toBeCloseTo((0.7 * 2) / 3, 12);
  for (const candidate of ranked) {
    expect(recompute({ explanation: candidate.explanation, operations: skillsOperations })).toBe(candidate.fit);
  }
  expect(structuredClone(ranked)).toEqual(ranked);
});
