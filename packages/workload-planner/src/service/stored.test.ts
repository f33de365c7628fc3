import type { JsonObject } from '@meritkit/core/json';
import { describe, expect, it } from 'vitest';
import { keptSamples, shapeOf } from '../../../../scripts/kept-samples.ts';
import { type StoredSamples, writeSamples } from '../../testing/samples/life.ts';
import type { DocumentType } from '../ports.ts';
import { documentOf, readAllocation, readAnswer, readDemand, readPlan, storedAnswer } from './stored.ts';

const kept = keptSamples<StoredSamples>(new URL('../../testing/samples/', import.meta.url));
const [version1] = kept;
const readers: Readonly<Record<DocumentType, (body: JsonObject) => object>> = {
  allocation: readAllocation,
  demand: readDemand,
  plan: readPlan,
};
const bodies = Object.entries(version1.documents) as [DocumentType, readonly JsonObject[]][];

describe('what the planner stored', () => {
  it('in version 1 is read as it was written', () => {
    for (const [type, stored] of bodies) {
      expect(stored.length, type).toBeGreaterThan(0);
      for (const body of stored) expect(documentOf(type, 'id', [], readers[type](body)).body).toEqual(body);
    }
    for (const answer of Object.values(version1.answers)) {
      expect(storedAnswer(String(answer.action), readAnswer(answer))).toEqual(answer);
    }
  });

  it('is what is written today: another shape needs another version, and a sample of it', async () => {
    const shapesOf = ({ documents, answers, events }: StoredSamples) =>
      Object.fromEntries(Object.entries({ ...documents, ...answers, events }).map(([of, part]) => [of, shapeOf(part)]));
    expect(shapesOf(await writeSamples())).toEqual(shapesOf(kept.at(-1)!));
  });

  it('is refused in a later version, and where it says none', () => {
    const refuses = (read: (body: JsonObject) => unknown, body: JsonObject) => {
      expect(() => read({ ...body, schemaVersion: 2 })).toThrow(
        expect.objectContaining({ code: 'core/newer-document' }),
      );
      const { schemaVersion: _, ...bare } = body;
      expect(() => read(bare)).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
    };
    for (const [type, [body]] of bodies) refuses(readers[type], body!);
    for (const answer of Object.values(version1.answers)) refuses(readAnswer, answer);
  });
});
