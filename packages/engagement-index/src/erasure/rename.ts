import { invalidInput } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import type { Json, JsonObject } from '@meritkit/core/json';
import type { DocumentType } from '../ports.ts';
import { type Place, placesInAnswers, placesInBodies, placesInEvents } from './places.ts';

/** What an id of a person becomes. */
export type Rename = (personId: string) => string;

/** The body of a document with every person in it renamed, and nothing else changed. Internal. */
export function renameInBody(type: DocumentType, body: JsonObject, rename: Rename): JsonObject {
  if (type !== 'outcome') return renameIn(body, placesInBodies[type], rename);
  const places = lookUp(placesInAnswers, body.command, ['body', 'command']);
  const answer = renameIn(body.answer as JsonObject, places, rename);
  const kept = renameIn(body, ['about[]'], rename);
  const events = answer.events as unknown as readonly CloudEvent[] | undefined;
  if (events === undefined) return { ...kept, answer };
  const renamed = events.map((event) => renameInEvent(event, rename)) as unknown as Json;
  return { ...kept, answer: { ...answer, events: renamed } };
}

/** An event with every person in it renamed, and nothing else changed. Internal. */
export function renameInEvent(event: CloudEvent, rename: Rename): CloudEvent {
  const data = renameIn(event.data as JsonObject, lookUp(placesInEvents, event.type, ['type']), rename);
  return { ...event, ...(event.actorid === undefined ? {} : { actorid: rename(event.actorid) }), data };
}

/** What a newer build wrote may name people in places that this one does not know: it must not pass for erased. */
function lookUp(
  table: Readonly<Record<string, readonly Place[]>>,
  name: unknown,
  path: readonly string[],
): readonly Place[] {
  const places = typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
  if (places === undefined) throw invalidInput('core/newer-document', path, `"${String(name)}" is not known here`);
  return places;
}

function renameIn(value: JsonObject, places: readonly Place[], rename: Rename): JsonObject {
  return places.reduce((changed, place) => renameAt(changed, stepsOf(place), rename) as JsonObject, value);
}

function stepsOf(place: Place): readonly string[] {
  return place.match(/\[\]|\{\}|[^.[\]{}]+/g) ?? [];
}

function renameAt(value: Json, steps: readonly string[], rename: Rename): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return typeof value === 'string' ? rename(value) : value;
  if (step === '[]') return Array.isArray(value) ? value.map((item: Json) => renameAt(item, rest, rename)) : value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const object = value as JsonObject;
  if (step === '{}') {
    return Object.fromEntries(Object.entries(object).map(([name, member]) => [rename(name), member!]));
  }
  const member = Object.hasOwn(object, step) ? object[step] : undefined;
  return member === undefined ? object : { ...object, [step]: renameAt(member, rest, rename) };
}
