import type { IdSource } from '@meritkit/core/ports';

const idBytes = 16;
const batch = 64;
const digits = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const dash = '-'.charCodeAt(0);

/**
 * Random UUIDs (RFC 9562, version 4), each one flat text written from its characters: engines build `randomUUID` from
 * some twenty pieces, which live as long as the entry does. Random bytes are drawn for many ids at once.
 */
export function createRandomIds(): IdSource {
  const bytes = new Uint8Array(idBytes * batch);
  const codes: number[] = new Array(36).fill(dash);
  let used = bytes.length;
  return () => {
    if (used === bytes.length) {
      globalThis.crypto.getRandomValues(bytes);
      used = 0;
    }
    writeId(codes, bytes, used);
    used += idBytes;
    return String.fromCharCode(...codes);
  };
}

function writeId(codes: number[], bytes: Uint8Array, from: number): void {
  let place = 0;
  for (let index = 0; index < idBytes; index += 1) {
    const byte = marked(bytes[from + index]!, index);
    codes[place] = digits[byte >> 4]!;
    codes[place + 1] = digits[byte & 15]!;
    place += index === 3 || index === 5 || index === 7 || index === 9 ? 3 : 2;
  }
}

/** The version (4) and the variant stand in two bytes of every id. */
function marked(byte: number, index: number): number {
  if (index === 6) return (byte & 15) | 64;
  return index === 8 ? (byte & 63) | 128 : byte;
}
