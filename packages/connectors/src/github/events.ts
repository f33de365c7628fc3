import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { z } from 'zod';
import { createCollector } from '../shared/collect.ts';
import type { DeploymentInput } from '../shared/delivery.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import {
  collectAnswer,
  collectComment,
  collectIssue,
  collectPullRequest,
  collectPushCommit,
  collectReview,
  collectUnassigned,
  emitEdited,
  type GitHubContext,
  instantOf,
} from './facts.ts';
import { type CodeHostImport, contextOf, type GitHubSettings } from './import.ts';
import {
  githubCommentSchema,
  githubDeploymentStatusSchema,
  githubDiscussionSchema,
  githubIssueSchema,
  githubPullRequestSchema,
  githubRepositorySchema,
  githubReviewSchema,
  githubUserSchema,
  pushCommitSchema,
} from './schema.ts';

/** A webhook delivery: the name in `X-GitHub-Event` and the payload. Without a name the payload's shape decides. */
export interface GitHubEvent {
  readonly event?: string;
  readonly payload: unknown;
}

const envelopeSchema = z.looseObject({ action: z.string().nullish(), repository: githubRepositorySchema.nullish() });

interface Reading {
  readonly context: GitHubContext;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly action: string;
  readonly deployments: DeploymentInput[];
  readonly environments: ReadonlySet<string>;
}

/**
 * GitHub webhook payloads as facts. Check their signature with `isGitHubSignature` first. A payload delivered again
 * changes nothing, and their order does not matter.
 *
 * @example
 * ```ts
 * import { importGitHubEvents } from '@meritkit/connectors';
 *
 * const accounts = [{ schemaVersion: 1, system: 'github', account: 'lin', personId: 'lin', status: 'confirmed', revision: 0 }] as const;
 * const payload = {
 *   action: 'answered', repository: { full_name: 'acme/pay' },
 *   discussion: { id: 1, number: 4, user: { login: 'zhao' }, created_at: '2026-11-20T09:00:00Z' },
 *   answer: { id: 8, user: { login: 'Lin' }, created_at: '2026-11-20T09:30:00Z' },
 * };
 * importGitHubEvents({ events: [{ event: 'discussion', payload }], accounts }).facts[0]?.kind; // 'help-given'
 * ```
 */
export function importGitHubEvents(options: {
  readonly events: readonly GitHubEvent[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: GitHubSettings;
}): CodeHostImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const settings = options.settings ?? {};
  const deployments: DeploymentInput[] = [];
  const environments = new Set(['production', ...(settings.environments ?? [])].map((name) => name.toLowerCase()));
  for (const [index, given] of options.events.entries()) {
    collector.record();
    const place = { system: 'github', list: 'events', index };
    const { event, payload } = (given as GitHubEvent | null) ?? { payload: null };
    const envelope = readRecord({ schema: envelopeSchema, input: payload, place, collector });
    if (envelope === null) continue;
    const name = event ?? nameOf(envelope);
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    const repository = envelope.repository?.full_name;
    if (read === undefined) {
      const known = Object.hasOwn(silent, name);
      collector.reject(
        known ? 'connectors/no-fact' : 'connectors/unknown-event',
        place,
        known ? silent[name]! : `event "${name}" is not read`,
      );
    } else if (repository === undefined) {
      collector.reject('connectors/missing-context', place, 'the payload names no repository');
    } else {
      const context = contextOf(repository, settings, collector)('events', index);
      read({ context, payload: envelope, action: envelope.action ?? '', deployments, environments });
    }
  }
  return { ...collector.finish(), delivery: { changes: [], deployments } };
}

/** Events that are known and say nothing about a person's work. */
const silent: Readonly<Record<string, string>> = {
  ping: 'a ping says that the hook works',
  check_run: 'a check is about a commit, not about a person',
  check_suite: 'a check is about a commit, not about a person',
  status: 'a status is about a commit, not about a person',
  workflow_run: 'a run is about a commit, not about a person',
  star: 'a star is no work',
  watch: 'watching is no work',
  fork: 'a fork is no work yet',
};

/** The event's name by what its payload holds; the most telling member first. */
function nameOf(payload: Readonly<Record<string, unknown>>): string {
  const members: readonly (readonly [string, string])[] = [
    ['deployment_status', 'deployment_status'],
    ['check_run', 'check_run'],
    ['check_suite', 'check_suite'],
    ['review', 'pull_request_review'],
    ['pull_request', 'pull_request'],
    ['discussion', 'discussion'],
    ['comment', 'issue_comment'],
    ['issue', 'issues'],
    ['commits', 'push'],
    ['zen', 'ping'],
  ];
  return members.find(([member]) => Object.hasOwn(payload, member))?.[1] ?? 'unknown';
}

