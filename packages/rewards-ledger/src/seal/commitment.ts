import { hmacSha256Hex, sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';

/** Named texts: the erasable details of an entry. */
type Fields = Readonly<Record<string, string>>;

/** What opens a commitment: a key per field that is there, and what erased ones were committed to. */
interface Opening {
  readonly keys: Fields;
  readonly erased: Fields;
}

/**
 * A commitment to erasable details: each field under a key of its own, derived from a random salt, and one hash over
 * all. Without the salt it says nothing about them, not even by guessing; with it, it shows that they were not changed.
 * @example
 * ```ts
 * import { commitTo } from '@meritkit/rewards-ledger';
 *
 * const fields = { reason: 'Tech challenge' };
 * commitTo({ fields, salt: 'a' }) === commitTo({ fields, salt: 'b' }); // false
 * ```
 */
export function commitTo(options: { readonly fields: Fields; readonly salt: string }): string {
  const { keys, erased } = openingOf(options);
  return sha256Hex(canonicalJson({ ...erased, ...commitments(options.fields, keys) }));
}

/**
 * Details without some of their fields, under a salt that still opens the same commitment: the fields that go leave
 * only what they were committed to, and the keys and the salt by which they could be guessed are forgotten.
 */
export function withoutFields(options: {
  readonly fields: Fields;
  readonly salt: string;
  readonly names: readonly string[];
}): {
  readonly fields: Fields;
  readonly salt: string;
} {
  const { names } = options;
  const { keys, erased } = openingOf(options);
  const going = pick(options.fields, (name) => names.includes(name));
  const fields = pick(options.fields, (name) => !names.includes(name));
  const left: Opening = {
    keys: pick(keys, (name) => Object.hasOwn(fields, name)),
    erased: { ...erased, ...commitments(going, keys) },
  };
  return { fields, salt: canonicalJson(left) };
}

function commitments(fields: Fields, keys: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, hmacSha256Hex(keys[name] ?? '', value)]),
  );
}

function pick(fields: Fields, wanted: (name: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name)));
}

/** A salt as it was drawn, or as an erasure of some fields has left it. */
function openingOf({ fields, salt }: { readonly fields: Fields; readonly salt: string }): Opening {
  if (isOpening(salt)) return JSON.parse(salt);
  const keys = Object.keys(fields).map((name) => [name, hmacSha256Hex(salt, name)]);
  return { keys: Object.fromEntries(keys), erased: {} };
}

const member = '"\\w+":"[0-9a-f]{64}"';
const members = `\\{(${member}(,${member})*)?\\}`;
const opening = new RegExp(`^\\{"erased":${members},"keys":${members}\\}$`);

/** Whether a salt is what an erasure of some fields leaves; no other salt looks like one. */
export function isOpening(salt: string): boolean {
  return opening.test(salt);
}
