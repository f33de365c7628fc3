import { invalidInput } from '../errors/index.ts';

/**
 * One text per value: keys sorted by code unit, no white space, `undefined` members left out (RFC 8785's rules for
 * what JSON.stringify already prints canonically). For fingerprints and hash chains: two values never share a text, so what
 * JSON would write as something else (a Date, a Map, an instance of a class) is refused.
 *
 * @throws InvalidInputError `core/not-json` for NaN, Infinity, bigint, functions, cycles, objects that are not plain and
 * more than 500 levels, with the path.
 * @example
 * ```ts
 * import { canonicalJson } from '@meritkit/core/json';
 *
 * canonicalJson({ b: 1, a: [true, null] }); // '{"a":[true,null],"b":1}'
 * ```
 */
export function canonicalJson(value: unknown): string {
  return write(value, [], new Set());
}

function write(value: unknown, path: (string | number)[], open: Set<object>): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notJson(path, `${value} has no JSON form`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw notJson(path, `a ${typeof value} has no JSON form`);
  if (open.has(value)) throw notJson(path, 'the value contains itself');
  if (path.length > DEEPEST) throw notJson(path.slice(0, 8), `nested more than ${DEEPEST} levels deep`);
  if (!Array.isArray(value) && !isPlain(value)) throw notJson(path, 'an object that is not plain has no JSON form');
  open.add(value);
  const text = Array.isArray(value)
    ? writeArray(value, path, open)
    : writeObject(value as Record<string, unknown>, path, open);
  open.delete(value);
  return text;
}

/** Deeper than any document, and far from where reading it would end with the stack. */
const DEEPEST = 500;

/** An object literal, of any realm, or one without a prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function writeArray(values: readonly unknown[], path: (string | number)[], open: Set<object>): string {
  // Array.from sees the holes of an array, map does not.
  const texts = Array.from(values, (item, index) => write(item === undefined ? null : item, [...path, index], open));
  return `[${texts.join(',')}]`;
}

function writeObject(value: Record<string, unknown>, path: (string | number)[], open: Set<object>): string {
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${write(member, [...path, key], open)}`);
  }
  return `{${members.join(',')}}`;
}

function notJson(path: readonly (string | number)[], message: string) {
  return invalidInput('core/not-json', path, message);
}
