import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../scripts/shared-data.ts';
import { buildDeliveryReport, measureLeadTime, measurePullRequests, sumWorklogs } from '../src/index.ts';

type Row = Readonly<Record<string, string>>;
const csv = (...path: string[]): Row[] =>
  parse(readFileSync(sharedPath('data', 'fixtures', ...path), 'utf8'), { columns: true, bom: true });
const json = (...path: string[]) => JSON.parse(readFileSync(sharedPath('data', 'fixtures', ...path), 'utf8'));

if (!hasShared && process.env.MERITKIT_SHARED_REQUIRED === '1')
  throw new Error('reference data are required and absent');

interface JiraIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: { readonly created: string; readonly resolutiondate: string | null };
}
interface JiraWorklog {
  readonly id: string;
  readonly issueId: string;
  readonly timeSpentSeconds: number;
  readonly author: { readonly accountId: string };
}

/** `2023-4-10 6:51:47` in UTC, as the fixture writes it. */
const instantOf = (text: string): string => {
  const [, year, month, day, hour, minute, second] = /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)$/.exec(text)!;
  const two = (part: string | undefined) => part!.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
};

describe.runIf(hasShared)('delivery metrics on real data', () => {
  it('lead time equals the outside expectation for every resolved Jira issue', () => {
    const expected = new Map(csv('jira', 'ORACLE_issues.csv').map((row) => [row.issue_key, row.lead_time_minutes]));
    const issues: JiraIssue[] = json('jira', 'issues.json');
    const resolved = issues.filter((issue) => issue.fields.resolutiondate !== null);
    expect(resolved).toHaveLength(30);
    for (const issue of resolved) {
      const { created: createdAt, resolutiondate: resolvedAt } = issue.fields;
      expect(measureLeadTime({ id: issue.key, createdAt, resolvedAt }), issue.key).toBe(
        Number(expected.get(issue.key)),
      );
    }
  });

  it('worklogs equal the outside expectation, 30 of 30', () => {
    const expected = csv('jira', 'ORACLE_worklogs.csv');
    const entries = (json('jira', 'worklogs.json') as JiraWorklog[]).map((entry) => ({
      id: entry.id,
      issueId: entry.issueId,
      personId: entry.author.accountId,
      seconds: entry.timeSpentSeconds,
    }));
    expect(entries).toHaveLength(30);
    expect(expected).toHaveLength(30);
    for (const row of expected) {
      const own = entries.filter((entry) => entry.id === row.worklog_id);
      expect(sumWorklogs(own)).toMatchObject({
        total: hours(Number(row.time_spent_seconds)),
        byIssue: { [row.issue_id!]: hours(Number(row.time_spent_seconds)) },
      });
    }
    const seconds = expected.reduce((sum, row) => sum + Number(row.time_spent_seconds), 0);
    expect(sumWorklogs(entries).total).toBe(hours(seconds));
    expect(sumWorklogs([...entries, ...entries]).total).toBe(hours(seconds));
  });

  it('stages of merged changes equal the DORA rows', () => {
    const scopes = csv('git', 'dora_project_mapping.csv')
      .filter((row) => row.table === 'cicd_scopes')
      .map((row) => row.row_id);
    const runs = csv('git', 'dora_cicd_deployment_commits.csv');
    const diffs = csv('git', 'dora_commits_diffs.csv');
    const deployments = runs
      .filter((run) => scopes.includes(run.cicd_scope_id))
      .map((run) => {
        const before = runs.find((other) => other.id === run.prev_success_deployment_commit_id);
        const brought = diffs.filter(
          (diff) =>
            before !== undefined && diff.new_commit_sha === run.commit_sha && diff.old_commit_sha === before.commit_sha,
        );
        return {
          id: run.id!,
          finishedAt: run.finished_date!,
          succeeded: run.result === 'SUCCESS',
          production: run.environment === 'PRODUCTION',
          commits: brought.map((diff) => diff.commit_sha!),
        };
      });
    const commits = csv('git', 'dora_pull_request_commits.csv');
    const comments = csv('git', 'dora_pull_request_comments.csv');
    const pullRequests = csv('git', 'dora_pull_requests.csv').map((row) => ({
      id: row.id!,
      authorId: row.author_id === '' ? null : row.author_id!,
      createdAt: instantOf(row.created_date!),
      mergedAt: row.merged_date === '' ? null : instantOf(row.merged_date!),
      mergeCommit: row.merge_commit_sha!,
      commits: commits
        .filter((commit) => commit.pull_request_id === row.id)
        .map((commit) => ({ sha: commit.commit_sha!, authoredAt: instantOf(commit.commit_authored_date!) })),
      comments: comments
        .filter((comment) => comment.pull_request_id === row.id)
        .map((comment) => ({ id: comment.id!, authorId: comment.account_id!, at: instantOf(comment.created_date!) })),
    }));
    const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text));
    const expected = csv('git', 'ORACLE_project_pr_metrics.csv').map((row) => ({
      id: row.id,
      mergedAt: pullRequests.find((request) => request.id === row.id)?.mergedAt,
      firstCommit: row.first_commit_sha,
      codingMinutes: number(row.pr_coding_time),
      firstReviewId: row.first_review_id === '' ? null : row.first_review_id,
      pickupMinutes: number(row.pr_pickup_time),
      reviewMinutes: number(row.pr_review_time),
      deploymentId: row.deployment_commit_id === '' ? null : row.deployment_commit_id,
      deployMinutes: number(row.pr_deploy_time),
      cycleMinutes: number(row.pr_cycle_time),
    }));
    expect(measurePullRequests({ pullRequests, deployments })).toEqual(expected);
  });

  it('make a report of the whole export, where each number leads to its issue', () => {
    const issues = (json('jira', 'issues.json') as JiraIssue[]).map((issue) => ({
      id: issue.key,
      kind: 'other' as const,
      createdAt: issue.fields.created,
      resolvedAt: issue.fields.resolutiondate,
      sources: [{ system: 'jira', ref: issue.key }],
    }));
    const report = buildDeliveryReport(
      { timeZone: 'Asia/Shanghai', issues },
      { asOf: '2022-05-01', period: { start: '2020-06-01', end: '2022-05-01' } },
    );
    const median = report.metrics.find((metric) => metric.id === 'lead-time.median')!;
    expect(median.n).toBe(30);
    expect(median.sources).toHaveLength(30);
    expect(report.metrics.find((metric) => metric.id === 'lead-time.EE-1')?.value).toBe('174.3');
    expect(report.metrics.find((metric) => metric.id === 'overtime')?.status).toEqual({
      kind: 'unknown',
      reason: 'not-supplied',
    });
  });
});

