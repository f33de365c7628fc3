import type { CloudEvent } from '@meritkit/core/events';
import type { Json, JsonObject } from '@meritkit/core/json';
import { describe, expect, it } from 'vitest';
import { keptSamples } from '../../../../scripts/kept-samples.ts';
import { people, type StoredSamples, writeLife } from '../../testing/samples/life.ts';
import type { StoredDocument } from '../ports.ts';
import { documentWithoutPerson, eventWithoutPerson, peopleInDocument } from './erase.ts';
import { isErasedPerson, nextPlaceholder } from './placeholder.ts';

const life = await writeLife();
const kept = keptSamples<StoredSamples>(new URL('../../testing/samples/', import.meta.url));
const events = life.events as unknown as readonly CloudEvent[];
const kindOf = ({ type, body }: StoredDocument) => (type === 'outcome' ? String(body.command) : type);

/** A value with one text replaced wherever it stands, as a value or as the name of one. */
function replaced(value: Json, from: string, to: string): Json {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item: Json) => replaced(item, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => [
      name === from ? to : name,
      replaced(member!, from, to),
    ]),
  );
}

/** Every text of a value and every name of a field in it. */
function textsOf(value: Json): ReadonlySet<string> {
  const found = new Set<string>();
  JSON.stringify(value, (name, member: unknown) => {
    found.add(name);
    if (typeof member === 'string') found.add(member);
    return member;
  });
  return found;
}

const asJson = (value: unknown) => value as Json;
const others = (value: Json) =>
  [...textsOf(value)].filter((text) => !(people as readonly string[]).includes(text) && text !== '');

describe('every type of document', () => {
  it('names the people of a life in the places that the table knows, and in no other', () => {
    for (const document of life.documents) {
      const text = JSON.stringify(document.body);
      const named = people.filter((person) => text.includes(JSON.stringify(person)));
      expect([...peopleInDocument(document)].sort(), kindOf(document)).toEqual([...named].sort());
      expect([...document.personIds].sort(), kindOf(document)).toEqual([...named].sort());
    }
    const naming = new Set(life.documents.filter(({ personIds }) => personIds.length > 0).map(kindOf));
    expect([...naming].sort()).toEqual(
      [
        ...['activity.announce', 'activity.finish', 'activity.join', 'activity.leave', 'activity.recommend'],
        ...['award', 'award.decide', 'award.propose', 'award.vote', 'person.addSignal'],
        ...['enrolment', 'help-need', 'help.confirm', 'help.post', 'help.signUp', 'issue'],
        ...['issue.assign', 'issue.close', 'issue.raise', 'recommendation', 'signal'],
        ...['survey.close', 'survey.open', 'survey.publish'],
      ].sort(),
    );
  });

  it('names nobody who was erased, nor does any that was ever published', () => {
    for (const person of people) {
      for (const document of [...life.documents, ...kept.flatMap(({ documents }) => documents)]) {
        const left = documentWithoutPerson({ document, personId: person });
        expect(JSON.stringify(left), kindOf(document)).not.toContain(JSON.stringify(person));
        expect(left?.version ?? document.version + 1).toBe(document.version + 1);
      }
      for (const event of events) {
        expect(JSON.stringify(eventWithoutPerson({ event, personId: person }))).not.toContain(JSON.stringify(person));
      }
    }
  });

  it('loses a person called like any other text or field in it, and nothing beside them', () => {
    let tried = 0;
    for (const person of people) {
      for (const document of life.documents.filter(({ personIds }) => personIds.includes(person))) {
        const right = documentWithoutPerson({ document, personId: person });
        for (const text of others(asJson(document))) {
          const called = replaced(asJson(document), person, text) as unknown as StoredDocument;
          expect(peopleInDocument(called)).toContain(text);
          const left = documentWithoutPerson({ document: called, personId: text });
          expect(left, `${kindOf(document)} of a person called ${text}`).toEqual(right);
          tried += 1;
        }
      }
      for (const event of events.filter((one) => JSON.stringify(one).includes(JSON.stringify(person)))) {
        const right = eventWithoutPerson({ event, personId: person });
        for (const text of others(asJson(event))) {
          const called = replaced(asJson(event), person, text) as unknown as CloudEvent;
          expect(eventWithoutPerson({ event: called, personId: text }), `${event.type} ${text}`).toEqual(right);
          tried += 1;
        }
      }
    }
    expect(tried).toBeGreaterThan(1500);
  });

  it('is as it was for a person whom it does not name, though a text reads like them', () => {
    for (const event of events) {
      for (const text of others(asJson(event))) expect(eventWithoutPerson({ event, personId: text })).toBe(event);
    }
    for (const document of life.documents.filter(({ type }) => type !== 'signal' && type !== 'recommendation')) {
      for (const text of others(asJson(document))) {
        expect(documentWithoutPerson({ document, personId: text })?.body).toEqual(document.body);
      }
    }
  });
});

