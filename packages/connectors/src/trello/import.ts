import { type AccountLink, type AccountLookup, lookUpAccounts } from '@meritkit/core/accounts';
import { dateInZone } from '@meritkit/core/dates';
import { z } from 'zod';
import { readStatuses, type StatusMeaning, type StatusReader } from '../jira/statuses.ts';
import type { WorkItem } from '../jira/work-items.ts';
import { type Collector, createCollector } from '../shared/collect.ts';
import { emitFact } from '../shared/emit.ts';
import { readInstant, revisionOf } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ImportResult, RecordPlace } from '../shared/result.ts';

const text = z.string().nullish();

/** A card. */
export const trelloCardSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  closed: z.boolean().nullish(),
  dueComplete: z.boolean().nullish(),
  due: text,
  dateLastActivity: text,
  idList: text,
  idBoard: text,
  idMembers: z.array(z.string()).nullish(),
  labels: z.array(z.looseObject({ name: text })).nullish(),
  isTemplate: z.boolean().nullish(),
  shortUrl: text,
});

const named = z.looseObject({ id: z.string().min(1), name: text, fullName: text, username: text });

/** A board as Trello exports it, or its lists as the REST interface returns them. Every list may be left out. */
export interface TrelloExport {
  readonly cards?: readonly unknown[];
  readonly lists?: readonly unknown[];
  readonly labels?: readonly unknown[];
  readonly members?: readonly unknown[];
}

/** What a company says about its boards. */
export interface TrelloSettings {
  /** What the boards' lists mean, by name; common English and Chinese names are known. */
  readonly lists?: Readonly<Record<string, StatusMeaning>>;
  /** The host's project ids by board id. */
  readonly projects?: Readonly<Record<string, string>>;
  /** The zone in which a due time falls on its day. */
  readonly timeZone: string;
  readonly revision?: number;
}

/** What a Trello import gives. */
export interface TrelloImport extends ImportResult {
  readonly workItems: readonly WorkItem[];
  /** Lists that nobody has said the meaning of. */
  readonly unknownLists: readonly string[];
}

/**
 * Cards as facts of kind `issue-completed` (in a list that means done, or marked complete) and as work that is open.
 * Trello tells no time of completion; the card's last activity stands for it.
 *
 * @example
 * ```ts
 * import { importTrello } from '@meritkit/connectors';
 *
 * const { facts, workItems } = importTrello({
 *   lists: [{ id: 'l1', name: '已完成' }, { id: 'l2', name: 'Doing' }],
 *   cards: [
 *     { id: 'c1', name: 'Poster', idList: 'l1', idMembers: ['m1'], dateLastActivity: '2026-11-20T10:00:00Z' },
 *     { id: 'c2', name: 'Venue', idList: 'l2', idMembers: [], due: '2026-12-01T16:00:00Z' },
 *   ],
 *   accounts: [{ schemaVersion: 1, system: 'trello', account: 'm1', personId: 'lin', status: 'confirmed', revision: 0 }],
 *   settings: { timeZone: 'Asia/Shanghai' },
 * });
 * [facts[0]?.kind, workItems[0]?.deadline]; // ['issue-completed', '2026-12-02']
 * ```
 */
export function importTrello(
  options: TrelloExport & { readonly accounts: readonly AccountLink[]; readonly settings: TrelloSettings },
): TrelloImport {
  const lookUp = lookUpAccounts(options.accounts);
  const collector = createCollector(lookUp);
  const { settings } = options;
  const lists = readNamed(options.lists, 'lists', collector);
  const members = readNamed(options.members, 'members', collector);
  readNamed(options.labels, 'labels', collector);
  for (const { id, place, name } of members) {
    const owner = collector.ownerOf({ system: 'trello', account: id, name }, place);
    if (!owner.ok) collector.reject(owner.rejection.code, place, owner.rejection.detail);
  }
  const status = readStatuses(settings.lists === undefined ? {} : { own: settings.lists });
  const listNames = new Map(lists.map(({ id, name }) => [id, name]));
  const workItems = new Map<string, { readonly item: WorkItem | null; readonly active: number }>();
  const used = new Set<string>();
  for (const [index, input] of (options.cards ?? []).entries()) {
    collector.record();
    const bare = { system: 'trello', list: 'cards', index };
    const card = readRecord({ schema: trelloCardSchema, input, place: bare, collector });
    if (card === null) continue;
    const listName = listNames.get(card.idList ?? '') ?? null;
    if (listName !== null) used.add(listName);
    const place = { ...bare, ref: card.id };
    const item = readCard({ card, listName, status, place, collector, lookUp, settings });
    // A card may be given more than once, by pages that overlap: it is work once, as it was touched last.
    const active = revisionOf(readInstant(card.dateLastActivity) ?? '1970-01-01T00:00:00Z');
    const present = workItems.get(card.id);
    if (present === undefined || active > present.active) workItems.set(card.id, { item, active });
  }
  const unknownLists = [...used].filter((name) => status(name) === null);
  const open = [...workItems.values()].flatMap(({ item }) => item ?? []);
  return { ...collector.finish(), workItems: open, unknownLists };
}

