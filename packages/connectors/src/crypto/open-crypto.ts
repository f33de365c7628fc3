import { instantText, parseInstant } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { childText, readXml } from '../shared/xml.ts';
import { text as decode, fromBase64, sameText } from './bytes.ts';
import { decryptCbc, decryptEnvelope, unpad } from './decrypt.ts';
import { digestHex, envelopeSignature, hmacHex } from './signature.ts';

/** Why an event was not opened. Nothing of it may be used. */
export type EnvelopeRejection =
  | Rejection<'connectors/bad-signature'>
  | Rejection<'connectors/bad-encryption'>
  | Rejection<'connectors/wrong-recipient', { readonly receiver: string }>
  | Rejection<'connectors/stale-event', { readonly sentAt: string }>
  | Rejection<'connectors/unreadable'>;

/** An event that came from the tool and was meant for us. */
export type OpenedEnvelope = Outcome<{ readonly payload: unknown }, EnvelopeRejection>;

/** When an event arrived, and how old it may be; without it, age is not checked. */
export interface Freshness {
  /** The instant of arrival. */
  readonly receivedAt: string;
  readonly maximumAgeSeconds: number;
}

const platform = (): SubtleCrypto => globalThis.crypto.subtle;

/**
 * Opens a Feishu event: checks the signature of the headers (SHA-256 over timestamp, nonce, encrypt key and body), and
 * decrypts the body (AES-256-CBC, the key being the SHA-256 of the encrypt key). Without an encrypt key the body is
 * plain and its verification token is checked.
 *
 * Refused: `connectors/bad-signature`, `connectors/bad-encryption`, `connectors/stale-event`, `connectors/unreadable`.
 *
 * @throws InvalidInputError `core/invalid-input` for a secret that is empty: everybody would know it
 * @example
 * ```ts
 * import { openFeishuEvent } from '@meritkit/connectors';
 *
 * const body = JSON.stringify({ type: 'url_verification', token: 'v', challenge: 'c' });
 * const opened = await openFeishuEvent({ body, verificationToken: 'v' });
 * opened.ok; // true
 * (await openFeishuEvent({ body, verificationToken: 'other' })).ok; // false
 * ```
 */
export async function openFeishuEvent(options: {
  /** The request's body, byte for byte as it came. */
  readonly body: string;
  /**
   * `X-Lark-Request-Timestamp`, `X-Lark-Request-Nonce`, `X-Lark-Signature`; a first URL check comes without. With an
   * encrypt key every other event needs them.
   */
  readonly headers?: { readonly timestamp: string; readonly nonce: string; readonly signature: string };
  readonly encryptKey?: string;
  readonly verificationToken?: string;
  readonly freshness?: Freshness;
  readonly subtle?: SubtleCrypto;
}): Promise<OpenedEnvelope> {
  const subtle = options.subtle ?? platform();
  const { headers, encryptKey } = options;
  refuseEmpty({ encryptKey, verificationToken: options.verificationToken });
  const body = parseJson(options.body);
  if (body === undefined) return reject('connectors/unreadable', {});
  if (headers !== undefined && encryptKey !== undefined) {
    const signed = `${headers.timestamp}${headers.nonce}${encryptKey}${options.body}`;
    const expected = await digestHex(subtle, 'SHA-256', signed);
    if (!sameText(expected, headers.signature.toLowerCase())) return reject('connectors/bad-signature', {});
    const stale = staleness(Number(headers.timestamp) * 1000, options.freshness);
    if (stale !== null) return reject('connectors/stale-event', { sentAt: stale });
  }
  const encrypted = memberText(body, 'encrypt');
  // With a key, Feishu encrypts all it sends: a plain body without a signature comes from somebody else.
  if (encrypted === null && encryptKey !== undefined && headers === undefined) {
    return reject('connectors/bad-signature', {});
  }
  const plain = encrypted === null ? body : await decryptFeishu(subtle, encryptKey ?? '', encrypted);
  if (plain === undefined) return reject('connectors/bad-encryption', {});
  // Unsigned requests (a first URL check, plain events) are known by the token alone; with a key, decrypting shows it.
  const authentic =
    (headers !== undefined && encryptKey !== undefined) || (encrypted !== null && encryptKey !== undefined);
  // Who leaves the signature away leaves away what tells an old event from a new one: only the first check of the address may.
  if (encrypted !== null && headers === undefined && memberText(plain, 'type') !== 'url_verification') {
    return reject('connectors/bad-signature', {});
  }
  const token = memberText(plain, 'token') ?? memberText(member(plain, 'header'), 'token') ?? '';
  const tokenFits = options.verificationToken !== undefined && sameText(token, options.verificationToken);
  if (options.verificationToken !== undefined ? !tokenFits : !authentic) return reject('connectors/bad-signature', {});
  return { ok: true, payload: plain };
}