function hours(seconds: number): string {
  return String(Math.round((seconds / 3600) * 1e6) / 1e6);
}

describe('measuring', () => {
  it('takes an issue resolved before it was created as unknown, and a broken instant as an error', () => {
    const issue = { id: 'a', createdAt: '2026-01-02T00:00:00Z', resolvedAt: '2026-01-01T00:00:00Z' };
    expect(measureLeadTime(issue)).toBeNull();
    expect(measureLeadTime({ ...issue, resolvedAt: null })).toBeNull();
    expect(() => measureLeadTime({ ...issue, createdAt: '2026-01-02' })).toThrow(
      expect.objectContaining({ code: 'report/invalid-input' }),
    );
  });

  it('reads offsets with and without a colon alike', () => {
    const at = (createdAt: string) => measureLeadTime({ id: 'a', createdAt, resolvedAt: '2026-01-02T00:00:00Z' });
    expect(at('2026-01-01T08:00:00+0800')).toBe(1440);
    expect(at('2026-01-01T08:00:00+08:00')).toBe(1440);
    expect(at('2026-01-01T00:00:00Z')).toBe(1440);
  });
});

it('says nothing of what nothing was measured for, but in the tiles', () => {
  const frame = { asOf: '2026-10-01', period: { start: '2026-07-01', end: '2026-10-01' } };
  const empty = buildDeliveryReport({ timeZone: 'Asia/Shanghai', issues: [] }, frame);
  const sentences = empty.blocks.flatMap((block) => (block.type === 'narrative' ? [block.metric] : []));
  expect(sentences).toEqual(['overtime']);
  expect(empty.metrics.find((metric) => metric.id === 'lead-time.median')?.status.kind).toBe('unknown');
});
