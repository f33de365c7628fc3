import type { Collector } from '../shared/collect.ts';
import { emitFact } from '../shared/emit.ts';
import { revisionOf } from '../shared/instant.ts';
import type { RecordPlace } from '../shared/result.ts';
import { type ChatMarkers, markOf } from './markers.ts';

/** What a company says about its chat. */
export interface ChatSettings {
  readonly markers?: ChatMarkers;
  /**
   * The tool's own id of the company (`tenant_key` of Feishu, `CorpId` of DingTalk and WeCom). An app that many companies
   * use gets the events of all of them: those that name another company are left out.
   */
  readonly company?: string;
  readonly revision?: number;
}

/** True, after saying so, for an event that names another company than the one whose facts are read. */
export function isOfAnother(options: {
  readonly collector: Collector;
  readonly place: RecordPlace;
  readonly settings: ChatSettings;
  /** The company that the event names, where it does. */
  readonly company: unknown;
}): boolean {
  const { company, settings } = options;
  if (settings.company === undefined || typeof company !== 'string' || company === settings.company) return false;
  options.collector.reject('connectors/wrong-recipient', options.place, `the event is of the company "${company}"`);
  return true;
}

/** A message, whatever tool it comes from. */
export interface ChatMessage {
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly sender: string;
  readonly senderName?: string | undefined;
  /** The accounts mentioned. */
  readonly mentions: readonly { readonly account: string; readonly name?: string | undefined }[];
}

/**
 * Collects a marked message: help given by the people it thanks, a story shared or an activity signed up for by its
 * sender. A message without a mark says nothing about anybody. Its text is not kept.
 */
export function collectMessage(options: {
  readonly collector: Collector;
  readonly place: RecordPlace;
  readonly message: ChatMessage;
  readonly settings: ChatSettings;
}): void {
  const { collector, message, settings } = options;
  const place = { ...options.place, ref: message.id };
  const mark = markOf(message.text, settings.markers ?? {});
  if (mark === null) {
    collector.reject('connectors/no-fact', place, 'the message is not marked');
    return;
  }
  const { system } = place;
  const base = {
    at: message.at,
    identity: message.id,
    ref: message.id,
    revision: revisionOf(message.at) + (settings.revision ?? 0),
  };
  if (mark !== 'help') {
    const kind = mark === 'story' ? 'story-shared' : 'activity-sign-up';
    const name = message.senderName === undefined ? {} : { name: message.senderName };
    emitFact({ collector, place, accounts: [{ system, account: message.sender, ...name }], draft: { ...base, kind } });
    return;
  }
  const thanked = message.mentions.filter(({ account }) => account !== message.sender);
  if (thanked.length === 0) {
    collector.reject('connectors/missing-context', place, 'the message thanks nobody by name: mention who helped');
  }
  for (const { account, name } of thanked) {
    emitFact({
      collector,
      place,
      accounts: [{ system, account, ...(name === undefined ? {} : { name }) }],
      draft: { ...base, kind: 'help-given', part: account },
    });
  }
}

/** A person as a chat tool's directory announces them. */
export interface PersonUpdate {
  readonly system: string;
  readonly account: string;
  readonly change: 'joined' | 'changed' | 'left';
  readonly at: string;
  readonly name?: string;
  readonly email?: string;
  readonly employeeNumber?: string;
  readonly departmentIds?: readonly string[];
  readonly managerAccount?: string;
}
