import { describe, expect, it } from 'vitest';
import { decideCycle, jsonSchemas, readReviewCycle, scorecardTemplates } from './index.ts';

/** A cycle as version 1 wrote it: kept, so that it can be read for ever. */
const stored = {
  schemaVersion: 1,
  id: '2026-q4',
  kind: 'quarterly',
  period: { start: '2026-10-01', end: '2027-01-01' },
  stage: 'appeal',
  participants: ['lin'],
  inputsHash: 'a'.repeat(64),
  results: [
    {
      personId: 'lin',
      proposed: 80,
      current: 82,
      coverage: 0.9,
      explanationHash: 'b'.repeat(64),
      status: 'confirmed',
      confirmedBy: 'zhou',
      overrides: [{ from: 80, to: 82, by: 'wu', at: '2026-11-22T09:00:00+08:00', reasonId: 't1' }],
      tookPart: ['zhou', 'wu'],
    },
  ],
  unscored: [{ personId: 'zhao', by: 'zhou', at: '2026-11-22T09:00:00+08:00', reasonId: 't0' }],
  appeals: [
    {
      id: '2026-q4/appeal-1',
      personId: 'lin',
      at: '2026-11-22T09:00:00+08:00',
      reasonId: 't2',
      status: 'open',
      decidedBy: null,
      decisionReasonId: null,
    },
  ],
  log: { length: 9, hash: 'c'.repeat(64) },
};

describe('stored documents', () => {
  it('reads what version 1 wrote, and what is written today', () => {
    expect(readReviewCycle(stored)).toEqual(stored);
    const made = decideCycle({
      cycle: null,
      cycleId: 'c',
      actorId: 'hr',
      at: '2026-11-22T09:00:00+08:00',
      newId: 't',
      salt: 's',
      command: {
        kind: 'open',
        cycleKind: 'milestone',
        period: { start: '2026-10-01', end: '2027-01-01' },
        participants: ['lin'],
      },
    });
    expect(made.ok && readReviewCycle(JSON.parse(JSON.stringify(made.cycle)))).toEqual(made.ok && made.cycle);
  });
  it('refuses a newer version and a broken document', () => {
    expect(() => readReviewCycle({ ...stored, schemaVersion: 2 })).toThrow('newer');
    expect(() => readReviewCycle({ ...stored, stage: 'party' })).toThrow('stage');
  });
  it('publishes JSON Schemas that name their fields', () => {
    const schemas = jsonSchemas();
    expect(schemas.scorecard).toMatchObject({ type: 'object', required: ['id'] });
    expect(schemas['review-cycle']).toMatchObject({
      $id: 'https://meritkit.dev/schemas/performance/review-cycle-v1.json',
    });
    expect(structuredClone(scorecardTemplates)).toEqual(scorecardTemplates);
  });
});
