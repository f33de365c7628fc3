import { invalidInput } from '../errors/index.ts';

/**
 * A UUID of version 7 (RFC 9562): the time in milliseconds and 74 random bits. Time and randomness come from the
 * caller, as `crypto.getRandomValues(new Uint8Array(10))` gives them.
 *
 * @throws InvalidInputError `core/invalid-input` for a time outside 48 bits or fewer than 10 bytes
 * @example
 * ```ts
 * import { uuidV7 } from '@meritkit/core/ports';
 *
 * // The example of RFC 9562, appendix A.6.
 * const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
 * uuidV7({ milliseconds: 0x017f22e279b0, random }); // '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'
 * ```
 */
export function uuidV7(options: { readonly milliseconds: number; readonly random: Uint8Array }): string {
  const { milliseconds, random } = options;
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds >= 2 ** 48) {
    throw invalidInput('core/invalid-input', ['milliseconds'], `${milliseconds} does not fit 48 bits`);
  }
  if (random.length < 10) throw invalidInput('core/invalid-input', ['random'], 'ten random bytes are needed');
  const bytes = [...random.slice(0, 10)];
  bytes[0] = 0x70 | (bytes[0]! & 0x0f);
  bytes[2] = 0x80 | (bytes[2]! & 0x3f);
  const time = milliseconds.toString(16).padStart(12, '0');
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}
