import type { AccountSighting } from '@meritkit/core/accounts';
import type { z } from 'zod';
import type { Collector } from '../shared/collect.ts';
import { emitFact, type FactDraft, revisionWithinSecond } from '../shared/emit.ts';
import { minutesBetween, readInstant, revisionOf } from '../shared/instant.ts';
import type { RecordPlace } from '../shared/result.ts';
import {
  type githubCommentSchema,
  type githubCommitSchema,
  type githubDiscussionSchema,
  type githubIssueSchema,
  type githubPullRequestSchema,
  type githubReviewSchema,
  type githubUserSchema,
  labelNames,
  type pushCommitSchema,
} from './schema.ts';

type User = z.output<typeof githubUserSchema> | null | undefined;

/** What the reading of one record needs. */
export interface GitHubContext {
  readonly collector: Collector;
  readonly place: RecordPlace;
  /** `owner/name`. */
  readonly repository: string;
  readonly projectId: string | undefined;
  readonly revision: number;
  readonly incidentLabels: ReadonlySet<string>;
}

/** The accounts of a user: the login, in lower case as GitHub compares it. */
export function githubAccounts(user: User): readonly AccountSighting[] {
  return user ? [{ system: 'github', account: user.login.toLowerCase(), name: user.login }] : [];
}

/** An instant of a record, or null after saying that it is none. */
export function instantOf(
  context: GitHubContext,
  text: string | null | undefined,
  path: readonly string[],
): string | null {
  const instant = readInstant(text);
  if (instant === null) {
    const place = { ...context.place, path };
    context.collector.reject('connectors/impossible-date', place, `${JSON.stringify(text ?? null)} is no instant`);
  }
  return instant;
}

/** Collects a fact of a record that tells the second of its last edit. */
export function emitEdited(
  context: GitHubContext,
  options: {
    readonly ref: string;
    readonly user: User;
    readonly updatedAt: string;
    /** The reading knows what others of the same second may not. */
    readonly knowsMore?: boolean;
    readonly draft: Omit<FactDraft, 'revision' | 'projectId' | 'ref'>;
  },
): void {
  const { ref, updatedAt } = options;
  const draft = { ...options.draft, ref };
  const rest = context.place.list === 'events' ? 0 : 1;
  const rank = options.knowsMore === true ? (rest === 1 ? 3 : 2) : rest;
  const revision = revisionWithinSecond({ updatedAt, rank, draft }) + context.revision;
  emitFact({
    collector: context.collector,
    place: { ...context.place, ref },
    accounts: githubAccounts(options.user),
    draft: { ...draft, revision, projectId: context.projectId },
  });
}

/** A merged pull request is a fact of its author; an open or abandoned one is none yet. */
export function collectPullRequest(context: GitHubContext, pull: z.output<typeof githubPullRequestSchema>): void {
  const createdAt = instantOf(context, pull.created_at, ['created_at']);
  if (createdAt === null) return;
  const ref = `${context.repository}#${pull.number}`;
  const mergedAt = readInstant(pull.merged_at);
  if (mergedAt === null) {
    context.collector.reject('connectors/no-fact', { ...context.place, ref }, `pull request ${ref} is not merged`);
    return;
  }
  emitEdited(context, {
    ref,
    user: pull.user,
    updatedAt: readInstant(pull.updated_at) ?? mergedAt,
    // The list of pull requests leaves the sizes out.
    knowsMore: typeof pull.additions === 'number',
    draft: {
      kind: 'change-merged',
      at: mergedAt,
      identity: ref,
      url: pull.html_url,
      attributes: {
        title: pull.title ?? '',
        createdAt,
        minutesOpen: minutesBetween(createdAt, mergedAt),
        mergeCommit: pull.merge_commit_sha ?? null,
        added: pull.additions ?? null,
        deleted: pull.deletions ?? null,
        files: pull.changed_files ?? null,
        labels: labelNames(pull.labels),
      },
    },
  });
}

