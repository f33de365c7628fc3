import type { AccountSighting } from '@meritkit/core/accounts';
import { createFact, type Fact, type FactAttributes } from '@meritkit/core/facts';
import type { Collector } from '../shared/collect.ts';
import { revisionOf } from '../shared/instant.ts';
import type { RecordPlace } from '../shared/result.ts';
import type { JiraContext } from './context.ts';
import type { JiraIssue, JiraUser } from './schema.ts';
import { accountOf, type IssueTimeline } from './timeline.ts';

/** A fact before its person is known. */
interface Draft {
  readonly kind: string;
  readonly at: string;
  readonly account: string | null;
  readonly quantity?: string;
  readonly unit?: string;
  readonly part?: string;
  readonly attributes?: FactAttributes;
  readonly retracted?: boolean;
}

/** Collects what an issue says about people. An issue that says nothing is told with `connectors/no-fact`. */
export function collectIssueFacts(options: {
  readonly collector: Collector;
  readonly issue: JiraIssue;
  readonly timeline: IssueTimeline;
  readonly place: RecordPlace;
  readonly context: JiraContext;
}): void {
  const { collector, issue, place, context } = options;
  const users = usersOf(issue);
  const told = new Set<string>();
  let collected = 0;
  for (const draft of draftsOf(issue, options.timeline, context)) {
    if (draft.account === null) continue;
    // What an earlier reading counted was somebody's who had the issue, though whoever has it now may not be mapped.
    const earlier =
      draft.retracted === true ? options.timeline.assignments.map(({ account }) => account).reverse() : [];
    const owners = [draft.account, ...earlier].map((account) =>
      collector.ownerOf(sightingOf(account, users.get(account)), place),
    );
    const owner = owners.find((one) => one.ok) ?? owners[0]!;
    if (owner.ok) {
      collector.fact(factOf(issue, draft, owner, context));
      collected += 1;
    } else if (!told.has(draft.account)) {
      told.add(draft.account);
      collector.reject(owner.rejection.code, place, owner.rejection.detail);
    }
  }
  if (collected === 0 && told.size === 0) {
    collector.reject('connectors/no-fact', place, `${issue.key} was never assigned to anybody: nothing to count`);
  }
}

function draftsOf(issue: JiraIssue, timeline: IssueTimeline, context: JiraContext): readonly Draft[] {
  const bug = context.isBug(issue.fields.issuetype?.name);
  const { startedAt } = timeline;
  const assigned = timeline.assignments.map(({ id, ...rest }) => ({ kind: 'issue-assigned', part: id, ...rest }));
  const raiser = accountOf(issue.fields.reporter ?? issue.fields.creator);
  const raised = bug ? [{ kind: 'bug-raised', at: timeline.createdAt, account: raiser }] : [];
  const started =
    startedAt === null
      ? []
      : [{ kind: 'issue-started', at: startedAt, account: responsible(issue, timeline, startedAt) }];
  const reopened = timeline.reopenings.map(({ id, at }) => ({
    kind: 'issue-reopened',
    part: id,
    at,
    account: responsible(issue, timeline, at),
  }));
  return [...assigned, ...raised, ...started, ...reopened, ...completionDrafts(issue, timeline, bug)];
}

function completionDrafts(issue: JiraIssue, timeline: IssueTimeline, bug: boolean): readonly Draft[] {
  const { completedAt, leadTimeMinutes, cycleTimeMinutes } = timeline;
  if (completedAt === null) return timeline.everCompleted ? takenBack(issue, timeline, bug) : [];
  const done = { at: completedAt, account: responsible(issue, timeline, completedAt) };
  const minutes = (kind: string, quantity: number | null): readonly Draft[] =>
    quantity === null ? [] : [{ kind, ...done, quantity: String(quantity), unit: 'minutes' }];
  return [
    { kind: 'issue-completed', ...done, attributes: { leadTimeMinutes, cycleTimeMinutes } },
    ...minutes('issue-lead-time', leadTimeMinutes),
    ...minutes('issue-cycle-time', cycleTimeMinutes),
    ...(bug ? [{ kind: 'bug-fixed', ...done }] : []),
  ];
}

/**
 * Collects that somebody's finished work brought a bug, where the bug's links name the issue that caused it and that
 * issue was read too: about whoever was responsible for the cause, never about whoever found the bug.
 */
