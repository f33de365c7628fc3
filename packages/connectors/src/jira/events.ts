import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import type { Fact } from '@meritkit/core/facts';
import { z } from 'zod';
import { createCollector } from '../shared/collect.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ImportResult, RecordRejection } from '../shared/result.ts';
import type { JiraSettings } from './context.ts';
import { importJira } from './import.ts';
import { jiraIssueSchema } from './schema.ts';

/** A webhook's payload. */
export const jiraEventSchema = z.looseObject({
  webhookEvent: z.string().min(1),
  issue: z.unknown().optional(),
  worklog: z.unknown().optional(),
  changelog: z.looseObject({ id: z.union([z.string(), z.number()]), items: z.array(z.unknown()) }).nullish(),
});

/**
 * Jira webhook payloads as facts. One tells of an issue now and of its last change, not of its history: what it says
 * gives way to a reading of the whole issue (`importJira`) of the same moment, which a host makes now and then.
 *
 * @example
 * ```ts
 * import { importJiraEvents } from '@meritkit/connectors';
 *
 * const { facts } = importJiraEvents({
 *   events: [{ webhookEvent: 'jira:issue_updated', issue: { id: '1', key: 'PAY-1', fields: {
 *     created: '2026-11-02T09:00:00.000+0800', updated: '2026-11-04T09:00:00.000+0800', resolutiondate: '2026-11-04T09:00:00.000+0800',
 *     assignee: { accountId: 'a-7' }, status: { name: '已完成' } } } }],
 *   accounts: [{ schemaVersion: 1, system: 'jira', account: 'a-7', personId: 'lin', status: 'confirmed', revision: 0 }],
 * });
 * facts.map((fact) => fact.kind); // ['issue-completed', 'issue-lead-time']
 * ```
 */
export function importJiraEvents(options: {
  readonly events: readonly unknown[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: JiraSettings;
}): ImportResult {
  const collector = createCollector(lookUpAccounts(options.accounts));
  for (const [index, input] of options.events.entries()) {
    collector.record();
    const place = { system: 'jira', list: 'events', index };
    const event = readRecord({ schema: jiraEventSchema, input, place, collector });
    if (event === null) continue;
    const read = readEvent(event, options);
    if (read === null) {
      const known = /^(comment|sprint|board|project|user|version|issuelink|jira:version|option)_?/.test(
        event.webhookEvent,
      );
      const detail = known
        ? `"${event.webhookEvent}" says nothing about a person's work`
        : `"${event.webhookEvent}" is not read`;
      collector.reject(known ? 'connectors/no-fact' : 'connectors/unknown-event', place, detail);
      continue;
    }
    for (const { system, account, name, email } of read.accounts) {
      collector.ownerOf({ system, account, ...(name ? { name } : {}), ...(email ? { email } : {}) }, place);
    }
    for (const fact of read.facts) collector.fact(fact);
    for (const { code, place: inner, detail } of read.rejections) {
      const path =
        inner.path === undefined ? {} : { path: [inner.list === 'worklogs' ? 'worklog' : 'issue', ...inner.path] };
      collector.reject(code, { ...place, ...path, ...(inner.ref === undefined ? {} : { ref: inner.ref }) }, detail);
    }
    if (read.facts.length === 0 && read.rejections.length === 0) {
      collector.reject('connectors/no-fact', place, `"${event.webhookEvent}" changes nothing that counts`);
    }
  }
  return collector.finish();
}

type Event = z.output<typeof jiraEventSchema>;

interface EventFacts {
  readonly facts: readonly Fact[];
  readonly rejections: readonly RecordRejection[];
  readonly accounts: ImportResult['accounts'];
}

/** What an event says; null for one that is not read. */
function readEvent(
  event: Event,
  options: { readonly accounts: readonly AccountLink[]; readonly settings?: JiraSettings },
): EventFacts | null {
  const { accounts } = options;
  const revision = options.settings?.revision ?? 0;
  switch (event.webhookEvent) {
    case 'jira:issue_created':
    case 'jira:issue_updated': {
      const issue = withLastChange(event);
      const read = importJira({ issues: [issue], accounts, settings: { ...options.settings, revision: revision - 1 } });
      const created = event.webhookEvent === 'jira:issue_created';
      return { ...read, facts: read.facts.filter((fact) => created || !isFirstAssignment(fact, issue)) };
    }
    case 'jira:issue_deleted': {
      // Deletion comes after every edit of the same moment.
      const settings = { ...options.settings, revision: revision + 1 };
      const read = importJira({ issues: [event.issue], accounts, settings });
      return { ...read, facts: read.facts.map((fact) => ({ ...fact, retracted: true })) };
    }
    case 'worklog_created':
    case 'worklog_updated':
      return importJira({ worklogs: [event.worklog], accounts, settings: { ...options.settings, revision } });
    case 'worklog_deleted': {
      const read = importJira({
        worklogs: [event.worklog],
        accounts,
        settings: { ...options.settings, revision: revision + 1 },
      });
      return { ...read, facts: read.facts.map((fact) => ({ ...fact, retracted: true })) };
    }
    default:
      return null;
  }
}

/** The issue with the event's change as its history. */
function withLastChange(event: Event): unknown {
  const issue = jiraIssueSchema.safeParse(event.issue);
  if (!issue.success || !event.changelog) return event.issue;
  const created = issue.data.fields.updated ?? issue.data.fields.created;
  const histories = [{ id: String(event.changelog.id), created, items: event.changelog.items }];
  return { ...(event.issue as object), changelog: { total: 1, histories } };
}

/** Who had an issue first is known when it is created; later only its whole history tells. */
function isFirstAssignment(fact: Fact, issue: unknown): boolean {
  const read = jiraIssueSchema.safeParse(issue);
  return fact.kind === 'issue-assigned' && read.success && fact.at === readInstant(read.data.fields.created);
}