/** A review given by somebody else than the author. */
export function collectReview(
  context: GitHubContext,
  review: z.output<typeof githubReviewSchema>,
  pull: { readonly number: number; readonly author: string | null },
): void {
  const ref = `${context.repository}#${pull.number}`;
  const place = { ...context.place, ref };
  const at = instantOf(context, review.submitted_at, ['submitted_at']);
  if (at === null) return;
  if (pull.author !== null && review.user?.login.toLowerCase() === pull.author.toLowerCase()) {
    context.collector.reject('connectors/no-fact', place, 'a remark of the author on the own change is no review');
    return;
  }
  const state = review.state.toLowerCase();
  emitFact({
    ...context,
    place,
    accounts: githubAccounts(review.user),
    draft: {
      kind: 'review-given',
      at,
      identity: `${context.repository}/review/${review.id}`,
      ref,
      url: review.html_url,
      // A dismissal comes later and carries no time of its own.
      revision: revisionOf(at) + (state === 'dismissed' ? 1 : 0) + context.revision,
      projectId: context.projectId,
      attributes: { state },
    },
  });
}

/** An issue: assigned, and completed when it is closed; with an incident's label also an incident. */
export function collectIssue(context: GitHubContext, issue: z.output<typeof githubIssueSchema>): void {
  const ref = `${context.repository}#${issue.number}`;
  const place = { ...context.place, ref };
  const createdAt = instantOf(context, issue.created_at, ['created_at']);
  if (createdAt === null) return;
  if (issue.pull_request) {
    context.collector.reject(
      'connectors/no-fact',
      place,
      `${ref} is a pull request: it is read from the list of those`,
    );
    return;
  }
  const labels = labelNames(issue.labels);
  const closedAt = issue.state === 'closed' ? readInstant(issue.closed_at) : null;
  const incident = labels.some((name) => context.incidentLabels.has(name));
  const assignees = issue.assignees?.length ? issue.assignees : issue.assignee ? [issue.assignee] : [];
  const base = { identity: ref, url: issue.html_url };
  const updatedAt = readInstant(issue.updated_at) ?? createdAt;
  const attributes = { title: issue.title ?? '', labels, bug: labels.includes('bug') };
  const emit = (user: User, kind: string, at: string, extra: object) =>
    emitEdited(context, { ref, user, updatedAt, draft: { ...base, kind, at, attributes, ...extra } });
  if (incident) emit(issue.user, 'incident', createdAt, {});
  for (const assignee of assignees) {
    const part = assignee.login.toLowerCase();
    emit(assignee, 'issue-assigned', createdAt, { part });
    const leadTimeMinutes = closedAt === null ? null : minutesBetween(createdAt, closedAt);
    const done = closedAt === null ? { retracted: true } : { attributes: { ...attributes, leadTimeMinutes } };
    emit(assignee, 'issue-completed', closedAt ?? createdAt, { part, ...done });
    if (incident && leadTimeMinutes !== null) {
      emit(assignee, 'incident-resolved', closedAt ?? createdAt, {
        part,
        quantity: String(leadTimeMinutes),
        unit: 'minutes',
      });
    }
  }
  if (assignees.length === 0 && !incident) {
    context.collector.reject('connectors/no-fact', place, `${ref} is assigned to nobody`);
  }
}

/** Whoever an issue was taken from has neither the assignment nor, where it is done, the completion any more. */
export function collectUnassigned(context: GitHubContext, issue: z.output<typeof githubIssueSchema>, user: User): void {
  const createdAt = readInstant(issue.created_at);
  if (!user || createdAt === null || issue.pull_request) return;
  const ref = `${context.repository}#${issue.number}`;
  const updatedAt = readInstant(issue.updated_at) ?? createdAt;
  const base = { identity: ref, part: user.login.toLowerCase(), url: issue.html_url, at: createdAt, retracted: true };
  for (const kind of ['issue-assigned', 'issue-completed', 'incident-resolved']) {
    emitEdited(context, { ref, user, updatedAt, draft: { ...base, kind } });
  }
}

