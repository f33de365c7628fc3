import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasShared, sharedPath } from '../../../../scripts/shared-data.ts';
import { changeLeadTimes, issueLeadTimeMinutes, summariseDelivery } from '../index.ts';

type Row = Readonly<Record<string, string>>;

function table(name: string): readonly Row[] {
  const [head, ...lines] = readFileSync(sharedPath('data', 'fixtures', 'git', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','));
  return lines.map((cells) => Object.fromEntries(head!.map((column, index) => [column, cells[index] ?? ''])));
}

/** `2023-4-10 4:51:47` is UTC. */
function instant(text: string): string {
  if (text.includes('T')) return text;
  const [year, month, day, hour, minute, second] = text.split(/[- :]/);
  const two = (part: string | undefined) => (part ?? '').padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

describe.runIf(hasShared)('change lead time against DevLake', () => {
  it('equals every row of the oracle', () => {
    const [commits, comments, mapping] = [
      table('dora_pull_request_commits.csv'),
      table('dora_pull_request_comments.csv'),
      table('dora_project_mapping.csv'),
    ];
    const ids = (kind: string) =>
      mapping.filter((row) => row.project_name === 'project1' && row.table === kind).map((row) => row.row_id!);
    const result = changeLeadTimes({
      pullRequests: table('dora_pull_requests.csv').map((row) => ({
        id: row.id!,
        repositoryId: row.base_repo_id!,
        authorId: row.author_id!,
        createdAt: instant(row.created_date!),
        ...(row.merged_date === '' ? {} : { mergedAt: instant(row.merged_date!) }),
        mergeCommitSha: row.merge_commit_sha!,
        commits: commits
          .filter((commit) => commit.pull_request_id === row.id)
          .map((commit) => ({ sha: commit.commit_sha!, authoredAt: instant(commit.commit_authored_date!) })),
        comments: comments
          .filter((comment) => comment.pull_request_id === row.id)
          .map((comment) => ({
            id: comment.id!,
            authorId: comment.account_id!,
            createdAt: instant(comment.created_date!),
          })),
      })),
      deployments: table('dora_cicd_deployment_commits.csv').map((row) => ({
        id: row.id!,
        scopeId: row.cicd_scope_id!,
        environment: row.environment!,
        result: row.result!,
        startedAt: row.started_date!,
        finishedAt: row.finished_date!,
        commitSha: row.commit_sha!,
        ...(row.prev_success_deployment_commit_id === ''
          ? {}
          : { previousSuccessId: row.prev_success_deployment_commit_id! }),
      })),
      ranges: table('dora_commits_diffs.csv').map((row) => ({
        from: row.old_commit_sha!,
        to: row.new_commit_sha!,
        commitSha: row.commit_sha!,
      })),
      repositoryIds: ids('repos'),
      scopeIds: ids('cicd_scopes'),
    });
    const number = (text: string | undefined) => (text === '' || text === undefined ? null : Number(text));
    const text = (cell: string | undefined) => (cell === '' || cell === undefined ? null : cell);
    expect(result).toEqual(
      table('ORACLE_project_pr_metrics.csv').map((row) => ({
        pullRequestId: row.id,
        firstCommitSha: text(row.first_commit_sha),
        codingMinutes: number(row.pr_coding_time),
        firstReviewId: text(row.first_review_id),
        pickupMinutes: number(row.pr_pickup_time),
        reviewMinutes: number(row.pr_review_time),
        deploymentId: text(row.deployment_commit_id),
        deployMinutes: number(row.pr_deploy_time),
        cycleMinutes: number(row.pr_cycle_time),
      })),
    );
    expect(result.find((row) => row.pullRequestId === 'pr1')).toMatchObject({
      codingMinutes: 1440,
      pickupMinutes: 5,
      reviewMinutes: 55,
      deployMinutes: 2978,
      cycleMinutes: 4478,
    });
  });
});

describe('lead time', () => {
  it('rounds an issue down, and refuses one that runs backwards', () => {
    const createdAt = '2026-11-20T09:00:00+08:00';
    expect(issueLeadTimeMinutes({ createdAt, resolvedAt: '2026-11-20T01:59:59Z' })).toBe(59);
    expect(issueLeadTimeMinutes({ createdAt })).toBeNull();
    expect(() => issueLeadTimeMinutes({ createdAt, resolvedAt: '2026-11-19T01:59:59Z' })).toThrow('resolved before');
  });
  it('counts a request of another repository for nobody, and one without commits from its opening', () => {
    const request = {
      id: 'p',
      repositoryId: 'r',
      createdAt: '2026-11-20T09:00:00Z',
      mergedAt: '2026-11-20T09:00:01Z',
      commits: [],
      comments: [],
    };
    const rest = { deployments: [], ranges: [], scopeIds: [] };
    expect(changeLeadTimes({ pullRequests: [request], repositoryIds: [], ...rest })).toEqual([]);
    expect(changeLeadTimes({ pullRequests: [request], repositoryIds: ['r'], ...rest })).toMatchObject([
      { codingMinutes: null, firstCommitSha: null, cycleMinutes: 1 },
    ]);
  });
  it('summarises a period, with nothing known where nothing happened', () => {
    const empty = summariseDelivery({
      period: { start: '2026-11-01', end: '2026-11-08' },
      deployments: 0,
      leadTimes: [],
      incidents: [],
    });
    expect(empty).toMatchObject({
      deploymentsPerWeek: 0,
      medianLeadMinutes: null,
      changeFailureRate: null,
      medianRestoreMinutes: null,
    });
    const period = { start: '2026-11-01', end: '2026-11-08' };
    const some = summariseDelivery({
      period,
      deployments: 4,
      leadTimes: [],
      incidents: [
        { causedByDeployment: true, minutes: 10 },
        { causedByDeployment: false, minutes: 20 },
      ],
    });
    expect(some).toMatchObject({ deploymentsPerWeek: 4, changeFailureRate: 0.25, medianRestoreMinutes: 15 });
    const broken = { period, deployments: 1, leadTimes: [], incidents: [] };
    for (const deployments of [-1, 0.5, Number.NaN]) {
      expect(() => summariseDelivery({ ...broken, deployments })).toThrow('deployments');
    }
    for (const minutes of [-1, Number.NaN]) {
      const incidents = [{ causedByDeployment: true, minutes }];
      expect(() => summariseDelivery({ ...broken, incidents })).toThrow('incidents[0].minutes');
    }
  });
});
