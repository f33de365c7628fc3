import { demandJsonSchema, evidenceJsonSchema, parseDemand, taxonomyJsonSchema } from '@meritkit/skills-matrix';
import { expect, test } from 'vitest';
import { readStoredDocument, readStoredEvidence } from './stored.ts';

/** A sample of every version ever published is kept here for good. */
const samples = {
  evidence1: {
    schemaVersion: 1,
    evidence: {
      id: 'e1',
      personId: 'lin',
      kind: 'manager-rating',
      skillId: 'go',
      level: 4,
      at: '2026-09-30',
      raterId: 'wu',
    },
    recordedAt: '2026-11-22T09:00:00+08:00',
    recordedBy: 'hr',
  },
  document1: { schemaVersion: 1, type: 'demand', id: 'd', version: 3, body: { skills: [] } },
} as const;

test('every stored version is read as the present one, a newer one is refused', () => {
  expect(readStoredEvidence(samples.evidence1)).toEqual(samples.evidence1);
  expect(readStoredDocument(samples.document1)).toEqual(samples.document1);
  expect(() => readStoredEvidence({ ...samples.evidence1, schemaVersion: 2 as 1 })).toThrow(/newer/);
  expect(() => readStoredDocument({ ...samples.document1, schemaVersion: 2 as 1 })).toThrow(/newer/);
});

test('what is stored has a JSON Schema, and a demand from outside is parsed with every issue', () => {
  for (const schema of [demandJsonSchema(), evidenceJsonSchema(), taxonomyJsonSchema()]) {
    expect(String(schema.$id)).toMatch(/v1\.json$/);
    expect(structuredClone(schema)).toEqual(schema);
  }
  const demand = {
    id: 'd',
    skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }],
    period: { start: '2026-01-01', end: '2026-02-01' },
  };
  expect(parseDemand(demand)).toEqual(demand);
  expect(() => parseDemand({ skills: [{ skillId: 'go', atLeast: '3', weight: -1 }], headcount: 0 })).toThrow(
    /skills\[0\]\.atLeast.*skills\[0\]\.weight.*headcount/s,
  );
});
