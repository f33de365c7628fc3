import type { AccountLookup } from '@meritkit/core/accounts';
import { isDate } from '@meritkit/core/dates';
import { readInstant } from '../shared/instant.ts';
import type { JiraContext } from './context.ts';
import { type JiraIssue, jiraSprintSchema } from './schema.ts';
import type { StatusMeaning } from './statuses.ts';
import { accountOf } from './timeline.ts';

/** A sprint as planning needs it. */
export interface Sprint {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly completedAt: string | null;
}

/** A piece of work that is not done: what is left to do, for whom, until when. */
export interface WorkItem {
  /** The tool's reference, such as an issue's key. */
  readonly id: string;
  readonly title: string;
  readonly projectId: string;
  readonly personId: string | null;
  readonly status: StatusMeaning | null;
  readonly statusName: string | null;
  readonly issueType: string | null;
  /** Null: nobody estimated it. Unknown is not nothing. */
  readonly remainingHours: number | null;
  readonly originalHours: number | null;
  readonly storyPoints: number | null;
  /** The last day included, `YYYY-MM-DD`. */
  readonly deadline: string | null;
  readonly priority: string | null;
  readonly labels: readonly string[];
  readonly components: readonly string[];
  readonly parentId: string | null;
  readonly blockedBy: readonly string[];
  readonly sprintId: string | null;
}

/** An issue as work; null when it is done. */
export function workItemOf(options: {
  readonly issue: JiraIssue;
  readonly lookUp: AccountLookup;
  readonly context: JiraContext;
}): WorkItem | null {
  const { issue, context } = options;
  const { fields } = issue;
  const status = context.status(fields.status?.name);
  if (status === 'done' || readInstant(fields.resolutiondate) !== null) return null;
  const account = accountOf(fields.assignee);
  const person = account === null ? null : options.lookUp('jira', account);
  return {
    id: issue.key,
    title: fields.summary ?? issue.key,
    projectId: context.projectIdOf(issue),
    personId: person?.status === 'person' ? person.personId : null,
    status,
    statusName: fields.status?.name ?? null,
    issueType: fields.issuetype?.name ?? null,
    remainingHours: hours(fields.timetracking?.remainingEstimateSeconds ?? fields.timeestimate),
    originalHours: hours(fields.timetracking?.originalEstimateSeconds ?? fields.timeoriginalestimate),
    storyPoints: context.storyPointsOf(fields),
    deadline: isDate(fields.duedate) ? fields.duedate : null,
    priority: fields.priority?.name ?? null,
    labels: fields.labels ?? [],
    components: (fields.components ?? []).flatMap((component) => component.name ?? []),
    parentId: fields.parent?.key ?? null,
    blockedBy: blockersOf(issue),
    sprintId: fields.sprint ? String(fields.sprint.id) : null,
  };
}

/** A sprint, or null for something else. */
export function sprintOf(input: unknown): Sprint | null {
  const result = jiraSprintSchema.safeParse(input);
  if (!result.success) return null;
  const { id, name, state, startDate, endDate, completeDate } = result.data;
  return {
    id: String(id),
    name,
    state,
    startsAt: readInstant(startDate),
    endsAt: readInstant(endDate),
    completedAt: readInstant(completeDate),
  };
}

function hours(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : seconds / 3600;
}

function blockersOf(issue: JiraIssue): readonly string[] {
  return (issue.fields.issuelinks ?? []).flatMap((link) =>
    /blocked by|被.*阻|阻塞于/i.test(link.type?.inward ?? '') && link.inwardIssue?.key ? [link.inwardIssue.key] : [],
  );
}