function readNamed(inputs: readonly unknown[] | undefined, list: string, collector: Collector) {
  return (inputs ?? []).flatMap((input, index) => {
    collector.record();
    const place = { system: 'trello', list, index };
    const record = readRecord({ schema: named, input, place, collector });
    return record === null
      ? []
      : [{ id: record.id, name: record.name ?? record.fullName ?? record.username ?? '', place }];
  });
}

/** Collects a card that is done; gives back one that is not as work. */
function readCard(options: {
  readonly card: z.output<typeof trelloCardSchema>;
  readonly listName: string | null;
  readonly status: StatusReader;
  readonly place: RecordPlace;
  readonly collector: Collector;
  readonly lookUp: AccountLookup;
  readonly settings: TrelloSettings;
}): WorkItem | null {
  const { card, listName, place, collector, settings } = options;
  const meaning = options.status(listName);
  const activeAt = readInstant(card.dateLastActivity);
  if (card.isTemplate) {
    collector.reject('connectors/no-fact', place, 'a template is no work');
    return null;
  }
  const done = meaning === 'done' || card.dueComplete === true;
  if (!done && card.closed === true) {
    collector.reject('connectors/no-fact', place, 'the card was archived before it was done');
    return null;
  }
  const board = card.idBoard ?? '';
  const projectId = Object.hasOwn(settings.projects ?? {}, board) ? settings.projects![board]! : board;
  if (!done) return cardAsWork(options, meaning, projectId);
  if (activeAt === null) {
    collector.reject(
      'connectors/impossible-date',
      { ...place, path: ['dateLastActivity'] },
      'the card tells no activity',
    );
    return null;
  }
  if ((card.idMembers ?? []).length === 0) collector.reject('connectors/no-fact', place, 'the card is done by nobody');
  for (const account of card.idMembers ?? []) {
    emitFact({
      collector,
      place,
      accounts: [{ system: 'trello', account }],
      draft: {
        kind: 'issue-completed',
        at: activeAt,
        identity: card.id,
        part: account,
        ref: card.id,
        url: card.shortUrl,
        revision: revisionOf(activeAt) + (settings.revision ?? 0),
        projectId: projectId === '' ? undefined : projectId,
        attributes: { title: card.name, labels: labelsOf(card), list: listName },
      },
    });
  }
  return null;
}

function labelsOf(card: z.output<typeof trelloCardSchema>): readonly string[] {
  return (card.labels ?? []).flatMap((label) => label.name || []);
}

function cardAsWork(
  options: {
    readonly card: z.output<typeof trelloCardSchema>;
    readonly listName: string | null;
    readonly lookUp: AccountLookup;
    readonly settings: TrelloSettings;
    readonly place: RecordPlace;
    readonly collector: Collector;
  },
  status: StatusMeaning | null,
  projectId: string,
): WorkItem {
  const { card, listName, lookUp, settings } = options;
  const owners = (card.idMembers ?? []).map((account) => lookUp('trello', account));
  const owner = owners.find((answer) => answer.status === 'person');
  const due = readInstant(card.due);
  if (card.due && due === null) {
    const place = { ...options.place, path: ['due'] };
    options.collector.reject(
      'connectors/impossible-date',
      place,
      `"${card.due}" is no instant: the card has no deadline`,
    );
  }
  return {
    id: card.id,
    title: card.name,
    projectId,
    personId: owner?.status === 'person' ? owner.personId : null,
    status,
    statusName: listName,
    issueType: null,
    remainingHours: null,
    originalHours: null,
    storyPoints: null,
    deadline: due === null ? null : dateInZone(due, settings.timeZone),
    priority: null,
    labels: labelsOf(card),
    components: [],
    parentId: null,
    blockedBy: [],
    sprintId: null,
  };
}