export function collectBugCauses(options: {
  readonly collector: Collector;
  readonly issue: JiraIssue;
  readonly timeline: IssueTimeline;
  readonly place: RecordPlace;
  readonly context: JiraContext;
  /** The issues that were read, by key. */
  readonly causes: ReadonlyMap<string, { readonly issue: JiraIssue; readonly timeline: IssueTimeline }>;
}): void {
  const { collector, issue, timeline, context } = options;
  if (!context.isBug(issue.fields.issuetype?.name)) return;
  const place = { ...options.place, path: ['fields', 'issuelinks'] };
  for (const key of causesOf(issue)) {
    const cause = options.causes.get(key);
    if (cause === undefined) {
      collector.reject('connectors/missing-context', place, `${key} caused ${issue.key} and was not given`);
      continue;
    }
    const at = timeline.createdAt;
    const account = responsible(cause.issue, cause.timeline, cause.timeline.completedAt ?? at);
    if (account === null) {
      collector.reject('connectors/missing-context', place, `${key} caused ${issue.key} and was nobody's`);
      continue;
    }
    const owner = collector.ownerOf(sightingOf(account, usersOf(cause.issue).get(account)), place);
    const draft = { kind: 'bug-caused', at, account, part: cause.issue.id, attributes: { cause: key } };
    if (!owner.ok) {
      collector.reject(owner.rejection.code, place, owner.rejection.detail);
      continue;
    }
    // It rests on two records: an edit of either is a new revision.
    const revision = owner.revision + revisionOf(context.revisionInstant(cause.issue));
    collector.fact(factOf(issue, draft, { ...owner, revision }, context));
  }
}

/** Whose an issue was at an instant; where it was nobody's then, whose it is now. */
function responsible(issue: JiraIssue, timeline: IssueTimeline, instant: string): string | null {
  return timeline.assigneeAt(instant) ?? accountOf(issue.fields.assignee);
}

/** It was done once and is not any more: what an earlier reading counted is retracted. */
function takenBack(issue: JiraIssue, timeline: IssueTimeline, bug: boolean): readonly Draft[] {
  const account = accountOf(issue.fields.assignee) ?? timeline.assignments.at(-1)?.account ?? null;
  const kinds = ['issue-completed', 'issue-lead-time', 'issue-cycle-time', ...(bug ? ['bug-fixed'] : [])];
  return kinds.map((kind) => ({ kind, at: timeline.createdAt, account, retracted: true }));
}

function factOf(
  issue: JiraIssue,
  draft: Draft,
  owner: { readonly personId: string; readonly revision: number },
  context: JiraContext,
): Fact {
  const site = context.siteOf(issue.self);
  return createFact({
    identity: `${site}/issue/${issue.id}`,
    // An event gives way to a reading of the same moment by one; nothing is older than the first revision.
    revision: Math.max(0, revisionOf(context.revisionInstant(issue)) + owner.revision + context.revision),
    personId: owner.personId,
    kind: draft.kind,
    at: draft.at,
    quantity: draft.quantity ?? '1',
    unit: draft.unit ?? 'count',
    projectId: context.projectIdOf(issue),
    source: {
      system: 'jira',
      ref: issue.key,
      ...(site === '' ? {} : { url: `https://${site}/browse/${issue.key}` }),
    },
    attributes: { ...issueAttributes(issue, context), ...draft.attributes },
    ...(draft.part === undefined ? {} : { part: draft.part }),
    ...(draft.retracted === true ? { retracted: true } : {}),
  });
}

/** What every fact of an issue carries. */
function issueAttributes(issue: JiraIssue, context: JiraContext): FactAttributes {
  const { fields } = issue;
  return {
    title: fields.summary ?? '',
    issueType: fields.issuetype?.name ?? null,
    subtask: fields.issuetype?.subtask ?? false,
    bug: context.isBug(fields.issuetype?.name),
    priority: fields.priority?.name ?? null,
    labels: fields.labels ?? [],
    components: (fields.components ?? []).flatMap((component) => component.name ?? []),
    storyPoints: context.storyPointsOf(fields),
    parent: fields.parent?.key ?? null,
    causedBy: causesOf(issue),
  };
}

function causesOf({ fields }: JiraIssue): readonly string[] {
  const causes = (fields.issuelinks ?? []).flatMap((link) =>
    /caused by|由.*(引起|导致)/i.test(link.type?.inward ?? '') && link.inwardIssue?.key ? [link.inwardIssue.key] : [],
  );
  return [...new Set(causes)];
}

function usersOf(issue: JiraIssue): ReadonlyMap<string, JiraUser> {
  const users = [issue.fields.assignee, issue.fields.reporter, issue.fields.creator];
  return new Map(
    users.flatMap((user) => {
      const account = accountOf(user);
      return account === null || !user ? [] : [[account, user] as const];
    }),
  );
}

/** An account with the name and address the records give it. */
export function sightingOf(account: string, user: JiraUser | undefined): AccountSighting {
  const name = user?.displayName ? { name: user.displayName } : {};
  const email = user?.emailAddress ? { email: user.emailAddress } : {};
  return { system: 'jira', account, ...name, ...email };
}
