import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import { KeyConflictError, type Outcome, VersionConflictError } from '@meritkit/core/errors';
import {
  type CloudEvent,
  createEvent,
  type Publish,
  publishAfterCommit,
  refusePublishWithin,
} from '@meritkit/core/events';
import { sha256Hex, stableId } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import { createIds, createUnguessableIds } from '@meritkit/core/platform';
import type { Actor, IdSource } from '@meritkit/core/ports';
import type { CycleCommand } from './cycle/command.ts';
import type { ReviewCycle } from './cycle/cycle.ts';
import { decideCycle } from './cycle/decide.ts';
import { type LogEntry, type LogRejection, type LogText, verifyLog } from './cycle/log.ts';
import type { CycleRejection } from './cycle/step.ts';
import type { ReviewStoreV1 } from './ports.ts';
import { readReviewCycle, refuseNewer } from './schemas.ts';
import { type ReviewContext, readAll } from './service/context.ts';
import { createInTurn } from './service/in-turn.ts';
import { type ReviewPeople, reviewPeople } from './service/people.ts';
import { type ReviewReads, reviewReads } from './service/reads.ts';

/** What every command carries. The same `key` is answered the same way and acts once. */
export interface CommandFrame {
  readonly key: string;
  readonly cycleId: string;
  readonly actor: Actor;
  /** Instant with offset. The first one holds where a command is sent again. */
  readonly at: string;
}

/** A command's answer: the cycle as it stands now, and the events that were written with it. */
export interface ServiceAnswer {
  readonly result: Outcome<{ readonly cycle: ReviewCycle }, CycleRejection>;
  readonly events: readonly CloudEvent[];
}

/** Review cycles with their state in a store. Who may send or read what is the host's to ask before (`@meritkit/core/access`). */
export interface ReviewService extends ReviewReads, ReviewPeople {
  readonly execute: (frame: CommandFrame, command: CycleCommand) => Promise<ServiceAnswer>;
  /** Reads the whole log and verifies every hash and the cycle itself; undefined where there is no such cycle. */
  readonly verify: (cycleId: string) => Promise<Outcome<{ readonly entries: number }, LogRejection> | undefined>;
}

/** How often a command is decided again after somebody else wrote first. */
const attempts = 5;

/**
 * The review service: load, decide, save with the log and the events in one write, publish. A command sent twice under
 * one key acts once; two at a time are decided one after the other.
 *
 * @example
 * ```ts
 * import { createReviewService } from '@meritkit/performance-scoring';
 * import { createMemoryReviewStore } from '@meritkit/performance-scoring/memory';
 *
 * const service = createReviewService({ store: createMemoryReviewStore({ tenantId: 'acme' }) });
 * const frame = { key: 'open-q4', cycleId: '2026-q4', actor: { id: 'hr', requestId: 'r1' }, at: '2026-10-01T09:00:00+08:00' };
 * const { result } = await service.execute(frame, {
 *   kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin', 'zhao'],
 * });
 * result.ok && result.cycle.stage; // 'goals-agreed'
 * ```
 */
export function createReviewService(options: {
  readonly store: ReviewStoreV1;
  /** Ids of appeals and events; UUIDs of version 7 unless given. */
  readonly ids?: IdSource;
  /** Salts of the erasable reasons, which nobody may guess; UUIDs of version 4 unless given. */
  readonly salts?: IdSource;
  /** Called with the events after the commit, best effort. Refused on a store within a host's transaction. */
  readonly publish?: Publish;
  /** Where every command and every read is recorded, also a refused one. */
  readonly audit?: AuditSinkV1;
}): ReviewService {
  const { store, ids = createIds(), salts = createUnguessableIds(), publish, audit } = options;
  refusePublishWithin({ store, publish });
  const context: ReviewContext = { store, ids, salts, publish, audit };
  const inTurn = createInTurn();
  const executeNow = async (frame: CommandFrame, command: CycleCommand): Promise<ServiceAnswer> => {
    // Without `at`: a request that is sent again is met by another reading of the clock.
    const fingerprint = sha256Hex(canonicalJson({ cycleId: frame.cycleId, actorId: frame.actor.id, command }));
    for (let attempt = 1; ; attempt += 1) {
      const earlier = await store.findAnswer(frame.key);
      if (earlier !== null) {
        const answer = repeated(earlier, fingerprint, frame.key);
        await recordIn(audit, frame, command, answer, true);
        return answer;
      }
      try {
        const answer = await decideAndSave(context, frame, command, fingerprint);
        await recordIn(audit, frame, command, answer, false);
        return answer;
      } catch (error) {
        if (!VersionConflictError.isInstance(error) || attempt >= attempts) throw error;
      }
    }
  };
  const execute: ReviewService['execute'] = (frame, command) => inTurn(frame.cycleId, () => executeNow(frame, command));
  const verify = async (cycleId: string) => {
    const stored = await store.loadCycle(cycleId);
    if (stored === null) return undefined;
    const entries = await readAll<LogEntry>((page) => store.listEntries({ cycleId, page }));
    const texts = await readAll<LogText>((page) => store.listTexts({ cycleId, page }));
    refuseNewer(stored.cycle, entries);
    // The log vouches for the cycle as it was written, not as this version reads it.
    return verifyLog({ cycle: stored.cycle, entries, texts });
  };
  return { execute, verify, ...reviewReads(context), ...reviewPeople(context) };
}

