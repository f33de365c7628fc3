import { type AccountLink, lookUpAccounts } from '@meritkit/core/accounts';
import { z } from 'zod';
import { collectPushCommit } from '../github/facts.ts';
import type { CodeHostImport } from '../github/import.ts';
import { pushCommitSchema } from '../github/schema.ts';
import { createCollector } from '../shared/collect.ts';
import type { DeploymentInput } from '../shared/delivery.ts';
import { readInstant } from '../shared/instant.ts';
import { readRecord } from '../shared/read.ts';
import {
  collectGitLabIssue,
  collectGitLabUnassigned,
  collectMergeRequest,
  emitGitLab,
  type GitLabContext,
  type GitLabSettings,
  gitlabAccounts,
  gitlabInstant,
  projectOf,
} from './facts.ts';
import {
  gitlabDeploymentSchema,
  gitlabEventSchema,
  gitlabLabels,
  gitlabNoteSchema,
  gitlabObjectSchema,
  gitlabPipelineSchema,
  gitlabReassignmentSchema,
  gitlabUserSchema,
} from './schema.ts';

type Event = z.output<typeof gitlabEventSchema>;

interface Reading {
  readonly context: GitLabContext;
  readonly event: Event;
  /** `group/name`. */
  readonly path: string;
  readonly deployments: DeploymentInput[];
}

/**
 * GitLab webhook payloads as facts. GitLab signs nothing: compare the header `X-Gitlab-Token` with your secret first. A
 * payload delivered again changes nothing, and their order does not matter.
 *
 * @example
 * ```ts
 * import { importGitLabEvents } from '@meritkit/connectors';
 *
 * importGitLabEvents({ events: [{ object_kind: 'tag_push', project: { path_with_namespace: 'acme/pay' } }], accounts: [] })
 *   .rejections.map((rejection) => rejection.code); // ['connectors/no-fact']
 * ```
 */
export function importGitLabEvents(options: {
  readonly events: readonly unknown[];
  readonly accounts: readonly AccountLink[];
  readonly settings?: GitLabSettings;
}): CodeHostImport {
  const collector = createCollector(lookUpAccounts(options.accounts));
  const deployments: DeploymentInput[] = [];
  for (const [index, input] of options.events.entries()) {
    collector.record();
    const context = { collector, place: { system: 'gitlab', list: 'events', index }, settings: options.settings ?? {} };
    const event = readRecord({ schema: gitlabEventSchema, input, place: context.place, collector });
    if (event === null) continue;
    const kind = event.object_kind ?? event.event_name ?? '';
    const read = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
    const path = event.project?.path_with_namespace || (event.project?.id ? String(event.project.id) : null);
    if (read === undefined) {
      const known = /^user_(add|remove|update)|^(job|build|wiki_page|release|feature_flag|emoji|subgroup)/.test(kind);
      const detail = known ? `event "${kind}" says nothing about a person's work` : `event "${kind}" is not read`;
      collector.reject(known ? 'connectors/no-fact' : 'connectors/unknown-event', context.place, detail);
    } else if (path === null)
      collector.reject('connectors/missing-context', context.place, 'the event names no project');
    else read({ context, event, path, deployments });
  }
  return { ...collector.finish(), delivery: { changes: [], deployments } };
}

const readers: Readonly<Record<string, (reading: Reading) => void>> = {
  merge_request: readMergeRequest,
  issue: readIssue,
  incident: readIssue,
  note: readNote,
  push: readPush,
  tag_push: ({ context }) => {
    context.collector.reject('connectors/no-fact', context.place, 'a tag brings no commits');
  },
  deployment: readDeployment,
  pipeline: readPipeline,
};

function part<Schema extends z.ZodType>(
  { context }: Reading,
  schema: Schema,
  input: unknown,
  name: string,
): z.output<Schema> | null {
  return readRecord({ schema, input, place: { ...context.place, path: [name] }, collector: context.collector });
}

