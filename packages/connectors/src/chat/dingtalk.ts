import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { instantText } from '@meritkit/core/dates';
import { z } from 'zod';
import { createCollector } from '../shared/collect.ts';
import { LATEST_MILLISECONDS } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ChatImport } from './feishu.ts';
import { type ChatSettings, collectMessage, isOfAnother, type PersonUpdate } from './messages.ts';

const text = z.string().nullish();
const milliseconds = z
  .union([z.string().regex(/^\d{1,14}$/), z.number().int().min(0).max(LATEST_MILLISECONDS)])
  .transform((value) => instantText(Number(value)));
const list = z.union([z.string().transform((value) => value.split(',')), z.array(z.string())]);

/** A callback's event. */
export const dingTalkEventSchema = z.looseObject({
  EventType: z.string().min(1),
  TimeStamp: milliseconds.nullish(),
  UserId: list.nullish(),
});

/** A message to a robot, as its webhook receives it. */
export const dingTalkMessageSchema = z.looseObject({
  msgId: z.string().min(1),
  createAt: milliseconds,
  msgtype: z.string(),
  senderStaffId: text,
  senderNick: text,
  text: z.looseObject({ content: text }).nullish(),
  atUsers: z.array(z.looseObject({ dingtalkId: text, staffId: text })).nullish(),
});

const changes: Readonly<Record<string, PersonUpdate['change']>> = {
  user_add_org: 'joined',
  user_modify_org: 'changed',
  user_leave_org: 'left',
};

/**
 * Opened DingTalk callbacks and robot messages as facts: marked messages as help given, stories shared and sign-ups,
 * and changes of people. Open callbacks with `openDingTalkEvent` first.
 *
 * @example
 * ```ts
 * import { importDingTalkEvents } from '@meritkit/connectors';
 *
 * const event = { EventType: 'user_add_org', TimeStamp: '1763805600000', UserId: ['lin'] };
 * importDingTalkEvents({ events: [event], accounts: [] }).people; // [{ system: 'dingtalk', account: 'lin', change: 'joined', at: '2025-11-22T10:00:00Z' }]
 * ```
 */
export function importDingTalkEvents(options: {
  readonly events: readonly unknown[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: ChatSettings;
}): ChatImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const people: PersonUpdate[] = [];
  for (const [index, input] of options.events.entries()) {
    collector.record();
    const place = { system: 'dingtalk', list: 'events', index };
    const settings = options.settings ?? {};
    const { CorpId, senderCorpId } = (input ?? {}) as { readonly CorpId?: unknown; readonly senderCorpId?: unknown };
    if (isOfAnother({ collector, place, settings, company: CorpId ?? senderCorpId })) continue;
    if (typeof input === 'object' && input !== null && 'msgId' in input) {
      readMessage(input, place, collector, settings);
      continue;
    }
    const event = readRecord({ schema: dingTalkEventSchema, input, place, collector });
    if (event === null) continue;
    const change = Object.hasOwn(changes, event.EventType) ? changes[event.EventType] : undefined;
    if (event.EventType === 'check_url') {
      collector.reject('connectors/no-fact', place, 'a check of the address says that the hook works');
    } else if (change === undefined) {
      collector.reject('connectors/unknown-event', place, `event "${event.EventType}" is not read`);
    } else if (!event.TimeStamp || !event.UserId?.length) {
      collector.reject('connectors/missing-context', place, 'the event names no time or nobody');
    } else {
      const at = event.TimeStamp;
      people.push(...event.UserId.map((account) => ({ system: 'dingtalk', account, change, at })));
    }
  }
  return { ...collector.finish(), people };
}

function readMessage(
  input: object,
  place: { readonly system: string; readonly list: string; readonly index: number },
  collector: ReturnType<typeof createCollector>,
  settings: ChatSettings,
): void {
  const message = readRecord({ schema: dingTalkMessageSchema, input, place, collector });
  if (message === null) return;
  if (!message.senderStaffId || message.msgtype !== 'text') {
    const detail = message.senderStaffId
      ? `a message of type "${message.msgtype}" is not read`
      : 'the sender is not of this company';
    collector.reject('connectors/no-fact', { ...place, ref: message.msgId }, detail);
    return;
  }
  const chat = {
    id: message.msgId,
    at: message.createAt,
    text: message.text?.content ?? '',
    sender: message.senderStaffId,
    senderName: message.senderNick ?? undefined,
    mentions: (message.atUsers ?? []).flatMap(({ staffId }) => (staffId ? [{ account: staffId }] : [])),
  };
  collectMessage({ collector, place, message: chat, settings });
}
