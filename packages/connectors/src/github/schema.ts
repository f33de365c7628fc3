import { z } from 'zod';

const text = z.string().nullish();

/** A user; null where the account was deleted. */
export const githubUserSchema = z.looseObject({ login: z.string().min(1), id: z.number().nullish(), type: text });

const user = githubUserSchema.nullish();
const label = z.union([z.string(), z.looseObject({ name: text })]);

/** A repository with its full name. */
export const githubRepositorySchema = z.looseObject({ full_name: z.string().min(1), html_url: text });

/** A pull request, as REST and webhooks send it. */
export const githubPullRequestSchema = z.looseObject({
  id: z.number(),
  number: z.number().int(),
  title: text,
  html_url: text,
  user,
  state: z.string(),
  draft: z.boolean().nullish(),
  created_at: z.string(),
  updated_at: text,
  closed_at: text,
  merged_at: text,
  merge_commit_sha: text,
  additions: z.number().nullish(),
  deletions: z.number().nullish(),
  changed_files: z.number().nullish(),
  labels: z.array(label).nullish(),
  base: z.looseObject({ repo: githubRepositorySchema.nullish() }).nullish(),
});

/** A review of a pull request. */
export const githubReviewSchema = z.looseObject({
  id: z.number(),
  user,
  state: z.string(),
  submitted_at: text,
  html_url: text,
  pull_request_url: text,
});

/** An issue; one with `pull_request` is a pull request seen as an issue. */
export const githubIssueSchema = z.looseObject({
  id: z.number(),
  number: z.number().int(),
  title: text,
  html_url: text,
  user,
  assignee: user,
  assignees: z.array(githubUserSchema).nullish(),
  state: z.string(),
  created_at: z.string(),
  updated_at: text,
  closed_at: text,
  labels: z.array(label).nullish(),
  repository_url: text,
  pull_request: z.looseObject({}).nullish(),
});

/** A comment on an issue or a pull request. */
export const githubCommentSchema = z.looseObject({
  id: z.number(),
  user,
  created_at: z.string(),
  updated_at: text,
  html_url: text,
});

/** A commit of the REST interface. */
export const githubCommitSchema = z.looseObject({
  sha: z.string().min(7),
  html_url: text,
  commit: z.looseObject({
    message: z.string(),
    author: z.looseObject({ name: text, email: text, date: text }).nullish(),
  }),
  parents: z.array(z.looseObject({ sha: text })).nullish(),
});

/** A commit of a push event, of GitHub or GitLab. */
export const pushCommitSchema = z.looseObject({
  id: z.string().min(7),
  message: z.string(),
  timestamp: z.string(),
  url: text,
  author: z.looseObject({ name: text, email: text }).nullish(),
  added: z.array(z.string()).nullish(),
  modified: z.array(z.string()).nullish(),
  removed: z.array(z.string()).nullish(),
});

/** A status of a deployment with the deployment. */
export const githubDeploymentStatusSchema = z.looseObject({
  deployment_status: z.looseObject({
    state: z.string(),
    created_at: z.string(),
    environment: text,
    creator: user,
  }),
  deployment: z.looseObject({
    id: z.number(),
    sha: z.string(),
    ref: text,
    environment: text,
    created_at: text,
    creator: user,
  }),
});

/** A discussion with its answer. */
export const githubDiscussionSchema = z.looseObject({
  id: z.number(),
  number: z.number().int(),
  title: text,
  html_url: text,
  user,
  created_at: z.string(),
  updated_at: text,
});

/** The names of labels, in lower case. */
export function labelNames(labels: readonly z.output<typeof label>[] | null | undefined): readonly string[] {
  return (labels ?? [])
    .flatMap((one) => (typeof one === 'string' ? [one] : (one.name ?? [])))
    .map((name) => name.toLowerCase());
}
