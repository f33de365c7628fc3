import { invalidInput } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { isErasedPerson } from '../erasure/placeholder.ts';

type Path = readonly (string | number)[];

const LONGEST_ID = 500;
const LONGEST_TEXT = 10_000;

/** What an id must be, in words. */
export const idRule = `an id is a text of 1 to ${LONGEST_ID} characters without control characters, and not "__proto__"`;

/** Whether a text can be an id: counts and chances are kept under ids as names, and databases store them. */
export function isId(value: unknown): value is string {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_ID) return false;
  return value !== '__proto__' && !/\p{Cc}/u.test(value);
}

/** An id that the host gives. */
export function readId(value: unknown, path: Path): string {
  if (isId(value)) return value;
  throw invalidInput('core/invalid-input', path, idRule);
}

/** The id of a person; what erasure leaves behind is nobody's. */
export function readPersonId(value: unknown, path: Path): string {
  const personId = readId(value, path);
  if (!isErasedPerson(personId)) return personId;
  throw invalidInput('core/invalid-input', path, `"${personId}" stands for somebody who was erased`);
}

/** A text that people read. */
export function readText(value: unknown, path: Path): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT) return value;
  throw invalidInput('core/invalid-input', path, `a text has 1 to ${LONGEST_TEXT} characters`);
}

/** The language in which something is read. */
export function readLocale(value: unknown): string {
  try {
    if (typeof value === 'string' && Intl.getCanonicalLocales(value).length === 1) return value;
  } catch {
    // no tag at all
  }
  throw invalidInput('core/invalid-input', ['locale'], 'a language tag such as "zh-CN"');
}

/** Who gives a command or reads about people. */
export function readActor(actor: Actor): Actor {
  if (typeof actor !== 'object' || actor === null) {
    throw invalidInput('core/invalid-input', ['actor'], 'an actor with an id and a request is expected');
  }
  readPersonId(actor.id, ['actor', 'id']);
  readId(actor.requestId, ['actor', 'requestId']);
  if (actor.onBehalfOf !== undefined) readPersonId(actor.onBehalfOf, ['actor', 'onBehalfOf']);
  return actor;
}
