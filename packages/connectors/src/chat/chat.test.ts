import { latestRevisions } from '@meritkit/core/facts';
import { describe, expect, it } from 'vitest';
import { confirmAll } from '../../testing/accounts.ts';
import { importDingTalkEvents } from './dingtalk.ts';
import { importFeishuEvents, importFeishuMeetings } from './feishu.ts';
import { markOf } from './markers.ts';
import { importWeComEvents } from './wecom.ts';

const accounts = confirmAll(
  ['feishu', 'dingtalk', 'wecom'].flatMap((system) => ['lin', 'zhao'].map((account) => ({ system, account }))),
);

describe('marks', () => {
  it.each([
    ['#感谢 @Lin 帮忙', 'help'],
    ['thanks all', null],
    ['＃报名 挑战赛', 'signUp'],
    ['今天 #分享 一个故事', 'story'],
    ['#Kudos', null],
    ['', null],
  ])('"%s" is marked as %s', (text, expected) => {
    expect(markOf(text, {})).toBe(expected);
  });

  it('may be a company’s own', () => {
    expect(markOf('#Kudos to Lin', { help: ['#kudos'] })).toBe('help');
    expect(markOf('anything', { help: [''] })).toBeNull();
  });
});

const feishu = (type: string, event: object, create_time: string | number = '1763805600000') => ({
  schema: '2.0',
  header: { event_id: 'e', event_type: type, create_time },
  event,
});
const message = (content: string, change: object = {}) =>
  feishu('im.message.receive_v1', {
    sender: { sender_id: { open_id: 'zhao' }, sender_type: 'user' },
    message: {
      message_id: 'm',
      create_time: '1763805600000',
      message_type: 'text',
      content: JSON.stringify({ text: content }),
      mentions: [{ key: '@_user_1', id: { open_id: 'lin' }, name: 'Lin' }, { id: { open_id: 'zhao' } }],
      ...change,
    },
  });
const readFeishu = (...events: readonly unknown[]) => importFeishuEvents({ events, accounts });

describe('Feishu', () => {
  it('thanks are help given by those who are mentioned, and not by the thankful', () => {
    const { facts } = readFeishu(message('#感谢 @_user_1'));
    expect(facts).toMatchObject([
      {
        kind: 'help-given',
        personId: 'person-lin',
        at: '2025-11-22T10:00:00Z',
        source: { system: 'feishu', ref: 'm' },
      },
    ]);
    expect(JSON.stringify(facts)).not.toContain('感谢');
    expect(readFeishu(message('#感谢 大家', { mentions: [] })).rejections[0]?.code).toBe('connectors/missing-context');
  });

  it('stories and sign-ups are the sender’s, and count once', () => {
    const { facts } = readFeishu(message('#story'), message('#报名'), message('#报名'));
    expect(
      latestRevisions(facts)
        .map(({ kind, personId }) => [kind, personId])
        .sort(),
    ).toEqual([
      ['activity-sign-up', 'person-zhao'],
      ['story-shared', 'person-zhao'],
    ]);
  });

  it('people join, change and leave', () => {
    const object = {
      open_id: 'ou_1',
      name: '林伟',
      email: 'LIN@example.com',
      employee_no: '7',
      department_ids: ['d'],
      leader_user_id: 'ou_2',
    };
    const { people, facts } = readFeishu(
      feishu('contact.user.created_v3', { object }),
      feishu('contact.user.updated_v3', { object: { ...object, status: { is_resigned: true } } }, 1763805600000),
      feishu('contact.user.deleted_v3', { object: { open_id: 'ou_1' } }),
    );
    expect(facts).toEqual([]);
    expect(people.map(({ change }) => change)).toEqual(['joined', 'left', 'left']);
    expect(people[0]).toEqual({
      system: 'feishu',
      account: 'ou_1',
      change: 'joined',
      at: '2025-11-22T10:00:00Z',
      name: '林伟',
      email: 'lin@example.com',
      employeeNumber: '7',
      departmentIds: ['d'],
      managerAccount: 'ou_2',
    });
  });

  it.each([
    ['without a mark', message('hello'), 'connectors/no-fact'],
    [
      'of a robot',
      feishu('im.message.receive_v1', {
        sender: { sender_type: 'app' },
        message: { message_id: 'm', create_time: '1', message_type: 'text', content: '{}' },
      }),
      'connectors/no-fact',
    ],
    ['of a picture', message('#story', { message_type: 'image' }), 'connectors/no-fact'],
    ['of broken content', message('', { content: '{' }), 'connectors/no-fact'],
    ['of another kind', feishu('approval.approved', {}), 'connectors/unknown-event'],
    ['of a kind in the prototype', feishu('toString', {}), 'connectors/unknown-event'],
    ['of version 1', { uuid: 'x', event: {} }, 'connectors/invalid-record'],
    ['of a message without an id', message('#story', { message_id: '' }), 'connectors/invalid-record'],
    ['of a user without an id', feishu('contact.user.created_v3', { object: {} }), 'connectors/invalid-record'],
  ])('an event %s is told', (_, event, code) => {
    const { facts, people, rejections } = readFeishu(event);
    expect([facts, people, rejections.map((one) => one.code)]).toEqual([[], [], [code]]);
  });

  it('time in meetings belongs to the period that was asked for', () => {
    const users = [
      { id: 'lin', name: 'Lin', meeting_count: '9', meeting_duration: '256' },
      { id: 'x', meeting_count: '-1', meeting_duration: '1' },
    ];
    const read = (to: string) =>
      importFeishuMeetings({ users, accounts, period: { from: '2026-11-01T00:00:00+08:00', to } });
    expect(read('2026-12-01T00:00:00+08:00').facts).toMatchObject([
      {
        kind: 'meeting-time',
        quantity: '256',
        unit: 'minutes',
        at: '2026-12-01T00:00:00+08:00',
        attributes: { meetings: 9 },
      },
    ]);
    expect(read('2026-12-01T00:00:00+08:00').facts[0]?.id).not.toBe(read('2027-01-01T00:00:00+08:00').facts[0]?.id);
    expect(read('today').rejections.map(({ code }) => code)).toEqual([
      'connectors/impossible-date',
      'connectors/invalid-record',
    ]);
  });
});

