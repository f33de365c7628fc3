import {
  courseJsonSchema,
  demandJsonSchema,
  evidenceJsonSchema,
  ladderJsonSchema,
  parseDemand,
  taxonomyJsonSchema,
} from '@meritkit/skills-matrix';
import { createMemorySkillsStore } from '@meritkit/skills-matrix/memory';
import { expect, test } from 'vitest';
import { keptSamples, shapeOf } from '../../../scripts/kept-samples.ts';
import { type StoredSamples, writeSamples } from '../testing/samples/life.ts';
import type { SkillsStoreV1 } from './ports.ts';
import { createSkillsService } from './service.ts';
import { readStoredDocument, readStoredEvidence } from './stored.ts';

const kept = keptSamples<StoredSamples>(new URL('../testing/samples/', import.meta.url));
const [version1] = kept;
const tooNew = expect.objectContaining({ code: 'core/newer-document' });

test('what version 1 stored is read as the present version, a newer one and one without are refused', () => {
  const check = <Stored extends { readonly schemaVersion: number }>(
    samples: readonly Stored[],
    read: (stored: Stored) => Stored,
  ) => {
    for (const sample of samples) {
      expect(read(sample)).toEqual(sample);
      expect(() => read({ ...sample, schemaVersion: 2 })).toThrow(tooNew);
      const { schemaVersion: _, ...bare } = sample;
      expect(() => read(bare as Stored)).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
    }
  };
  expect(new Set(version1.evidence.map(({ evidence }) => evidence.kind)).size).toBe(10);
  check(version1.evidence, readStoredEvidence);
  check(version1.documents, readStoredDocument);
});

test('what is stored today has the shape that was kept: another needs another version, and a sample of it', async () => {
  const shapesOf = ({ evidence, documents, events }: StoredSamples) => ({
    ...Object.fromEntries(evidence.map((stored) => [stored.evidence.id, shapeOf(stored)])),
    ...Object.fromEntries(documents.map((document) => [`${document.type} ${document.id}`, shapeOf(document)])),
    events: shapeOf(events),
  });
  expect(shapesOf(await writeSamples())).toEqual(shapesOf(kept.at(-1)!));
});

test('evidence of a later version is not misread where an endorsement is weighed by it', async () => {
  const memory = createMemorySkillsStore({ tenantId: 'acme' });
  const records = version1.evidence.map((stored) => ({ ...stored, schemaVersion: 2 as 1 }));
  const store: SkillsStoreV1 = {
    ...memory,
    readDocument: async (type) => version1.documents.find((document) => document.type === type) ?? null,
    readPerson: async (personId) => ({ personId, version: 1, records }),
  };
  const service = createSkillsService({ store, ids: () => 'id' });
  const command = { actor: { id: 'hr', requestId: 'r' }, at: '2026-11-22T09:00:00+08:00', key: 'k' };
  const endorsement = { id: 'e', personId: 'lin', kind: 'endorsement', skillId: 'go', level: 4 } as const;
  const evidence = [{ ...endorsement, at: '2026-11-01', endorserId: 'wu' }];
  await expect(service.recordEvidence({ ...command, evidence })).rejects.toEqual(tooNew);
});

test('what is stored has a JSON Schema, and a demand from outside is parsed with every issue', () => {
  const schemas = [
    courseJsonSchema(),
    demandJsonSchema(),
    evidenceJsonSchema(),
    ladderJsonSchema(),
    taxonomyJsonSchema(),
  ];
  for (const schema of schemas) {
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
