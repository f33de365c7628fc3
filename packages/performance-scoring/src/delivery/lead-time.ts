import { parseInstant } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';

/** A pull or merge request as the tools' facts tell it. Instants carry an offset. */
export interface PullRequestFacts {
  readonly id: string;
  readonly repositoryId: string;
  readonly authorId?: string;
  readonly createdAt: string;
  readonly mergedAt?: string;
  readonly mergeCommitSha?: string;
  readonly commits: readonly { readonly sha: string; readonly authoredAt: string }[];
  readonly comments: readonly { readonly id: string; readonly authorId: string; readonly createdAt: string }[];
}

/** A deployment of one commit of one repository. */
export interface DeploymentFacts {
  readonly id: string;
  readonly scopeId: string;
  readonly environment: string;
  readonly result: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly commitSha: string;
  /** The successful deployment before it; a first deployment says nothing about lead time. */
  readonly previousSuccessId?: string;
}

/** Which commits a deployment brought: between the commit before (`from`) and its own (`to`). */
export interface DeployedRange {
  readonly from: string;
  readonly to: string;
  readonly commitSha: string;
}

/** How long a change took, in minutes rounded up; null where a step is missing or runs backwards. */
export interface ChangeLeadTime {
  readonly pullRequestId: string;
  readonly firstCommitSha: string | null;
  readonly codingMinutes: number | null;
  readonly firstReviewId: string | null;
  readonly pickupMinutes: number | null;
  readonly reviewMinutes: number | null;
  readonly deploymentId: string | null;
  readonly deployMinutes: number | null;
  /** Coding, open to merge, and deployment; a step that is null counts as 0. */
  readonly cycleMinutes: number;
}

/**
 * Change lead time of merged pull requests, step by step, as Apache DevLake counts it: from the first commit to the
 * request, to the first comment by somebody else, to the merge, to the first production deployment that brought it.
 *
 * @throws InvalidInputError core's `core/not-an-instant` for an instant without offset
 * @example
 * ```ts
 * import { changeLeadTimes } from '@meritkit/performance-scoring';
 *
 * changeLeadTimes({
 *   pullRequests: [{ id: 'pr1', repositoryId: 'r', authorId: 'a', createdAt: '2023-04-11T04:51:47Z', mergedAt: '2023-04-11T05:51:47Z',
 *     commits: [{ sha: 'c', authoredAt: '2023-04-10T04:51:47Z' }], comments: [{ id: 'k', authorId: 'b', createdAt: '2023-04-11T04:56:47Z' }] }],
 *   deployments: [], ranges: [], repositoryIds: ['r'], scopeIds: [],
 * })[0]?.cycleMinutes; // 1500
 * ```
 */
export function changeLeadTimes(options: {
  readonly pullRequests: readonly PullRequestFacts[];
  readonly deployments: readonly DeploymentFacts[];
  readonly ranges: readonly DeployedRange[];
  /** The project's repositories and deployment scopes. */
  readonly repositoryIds: readonly string[];
  readonly scopeIds: readonly string[];
}): readonly ChangeLeadTime[] {
  const repositories = new Set(options.repositoryIds);
  const scopes = new Set(options.scopeIds);
  const byId = new Map(options.deployments.map((deployment) => [deployment.id, deployment]));
  const production = options.deployments
    .filter((deployment) => scopes.has(deployment.scopeId) && deployment.environment === 'PRODUCTION')
    .filter((deployment) => deployment.result === 'SUCCESS' && deployment.previousSuccessId !== undefined)
    .sort((one, other) => parseInstant(one.startedAt) - parseInstant(other.startedAt));
  const deploymentOf = (commitSha: string | undefined): DeploymentFacts | undefined =>
    production.find((deployment) => {
      const from = byId.get(deployment.previousSuccessId ?? '')?.commitSha;
      return options.ranges.some(
        (range) => range.commitSha === commitSha && range.to === deployment.commitSha && range.from === from,
      );
    });
  return options.pullRequests.flatMap((request) =>
    request.mergedAt !== undefined && repositories.has(request.repositoryId)
      ? [leadTimeOf(request, request.mergedAt, deploymentOf(request.mergeCommitSha))]
      : [],
  );
}

function leadTimeOf(
  request: PullRequestFacts,
  mergedAt: string,
  deployment: DeploymentFacts | undefined,
): ChangeLeadTime {
  const firstCommit = earliest(request.commits, (commit) => commit.authoredAt);
  const reviews = request.comments.filter((comment) => comment.authorId !== request.authorId);
  const firstReview = earliest(reviews, (comment) => comment.createdAt);
  const coding = minutesUp(firstCommit?.authoredAt, request.createdAt);
  const deploy = minutesUp(mergedAt, deployment?.finishedAt);
  return {
    pullRequestId: request.id,
    firstCommitSha: firstCommit?.sha ?? null,
    codingMinutes: coding,
    firstReviewId: firstReview?.id ?? null,
    pickupMinutes: minutesUp(request.createdAt, firstReview?.createdAt),
    reviewMinutes: minutesUp(firstReview?.createdAt, mergedAt),
    deploymentId: deployment?.id ?? null,
    deployMinutes: deploy,
    cycleMinutes: (coding ?? 0) + (minutesUp(request.createdAt, mergedAt) ?? 0) + (deploy ?? 0),
  };
}

function earliest<Item>(items: readonly Item[], at: (item: Item) => string): Item | undefined {
  return items.reduce<Item | undefined>(
    (first, item) => (first === undefined || parseInstant(at(item)) < parseInstant(at(first)) ? item : first),
    undefined,
  );
}

/** Minutes from one instant to another, rounded up; null backwards or where one is missing. */
function minutesUp(from: string | undefined, to: string | undefined): number | null {
  if (from === undefined || to === undefined) return null;
  const milliseconds = parseInstant(to) - parseInstant(from);
  return milliseconds < 0 ? null : Math.ceil(milliseconds / 60_000);
}

/**
 * An issue's lead time in whole minutes, rounded down, as Jira-based tools count it; null while it is open.
 *
 * @throws InvalidInputError `performance/runs-backwards` for a resolution before the creation
 * @example
 * ```ts
 * import { issueLeadTimeMinutes } from '@meritkit/performance-scoring';
 *
 * issueLeadTimeMinutes({ createdAt: '2026-11-20T09:00:00+08:00', resolvedAt: '2026-11-20T10:30:59+08:00' }); // 90
 * ```
 */
export function issueLeadTimeMinutes(options: {
  readonly createdAt: string;
  readonly resolvedAt?: string;
}): number | null {
  if (options.resolvedAt === undefined) return null;
  const milliseconds =
    parseInstant(options.resolvedAt, ['resolvedAt']) - parseInstant(options.createdAt, ['createdAt']);
  if (milliseconds < 0)
    throw invalidInput('performance/runs-backwards', ['resolvedAt'], 'resolved before it was created');
  return Math.floor(milliseconds / 60_000);
}
