import { millisecondsOf } from './instant.ts';

/** A change as a code host knows it, with what happened to it. */
export interface PullRequest {
  readonly id: string;
  readonly authorId: string | null;
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly mergeCommit: string | null;
  readonly commits: readonly { readonly sha: string; readonly authoredAt: string }[];
  readonly comments: readonly { readonly id: string; readonly authorId: string | null; readonly at: string }[];
}

/** A deployment, with the commits that it brought since the one before. */
export interface Deployment {
  readonly id: string;
  readonly finishedAt: string;
  readonly succeeded: boolean;
  readonly production: boolean;
  readonly commits: readonly string[];
}

/** How long each stage took, in minutes, a part of a minute counted whole; null where a stage has no meaning. */
export interface PullRequestTimes {
  readonly id: string;
  /** When it was merged. */
  readonly mergedAt: string;
  readonly firstCommit: string | null;
  readonly codingMinutes: number | null;
  readonly firstReviewId: string | null;
  readonly pickupMinutes: number | null;
  readonly reviewMinutes: number | null;
  readonly deploymentId: string | null;
  readonly deployMinutes: number | null;
  readonly cycleMinutes: number | null;
}

/**
 * Stages of merged changes: coding (first commit to request), pickup (to the first comment by somebody else), review
 * (to the merge), deploy (to the first successful production deployment that brought it), and the whole cycle. A stage
 * that would be negative is null. Follows the DORA metrics of Apache DevLake, whose published snapshots the tests hold it to.
 *
 * @throws InvalidInputError `report/invalid-input`
 * @example
 * ```ts
 * import { measurePullRequests } from '@meritkit/report-builder';
 *
 * measurePullRequests({
 *   pullRequests: [{ id: 'pr1', authorId: 'a', createdAt: '2026-01-02T00:00:00Z', mergedAt: '2026-01-02T01:00:00Z', mergeCommit: 'm',
 *     commits: [{ sha: 'c', authoredAt: '2026-01-01T00:00:00Z' }], comments: [] }],
 *   deployments: [],
 * })[0]?.cycleMinutes; // 1500
 * ```
 */
export function measurePullRequests(options: {
  readonly pullRequests: readonly PullRequest[];
  readonly deployments: readonly Deployment[];
}): readonly PullRequestTimes[] {
  const live = options.deployments
    .filter((deployment) => deployment.succeeded && deployment.production)
    .map((deployment, index) => ({
      deployment,
      at: millisecondsOf(deployment.finishedAt, ['deployments', index, 'finishedAt']),
    }))
    .sort((one, other) => one.at - other.at || (one.deployment.id < other.deployment.id ? -1 : 1));
  return options.pullRequests.flatMap((request, index) => {
    if (request.mergedAt === null) return [];
    const path = ['pullRequests', index];
    const created = millisecondsOf(request.createdAt, [...path, 'createdAt']);
    const merged = millisecondsOf(request.mergedAt, [...path, 'mergedAt']);
    const commit = earliest(
      request.commits.map((each) => ({ each, at: millisecondsOf(each.authoredAt, [...path, 'commits']) })),
    );
    const review = earliest(
      request.comments
        .filter((comment) => request.authorId === null || comment.authorId !== request.authorId)
        .map((each) => ({ each, at: millisecondsOf(each.at, [...path, 'comments']) })),
    );
    const brought = live.find(({ deployment }) => deployment.commits.includes(request.mergeCommit ?? ''));
    const coding = commit === undefined ? null : minutesBetween(commit.at, created);
    const deploy = brought === undefined ? null : minutesBetween(merged, brought.at);
    const start = coding === null ? created : commit!.at;
    return [
      {
        id: request.id,
        mergedAt: request.mergedAt,
        firstCommit: commit?.each.sha ?? null,
        codingMinutes: coding,
        firstReviewId: review?.each.id ?? null,
        pickupMinutes: review === undefined ? null : minutesBetween(created, review.at),
        reviewMinutes: review === undefined ? null : minutesBetween(review.at, merged),
        deploymentId: brought?.deployment.id ?? null,
        deployMinutes: deploy,
        cycleMinutes: minutesBetween(start, deploy === null ? merged : brought!.at),
      },
    ];
  });
}

function earliest<Item>(items: readonly { readonly each: Item; readonly at: number }[]) {
  return items.reduce<{ readonly each: Item; readonly at: number } | undefined>(
    (first, item) => (first === undefined || item.at < first.at ? item : first),
    undefined,
  );
}

function minutesBetween(from: number, to: number): number | null {
  return to < from ? null : Math.ceil((to - from) / 60_000);
}
