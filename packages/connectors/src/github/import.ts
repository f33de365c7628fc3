import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { compareInstants } from '@meritkit/core/dates';
import type { z } from 'zod';
import { type Collector, createCollector } from '../shared/collect.ts';
import type { ChangeInput, DeliveryInputs } from '../shared/delivery.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import type { ImportResult } from '../shared/result.ts';
import { collectIssue, collectPullRequest, collectRestCommit, collectReview, type GitHubContext } from './facts.ts';
import { githubCommitSchema, githubIssueSchema, githubPullRequestSchema, githubReviewSchema } from './schema.ts';

/** What a company says about its GitHub. */
export interface GitHubSettings {
  /** The host's project ids by repository (`owner/name`). */
  readonly projects?: Readonly<Record<string, string>>;
  /** Labels of incidents, beside `incident` and 事故. */
  readonly incidentLabels?: readonly string[];
  /** Environments whose deployments count, beside `production`. */
  readonly environments?: readonly string[];
  /** Raise it when the settings change. */
  readonly revision?: number;
}

/** Lists as the REST interface returns them, of one repository. Every list may be left out. */
export interface GitHubExport {
  /** `owner/name`. */
  readonly repository: string;
  /** `GET /repos/{owner}/{repo}/pulls?state=all` */
  readonly pullRequests?: readonly unknown[];
  /** `GET /repos/{owner}/{repo}/pulls/{number}/reviews` */
  readonly reviews?: readonly unknown[];
  /** `GET /repos/{owner}/{repo}/pulls/{number}/commits`, all or by pull request. */
  readonly commits?: readonly unknown[];
  readonly commitsOf?: readonly { readonly pullRequest: number; readonly commits: readonly unknown[] }[];
  /** `GET /repos/{owner}/{repo}/issues?state=all` */
  readonly issues?: readonly unknown[];
}

/** What an import of a code host gives. */
export interface CodeHostImport extends ImportResult {
  /** Inputs of delivery measures. */
  readonly delivery: DeliveryInputs;
}

/**
 * Pull requests, reviews, commits and issues of a GitHub repository as facts: changes merged, reviews given, commits,
 * issues assigned and completed, incidents.
 *
 * @example
 * ```ts
 * import { importGitHub } from '@meritkit/connectors';
 *
 * const { facts } = importGitHub({
 *   repository: 'acme/pay',
 *   reviews: [{ id: 7, user: { login: 'Lin' }, state: 'APPROVED', submitted_at: '2026-11-20T10:00:00Z',
 *     pull_request_url: 'https://api.github.com/repos/acme/pay/pulls/12' }],
 *   accounts: [{ schemaVersion: 1, system: 'github', account: 'lin', personId: 'lin', status: 'confirmed', revision: 0 }],
 * });
 * facts.map((fact) => [fact.kind, fact.source.ref]); // [['review-given', 'acme/pay#12']]
 * ```
 */
export function importGitHub(
  options: GitHubExport & { readonly accounts: readonly AccountLink[]; readonly settings?: GitHubSettings },
): CodeHostImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const at = contextOf(options.repository, options.settings ?? {}, collector);
  const pulls = readList(options, 'pullRequests', githubPullRequestSchema, collector);
  for (const { record, index } of pulls) collectPullRequest(at('pullRequests', index), record);
  const authors = new Map(pulls.map(({ record }) => [record.number, record.user?.login ?? null]));
  const reviews = readList(options, 'reviews', githubReviewSchema, collector);
  for (const { record, index } of reviews) {
    const number = numberOf(record.pull_request_url);
    if (number !== null) collectReview(at('reviews', index), record, { number, author: authors.get(number) ?? null });
    else collector.reject('connectors/missing-context', at('reviews', index).place, 'the review names no pull request');
  }
  for (const { record, index } of readList(options, 'commits', githubCommitSchema, collector)) {
    collectRestCommit(at('commits', index), record);
  }
  for (const { record, index } of readList(options, 'issues', githubIssueSchema, collector)) {
    collectIssue(at('issues', index), record);
  }
  const firstCommits = readCommitsOf(options, at, collector);
  const reviewsOf = new Map<number, z.output<typeof githubReviewSchema>[]>();
  for (const { record } of reviews) {
    const number = numberOf(record.pull_request_url);
    if (number === null) continue;
    const known = reviewsOf.get(number);
    if (known === undefined) reviewsOf.set(number, [record]);
    else known.push(record);
  }
  const changes = pulls.flatMap(
    ({ record }) => changeOf(options.repository, record, reviewsOf.get(record.number) ?? [], firstCommits) ?? [],
  );
  return { ...collector.finish(), delivery: { changes, deployments: [] } };
}

