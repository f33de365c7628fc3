import { type IdSource, uuidV7 } from '../ports/index.ts';

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
  const random = new Uint8Array(10);
  return () => uuidV7({ milliseconds: now(), random: globalThis.crypto.getRandomValues(random) });
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
  const bytes = new Uint8Array(16);
  return () => {
    globalThis.crypto.getRandomValues(bytes);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, digits);
  };
}
