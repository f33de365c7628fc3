import { defineCatalogue } from '@meritkit/core/locale';

/**
 * Words for every reason of this package, for people: a rejected record's with its `detail`
 * (`formatMessage({ catalogue: connectorsCatalogue, key: rejection.code, parameters: { detail: rejection.detail }, locale })`),
 * a refused event's with the rejection's own data.
 */
export const connectorsCatalogue = defineCatalogue({
  en: {
    'connectors/bad-encryption': 'The message could not be decrypted.',
    'connectors/bad-signature': 'The message was not signed with our secret and was not used.',
    'connectors/cycle': 'The managers run in a circle: {detail}.',
    'connectors/duplicate': 'The same person or record is there twice: {detail}.',
    'connectors/ignored-account': 'The account is nobody’s, such as a robot’s: {detail}.',
    'connectors/impossible-date': 'The date or time cannot be right: {detail}.',
    'connectors/invalid-mapping': 'The mapping does not fit the table: {detail}.',
    'connectors/invalid-record': 'The record cannot be read: {detail}.',
    'connectors/missing-context': 'Something is missing beside the record: {detail}.',
    'connectors/no-fact': 'The record says nothing that counts: {detail}.',
    'connectors/stale-event': 'The message was sent too long ago ({sentAt}) and was not used.',
    'connectors/unconfirmed': 'A second person has to stand for the record: {detail}.',
    'connectors/unknown-event': 'Events of this kind are not read: {detail}.',
    'connectors/unknown-reference': 'Something is named but not there: {detail}.',
    'connectors/unmapped-account': 'The account belongs to nobody yet: {detail}.',
    'connectors/unreadable': 'The text cannot be read: {detail}.',
    'connectors/wrong-recipient': 'The message was meant for another company and was not used.',
  },
  'zh-CN': {
    'connectors/bad-encryption': '消息无法解密。',
    'connectors/bad-signature': '消息签名校验未通过，未予采用。',
    'connectors/cycle': '上下级关系形成循环：{detail}。',
    'connectors/duplicate': '人员或记录重复：{detail}。',
    'connectors/ignored-account': '账号不属于任何人，例如机器人账号：{detail}。',
    'connectors/impossible-date': '日期或时间有误：{detail}。',
    'connectors/invalid-mapping': '字段映射与表格不符：{detail}。',
    'connectors/invalid-record': '记录无法读取：{detail}。',
    'connectors/missing-context': '缺少必要的背景信息：{detail}。',
    'connectors/no-fact': '该记录没有可计入的内容：{detail}。',
    'connectors/stale-event': '消息发送时间（{sentAt}）已过久，未予采用。',
    'connectors/unconfirmed': '该记录需由另一人确认：{detail}。',
    'connectors/unknown-event': '不支持此类事件：{detail}。',
    'connectors/unknown-reference': '引用的对象不存在：{detail}。',
    'connectors/unmapped-account': '账号尚未对应到人员：{detail}。',
    'connectors/unreadable': '文本无法读取：{detail}。',
    'connectors/wrong-recipient': '消息属于其他企业，未予采用。',
  },
});
