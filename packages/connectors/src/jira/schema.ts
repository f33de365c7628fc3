import { z } from 'zod';

/** Names and numbers as Jira sends them; unknown fields pass, missing ones do not break. */
const text = z.string().nullish();
const seconds = z.number().nullish();
const idText = z.union([z.string(), z.number()]).transform(String);

/** A user. Cloud has `accountId`; Server and Data Center have `key` or `name`. */
export const jiraUserSchema = z.looseObject({
  accountId: text,
  key: text,
  name: text,
  displayName: text,
  emailAddress: text,
  active: z.boolean().nullish(),
  accountType: text,
});

/** One change in an issue's history. */
export const jiraHistorySchema = z.looseObject({
  id: idText,
  created: z.string(),
  author: jiraUserSchema.nullish(),
  items: z.array(
    z.looseObject({
      field: z.string(),
      fieldId: text,
      from: text,
      fromString: text,
      to: text,
      // Every object has a method of this name, so a missing member shows up as a function.
      toString: z.preprocess((value) => (typeof value === 'function' ? null : value), text),
    }),
  ),
});

/** A worklog. */
export const jiraWorklogSchema = z.looseObject({
  id: idText,
  self: text,
  issueId: idText.nullish(),
  author: jiraUserSchema.nullish(),
  started: z.string(),
  updated: text,
  created: text,
  timeSpentSeconds: z.number().int().min(0),
});

/** A sprint. */
export const jiraSprintSchema = z.looseObject({
  id: z.number().int(),
  name: z.string(),
  state: z.string(),
  startDate: text,
  endDate: text,
  completeDate: text,
  goal: text,
});

const named = z.looseObject({ id: text, key: text, name: text });

/** An issue with what is needed of its fields. */
export const jiraIssueSchema = z.looseObject({
  id: idText,
  key: z.string().min(1),
  self: text,
  fields: z.looseObject({
    summary: text,
    created: z.string(),
    updated: text,
    resolutiondate: text,
    statuscategorychangedate: text,
    duedate: text,
    issuetype: z.looseObject({ id: text, name: text, subtask: z.boolean().nullish() }).nullish(),
    status: z.looseObject({ id: text, name: text, statusCategory: z.looseObject({ key: text }).nullish() }).nullish(),
    project: named.nullish(),
    priority: named.nullish(),
    assignee: jiraUserSchema.nullish(),
    reporter: jiraUserSchema.nullish(),
    creator: jiraUserSchema.nullish(),
    parent: z.looseObject({ id: text, key: text }).nullish(),
    labels: z.array(z.string()).nullish(),
    components: z.array(named).nullish(),
    timetracking: z
      .looseObject({ originalEstimateSeconds: seconds, remainingEstimateSeconds: seconds, timeSpentSeconds: seconds })
      .nullish(),
    timeestimate: seconds,
    timeoriginalestimate: seconds,
    timespent: seconds,
    sprint: jiraSprintSchema.nullish(),
    issuelinks: z
      .array(
        z.looseObject({
          type: z.looseObject({ name: text, inward: text, outward: text }).nullish(),
          inwardIssue: z.looseObject({ key: text }).nullish(),
          outwardIssue: z.looseObject({ key: text }).nullish(),
        }),
      )
      .nullish(),
    worklog: z.looseObject({ total: z.number().nullish(), worklogs: z.array(z.unknown()).nullish() }).nullish(),
  }),
  changelog: z.looseObject({ total: z.number().nullish(), histories: z.array(z.unknown()) }).nullish(),
});

/** An issue as read. */
export type JiraIssue = z.output<typeof jiraIssueSchema>;
/** A change as read. */
export type JiraHistory = z.output<typeof jiraHistorySchema>;
/** A user as read. */
export type JiraUser = z.output<typeof jiraUserSchema>;
/** A worklog as read. */
export type JiraWorklog = z.output<typeof jiraWorklogSchema>;
