import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { openDingTalkEvent, openFeishuEvent } from './open-crypto.ts';

const changed = (value: string, at: number) =>
  value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1);

describe.runIf(hasShared)('the vectors of the makers', () => {
  const vector = (file: string) =>
    JSON.parse(readFileSync(sharedPath('data/fixtures', file), 'utf8')) as Record<string, string>;

  it('DingTalk: opens, and nothing that was tampered with does', async () => {
    const v = vector('dingtalk/callback_vector.json');
    const query = { signature: v.msg_signature!, timestamp: v.timestamp!, nonce: v.nonce! };
    const open = (change: object = {}, changedQuery: object = {}) =>
      openDingTalkEvent({
        query: { ...query, ...changedQuery },
        encrypt: v.encrypt!,
        token: v.token!,
        aesKey: v.aesKey!,
        receiver: v.corpId!,
        ...change,
      });
    await expect(open()).resolves.toEqual({ ok: true, payload: JSON.parse(v.expect!) });
    await expect(open({}, { timestamp: '1608001896815' })).resolves.toMatchObject({
      rejection: { code: 'connectors/bad-signature' },
    });
    await expect(open({}, { nonce: 'x' })).resolves.toMatchObject({ rejection: { code: 'connectors/bad-signature' } });
    await expect(open({ token: 'other' })).resolves.toMatchObject({ rejection: { code: 'connectors/bad-signature' } });
    await expect(open({ encrypt: changed(v.encrypt!, 9) })).resolves.toMatchObject({
      rejection: { code: 'connectors/bad-signature' },
    });
    await expect(open({ aesKey: changed(v.aesKey!, 4) })).resolves.toMatchObject({ ok: false });
    await expect(open({ receiver: 'ding-other' })).resolves.toEqual({
      ok: false,
      rejection: { code: 'connectors/wrong-recipient', receiver: v.corpId },
    });
  });

  it('Feishu: opens, and nothing that was tampered with does', async () => {
    const v = vector('feishu/challenge_vector.json');
    const open = (encrypt: string, encryptKey = v.encryptKey!) =>
      openFeishuEvent({ body: JSON.stringify({ encrypt }), encryptKey });
    await expect(open(v.encrypt!)).resolves.toMatchObject({ ok: true, payload: { challenge: v.expectChallenge } });
    await expect(open(v.encrypt!, 'other')).resolves.toMatchObject({
      rejection: { code: 'connectors/bad-encryption' },
    });
    await expect(open(`${v.encrypt!.slice(0, -8)}AAAAAAA=`)).resolves.toMatchObject({
      rejection: { code: 'connectors/bad-encryption' },
    });
    await expect(open('not base64!')).resolves.toMatchObject({ rejection: { code: 'connectors/bad-encryption' } });
  });
});
