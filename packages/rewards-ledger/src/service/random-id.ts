import type { IdSource } from '@meritkit/core/ports';

const idBytes = 16;
const idLength = 36;
const batch = 512;
const digits = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const dash = '-'.charCodeAt(0);

/**
 * Random UUIDs (RFC 9562, version 4). Random bytes are drawn for many ids at once, and the ids of a batch are slices
 * of one text: an engine's own `randomUUID` is put together from some twenty pieces, which live as long as the id.
 */
export function createRandomIds(): IdSource {
  const bytes = new Uint8Array(idBytes * batch);
  const letters = new Uint8Array(idLength * batch);
  const decoder = new TextDecoder();
  let text = '';
  let used = 0;
  return () => {
    if (used === text.length) {
      globalThis.crypto.getRandomValues(bytes);
      for (let index = 0; index < batch; index += 1) writeId(letters, bytes, index);
      text = decoder.decode(letters);
      used = 0;
    }
    used += idLength;
    return text.slice(used - idLength, used);
  };
}

/** Writes one id's 36 letters. */
function writeId(letters: Uint8Array, bytes: Uint8Array, id: number): void {
  let place = id * idLength;
  for (let index = 0; index < idBytes; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) letters[place++] = dash;
    const byte = marked(bytes[id * idBytes + index]!, index);
    letters[place++] = digits[byte >> 4]!;
    letters[place++] = digits[byte & 15]!;
  }
}

/** The version (4) and the variant stand in two bytes of every id. */
function marked(byte: number, index: number): number {
  if (index === 6) return (byte & 15) | 64;
  return index === 8 ? (byte & 63) | 128 : byte;
}
