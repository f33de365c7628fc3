import { z } from 'zod';

const text = z.string().nullish();

/** A user of the REST interface, or as events name one. */
export const gitlabUserSchema = z.looseObject({ id: z.number().nullish(), username: text, name: text, email: text });

const label = z.union([z.string(), z.looseObject({ title: text, name: text })]);
const reference = z.looseObject({ full: text }).nullish();

/** A merge request of the REST interface. */
export const gitlabMergeRequestSchema = z.looseObject({
  id: z.number(),
  iid: z.number().int(),
  project_id: z.number().nullish(),
  title: text,
  state: z.string(),
  created_at: z.string(),
  updated_at: text,
  merged_at: text,
  closed_at: text,
  merge_commit_sha: text,
  squash_commit_sha: text,
  author: gitlabUserSchema.nullish(),
  draft: z.boolean().nullish(),
  web_url: text,
  references: reference,
  labels: z.array(label).nullish(),
});

/** An issue of the REST interface. */
export const gitlabIssueSchema = z.looseObject({
  id: z.number(),
  iid: z.number().int(),
  project_id: z.number().nullish(),
  title: text,
  state: z.string(),
  created_at: z.string(),
  updated_at: text,
  closed_at: text,
  author: gitlabUserSchema.nullish(),
  assignees: z.array(gitlabUserSchema).nullish(),
  assignee: gitlabUserSchema.nullish(),
  labels: z.array(label).nullish(),
  web_url: text,
  references: reference,
  issue_type: text,
  time_stats: z.looseObject({ time_estimate: z.number().nullish(), total_time_spent: z.number().nullish() }).nullish(),
});

/** The part of an event that every kind has. */
export const gitlabEventSchema = z.looseObject({
  object_kind: text,
  event_name: text,
  user: gitlabUserSchema.nullish(),
  project: z.looseObject({ id: z.number().nullish(), path_with_namespace: text, web_url: text }).nullish(),
});

/** Who an issue was and is assigned to, where an event changed that. */
export const gitlabReassignmentSchema = z.looseObject({
  assignees: z
    .looseObject({ previous: z.array(gitlabUserSchema).nullish(), current: z.array(gitlabUserSchema).nullish() })
    .nullish(),
});

/** What a merge request or issue event is about. */
export const gitlabObjectSchema = z.looseObject({
  id: z.number(),
  iid: z.number().int(),
  title: text,
  state: text,
  action: text,
  author_id: z.number().nullish(),
  created_at: z.string(),
  updated_at: text,
  merge_commit_sha: text,
  url: text,
  labels: z.array(label).nullish(),
});

/** A note. */
export const gitlabNoteSchema = z.looseObject({
  id: z.number(),
  noteable_type: z.string(),
  created_at: z.string(),
  updated_at: text,
  system: z.boolean().nullish(),
  url: text,
});

/** A deployment event. */
export const gitlabDeploymentSchema = z.looseObject({
  status: z.string(),
  status_changed_at: z.string(),
  deployment_id: z.number(),
  environment: z.string(),
  short_sha: text,
});

/** A pipeline event's pipeline. */
export const gitlabPipelineSchema = z.looseObject({
  id: z.number(),
  status: z.string(),
  ref: text,
  sha: text,
  created_at: text,
  finished_at: text,
  duration: z.number().nullish(),
});

/** The names of labels, in lower case. */
export function gitlabLabels(labels: readonly z.output<typeof label>[] | null | undefined): readonly string[] {
  return (labels ?? [])
    .flatMap((one) => (typeof one === 'string' ? [one] : (one.title ?? one.name ?? [])))
    .map((name) => name.toLowerCase());
}
