import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { instantText } from '@meritkit/core/dates';
import { z } from 'zod';
import { type Collector, createCollector } from '../shared/collect.ts';
import { emitFact } from '../shared/emit.ts';
import { LATEST_MILLISECONDS, readInstant, revisionOf } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ImportResult, RecordPlace } from '../shared/result.ts';
import { type ChatSettings, collectMessage, isOfAnother, type PersonUpdate } from './messages.ts';

const text = z.string().nullish();
const ids = z.looseObject({ open_id: text, user_id: text, union_id: text });
const milliseconds = z
  .union([z.string().regex(/^\d{1,14}$/), z.number().int().min(0).max(LATEST_MILLISECONDS)])
  .transform((value) => instantText(Number(value)));

/** An event of version 2.0. */
export const feishuEventSchema = z.looseObject({
  schema: z.literal('2.0'),
  header: z.looseObject({ event_id: z.string(), event_type: z.string(), create_time: milliseconds, tenant_key: text }),
  event: z.unknown(),
});

const messageSchema = z.looseObject({
  sender: z.looseObject({ sender_id: ids.nullish(), sender_type: text }),
  message: z.looseObject({
    message_id: z.string().min(1),
    create_time: milliseconds,
    message_type: z.string(),
    content: z.string(),
    mentions: z.array(z.looseObject({ key: text, id: ids, name: text })).nullish(),
  }),
});

const userSchema = z.looseObject({
  object: z.looseObject({
    open_id: z.string().min(1),
    name: text,
    email: text,
    enterprise_email: text,
    employee_no: text,
    department_ids: z.array(z.string()).nullish(),
    leader_user_id: text,
    status: z.looseObject({ is_resigned: z.boolean().nullish() }).nullish(),
  }),
});

const meetingUserSchema = z.looseObject({
  id: z.string().min(1),
  name: text,
  meeting_count: z.string().regex(/^\d{1,9}$/),
  meeting_duration: z.string().regex(/^\d{1,9}$/),
});

/** What an import of a chat tool gives. */
export interface ChatImport extends ImportResult {
  /** Joined, changed and left, for the directory and the table of accounts. */
  readonly people: readonly PersonUpdate[];
}

/**
 * Opened Feishu events as facts: marked messages as help given, stories shared and sign-ups, and changes of people.
 * Open them with `openFeishuEvent` first.
 *
 * @example
 * ```ts
 * import { importFeishuEvents } from '@meritkit/connectors';
 *
 * const accounts = [{ schemaVersion: 1, system: 'feishu', account: 'ou_1', personId: 'lin', status: 'confirmed', revision: 0 }] as const;
 * const event = { schema: '2.0', header: { event_id: 'e', event_type: 'im.message.receive_v1', create_time: '1763805600000' }, event: {
 *   sender: { sender_id: { open_id: 'ou_2' }, sender_type: 'user' },
 *   message: { message_id: 'm', create_time: '1763805600000', message_type: 'text', content: '{"text":"#感谢 @_user_1"}', mentions: [{ id: { open_id: 'ou_1' } }] },
 * } };
 * importFeishuEvents({ events: [event], accounts }).facts.map((fact) => [fact.kind, fact.personId]); // [['help-given', 'lin']]
 * ```
 */
export function importFeishuEvents(options: {
  readonly events: readonly unknown[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: ChatSettings;
}): ChatImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const people: PersonUpdate[] = [];
  for (const [index, input] of options.events.entries()) {
    collector.record();
    const place = { system: 'feishu', list: 'events', index };
    const event = readRecord({ schema: feishuEventSchema, input, place, collector });
    if (event === null) continue;
    const settings = options.settings ?? {};
    const inside = { ...place, ref: event.header.event_id };
    if (isOfAnother({ collector, place: inside, settings, company: event.header.tenant_key })) continue;
    readEvent(event, inside, collector, settings, people);
  }
  return { ...collector.finish(), people };
}

function readEvent(
  { header, event }: z.output<typeof feishuEventSchema>,
  place: RecordPlace,
  collector: Collector,
  settings: ChatSettings,
  people: PersonUpdate[],
): void {
  if (header.event_type === 'im.message.receive_v1') readMessage(event, place, collector, settings);
  else if (Object.hasOwn(userEvents, header.event_type)) {
    const read = readRecord({ schema: userSchema, input: event, place: { ...place, path: ['event'] }, collector });
    if (read !== null) people.push(personOf(read.object, userEvents[header.event_type]!, header.create_time));
  } else collector.reject('connectors/unknown-event', place, `event "${header.event_type}" is not read`);
}