/** A context per record of a repository. */
export function contextOf(
  repository: string,
  settings: GitHubSettings,
  collector: Collector,
): (list: string, index: number) => GitHubContext {
  const projectId = Object.hasOwn(settings.projects ?? {}, repository) ? settings.projects?.[repository] : repository;
  const incidentLabels = new Set(
    ['incident', '事故', ...(settings.incidentLabels ?? [])].map((name) => name.toLowerCase()),
  );
  const revision = settings.revision ?? 0;
  return (list, index) => ({
    collector,
    place: { system: 'github', list, index },
    repository,
    projectId,
    revision,
    incidentLabels,
  });
}

function readList<Schema extends z.ZodType>(
  options: GitHubExport,
  list: 'pullRequests' | 'reviews' | 'commits' | 'issues',
  schema: Schema,
  collector: Collector,
): readonly { readonly record: z.output<Schema>; readonly index: number }[] {
  return (options[list] ?? []).flatMap((input, index) => {
    collector.record();
    const record = readRecord({ schema, input, place: { system: 'github', list, index }, collector });
    return record === null ? [] : [{ record, index }];
  });
}

function numberOf(url: string | null | undefined): number | null {
  const match = /\/(?:pulls|issues|pull)\/(\d+)$/.exec(url ?? '');
  return match === null ? null : Number(match[1]);
}

/** Collects the commits given by pull request, and finds each one's first. */
function readCommitsOf(
  options: GitHubExport,
  at: (list: string, index: number) => GitHubContext,
  collector: Collector,
): ReadonlyMap<number, string> {
  const first = new Map<number, string>();
  for (const [index, { pullRequest, commits }] of (options.commitsOf ?? []).entries()) {
    for (const [inner, input] of commits.entries()) {
      collector.record();
      const context = at('commitsOf', index);
      const inside = { ...context, place: { ...context.place, path: ['commits', inner] } };
      const commit = readRecord({ schema: githubCommitSchema, input, place: inside.place, collector });
      if (commit === null) continue;
      collectRestCommit(inside, commit);
      const written = readInstant(commit.commit.author?.date);
      const known = first.get(pullRequest);
      if (written !== null && (known === undefined || compareInstants(written, known) < 0))
        first.set(pullRequest, written);
    }
  }
  return first;
}

function changeOf(
  repository: string,
  pull: z.output<typeof githubPullRequestSchema>,
  reviews: readonly z.output<typeof githubReviewSchema>[],
  firstCommits: ReadonlyMap<number, string>,
): ChangeInput | null {
  const createdAt = readInstant(pull.created_at);
  if (createdAt === null) return null;
  const times = reviews
    .filter((review) => review.user?.login !== pull.user?.login)
    .flatMap((review) => readInstant(review.submitted_at) ?? [])
    .sort(compareInstants);
  return {
    id: `${repository}#${pull.number}`,
    repository,
    number: pull.number,
    createdAt,
    mergedAt: readInstant(pull.merged_at),
    closedAt: readInstant(pull.closed_at),
    mergeCommit: pull.merge_commit_sha ?? null,
    firstCommitAt: firstCommits.get(pull.number) ?? null,
    firstReviewAt: times[0] ?? null,
    draft: pull.draft ?? false,
  };
}
