import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { dingTalkEvents, feishuEvents } from '../../testing/payloads.ts';
import { importDingTalkEvents, importFeishuEvents, importWeComEvents } from '../index.ts';

const accounts = confirmAll([
  { system: 'feishu', account: 'ou_1' },
  { system: 'dingtalk', account: 'lin' },
  { system: 'wecom', account: 'lin' },
]);
const wecom = (company: string) =>
  `<xml><ToUserName>${company}</ToUserName><FromUserName>lin</FromUserName><CreateTime>1763805600</CreateTime><MsgType>text</MsgType><Content>#报名</Content><MsgId>9</MsgId></xml>`;

describe('an app that many companies use', () => {
  it.each([
    ['feishu', (company: string) => importFeishuEvents({ events: feishuEvents, accounts, settings: { company } }), 't'],
    [
      'dingtalk',
      (company: string) =>
        importDingTalkEvents({
          events: [
            { ...dingTalkEvents[0], CorpId: 't' },
            { ...dingTalkEvents[1], senderCorpId: 't' },
          ],
          accounts,
          settings: { company },
        }),
      't',
    ],
    ['wecom', (company: string) => importWeComEvents({ events: [wecom('t')], accounts, settings: { company } }), 't'],
  ] as const)('%s: reads the events of one company, and learns no account of another', (_, read, own) => {
    expect(read(own).facts).toHaveLength(1);
    const other = read('other');
    expect([other.facts, other.people, other.accounts]).toEqual([[], [], []]);
    expect(new Set(other.rejections.map(({ code }) => code))).toEqual(new Set(['connectors/wrong-recipient']));
  });

  it('an event that names no company is read', () => {
    expect(importDingTalkEvents({ events: dingTalkEvents, accounts, settings: { company: 'x' } }).facts).toHaveLength(
      1,
    );
  });
});
