import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { parseInstant } from '@meritkit/core/dates';
import { type Collector, createCollector } from '../shared/collect.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ImportResult, RecordPlace } from '../shared/result.ts';
import { createContext, type JiraContext, type JiraSettings } from './context.ts';
import { collectBugCauses, collectIssueFacts, sightingOf } from './issue-facts.ts';
import {
  type JiraHistory,
  type JiraIssue,
  jiraHistorySchema,
  jiraIssueSchema,
  jiraUserSchema,
  jiraWorklogSchema,
} from './schema.ts';
import { accountOf, type IssueTimeline, readTimeline } from './timeline.ts';
import { type Sprint, sprintOf, type WorkItem, workItemOf } from './work-items.ts';
import { collectWorklog } from './worklogs.ts';

/** Lists as the Jira Cloud API returns them. Every list may be left out. */
export interface JiraExport {
  /** `GET /rest/api/3/search?expand=changelog` or the agile board's issues: their `issues`. */
  readonly issues?: readonly unknown[];
  /** `GET /rest/api/3/issue/{key}/changelog`: the `values`, by issue id or key. */
  readonly changelogs?: readonly { readonly issue: string; readonly histories: readonly unknown[] }[];
  /** `GET /rest/api/3/issue/{key}/worklog`: the `worklogs`. */
  readonly worklogs?: readonly unknown[];
  /** `GET /rest/agile/1.0/board/{id}/sprint`: the `values`. */
  readonly sprints?: readonly unknown[];
  /** `GET /rest/api/3/users/search`. */
  readonly users?: readonly unknown[];
}

/** What a Jira import gives. */
export interface JiraImport extends ImportResult {
  /** Issues that are not done. */
  readonly workItems: readonly WorkItem[];
  readonly sprints: readonly Sprint[];
  /** Statuses that nobody has said the meaning of; they start and end nothing until somebody does. */
  readonly unknownStatuses: readonly string[];
}

/**
 * Issues, changelogs and worklogs as facts: assigned, started, completed, reopened, lead and cycle time in minutes, bugs
 * raised, caused (where a link names the issue that caused it) and fixed, time worked. Replay changes nothing, and records may come in any order and more than once.
 *
 * @example
 * ```ts
 * import { importJira } from '@meritkit/connectors';
 *
 * const result = importJira({
 *   issues: [{ id: '1', key: 'PAY-118', fields: {
 *     summary: 'Retry payments', created: '2026-11-02T09:00:00.000+0800', updated: '2026-11-04T09:00:00.000+0800',
 *     resolutiondate: '2026-11-04T09:00:30.000+0800', assignee: { accountId: 'a-7', displayName: 'Lin' },
 *     issuetype: { name: '故事' }, status: { name: '已完成' }, project: { key: 'PAY' },
 *   } }],
 *   accounts: [{ schemaVersion: 1, system: 'jira', account: 'a-7', personId: 'lin', status: 'confirmed', revision: 0 }],
 * });
 * result.facts.find((fact) => fact.kind === 'issue-lead-time')?.quantity; // '2880'
 * ```
 */
export function importJira(
  options: JiraExport & { readonly accounts: readonly AccountLink[]; readonly settings?: JiraSettings },
): JiraImport {
  const lookUp = lookUpAccounts(options.accounts);
  const collector = createCollector(lookUp);
  const issues = readIssues(options, collector);
  const context = createContext(
    options.settings ?? {},
    issues.map(({ issue }) => issue),
  );
  collectIssues(issues, collector, context);
  collectWorklogs(options, issues, collector, context);
  collectUsers(options, collector);
  const sprints = readSprints(options, collector);
  const names = new Set(issues.flatMap(statusNames));
  return {
    ...collector.finish(),
    workItems: latestOf(issues).flatMap(({ issue }) => workItemOf({ issue, lookUp, context }) ?? []),
    sprints,
    unknownStatuses: [...names].filter((name) => context.status(name) === null),
  };
}

/** An issue may be given more than once, by pages that overlap: its work is there once, as it was changed last. */
function latestOf(issues: readonly ReadIssue[]): readonly ReadIssue[] {
  const changed = ({ issue }: ReadIssue) => parseInstant(readInstant(issue.fields.updated) ?? '1970-01-01T00:00:00Z');
  const latest = new Map<string, ReadIssue>();
  for (const read of issues) {
    const present = latest.get(read.issue.id);
    if (present === undefined || changed(read) > changed(present)) latest.set(read.issue.id, read);
  }
  return [...latest.values()];
}

interface ReadIssue {
  readonly issue: JiraIssue;
  readonly histories: readonly JiraHistory[];
  readonly place: RecordPlace;
}

function readIssues(options: JiraExport, collector: Collector): readonly ReadIssue[] {
  const apart = new Map<string, unknown[]>();
  for (const { issue, histories } of options.changelogs ?? []) {
    const known = apart.get(issue) ?? [];
    for (const history of histories) known.push(history);
    apart.set(issue, known);
  }
  const issues = (options.issues ?? []).flatMap((input, index) => {
    collector.record();
    const bare = { system: 'jira', list: 'issues', index };
    const issue = readRecord({ schema: jiraIssueSchema, input, place: bare, collector });
    if (issue === null) return [];
    const place = { ...bare, ref: issue.key };
    const inline = issue.changelog?.histories ?? [];
    const given = [...inline, ...(apart.get(issue.id) ?? []), ...(apart.get(issue.key) ?? [])];
    const histories = given.flatMap((history, at) => {
      const inside = { ...place, path: ['changelog', 'histories', at] };
      return readRecord({ schema: jiraHistorySchema, input: history, place: inside, collector }) ?? [];
    });
    const total = issue.changelog?.total ?? inline.length;
    if (given.length < total) {
      const detail = `${given.length} of ${total} changes of ${issue.key} were given: the others are unknown`;
      collector.reject('connectors/missing-context', { ...place, path: ['changelog'] }, detail);
    }
    return [{ issue, histories, place }];
  });
  const given = new Set(issues.flatMap(({ issue }) => [issue.id, issue.key]));
  for (const [index, { issue, histories }] of (options.changelogs ?? []).entries()) {
    if (given.has(issue)) continue;
    collector.record();
    const place = { system: 'jira', list: 'changelogs', index, ref: issue };
    const detail = `${histories.length} changes of ${issue} were given, and the issue was not`;
    collector.reject('connectors/missing-context', place, detail);
  }
  return issues;
}

