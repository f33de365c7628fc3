import { parseInstant, readPeriod } from '@meritkit/core/dates';
import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import { appeal, decideAppeal } from './appeals.ts';
import type { CycleCommand } from './command.ts';
import { nextStage, type ReviewCycle } from './cycle.ts';
import { chainEntry, commitmentOf, emptyLogHash, type LogEntry, type LogText } from './log.ts';
import { confirm, leaveUnscored, override, recordScore, waitingForScore } from './results.ts';
import { type CycleRejection, type DecideInput, type Step, wrongStage } from './step.ts';

/** What a command changed. */
export interface CycleDecision {
  readonly cycle: ReviewCycle;
  readonly entry: LogEntry;
  /** The reason, where one was given. */
  readonly text: LogText | null;
}

/**
 * Decides one command on a review cycle: stages in order, inputs locked at calibration (people may be admitted until then), results confirmed by name,
 * overrides and appeals with reasons, nobody in their own cause. Every change is one entry of a hash-chained log.
 *
 * @throws InvalidInputError `performance/invalid-cycle` for an opening without people or a score that is not a number;
 * core's `core/not-an-instant` and `core/empty-period`
 * @example
 * ```ts
 * import { decideCycle } from '@meritkit/performance-scoring';
 *
 * const decided = decideCycle({
 *   cycle: null, cycleId: 'q4', actorId: 'hr', at: '2026-10-01T09:00:00+08:00', newId: 'id-1', salt: 'id-2',
 *   command: { kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin'] },
 * });
 * decided.ok && [decided.cycle.stage, decided.entry.action]; // ['goals-agreed', 'open']
 * ```
 */
export function decideCycle(input: DecideInput): Outcome<CycleDecision, CycleRejection> {
  const { command, cycleId, actorId, at } = input;
  parseInstant(at, ['at']);
  if (command.kind === 'open') return openCycle(input, command);
  if (input.cycle === null) return reject('performance/unknown-cycle', { cycleId });
  const cycle = input.cycle;
  const step = stepOf(cycle, command, input);
  if (!step.ok) return step;
  return record(cycle, step, { cycleId, actorId, at, action: command.kind, newId: input.newId, salt: input.salt });
}

function openCycle(
  input: DecideInput,
  command: Extract<CycleCommand, { kind: 'open' }>,
): Outcome<CycleDecision, CycleRejection> {
  const { cycleId, actorId, at } = input;
  if (input.cycle !== null) return reject('performance/cycle-exists', { cycleId });
  const period = readPeriod(command.period, ['period']);
  const participants = [...new Set(command.participants)];
  const named = participants.length > 0 && !participants.includes('');
  if (!named || participants.length !== command.participants.length) {
    throw invalidInput('performance/invalid-cycle', ['participants'], 'at least one person, each once');
  }
  const cycle: ReviewCycle = {
    schemaVersion: 1,
    id: cycleId,
    kind: command.cycleKind,
    period: { start: period.start, end: period.end },
    stage: 'goals-agreed',
    participants,
    inputsHash: null,
    results: [],
    unscored: [],
    appeals: [],
    log: { length: 0, hash: emptyLogHash },
  };
  const data = { kind: command.cycleKind, period: cycle.period, participants };
  const step: Step = { ok: true, change: {}, data };
  return record(cycle, step, { cycleId, actorId, at, action: 'open', newId: input.newId, salt: input.salt });
}

/** Writes the step down: the reason under its commitment, the entry chained, the cycle pointing at it. */
function record(
  cycle: ReviewCycle,
  step: Extract<Step, { ok: true }>,
  by: {
    readonly cycleId: string;
    readonly actorId: string;
    readonly at: string;
    readonly action: string;
    readonly newId: string;
    readonly salt: string;
  },
): Outcome<CycleDecision, CycleRejection> {
  const { newId, salt, cycleId, ...rest } = by;
  const text: LogText | null =
    step.reason === undefined
      ? null
      : { id: newId, cycleId, personId: step.about ?? by.actorId, salt, text: step.reason };
  const data = text === null ? step.data : { ...step.data, textId: text.id, commitment: commitmentOf(text) };
  const changed = { ...cycle, ...step.change };
  const entry = chainEntry({ cycle: changed, ...rest, data });
  const log = { length: entry.index + 1, hash: entry.hash };
  return { ok: true, cycle: { ...changed, log }, entry, text };
}

function stepOf(cycle: ReviewCycle, command: Exclude<CycleCommand, { kind: 'open' }>, input: DecideInput): Step {
  switch (command.kind) {
    case 'advance':
      return advance(cycle, command);
    case 'record-score':
      return recordScore(cycle, command, input.actorId);
    case 'admit':
      return admit(cycle, command.personId);
    case 'leave-unscored':
      return leaveUnscored(cycle, command, input);
    case 'confirm':
      return confirm(cycle, command, input.actorId);
    case 'override':
      return override(cycle, command, input);
    case 'appeal':
      return appeal(cycle, command, input);
    case 'decide-appeal':
      return decideAppeal(cycle, command, input);
  }
}

/** Goals of somebody who joins are agreed in the host's tables; here they only have to come before inputs are locked. */
function admit(cycle: ReviewCycle, personId: string): Step {
  const { stage, inputsHash, participants } = cycle;
  if (personId === '') throw invalidInput('performance/invalid-cycle', ['command', 'personId'], 'somebody');
  if (inputsHash !== null) return reject('performance/inputs-locked', { stage, inputsHash });
  if (participants.includes(personId)) return reject('performance/takes-part-already', { personId });
  return { ok: true, change: { participants: [...participants, personId] }, data: { personId } };
}

function advance(cycle: ReviewCycle, command: Extract<CycleCommand, { kind: 'advance' }>): Step {
  if (command.from !== undefined && command.from !== cycle.stage) return wrongStage(cycle, [command.from]);
  const stage = nextStage(cycle.kind, cycle.stage);
  if (stage === null) return wrongStage(cycle, []);
  if (stage === 'calibration') {
    const personIds = waitingForScore(cycle);
    if (personIds.length > 0) return reject('performance/people-without-score', { personIds });
  }
  if (stage === 'shared') {
    const open = cycle.results.filter((result) => result.status === 'proposed').map((result) => result.personId);
    if (open.length > 0) return reject('performance/unconfirmed-results', { personIds: open });
  }
  if (stage === 'closed') {
    const open = cycle.appeals.filter((item) => item.status === 'open').map((item) => item.id);
    if (open.length > 0) return reject('performance/open-appeals', { appealIds: open });
  }
  const inputsHash =
    stage === 'calibration' ? sha256Hex(canonicalJson([cycle.results, cycle.unscored])) : cycle.inputsHash;
  return { ok: true, change: { stage, inputsHash }, data: { from: cycle.stage, to: stage, inputsHash } };
}
