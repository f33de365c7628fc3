import { parseInstant } from '@meritkit/core/dates';
import { minutesBetween, readInstant } from '../shared/instant.ts';
import type { JiraHistory, JiraIssue, JiraUser } from './schema.ts';
import type { StatusReader } from './statuses.ts';

/** What an issue went through, from its history and its present state. */
export interface IssueTimeline {
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  /** Whole minutes from creation to completion, rounded down. */
  readonly leadTimeMinutes: number | null;
  /** Whole minutes from the first work to completion, rounded down. */
  readonly cycleTimeMinutes: number | null;
  readonly reopenings: readonly { readonly id: string; readonly at: string }[];
  /** It was completed at some time, whether or not it is now. */
  readonly everCompleted: boolean;
  readonly assignments: readonly { readonly id: string; readonly at: string; readonly account: string }[];
  /** The account an issue was assigned to at an instant; null where nobody was. */
  readonly assigneeAt: (instant: string) => string | null;
}

interface Change {
  readonly id: string;
  readonly at: string;
  readonly time: number;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly fromName: string | null;
  readonly toName: string | null;
}

/** An account's own id, on Cloud as on Server. */
export function accountOf(user: JiraUser | null | undefined): string | null {
  return user?.accountId || user?.key || user?.name || null;
}

/** Reads an issue's history; null when its creation date is none. */
export function readTimeline(options: {
  readonly issue: JiraIssue;
  readonly histories: readonly JiraHistory[];
  readonly status: StatusReader;
}): IssueTimeline | null {
  const { issue, status } = options;
  const createdAt = readInstant(issue.fields.created);
  if (createdAt === null) return null;
  const changes = changesOf(options.histories);
  const statusChanges = changes.filter((change) => change.field === 'status');
  const startedAt = statusChanges.find((change) => status(change.toName) === 'in-progress')?.at ?? null;
  const completedAt = completionOf(issue, statusChanges, status);
  const reopenings = reopeningsOf(changes, status);
  // A webhook tells of the reopening alone: what is taken back was there.
  const resolved =
    reopenings.length > 0 || changes.some((change) => change.field === 'resolution' && change.to !== null);
  return {
    createdAt,
    startedAt,
    completedAt,
    leadTimeMinutes: completedAt === null ? null : minutesBetween(createdAt, completedAt),
    cycleTimeMinutes: completedAt === null || startedAt === null ? null : minutesBetween(startedAt, completedAt),
    reopenings,
    everCompleted: completedAt !== null || resolved || statusChanges.some((change) => status(change.toName) === 'done'),
    ...assignmentsOf(issue, changes, createdAt),
  };
}

function changesOf(histories: readonly JiraHistory[]): readonly Change[] {
  const seen = new Set<string>();
  return histories
    .flatMap((history) => {
      const at = readInstant(history.created);
      if (at === null || seen.has(history.id)) return [];
      seen.add(history.id);
      // A change of workflow moves issues to other statuses without any work being done.
      const migration = history.items.some((item) => item.field === 'Workflow');
      return history.items
        .filter((item) => !(migration && item.field === 'status'))
        .map((item) => ({
          id: history.id,
          at,
          time: parseInstant(at),
          field: item.fieldId || item.field,
          from: item.from || null,
          to: item.to || null,
          fromName: item.fromString || null,
          toName: item.toString || null,
        }));
    })
    .sort((left, right) => left.time - right.time || Number(left.id) - Number(right.id));
}

/** When the work was done: Jira's resolution date, else, in projects without resolutions, when its last status was reached. */
function completionOf(issue: JiraIssue, statusChanges: readonly Change[], status: StatusReader): string | null {
  const resolved = readInstant(issue.fields.resolutiondate);
  if (resolved !== null) return resolved;
  if (status(issue.fields.status?.name) !== 'done') return null;
  const last = statusChanges.findLast(
    (change) => status(change.toName) === 'done' && status(change.fromName) !== 'done',
  );
  return last?.at ?? readInstant(issue.fields.statuscategorychangedate);
}

/** A resolution that was taken back; in projects without resolutions, a status that went back from done. */
function reopeningsOf(changes: readonly Change[], status: StatusReader): IssueTimeline['reopenings'] {
  const resolutions = changes.filter((change) => change.field === 'resolution');
  const back =
    resolutions.length > 0
      ? resolutions.filter((change) => change.from !== null && change.to === null)
      : changes
          .filter((change) => change.field === 'status' && status(change.fromName) === 'done')
          .filter((change) => status(change.toName) === 'todo' || status(change.toName) === 'in-progress');
  return back.map(({ id, at }) => ({ id, at }));
}

function assignmentsOf(issue: JiraIssue, changes: readonly Change[], createdAt: string) {
  const moves = changes.filter((change) => change.field === 'assignee');
  const first = moves[0] === undefined ? accountOf(issue.fields.assignee) : moves[0].from;
  const initial = first === null ? [] : [{ id: 'initial', at: createdAt, account: first }];
  const later = moves.flatMap(({ id, at, to }) => (to === null ? [] : [{ id, at, account: to }]));
  const assigneeAt = (instant: string) => {
    const time = parseInstant(instant);
    // The moves are in the order of time, and there may be as many questions as moves.
    let [low, high] = [0, moves.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (moves[middle]!.time <= time) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? first : moves[low - 1]!.to;
  };
  return { assignments: [...initial, ...later], assigneeAt };
}