describe('a document about one person alone', () => {
  it('goes with them, and with nobody else', () => {
    const alone = life.documents.filter(({ type }) => type === 'signal' || type === 'recommendation');
    expect(alone).toHaveLength(2);
    for (const document of alone) {
      expect(documentWithoutPerson({ document, personId: 'lin' })).toBeNull();
      expect(documentWithoutPerson({ document, personId: 'zhao' })?.body).toEqual(document.body);
    }
  });
});

describe('two erased people', () => {
  const award = life.documents.find(({ type }) => type === 'award')!;
  const erase = (document: StoredDocument, ...erased: string[]) =>
    erased.reduce((left, personId) => documentWithoutPerson({ document: left, personId })!, document);

  it('stay two in a document, each the same person in all its places, whatever they were called', () => {
    const votes = ['a', 'b', 'c', '__proto__', 'constructor'].map((voterId) => ({ voterId, personId: 'zhao' }));
    const voted = { ...award, body: { ...award.body, votes: [...votes, { voterId: 'zhao', personId: 'a' }] } };
    const left = erase(voted, 'a', 'zhao', '__proto__', 'b');
    expect((left.body.votes as readonly JsonObject[]).map((vote) => [vote.voterId, vote.personId])).toEqual([
      ['erased', 'erased-2'],
      ['erased-4', 'erased-2'],
      ['c', 'erased-2'],
      ['erased-3', 'erased-2'],
      ['constructor', 'erased-2'],
      ['erased-2', 'erased'],
    ]);
    expect(peopleInDocument(left)).toEqual(['c', 'constructor']);
  });

  it('stay two among the names of counts', () => {
    const decided = life.documents.find(({ body }) => body.command === 'award.decide')!;
    const counts = JSON.parse('{"zhao":3,"wu":2,"__proto__":1,"7":4}') as JsonObject;
    const counted = {
      ...decided,
      body: { ...decided.body, answer: { ...(decided.body.answer as JsonObject), counts } },
    };
    expect(peopleInDocument(counted)).toEqual(expect.arrayContaining(['zhao', 'wu', '__proto__', '7']));
    const left = erase(counted, 'wu', '__proto__', '7', 'zhao').body.answer as JsonObject;
    expect(left).toMatchObject({
      counts: { 'erased-4': 3, erased: 2, 'erased-2': 1, 'erased-3': 4 },
      winner: 'erased-4',
    });
  });

  it('are called what nobody else can be', () => {
    for (const name of ['erased', 'erased-2', 'erased-9', 'erased-10', 'erased-123'])
      expect(isErasedPerson(name)).toBe(true);
    for (const name of ['erased-1', 'erased-0', 'erased-', 'Erased', 'erased-2x', 'lin', '']) {
      expect(isErasedPerson(name)).toBe(false);
    }
    const names = ['erased', 'erased-2', 'erased-4'];
    expect([0, 1, 2, 3].map((count) => nextPlaceholder(new Set(names.slice(0, count))))).toEqual([
      'erased',
      'erased-2',
      'erased-3',
      'erased-3',
    ]);
  });
});

describe('what a later build wrote', () => {
  const tooNew = expect.objectContaining({ code: 'core/newer-document' });
  const of = (command: unknown): StoredDocument => {
    const kept = life.documents.find(({ body }) => body.command === 'help.confirm')!;
    return { ...kept, body: { ...kept.body, command: command as string } };
  };

  it('is refused: a version, a command, an event, and none of them passes for a field of every object', () => {
    for (const document of life.documents.filter(({ type }) => type !== 'signal' && type !== 'recommendation')) {
      const later = { ...document, body: { ...document.body, schemaVersion: 2 } };
      expect(() => documentWithoutPerson({ document: later, personId: 'lin' }), document.type).toThrow(tooNew);
    }
    for (const command of ['help.later', 'toString', 7, null]) {
      expect(() => documentWithoutPerson({ document: of(command), personId: 'lin' })).toThrow(tooNew);
    }
    const event = { ...events[0]!, type: 'meritkit.engagement.later.v1', data: { by: 'lin' } };
    expect(() => eventWithoutPerson({ event, personId: 'lin' })).toThrow(tooNew);
    expect(eventWithoutPerson({ event, personId: 'wu' })).toBe(event);
  });
});
