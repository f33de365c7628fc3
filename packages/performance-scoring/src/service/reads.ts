import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Page, PageRequest } from '@meritkit/core/ports';
import { type CycleStage, cycleStages, type ReviewCycle } from '../cycle/cycle.ts';
import type { LogEntry, LogText } from '../cycle/log.ts';
import { type CycleSummary, type PersonReview, reviewOf, summariseCycle } from '../cycle/review.ts';
import { type CycleWaiting, waitingIn } from '../cycle/waiting.ts';
import { readReviewCycle, refuseNewer } from '../schemas.ts';
import { noteRead, type ReviewContext, type ReviewQuery, readAll } from './context.ts';

/** There is no such cycle. */
export type UnknownCycle = Rejection<'performance/unknown-cycle', { readonly cycleId: string }>;

/** The person takes no part in the cycle. */
export type UnknownParticipant = Rejection<'performance/unknown-person', { readonly personId: string }>;

/**
 * What may be read of reviews. Every read carries an actor and is recorded in the audit log, also one that finds
 * nothing; whether the actor may read is asked of the host's access policy before.
 */
export interface ReviewReads {
  /** A cycle as it stands. */
  readonly readCycle: (
    query: ReviewQuery & { readonly cycleId: string },
  ) => Promise<Outcome<{ readonly cycle: ReviewCycle }, UnknownCycle>>;
  /** Cycles in the order of ids: those at given stages, those in which a person takes part, or all. */
  readonly listCycles: (
    query: ReviewQuery & {
      readonly stages?: readonly CycleStage[];
      readonly personId?: string;
      readonly page: PageRequest;
    },
  ) => Promise<Page<CycleSummary>>;
  /** One person's score with all that led to it. `reasons: 'withheld'` for readers whom the policy gives figures alone. */
  readonly readReview: (
    query: ReviewQuery & {
      readonly cycleId: string;
      readonly personId: string;
      readonly reasons?: 'shown' | 'withheld';
    },
  ) => Promise<Outcome<{ readonly review: PersonReview }, UnknownCycle | UnknownParticipant>>;
  /** The log in pages, without reasons. */
  readonly listLog: (
    query: ReviewQuery & { readonly cycleId: string; readonly page: PageRequest },
  ) => Promise<Outcome<{ readonly entries: Page<LogEntry> }, UnknownCycle>>;
  /** What waits, and on whom, in every cycle that is not closed; a page counts cycles. */
  readonly listWaiting: (
    query: ReviewQuery & {
      readonly reviewerOf?: (personId: string) => string | null | undefined;
      readonly page: PageRequest;
    },
  ) => Promise<Page<CycleWaiting>>;
}

/** The stages at which something may wait. */
const openStages = cycleStages.filter((stage) => stage !== 'closed');

/** Internal. */
export function reviewReads(context: ReviewContext): ReviewReads {
  const { store } = context;
  return {
    readCycle: async (query) => {
      const cycle = await loadNoting(context, query, 'cycle.read');
      return cycle === null ? reject('performance/unknown-cycle', { cycleId: query.cycleId }) : { ok: true, cycle };
    },
    listCycles: async (query) => {
      const { stages, personId, page } = query;
      const filter = { ...(stages === undefined ? {} : { stages }), ...(personId === undefined ? {} : { personId }) };
      const found = await store.listCycles({ filter, page });
      const subject = { type: 'review-cycles', id: (stages ?? ['all']).join(',') };
      const person = personId === undefined ? {} : { personId };
      await noteRead(context, query, {
        ...{ action: 'cycles.listed', subject, ...person, dataKind: 'score', outcome: 'done' },
      });
      return { ...found, items: found.items.map(({ cycle }) => summariseCycle(readReviewCycle(cycle))) };
    },
    readReview: (query) => readReview(context, query),
    listLog: async (query) => {
      const { cycleId, page } = query;
      const cycle = await loadNoting(context, query, 'log.read');
      if (cycle === null) return reject('performance/unknown-cycle', { cycleId });
      const entries = await store.listEntries({ cycleId, page });
      refuseNewer(cycle, entries.items);
      return { ok: true, entries };
    },
    listWaiting: async (query) => {
      const { reviewerOf, page } = query;
      const found = await store.listCycles({ filter: { stages: openStages }, page });
      const subject = { type: 'review-cycles', id: 'open' };
      await noteRead(context, query, { action: 'waiting.listed', subject, dataKind: 'score', outcome: 'done' });
      const waiting = ({ cycle }: { readonly cycle: ReviewCycle }) =>
        waitingIn({ cycle: readReviewCycle(cycle), ...(reviewerOf === undefined ? {} : { reviewerOf }) });
      return { ...found, items: found.items.map(waiting) };
    },
  };
}

/** Loads a cycle and records the read, also where there is none. */
async function loadNoting(
  context: ReviewContext,
  query: ReviewQuery & { readonly cycleId: string },
  action: string,
): Promise<ReviewCycle | null> {
  const stored = await context.store.loadCycle(query.cycleId);
  const subject = { type: 'review-cycle', id: query.cycleId };
  const outcome = stored === null ? 'refused' : 'done';
  await noteRead(context, query, { action, subject, dataKind: 'score', outcome });
  return stored === null ? null : readReviewCycle(stored.cycle);
}

async function readReview(
  context: ReviewContext,
  query: Parameters<ReviewReads['readReview']>[0],
): ReturnType<ReviewReads['readReview']> {
  const { cycleId, personId, reasons = 'shown' } = query;
  const withheld = reasons === 'withheld';
  const stored = await context.store.loadCycle(cycleId);
  const cycle = stored === null ? null : readReviewCycle(stored.cycle);
  const found = cycle?.participants.includes(personId) === true;
  await noteRead(context, query, {
    action: 'review.read',
    subject: { type: 'review-cycle', id: cycleId },
    personId,
    dataKind: withheld ? 'score' : 'review-text',
    outcome: !found ? 'refused' : withheld ? 'redacted' : 'done',
  });
  if (cycle === null) return reject('performance/unknown-cycle', { cycleId });
  if (!found) return reject('performance/unknown-person', { personId });
  return { ok: true, review: await collectReview(context, cycle, personId, !withheld) };
}

/** A person's review with the entries and texts about them. Internal. */
export async function collectReview(
  { store }: ReviewContext,
  cycle: ReviewCycle,
  personId: string,
  withReasons: boolean,
): Promise<PersonReview> {
  const about = { cycleId: cycle.id, personId };
  const entries = await readAll<LogEntry>((page) => store.listEntries({ ...about, page }));
  refuseNewer(cycle, entries);
  const texts = withReasons ? await readAll<LogText>((page) => store.listTexts({ ...about, page })) : null;
  return reviewOf({ cycle, personId, entries, texts });
}
