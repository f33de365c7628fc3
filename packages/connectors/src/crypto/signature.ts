import { hex } from './bytes.ts';

/** The digest of a text in UTF-8, as hexadecimal digits. */
export async function digestHex(subtle: SubtleCrypto, algorithm: 'SHA-1' | 'SHA-256', text: string): Promise<string> {
  return hex(new Uint8Array(await subtle.digest(algorithm, new TextEncoder().encode(text))));
}

/** What DingTalk and WeCom sign with SHA-1: token, timestamp, nonce and cipher text, sorted and put together. */
export async function envelopeSignature(
  subtle: SubtleCrypto,
  parts: { readonly token: string; readonly timestamp: string; readonly nonce: string; readonly encrypted: string },
): Promise<string> {
  const sorted = [parts.token, parts.timestamp, parts.nonce, parts.encrypted].sort();
  return digestHex(subtle, 'SHA-1', sorted.join(''));
}

/** HMAC-SHA-256 of a text, as hexadecimal digits: what GitHub sends in `X-Hub-Signature-256`. */
export async function hmacHex(subtle: SubtleCrypto, secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return hex(new Uint8Array(await subtle.sign('HMAC', key, encoder.encode(text))));
}