describe('DingTalk', () => {
  const chat = (content: string, change: object = {}) => ({
    msgId: 'm',
    createAt: 1763805600000,
    msgtype: 'text',
    senderStaffId: 'zhao',
    senderNick: '赵',
    text: { content },
    atUsers: [{ dingtalkId: 'x', staffId: 'lin' }, { dingtalkId: 'robot' }],
    ...change,
  });

  it('messages and people', () => {
    const { facts, people, rejections } = importDingTalkEvents({
      accounts,
      events: [
        chat('#感谢'),
        chat('#报名', { msgId: 'n' }),
        chat('hello'),
        chat('#story', { msgtype: 'picture' }),
        chat('#story', { senderStaffId: null }),
        { msgId: 'm' },
        { EventType: 'user_add_org', TimeStamp: '1763805600000', UserId: ['a', 'b'] },
        { EventType: 'user_leave_org', TimeStamp: 1763805600000, UserId: 'c' },
        { EventType: 'user_modify_org', UserId: ['a'] },
        { EventType: 'check_url' },
        { EventType: 'bpms_task_change' },
        { EventType: 'constructor' },
        5,
      ],
    });
    expect(facts.map(({ kind, personId }) => [kind, personId])).toEqual([
      ['help-given', 'person-lin'],
      ['activity-sign-up', 'person-zhao'],
    ]);
    expect(people.map(({ account, change }) => [account, change])).toEqual([
      ['a', 'joined'],
      ['b', 'joined'],
      ['c', 'left'],
    ]);
    expect(rejections.map(({ code, place }) => [place.index, code.slice(11)])).toEqual([
      [2, 'no-fact'],
      [3, 'no-fact'],
      [4, 'no-fact'],
      [5, 'invalid-record'],
      [8, 'missing-context'],
      [9, 'no-fact'],
      [10, 'unknown-event'],
      [11, 'unknown-event'],
      [12, 'invalid-record'],
    ]);
  });
});

describe('WeCom', () => {
  const xml = (body: string) => `<xml><CreateTime>1763805600</CreateTime>${body}</xml>`;
  const chat = (content: string) =>
    xml(
      `<FromUserName><![CDATA[zhao]]></FromUserName><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>7</MsgId>`,
    );
  const change = (body: string) => xml(`<MsgType>event</MsgType><Event>change_contact</Event>${body}`);

  it('messages and people', () => {
    const { facts, people, rejections } = importWeComEvents({
      accounts,
      events: [
        chat('#感谢 @lin 和 @zhao'),
        chat('hi'),
        change(
          '<ChangeType>create_user</ChangeType><UserID>wei</UserID><Name>林</Name><Email>W@x.y</Email><Department>1,2</Department>',
        ),
        change('<ChangeType>delete_user</ChangeType><UserID>wei</UserID>'),
        change('<ChangeType>create_party</ChangeType>'),
        change('<ChangeType>update_user</ChangeType>'),
        xml('<MsgType>image</MsgType>'),
        xml('<MsgType>text</MsgType><Content>x</Content>'),
        '<xml><CreateTime>soon</CreateTime></xml>',
        '<xml>',
      ],
    });
    expect(facts.map(({ kind, personId }) => [kind, personId])).toEqual([['help-given', 'person-lin']]);
    expect(people).toEqual([
      {
        system: 'wecom',
        account: 'wei',
        change: 'joined',
        at: '2025-11-22T10:00:00Z',
        name: '林',
        email: 'w@x.y',
        departmentIds: ['1', '2'],
      },
      { system: 'wecom', account: 'wei', change: 'left', at: '2025-11-22T10:00:00Z' },
    ]);
    expect(rejections.map(({ code, place }) => [place.index, code.slice(11)])).toEqual([
      [1, 'no-fact'],
      [4, 'unknown-event'],
      [5, 'missing-context'],
      [6, 'unknown-event'],
      [7, 'missing-context'],
      [8, 'impossible-date'],
      [9, 'unreadable'],
    ]);
  });
});