function repeated(
  earlier: { readonly fingerprint: string; readonly answer: JsonObject },
  fingerprint: string,
  key: string,
): ServiceAnswer {
  // Empty: the reason it was made from is erased.
  if (earlier.fingerprint !== '' && earlier.fingerprint !== fingerprint) throw new KeyConflictError({ key });
  return { result: { ok: true, cycle: readReviewCycle(earlier.answer) }, events: [] };
}

async function decideAndSave(
  { store, ids, salts, publish }: ReviewContext,
  frame: CommandFrame,
  command: CycleCommand,
  fingerprint: string,
): Promise<ServiceAnswer> {
  const stored = await store.loadCycle(frame.cycleId);
  const { cycleId, actor, at } = frame;
  const decision = decideCycle({
    cycle: stored === null ? null : readReviewCycle(stored.cycle),
    cycleId,
    command,
    actorId: actor.id,
    at,
    newId: ids(),
    salt: salts(),
  });
  if (!decision.ok) return { result: decision, events: [] };
  const { cycle, entry, text } = decision;
  const events = [eventOf(store.tenantId, frame, command, cycle, ids())];
  await store.append({
    key: frame.key,
    fingerprint,
    expectedVersion: stored?.version ?? 0,
    cycle,
    entries: [entry],
    texts: text === null ? [] : [text],
    events,
    answer: cycle as unknown as JsonObject,
  });
  publishAfterCommit({ publish, events });
  return { result: { ok: true, cycle }, events };
}

/**
 * Writes who did what. The id follows from the key, so a command that is sent again after the sink failed is recorded
 * then, and one that was recorded is not recorded twice.
 */
async function recordIn(
  audit: AuditSinkV1 | undefined,
  frame: CommandFrame,
  command: CycleCommand,
  answer: ServiceAnswer,
  again: boolean,
): Promise<void> {
  if (audit === undefined) return;
  const outcome = answer.result.ok ? ('done' as const) : ('refused' as const);
  const entry = createAuditEntry({
    id: stableId('performance-audit', frame.key, outcome, answer.result.ok ? '' : answer.result.rejection.code),
    at: frame.at,
    actor: frame.actor,
    action: `performance.cycle.${command.kind}`,
    subject: { type: 'review-cycle', id: frame.cycleId },
    ...('personId' in command ? { personId: command.personId, dataKind: 'score' } : {}),
    outcome,
  });
  try {
    await audit.record([entry]);
  } catch (error) {
    // Sent again under another request id: the first line stands.
    if (!again || !KeyConflictError.isInstance(error)) throw error;
  }
}

const eventTypes = {
  open: 'meritkit.performance.cycle-opened.v1',
  advance: 'meritkit.performance.cycle-advanced.v1',
  'record-score': 'meritkit.performance.score-proposed.v1',
  admit: 'meritkit.performance.person-admitted.v1',
  'leave-unscored': 'meritkit.performance.person-left-unscored.v1',
  confirm: 'meritkit.performance.score-confirmed.v1',
  override: 'meritkit.performance.score-overridden.v1',
  appeal: 'meritkit.performance.appeal-made.v1',
  'decide-appeal': 'meritkit.performance.appeal-decided.v1',
} as const;

/** An event names what happened and to whom; scores and reasons stay in the store. */
function eventOf(
  tenantId: string,
  frame: CommandFrame,
  command: CycleCommand,
  cycle: ReviewCycle,
  id: string,
): CloudEvent {
  const appealId = command.kind === 'decide-appeal' ? command.appealId : cycle.appeals.at(-1)?.id;
  const data = {
    cycleId: cycle.id,
    stage: cycle.stage,
    ...('personId' in command ? { personId: command.personId } : {}),
    ...(command.kind === 'appeal' || command.kind === 'decide-appeal' ? { appealId } : {}),
  };
  return createEvent({
    type: eventTypes[command.kind],
    id,
    time: frame.at,
    tenantId,
    subject: cycle.id,
    actor: frame.actor,
    data,
  });
}
