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
  const batch = createBatch(7);
  let milliseconds = Number.NaN;
  let asked = 0;
  return () => {
    const present = now();
    if (present !== milliseconds) {
      // As many as the millisecond before asked for: one where ids are made now and then.
      batch.fill(Math.min(Math.max(asked, 1), most), present);
      milliseconds = present;
      asked = 0;
    } else if (batch.isEmpty()) {
      // A few more than the one before: what is drawn and not asked for is thrown away.
      batch.fill(Math.min(Math.max(asked >> 2, 1), most), present);
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
  const batch = createBatch(4);
  return () => {
    batch.fill(1, null);
    return batch.take();
  };
}

/**
 * Ids of one draw of random bytes, cut from one text: an engine's own `randomUUID` is put together from some twenty
 * pieces, which live as long as the id.
 */
function createBatch(version: number) {
  let bytes = new Uint8Array(idBytes);
  let letters = new Uint8Array(idLength);
  const decoder = new TextDecoder();
  let text = '';
  let used = 0;
  return {
    isEmpty: () => used === text.length,
    /** Draws ids; with a time in milliseconds, that stands in their first 48 bits. */
    fill: (size: number, milliseconds: number | null) => {
      if (bytes.length < size * idBytes) {
        bytes = new Uint8Array(size * idBytes);
        letters = new Uint8Array(size * idLength);
      }
      globalThis.crypto.getRandomValues(bytes.subarray(0, size * idBytes));
      for (let id = 0; id < size; id += 1) {
        const first = id * idBytes;
        if (milliseconds !== null) stamp(bytes, first, milliseconds);
        bytes[first + 6] = (bytes[first + 6]! & 15) | (version << 4);
        bytes[first + 8] = (bytes[first + 8]! & 63) | 128; // the variant
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

/** The time in 48 bits, most significant first. */
function stamp(bytes: Uint8Array, first: number, milliseconds: number): void {
  const [high, low] = [Math.floor(milliseconds / 2 ** 32), milliseconds % 2 ** 32];
  bytes[first] = high >>> 8;
  bytes[first + 1] = high;
  bytes[first + 2] = low >>> 24;
  bytes[first + 3] = low >>> 16;
  bytes[first + 4] = low >>> 8;
  bytes[first + 5] = low;
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
