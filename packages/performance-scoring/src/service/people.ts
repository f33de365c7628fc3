import { createAuditEntry } from '@meritkit/core/audit';
import { KeyConflictError } from '@meritkit/core/errors';
import { type CloudEvent, createEvent, publishAfterCommit } from '@meritkit/core/events';
import { stableId } from '@meritkit/core/hash';
import type { Actor } from '@meritkit/core/ports';
import type { ReviewCycle } from '../cycle/cycle.ts';
import type { LogEntry, LogText } from '../cycle/log.ts';
import { noteRead, type ReviewContext, type ReviewQuery, readAll } from './context.ts';

/** Everything stored about a person's reviews, as it lies there and whatever its version. */
export interface PersonExport {
  readonly personId: string;
  /** One for each cycle in which the person takes part, with nothing about anybody else's results. */
  readonly reviews: readonly {
    readonly cycleId: string;
    readonly kind: ReviewCycle['kind'];
    readonly period: ReviewCycle['period'];
    readonly stage: ReviewCycle['stage'];
    readonly results: ReviewCycle['results'];
    readonly unscored: ReviewCycle['unscored'];
    readonly appeals: ReviewCycle['appeals'];
    readonly entries: readonly LogEntry[];
    readonly texts: readonly LogText[];
  }[];
}

/** The answer to an erasure, with the events that were written with it. */
export interface ErasureAnswer {
  readonly result: { readonly texts: number };
  readonly events: readonly CloudEvent[];
}

/** A person's rights over what reviews store about them. */
export interface ReviewPeople {
  /** For the right of access. What a person did to others' results is in the audit log, and about those others. */
  readonly exportPerson: (query: ReviewQuery & { readonly personId: string }) => Promise<PersonExport>;
  /**
   * Erases every reason about a person, and events that name them. Values, dates and ids stay in cycles and log, which
   * still verifies; delete the account behind the id (`@meritkit/core/accounts`) and it leads to nobody. The same `key`
   * acts once.
   */
  readonly erasePerson: (command: {
    readonly key: string;
    readonly actor: Actor;
    readonly at: string;
    readonly personId: string;
  }) => Promise<ErasureAnswer>;
}

/** Internal. */
export function reviewPeople(context: ReviewContext): ReviewPeople {
  return {
    exportPerson: (query) => exportPerson(context, query),
    erasePerson: (command) => erasePerson(context, command),
  };
}

async function exportPerson(
  context: ReviewContext,
  query: ReviewQuery & { readonly personId: string },
): Promise<PersonExport> {
  const { store } = context;
  const { personId } = query;
  const subject = { type: 'person', id: personId };
  await noteRead(context, query, {
    action: 'person.exported',
    subject,
    personId,
    dataKind: 'review-text',
    outcome: 'done',
  });
  const cycles = await readAll((page) => store.listCycles({ filter: { personId }, page }));
  const reviews: PersonExport['reviews'][number][] = [];
  for (const { cycle } of cycles) {
    const about = { cycleId: cycle.id, personId };
    reviews.push({
      cycleId: cycle.id,
      kind: cycle.kind,
      period: cycle.period,
      stage: cycle.stage,
      results: cycle.results.filter((result) => result.personId === personId),
      unscored: cycle.unscored.filter((left) => left.personId === personId),
      appeals: cycle.appeals.filter((appeal) => appeal.personId === personId),
      entries: await readAll<LogEntry>((page) => store.listEntries({ ...about, page })),
      texts: await readAll<LogText>((page) => store.listTexts({ ...about, page })),
    });
  }
  return { personId, reviews };
}

async function erasePerson(
  context: ReviewContext,
  command: Parameters<ReviewPeople['erasePerson']>[0],
): Promise<ErasureAnswer> {
  const { store, audit, publish } = context;
  const { key, personId, actor, at } = command;
  // By the command, not by chance: sent again, it is the same event.
  const event = createEvent({
    type: 'meritkit.performance.person-erased.v1',
    id: stableId('performance-erasure', store.tenantId, key),
    time: at,
    tenantId: store.tenantId,
    subject: 'erased',
    actor,
    data: { personId },
  });
  const result = await store.erasePerson({ personId, key, events: [event] });
  // The line names the command and nobody: what is erased should not stand in the log of its erasure.
  const entry = createAuditEntry({
    id: stableId('performance-audit', 'erasure', key),
    at,
    actor,
    action: 'performance.person.erased',
    subject: { type: 'erasure', id: key },
    outcome: 'done',
  });
  try {
    await audit?.record([entry]);
  } catch (error) {
    // Sent again under another request id: the first line stands.
    if (!KeyConflictError.isInstance(error)) throw error;
  }
  publishAfterCommit({ publish, events: [event] });
  return { result, events: [event] };
}