const readers: Readonly<Record<string, (reading: Reading) => void>> = {
  pull_request: ({ context, payload }) => {
    const pull = part(context, githubPullRequestSchema, payload.pull_request, 'pull_request');
    if (pull !== null) collectPullRequest(context, pull);
  },
  pull_request_review: ({ context, payload }) => {
    const review = part(context, githubReviewSchema, payload.review, 'review');
    const pull = part(context, githubPullRequestSchema, payload.pull_request, 'pull_request');
    if (review !== null && pull !== null) {
      collectReview(context, review, { number: pull.number, author: pull.user?.login ?? null });
    }
  },
  issues: ({ context, payload, action }) => {
    const issue = part(context, githubIssueSchema, payload.issue, 'issue');
    if (issue === null) return;
    collectIssue(context, issue);
    if (action !== 'unassigned') return;
    const user = part(context, githubUserSchema.nullish(), payload.assignee, 'assignee');
    const still = (issue.assignees ?? []).some(({ login }) => login.toLowerCase() === user?.login.toLowerCase());
    if (!still) collectUnassigned(context, issue, user);
  },
  issue_comment: ({ context, payload }) => {
    const issue = part(context, githubIssueSchema, payload.issue, 'issue');
    const comment = part(context, githubCommentSchema, payload.comment, 'comment');
    if (issue !== null && comment !== null) {
      collectComment(context, comment, { number: issue.number, author: issue.user?.login ?? null });
    }
  },
  discussion: ({ context, payload, action }) => {
    const discussion = part(context, githubDiscussionSchema, payload.discussion, 'discussion');
    if (discussion === null) return;
    const [accepted, given] = action === 'unanswered' ? [false, payload.old_answer] : [true, payload.answer];
    const answer = given === undefined ? undefined : part(context, githubCommentSchema, given, 'answer');
    if (answer) collectAnswer(context, discussion, answer, accepted);
    else if (answer === undefined) silence(context, `a discussion that was ${action} has no accepted answer`);
  },
  push: readPush,
  deployment_status: readDeployment,
};

function part<Schema extends z.ZodType>(
  context: GitHubContext,
  schema: Schema,
  input: unknown,
  name: string,
): z.output<Schema> | null {
  return readRecord({ schema, input, place: { ...context.place, path: [name] }, collector: context.collector });
}

function silence(context: GitHubContext, detail: string): void {
  context.collector.reject('connectors/no-fact', context.place, detail);
}

function readPush({ context, payload }: Reading): void {
  const commits = Array.isArray(payload.commits) ? (payload.commits as readonly unknown[]) : [];
  if (commits.length === 0) silence(context, 'the push brings no commits: a tag or a branch was made or deleted');
  for (const [index, input] of commits.entries()) {
    const inside = { ...context, place: { ...context.place, path: ['commits', index] } };
    const commit = readRecord({ schema: pushCommitSchema, input, place: inside.place, collector: context.collector });
    if (commit !== null) collectPushCommit(inside, commit);
  }
}

function readDeployment({ context, payload, deployments, environments }: Reading): void {
  const read = readRecord({
    schema: githubDeploymentStatusSchema,
    input: payload,
    place: context.place,
    collector: context.collector,
  });
  if (read === null) return;
  const { deployment, deployment_status: status } = read;
  const environment = status.environment || deployment.environment || '';
  const finishedAt = instantOf(context, status.created_at, ['deployment_status', 'created_at']);
  if (finishedAt === null) return;
  const result =
    status.state === 'success' ? 'success' : ['failure', 'error'].includes(status.state) ? 'failure' : null;
  if (result === null) {
    silence(context, `a deployment that is ${status.state} has not ended`);
    return;
  }
  const ref = `${context.repository}/deployments/${deployment.id}`;
  const startedAt = readInstant(deployment.created_at);
  if (!environments.has(environment.toLowerCase())) {
    silence(context, `environment "${environment}" does not count`);
    return;
  }
  deployments.push({
    id: ref,
    repository: context.repository,
    environment,
    commit: deployment.sha,
    startedAt,
    finishedAt,
    result,
  });
  emitEdited(context, {
    ref,
    user: deployment.creator ?? status.creator,
    updatedAt: finishedAt,
    draft: {
      kind: 'deployment',
      at: finishedAt,
      identity: ref,
      attributes: { environment, result, commit: deployment.sha, startedAt },
    },
  });
}
