import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isGitHubSignature, openDingTalkEvent, openFeishuEvent, openWeComEvent } from '../index.ts';

const query = { signature: 'x', timestamp: '1763805600000', nonce: 'n' };
const refused = expect.objectContaining({ code: 'core/invalid-input' });

describe('a secret that is empty, as a missing setting gives one', () => {
  it('is refused: everybody could sign with it', async () => {
    const body = JSON.stringify({ header: { event_type: 'x' } });
    await expect(openFeishuEvent({ body, verificationToken: '' })).rejects.toEqual(refused);
    const headers = { timestamp: '1', nonce: 'n', signature: createHash('sha256').update(`1n${body}`).digest('hex') };
    await expect(openFeishuEvent({ body, headers, encryptKey: '' })).rejects.toEqual(refused);
    await expect(isGitHubSignature({ body, secret: '', signature: 'x' })).rejects.toEqual(refused);
    const envelope = { query, token: 't', aesKey: 'k'.repeat(43), receiver: 'corp' };
    await expect(openDingTalkEvent({ ...envelope, encrypt: 'AAAA', token: '' })).rejects.toEqual(refused);
    await expect(openWeComEvent({ ...envelope, body: 'AAAA', receiver: '' })).rejects.toEqual(refused);
  });
});

describe('an event of Feishu that was caught on its way', () => {
  const encryptKey = 'secret';
  const seal = (payload: object) => {
    const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), Buffer.alloc(16, 3));
    const text = Buffer.concat([Buffer.alloc(16, 3), cipher.update(JSON.stringify(payload)), cipher.final()]);
    return JSON.stringify({ encrypt: text.toString('base64') });
  };
  const freshness = { receivedAt: '2026-11-22T10:00:00Z', maximumAgeSeconds: 300 };
  const event = { schema: '2.0', header: { event_type: 'im.message.receive_v1', token: 'v' }, event: {} };

  it('is not opened again by leaving its signature away', async () => {
    const body = seal(event);
    const sign = (timestamp: string) => ({
      timestamp,
      nonce: 'n',
      signature: createHash('sha256').update(`${timestamp}n${encryptKey}${body}`).digest('hex'),
    });
    const now = String(Date.parse('2026-11-22T10:00:00Z') / 1000);
    expect((await openFeishuEvent({ body, encryptKey, freshness, headers: sign(now) })).ok).toBe(true);
    const old = String(Date.parse('2026-11-21T10:00:00Z') / 1000);
    expect(await openFeishuEvent({ body, encryptKey, freshness, headers: sign(old) })).toMatchObject({
      rejection: { code: 'connectors/stale-event' },
    });
    for (const verificationToken of [undefined, 'v']) {
      const options = { body, encryptKey, freshness, ...(verificationToken && { verificationToken }) };
      expect(await openFeishuEvent(options)).toMatchObject({
        ok: false,
        rejection: { code: 'connectors/bad-signature' },
      });
    }
  });

  it('is not replaced by a plain one, where a key says that all are encrypted', async () => {
    const plain = JSON.stringify(event);
    expect(await openFeishuEvent({ body: plain, encryptKey, verificationToken: 'v' })).toMatchObject({
      rejection: { code: 'connectors/bad-signature' },
    });
    expect((await openFeishuEvent({ body: plain, verificationToken: 'v' })).ok).toBe(true);
  });

  it('may be the first check of the address, which is not signed', async () => {
    const body = seal({ type: 'url_verification', challenge: 'c', token: 'v' });
    expect((await openFeishuEvent({ body, encryptKey, verificationToken: 'v' })).ok).toBe(true);
  });
});
