import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, sameText, text } from './bytes.ts';
import { isGitHubSignature, openDingTalkEvent, openFeishuEvent, openWeComEvent } from './open-crypto.ts';

const aesKey = Buffer.alloc(32, 7).toString('base64').slice(0, 43);

/** An envelope as DingTalk and WeCom make it, by the platform's own cipher: the other side of ours. */
function seal(
  message: string,
  options: { readonly token: string; readonly receiver: string; readonly timestamp: string; readonly nonce: string },
) {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const body = Buffer.from(message, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const plain = Buffer.concat([Buffer.alloc(16, 65), length, body, Buffer.from(options.receiver)]);
  const pad = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypt = Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])),
    cipher.final(),
  ]).toString('base64');
  const parts = [options.token, options.timestamp, options.nonce, encrypt].sort().join('');
  return { encrypt, signature: createHash('sha1').update(parts).digest('hex') };
}

function sealFeishu(payload: string, encryptKey: string): string {
  const key = createHash('sha256').update(encryptKey).digest();
  const iv = Buffer.alloc(16, 3);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return Buffer.concat([iv, cipher.update(payload, 'utf8'), cipher.final()]).toString('base64');
}

const changed = (value: string, at: number) =>
  value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1);

describe('envelopes of DingTalk and WeCom', () => {
  const sent = { token: 'token', receiver: 'corp', timestamp: '1763805600000', nonce: 'n' };
  const query = (sealed: { readonly signature: string }) => ({
    signature: sealed.signature,
    timestamp: sent.timestamp,
    nonce: sent.nonce,
  });

  it('of any message open to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue().filter((value) => value !== null),
        fc.boolean(),
        async (value, wecom) => {
          const sealed = seal(JSON.stringify(value), sent);
          const options = { query: query(sealed), token: 'token', aesKey, receiver: 'corp' };
          const opened = wecom
            ? await openWeComEvent({
                ...options,
                body: `<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[${sealed.encrypt}]]></Encrypt></xml>`,
              })
            : await openDingTalkEvent({ ...options, encrypt: sealed.encrypt });
          expect(opened).toEqual({
            ok: true,
            payload: wecom ? JSON.stringify(value) : JSON.parse(JSON.stringify(value)),
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('do not open when any part was changed', async () => {
    const sealed = seal('{"EventType":"check_url"}', sent);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.encrypt.length - 1), async (at) => {
        const encrypt = changed(sealed.encrypt, at);
        const opened = await openDingTalkEvent({
          query: query(sealed),
          encrypt,
          token: 'token',
          aesKey,
          receiver: 'corp',
        });
        expect(opened).toMatchObject({ ok: false, rejection: { code: 'connectors/bad-signature' } });
      }),
      { numRuns: 40 },
    );
  });

  it('signed but empty, short or not encrypted are refused', async () => {
    for (const encrypt of ['', 'AAAA', '***', Buffer.alloc(32).toString('base64')]) {
      const parts = [sent.token, sent.timestamp, sent.nonce, encrypt].sort().join('');
      const signature = createHash('sha1').update(parts).digest('hex').toUpperCase();
      const opened = await openDingTalkEvent({
        query: query({ signature }),
        encrypt,
        token: 'token',
        aesKey,
        receiver: 'corp',
      });
      expect(opened).toMatchObject({ rejection: { code: 'connectors/bad-encryption' } });
    }
    const sealed = seal('no json', sent);
    await expect(
      openDingTalkEvent({ query: query(sealed), encrypt: sealed.encrypt, token: 'token', aesKey, receiver: 'corp' }),
    ).resolves.toMatchObject({
      rejection: { code: 'connectors/unreadable' },
    });
    await expect(
      openWeComEvent({ query: query(sealed), body: '<xml>', token: 'token', aesKey, receiver: 'corp' }),
    ).resolves.toMatchObject({
      rejection: { code: 'connectors/unreadable' },
    });
    await expect(
      openDingTalkEvent({
        query: query(sealed),
        encrypt: sealed.encrypt,
        token: 'token',
        aesKey: 'short',
        receiver: 'corp',
      }),
    ).resolves.toMatchObject({
      rejection: { code: 'connectors/bad-encryption' },
    });
  });

  it('too old or from the future are refused where age is checked, in milliseconds and in seconds', async () => {
    const sealed = seal('{}', sent);
    const open = (receivedAt: string) =>
      openDingTalkEvent({
        query: query(sealed),
        encrypt: sealed.encrypt,
        token: 'token',
        aesKey,
        receiver: 'corp',
        freshness: { receivedAt, maximumAgeSeconds: 300 },
      });
    await expect(open('2025-11-22T10:05:00Z')).resolves.toMatchObject({ ok: true });
    for (const receivedAt of ['2025-11-22T10:05:01Z', '2025-11-22T09:54:59Z']) {
      await expect(open(receivedAt)).resolves.toEqual({
        ok: false,
        rejection: { code: 'connectors/stale-event', sentAt: '2025-11-22T10:00:00Z' },
      });
    }
    const seconds = { ...sent, timestamp: '1763805600' };
    const wecom = seal('echo', seconds);
    const opened = await openWeComEvent({
      query: { ...seconds, signature: wecom.signature },
      body: wecom.encrypt,
      token: 'token',
      aesKey,
      receiver: 'corp',
      freshness: { receivedAt: '2025-11-22T10:01:00Z', maximumAgeSeconds: 300 },
    });
    expect(opened).toEqual({ ok: true, payload: 'echo' });
    const endless = { ...sent, timestamp: '9'.repeat(30) };
    const odd = seal('{}', endless);
    await expect(
      openDingTalkEvent({
        query: { ...endless, signature: odd.signature },
        encrypt: odd.encrypt,
        token: 'token',
        aesKey,
        receiver: 'corp',
        freshness: { receivedAt: '2025-11-22T10:00:00Z', maximumAgeSeconds: 300 },
      }),
    ).resolves.toMatchObject({ rejection: { code: 'connectors/stale-event' } });
  });
});

describe('events of Feishu', () => {
  const encryptKey = 'key';
  const payload = { schema: '2.0', header: { token: 'verify', event_type: 'x' }, event: {} };
  const body = JSON.stringify({ encrypt: sealFeishu(JSON.stringify(payload), encryptKey) });
  const headers = (given = body, timestamp = '1763805600') => ({
    timestamp,
    nonce: 'n',
    signature: createHash('sha256').update(`${timestamp}n${encryptKey}${given}`).digest('hex'),
  });

  it('open when signature, key and token fit', async () => {
    await expect(
      openFeishuEvent({ body, headers: headers(), encryptKey, verificationToken: 'verify' }),
    ).resolves.toEqual({ ok: true, payload });
    await expect(openFeishuEvent({ body, headers: headers(), encryptKey })).resolves.toEqual({ ok: true, payload });
    const plain = JSON.stringify(payload);
    await expect(openFeishuEvent({ body: plain, verificationToken: 'verify' })).resolves.toEqual({ ok: true, payload });
    const first = JSON.stringify({ type: 'url_verification', token: 'verify', challenge: 'c' });
    await expect(openFeishuEvent({ body: first, verificationToken: 'verify' })).resolves.toMatchObject({
      ok: true,
      payload: { challenge: 'c' },
    });
  });

  it.each<[string, Partial<Parameters<typeof openFeishuEvent>[0]>, string]>([
    ['another body than was signed', { body: `${body} ` }, 'connectors/bad-signature'],
    ['another token', { verificationToken: 'other' }, 'connectors/bad-signature'],
    ['another key', { encryptKey: 'other' }, 'connectors/bad-signature'],
    ['no JSON', { body: '{' }, 'connectors/unreadable'],
    ['JSON of nothing', { body: 'null' }, 'connectors/unreadable'],
    [
      'an old time',
      { freshness: { receivedAt: '2026-11-22T10:00:00Z', maximumAgeSeconds: 60 } },
      'connectors/stale-event',
    ],
  ])('with %s are refused', async (_, change, code) => {
    const options = { body, headers: headers(), encryptKey, verificationToken: 'verify', ...change };
    await expect(openFeishuEvent(options)).resolves.toMatchObject({ ok: false, rejection: { code } });
  });

  it('plain and unsigned ones need the token', async () => {
    const plain = JSON.stringify(payload);
    for (const options of [
      { body: plain },
      { body: plain, encryptKey },
      { body: plain, verificationToken: 'x' },
      { body: '5', verificationToken: 'x' },
    ]) {
      await expect(openFeishuEvent(options)).resolves.toMatchObject({
        rejection: { code: 'connectors/bad-signature' },
      });
    }
  });
});

describe('signatures of GitHub', () => {
  it('fit the body and the secret alone', async () => {
    // The example of GitHub's own documentation.
    const options = {
      body: 'Hello, World!',
      secret: "It's a Secret to Everybody",
      signature: 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    };
    await expect(isGitHubSignature(options)).resolves.toBe(true);
    await expect(isGitHubSignature({ ...options, body: 'Hello, World' })).resolves.toBe(false);
    await expect(isGitHubSignature({ ...options, secret: 'x' })).resolves.toBe(false);
    await expect(isGitHubSignature({ ...options, signature: '' })).resolves.toBe(false);
  });

  it('bytes and texts are compared and read strictly', () => {
    expect([sameText('abc', 'abc'), sameText('abc', 'abd'), sameText('abc', 'ab')]).toEqual([true, false, false]);
    expect(fromBase64('AA=')).toBeNull();
    expect(text(Uint8Array.of(0xff))).toBeNull();
  });
});
