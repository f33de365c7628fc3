import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import type { z } from 'zod';
import type { CodeHostImport } from '../github/import.ts';
import { createCollector } from '../shared/collect.ts';
import type { ChangeInput } from '../shared/delivery.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import {
  collectGitLabIssue,
  collectMergeRequest,
  type GitLabContext,
  type GitLabSettings,
  gitlabInstant,
} from './facts.ts';
import { gitlabIssueSchema, gitlabLabels, gitlabMergeRequestSchema } from './schema.ts';

/** Lists as the REST interface returns them. */
export interface GitLabExport {
  /** `GET /projects/{id}/merge_requests` */
  readonly mergeRequests?: readonly unknown[];
  /** `GET /projects/{id}/issues` */
  readonly issues?: readonly unknown[];
}

/**
 * Merge requests and issues of GitLab as facts: changes merged, issues assigned and completed, incidents.
 *
 * @example
 * ```ts
 * import { importGitLab } from '@meritkit/connectors';
 *
 * const { facts } = importGitLab({
 *   mergeRequests: [{ id: 5, iid: 3, title: 'Retry', state: 'merged', created_at: '2026-11-19T10:00:00Z', merged_at: '2026-11-20T10:00:00Z',
 *     author: { id: 7, username: 'lin' }, references: { full: 'acme/pay!3' } }],
 *   accounts: [{ schemaVersion: 1, system: 'gitlab', account: 'lin', personId: 'lin', status: 'confirmed', revision: 0 }],
 * });
 * facts[0]?.attributes.minutesOpen; // 1440
 * ```
 */
export function importGitLab(
  options: GitLabExport & { readonly accounts: readonly AccountLink[]; readonly settings?: GitLabSettings },
): CodeHostImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const settings = options.settings ?? {};
  const changes: ChangeInput[] = [];
  for (const [index, input] of (options.mergeRequests ?? []).entries()) {
    collector.record();
    const place = { system: 'gitlab', list: 'mergeRequests', index };
    const merge = readRecord({ schema: gitlabMergeRequestSchema, input, place, collector });
    if (merge !== null) changes.push(...readMergeRequest({ collector, place, settings }, merge));
  }
  for (const [index, input] of (options.issues ?? []).entries()) {
    collector.record();
    const place = { system: 'gitlab', list: 'issues', index };
    const issue = readRecord({ schema: gitlabIssueSchema, input, place, collector });
    if (issue !== null) readIssue({ collector, place, settings }, issue);
  }
  return { ...collector.finish(), delivery: { changes, deployments: [] } };
}

/** `group/name` of a record: from its full reference, else by the project's number. */
function pathOf(
  context: GitLabContext,
  record: {
    readonly references?: { readonly full?: string | null | undefined } | null | undefined;
    readonly project_id?: number | null | undefined;
  },
): string | null {
  const full = record.references?.full?.replace(/[#!]\d+$/, '');
  if (full) return full;
  if (record.project_id) return String(record.project_id);
  context.collector.reject('connectors/missing-context', context.place, 'the record names no project');
  return null;
}

function readMergeRequest(
  context: GitLabContext,
  merge: z.output<typeof gitlabMergeRequestSchema>,
): readonly ChangeInput[] {
  const path = pathOf(context, merge);
  const createdAt = gitlabInstant(context, merge.created_at, ['created_at']);
  if (path === null || createdAt === null) return [];
  const mergedAt = readInstant(merge.merged_at);
  const mergeCommit = merge.merge_commit_sha ?? merge.squash_commit_sha ?? null;
  collectMergeRequest(context, {
    path,
    iid: merge.iid,
    title: merge.title ?? '',
    state: merge.state,
    createdAt,
    updatedAt: readInstant(merge.updated_at) ?? mergedAt ?? createdAt,
    mergedAt,
    mergeCommit,
    url: merge.web_url ?? null,
    labels: gitlabLabels(merge.labels),
    author: merge.author,
  });
  return [
    {
      id: `${path}!${merge.iid}`,
      repository: path,
      number: merge.iid,
      createdAt,
      mergedAt,
      closedAt: readInstant(merge.closed_at),
      mergeCommit,
      firstCommitAt: null,
      firstReviewAt: null,
      draft: merge.draft ?? false,
    },
  ];
}

function readIssue(context: GitLabContext, issue: z.output<typeof gitlabIssueSchema>): void {
  const path = pathOf(context, issue);
  const createdAt = gitlabInstant(context, issue.created_at, ['created_at']);
  if (path === null || createdAt === null) return;
  collectGitLabIssue(context, {
    path,
    iid: issue.iid,
    title: issue.title ?? '',
    state: issue.state,
    createdAt,
    updatedAt: readInstant(issue.updated_at) ?? createdAt,
    closedAt: readInstant(issue.closed_at),
    url: issue.web_url ?? null,
    labels: gitlabLabels(issue.labels),
    author: issue.author,
    assignees: issue.assignees?.length ? issue.assignees : issue.assignee ? [issue.assignee] : [],
    incident: issue.issue_type === 'incident',
  });
}
