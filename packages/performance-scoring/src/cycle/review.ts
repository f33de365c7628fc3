import type { CycleCommand } from './command.ts';
import type { Appeal, CycleKind, CycleStage, ReviewCycle, ReviewResult, UnscoredPerson } from './cycle.ts';
import type { LogEntry, LogText } from './log.ts';

/** A cycle in a list: how far it is. It names nobody. */
export interface CycleSummary {
  readonly id: string;
  readonly kind: CycleKind;
  readonly period: { readonly start: string; readonly end: string };
  readonly stage: CycleStage;
  readonly participants: number;
  readonly scored: number;
  /** Left without a score, with a reason. */
  readonly unscored: number;
  readonly confirmed: number;
  readonly openAppeals: number;
}

/** Why somebody did something, in their words: `erased` with the person, `withheld` from whoever may see figures alone. */
export type StatedReason =
  | { readonly status: 'known'; readonly text: string }
  | { readonly status: 'erased' | 'withheld' };

/** One step of a person's review, as the log has it. */
export interface ReviewStep {
  /** Place in the cycle's log. */
  readonly index: number;
  readonly at: string;
  readonly actorId: string;
  readonly action: Exclude<CycleCommand['kind'], 'open' | 'advance'>;
  /** The value before the step, where it changed one. */
  readonly from: number | null;
  /** The value the step set or stood for; null where it was about none. */
  readonly value: number | null;
  readonly appealId: string | null;
  readonly decision: 'upheld' | 'rejected' | null;
  /** Null where no reason is asked for. */
  readonly reason: StatedReason | null;
}

/** One person's review in a cycle, with all that led to it. */
export interface PersonReview {
  readonly cycleId: string;
  readonly personId: string;
  readonly kind: CycleKind;
  readonly period: { readonly start: string; readonly end: string };
  readonly stage: CycleStage;
  /** Null while nothing is proposed, and where they are left without a score. */
  readonly result: ReviewResult | null;
  /** Who left them without a score; the reason is in the history. */
  readonly unscored: UnscoredPerson | null;
  readonly appeals: readonly Appeal[];
  /** Oldest first; also proposals that a later one replaced. */
  readonly history: readonly ReviewStep[];
}

/** Internal. */
export function summariseCycle(cycle: ReviewCycle): CycleSummary {
  const { id, kind, period, stage, participants, results, unscored, appeals } = cycle;
  const confirmed = results.filter((result) => result.status === 'confirmed').length;
  const openAppeals = appeals.filter((appeal) => appeal.status === 'open').length;
  const counts = { participants: participants.length, scored: results.length, unscored: unscored.length };
  return { id, kind, period, stage, ...counts, confirmed, openAppeals };
}

/** A person's review from the cycle, the entries about them and the texts that still exist. Internal. */
export function reviewOf(options: {
  readonly cycle: ReviewCycle;
  readonly personId: string;
  readonly entries: readonly LogEntry[];
  /** Null: withheld. */
  readonly texts: readonly LogText[] | null;
}): PersonReview {
  const { cycle, personId, entries, texts } = options;
  const words = texts === null ? null : new Map(texts.map(({ id, text }) => [id, text]));
  return {
    cycleId: cycle.id,
    personId,
    kind: cycle.kind,
    period: cycle.period,
    stage: cycle.stage,
    result: cycle.results.find((result) => result.personId === personId) ?? null,
    unscored: cycle.unscored.find((left) => left.personId === personId) ?? null,
    appeals: cycle.appeals.filter((appeal) => appeal.personId === personId),
    history: entries.map((entry) => stepOf(entry, words)),
  };
}

function stepOf(entry: LogEntry, words: ReadonlyMap<string, string> | null): ReviewStep {
  const { index, at, actorId, data } = entry;
  const { from, to, value, appealId, decision, textId } = data;
  return {
    index,
    at,
    actorId,
    action: entry.action as ReviewStep['action'],
    from: typeof from === 'number' ? from : null,
    value: typeof to === 'number' ? to : typeof value === 'number' ? value : null,
    appealId: typeof appealId === 'string' ? appealId : null,
    decision: decision === 'upheld' || decision === 'rejected' ? decision : null,
    reason: typeof textId === 'string' ? statedReason(textId, words) : null,
  };
}

function statedReason(textId: string, words: ReadonlyMap<string, string> | null): StatedReason {
  if (words === null) return { status: 'withheld' };
  const text = words.get(textId);
  return text === undefined ? { status: 'erased' } : { status: 'known', text };
}
