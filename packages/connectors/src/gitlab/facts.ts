import type { AccountSighting } from '@meritkit/core/accounts';
import type { z } from 'zod';
import type { Collector } from '../shared/collect.ts';
import { emitFact, type FactDraft, revisionWithinSecond } from '../shared/emit.ts';
import { minutesBetween, readInstant } from '../shared/instant.ts';
import type { RecordPlace } from '../shared/result.ts';
import type { gitlabUserSchema } from './schema.ts';

type User = z.output<typeof gitlabUserSchema> | null | undefined;

/** What the reading of one record needs. */
export interface GitLabContext {
  readonly collector: Collector;
  readonly place: RecordPlace;
  readonly settings: GitLabSettings;
}

/** What a company says about its GitLab. */
export interface GitLabSettings {
  /** The host's project ids by project path (`group/name`). */
  readonly projects?: Readonly<Record<string, string>>;
  readonly incidentLabels?: readonly string[];
  /** Environments whose deployments count, beside `production`. */
  readonly environments?: readonly string[];
  readonly revision?: number;
}

/** The accounts of a user: the number, which never changes, and the name, which people know. */
export function gitlabAccounts(user: User): readonly AccountSighting[] {
  if (!user) return [];
  const known = {
    ...(user.name ? { name: user.name } : {}),
    ...(user.email ? { email: user.email.toLowerCase() } : {}),
  };
  const names = [user.username?.toLowerCase(), user.id === null || user.id === undefined ? '' : String(user.id)];
  return names.flatMap((account) => (account ? [{ system: 'gitlab', account, ...known }] : []));
}

/** The host's project of a path. */
export function projectOf(settings: GitLabSettings, path: string): string {
  return Object.hasOwn(settings.projects ?? {}, path) ? settings.projects![path]! : path;
}

/** Emits a fact of a project's record. */
export function emitGitLab(
  context: GitLabContext,
  path: string,
  user: User,
  draft: Omit<FactDraft, 'projectId' | 'revision'> & { readonly updatedAt: string },
): boolean {
  const { updatedAt, ...rest } = draft;
  const rank = context.place.list === 'events' ? 0 : 1;
  return emitFact({
    collector: context.collector,
    place: { ...context.place, ref: draft.ref },
    accounts: gitlabAccounts(user),
    draft: {
      ...rest,
      revision: revisionWithinSecond({ updatedAt, rank, draft: rest }) + (context.settings.revision ?? 0),
      projectId: projectOf(context.settings, path),
    },
  });
}

/** A merge request as REST and events tell it. */
export interface MergeRequestRecord {
  readonly path: string;
  readonly iid: number;
  readonly title: string;
  readonly state: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly mergedAt: string | null;
  readonly mergeCommit: string | null;
  readonly url: string | null;
  readonly labels: readonly string[];
  readonly author: User;
}

/** A merged merge request is a fact of its author. */
export function collectMergeRequest(context: GitLabContext, merge: MergeRequestRecord): void {
  const ref = `${merge.path}!${merge.iid}`;
  if (merge.state !== 'merged' || merge.mergedAt === null) {
    context.collector.reject('connectors/no-fact', { ...context.place, ref }, `merge request ${ref} is not merged`);
    return;
  }
  emitGitLab(context, merge.path, merge.author, {
    kind: 'change-merged',
    at: merge.mergedAt,
    identity: ref,
    ref,
    url: merge.url,
    updatedAt: merge.updatedAt,
    attributes: {
      title: merge.title,
      createdAt: merge.createdAt,
      minutesOpen: minutesBetween(merge.createdAt, merge.mergedAt),
      mergeCommit: merge.mergeCommit,
      labels: merge.labels,
    },
  });
}

/** An issue as REST and events tell it. */
export interface IssueRecord {
  readonly path: string;
  readonly iid: number;
  readonly title: string;
  readonly state: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly url: string | null;
  readonly labels: readonly string[];
  readonly author: User;
  readonly assignees: readonly User[];
  readonly incident: boolean;
}

/** An issue: assigned, and completed when it is closed; an incident also as such. */
export function collectGitLabIssue(context: GitLabContext, issue: IssueRecord): void {
  const ref = `${issue.path}#${issue.iid}`;
  const names = new Set(
    ['incident', '事故', ...(context.settings.incidentLabels ?? [])].map((name) => name.toLowerCase()),
  );
  const incident = issue.incident || issue.labels.some((name) => names.has(name));
  const base = { identity: ref, ref, url: issue.url, updatedAt: issue.updatedAt };
  const attributes = { title: issue.title, labels: issue.labels, bug: issue.labels.includes('bug') };
  const closedAt = issue.state === 'closed' ? issue.closedAt : null;
  const leadTimeMinutes = closedAt === null ? null : minutesBetween(issue.createdAt, closedAt);
  if (incident) {
    emitGitLab(context, issue.path, issue.author, { ...base, kind: 'incident', at: issue.createdAt, attributes });
  }
  for (const assignee of issue.assignees) {
    const part = gitlabAccounts(assignee)[0]?.account ?? '';
    const shared = { ...base, part, attributes };
    emitGitLab(context, issue.path, assignee, { ...shared, kind: 'issue-assigned', at: issue.createdAt });
    emitGitLab(context, issue.path, assignee, {
      ...shared,
      kind: 'issue-completed',
      at: closedAt ?? issue.createdAt,
      attributes: { ...attributes, leadTimeMinutes },
      retracted: closedAt === null,
    });
    if (!incident || closedAt === null || leadTimeMinutes === null) continue;
    const resolved = { kind: 'incident-resolved', at: closedAt, quantity: String(leadTimeMinutes), unit: 'minutes' };
    emitGitLab(context, issue.path, assignee, { ...shared, ...resolved });
  }
  if (issue.assignees.length === 0 && !incident) {
    context.collector.reject('connectors/no-fact', { ...context.place, ref }, `${ref} is assigned to nobody`);
  }
}

/** Whoever an issue was taken from has neither the assignment nor, where it is done, the completion any more. */
export function collectGitLabUnassigned(
  context: GitLabContext,
  issue: Pick<IssueRecord, 'path' | 'iid' | 'createdAt' | 'updatedAt' | 'url'>,
  user: User,
): void {
  const ref = `${issue.path}#${issue.iid}`;
  const part = gitlabAccounts(user)[0]?.account ?? '';
  const { createdAt: at, updatedAt, url } = issue;
  for (const kind of ['issue-assigned', 'issue-completed', 'incident-resolved']) {
    emitGitLab(context, issue.path, user, { kind, at, identity: ref, ref, part, url, updatedAt, retracted: true });
  }
}

/** An instant of a record, or null after saying that it is none. */
export function gitlabInstant(
  context: GitLabContext,
  value: string | null | undefined,
  path: readonly string[],
): string | null {
  const instant = readInstant(value);
  if (instant === null) {
    const place = { ...context.place, path };
    context.collector.reject('connectors/impossible-date', place, `${JSON.stringify(value ?? null)} is no instant`);
  }
  return instant;
}