const userEvents: Readonly<Record<string, PersonUpdate['change']>> = {
  'contact.user.created_v3': 'joined',
  'contact.user.updated_v3': 'changed',
  'contact.user.deleted_v3': 'left',
};

function personOf(
  user: z.output<typeof userSchema>['object'],
  change: PersonUpdate['change'],
  at: string,
): PersonUpdate {
  const email = user.enterprise_email || user.email;
  return {
    system: 'feishu',
    account: user.open_id,
    change: user.status?.is_resigned === true ? 'left' : change,
    at,
    ...(user.name ? { name: user.name } : {}),
    ...(email ? { email: email.toLowerCase() } : {}),
    ...(user.employee_no ? { employeeNumber: user.employee_no } : {}),
    ...(user.department_ids ? { departmentIds: user.department_ids } : {}),
    ...(user.leader_user_id ? { managerAccount: user.leader_user_id } : {}),
  };
}

function readMessage(input: unknown, place: RecordPlace, collector: Collector, settings: ChatSettings): void {
  const read = readRecord({ schema: messageSchema, input, place: { ...place, path: ['event'] }, collector });
  if (read === null) return;
  const sender = read.sender.sender_id?.open_id;
  if (read.sender.sender_type !== 'user' || !sender) {
    collector.reject('connectors/no-fact', place, 'the message was not sent by a person');
    return;
  }
  const { message } = read;
  const mentions = (message.mentions ?? []).flatMap(({ id, name }) =>
    id.open_id ? [{ account: id.open_id, name: name ?? undefined }] : [],
  );
  const plain = textOf(message.message_type, message.content);
  if (plain === null)
    collector.reject('connectors/no-fact', place, `a message of type "${message.message_type}" is not read`);
  else {
    const chat = { id: message.message_id, at: message.create_time, text: plain, sender, mentions };
    collectMessage({ collector, place, message: chat, settings });
  }
}

/** The words of a text or post; null for pictures, files and whatever else. */
function textOf(type: string, content: string): string | null {
  if (type !== 'text' && type !== 'post') return null;
  try {
    return JSON.stringify(JSON.parse(content));
  } catch {
    return null;
  }
}

/**
 * The list of people in meetings (`GET /open-apis/vc/v1/reports/get_top_user`) as facts of kind `meeting-time`, in
 * minutes. The list names no period, so it is given: `at` is the end of the period it was asked for. Time in meetings
 * is load, never merit.
 *
 * @example
 * ```ts
 * import { importFeishuMeetings } from '@meritkit/connectors';
 *
 * const accounts = [{ schemaVersion: 1, system: 'feishu', account: 'ou_1', personId: 'lin', status: 'confirmed', revision: 0 }] as const;
 * importFeishuMeetings({
 *   users: [{ id: 'ou_1', meeting_count: '9', meeting_duration: '256' }], accounts,
 *   period: { from: '2026-11-01T00:00:00+08:00', to: '2026-12-01T00:00:00+08:00' },
 * }).facts[0]?.quantity; // '256'
 * ```
 */
export function importFeishuMeetings(options: {
  readonly users: readonly unknown[];
  /** The instants from and up to which the report was asked for. */
  readonly period: { readonly from: string; readonly to: string };
  readonly accounts: readonly AccountLink[];
}): ImportResult {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const { from, to } = options.period;
  for (const [index, input] of options.users.entries()) {
    collector.record();
    const place = { system: 'feishu', list: 'meetings', index };
    const user = readRecord({ schema: meetingUserSchema, input, place, collector });
    const at = readInstant(to);
    if (user === null) continue;
    if (at === null) {
      collector.reject('connectors/impossible-date', { ...place, path: ['period', 'to'] }, `"${to}" is no instant`);
      continue;
    }
    emitFact({
      collector,
      place: { ...place, ref: user.id },
      accounts: [{ system: 'feishu', account: user.id, ...(user.name ? { name: user.name } : {}) }],
      draft: {
        kind: 'meeting-time',
        at,
        identity: `${user.id}/${from}/${to}`,
        ref: user.id,
        revision: revisionOf(at),
        quantity: user.meeting_duration,
        unit: 'minutes',
        attributes: { meetings: Number(user.meeting_count), from },
      },
    });
  }
  return collector.finish();
}