function collectIssues(issues: readonly ReadIssue[], collector: Collector, context: JiraContext): void {
  const dated = issues.flatMap(({ issue, histories, place }) => {
    const timeline = readTimeline({ issue, histories, status: context.status });
    if (timeline !== null) return [{ issue, timeline, place }];
    const detail = `"${issue.fields.created}" is no instant`;
    collector.reject('connectors/impossible-date', { ...place, path: ['fields', 'created'] }, detail);
    return [];
  });
  const causes = latestByKey(dated);
  for (const read of dated) {
    collectIssueFacts({ collector, ...read, context });
    collectBugCauses({ collector, ...read, context, causes });
  }
}

/** An issue may be given more than once: the reading that was changed last stands. */
function latestByKey<Read extends { readonly issue: JiraIssue; readonly timeline: IssueTimeline }>(
  reads: readonly Read[],
): ReadonlyMap<string, Read> {
  const changed = ({ issue, timeline }: Read) => parseInstant(readInstant(issue.fields.updated) ?? timeline.createdAt);
  const latest = new Map<string, Read>();
  for (const read of reads) {
    const present = latest.get(read.issue.key);
    if (present === undefined || changed(read) > changed(present)) latest.set(read.issue.key, read);
  }
  return latest;
}

function statusNames({ issue, histories }: ReadIssue): readonly string[] {
  const items = histories.flatMap((history) => history.items).filter((item) => item.field === 'status');
  const names = [issue.fields.status?.name, ...items.flatMap((item) => [item.fromString, item.toString])];
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}

function collectWorklogs(
  options: JiraExport,
  issues: readonly ReadIssue[],
  collector: Collector,
  context: JiraContext,
): void {
  const byId = new Map(issues.map(({ issue }) => [issue.id, issue]));
  const inline = issues.flatMap(({ issue, place }) =>
    (issue.fields.worklog?.worklogs ?? []).map((input, at) => ({
      input,
      issue,
      place: { ...place, path: ['fields', 'worklog', 'worklogs', at] },
    })),
  );
  const apart = (options.worklogs ?? []).map((input, index) => ({
    input,
    issue: undefined,
    place: { system: 'jira', list: 'worklogs', index },
  }));
  tellMissingWorklogs(options, issues, collector);
  for (const { input, issue, place } of [...inline, ...apart]) {
    collector.record();
    const worklog = readRecord({ schema: jiraWorklogSchema, input, place, collector });
    if (worklog === null) continue;
    const own = issue ?? (worklog.issueId ? byId.get(worklog.issueId) : undefined);
    collectWorklog({ collector, worklog, issue: own, place: { ...place, ref: `worklog-${worklog.id}` }, context });
  }
}

/** A search gives the first worklogs of an issue only; time that is not given is unknown, not nothing. */
function tellMissingWorklogs(options: JiraExport, issues: readonly ReadIssue[], collector: Collector): void {
  const apart = new Map<string, number>();
  for (const input of options.worklogs ?? []) {
    const id = jiraWorklogSchema.safeParse(input).data?.issueId;
    if (id) apart.set(id, (apart.get(id) ?? 0) + 1);
  }
  for (const { issue, place } of issues) {
    const { worklog } = issue.fields;
    const total = worklog?.total ?? 0;
    const given = Math.max(worklog?.worklogs?.length ?? 0, apart.get(issue.id) ?? 0);
    if (given >= total) continue;
    const detail = `${given} of ${total} worklogs of ${issue.key} were given: the others are unknown`;
    collector.reject('connectors/missing-context', { ...place, path: ['fields', 'worklog'] }, detail);
  }
}

/** Users are accounts to be mapped; one that is mapped to nobody yet is told. */
function collectUsers(options: JiraExport, collector: Collector): void {
  for (const [index, input] of (options.users ?? []).entries()) {
    collector.record();
    const place = { system: 'jira', list: 'users', index };
    const user = readRecord({ schema: jiraUserSchema, input, place, collector });
    const account = accountOf(user);
    if (user === null) continue;
    if (account === null) collector.reject('connectors/missing-context', place, 'the user has no account id');
    else {
      const owner = collector.ownerOf(sightingOf(account, user), { ...place, ref: account });
      if (!owner.ok) collector.reject(owner.rejection.code, owner.rejection.place, owner.rejection.detail);
    }
  }
}

function readSprints(options: JiraExport, collector: Collector): readonly Sprint[] {
  return (options.sprints ?? []).flatMap((input, index) => {
    collector.record();
    const sprint = sprintOf(input);
    if (sprint !== null) return [sprint];
    collector.reject('connectors/invalid-record', { system: 'jira', list: 'sprints', index }, 'not a sprint');
    return [];
  });
}
