import { describe, expect, it } from 'vitest';
import { keptSamples, shapeOf } from '../../../../scripts/kept-samples.ts';
import { type StoredSamples, writeLife, writeSamples } from '../../testing/samples/life.ts';
import { createMemoryEngagementStore } from '../memory/index.ts';
import type { DocumentType, EngagementStoreV1, StoredDocument } from '../ports.ts';
import { createEngagement } from '../service.ts';
import { readBody, writeBody } from './upcast.ts';

const kept = keptSamples<StoredSamples>(new URL('../../testing/samples/', import.meta.url));
const [version1] = kept;
const typesOf = (samples: StoredSamples) => [...new Set(samples.documents.map(({ type }) => type))];
const bodiesOf = (samples: StoredSamples, type: string) =>
  samples.documents.filter((document) => document.type === type).map(({ body }) => body);
/** The shapes by type, the kept answers' by command: another's field must not stand in for one that went. */
const shapesOf = ({ documents: all }: StoredSamples) =>
  Object.fromEntries(
    [...new Set(all.map(({ type, body }) => `${type} ${body.command ?? ''}`))].map((kind) => [
      kind,
      shapeOf(all.flatMap(({ type, body }) => (`${type} ${body.command ?? ''}` === kind ? [body] : []))),
    ]),
  );
const linesOf = (samples: StoredSamples) =>
  new Set([
    ...Object.entries(shapesOf(samples)).flatMap(([kind, shape]) => shape.map((line) => `${kind} ${line}`)),
    ...samples.events.flatMap((event) => shapeOf(event).map((line) => `${event.type} ${line}`)),
    ...[...samples.admissions, ...samples.responses].flatMap(shapeOf),
  ]);
const versionsOf = ({ documents: all }: StoredSamples) =>
  Object.fromEntries(all.map(({ type, body }) => [type, body.schemaVersion]));
const actor = { id: 'hr-1', requestId: 'r' };
const tooNew = expect.objectContaining({ code: 'core/newer-document' });

/** A body as the present version reads it, with its version where the value does not say it. */
const readAgain = ({ type, body }: StoredDocument) => writeBody(type, readBody(type, body));

describe('what was stored', () => {
  it('in version 1 is read as it was written', () => {
    expect(typesOf(version1)).toHaveLength(14);
    for (const document of version1.documents) expect(readAgain(document)).toEqual(document.body);
    expect(readBody('issue', bodiesOf(version1, 'issue')[0]!).schemaVersion).toBe(1);
    expect(readBody('award', bodiesOf(version1, 'award')[0]!)).not.toHaveProperty('schemaVersion');
  });

  it('is what is written today: another shape needs another version, and a sample of it', async () => {
    const today = await writeSamples();
    const last = kept.at(-1)!;
    expect(shapesOf(today)).toEqual(shapesOf(last));
    expect(versionsOf(today)).toEqual(versionsOf(last));
    const beside = ({ admissions, responses, events }: StoredSamples) => shapeOf({ admissions, responses, events });
    expect(beside(today)).toEqual(beside(last));
  });

  it('is kept short, and lost no type and no shape of the life that it was taken from', async () => {
    const last = kept.at(-1)!;
    const life = await writeLife();
    const keptLines = linesOf(last);
    expect([...linesOf(life)].filter((line) => !keptLines.has(line))).toEqual([]);
    expect(JSON.stringify(last).length).toBeLessThan(JSON.stringify(life).length / 2);
  });

  it('says its version, but for responses and admissions, whom it would tell apart', () => {
    expect(new Set(Object.values(versionsOf(version1)))).toEqual(new Set([1]));
    expect(JSON.stringify([version1.responses, version1.admissions])).not.toMatch(/version/i);
  });
});

describe('what a later build has stored', () => {
  it('is refused, not misread, and so is a body without a version', () => {
    for (const { type, body } of version1.documents) {
      expect(() => readBody(type, { ...body, schemaVersion: 2 }), type).toThrow(tooNew);
      const { schemaVersion: _, ...bare } = body;
      expect(() => readBody(type, bare), type).toThrow(expect.objectContaining({ code: 'core/invalid-input' }));
    }
  });

  it('is refused by the service, whichever type it is', async () => {
    const question = { key: 'new', actor, surveyId: 'w1', item: 'trust' };
    const about = { surveyId: 'w1', actor };
    const calls: Readonly<Record<Read, (engagement: Engagement) => Promise<unknown>>> = {
      survey: ({ surveys }) => surveys.answer({ surveyId: 'w1', token: 'a-token-of-some-length', answers: {} }),
      audit: ({ surveys }) => surveys.ask({ ...question, where: {}, invited: 25 }),
      budget: ({ surveys }) => surveys.askNoisy({ ...question, epsilon: 1, budget: 4 }),
      result: ({ surveys }) => surveys.result(about),
      series: ({ surveys }) => surveys.trend({ series: 'weekly', view: 'a', baseline: 8 }),
      invited: ({ surveys }) => surveys.close({ ...about, key: 'new' }),
      issue: ({ issues }) => issues.answers(),
      activity: ({ activities }) => activities.board({ actor, activityId: 'help', facts: [] }),
      enrolment: ({ activities }) => activities.board({ actor, activityId: 'help', facts: [] }),
      'help-need': ({ helpBoard }) => helpBoard.needs({ actor }),
      award: ({ awards }) => awards.decide({ key: 'new', actor, awardId: 'star' }),
      signal: ({ people }) => people.stateReport({ actor, personId: 'lin' }),
      outcome: ({ awards }) => awards.decide({ key: 'decide', actor, awardId: 'star' }),
    };
    for (const [type, call] of Object.entries(calls) as [Read, (typeof calls)[Read]][]) {
      await expect(call(engagementWith(type)), type).rejects.toEqual(tooNew);
    }
  });

  it('is in the export of a person all the same: it is theirs', async () => {
    const { people } = engagementWith('signal');
    const { documents } = await people.exportPerson({ actor, personId: 'lin' });
    expect(documents.find(({ type }) => type === 'signal')?.body.schemaVersion).toBe(2);
  });
});

/** Recommendations are written for later evaluation; no call reads them. */
type Read = Exclude<DocumentType, 'recommendation'>;
type Engagement = ReturnType<typeof createEngagement>;

/** A service over what version 1 stored, in which one type of document is of a later version. */
function engagementWith(later: DocumentType): Engagement {
  const documents = version1.documents.map((document) => {
    // Only an open survey reads who is invited.
    const open = later === 'invited' && document.type === 'survey' ? { status: 'open' } : {};
    const version = document.type === later ? { schemaVersion: 2 } : {};
    const id = document.type === 'invited' ? 'w1' : document.id;
    return { ...document, id, body: { ...document.body, ...open, ...version } };
  });
  const memory = createMemoryEngagementStore({ tenantId: 'acme' });
  const store: EngagementStoreV1 = {
    ...memory,
    load: async ({ type, id }) => documents.find((document) => document.type === type && document.id === id) ?? null,
    list: async ({ type }) => ({ items: documents.filter((document) => document.type === type), nextCursor: null }),
    listByPerson: async () => ({ items: documents, nextCursor: null }),
  };
  const ids = () => 'id-0000000000000000';
  const chance = { ids, tokens: ids, uniform: () => 0.5 };
  return createEngagement({ store, now: () => '2026-11-22T09:00:00+08:00', ...chance, secret: 'pepper' });
}