/**
 * Opens a DingTalk callback: checks `msg_signature` (SHA-1 over the sorted token, timestamp, nonce and cipher text),
 * decrypts, and checks that it was meant for this company or app.
 *
 * Refused: `connectors/bad-signature`, `connectors/bad-encryption`, `connectors/wrong-recipient`,
 * `connectors/stale-event`, `connectors/unreadable`.
 *
 * @throws InvalidInputError `core/invalid-input` for a secret that is empty
 * @example
 * ```ts
 * import { openDingTalkEvent } from '@meritkit/connectors';
 *
 * const query = { signature: 'forged', timestamp: '1608001896814', nonce: 'n' };
 * await openDingTalkEvent({ query, encrypt: 'AAAA', token: 't', aesKey: 'k'.repeat(43), receiver: 'ding1' });
 * // { ok: false, rejection: { code: 'connectors/bad-signature' } }
 * ```
 */
export async function openDingTalkEvent(options: {
  readonly query: { readonly signature: string; readonly timestamp: string; readonly nonce: string };
  readonly encrypt: string;
  readonly token: string;
  readonly aesKey: string;
  /** The company's id, or the app's key. */
  readonly receiver: string;
  readonly freshness?: Freshness;
  readonly subtle?: SubtleCrypto;
}): Promise<OpenedEnvelope> {
  const opened = await openEnvelope({ ...options, encrypted: options.encrypt, millisecondsPerUnit: 1 });
  if (!opened.ok) return opened;
  const payload = parseJson(opened.message);
  return payload === undefined ? reject('connectors/unreadable', {}) : { ok: true, payload };
}

/**
 * Opens a WeCom callback: its XML body holds the cipher text, its query the signature. The payload is the decrypted
 * XML as text, or for a URL check (`echostr`) the text to answer with.
 *
 * Refused: as `openDingTalkEvent`.
 *
 * @throws InvalidInputError `core/invalid-input` for a secret that is empty
 * @example
 * ```ts
 * import { openWeComEvent } from '@meritkit/connectors';
 *
 * const query = { signature: 'forged', timestamp: '1608001896', nonce: 'n' };
 * await openWeComEvent({ query, body: '<xml><Encrypt>AAAA</Encrypt></xml>', token: 't', aesKey: 'k'.repeat(43), receiver: 'ww1' });
 * // { ok: false, rejection: { code: 'connectors/bad-signature' } }
 * ```
 */
export async function openWeComEvent(options: {
  readonly query: { readonly signature: string; readonly timestamp: string; readonly nonce: string };
  /** The request's XML body, or the `echostr` of a URL check. */
  readonly body: string;
  readonly token: string;
  readonly aesKey: string;
  /** The company's id. */
  readonly receiver: string;
  readonly freshness?: Freshness;
  readonly subtle?: SubtleCrypto;
}): Promise<OpenedEnvelope> {
  let encrypted = options.body.trim();
  if (encrypted.startsWith('<')) {
    const read = readXml(encrypted);
    if ('problem' in read) return reject('connectors/unreadable', {});
    encrypted = childText(read.root, 'Encrypt') ?? '';
  }
  const opened = await openEnvelope({ ...options, encrypted, millisecondsPerUnit: 1000 });
  return opened.ok ? { ok: true, payload: opened.message } : opened;
}

