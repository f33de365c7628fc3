import { decimalText, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { createFact } from '@meritkit/core/facts';
import type { Collector } from '../shared/collect.ts';
import { readInstant, revisionOf } from '../shared/instant.ts';
import type { RecordPlace } from '../shared/result.ts';
import type { JiraContext } from './context.ts';
import { sightingOf } from './issue-facts.ts';
import type { JiraIssue, JiraWorklog } from './schema.ts';
import { accountOf } from './timeline.ts';

/**
 * Collects a worklog as a fact of kind `time-worked`, in minutes. Hours worked are a health signal and may never raise
 * a score: the kind says so to every package that reads it.
 */
export function collectWorklog(options: {
  readonly collector: Collector;
  readonly worklog: JiraWorklog;
  /** The issue it belongs to, where it was given. */
  readonly issue: JiraIssue | undefined;
  readonly place: RecordPlace;
  readonly context: JiraContext;
}): void {
  const { collector, worklog, issue, place, context } = options;
  const startedAt = readInstant(worklog.started);
  if (startedAt === null) {
    const detail = `"${worklog.started}" is no instant`;
    collector.reject('connectors/impossible-date', { ...place, path: [...(place.path ?? []), 'started'] }, detail);
    return;
  }
  const account = accountOf(worklog.author);
  if (account === null) {
    collector.reject('connectors/missing-context', place, 'the worklog names no author');
    return;
  }
  const owner = collector.ownerOf(sightingOf(account, worklog.author ?? undefined), place);
  if (!owner.ok) {
    collector.reject(owner.rejection.code, place, owner.rejection.detail);
    return;
  }
  const updatedAt = readInstant(worklog.updated) ?? readInstant(worklog.created) ?? startedAt;
  const minutes = roundDecimal({ value: toDecimal(worklog.timeSpentSeconds).div(60), decimals: 6, mode: 'half-even' });
  collector.fact(
    createFact({
      identity: `${context.siteOf(worklog.self ?? issue?.self)}/worklog/${worklog.id}`,
      revision: Math.max(0, revisionOf(updatedAt) + owner.revision + context.revision),
      personId: owner.personId,
      kind: 'time-worked',
      at: startedAt,
      quantity: decimalText(minutes),
      unit: 'minutes',
      ...(issue === undefined ? {} : { projectId: context.projectIdOf(issue) }),
      source: { system: 'jira', ref: `worklog-${worklog.id}` },
      attributes: { issue: issue?.key ?? null, issueId: worklog.issueId ?? issue?.id ?? null },
    }),
  );
}
