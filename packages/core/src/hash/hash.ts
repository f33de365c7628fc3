import { hmac } from '@noble/hashes/hmac';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 32 bytes.
 *
 * @example
 * ```ts
 * import { sha256Bytes } from '@meritkit/core/hash';
 *
 * sha256Bytes('abc').length; // 32
 * ```
 */
export function sha256Bytes(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}

/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, as 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { sha256Hex } from '@meritkit/core/hash';
 *
 * sha256Hex('abc'); // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 * ```
 */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256Bytes(text));
}

/**
 * HMAC-SHA-256 (RFC 2104) of a text under a key, both in UTF-8, as 64 hexadecimal digits.
 *
 * @example
 * ```ts
 * import { hmacSha256Hex } from '@meritkit/core/hash';
 *
 * hmacSha256Hex('Jefe', 'what do ya want for nothing?').slice(0, 16); // '5bdcc146bf60754e'
 * ```
 */
export function hmacSha256Hex(key: string, text: string): string {
  return bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text)));
}

/**
 * An id from what names a thing: the same parts give the same id for ever, and `('a', 'bc')` differs from
 * `('ab', 'c')`. 32 hexadecimal digits (128 bits) of SHA-256.
 *
 * @example
 * ```ts
 * import { stableId } from '@meritkit/core/hash';
 *
 * stableId('jira', 'PAY-118') === stableId('jira', 'PAY-118'); // true
 * ```
 */
export function stableId(...parts: readonly (string | number)[]): string {
  return sha256Hex(JSON.stringify(parts.map(String))).slice(0, 32);
}