/** A comment on somebody else's issue or change: context of working together. */
export function collectComment(
  context: GitHubContext,
  comment: z.output<typeof githubCommentSchema>,
  about: { readonly number: number; readonly author: string | null },
): void {
  const ref = `${context.repository}#${about.number}`;
  const at = instantOf(context, comment.created_at, ['comment', 'created_at']);
  if (at === null) return;
  if (about.author !== null && comment.user?.login.toLowerCase() === about.author.toLowerCase()) {
    context.collector.reject('connectors/no-fact', { ...context.place, ref }, 'the author comments on the own record');
    return;
  }
  emitFact({
    ...context,
    place: { ...context.place, ref },
    accounts: githubAccounts(comment.user),
    draft: {
      kind: 'comment-given',
      at,
      identity: `${context.repository}/comment/${comment.id}`,
      ref,
      url: comment.html_url,
      revision: revisionOf(readInstant(comment.updated_at) ?? at) + context.revision,
      projectId: context.projectId,
    },
  });
}

/** An answer that the asker accepted: help given. An answer that is taken back is retracted. */
export function collectAnswer(
  context: GitHubContext,
  discussion: z.output<typeof githubDiscussionSchema>,
  answer: z.output<typeof githubCommentSchema>,
  accepted: boolean,
): void {
  const ref = `${context.repository}/discussions/${discussion.number}`;
  const at = instantOf(context, answer.created_at, ['answer', 'created_at']);
  if (at === null) return;
  if (answer.user?.login === discussion.user?.login) {
    context.collector.reject('connectors/no-fact', { ...context.place, ref }, 'the asker answered the own question');
    return;
  }
  emitEdited(context, {
    ref,
    user: answer.user,
    updatedAt: readInstant(discussion.updated_at) ?? at,
    draft: {
      kind: 'help-given',
      at,
      identity: `${context.repository}/answer/${answer.id}`,
      url: answer.html_url ?? discussion.html_url,
      attributes: { title: discussion.title ?? '' },
      ...(accepted ? {} : { retracted: true }),
    },
  });
}

/** A commit of the REST interface: the same fact as that of a git log, which knows more and replaces it. */
export function collectRestCommit(context: GitHubContext, commit: z.output<typeof githubCommitSchema>): void {
  const { author, message } = commit.commit;
  const at = instantOf(context, author?.date, ['commit', 'author', 'date']);
  if (at === null) return;
  collectCommit(context, {
    hash: commit.sha,
    at,
    email: author?.email ?? '',
    name: author?.name ?? '',
    subject: message.split('\n')[0] ?? '',
    url: commit.html_url,
    merge: (commit.parents ?? []).length > 1,
    files: null,
  });
}

/** A commit of a push event. */
export function collectPushCommit(context: GitHubContext, commit: z.output<typeof pushCommitSchema>): void {
  const at = instantOf(context, commit.timestamp, ['timestamp']);
  if (at === null) return;
  collectCommit(context, {
    hash: commit.id,
    at,
    email: commit.author?.email ?? '',
    name: commit.author?.name ?? '',
    subject: commit.message.split('\n')[0] ?? '',
    url: commit.url,
    merge: null,
    files: [commit.added, commit.modified, commit.removed].reduce((sum, list) => sum + (list?.length ?? 0), 0),
  });
}

function collectCommit(
  context: GitHubContext,
  commit: {
    readonly hash: string;
    readonly at: string;
    readonly email: string;
    readonly name: string;
    readonly subject: string;
    readonly url: string | null | undefined;
    readonly merge: boolean | null;
    readonly files: number | null;
  },
): void {
  const account = commit.email.toLowerCase();
  const sighting = { system: 'git', account, name: commit.name, email: account };
  emitFact({
    ...context,
    place: { ...context.place, system: 'git', ref: commit.hash },
    accounts: account === '' ? [] : [sighting],
    draft: {
      kind: 'commit',
      at: commit.at,
      identity: commit.hash,
      ref: commit.hash,
      url: commit.url,
      revision: context.revision,
      projectId: context.projectId,
      attributes: { subject: commit.subject, files: commit.files, merge: commit.merge },
    },
  });
}
