import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { instantText } from '@meritkit/core/dates';
import { type Collector, createCollector } from '../shared/collect.ts';
import type { RecordPlace } from '../shared/result.ts';
import { childText, readXml, type XmlElement } from '../shared/xml.ts';
import type { ChatImport } from './feishu.ts';
import { type ChatSettings, collectMessage, isOfAnother, type PersonUpdate } from './messages.ts';

const changes: Readonly<Record<string, PersonUpdate['change']>> = {
  create_user: 'joined',
  update_user: 'changed',
  delete_user: 'left',
};

/**
 * Opened WeCom callbacks, as XML, as facts: marked messages as help given, stories shared and sign-ups, and changes of
 * people. Open them with `openWeComEvent` first. A message names people by `@account`.
 *
 * @example
 * ```ts
 * import { importWeComEvents } from '@meritkit/connectors';
 *
 * const xml = '<xml><FromUserName>zhao</FromUserName><CreateTime>1763805600</CreateTime><MsgType>text</MsgType><Content>#报名 技术挑战赛</Content><MsgId>9</MsgId></xml>';
 * const { facts } = importWeComEvents({ events: [xml], accounts: [
 *   { schemaVersion: 1, system: 'wecom', account: 'zhao', personId: 'zhao', status: 'confirmed', revision: 0 },
 * ] });
 * facts[0]?.kind; // 'activity-sign-up'
 * ```
 */
export function importWeComEvents(options: {
  readonly events: readonly string[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: ChatSettings;
}): ChatImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const people: PersonUpdate[] = [];
  for (const [index, text] of options.events.entries()) {
    collector.record();
    const place = { system: 'wecom', list: 'events', index };
    const read = typeof text === 'string' ? readXml(text) : { problem: { line: 1, detail: 'an event is a text' } };
    if ('problem' in read) {
      collector.reject('connectors/unreadable', { ...place, line: read.problem.line }, read.problem.detail);
      continue;
    }
    const settings = options.settings ?? {};
    if (isOfAnother({ collector, place, settings, company: childText(read.root, 'ToUserName') })) continue;
    readEvent(read.root, place, collector, settings, people);
  }
  return { ...collector.finish(), people };
}

function readEvent(
  event: XmlElement,
  place: RecordPlace,
  collector: Collector,
  settings: ChatSettings,
  people: PersonUpdate[],
): void {
  const seconds = Number(childText(event, 'CreateTime') ?? '');
  if (!Number.isInteger(seconds) || seconds <= 0 || seconds > 253_402_300_799) {
    collector.reject('connectors/impossible-date', { ...place, path: ['CreateTime'] }, 'the event tells no time');
    return;
  }
  const at = instantText(seconds * 1000);
  const type = childText(event, 'MsgType');
  if (type === 'event') readChange(event, at, place, collector, people);
  else if (type === 'text') readMessage(event, at, place, collector, settings);
  else collector.reject('connectors/unknown-event', place, `a message of type "${type ?? ''}" is not read`);
}

function readChange(
  event: XmlElement,
  at: string,
  place: RecordPlace,
  collector: Collector,
  people: PersonUpdate[],
): void {
  const [name, kind] = [childText(event, 'Event') ?? '', childText(event, 'ChangeType') ?? ''];
  const change = name === 'change_contact' && Object.hasOwn(changes, kind) ? changes[kind] : undefined;
  const account = childText(event, 'UserID');
  if (change === undefined) collector.reject('connectors/unknown-event', place, `event "${name} ${kind}" is not read`);
  else if (!account) collector.reject('connectors/missing-context', place, 'the event names nobody');
  else {
    const [person, email, departments] = ['Name', 'Email', 'Department'].map((field) => childText(event, field));
    people.push({
      system: 'wecom',
      account,
      change,
      at,
      ...(person ? { name: person } : {}),
      ...(email ? { email: email.toLowerCase() } : {}),
      ...(departments ? { departmentIds: departments.split(',') } : {}),
    });
  }
}

function readMessage(
  event: XmlElement,
  at: string,
  place: RecordPlace,
  collector: Collector,
  settings: ChatSettings,
): void {
  const [id, sender, text = ''] = ['MsgId', 'FromUserName', 'Content'].map((field) => childText(event, field));
  if (!id || !sender) {
    collector.reject('connectors/missing-context', place, 'the message names no sender or has no id');
    return;
  }
  const mentions = [...text.matchAll(/@([\w.-]{1,64})/g)].map(([, account = '']) => ({ account }));
  collectMessage({ collector, place, message: { id, at, text, sender, mentions }, settings });
}