function readMergeRequest(reading: Reading): void {
  const { context, event, path } = reading;
  const object = part(reading, gitlabObjectSchema, event.object_attributes, 'object_attributes');
  if (object === null) return;
  const ref = `${path}!${object.iid}`;
  const createdAt = gitlabInstant(context, object.created_at, ['object_attributes', 'created_at']);
  if (createdAt === null) return;
  const updatedAt = readInstant(object.updated_at) ?? createdAt;
  if (object.action === 'approved' || object.action === 'approval') {
    const own = event.user?.id !== undefined && event.user.id === object.author_id;
    if (own)
      context.collector.reject('connectors/no-fact', { ...context.place, ref }, 'the author approved the own change');
    else emitReview(context, path, object.iid, event.user, updatedAt, object.url ?? null);
    return;
  }
  collectMergeRequest(context, {
    path,
    iid: object.iid,
    title: object.title ?? '',
    state: object.state ?? '',
    createdAt,
    updatedAt,
    // The event of the merge carries no other time for it.
    mergedAt: object.state === 'merged' ? updatedAt : null,
    mergeCommit: object.merge_commit_sha ?? null,
    url: object.url ?? null,
    labels: gitlabLabels(object.labels),
    author: userById(reading, object.author_id),
  });
}

/** A user whose number is known, with the name where the event has it. */
function userById({ event }: Reading, id: number | null | undefined) {
  if (id === null || id === undefined) return null;
  return event.user?.id === id ? event.user : { id };
}

/** A review counts once per reviewer and merge request, at its last sign. */
function emitReview(
  context: GitLabContext,
  path: string,
  iid: number,
  user: Event['user'],
  at: string,
  url: string | null,
): void {
  const ref = `${path}!${iid}`;
  const part = user?.username?.toLowerCase() ?? String(user?.id ?? '');
  emitGitLab(context, path, user, { kind: 'review-given', at, identity: ref, part, ref, url, updatedAt: at });
}

const assigneesSchema = z.array(gitlabUserSchema).nullish();

function readIssue(reading: Reading): void {
  const { context, event, path } = reading;
  const object = part(reading, gitlabObjectSchema, event.object_attributes, 'object_attributes');
  const assignees = part(reading, assigneesSchema, event.assignees, 'assignees');
  if (object === null) return;
  const createdAt = gitlabInstant(context, object.created_at, ['object_attributes', 'created_at']);
  if (createdAt === null) return;
  const updatedAt = readInstant(object.updated_at) ?? createdAt;
  const changes = part(reading, gitlabReassignmentSchema.nullish(), event.changes, 'changes');
  const nameOf = (user: z.output<typeof gitlabUserSchema>) => gitlabAccounts(user)[0]?.account;
  const now = new Set([...(assignees ?? []), ...(changes?.assignees?.current ?? [])].map(nameOf));
  for (const user of changes?.assignees?.previous ?? []) {
    const issue = { path, iid: object.iid, createdAt, updatedAt, url: object.url ?? null };
    if (!now.has(nameOf(user))) collectGitLabUnassigned(context, issue, user);
  }
  collectGitLabIssue(context, {
    path,
    iid: object.iid,
    title: object.title ?? '',
    state: object.state ?? '',
    createdAt,
    updatedAt,
    closedAt: readInstant(object.closed_at as string | undefined) ?? (object.state === 'closed' ? updatedAt : null),
    url: object.url ?? null,
    labels: gitlabLabels(object.labels),
    author: userById(reading, object.author_id),
    assignees: assignees ?? [],
    incident: event.object_kind === 'incident' || object.type === 'Incident',
  });
}

const noteableSchema = z.looseObject({ iid: z.number().int(), author_id: z.number().nullish() });

