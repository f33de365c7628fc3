import { text as decode, fromBase64 } from './bytes.ts';

/** AES-256-CBC with a raw key; null when the text was not encrypted with it. */
export async function decryptCbc(options: {
  readonly subtle: SubtleCrypto;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
}): Promise<Uint8Array<ArrayBuffer> | null> {
  const { subtle, data } = options;
  if (data.length === 0 || data.length % 16 !== 0) return null;
  try {
    const key = await subtle.importKey('raw', options.key, 'AES-CBC', false, ['encrypt', 'decrypt']);
    // WebCrypto knows padding to 16 bytes only, these tools pad to 32: a last block of full padding is put behind, so
    // that all of the plain text comes out, padding and all.
    const last = data.slice(-16);
    const block = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv: last }, key, new Uint8Array(0)));
    const padded = new Uint8Array(data.length + 16);
    padded.set(data);
    padded.set(block.slice(0, 16), data.length);
    return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv: options.iv }, key, padded));
  } catch {
    return null;
  }
}

/** Takes PKCS#7 padding of up to `size` bytes off; null when it is not there. */
export function unpad(plain: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> | null {
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > size || count > plain.length) return null;
  const right = plain.subarray(plain.length - count).every((byte) => byte === count);
  return right ? plain.slice(0, plain.length - count) : null;
}

/**
 * What DingTalk and WeCom encrypt: 16 random bytes, the length of the message in four bytes, the message, and the id of
 * the receiver. The key is 43 characters of base64, its first 16 bytes are the initialisation vector.
 */
export async function decryptEnvelope(options: {
  readonly subtle: SubtleCrypto;
  readonly aesKey: string;
  readonly encrypted: string;
}): Promise<{ readonly message: string; readonly receiver: string } | null> {
  const key = fromBase64(`${options.aesKey}=`);
  const data = fromBase64(options.encrypted);
  if (key === null || key.length !== 32 || data === null) return null;
  const padded = await decryptCbc({ subtle: options.subtle, key, iv: key.slice(0, 16), data });
  const plain = padded === null ? null : unpad(padded, 32);
  if (plain === null || plain.length < 20) return null;
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(16);
  if (20 + length > plain.length) return null;
  const message = decode(plain.slice(20, 20 + length));
  const receiver = decode(plain.slice(20 + length));
  return message === null || receiver === null ? null : { message, receiver };
}
