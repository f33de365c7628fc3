import type { IdSource } from '../ports/index.ts';

const idBytes = 16;
const idLength = 36;
const most = 512;
const digits = [...'0123456789abcdef'].map((digit) => digit.charCodeAt(0));
const dash = '-'.charCodeAt(0);

/**
 * Ids by time and chance, UUIDs of version 7 (RFC 9562), so that rows written one after the other lie one after the
 * other in an index. They tell when they were made: see `createUnguessableIds` for what must not.
 *
 * @example
 * ```ts
 * import { createIds } from '@meritkit/core/platform';
 *
 * const ids = createIds();
 * ids() === ids(); // false
 * ids()[14]; // '7'
 * ```
 */
export function createIds(options: { readonly now?: () => number } = {}): IdSource {
  const { now = Date.now } = options;
  const batch = createBatch();
  let milliseconds = Number.NaN;
  let asked = 0;
  return () => {
    const present = now();
    if (present !== milliseconds) {
      // As many as the millisecond before asked for: one where ids are made now and then.
      batch.fill(Math.min(Math.max(asked, 1), most), (bytes) => stamp(bytes, present));
      milliseconds = present;
      asked = 0;
    } else if (batch.isEmpty()) {
      batch.fill(Math.min(asked, most), (bytes) => stamp(bytes, present));
    }
    asked += 1;
    return batch.take();
  };
}

/**
 * Ids by chance alone, 122 bits of it (UUIDs of version 4): for tokens and salts, which nobody may guess and which must
 * not tell when they were made.
 *
 * @example
 * ```ts
 * import { createUnguessableIds } from '@meritkit/core/platform';
 *
 * createUnguessableIds()()[14]; // '4'
 * ```
 */
export function createUnguessableIds(): IdSource {
  const batch = createBatch();
  return () => {
    batch.fill(1, (bytes) => mark(bytes, 4));
    return batch.take();
  };
}

/**
 * Ids of one draw of random bytes, cut from one text: an engine's own `randomUUID` is put together from some twenty
 * pieces, which live as long as the id.
 */
function createBatch() {
  let bytes = new Uint8Array(idBytes);
  let letters = new Uint8Array(idLength);
  const decoder = new TextDecoder();
  let text = '';
  let used = 0;
  return {
    isEmpty: () => used === text.length,
    fill: (size: number, finish: (id: Uint8Array) => void) => {
      if (bytes.length < size * idBytes)
        [bytes, letters] = [new Uint8Array(size * idBytes), new Uint8Array(size * idLength)];
      globalThis.crypto.getRandomValues(bytes.subarray(0, size * idBytes));
      for (let id = 0; id < size; id += 1) {
        finish(bytes.subarray(id * idBytes, (id + 1) * idBytes));
        write(letters, bytes, id);
      }
      text = decoder.decode(letters.subarray(0, size * idLength));
      used = 0;
    },
    take: () => {
      used += idLength;
      return text.slice(used - idLength, used);
    },
  };
}

/** The time in the first 48 bits, most significant first. */
function stamp(bytes: Uint8Array, milliseconds: number): void {
  let rest = milliseconds;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  mark(bytes, 7);
}

/** The version and the variant stand in two bytes of every id. */
function mark(bytes: Uint8Array, version: number): void {
  bytes[6] = (bytes[6]! & 15) | (version << 4);
  bytes[8] = (bytes[8]! & 63) | 128;
}

/** Writes one id's 36 letters. */
function write(letters: Uint8Array, bytes: Uint8Array, id: number): void {
  let place = id * idLength;
  for (let index = 0; index < idBytes; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) letters[place++] = dash;
    const byte = bytes[id * idBytes + index]!;
    letters[place++] = digits[byte >> 4]!;
    letters[place++] = digits[byte & 15]!;
  }
}