function readNote(reading: Reading): void {
  const { context, event, path } = reading;
  const note = part(reading, gitlabNoteSchema, event.object_attributes, 'object_attributes');
  if (note === null) return;
  const at = gitlabInstant(context, note.created_at, ['object_attributes', 'created_at']);
  if (at === null) return;
  const [name, sign] =
    note.noteable_type === 'MergeRequest' ? (['merge_request', '!'] as const) : (['issue', '#'] as const);
  if (!(name in event) || note.system === true) {
    const detail =
      note.system === true ? 'the note was written by GitLab' : `a note on a ${note.noteable_type} is not counted`;
    context.collector.reject('connectors/no-fact', context.place, detail);
    return;
  }
  const about = part(reading, noteableSchema, event[name], name);
  if (about === null) return;
  if (event.user?.id !== undefined && event.user.id === about.author_id) {
    context.collector.reject('connectors/no-fact', context.place, 'the author comments on the own record');
  } else if (sign === '!') emitReview(context, path, about.iid, event.user, at, note.url ?? null);
  else {
    emitGitLab(context, path, event.user, {
      kind: 'comment-given',
      at,
      identity: `${path}/note/${note.id}`,
      ref: `${path}#${about.iid}`,
      url: note.url,
      updatedAt: readInstant(note.updated_at) ?? at,
    });
  }
}

function readPush({ context, event, path }: Reading): void {
  const commits = Array.isArray(event.commits) ? (event.commits as readonly unknown[]) : [];
  if (commits.length === 0) context.collector.reject('connectors/no-fact', context.place, 'the push brings no commits');
  for (const [index, input] of commits.entries()) {
    const place = { ...context.place, path: ['commits', index] };
    const commit = readRecord({ schema: pushCommitSchema, input, place, collector: context.collector });
    if (commit === null) continue;
    const { collector, settings } = context;
    const shared = {
      collector,
      place,
      repository: path,
      projectId: projectOf(settings, path),
      incidentLabels: new Set<string>(),
    };
    collectPushCommit({ ...shared, revision: settings.revision ?? 0 }, commit);
  }
}

function readDeployment(reading: Reading): void {
  const { context, event, path } = reading;
  const read = readRecord({
    schema: gitlabDeploymentSchema,
    input: event,
    place: context.place,
    collector: context.collector,
  });
  if (read === null) return;
  const at = gitlabInstant(context, read.status_changed_at, ['status_changed_at']);
  if (at === null) return;
  const counted = new Set(['production', ...(context.settings.environments ?? [])].map((name) => name.toLowerCase()));
  const result = read.status === 'success' ? 'success' : read.status === 'failed' ? 'failure' : null;
  if (result === null || !counted.has(read.environment.toLowerCase())) {
    const detail =
      result === null
        ? `a deployment that is ${read.status} has not ended`
        : `environment "${read.environment}" does not count`;
    context.collector.reject('connectors/no-fact', context.place, detail);
    return;
  }
  const ref = `${path}/deployments/${read.deployment_id}`;
  const commit = read.short_sha ?? '';
  reading.deployments.push({
    id: ref,
    repository: path,
    environment: read.environment,
    commit,
    startedAt: null,
    finishedAt: at,
    result,
  });
  emitGitLab(context, path, event.user, {
    kind: 'deployment',
    at,
    identity: ref,
    ref,
    updatedAt: at,
    attributes: { environment: read.environment, result, commit },
  });
}

function readPipeline(reading: Reading): void {
  const { context, event, path } = reading;
  const pipeline = part(reading, gitlabPipelineSchema, event.object_attributes, 'object_attributes');
  if (pipeline === null) return;
  const at = readInstant(pipeline.finished_at);
  if (at === null) {
    context.collector.reject(
      'connectors/no-fact',
      context.place,
      `a pipeline that is ${pipeline.status} has not ended`,
    );
    return;
  }
  const ref = `${path}/pipelines/${pipeline.id}`;
  emitGitLab(context, path, event.user, {
    kind: 'pipeline-finished',
    at,
    identity: ref,
    ref,
    updatedAt: at,
    attributes: {
      status: pipeline.status,
      branch: pipeline.ref ?? null,
      commit: pipeline.sha ?? null,
      seconds: pipeline.duration ?? null,
    },
  });
}