/**
 * True when a GitHub webhook's body was signed with the secret: `X-Hub-Signature-256` is `sha256=` and the HMAC.
 *
 * @throws InvalidInputError `core/invalid-input` for a secret that is empty
 * @example
 * ```ts
 * import { isGitHubSignature } from '@meritkit/connectors';
 *
 * await isGitHubSignature({
 *   body: 'Hello, World!', secret: "It's a Secret to Everybody",
 *   signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
 * }); // true
 * ```
 */
export async function isGitHubSignature(options: {
  readonly body: string;
  readonly signature: string;
  readonly secret: string;
  readonly subtle?: SubtleCrypto;
}): Promise<boolean> {
  refuseEmpty({ secret: options.secret });
  const expected = await hmacHex(options.subtle ?? platform(), options.secret, options.body);
  return sameText(`sha256=${expected}`, options.signature);
}

/** An empty secret, as a setting that is missing gives one, makes a signature that everybody can make. */
function refuseEmpty(secrets: Readonly<Record<string, string | undefined>>): void {
  for (const [name, secret] of Object.entries(secrets)) {
    if (secret === '') throw invalidInput('core/invalid-input', [name], 'a secret is not empty');
  }
}

async function openEnvelope(options: {
  readonly query: { readonly signature: string; readonly timestamp: string; readonly nonce: string };
  readonly encrypted: string;
  readonly token: string;
  readonly aesKey: string;
  readonly receiver: string;
  readonly freshness?: Freshness;
  readonly millisecondsPerUnit: number;
  readonly subtle?: SubtleCrypto;
}): Promise<Outcome<{ readonly message: string }, EnvelopeRejection>> {
  const subtle = options.subtle ?? platform();
  const { query, encrypted, token, aesKey } = options;
  const { timestamp, nonce } = query;
  refuseEmpty({ token, aesKey, receiver: options.receiver });
  const expected = await envelopeSignature(subtle, { token, timestamp, nonce, encrypted });
  if (!sameText(expected, query.signature.toLowerCase())) return reject('connectors/bad-signature', {});
  const stale = staleness(Number(timestamp) * options.millisecondsPerUnit, options.freshness);
  if (stale !== null) return reject('connectors/stale-event', { sentAt: stale });
  const opened = await decryptEnvelope({ subtle, aesKey, encrypted });
  if (opened === null) return reject('connectors/bad-encryption', {});
  if (opened.receiver !== options.receiver) return reject('connectors/wrong-recipient', { receiver: opened.receiver });
  return { ok: true, message: opened.message };
}

async function decryptFeishu(subtle: SubtleCrypto, encryptKey: string, encrypted: string): Promise<unknown> {
  const bytes = fromBase64(encrypted);
  if (bytes === null || bytes.length < 32) return undefined;
  const key = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(encryptKey)));
  const padded = await decryptCbc({ subtle, key, iv: bytes.slice(0, 16), data: bytes.slice(16) });
  const plain = padded === null ? null : unpad(padded, 16);
  const message = plain === null ? null : decode(plain);
  return message === null ? undefined : parseJson(message);
}

/** The instant of sending when it is too old, too far ahead or none; null when it is fresh, or nobody asks. */
function staleness(milliseconds: number, freshness: Freshness | undefined): string | null {
  if (freshness === undefined) return null;
  const isTime = Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds < 253_402_300_800_000;
  if (!isTime) return '1970-01-01T00:00:00Z';
  const age = Math.abs(parseInstant(freshness.receivedAt) - milliseconds);
  return age > freshness.maximumAgeSeconds * 1000 ? instantText(milliseconds) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function memberText(value: unknown, name: string): string | null {
  const found = member(value, name);
  return typeof found === 'string' ? found : null;
}
